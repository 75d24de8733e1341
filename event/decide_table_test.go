package event

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
)

// door is one scan, told in the words of the rule.
type door struct {
	policy    Policy
	direction Direction
	badge     string // damaged, nobody's, other event's, replaced, cancelled, pending, waitlisted, good
	fee       string // none, due, paid
	hours     string // always, before, at opening, last moment, at closing
	place     string // enrolled, or what is done with those who are not
	earlier   string // what was scanned there before
	full      bool
}

var (
	badges   = []string{"damaged", "nobody's", "other event's", "replaced", "cancelled", "pending", "waitlisted", "good"}
	fees     = []string{"none", "due", "paid"}
	hours    = []string{"always", "before", "at opening", "last moment", "at closing"}
	seats    = []string{"enrolled", "allow", "warn", "refuse"}
	earliers = []string{"nothing", "came today", "came yesterday", "came and left today", "came yesterday, left today", "left and came back",
		"came, taken back", "was refused", "came later"}
)

// isIn says, policy by policy, after which earlier scans a person is in already. What is not named lets in.
var isIn = map[Policy][]string{
	Once:         {"came today", "came yesterday", "came and left today", "came yesterday, left today", "left and came back"},
	OnceADay:     {"came today", "came and left today", "left and came back"},
	OnceASession: {"came today", "came and left today", "left and came back"}, // those of yesterday were another session
	InOut:        {"came today", "came yesterday", "left and came back"},
	EnrolledOnly: {"came today", "came yesterday", "came and left today", "came yesterday, left today", "left and came back"},
}

// rule is the order of questions at a door: the first that is answered with yes is the verdict.
func (d door) rule() (Outcome, bool) {
	for badge, outcome := range map[string]Outcome{"damaged": DamagedCode, "nobody's": UnknownCode, "other event's": WrongEvent,
		"replaced": ReplacedBadge, "cancelled": CancelledReg, "pending": PendingStatus, "waitlisted": OnWaitingList} {
		if d.badge == badge {
			return outcome, false
		}
	}
	switch {
	case d.direction == Out: // leaving is refused for nothing else, and never as a repeat
		return Exited, d.policy == InOut && !slices.Contains(isIn[InOut], d.earlier) // nobody saw that person come
	case d.hours == "before", d.hours == "at closing":
		return OutsideHours, false
	case d.asksForPlace() && d.place == "refuse":
		return NotEnrolled, false
	case d.fee == "due":
		return Unpaid, false
	case slices.Contains(isIn[d.policy], d.earlier):
		return AlreadyIn, false
	case d.full && d.place != "enrolled":
		return SessionFull, false
	}
	return Admitted, d.asksForPlace() && d.place == "warn"
}

// asksForPlace: the policy for the enrolled does, and so does a room in which people had to sign up.
func (d door) asksForPlace() bool { return d.policy == EnrolledOnly || d.policy == OnceASession }

// scene sets the door up: it is noon on the second day.
func (d door) scene() situation {
	now := time.Date(2012, 9, 7, 10, 0, 0, 0, time.UTC)
	s := guest(d.policy)
	s.direction, s.at, s.full, s.enrolled = d.direction, now, d.full, d.place == "enrolled"
	s.checkpoint.NotEnrolled = Refuse
	if d.place != "enrolled" {
		s.checkpoint.NotEnrolled = Treatment(d.place)
	}
	s.session = &Session{ID: "now", SignUp: true}
	switch d.badge {
	case "damaged":
		s.damaged, s.entry = true, nil
	case "nobody's":
		s.entry = nil
	case "other event's":
		s.entry.Event = "course"
	case "replaced":
		s.current = false
	case "cancelled", "pending", "waitlisted":
		s.entry.Status = map[string]Status{"cancelled": Cancelled, "pending": Pending, "waitlisted": Waitlisted}[d.badge]
	}
	if s.entry != nil {
		s.entry.Payment = map[string]Payment{"none": {}, "due": {Fee: 100}, "paid": {Fee: 100, Paid: true}}[d.fee]
	}
	c := &s.checkpoint
	switch d.hours {
	case "before":
		c.Opens, c.Closes = now.Add(1), now.Add(time.Hour)
	case "at opening":
		c.Opens, c.Closes = now, now.Add(time.Hour)
	case "last moment":
		c.Opens, c.Closes = now.Add(-time.Hour), now.Add(1)
	case "at closing":
		c.Opens, c.Closes = now.Add(-time.Hour), now
	}
	s.past = d.past(now)
	return s
}

func (d door) past(now time.Time) []ScanRow {
	scan := func(o Outcome, at time.Time) ScanRow {
		p := past(o, at)
		if p.Session = "now"; at.Before(now.Add(-12 * time.Hour)) {
			p.Session = "yesterday's"
		}
		return p
	}
	yesterday, early, later := now.AddDate(0, 0, -1), now.Add(-2*time.Hour), now.Add(-time.Hour)
	switch d.earlier {
	case "came today":
		return []ScanRow{scan(Admitted, early)}
	case "came yesterday":
		return []ScanRow{scan(Admitted, yesterday)}
	case "came and left today":
		return []ScanRow{scan(Admitted, early), scan(Exited, later)}
	case "came yesterday, left today":
		return []ScanRow{scan(Admitted, yesterday), scan(Exited, early)}
	case "left and came back":
		return []ScanRow{scan(Admitted, early), scan(Exited, later), scan(Admitted, now)}
	case "came, taken back":
		p := scan(Admitted, early)
		p.Undone = true
		return []ScanRow{p}
	case "was refused":
		return []ScanRow{scan(Unpaid, early), scan(NotEnrolled, early), scan(OutsideHours, later)}
	case "came later":
		return []ScanRow{scan(Admitted, now.Add(1))}
	}
	return nil
}

// never lists, by direction, the outcomes that no door shows; not_enrolled comes only where a place is asked for.
var never = map[Direction][]Outcome{
	In:  {Exited, Undone},
	Out: {Undone, Admitted, AlreadyIn, Unpaid, NotEnrolled, SessionFull, OutsideHours},
}

// Every outcome at every policy in both directions, in all that can come together.
func TestDecide_Table(t *testing.T) {
	seen := map[string]int{}
	for _, d := range allDoors() {
		want, attention := d.rule()
		s := d.scene()
		v := decide(s)
		if v.outcome != want || v.attention != attention || v.forced || (v.first != nil) != (want == AlreadyIn) {
			t.Fatalf("%+v: %+v, want %s, attention %v", d, v, want, attention)
		}
		seen[fmt.Sprint(d.policy, " ", d.direction, " ", v.outcome)]++
		s.forceable = "organizer said so"
		over := s.entry != nil && slices.Contains([]Outcome{PendingStatus, OnWaitingList, CancelledReg, Unpaid, NotEnrolled, SessionFull, OutsideHours, ReplacedBadge}, want)
		if v := decide(s); v.forced != over || (over && (v.outcome != Admitted || !v.attention)) || (!over && v.outcome != want) {
			t.Fatalf("%+v by force: %+v", d, v)
		}
	}
	for _, p := range Policies {
		for dir, impossible := range never {
			for _, o := range Outcomes {
				asks := door{policy: p}.asksForPlace()
				can := !slices.Contains(impossible, o) && (o != NotEnrolled || asks)
				if n := seen[fmt.Sprint(p, " ", dir, " ", o)]; (n > 0) != can {
					t.Errorf("%s, %s, %s: %d times", p, dir, o, n)
				}
			}
		}
	}
	t.Logf("%d scenes, %d of policy, direction and outcome", len(allDoors()), len(slices.Collect(maps.Keys(seen))))
}

func allDoors() []door {
	all := []door{{}}
	each := func(n int, set func(d *door, i int)) {
		var more []door
		for _, d := range all {
			for i := range n {
				set(&d, i)
				more = append(more, d)
			}
		}
		all = more
	}
	each(len(Policies), func(d *door, i int) { d.policy = Policies[i] })
	each(2, func(d *door, i int) { d.direction = []Direction{In, Out}[i] })
	each(len(badges), func(d *door, i int) { d.badge = badges[i] })
	each(len(fees), func(d *door, i int) { d.fee = fees[i] })
	each(len(hours), func(d *door, i int) { d.hours = hours[i] })
	each(len(seats), func(d *door, i int) { d.place = seats[i] })
	each(len(earliers), func(d *door, i int) { d.earlier = earliers[i] })
	each(2, func(d *door, i int) { d.full = i == 1 })
	return all
}

// A desk that asks once a day goes by the calendar of the event's zone, whatever the length of the day.
func TestDecide_DayOfTheZone(t *testing.T) {
	cases := []struct {
		name, zone  string
		before, now string // in UTC
		want        Outcome
	}{
		{"last moment and midnight", "Europe/Warsaw", "2012-09-06T21:59:59.999999999Z", "2012-09-06T22:00:00Z", Admitted},
		{"midnight and last moment", "Europe/Warsaw", "2012-09-05T22:00:00Z", "2012-09-06T21:59:59.999999999Z", AlreadyIn},
		{"midnight in UTC is two in the morning", "Europe/Warsaw", "2012-09-06T23:59:59Z", "2012-09-07T00:00:00Z", AlreadyIn},
		{"the day of 25 hours, from end to end", "Europe/Warsaw", "2012-10-27T22:00:00Z", "2012-10-28T22:59:59Z", AlreadyIn},
		{"the day of 25 hours is over", "Europe/Warsaw", "2012-10-27T22:00:00Z", "2012-10-28T23:00:00Z", Admitted},
		{"half past two, twice in one night", "Europe/Warsaw", "2012-10-28T00:30:00Z", "2012-10-28T01:30:00Z", AlreadyIn},
		{"before the day of 25 hours", "Europe/Warsaw", "2012-10-27T21:59:59Z", "2012-10-28T22:59:59Z", Admitted},
		{"the day of 23 hours, from end to end", "Europe/Warsaw", "2012-03-24T23:00:00Z", "2012-03-25T21:59:59Z", AlreadyIn},
		{"the day of 23 hours is over", "Europe/Warsaw", "2012-03-24T23:00:00Z", "2012-03-25T22:00:00Z", Admitted},
		{"over the hour that is left out", "Europe/Warsaw", "2012-03-25T00:59:59Z", "2012-03-25T01:00:00Z", AlreadyIn},
		{"another zone: its own midnight", "America/New_York", "2012-09-06T22:00:00Z", "2012-09-07T03:59:59Z", AlreadyIn},
		{"another zone: its next day", "America/New_York", "2012-09-06T22:00:00Z", "2012-09-07T04:00:00Z", Admitted},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := guest(OnceADay)
			s.event.TimeZone = c.zone
			s.at = when(t, c.now)
			s.past = []ScanRow{past(Admitted, when(t, c.before))}
			if got := decide(s).outcome; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func when(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// A room lets people in from half an hour before a session until its end.
func TestSessionAt(t *testing.T) {
	sessions := []Session{
		{ID: "opening", Room: "hall", Start: at(6, 10, 0), End: at(6, 11, 0)},
		{ID: "panel", Room: "hall", Start: at(6, 11, 0), End: at(6, 12, 0), SignUp: true},
		{ID: "coffee", Room: "hall", Kind: Break, Start: at(6, 12, 0), End: at(6, 12, 20)},
		{ID: "lunch", Room: "hall", AllRooms: true, Start: at(6, 12, 20), End: at(6, 13, 0)},
		{ID: "dropped", Room: "hall", Dropped: true, Start: at(6, 12, 0), End: at(6, 13, 0)},
		{ID: "next door", Room: "cellar", Start: at(6, 9, 0), End: at(6, 18, 0)},
		{ID: "workshop", Room: "hall", Start: at(6, 14, 0), End: at(6, 15, 0)},
		{ID: "training", Room: "hall", Start: at(6, 14, 0), End: at(6, 16, 0)},
	}
	cases := []struct {
		name     string
		at       time.Time
		enrolled string
		want     string
		opens    time.Time
	}{
		{"too early by a moment", at(6, 9, 30).Add(-1), "", "", at(6, 9, 30)},
		{"half an hour before", at(6, 9, 30), "", "opening", time.Time{}},
		{"it begins", at(6, 10, 0), "", "opening", time.Time{}},
		{"the next one lets in, this one runs", at(6, 10, 59), "", "opening", time.Time{}},
		{"enrolled in the next one alone", at(6, 10, 45), "panel", "panel", time.Time{}},
		{"enrolled in the next one, which lets nobody in yet", at(6, 10, 29), "panel", "opening", time.Time{}},
		{"its end is the beginning of the next", at(6, 11, 0), "", "panel", time.Time{}},
		{"last moment", at(6, 12, 0).Add(-1), "", "panel", time.Time{}},
		{"breaks are not scanned for", at(6, 12, 10), "", "", at(6, 13, 30)},
		{"two at once: the first of the programme", at(6, 14, 10), "", "workshop", time.Time{}},
		{"two at once: the own one", at(6, 14, 10), "training", "training", time.Time{}},
		{"only the longer one is left", at(6, 15, 0), "", "training", time.Time{}},
		{"all is over", at(6, 16, 0), "", "", time.Time{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, opens := SessionAt(sessions, "hall", c.at, func(id string) bool { return id == c.enrolled })
			got := ""
			if s != nil {
				got = s.ID
			}
			if got != c.want || !opens.Equal(c.opens) {
				t.Errorf("got %q, opens %v; want %q, %v", got, opens, c.want, c.opens)
			}
		})
	}
}

// A room without a session now is closed; what a scan there names is the session that was come for, or left.
func TestDecide_Room(t *testing.T) {
	s := guest(OnceASession)
	if v := decide(s); v.outcome != OutsideHours || s.scanned() != "" {
		t.Errorf("nothing takes place: %+v, %q", v, s.scanned())
	}
	s.forceable = "an extra meeting"
	if v := decide(s); v.outcome != Admitted || !v.forced {
		t.Errorf("nothing takes place, by force: %+v", v)
	}
	s.forceable, s.session = "", &Session{ID: "panel"}
	opening, panel := past(Admitted, morning.Add(-2*time.Hour)), past(Admitted, morning.Add(-time.Minute))
	opening.Session, panel.Session = "opening", "panel"
	s.past = []ScanRow{opening}
	if v := decide(s); v.outcome != Admitted || s.scanned() != "panel" {
		t.Errorf("came for another session: %+v, %q", v, s.scanned())
	}
	s.past = []ScanRow{opening, panel}
	if v := decide(s); v.outcome != AlreadyIn || !v.first.At.Equal(panel.At) {
		t.Errorf("in this session: %+v", v)
	}
	s.direction, s.session = Out, nil
	if v := decide(s); v.outcome != Exited || s.scanned() != "panel" {
		t.Errorf("leaving after the end: %+v, %q", v, s.scanned())
	}
}
