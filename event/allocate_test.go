package event_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

func (f *fair) allocate(o event.AllocateOptions) (event.AllocationPlan, event.AllocationResult) {
	f.t.Helper()
	plan, err := f.PlanAllocation(f.t.Context(), f.ev.ID, o)
	f.must(err)
	f.clock.now = f.clock.now.Add(time.Minute)
	res, err := f.ApplyAllocation(f.t.Context(), plan)
	f.must(err)
	return plan, res
}

// Giving Anna, who came first, what she wants most would leave Ewa without anything and B empty.
func TestAllocate_BestTotalResult(t *testing.T) {
	f := newFair(t)
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.workshop("C", 60, 120, 1)
	f.person("Anna", "A", "B", "C")
	f.person("Ewa", "A", "C")
	f.person("Iza", "C", "Nic")
	plan, res := f.allocate(event.AllocateOptions{})
	f.want("Anna+B Anna?C Ewa+A Ewa?C Iza+C")
	if !plan.Proven || plan.Placed != 3 || plan.Waiting != 2 || plan.ByRank[1] != 2 || res.Changed != 5 || res.Placed != 3 || res.Waiting != 2 {
		t.Errorf("%+v, %+v", plan, res)
	}
	iza := plan.People[slices.IndexFunc(plan.People, func(a event.Allotment) bool { return a.Registration == f.at["Iza"] })]
	if p := iza.Slots[0].Passed; len(p) != 1 || p[0].Why != event.PassNone || p[0].Title != "Nic" {
		t.Errorf("%+v", iza.Slots)
	}
	places := plan.Sessions[0]
	if places.Session.ID != f.at["A"] || *places.Limit != 1 || places.Enrolled != 1 || places.Waiting != 0 || places.First != 2 || places.Asked != 2 {
		t.Errorf("%+v", places)
	}
}

func TestAllocate_AgainAfterLateChanges(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.person("Anna", "B", "A")
	f.person("Ewa", "A")
	f.person("Iza", "A")
	f.allocate(event.AllocateOptions{})
	f.want("Anna+B Ewa+A Iza?A")
	if _, res := f.allocate(event.AllocateOptions{}); res.Changed != 0 {
		t.Errorf("the same again changes %d enrolments", res.Changed)
	}
	if _, err := f.MarkTold(ctx, f.ev.ID, []event.EnrolmentKey{{Session: f.at["A"], Registration: f.at["Ewa"]}}); err != nil {
		t.Fatal(err)
	}
	f.must(f.Wait(ctx, f.at["B"], f.at["Anna"])) // and no longer has a place in it
	f.must(f.Enrol(ctx, f.at["B"], f.at["Iza"], true))
	f.allocate(event.AllocateOptions{Keep: event.KeepAll})
	f.want("Anna?B Ewa+A Iza+B!")
	f.must(f.Withdraw(ctx, f.at["B"], f.at["Iza"]))
	f.must(f.Enrol(ctx, f.at["A"], f.at["Iza"], true)) // one more than there are places
	f.allocate(event.AllocateOptions{})
	f.want("Anna+B Ewa+A Iza+A!")
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Iza"]))
	f.allocate(event.AllocateOptions{})
	f.want("Anna+B Ewa+A") // Iza was taken out by hand, and so is not put back
	f.must(f.Wait(ctx, f.at["A"], f.at["Iza"]))
	f.allocate(event.AllocateOptions{})
	f.want("Anna+B Ewa+A Iza?A")
	since := f.enrolment("Ewa", "A")
	f.person("Ola")
	f.workshop("D", 0, 60, 1)
	f.allocate(event.AllocateOptions{Keep: event.KeepNone, Fill: true})
	f.want("Anna+B Ewa+A Iza?A Ola+D")
	if now := f.enrolment("Ewa", "A"); !now.Since.Equal(since.Since) || !now.Told.Equal(since.Told) {
		t.Errorf("%+v, was %+v", now, since)
	}
}

// Somebody put on a waiting list by hand beside the place that they have goes on waiting as long as they have it.
func TestAllocate_WaitsBesideAPlace(t *testing.T) {
	f := newFair(t)
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.person("Anna", "A")
	f.person("Ewa", "B")
	f.allocate(event.AllocateOptions{})
	f.must(f.Wait(t.Context(), f.at["A"], f.at["Ewa"]))
	f.allocate(event.AllocateOptions{})
	f.want("Anna+A Ewa+B Ewa?A")
	status := event.Cancelled
	_, err := f.UpdateEntry(t.Context(), f.at["Anna"], 0, event.EntryUpdate{Status: &status})
	f.must(err)
	if _, err := f.Promote(t.Context(), f.at["A"]); err != nil {
		t.Error(err)
	}
	f.want("Ewa+A!")
}

// A place that somebody has without having asked for it is not taken for nothing, but goes to whoever asks.
func TestAllocate_KeepsWhatNobodyAskedFor(t *testing.T) {
	f := newFair(t)
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 60, 120, 1)
	f.person("Anna")
	f.must(f.Wait(t.Context(), f.at["A"], f.at["Anna"]))
	f.allocate(event.AllocateOptions{Fill: true})
	f.want("Anna+A Anna+B")
	if _, res := f.allocate(event.AllocateOptions{}); res.Changed != 0 {
		t.Errorf("the same again changes %d enrolments", res.Changed)
	}
	f.person("Ewa", "A")
	f.allocate(event.AllocateOptions{})
	f.want("Anna+B Ewa+A")
}

// Whoever was put by hand into what nobody signs up for does not begin to wait for something beside it.
func TestAllocate_KeptInASessionWithoutSignUp(t *testing.T) {
	f := newFair(t)
	f.workshop("A", 0, 60, 1)
	f.workshop("N", 0, 60, -1, func(s *event.Session) { s.SignUp = false })
	f.person("Anna", "A")
	f.must(f.Enrol(t.Context(), f.at["N"], f.at["Anna"], false))
	f.allocate(event.AllocateOptions{})
	f.want("Anna+N!")
}

func TestAllocate_Reasons(t *testing.T) {
	f := newFair(t)
	f.person("Anna", "Prowadzi", "Pełny", "Razem", "Lepszy")
	group, err := f.AddGroup(t.Context(), event.Group{Event: f.ev.ID, Title: "Inni"})
	f.must(err)
	f.person("Iza", "Dla innych", "Późno")
	f.workshop("Prowadzi", 0, 60, 5, func(s *event.Session) {
		s.Contributors = []event.Contributor{{Name: "Anna", Role: event.Trainer, Person: f.at["Anna"]}}
	})
	f.workshop("Razem", 0, 60, 5)
	f.workshop("Pełny", 60, 120, 0)
	f.workshop("Lepszy", 60, 120, 5)
	f.workshop("Dla innych", 120, 180, 5, func(s *event.Session) { s.Groups = []string{group.ID} })
	f.workshop("Późno", 180, 240, 5)
	spans := []event.Span{{From: fairTime(0), To: fairTime(200)}}
	_, err = f.UpdateEntry(t.Context(), f.at["Iza"], 0, event.EntryUpdate{Available: &spans})
	f.must(err)
	plan, _ := f.allocate(event.AllocateOptions{})
	f.want("Anna+Lepszy")
	why := map[string]event.PassReason{}
	for _, a := range plan.People {
		for _, s := range a.Slots {
			for _, p := range s.Passed {
				why[f.name(a.Registration)+" "+p.Title] = p.Why
			}
		}
	}
	want := map[string]event.PassReason{"Anna Prowadzi": event.PassLeads, "Anna Razem": event.PassLeads, "Anna Pełny": event.PassFull,
		"Iza Dla innych": event.PassGroup, "Iza Późno": event.PassUnavailable}
	if len(why) != len(want) {
		t.Errorf("%v", why)
	}
	for k, w := range want {
		if why[k] != w {
			t.Errorf("%s: %s, want %s", k, why[k], w)
		}
	}
}

// A workshop that takes the time of two others is one choice, told once.
func TestAllocate_LongBesideTwoShort(t *testing.T) {
	f := newFair(t)
	f.workshop("Długi", 0, 180, 1)
	f.workshop("Rano", 0, 90, 1)
	f.workshop("Później", 90, 180, 1)
	f.person("Anna", "Długi", "Rano")
	f.person("Ewa", "Długi", "Później", "Rano")
	plan, _ := f.allocate(event.AllocateOptions{})
	f.want("Anna+Długi Ewa+Później Ewa+Rano")
	for _, a := range plan.People {
		if n := len(a.Slots); a.Registration == f.at["Anna"] && n != 1 || a.Registration == f.at["Ewa"] && n != 2 {
			t.Errorf("%+v", a)
		}
	}
}

// commits counts the ways through the one door of change.
type commits struct {
	event.Store
	n int
}

func (c *commits) Commit(ctx context.Context, decide func(event.Reader) (event.Batch, error)) ([]event.Fact, error) {
	c.n++
	return c.Store.Commit(ctx, decide)
}

// A plan is written as it was shown; only where things changed since it is made anew, while nobody waits.
func TestApplyAllocation_PlansAgainOnlyIfThingsChanged(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.room("mała", 1)
	f.workshop("A", 0, 60, 5, func(s *event.Session) { s.Room = f.at["mała"] })
	f.workshop("B", 0, 60, 5)
	f.person("Anna", "A", "B")
	f.person("Ewa", "A", "B")
	c := &commits{Store: f.Store}
	svc := event.NewService(event.Ports{Store: c, Clock: f.clock})
	apply := func(change func(), want int) {
		t.Helper()
		plan, err := svc.PlanAllocation(ctx, f.ev.ID, event.AllocateOptions{})
		f.must(err)
		change()
		c.n = 0
		if _, err = svc.ApplyAllocation(ctx, plan); err != nil || c.n != want {
			t.Errorf("%d commits, want %d, %v", c.n, want, err)
		}
	}
	apply(func() {}, 1)
	f.want("Anna+A Ewa+B")
	apply(func() {}, 1)
	apply(func() {
		status := event.Cancelled
		_, err := f.UpdateEntry(ctx, f.at["Anna"], 0, event.EntryUpdate{Status: &status})
		f.must(err)
	}, 2)
	f.want("Ewa+A")
	apply(func() { f.must(f.Withdraw(ctx, f.at["A"], f.at["Ewa"])) }, 2)
	f.want("Ewa+B")
	apply(func() {
		none := new(int)
		_, err := f.UpdateSession(ctx, f.at["B"], event.SessionUpdate{Capacity: &none})
		f.must(err)
	}, 2)
	f.want("Ewa?B")
}
