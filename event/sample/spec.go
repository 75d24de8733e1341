package sample

import (
	"context"
	"slices"

	"zlot/assets"
	"zlot/event"
)

// spec is a sample's event.json.
type spec struct {
	Event         event.Event `json:"event"`
	Programme     string      `json:"programme"`
	Registrations string      `json:"registrations"` // a file, or
	People        crowd       `json:"people"`        // people made up
	Enrol         bool        `json:"enrol"`         // workshop places by preference
	Recognised    []hours     `json:"recognised"`    // from earlier courses
	Corrected     []hours     `json:"corrected"`     // by hand
	Excused       []dayOff    `json:"excused"`       // from all that was on some days
	Assigned      []dayOff    `json:"assigned"`      // the same, as if they had been scanned
	Attendance
	Next []edition `json:"next"` // further editions, each after the other
}

// hours are those that were learned elsewhere.
type hours struct {
	Hours  float64 `json:"hours"`
	Reason string  `json:"reason"`
	People []int   `json:"people"` // badge numbers
}

// dayOff is days on which some were not scanned, and why their sessions count all the same.
type dayOff struct {
	Days   []event.Date `json:"days"`
	Reason string       `json:"reason"`
	People []int        `json:"people"` // badge numbers
}

func (sp spec) load(ctx context.Context, svc *event.Service, name, deskTitle string) (Result, error) {
	sp.Event.Sample = true
	ev, err := svc.CreateEvent(ctx, sp.Event, deskTitle)
	if err != nil {
		return Result{}, err
	}
	programme, err := read(ctx, svc, name, sp.Programme)
	if err != nil {
		return Result{}, err
	}
	agenda, err := svc.PlanAgenda(ctx, ev.ID, programme)
	if err != nil {
		return Result{}, err
	}
	if _, err = svc.ApplyAgenda(ctx, agenda); err != nil {
		return Result{}, err
	}
	people, mapping, err := sp.people(ctx, svc, name)
	if err != nil {
		return Result{}, err
	}
	if err = register(ctx, svc, ev.ID, people, mapping); err != nil {
		return Result{}, err
	}
	res, err := sp.happen(ctx, svc, ev)
	if err != nil || len(sp.Next) == 0 {
		return res, err
	}
	return sp.goOn(ctx, svc, res)
}

// people are the list that comes with the sample, or one made up.
func (sp spec) people(ctx context.Context, svc *event.Service, name string) (event.Table, event.Mapping, error) {
	if sp.Registrations != "" {
		t, err := read(ctx, svc, name, sp.Registrations)
		return t, nil, err
	}
	inv, err := newInventor(sp.People)
	if err != nil {
		return event.Table{}, nil, err
	}
	return sp.People.list(inv.people(sp.People.Count), sp.People.Seed, sp.Event.Start), sp.People.mapping(), nil
}

func read(ctx context.Context, svc *event.Service, name, file string) (event.Table, error) {
	data, err := assets.Sample(name + "/" + file)
	if err != nil {
		return event.Table{}, err
	}
	return svc.Tables.Read(ctx, file, data, event.TableOptions{})
}

func register(ctx context.Context, svc *event.Service, eventID string, people event.Table, mapping event.Mapping) error {
	plan, err := svc.PlanImport(ctx, eventID, people, event.ImportOptions{Mapping: mapping})
	if err != nil {
		return err
	}
	_, err = svc.ApplyImport(ctx, plan, event.ImportChoices{})
	return err
}

// happen brings the event as far as it went: places, hours from elsewhere, who was there.
func (sp spec) happen(ctx context.Context, svc *event.Service, ev event.Event) (res Result, err error) {
	res.Event = ev
	sessions, err := svc.Store.Sessions(ctx, ev.ID)
	if err != nil {
		return res, err
	}
	entries, err := svc.Store.Entries(ctx, event.EntryFilter{Event: ev.ID})
	if err != nil {
		return res, err
	}
	res.Sessions, res.Registrations = len(sessions), len(entries)
	if sp.Enrol {
		plan, err := svc.PlanAllocation(ctx, ev.ID, event.AllocateOptions{})
		if err != nil {
			return res, err
		}
		if _, err = svc.ApplyAllocation(ctx, plan); err != nil {
			return res, err
		}
	}
	if err = svc.GrantMany(ctx, sp.grants(ev, sessions, entries)); err != nil {
		return res, err
	}
	if sp.Attended {
		err = sp.record(ctx, svc, ev, sessions, entries)
	}
	return res, err
}

// grants are the hours that no scan shows.
func (sp spec) grants(ev event.Event, sessions []event.Session, entries []event.Entry) (all []event.Grant) {
	for _, e := range entries {
		all = append(all, given(e, event.Recognised, sp.Recognised)...)
		all = append(all, given(e, event.Corrected, sp.Corrected)...)
		for _, s := range sessions {
			if s.Hours > 0 && s.For(e.Group) {
				day := event.DateOf(s.Start, ev.Zone())
				all = append(all, insteadOf(e, s, day, event.Excused, sp.Excused)...)
				all = append(all, insteadOf(e, s, day, event.Assigned, sp.Assigned)...)
			}
		}
	}
	return all
}

func given(e event.Entry, kind event.GrantKind, of []hours) (all []event.Grant) {
	for _, h := range of {
		if slices.Contains(h.People, e.Number) {
			all = append(all, event.Grant{Registration: e.ID, Kind: kind, Hours: h.Hours, Reason: h.Reason})
		}
	}
	return all
}

func insteadOf(e event.Entry, s event.Session, day event.Date, kind event.GrantKind, of []dayOff) (all []event.Grant) {
	for _, d := range of {
		if slices.Contains(d.People, e.Number) && slices.Contains(d.Days, day) {
			all = append(all, event.Grant{Registration: e.ID, Session: s.ID, Kind: kind, Hours: s.Hours, Reason: d.Reason})
		}
	}
	return all
}
