package event

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// RecordJob is what the file knows of one or more people, to be written for them.
type RecordJob struct {
	People   []PersonRecord
	Format   string // html, txt or json
	Language string
}

// PersonRecord is everything the file knows of one person.
type PersonRecord struct {
	Made          time.Time            `json:"made"`
	Person        Person               `json:"person"`
	Registrations []RegistrationRecord `json:"registrations"`
	History       []HistoryRecord      `json:"history"`
}

// RegistrationRecord is what the file knows of a person at one event.
type RegistrationRecord struct {
	Event        RecordEvent          `json:"event"`
	Registration Registration         `json:"registration"`
	Group        string               `json:"group"` // title
	Hours        float64              `json:"hours"`
	Required     float64              `json:"required_hours"`
	Attendance   []AttendanceRecord   `json:"attendance"`
	Enrolments   []EnrolmentRecord    `json:"enrolments"`
	Contributes  []ContributionRecord `json:"contributes"`
	Scans        []ScanRecord         `json:"scans"`
	Grants       []GrantRecord        `json:"granted_hours"`
	Certificates []CertificateRecord  `json:"certificates"`
	Messages     []MessageRecord      `json:"messages"`
	Prints       []PrintRecord        `json:"prints"`
	Photo        []byte               `json:"photo,omitempty"` // for the badge
}

// RecordEvent is the event of a RegistrationRecord.
type RecordEvent struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Start      Date     `json:"start"`
	End        Date     `json:"end"`
	Town       string   `json:"town"`
	Venue      string   `json:"venue"`
	Organizers []string `json:"organizers"`
	TimeZone   string   `json:"timezone"`
}

// Zone is the event's time zone.
func (e RecordEvent) Zone() *time.Location { return Event{TimeZone: e.TimeZone}.Zone() }

// AttendanceRecord is a session in which the person was.
type AttendanceRecord struct {
	Session string    `json:"session"`
	Start   time.Time `json:"start"`
	Hours   float64   `json:"hours"`
	Excused bool      `json:"excused"`
}

// EnrolmentRecord is a place in a session.
type EnrolmentRecord struct {
	Session string         `json:"session"`
	Start   time.Time      `json:"start"`
	State   EnrolmentState `json:"state"`
	Rank    int            `json:"rank"`
}

// ContributionRecord is a session that the person makes, or made.
type ContributionRecord struct {
	Session string    `json:"session"`
	Start   time.Time `json:"start"`
	Role    Role      `json:"role"`
	Dropped bool      `json:"dropped"` // it is out of the programme
}

// ScanRecord is one reading of the person's badge.
type ScanRecord struct {
	At        time.Time `json:"at"`
	Where     string    `json:"where"`
	Direction Direction `json:"direction"`
	Outcome   Outcome   `json:"outcome"`
	Forced    bool      `json:"forced"`
	Reason    string    `json:"reason"`
	Undone    bool      `json:"undone"`
}

// GrantRecord is hours that no scan shows.
type GrantRecord struct {
	At      time.Time `json:"at"`
	Kind    GrantKind `json:"kind"`
	Hours   float64   `json:"hours"`
	Session string    `json:"session"`
	Reason  string    `json:"reason"`
}

// CertificateRecord is an entry of the register.
type CertificateRecord struct {
	Number   string           `json:"number"`
	IssuedAt time.Time        `json:"issued_at"`
	State    CertificateState `json:"state"`
	Name     string           `json:"name"`
	Hours    float64          `json:"hours"`
	Reason   string           `json:"reason"`
}

// MessageRecord is a mail to the person.
type MessageRecord struct {
	Date        time.Time    `json:"date"`
	To          string       `json:"to"`
	Certificate string       `json:"certificate"`
	State       MessageState `json:"state"`
	Reply       string       `json:"reply"`
	Kind        MessageKind  `json:"kind,omitempty"`
	Subject     string       `json:"subject,omitempty"`
	Text        string       `json:"text,omitempty"`
}

// PrintRecord is one print of the person's badge.
type PrintRecord struct {
	At      time.Time `json:"at"`
	Layout  string    `json:"layout"`
	Printer string    `json:"printer"`
}

// HistoryRecord is one decision about the person: a change of a field, or what was added.
type HistoryRecord struct {
	At    time.Time       `json:"at"`
	Event string          `json:"event"` // title; "": about the person in all events
	Kind  string          `json:"kind"`
	Field string          `json:"field"`
	Old   json.RawMessage `json:"old,omitempty"`
	New   json.RawMessage `json:"new,omitempty"`
}

// PersonRecord gathers everything about the people with an address, or about the person with an id.
func (s *Service) PersonRecord(ctx context.Context, key string) ([]PersonRecord, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return nil, err
	}
	people, err := s.PersonsOf(ctx, strings.TrimSpace(key))
	if err != nil {
		return nil, err
	}
	var all []PersonRecord
	for _, p := range people {
		rec, err := s.recordOf(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("record of person %s: %w", p.ID, err)
		}
		all = append(all, rec)
	}
	return all, nil
}

func (s *Service) recordOf(ctx context.Context, p Person) (PersonRecord, error) {
	rec := PersonRecord{Made: s.Clock.Now().UTC(), Person: p}
	entries, err := s.Store.Entries(ctx, EntryFilter{Person: p.ID})
	if err != nil {
		return rec, err
	}
	named, err := s.namedWithoutLink(ctx, p, entries)
	if err != nil {
		return rec, err
	}
	ids, titles, groups := []string{p.ID}, map[string]string{}, map[string]string{}
	for _, e := range entries {
		r, err := s.registrationRecord(ctx, e)
		if err != nil {
			return rec, err
		}
		r.Contributes = append(r.Contributes, named[e.ID]...)
		rec.Registrations = append(rec.Registrations, r)
		ids, titles[e.Event] = append(ids, e.ID), r.Event.Title
		papers, err := s.DecidedAbout(ctx, e.ID)
		if err != nil {
			return rec, err
		}
		ids = append(ids, papers...)
		of, err := s.groupTitles(ctx, e.Event)
		if err != nil {
			return rec, err
		}
		maps.Copy(groups, of)
	}
	slices.SortFunc(rec.Registrations, func(a, b RegistrationRecord) int {
		return cmp.Or(cmp.Compare(a.Event.Start, b.Event.Start), cmp.Compare(a.Registration.ID, b.Registration.ID))
	})
	rec.History, err = s.historyOf(ctx, ids, titles, groups)
	return rec, err
}

// historyOf lists the decisions about a person and the registrations, those that were merged into them too.
func (s *Service) historyOf(ctx context.Context, ids []string, titles, groups map[string]string) ([]HistoryRecord, error) {
	ids, err := s.Store.MergedInto(ctx, ids)
	if err != nil {
		return nil, err
	}
	var facts []Fact
	err = s.Store.FactsOf(ctx, ids, func(f Fact) error { facts = append(facts, f); return nil })
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return cmp.Compare(a.HLC, b.HLC) })
	var all []HistoryRecord
	for _, f := range facts {
		h := HistoryRecord{At: f.At, Event: titles[f.Event], Kind: f.Kind, New: f.Body}
		switch f.Kind {
		case PersonChanged{}.FactKind(), RegistrationChanged{}.FactKind():
			var c Change
			if err := json.Unmarshal(f.Body, &c); err != nil {
				return nil, fmt.Errorf("fact %s: %w", f.ID, err)
			}
			h.Field, h.Old, h.New = c.Field, c.Old, c.New
			if c.Field == "group" {
				h.Old, h.New = titleIn(groups, c.Old), titleIn(groups, c.New)
			}
		}
		all = append(all, h)
	}
	return all, nil
}

// DecidedAbout names what was decided about the hours and certificates of a registration, as the log knows it:
// grants, those too that were taken back, and decisions about the kinds of certificates.
func (s *Service) DecidedAbout(ctx context.Context, registration string) (ids []string, err error) {
	e, err := s.Store.Entry(ctx, registration)
	if err != nil {
		return nil, err
	}
	for _, list := range []func(context.Context, string) ([]Grant, error){s.Store.Grants, s.Store.RevokedGrants} {
		all, err := list(ctx, e.Event)
		if err != nil {
			return nil, err
		}
		for _, g := range all {
			if g.Registration == e.ID {
				ids = append(ids, g.ID)
			}
		}
	}
	ev, err := s.Store.Event(ctx, e.Event)
	if err != nil {
		return nil, err
	}
	of, err := s.Store.MergedInto(ctx, []string{e.ID})
	for _, k := range ev.CertificateKinds() {
		for _, id := range of {
			ids = append(ids, id+"/"+k.ID)
		}
	}
	return ids, err
}

// titleIn replaces the id of a group by its title.
func titleIn(groups map[string]string, raw json.RawMessage) json.RawMessage {
	var id string
	if json.Unmarshal(raw, &id) != nil {
		return raw
	}
	title, err := json.Marshal(groups[id])
	if err != nil {
		return raw
	}
	return title
}

// registrationRecord gathers one registration.
func (s *Service) registrationRecord(ctx context.Context, e Entry) (RegistrationRecord, error) {
	all, err := readRecord(ctx, s.Store, e.Event)
	if err != nil {
		return RegistrationRecord{}, err
	}
	ev := all.Event
	r := RegistrationRecord{Registration: e.Registration, Event: RecordEvent{ID: ev.ID, Title: ev.Title, Start: ev.Start, End: ev.End,
		Town: ev.Town, Venue: ev.Venue, Organizers: ev.Organizers, TimeZone: ev.TimeZone}}
	groups, err := s.groupTitles(ctx, e.Event)
	if err != nil {
		return r, err
	}
	r.Group = groups[e.Group]
	all.Entries = []Entry{e}
	for _, a := range all.Accounts() {
		r.Hours, r.Required = a.Hours, a.Required
		r.addAttendance(a, all.Sessions)
	}
	dropped, err := s.Store.DroppedSessions(ctx, e.Event)
	if err != nil {
		return r, err
	}
	all.Sessions = append(slices.Clone(all.Sessions), dropped...)
	scans, err := s.Store.Scans(ctx, ScanFilter{Event: e.Event, Registration: e.ID})
	if err != nil {
		return r, err
	}
	r.addPresence(all, scans)
	r.addContributions(all.Sessions)
	return r, s.addPapers(ctx, &r)
}

// addAttendance lists the sessions that count, in the order of the programme.
func (r *RegistrationRecord) addAttendance(a Account, sessions []Session) {
	start := map[string]time.Time{}
	for _, x := range sessions {
		start[x.ID] = x.Start
	}
	for _, h := range a.Sessions {
		if h.Present || h.Excused {
			r.Attendance = append(r.Attendance, AttendanceRecord{h.Title, start[h.Session], h.Hours, h.Excused})
		}
	}
}

// addPresence lists places in sessions, scans and granted hours.
func (r *RegistrationRecord) addPresence(all Record, scans []ScanRow) {
	sessions, points := map[string]Session{}, map[string]string{}
	for _, x := range all.Sessions {
		sessions[x.ID] = x
	}
	for _, c := range all.Checkpoints {
		points[c.ID] = c.Title
	}
	for _, en := range all.Enrolments {
		if en.Registration == r.Registration.ID {
			x := sessions[en.Session]
			r.Enrolments = append(r.Enrolments, EnrolmentRecord{x.Title, x.Start, en.State, en.Rank})
		}
	}
	for _, sc := range scans {
		r.Scans = append(r.Scans, ScanRecord{sc.At, points[sc.Checkpoint], sc.Direction, sc.Outcome, sc.Forced, sc.Reason, sc.Undone})
	}
	for _, g := range all.Grants {
		if g.Registration == r.Registration.ID {
			r.Grants = append(r.Grants, GrantRecord{g.At, g.Kind, g.Hours, sessions[g.Session].Title, g.Reason})
		}
	}
}

// addContributions lists the sessions that the person makes.
func (r *RegistrationRecord) addContributions(sessions []Session) {
	for _, x := range sessions {
		for _, c := range x.Contributors {
			if c.Person == r.Registration.ID {
				r.Contributes = append(r.Contributes, ContributionRecord{x.Title, x.Start, c.Role, x.Dropped})
			}
		}
	}
}

// addPapers lists certificates and messages.
func (s *Service) addPapers(ctx context.Context, r *RegistrationRecord) error {
	certificates, err := s.Store.Certificates(ctx, r.Event.ID)
	if err != nil {
		return err
	}
	for _, c := range certificates {
		if c.Registration == r.Registration.ID {
			r.Certificates = append(r.Certificates, CertificateRecord{c.Number, c.IssuedAt, c.State, c.Data.Name, c.Data.Hours, c.Reason})
		}
	}
	messages, err := s.Store.Messages(ctx, r.Event.ID)
	if err != nil {
		return err
	}
	for _, m := range messages {
		if m.Registration == r.Registration.ID && !m.Sample {
			r.Messages = append(r.Messages, MessageRecord{m.Date, m.To, m.Certificate, m.State, m.Reply, m.Kind, m.Subject, m.Text})
		}
	}
	return s.addBadge(ctx, r)
}

// addBadge lists when the badge was printed, and takes the photo that is on it.
func (s *Service) addBadge(ctx context.Context, r *RegistrationRecord) error {
	runs, err := s.Store.PrintRuns(ctx, r.Event.ID)
	if err != nil {
		return err
	}
	for _, run := range slices.Backward(runs) {
		if slices.Contains(run.Registrations, r.Registration.ID) {
			r.Prints = append(r.Prints, PrintRecord{run.At, run.Layout, run.Printer})
		}
	}
	if r.Registration.Photo != "" {
		r.Photo, err = s.Store.Blob(ctx, r.Registration.Photo)
	}
	return err
}
