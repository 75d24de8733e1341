package event

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// oneDoor is a workshop of two hours, four didactic ones, at whose door people are scanned in and out.
func oneDoor(rule HoursRule) Record {
	ev := rallyEvent()
	ev.Hours = rule
	return Record{
		Event:       ev,
		Entries:     []Entry{{Registration: Registration{ID: "anna", Event: "rally", Status: Confirmed}}},
		Sessions:    []Session{{ID: "plan", Title: "Plan", Start: at(6, 13, 0), End: at(6, 15, 0), Hours: 4, Mandatory: true}},
		Checkpoints: []Checkpoint{{ID: "desk", Kind: Desk, Policy: OnceADay}, {ID: "door", Kind: Door, Session: "plan", Policy: InOut}},
	}
}

// walk is scans at a checkpoint, in and out by turns.
func walk(checkpoint string, times ...time.Time) (scans []Move) {
	for i, when := range times {
		s := scanOf("anna", checkpoint, when)
		if i%2 == 1 {
			s = exitOf("anna", checkpoint, when)
		}
		scans = append(scans, s)
	}
	return scans
}

func TestShares(t *testing.T) {
	in, out := func(h, m int) time.Time { return at(6, h, m) }, func(h, m int) time.Time { return at(6, h, m) }
	share := HoursRule{Counting: CountShare}
	cases := []struct {
		name   string
		rule   HoursRule
		scans  []Move
		hours  float64
		share  float64
		source Source
	}{
		{"from before to after", share, walk("door", in(12, 50), out(15, 5)), 4, 1, FromScan},
		{"came half an hour late", share, walk("door", in(13, 30)), 3, 0.75, FromShare},
		{"left early", share, walk("door", in(12, 50), out(14, 0)), 2, 0.5, FromShare},
		{"never seen leaving", share, walk("door", in(12, 50)), 4, 1, FromScan},
		{"went out for a quarter, twice", share, walk("door", in(13, 0), out(13, 30), in(13, 45), out(14, 0), in(14, 15), out(15, 0)), 3, 0.75, FromShare},
		{"left without having come", share, walk("door", in(13, 0), out(13, 30))[1:], 0, 0, FromNothing},
		{"gone before it began", share, walk("door", in(12, 0), out(12, 30)), 0, 0, FromNothing},
		{"came when it was over", share, walk("door", in(15, 10)), 0, 0, FromNothing},
		{"typed in from a list the next day", share, walk("door", at(7, 9, 0)), 4, 1, FromScan},
		{"whole: there at all", HoursRule{}, walk("door", in(14, 50)), 4, 1. / 12, FromShare},
		{"threshold reached", HoursRule{Counting: CountThreshold, Least: 75}, walk("door", in(13, 30)), 4, 0.75, FromShare},
		{"threshold missed", HoursRule{Counting: CountThreshold, Least: 76}, walk("door", in(13, 30)), 0, 0.75, FromShare},
		{"the usual threshold", HoursRule{Counting: CountThreshold}, walk("door", in(13, 0), out(14, 0)), 4, 0.5, FromShare},
		{"a desk that is not scanned out knows no share", share, walk("desk", in(14, 0)), 4, 1, FromDesk},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := oneDoor(c.rule)
			rec.Moves = c.scans
			got := rec.Accounts()[0].Sessions[0]
			if got.Hours != c.hours || tidy(got.Share) != tidy(c.share) || got.Source != c.source {
				t.Errorf("%v hours, share %v, from %s; want %v, %v, %s", got.Hours, got.Share, got.Source, c.hours, c.share, c.source)
			}
			if minutes := int(got.Share*120 + .5); got.Source == FromShare && got.Minutes != minutes {
				t.Errorf("%d minutes, want %d", got.Minutes, minutes)
			}
		})
	}
}

// At a desk where people are scanned in and out, the day tells how much of each session somebody was there.
func TestShares_AtTheDesk(t *testing.T) {
	cases := []struct {
		name             string
		scans            []Move
		opening, closing float64
	}{
		{"both days whole", walk("desk", at(6, 9, 0), at(6, 16, 0), at(7, 9, 0), at(7, 16, 0)), 2, 1},
		{"late, and early home", walk("desk", at(6, 11, 0), at(6, 16, 0), at(7, 9, 0), at(7, 10, 15)), 1, 0.25},
		{"never seen leaving: a day ends by itself", walk("desk", at(6, 9, 0)), 2, 0},
		{"the evening before, and stayed", walk("desk", at(5, 20, 0)), 2, 0},
		{"the evening before, and went", walk("desk", at(5, 20, 0), at(5, 22, 0)), 0, 0},
		{"left at night, came again late", walk("desk", at(6, 11, 30), at(7, 1, 0), at(7, 10, 30)), 0.5, 0.5},
		{"an exit the next day is none of the day before", walk("desk", at(6, 9, 0), at(7, 16, 0)), 2, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			rec.Event.Hours.Counting = CountShare
			rec.Checkpoints[0].Policy, rec.Moves = InOut, c.scans
			got := rec.Accounts()[0].Sessions
			if got[0].Hours != c.opening || got[len(got)-1].Hours != c.closing {
				t.Errorf("%v and %v, want %v and %v", got[0].Hours, got[len(got)-1].Hours, c.opening, c.closing)
			}
		})
	}
}

// What goes on past midnight is one session: who comes then comes late.
func TestShares_AtNight(t *testing.T) {
	for _, checkpoint := range []string{"desk", "door"} {
		rec := oneDoor(HoursRule{Counting: CountShare})
		rec.Checkpoints[0].Policy = InOut
		rec.Sessions[0].Start, rec.Sessions[0].End = at(6, 22, 0), at(7, 2, 0)
		rec.Moves = walk(checkpoint, at(7, 1, 0), at(7, 1, 30), at(7, 1, 45), at(7, 2, 30))
		if got := rec.Accounts()[0].Sessions[0]; got.Hours != 0.75 || got.Minutes != 45 {
			t.Errorf("%s: %+v", checkpoint, got)
		}
	}
}

// Who forgot to leave is in already on the next day: the scan shows them there all the same.
func TestShares_InAlreadyIsThere(t *testing.T) {
	rec := twoDays()
	rec.Checkpoints[0].Policy = InOut
	again := scanOf("anna", "desk", at(7, 9, 0))
	again.Outcome = AlreadyIn
	rec.Moves = append(walk("desk", at(6, 9, 0)), again)
	if a := rec.Accounts()[0]; a.Hours != 3 {
		t.Errorf("%v hours, want both days", a.Hours)
	}
}

func TestGrants_OfASession(t *testing.T) {
	grant := func(id string, kind GrantKind, hours float64, day int) Grant {
		return Grant{ID: id, Registration: "anna", Session: "plan", Kind: kind, Hours: hours, At: at(day, 10, 0)}
	}
	whole, half := walk("door", at(6, 13, 0)), walk("door", at(6, 13, 0), at(6, 14, 0))
	cases := []struct {
		name    string
		scans   []Move
		grants  []Grant
		hours   float64
		present bool
		excused bool
		source  Source
	}{
		{"excused", nil, []Grant{grant("a", Excused, 4, 8)}, 4, false, true, FromExcuse},
		{"excused for a part", nil, []Grant{grant("a", Excused, 1, 8)}, 1, false, true, FromExcuse},
		{"there for half, excused for the rest", half, []Grant{grant("a", Excused, 4, 8)}, 4, true, true, FromExcuse},
		{"excused, and there all the same", whole, []Grant{grant("a", Excused, 4, 8)}, 4, true, false, FromScan},
		{"assigned instead of scanned", whole, []Grant{grant("a", Assigned, 1.5, 8)}, 1.5, true, false, FromAssigned},
		{"assigned none: not there", whole, []Grant{grant("a", Assigned, 0, 8)}, 0, false, false, FromAssigned},
		{"of two assignments the later", nil, []Grant{grant("b", Assigned, 3, 9), grant("a", Assigned, 1, 8)}, 3, true, false, FromAssigned},
		{"assigned after excused", nil, []Grant{grant("a", Excused, 4, 8), grant("b", Assigned, 2, 9)}, 2, true, false, FromAssigned},
		{"more than the session has by now", nil, []Grant{grant("a", Assigned, 9, 8)}, 4, true, false, FromAssigned},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := oneDoor(HoursRule{Counting: CountShare})
			rec.Moves, rec.Grants = c.scans, c.grants
			got := rec.Accounts()[0].Sessions[0]
			if got.Hours != c.hours || got.Present != c.present || got.Excused != c.excused || got.Source != c.source {
				t.Errorf("%+v", got)
			}
			if (got.Grant != "") != (c.source == FromExcuse || c.source == FromAssigned) {
				t.Errorf("grant %q", got.Grant)
			}
		})
	}
}

// Whatever is scanned and granted: no session brings less than nothing or more than it has, sums are those of the
// lines, and the order in which things are told changes nothing.
func TestAccounts_OrderAndBounds(t *testing.T) {
	for seed := range uint64(300) {
		checkAccounts(t, seed)
	}
}

func FuzzAccounts(f *testing.F) {
	f.Add(uint64(6))
	f.Fuzz(checkAccounts)
}

func checkAccounts(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 6))
	rec := randomRecord(r)
	want := rec.Accounts()
	for _, a := range want {
		checkBounds(t, rec, a)
	}
	shuffle(r, rec.Moves)
	shuffle(r, rec.Grants)
	shuffle(r, rec.Enrolments)
	if got := rec.Accounts(); !reflect.DeepEqual(got, want) {
		t.Fatalf("seed %d: %+v\nbefore %+v", seed, got, want)
	}
}

func shuffle[T any](r *rand.Rand, all []T) {
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
}

func checkBounds(t *testing.T, rec Record, a Account) {
	t.Helper()
	sum := 0.0
	for _, s := range a.Sessions {
		if s.Hours < 0 || s.Hours > s.Of || s.Share < 0 || s.Share > 1 {
			t.Fatalf("%+v", s)
		}
		sum += s.Hours
	}
	for _, g := range rec.Grants {
		if g.Registration == a.Entry.ID && (g.Session == "" || g.Kind == Recognised || g.Kind == Corrected) {
			sum += g.Hours
		}
	}
	if a.Hours < 0 || tidy(max(0, sum)) != a.Hours {
		t.Fatalf("%v hours, the lines have %v", a.Hours, sum)
	}
	for _, k := range a.Kinds {
		if k.Possible < a.Hours || (k.Decision == nil && k.Eligible != (len(k.Because) == 0)) || (k.OutOfReach && len(k.Because) == 0) {
			t.Fatalf("%+v of %v hours", k, a.Hours)
		}
	}
}

// randomRecord is an event in the middle of which anything may have happened.
func randomRecord(r *rand.Rand) Record {
	rec := twoDays()
	rec.Event.Rule = Rule{MinHours: float64(r.IntN(4)), MinPercent: r.IntN(100), Mandatory: r.IntN(2) == 0}
	rec.Event.Hours = HoursRule{Counting: []Counting{CountWhole, CountThreshold, CountShare}[r.IntN(3)], Least: r.IntN(101)}
	rec.Now = at(5+r.IntN(4), r.IntN(24), 0)
	rec.Checkpoints[0].Policy = []Policy{Once, OnceADay, InOut}[r.IntN(3)]
	rec.Checkpoints[1].Policy = []Policy{InOut, EnrolledOnly}[r.IntN(2)]
	for range 1 + r.IntN(14) {
		who, where := []string{"anna", "jan", "ewa", "nobody"}[r.IntN(4)], []string{"desk", "door", "gone"}[r.IntN(3)]
		s := scanOf(who, where, at(5+r.IntN(4), r.IntN(24), 15*r.IntN(4)))
		s.Outcome = []Outcome{Admitted, Exited, AlreadyIn}[r.IntN(3)]
		if r.IntN(8) == 0 {
			s.Session = []string{"closing", "dropped"}[r.IntN(2)]
		}
		rec.Moves = append(rec.Moves, s)
	}
	for i := range r.IntN(5) {
		rec.Grants = append(rec.Grants, Grant{ID: string(rune('a' + i)), Registration: []string{"anna", "jan"}[r.IntN(2)], Hours: float64(r.IntN(12)-4) / 2, At: at(8, r.IntN(3), 0),
			Session: []string{"", "opening", "plan", "dropped"}[r.IntN(4)], Kind: []GrantKind{Excused, Recognised, Corrected, Assigned}[r.IntN(4)]})
	}
	for _, who := range []string{"anna", "jan"} {
		rec.Enrolments = append(rec.Enrolments, Enrolment{Session: []string{"plan", "dialogue"}[r.IntN(2)], Registration: who, State: []EnrolmentState{Enrolled, OnWaitlist}[r.IntN(2)]})
	}
	return rec
}
