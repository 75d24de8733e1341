package event_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/storage"
)

// fair is an event with rooms, sessions and people that a test makes, over a real file.
type fair struct {
	*event.Service
	t     testing.TB
	ev    event.Event
	clock *clock
	at    map[string]string // title or name: id of the session, room or registration
}

func newFair(t testing.TB) *fair {
	t.Helper()
	dir := t.TempDir()
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	db, err := storage.Open(t.Context(), filepath.Join(dir, "fair.db"), storage.Options{Create: true, Clock: c, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fair{Service: event.NewService(event.Ports{Store: db, Outbox: db, Clock: c}), t: t, clock: c, at: map[string]string{}}
	f.ev, err = f.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot", Start: "2026-09-01", End: "2026-09-02"}, "Rejestracja")
	f.must(err)
	return f
}

func (f *fair) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// fairTime is so many minutes after nine on the first day.
func fairTime(minutes int) time.Time {
	return time.Date(2026, 9, 1, 7, minutes, 0, 0, time.UTC)
}

func (f *fair) room(title string, capacity int) {
	f.t.Helper()
	r, err := f.AddRoom(f.t.Context(), event.Room{Event: f.ev.ID, Title: title, Capacity: &capacity})
	f.must(err)
	f.at[title] = r.ID
}

// workshop adds a session that people sign up for; capacity -1 is no limit.
func (f *fair) workshop(name string, from, to, capacity int, change ...func(*event.Session)) {
	f.t.Helper()
	title, _, _ := strings.Cut(name, "#")
	s := event.Session{Event: f.ev.ID, Kind: event.Workshop, Title: title, Start: fairTime(from), End: fairTime(to), SignUp: true}
	if capacity >= 0 {
		s.Capacity = &capacity
	}
	for _, c := range change {
		c(&s)
	}
	added, err := f.AddSession(f.t.Context(), s)
	f.must(err)
	f.at[name] = added.ID
}

// person signs up a minute after the one before.
func (f *fair) person(name string, wishes ...string) {
	f.t.Helper()
	f.clock.now = f.clock.now.Add(time.Minute)
	e, err := f.AddRegistration(f.t.Context(), event.NewRegistration{Event: f.ev.ID, Person: event.Person{Name: event.Name{Given: name, Family: "Nowak"}},
		Registration: event.Registration{Status: event.Confirmed, Preferences: wishes}})
	f.must(err)
	f.at[name] = e.ID
}

func (f *fair) programme() event.Programme {
	f.t.Helper()
	p, err := f.Programme(f.t.Context(), f.ev.ID)
	f.must(err)
	return p
}

func (f *fair) name(id string) string {
	for name, x := range f.at {
		if x == id {
			return name
		}
	}
	return id
}

// places writes who stands where, "Anna+A Ewa?B", a hand after what was decided by one.
func (f *fair) places() string {
	f.t.Helper()
	var words []string
	for _, x := range f.programme().Enrolments {
		mark := map[event.EnrolmentState]string{event.Enrolled: "+", event.OnWaitlist: "?"}[x.State]
		locked := ""
		if x.Locked {
			locked = "!"
		}
		words = append(words, f.name(x.Registration)+mark+f.name(x.Session)+locked)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func (f *fair) want(places string) {
	f.t.Helper()
	if got := f.places(); got != places {
		f.t.Errorf("places are %q, want %q", got, places)
	}
}

func (f *fair) enrolment(person, session string) event.Enrolment {
	f.t.Helper()
	for _, x := range f.programme().Enrolments {
		if x.Registration == f.at[person] && x.Session == f.at[session] {
			return x
		}
	}
	f.t.Fatalf("%s is not in %s", person, session)
	return event.Enrolment{}
}

func refused(t testing.TB, err error, code, why string) {
	t.Helper()
	var e *event.Error
	if !errors.As(err, &e) || e.Code != code || e.Field != "session" {
		t.Errorf("error %v, want %s", err, code)
		return
	}
	if why != "" && e.Args["Why"] != why {
		t.Errorf("refused because of %v, want %s", e.Args["Why"], why)
	}
}

func TestEnrol_RefusesAndInsists(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna")
	f.person("Ewa")
	f.person("Iza")
	f.room("mała", 1)
	inRoom := func(s *event.Session) { s.Room = f.at["mała"] }
	f.workshop("A", 0, 60, 20, inRoom)
	f.workshop("B", 30, 90, -1)
	f.workshop("C", 60, 120, -1, inRoom)
	f.workshop("D", 120, 180, -1, func(s *event.Session) {
		s.Contributors = []event.Contributor{{Name: "Ewa", Role: event.Trainer, Person: f.at["Ewa"]}}
	})
	f.workshop("P", 180, 240, -1, func(s *event.Session) { s.SignUp, s.Mandatory = false, true })
	f.workshop("E", 180, 240, -1)
	f.workshop("F", 240, 300, -1, func(s *event.Session) { s.Room, s.AllRooms = f.at["mała"], true })

	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	refused(t, f.Enrol(ctx, f.at["A"], f.at["Ewa"], false), event.CodeSessionFull, "") // the room is smaller than the session
	refused(t, f.Enrol(ctx, f.at["B"], f.at["Anna"], false), event.CodeSessionClash, "enrolled")
	f.must(f.Enrol(ctx, f.at["C"], f.at["Anna"], false)) // begins when A ends
	refused(t, f.Enrol(ctx, f.at["C"], f.at["Ewa"], false), event.CodeSessionFull, "")
	f.must(f.Enrol(ctx, f.at["C"], f.at["Anna"], false)) // who is in already takes no further place
	refused(t, f.Enrol(ctx, f.at["D"], f.at["Ewa"], false), event.CodeSessionClash, "leads")
	refused(t, f.Enrol(ctx, f.at["E"], f.at["Ewa"], false), event.CodeSessionClash, "mandatory")
	f.must(f.Enrol(ctx, f.at["F"], f.at["Anna"], false))
	f.must(f.Enrol(ctx, f.at["F"], f.at["Ewa"], false)) // a break in all rooms is not limited by one

	spans := []event.Span{{From: fairTime(0), To: fairTime(30)}}
	_, err := f.UpdateEntry(ctx, f.at["Iza"], 0, event.EntryUpdate{Available: &spans})
	f.must(err)
	refused(t, f.Enrol(ctx, f.at["B"], f.at["Iza"], false), event.CodeSessionClash, "unavailable")
	f.want("Anna+A! Anna+C! Anna+F! Ewa+F!")

	f.must(f.Enrol(ctx, f.at["B"], f.at["Iza"], true))
	f.must(f.Enrol(ctx, f.at["A"], f.at["Ewa"], true))
	f.want("Anna+A! Anna+C! Anna+F! Ewa+A! Ewa+F! Iza+B!")
}

func TestEnrol_RefusesOtherGroupsAndTheSameTwice(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna")
	f.workshop("A", 0, 60, -1)
	f.workshop("A#2", 60, 120, -1)
	group, err := f.AddGroup(ctx, event.Group{Event: f.ev.ID, Title: "Inni"})
	f.must(err)
	f.workshop("G", 120, 180, -1, func(s *event.Session) { s.Groups = []string{group.ID} })
	f.workshop("M", 180, 240, -1, func(s *event.Session) { s.SignUp = false })
	f.workshop("M#2", 240, 300, -1, func(s *event.Session) { s.SignUp = false })
	for _, session := range []string{"A", "M", "M#2"} { // meetings of a course have one title
		f.must(f.Enrol(ctx, f.at[session], f.at["Anna"], false))
	}
	refused(t, f.Enrol(ctx, f.at["A#2"], f.at["Anna"], false), event.CodeSessionClash, "twice")
	refused(t, f.Enrol(ctx, f.at["G"], f.at["Anna"], false), event.CodeSessionClash, "group")
	f.want("Anna+A! Anna+M! Anna+M#2!")
	f.must(f.MoveEnrolment(ctx, f.at["Anna"], f.at["A"], f.at["A#2"], false)) // not twice then
	f.must(f.Enrol(ctx, f.at["G"], f.at["Anna"], true))
	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], true))
	f.want("Anna+A! Anna+A#2! Anna+G! Anna+M! Anna+M#2!")
}

// withdrawn writes who was taken out of what by hand.
func (f *fair) withdrawn() string {
	f.t.Helper()
	var words []string
	for _, x := range f.programme().Withdrawn {
		words = append(words, f.name(x.Registration)+"-"+f.name(x.Session))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func TestWithdraw_IsRemembered(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.workshop("C", 60, 120, 1)
	f.person("Anna", "A", "B")
	f.person("Ewa", "A", "C")
	f.person("Iza", "B")
	remembered := func(want string) {
		t.Helper()
		if got := f.withdrawn(); got != want {
			t.Errorf("withdrawn %q, want %q", got, want)
		}
	}
	keys := []event.EnrolmentKey{{Session: f.at["A"], Registration: f.at["Anna"]}}

	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	f.must(f.Wait(ctx, f.at["B"], f.at["Anna"]))
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Anna"]))
	remembered("Anna-A")
	if promoted, err := f.Promote(ctx, f.at["A"]); err != nil || len(promoted) > 0 {
		t.Errorf("promoted %v, %v", promoted, err)
	}
	if n, err := f.MarkTold(ctx, f.ev.ID, append(keys, event.EnrolmentKey{Session: f.at["B"], Registration: f.at["Anna"]})); err != nil || n != 1 {
		t.Errorf("told %d, %v", n, err)
	}
	plan, _ := f.allocate(event.AllocateOptions{Keep: event.KeepNone, Fill: true})
	f.want("Anna?B Ewa+A Ewa+C Iza+B")
	for _, p := range plan.People[0].Slots[0].Passed {
		if p.Session == f.at["A"] && p.Why != event.PassWithdrawn {
			t.Errorf("%+v", plan.People[0])
		}
	}

	f.must(f.MoveEnrolment(ctx, f.at["Ewa"], f.at["C"], f.at["A"], false)) // another time: C is not given again
	f.must(f.MoveEnrolment(ctx, f.at["Anna"], f.at["B"], f.at["A"], true)) // the same time: A is in the way of B
	remembered("Ewa-C")
	f.allocate(event.AllocateOptions{Keep: event.KeepNone, Fill: true})
	f.want("Anna+A! Anna+C Ewa+A! Iza+B")

	// What is put back is put back with its memory.
	back, err := event.Rearrange(ctx, f.Store, event.EnrolmentFilter{Event: f.ev.ID}, func(ctx context.Context) error {
		return f.Wait(ctx, f.at["C"], f.at["Ewa"])
	})
	f.must(err)
	remembered("")
	f.must(f.SetEnrolments(ctx, f.ev.ID, back))
	remembered("Ewa-C")
	f.want("Anna+A! Anna+C Ewa+A! Iza+B")
	back, err = event.Rearrange(ctx, f.Store, event.EnrolmentFilter{Event: f.ev.ID}, func(ctx context.Context) error {
		return f.Withdraw(ctx, f.at["A"], f.at["Anna"])
	})
	f.must(err)
	remembered("Anna-A Ewa-C")
	f.must(f.SetEnrolments(ctx, f.ev.ID, back))
	remembered("Ewa-C")
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Anna"]))
	f.must(f.LockEnrolments(ctx, f.ev.ID, keys, false))
	remembered("Ewa-C")
}

func TestEnrol_SinceStaysWithTheState(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna", "B", "A")
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.must(f.Wait(ctx, f.at["A"], f.at["Anna"]))
	first := f.enrolment("Anna", "A")
	if first.Rank != 2 || !first.Since.Equal(f.clock.now) {
		t.Errorf("%+v", first)
	}
	f.clock.now = f.clock.now.Add(time.Hour)
	f.must(f.Wait(ctx, f.at["A"], f.at["Anna"]))
	if n, err := f.MarkTold(ctx, f.ev.ID, nil); err != nil || n != 1 {
		t.Errorf("told %d, %v", n, err)
	}
	f.must(f.LockEnrolments(ctx, f.ev.ID, []event.EnrolmentKey{first.Key()}, true))
	if x := f.enrolment("Anna", "A"); !x.Since.Equal(first.Since) || !x.Told.Equal(f.clock.now) || !x.Locked {
		t.Errorf("%+v", x)
	}
	if n, err := f.MarkTold(ctx, f.ev.ID, []event.EnrolmentKey{first.Key()}); err != nil || n != 0 {
		t.Errorf("told again: %d, %v", n, err)
	}
	f.clock.now = f.clock.now.Add(time.Hour)
	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	if x := f.enrolment("Anna", "A"); !x.Since.Equal(f.clock.now) || !x.Told.IsZero() || !x.Locked {
		t.Errorf("a new state is new, and nobody was told: %+v", x)
	}
}

func TestMoveEnrolment_InOneCommit(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna")
	f.person("Ewa")
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.workshop("C", 0, 60, 1)
	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	f.must(f.Enrol(ctx, f.at["B"], f.at["Ewa"], false))
	before := f.programme().Enrolments
	refused(t, f.MoveEnrolment(ctx, f.at["Anna"], f.at["A"], f.at["B"], false), event.CodeSessionFull, "")
	f.want("Anna+A! Ewa+B!")
	commits := 0
	defer f.Store.Subscribe(func([]event.Fact) { commits++ })()
	f.must(f.MoveEnrolment(ctx, f.at["Anna"], f.at["A"], f.at["C"], false))
	f.want("Anna+C! Ewa+B!")
	if commits != 1 {
		t.Errorf("%d commits", commits)
	}
	f.must(f.SetEnrolments(ctx, f.ev.ID, event.EnrolmentsBack(before, f.programme().Enrolments)))
	if left := event.EnrolmentsBack(before, f.programme().Enrolments); len(left) > 0 {
		t.Errorf("taken back but for %+v", left)
	}
	f.must(f.Wait(ctx, f.at["A"], f.at["Ewa"]))
	f.want("Anna+A! Ewa+B! Ewa?A")
	f.must(f.MoveEnrolment(ctx, f.at["Anna"], f.at["A"], f.at["C"], false))
	f.must(f.MoveEnrolment(ctx, f.at["Ewa"], f.at["B"], f.at["A"], false)) // and waits no longer
	f.want("Anna+C! Ewa+A!")
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Ewa"]))
	commits = 0
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Ewa"]))
	f.want("Anna+C!")
	if commits != 0 {
		t.Error("what is taken back already is written again")
	}
}

func TestSetEnrolments_OnlyOfThisEvent(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna")
	f.workshop("A", 0, 60, 1)
	other, err := f.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "Inny", Start: "2026-09-01", End: "2026-09-02"}, "Rejestracja")
	f.must(err)
	x := event.Enrolment{Session: f.at["A"], Registration: f.at["Anna"], State: event.Enrolled}
	if err := f.SetEnrolments(ctx, other.ID, []event.Enrolment{x}); !errors.Is(err, event.Fail(event.CodeRegistrationNotFound)) {
		t.Errorf("%v", err)
	}
	f.want("")
}

func TestEnrolments_OfCancelledAreNotThere(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.person("Anna")
	f.person("Ewa")
	f.workshop("A", 0, 60, 1)
	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	status := func(s event.Status) {
		_, err := f.UpdateEntry(ctx, f.at["Anna"], 0, event.EntryUpdate{Status: &s})
		f.must(err)
	}
	status(event.Cancelled)
	f.want("")
	for what, err := range map[string]error{"enrol": f.Enrol(ctx, f.at["A"], f.at["Anna"], true), "wait": f.Wait(ctx, f.at["A"], f.at["Anna"])} {
		if !errors.Is(err, event.Fail(event.CodeStatusForbidden)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	f.must(f.Enrol(ctx, f.at["A"], f.at["Ewa"], false)) // the place is free
	status(event.Confirmed)
	f.want("Anna+A! Ewa+A!")
}

func TestPromote_ByChoiceThenWaiting(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.workshop("A", 0, 60, 2)
	f.workshop("B", 0, 60, 0)
	f.workshop("C", 60, 120, 9)
	f.person("Anna", "A")
	f.person("Bela", "B", "A") // waits for B, asked for A too
	f.person("Cela", "A")
	f.person("Dora", "B")
	f.person("Ela", "A")
	f.person("Fela")
	f.must(f.Enrol(ctx, f.at["A"], f.at["Anna"], false))
	f.must(f.Enrol(ctx, f.at["C"], f.at["Cela"], false))
	for _, w := range [][2]string{{"Fela", "A"}, {"Bela", "B"}, {"Dora", "B"}, {"Ela", "A"}, {"Cela", "A"}} {
		f.clock.now = f.clock.now.Add(time.Minute)
		f.must(f.Wait(ctx, f.at[w[1]], f.at[w[0]]))
	}
	names := func(list []event.Entry) string {
		var words []string
		for _, e := range list {
			words = append(words, e.Who.Name.Given)
		}
		return strings.Join(words, " ")
	}
	if got := names(f.programme().WaitingFor(f.at["A"])); got != "Ela Cela Bela Fela" {
		t.Errorf("waiting %s", got)
	}
	promoted, err := f.Promote(ctx, f.at["A"])
	f.must(err)
	if got := names(promoted); got != "Ela" {
		t.Errorf("promoted %s", got)
	}
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Anna"]))
	f.must(f.Withdraw(ctx, f.at["A"], f.at["Ela"]))
	promoted, err = f.Promote(ctx, f.at["A"])
	f.must(err)
	if got := names(promoted); got != "Cela Bela" {
		t.Errorf("promoted %s", got)
	}
	f.want("Bela+A! Cela+A! Cela+C! Dora?B Fela?A")
}

func TestPromote_LeavesThePlaceOfThatTime(t *testing.T) {
	f := newFair(t)
	ctx := t.Context()
	f.workshop("A", 0, 60, 1)
	f.workshop("B", 0, 60, 1)
	f.person("Anna", "A", "B")
	f.must(f.Enrol(ctx, f.at["B"], f.at["Anna"], false))
	f.must(f.Wait(ctx, f.at["A"], f.at["Anna"]))
	if _, err := f.Promote(ctx, f.at["A"]); err != nil {
		t.Fatal(err)
	}
	f.want("Anna+A!")
}
