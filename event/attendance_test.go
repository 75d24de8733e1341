package event

import (
	"testing"
	"time"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2012, 9, day, hour-2, minute, 0, 0, time.UTC)
}

// twoDays is a rally of two days with a lecture (2 h), two parallel workshops (3 h each) and a lecture on
// the second day (1 h).
func twoDays() Record {
	return Record{
		Event: rallyEvent(),
		Entries: []Entry{
			{Registration: Registration{ID: "anna", Event: "rally", Status: Confirmed}},
			{Registration: Registration{ID: "jan", Event: "rally", Status: Confirmed}},
			{Registration: Registration{ID: "ewa", Event: "rally", Status: Cancelled}},
		},
		Sessions: []Session{
			{ID: "opening", Start: at(6, 10, 0), End: at(6, 12, 0), Hours: 2, Mandatory: true},
			{ID: "dialogue", Start: at(6, 13, 0), End: at(6, 15, 0), Hours: 3, SignUp: true},
			{ID: "plan", Start: at(6, 13, 0), End: at(6, 15, 0), Hours: 3, SignUp: true},
			{ID: "closing", Start: at(7, 10, 0), End: at(7, 11, 0), Hours: 1},
		},
		Checkpoints: []Checkpoint{
			{ID: "desk", Kind: Desk, Policy: OnceADay},
			{ID: "door", Kind: Door, Session: "plan", Policy: EnrolledOnly},
		},
	}
}

func scanOf(who, checkpoint string, when time.Time) Move {
	return Move{Registration: who, Checkpoint: checkpoint, Outcome: Admitted, At: when}
}

func exitOf(who, checkpoint string, when time.Time) Move {
	m := scanOf(who, checkpoint, when)
	m.Outcome = Exited
	return m
}

func TestAccounts_Hours(t *testing.T) {
	cases := []struct {
		name      string
		change    func(*Record)
		anna, jan float64
	}{
		{"nobody came", func(*Record) {}, 0, 0},
		{"first morning", func(r *Record) { r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))} }, 2, 0},
		{"both days", func(r *Record) {
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), scanOf("anna", "desk", at(7, 9, 0))}
		}, 3, 0},
		{"late, after the opening", func(r *Record) { r.Moves = []Move{scanOf("anna", "desk", at(6, 12, 0))} }, 0, 0},
		{"enrolled, door not manned", func(r *Record) {
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))}
			r.Enrolments = []Enrolment{{Session: "dialogue", Registration: "anna", State: Enrolled}}
		}, 5, 0},
		{"on the waiting list only", func(r *Record) {
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))}
			r.Enrolments = []Enrolment{{Session: "dialogue", Registration: "anna", State: OnWaitlist}}
		}, 2, 0},
		{"door manned: only who was scanned there", func(r *Record) {
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), scanOf("jan", "desk", at(6, 9, 0)), scanOf("jan", "door", at(6, 13, 0))}
			r.Enrolments = []Enrolment{{Session: "plan", Registration: "anna", State: Enrolled}, {Session: "plan", Registration: "jan", State: Enrolled}}
		}, 2, 5},
		{"desk asked once speaks for both days", func(r *Record) {
			r.Checkpoints[0].Policy = Once
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))}
		}, 3, 0},
		{"came the evening before", func(r *Record) { r.Moves = []Move{scanOf("anna", "desk", at(5, 20, 0))} }, 2, 0},
		{"list typed in afterwards", func(r *Record) { r.Moves = []Move{scanOf("anna", "desk", at(20, 9, 0))} }, 3, 0},
		{"went home after the opening", func(r *Record) {
			r.Checkpoints[0].Policy = InOut
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), exitOf("anna", "desk", at(6, 12, 30))}
			r.Enrolments = []Enrolment{{Session: "dialogue", Registration: "anna", State: Enrolled}}
		}, 2, 0},
		{"went out for lunch", func(r *Record) {
			r.Checkpoints[0].Policy = InOut
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), exitOf("anna", "desk", at(6, 12, 10)), scanOf("anna", "desk", at(6, 12, 50))}
			r.Enrolments = []Enrolment{{Session: "dialogue", Registration: "anna", State: Enrolled}}
		}, 5, 0},
		{"left during the opening, the second day whole", func(r *Record) {
			r.Checkpoints[0].Policy = InOut
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), exitOf("anna", "desk", at(6, 11, 0)),
				scanOf("anna", "desk", at(7, 9, 0)), exitOf("anna", "desk", at(7, 16, 0))}
		}, 3, 0},
		{"recognised and excused", func(r *Record) {
			r.Grants = []Grant{{Registration: "anna", Kind: Recognised, Hours: 10}, {Registration: "anna", Kind: Excused, Session: "opening", Hours: 2}}
		}, 12, 0},
		{"excused although present counts once", func(r *Record) {
			r.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))}
			r.Grants = []Grant{{Registration: "anna", Kind: Excused, Session: "opening", Hours: 2}}
		}, 2, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			c.change(&rec)
			got := rec.Accounts()
			if len(got) != 2 {
				t.Fatalf("%d accounts, want 2: the cancelled one has none", len(got))
			}
			if got[0].Hours != c.anna || got[1].Hours != c.jan {
				t.Errorf("anna %v, jan %v; want %v, %v", got[0].Hours, got[1].Hours, c.anna, c.jan)
			}
			if got[0].Required != 6 {
				t.Errorf("required %v, want 6: opening 2, one workshop 3, closing 1", got[0].Required)
			}
		})
	}
}

func TestAccounts_Eligible(t *testing.T) {
	there := []Move{scanOf("anna", "desk", at(6, 9, 0))}
	cases := []struct {
		name  string
		rule  Rule
		scans []Move
		codes []string
	}{
		{"presence is enough", Rule{}, there, nil},
		{"absent", Rule{}, nil, []string{"absent"}},
		{"hours reached", Rule{MinHours: 2}, there, nil},
		{"hours short", Rule{MinHours: 2.5}, there, []string{"hours"}},
		{"percent reached", Rule{MinPercent: 33}, there, nil},
		{"percent short", Rule{MinPercent: 34}, there, []string{"percent"}},
		{"mandatory attended", Rule{Mandatory: true}, there, nil},
		{"mandatory missed", Rule{Mandatory: true}, []Move{scanOf("anna", "desk", at(7, 9, 0))}, []string{"mandatory"}},
		{"everything wrong", Rule{MinHours: 1, MinPercent: 1, Mandatory: true}, nil, []string{"absent", "mandatory", "hours", "percent"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			rec.Event.Rule, rec.Moves = c.rule, c.scans
			a := rec.Accounts()[0]
			var codes []string
			for _, b := range a.Because {
				codes = append(codes, b.Code)
			}
			if a.Eligible != (len(c.codes) == 0) || len(codes) != len(c.codes) {
				t.Fatalf("eligible %v because %v, want %v", a.Eligible, codes, c.codes)
			}
			for i := range codes {
				if codes[i] != c.codes[i] {
					t.Errorf("because %v, want %v", codes, c.codes)
				}
			}
		})
	}
}

// Hours with a fraction must not lose the last hair of a percentage in a sum.
func TestAccounts_ExactlyThePercentage(t *testing.T) {
	for _, hours := range []float64{1.1, 1.3, 1.33, 0.7} {
		for n := 5; n <= 30; n += 5 {
			rec := Record{Event: rallyEvent(), Entries: twoDays().Entries[:1], Checkpoints: twoDays().Checkpoints[:1]}
			rec.Event.Rule = Rule{MinPercent: 80}
			rec.Event.End = "2012-10-20"
			for i := range n {
				day := time.Date(2012, 9, 6+i, 8, 0, 0, 0, time.UTC)
				rec.Sessions = append(rec.Sessions, Session{ID: day.String(), Start: day, End: day.Add(time.Hour), Hours: hours})
				if i < n*8/10 {
					rec.Moves = append(rec.Moves, scanOf("anna", "desk", day))
				}
			}
			if a := rec.Accounts()[0]; !a.Eligible {
				t.Errorf("%d of %d meetings of %v hours are not 80 per cent: %v", n*8/10, n, hours, a.Because)
			}
		}
	}
}
