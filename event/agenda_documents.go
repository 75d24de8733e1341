package event

import (
	"context"
	"fmt"
	"io"
	"slices"
)

// CodeAgendaLetters is a remark: the font lacks letters of what a document of the programme says.
const CodeAgendaLetters = "agenda.letters"

// CodeAgendaPlates says that there is nobody to make name plates for.
const CodeAgendaPlates = "agenda.plates.empty"

// WriteAgenda writes a document of the programme. Codes: agenda.empty (of AgendaRooms also where nothing
// happens in a room), release.none, session.not_found, list.empty and agenda.plates.empty (nobody to make plans or plates for).
func (s *Service) WriteAgenda(ctx context.Context, eventID string, w io.Writer, o AgendaOptions) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return err
	}
	job := AgendaJob{Kind: o.Kind, Language: o.Language, Progress: o.Progress}
	if job.ProgrammeView, err = p.View(o.Released); err != nil {
		return err
	}
	job.Made = s.Clock.Now()
	job.choose(o)
	switch o.Kind {
	case AgendaPersonal:
		job.Plans = p.plans(job.ProgrammeView, o.Registrations)
	case AgendaPlates:
		if job.Plates, err = job.plates(o.Session); err != nil {
			return err
		}
	}
	switch {
	case len(job.Sessions) == 0, o.Kind == AgendaRooms && !slices.ContainsFunc(job.Sessions, inRoom):
		return Fail(CodeAgendaEmpty)
	case o.Kind == AgendaPlates && len(job.Plates) == 0:
		return Fail(CodeAgendaPlates)
	case o.Kind == AgendaPersonal && len(job.Plans) == 0:
		return Fail(CodeListEmpty)
	}
	if err := s.Documents.Agenda(ctx, w, job); err != nil {
		return fmt.Errorf("agenda %s of %s: %w", o.Kind, eventID, err)
	}
	return nil
}

// inRoom tells whether a session has a door of its own.
func inRoom(x Session) bool { return x.Room != "" && !x.AllRooms }

// View is the programme as people get to see it: the draft of now, or what was last made known.
func (p Programme) View(released bool) (ProgrammeView, error) {
	v := ProgrammeView{Event: p.Event, Sessions: p.Sessions, Rooms: p.Rooms, Groups: p.Groups, People: map[string]Entry{}}
	if p.Released != nil {
		v.Version, v.Known, v.Draft = p.Released.Number, p.Released.At, len(p.Changes()) > 0
	}
	if released {
		if p.Released == nil {
			return v, Fail(CodeReleaseNone)
		}
		v.Sessions, v.Rooms, v.Groups, v.Draft = p.Released.Sessions, p.Released.Rooms, p.Released.Groups, false
	}
	known := map[string]Entry{}
	for _, e := range p.Entries {
		known[e.ID] = e
	}
	v.Sessions = slices.Clone(v.Sessions)
	for i := range v.Sessions {
		x := &v.Sessions[i]
		x.Contributors = slices.Clone(x.Contributors)
		for j := range x.Contributors {
			c := &x.Contributors[j]
			if e, ok := known[c.Person]; ok {
				v.People[c.Person] = e
				c.Name, c.Institution, c.Town = e.Who.Name.Full(), e.Who.Institution, e.Who.Town
			}
		}
	}
	return v, nil
}

// choose leaves the sessions of one day or room where only those are wanted.
func (j *AgendaJob) choose(o AgendaOptions) {
	zone := j.Event.Zone()
	j.Sessions = slices.DeleteFunc(j.Sessions, func(x Session) bool {
		return (o.Day != "" && DateOf(x.Start, zone) != o.Day) || (o.Room != "" && x.Room != o.Room && !x.AllRooms)
	})
}

// plans makes the plan of each person, in the Polish order of names: what is for everybody or their group, where they have a place or wait
// for one, and what they contribute to.
func (p Programme) plans(v ProgrammeView, only []string) []PersonPlan {
	titles := map[string]string{}
	for _, g := range v.Groups {
		titles[g.ID] = g.Title
	}
	places := map[string]map[string]EnrolmentState{}
	for _, e := range p.Enrolments {
		if places[e.Registration] == nil {
			places[e.Registration] = map[string]EnrolmentState{}
		}
		places[e.Registration][e.Session] = e.State
	}
	chosen := map[string]bool{}
	for _, id := range only {
		chosen[id] = true
	}
	var plans []PersonPlan
	for _, e := range p.Entries {
		if e.Who.Erased || (len(only) > 0 && !chosen[e.ID]) || (len(only) == 0 && e.Status != Confirmed) {
			continue
		}
		plan := PersonPlan{Entry: e, Group: titles[e.Group]}
		for _, x := range v.Sessions {
			if item, ok := planItem(x, e, places[e.ID][x.ID]); ok {
				plan.Items = append(plan.Items, item)
			}
		}
		plans = append(plans, plan)
	}
	return plans
}

// planItem says whether a session is in somebody's plan, and as what.
func planItem(x Session, e Entry, place EnrolmentState) (PlanItem, bool) {
	for _, c := range x.Contributors {
		if c.Person == e.ID {
			role := c.Role
			if role == "" {
				role = Participant
			}
			return PlanItem{Session: x, Role: role, Enrolled: place == Enrolled}, true
		}
	}
	if place == Enrolled || place == OnWaitlist {
		return PlanItem{Session: x, Enrolled: place == Enrolled, Waiting: place == OnWaitlist}, true
	}
	if x.SignUp {
		return PlanItem{}, false
	}
	return PlanItem{Session: x}, x.For(e.Group)
}

// plates are the name plates of one session, or of all panels, the moderator's first. Somebody who does the
// same in several of them has one.
func (j *AgendaJob) plates(session string) ([]NamePlate, error) {
	type seat struct {
		who         string
		institution string
		role        Role
	}
	var plates []NamePlate
	taken := map[seat]bool{}
	found := session == ""
	for _, x := range j.Sessions {
		if x.ID != session && (session != "" || x.Kind != Panel) {
			continue
		}
		found = true
		who := slices.Clone(x.Contributors)
		slices.SortStableFunc(who, func(a, b Contributor) int { return first(b.Role == Moderator) - first(a.Role == Moderator) })
		for _, c := range who {
			at := seat{c.Person, "", c.Role}
			if c.Person == "" {
				at = seat{Fold(c.Name), Fold(c.Institution), c.Role}
			}
			if !taken[at] && c.Name != "" {
				taken[at] = true
				plates = append(plates, NamePlate{Name: c.Name, Role: c.Role, Institution: c.Institution, Town: c.Town, Address: j.People[c.Person].Who.Address})
			}
		}
	}
	if !found {
		return nil, Fail(CodeSessionNotFound)
	}
	return plates, nil
}

func first(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
