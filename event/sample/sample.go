// Package sample makes the example events that the program ships: real-shaped events with invented
// people, brought in by the same use cases that an organizer uses.
package sample

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"zlot/assets"
	"zlot/event"
)

// names lists the samples in the order in which they are offered.
var names = []string{"rally-2012", "editions-2015", "course-2010", "course-2009", "pilot-2011", "dissemination-2012",
	"working-group-2012", "workshops-2014"}

// Names lists the samples.
func Names() []string { return slices.Clone(names) }

// Result is what a sample made: the event that it is about, its last where there are several.
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
	sp, err := readSpec(name)
	if err != nil {
		return Result{}, err
	}
	res, err := sp.load(ctx, svc, name, deskTitle)
	if err != nil {
		return res, fmt.Errorf("sample %s: %w", name, err)
	}
	// Of several editions, the last one is the one to look at.
	if there, err = svc.Store.Events(ctx); err != nil || len(there) < 2 {
		return res, err
	}
	return res, svc.Store.SetOpened(ctx, res.Event.ID)
}

func readSpec(name string) (sp spec, err error) {
	raw, err := assets.Sample(name + "/event.json")
	if err != nil {
		return sp, err
	}
	if err = json.Unmarshal(raw, &sp); err != nil {
		return sp, fmt.Errorf("sample %s: %w", name, err)
	}
	return sp, nil
}
