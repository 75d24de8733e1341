// Package sample makes the example events that the program ships: real-shaped events with invented
// people, brought in by the same use cases that an organizer uses.
package sample

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"zlot/assets"
	"zlot/event"
)

// names lists the samples in the order in which they are offered.
var names = []string{"rally-2012", "course-2010", "pilot-2011"}

// Names lists the samples.
func Names() []string { return slices.Clone(names) }

// spec is a sample's event.json.
type spec struct {
	Event         event.Event      `json:"event"`
	Registrations string           `json:"registrations"`
	Programme     string           `json:"programme"`
	Attended      bool             `json:"attended"` // the event is past: people were there
	Absent        map[int][]string `json:"absent"`   // badge number → days missed
}

// Result is what a sample made.
type Result struct {
	Event                   event.Event
	Registrations, Sessions int
}

// Known tells whether there is a sample of that name: before a file is made for it.
func Known(name string) error {
	if !slices.Contains(names, name) {
		return event.Fail(event.CodeDemoUnknown, "Value", name, "Samples", names)
	}
	return nil
}

// Load makes the sample event in a file that has no events yet.
func Load(ctx context.Context, svc *event.Service, name, deskTitle string) (Result, error) {
	if err := Known(name); err != nil {
		return Result{}, err
	}
	there, err := svc.Store.Events(ctx)
	if err != nil {
		return Result{}, err
	}
	if len(there) > 0 {
		return Result{}, event.Fail(event.CodeDemoNotEmpty)
	}
	raw, err := assets.Sample(name + "/event.json")
	if err != nil {
		return Result{}, err
	}
	var sp spec
	if err := json.Unmarshal(raw, &sp); err != nil {
		return Result{}, fmt.Errorf("sample %s: %w", name, err)
	}
	res, err := sp.load(ctx, svc, name, deskTitle)
	if err != nil {
		return res, fmt.Errorf("sample %s: %w", name, err)
	}
	return res, nil
}

func (sp spec) load(ctx context.Context, svc *event.Service, name, deskTitle string) (res Result, err error) {
	sp.Event.Sample = true
	if res.Event, err = svc.CreateEvent(ctx, sp.Event, deskTitle); err != nil {
		return res, err
	}
	programme, err := read(ctx, svc, name, sp.Programme)
	if err != nil {
		return res, err
	}
	agenda, err := svc.PlanAgenda(ctx, res.Event.ID, programme)
	if err != nil {
		return res, err
	}
	if _, err = svc.ApplyAgenda(ctx, agenda); err != nil {
		return res, err
	}
	people, err := read(ctx, svc, name, sp.Registrations)
	if err != nil {
		return res, err
	}
	plan, err := svc.PlanImport(ctx, res.Event.ID, people, event.ImportOptions{})
	if err != nil {
		return res, err
	}
	if _, err = svc.ApplyImport(ctx, plan, event.ImportChoices{}); err != nil {
		return res, err
	}
	sessions, err := svc.Store.Sessions(ctx, res.Event.ID)
	if err != nil {
		return res, err
	}
	entries, err := svc.Store.Entries(ctx, event.EntryFilter{Event: res.Event.ID})
	if err != nil {
		return res, err
	}
	res.Sessions, res.Registrations = len(sessions), len(entries)
	if sp.Attended {
		err = sp.attend(ctx, svc, res.Event, sessions, entries)
	}
	return res, err
}

func read(ctx context.Context, svc *event.Service, name, file string) (event.Table, error) {
	data, err := assets.Sample(name + "/" + file)
	if err != nil {
		return event.Table{}, err
	}
	return svc.Tables.Read(ctx, file, data, event.TableOptions{})
}

// attend scans everybody's badge at the desk on each day that has a session for them, but for the days missed.
func (sp spec) attend(ctx context.Context, svc *event.Service, ev event.Event, sessions []event.Session, entries []event.Entry) error {
	zone := ev.Zone()
	type visit struct {
		day event.Date
		who string
	}
	seen := map[visit]bool{}
	for _, s := range sessions {
		if s.Hours == 0 {
			continue
		}
		day := event.DateOf(s.Start, zone)
		var scans []event.ScanRequest
		for i, e := range entries {
			v := visit{day, e.ID}
			if seen[v] || !s.For(e.Group) || slices.Contains(sp.Absent[e.Number], string(day)) {
				continue
			}
			seen[v] = true
			early := time.Duration(5+i%20) * time.Minute
			scans = append(scans, event.ScanRequest{Event: ev.ID, Code: e.Badge, At: s.Start.Add(-early)})
		}
		if len(scans) == 0 {
			continue
		}
		if _, err := svc.CheckInAll(ctx, scans); err != nil {
			return err
		}
	}
	return nil
}
