package main

import (
	"slices"
	"testing"
)

func TestEvent_CloneAndSeries(t *testing.T) {
	d := newRally(t)
	first := must[object](d, 0, "event", "show")
	codes := d.codes()
	old := first["id"].(string)
	next := d.keys(0, eventKeys+" people left_behind", "event", "clone", old, "--start", "2013-09-05", "--with-people")
	if next["id"] == old || next["start"] != "2013-09-05" || next["end"] != "2013-09-06" || next["edition"] != 2.0 || next["title"] != first["title"] ||
		next["people"] != 56.0 || next["left_behind"] != 0.0 || next["sessions"] != 12.0 {
		t.Errorf("the clone: %v", next)
	}
	id := next["id"].(string)
	if got := d.scan(3, codes[:2], "--event", id); got[0].Outcome != "wrong_event" || got[1].Outcome != "wrong_event" {
		t.Errorf("last year's badges: %+v", got)
	}
	other := must[object](d, 0, "event", "clone", id, "--start", "2014-09-04", "--title", "III Zlot")
	if other["title"] != "III Zlot" || other["people"] != 0.0 || other["edition"] != 3.0 {
		t.Errorf("without people: %v", other)
	}
	series := must[struct {
		Series   string
		People   int
		Editions []editionDoc
	}](d, 0, "--event", old, "event", "series")
	if len(series.Editions) != 3 || series.People != 56 || series.Editions[0].ID != old || series.Editions[1].Returning != 56 || series.Editions[2].Registrations != 0 {
		t.Errorf("series: %+v", series)
	}
	for _, args := range [][]string{{"event", "clone", "nobody", "--start", "2013-09-05"}, {"event", "clone", old, "--start", "5.9.2013"}, {"event", "series", "Nikt"}} {
		must[object](d, 1, args...)
	}
	must[object](d, 2, "event", "clone", old)
	workshop := d.keys(0, sessionKeys, "--event", old, "agenda", "add", "--title", "Kuchnia", "--start", "2012-09-06 15:00", "--end", "2012-09-06 16:00")["id"].(string)
	d.keys(0, "", "--event", old, "checkpoint", "add", "--title", "Fartuch", "--kind", "gift", "--policy", "enrolled", "--session", workshop)
	d.keys(0, sessionKeys, "--event", old, "agenda", "drop", workshop)
	if last := must[object](d, 0, "event", "clone", old, "--start", "2015-09-03"); !slices.Equal(last["checkpoints_left_out"].([]any), []any{"Fartuch"}) {
		t.Errorf("without its session: %v", last["checkpoints_left_out"])
	}
	if all := must[struct{ Events []eventDoc }](d, 0, "event", "list").Events; len(all) != 4 {
		t.Errorf("%d events", len(all))
	}
}

// Every sample can be made, and a script goes its way with it.
func TestDemo_EverySample(t *testing.T) {
	names := must[struct{ Samples []string }](newDesk(t), 0, "demo", "--list").Samples
	if len(names) != 8 {
		t.Fatalf("samples %v", names)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			made := must[struct {
				Event         eventDoc
				Registrations int
				Sessions      int
			}](d, 0, "demo", "--sample", name)
			event := []string{"--event", made.Event.ID}
			people := must[struct{ People []personDoc }](d, 0, append(event, "attendance")...).People
			exit := 3 // some are refused, but nobody of the working group
			if name == "working-group-2012" {
				exit = 0
			}
			plan := must[struct {
				Issued      []object
				NotEligible []object `json:"not_eligible"`
			}](d, exit, append(event, "certificates", "issue", "--dry-run")...)
			past := name != "rally-2012"
			if made.Registrations < 11 || made.Sessions < 10 || len(people) < 11 || len(plan.Issued)+len(plan.NotEligible) != len(people) || (len(plan.Issued) > 0) != past {
				t.Errorf("%d registrations, %d sessions, %d people, %d certificates, %d refused",
					made.Registrations, made.Sessions, len(people), len(plan.Issued), len(plan.NotEligible))
			}
			if c := must[object](d, 0, "check"); c["ok"] != true {
				t.Errorf("check %v", c)
			}
		})
	}
}
