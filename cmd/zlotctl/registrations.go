package main

import (
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type registrationsCmd struct {
	Search string `placeholder:"Q" help:"Words in any order, without Polish marks if you like."`
	Status string `enum:"${statuses}," default:"" placeholder:"S" help:"pending, confirmed, waitlisted or cancelled"`
	Group  string `placeholder:"G" help:"Title of a group."`
}

type registrationDoc struct {
	ID          string            `json:"id"`
	Given       string            `json:"given"`
	Family      string            `json:"family"`
	Title       string            `json:"title"`
	Email       string            `json:"email"`
	Phone       string            `json:"phone"`
	Institution string            `json:"institution"`
	Position    string            `json:"position"`
	Town        string            `json:"town"`
	Status      string            `json:"status"`
	Roles       []event.Role      `json:"roles"`
	BadgeCode   string            `json:"badge_code"`
	BadgeNumber int               `json:"badge_number"`
	Group       string            `json:"group"`
	Diet        string            `json:"diet"`
	Note        string            `json:"note"`
	Fee         int64             `json:"fee"` // grosz
	Paid        bool              `json:"paid"`
	Answers     map[string]string `json:"answers"`
}

func newRegistrationDoc(e event.Entry, groups map[string]string) registrationDoc {
	answers := e.Answers
	if answers == nil {
		answers = map[string]string{}
	}
	return registrationDoc{ID: e.ID, Given: e.Who.Name.Given, Family: e.Who.Name.Family, Title: e.Who.Name.Title, Email: e.Who.Email,
		Phone: e.Who.Phone, Institution: e.Who.Institution, Position: e.Who.Position, Town: e.Who.Town, Status: string(e.Status),
		Roles: list(e.Roles), BadgeCode: e.Badge, BadgeNumber: e.Number, Group: groups[e.Group], Diet: e.Diet,
		Note: e.Note, Fee: e.Payment.Fee, Paid: e.Payment.Paid, Answers: answers}
}

func groupTitles(s *session, svc *event.Service, eventID string) (map[string]string, error) {
	groups, err := svc.Store.Groups(s.ctx, eventID)
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	return titles, err
}

// Run lists the registrations that match.
func (c *registrationsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	groups, err := groupTitles(s, svc, ev.ID)
	if err != nil {
		return err
	}
	f := event.EntryFilter{Event: ev.ID, Status: event.Status(c.Status)}
	if c.Search != "" {
		ids, _, err := svc.Store.Search(s.ctx, ev.ID, c.Search, 1_000_000)
		if err != nil {
			return err
		}
		f.IDs = list(ids) // no list at all would mean everybody
	}
	entries, err := svc.Store.Entries(s.ctx, f)
	if err != nil {
		return err
	}
	docs := []registrationDoc{}
	rows := [][]string{}
	for _, e := range entries {
		if c.Group != "" && event.Fold(groups[e.Group]) != event.Fold(c.Group) && e.Group != c.Group {
			continue
		}
		docs = append(docs, newRegistrationDoc(e, groups))
		rows = append(rows, []string{e.Who.Name.Family, e.Who.Name.Given, e.Who.Institution, e.Who.Town, s.text.T("status." + string(e.Status)), e.Badge, e.ID})
	}
	return s.print(map[string]any{"registrations": docs}, func() { s.table(rows) })
}

type registrationCmd struct {
	Add    registrationAddCmd    `cmd:"" help:"Add a registration."`
	Set    registrationSetCmd    `cmd:"" help:"Change fields of a registration."`
	Cancel registrationCancelCmd `cmd:"" help:"Cancel a registration."`
	Merge  registrationMergeCmd  `cmd:"" help:"Make two registrations of one person one."`
	Badge  registrationBadgeCmd  `cmd:"" help:"Give a new badge code; the old badge opens no door any more."`
}

type personFlags struct {
	Given       *string
	Family      *string
	Title       *string
	Email       *string
	Phone       *string
	Institution *string
	Position    *string
	Town        *string
	Note        *string
	Diet        *string
	Role        []event.Role  `enum:"${roles}" help:"Role, repeatable: ${roles}."`
	Status      *event.Status `enum:"${statuses}" help:"${statuses}"`
	Address     *string       `enum:"f,m,n" help:"Form of address on documents: f, m or n."`
	Fee         *int64        `help:"Fee in grosz."`
	Paid        *bool         `negatable:""`
}

func (p personFlags) update(now event.Entry) event.EntryUpdate {
	u := event.EntryUpdate{Email: p.Email, Phone: p.Phone, Institution: p.Institution, Position: p.Position, Town: p.Town,
		Note: p.Note, Diet: p.Diet, Status: p.Status}
	if p.Given != nil || p.Family != nil || p.Title != nil {
		n := now.Who.Name
		set(&n.Given, p.Given)
		set(&n.Family, p.Family)
		set(&n.Title, p.Title)
		u.Name = &n
	}
	if p.Address != nil {
		a := event.FormOfAddress(strings.TrimPrefix(*p.Address, "n"))
		u.Address = &a
	}
	if len(p.Role) > 0 {
		u.Roles = &p.Role
	}
	if p.Fee != nil || p.Paid != nil {
		pay := now.Payment
		set(&pay.Fee, p.Fee)
		set(&pay.Paid, p.Paid)
		u.Payment = &pay
	}
	return u
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// registration is what the flags say about somebody new.
func (p personFlags) registration(eventID string) event.NewRegistration {
	n := event.NewRegistration{Event: eventID}
	set(&n.Person.Name.Given, p.Given)
	set(&n.Person.Name.Family, p.Family)
	set(&n.Person.Name.Title, p.Title)
	set(&n.Person.Email, p.Email)
	set(&n.Person.Phone, p.Phone)
	set(&n.Person.Institution, p.Institution)
	set(&n.Person.Position, p.Position)
	set(&n.Person.Town, p.Town)
	set(&n.Registration.Note, p.Note)
	set(&n.Registration.Diet, p.Diet)
	set(&n.Registration.Status, p.Status)
	set(&n.Registration.Payment.Fee, p.Fee)
	set(&n.Registration.Payment.Paid, p.Paid)
	n.Registration.Roles = p.Role
	return n
}

type registrationAddCmd struct {
	WhenFull event.WhenFull `enum:"refuse,wait,add" default:"refuse" placeholder:"WHAT" help:"Where no place is free: refuse, wait (on the waiting list) or add."`
	personFlags
}

// Run adds the registration. For a person known from an earlier edition the flags are news as well.
func (c *registrationAddCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	n := c.registration(ev.ID)
	if n.WhenFull = c.WhenFull; n.WhenFull == "refuse" {
		n.WhenFull = event.RefuseWhenFull
	}
	e, err := svc.AddRegistration(s.ctx, n)
	if err != nil {
		return err
	}
	more := c.update(e)
	more.Status = nil // where no place was free it is another one
	if e, err = svc.UpdateEntry(s.ctx, e.ID, e.Version, more); err != nil {
		return err
	}
	return s.registration(svc, e)
}

func (s *session) registration(svc *event.Service, e event.Entry) error {
	groups, err := groupTitles(s, svc, e.Event)
	if err != nil {
		return err
	}
	return s.print(newRegistrationDoc(e, groups), func() {
		s.say("ctl.registration.saved", i18n.Args{"Name": e.Who.Name.Full(), "ID": e.ID, "Badge": e.Badge})
	})
}

type registrationSetCmd struct {
	ID           string `arg:""`
	OverCapacity bool   `help:"Confirm although no place is free."`
	personFlags
}

// Run changes the fields named by flags.
func (c *registrationSetCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	now, err := svc.Store.Entry(s.ctx, c.ID)
	if err != nil {
		return err
	}
	u := c.update(now)
	u.OverCapacity = c.OverCapacity
	e, err := svc.UpdateEntry(s.ctx, c.ID, now.Version, u)
	if err != nil {
		return err
	}
	return s.registration(svc, e)
}

type registrationCancelCmd struct {
	ID string `arg:""`
}

// Run cancels.
func (c *registrationCancelCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	e, err := svc.CancelRegistration(s.ctx, c.ID)
	if err != nil {
		return err
	}
	return s.registration(svc, e)
}

type registrationBadgeCmd struct {
	ID string `arg:""`
}

// Run replaces the badge.
func (c *registrationBadgeCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	e, err := svc.ReplaceBadge(s.ctx, c.ID)
	if err != nil {
		return err
	}
	return s.registration(svc, e)
}
