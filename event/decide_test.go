package event

import (
	"testing"
	"time"
)

// morning is 08:30 in Warsaw on the rally's first day.
var morning = time.Date(2012, 9, 6, 6, 30, 0, 0, time.UTC)

func rallyEvent() Event {
	return Event{ID: "rally", Kind: Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07", TimeZone: "Europe/Warsaw"}
}

// guest is a confirmed person at the rally's desk.
func guest(policy Policy) situation {
	e := Entry{Registration: Registration{ID: "r1", Event: "rally", Status: Confirmed}}
	return situation{event: rallyEvent(), checkpoint: Checkpoint{ID: "c1", Event: "rally", Policy: policy, NotEnrolled: Refuse},
		direction: In, at: morning, entry: &e, current: true, enrolled: true}
}

func past(outcome Outcome, at time.Time) ScanRow {
	return ScanRow{Scan: Scan{ID: "s0", Outcome: outcome, At: at}}
}

func TestDecide_WhoMayComeIn(t *testing.T) {
	cases := map[string]struct {
		change func(*situation)
		want   Outcome
	}{
		"confirmed":              {func(*situation) {}, Admitted},
		"damaged code":           {func(s *situation) { s.damaged, s.entry = true, nil }, DamagedCode},
		"nobody's code":          {func(s *situation) { s.entry = nil }, UnknownCode},
		"other event":            {func(s *situation) { s.entry.Event = "course" }, WrongEvent},
		"old badge":              {func(s *situation) { s.current = false }, ReplacedBadge},
		"cancelled":              {func(s *situation) { s.entry.Status = Cancelled }, CancelledReg},
		"pending":                {func(s *situation) { s.entry.Status = Pending }, PendingStatus},
		"waitlisted":             {func(s *situation) { s.entry.Status = Waitlisted }, OnWaitingList},
		"fee due":                {func(s *situation) { s.entry.Payment = Payment{Fee: 35000} }, Unpaid},
		"fee paid":               {func(s *situation) { s.entry.Payment = Payment{Fee: 35000, Paid: true} }, Admitted},
		"not yet open":           {func(s *situation) { s.checkpoint.Opens = morning.Add(time.Second) }, OutsideHours},
		"opens this second":      {func(s *situation) { s.checkpoint.Opens = morning }, Admitted},
		"closes this second":     {func(s *situation) { s.checkpoint.Closes = morning }, OutsideHours},
		"full, but enrolled":     {func(s *situation) { s.full = true }, Admitted},
		"full, and not enrolled": {func(s *situation) { s.full, s.enrolled = true, false }, SessionFull},
		"in before":              {func(s *situation) { s.past = []ScanRow{past(Admitted, morning)} }, AlreadyIn},
		"in before, taken back": {func(s *situation) {
			p := past(Admitted, morning)
			p.Undone = true
			s.past = []ScanRow{p}
		}, Admitted},
		"refused before":          {func(s *situation) { s.past = []ScanRow{past(Unpaid, morning)} }, Admitted},
		"leaving, fee due":        {func(s *situation) { s.direction, s.entry.Payment = Out, Payment{Fee: 1} }, Exited},
		"leaving, cancelled":      {func(s *situation) { s.direction, s.entry.Status = Out, Cancelled }, CancelledReg},
		"cancelled and old badge": {func(s *situation) { s.current, s.entry.Status = false, Cancelled }, ReplacedBadge},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := guest(Once)
			c.change(&s)
			if got := decide(s).outcome; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestDecide_Repeat(t *testing.T) {
	yesterday := morning.AddDate(0, 0, -1)
	beforeMidnight := time.Date(2012, 9, 5, 21, 59, 0, 0, time.UTC) // 23:59 in Warsaw, the day before
	afterMidnight := time.Date(2012, 9, 5, 22, 1, 0, 0, time.UTC)   // 00:01 in Warsaw, the same day
	cases := []struct {
		name   string
		policy Policy
		past   []ScanRow
		want   Outcome
	}{
		{"once, yesterday", Once, []ScanRow{past(Admitted, yesterday)}, AlreadyIn},
		{"daily, yesterday", OnceADay, []ScanRow{past(Admitted, yesterday)}, Admitted},
		{"daily, a minute before midnight", OnceADay, []ScanRow{past(Admitted, beforeMidnight)}, Admitted},
		{"daily, a minute after midnight", OnceADay, []ScanRow{past(Admitted, afterMidnight)}, AlreadyIn},
		{"in and out, inside", InOut, []ScanRow{past(Admitted, yesterday)}, AlreadyIn},
		{"in and out, left", InOut, []ScanRow{past(Admitted, yesterday), past(Exited, yesterday.Add(time.Hour))}, Admitted},
		{"in and out, came back", InOut, []ScanRow{past(Admitted, yesterday), past(Exited, yesterday.Add(time.Hour)),
			past(Admitted, yesterday.Add(2*time.Hour))}, AlreadyIn},
		{"in and out, came later", InOut, []ScanRow{past(Admitted, morning.Add(time.Hour))}, Admitted},
		{"enrolled, in before", EnrolledOnly, []ScanRow{past(Admitted, yesterday)}, AlreadyIn},
		{"once, left", Once, []ScanRow{past(Admitted, yesterday), past(Exited, yesterday.Add(time.Hour))}, AlreadyIn},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := guest(c.policy)
			s.past = c.past
			v := decide(s)
			if v.outcome != c.want {
				t.Errorf("got %s, want %s", v.outcome, c.want)
			}
			if (v.outcome == AlreadyIn) != (v.first != nil) {
				t.Error("already_in names the scan that let the person in, and nothing else does")
			}
		})
	}
}

func TestDecide_DoorForTheEnrolled(t *testing.T) {
	for treatment, want := range map[Treatment]struct {
		outcome   Outcome
		attention bool
	}{Refuse: {NotEnrolled, false}, Warn: {Admitted, true}, Allow: {Admitted, false}} {
		s := guest(EnrolledOnly)
		s.enrolled, s.checkpoint.NotEnrolled = false, treatment
		if v := decide(s); v.outcome != want.outcome || v.attention != want.attention {
			t.Errorf("%s: got %s, attention %v", treatment, v.outcome, v.attention)
		}
	}
}

func TestDecide_Force(t *testing.T) {
	s := guest(Once)
	s.entry.Status, s.forceable = Pending, "organizer said so"
	if v := decide(s); v.outcome != Admitted || !v.forced || !v.attention {
		t.Errorf("forced entry of a pending guest: %+v", v)
	}
	s = guest(Once)
	s.forceable = "why not"
	if v := decide(s); v.outcome != Admitted || v.forced {
		t.Errorf("somebody who may come in anyway is not forced: %+v", v)
	}
	s.entry = nil
	if v := decide(s); v.outcome != UnknownCode {
		t.Errorf("nobody's code was forced: %+v", v)
	}
	s = guest(Once)
	s.forceable, s.past = "twice", []ScanRow{past(Admitted, morning)}
	if v := decide(s); v.outcome != AlreadyIn {
		t.Errorf("a second entry was forced: %+v", v)
	}
}

// Every outcome has a tone, so that no verdict is without colour.
func TestOutcome_Tone(t *testing.T) {
	for _, o := range Outcomes {
		if tone := o.Tone(); tone != ToneAdmitted && tone != ToneAttention && tone != ToneRefused {
			t.Errorf("%s has tone %q", o, tone)
		}
	}
}

// Something is handed out once; a second one only by somebody's word.
func TestDecide_SecondPortion(t *testing.T) {
	for kind, want := range map[CheckpointKind]Outcome{Meal: Admitted, Gift: Admitted, Desk: AlreadyIn, Door: AlreadyIn} {
		s := guest(Once)
		s.checkpoint.Kind, s.forceable, s.past = kind, "organizer said so", []ScanRow{past(Admitted, morning)}
		if v := decide(s); v.outcome != want || v.forced != (want == Admitted) {
			t.Errorf("%s: %+v", kind, v)
		}
		res := ScanResult{Scan: Scan{Outcome: AlreadyIn}, Entry: s.entry, Checkpoint: s.checkpoint}
		if res.CanForce() != kind.HandsOut() {
			t.Errorf("%s offers force: %v", kind, res.CanForce())
		}
	}
}

// Who leaves without having come in is let go, and it is noticed.
func TestDecide_LeavesWithoutEntry(t *testing.T) {
	s := guest(InOut)
	s.direction = Out
	if v := decide(s); v.outcome != Exited || !v.neverIn || !v.attention {
		t.Errorf("never in: %+v", v)
	}
	s.past = []ScanRow{past(Admitted, morning)}
	if v := decide(s); v.outcome != Exited || v.neverIn || v.attention {
		t.Errorf("in before: %+v", v)
	}
}

// A warning tells that the list of the session is meant, and not a note.
func TestDecide_NotOnList(t *testing.T) {
	s := guest(EnrolledOnly)
	s.enrolled, s.checkpoint.NotEnrolled = false, Warn
	if v := decide(s); !v.notOnList {
		t.Errorf("not enrolled: %+v", v)
	}
	s.enrolled, s.entry.Note = true, "vegan"
	if v := decide(s); v.notOnList || !v.attention {
		t.Errorf("enrolled with a note: %+v", v)
	}
}
