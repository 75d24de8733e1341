package event

import (
	"slices"
	"testing"
	"time"
)

func codes(all []Because) (codes []string) {
	for _, b := range all {
		codes = append(codes, b.Code)
	}
	return codes
}

func TestEligibility_Kinds(t *testing.T) {
	participation := CertificateKind{ID: "participation", Rule: Rule{MinHours: 2}}
	trainers := CertificateKind{ID: "trainer", Roles: []Role{Trainer}}
	panel := CertificateKind{ID: "panel", Roles: []Role{Panelist, Moderator}}
	closing := CertificateKind{ID: "closing", Sessions: []string{"closing", "of another event"}}
	cases := []struct {
		name  string
		kinds []CertificateKind
		roles []Role
		want  []string // kinds
		why   []string // of the first
	}{
		{"none described: one by the rule", nil, []Role{Participant}, []string{UsualKind}, nil},
		{"of no other kind", []CertificateKind{trainers, participation}, []Role{Participant}, []string{"participation"}, nil},
		{"their own alone", []CertificateKind{participation, trainers}, []Role{Trainer}, []string{"trainer"}, nil},
		{"two roles, two documents", []CertificateKind{panel, participation, trainers}, []Role{Trainer, Moderator}, []string{"panel", "trainer"}, nil},
		{"nothing for this role", []CertificateKind{trainers}, []Role{Media}, nil, []string{"role"}},
		{"without a role", []CertificateKind{trainers, participation}, nil, []string{"participation"}, nil},
		{"a session that must be attended", []CertificateKind{closing}, nil, []string{"closing"}, []string{"mandatory"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			rec.Event.Certificates, rec.Entries[0].Roles = c.kinds, c.roles
			rec.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0))}
			a := rec.Accounts()[0]
			var kinds []string
			for _, k := range a.Kinds {
				kinds = append(kinds, k.Kind)
			}
			if !slices.Equal(kinds, c.want) || !slices.Equal(codes(a.Because), c.why) || a.Eligible != (c.why == nil) {
				t.Errorf("kinds %v, eligible %v, because %v", kinds, a.Eligible, a.Because)
			}
		})
	}
}

// A session without hours that is mandatory for nobody else can be attended by whom a kind asks to.
func TestEligibility_SessionWithoutHours(t *testing.T) {
	rec := twoDays()
	rec.Event.Certificates = []CertificateKind{{ID: "march", Sessions: []string{"march"}}}
	rec.Sessions = append(rec.Sessions, Session{ID: "march", Title: "Marsz", Start: at(6, 18, 0), End: at(6, 19, 0)})
	rec.Checkpoints = append(rec.Checkpoints, Checkpoint{ID: "gate", Kind: Door, Session: "march", Policy: Once})
	rec.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), scanOf("someone", "gate", at(6, 18, 5))}
	if a := rec.Accounts()[0]; !slices.Equal(codes(a.Because), []string{"mandatory"}) {
		t.Errorf("because %v", a.Because)
	}
	rec.Moves = append(rec.Moves, scanOf("anna", "gate", at(6, 18, 5)))
	if a := rec.Accounts()[0]; !a.Eligible {
		t.Errorf("because %v", a.Because)
	}
}

func TestEligibility_Decisions(t *testing.T) {
	decision := func(v Verdict) []Decision {
		return []Decision{{Registration: "anna", Kind: UsualKind, Verdict: v, Reason: "choroba dziecka"}, {Registration: "jan", Kind: "another", Verdict: Granted}}
	}
	cases := []struct {
		name     string
		min      float64
		decided  []Decision
		eligible bool
		why      []string
	}{
		{"the rule says no, a person yes", 9, decision(Granted), true, []string{"hours"}},
		{"the rule says yes, a person no", 1, decision(Denied), false, []string{"denied"}},
		{"both say no", 9, decision(Denied), false, []string{"hours", "denied"}},
		{"taken back", 9, decision(ByRule), false, []string{"hours"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			rec.Event.Rule.MinHours, rec.Decisions = c.min, c.decided
			rec.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), scanOf("jan", "desk", at(6, 9, 0))}
			all := rec.Accounts()
			if a := all[0]; a.Eligible != c.eligible || !slices.Equal(codes(a.Because), c.why) || (a.Kinds[0].Decision != nil) != (c.decided[0].Verdict != ByRule) {
				t.Errorf("eligible %v because %v, decision %v", a.Eligible, a.Because, a.Kinds[0].Decision)
			}
			if all[1].Kinds[0].Decision != nil {
				t.Error("a decision about another kind")
			}
		})
	}
}

// While the event runs, somebody is warned of when nothing that is still to come can make up for what was missed,
// and not before.
func TestEligibility_OutOfReach(t *testing.T) {
	cases := []struct {
		name     string
		rule     Rule
		now      time.Time
		scans    []Move
		change   func(*Record)
		possible float64
		lost     bool
	}{
		{"before it begins everything is possible", Rule{MinPercent: 100}, at(6, 8, 0), nil, nil, 6, false},
		{"the opening missed: four of six hours are left", Rule{MinHours: 4}, at(6, 12, 30), nil, nil, 4, false},
		{"and four and a half are asked for", Rule{MinHours: 4.5}, at(6, 12, 30), nil, nil, 4, true},
		{"per cent", Rule{MinPercent: 67}, at(6, 12, 30), nil, nil, 4, true},
		{"what runs still counts whole", Rule{MinHours: 6}, at(6, 11, 59), nil, nil, 6, false},
		{"by shares, only what is left of it", Rule{MinHours: 6}, at(6, 11, 0), nil, func(r *Record) { r.Event.Hours.Counting = CountShare }, 5, true},
		{"of workshops at one time, the one with a place", Rule{MinHours: 6}, at(6, 9, 0), nil,
			func(r *Record) {
				r.Sessions[1].Hours = 2
				r.Enrolments = []Enrolment{{Session: "dialogue", Registration: "anna", State: Enrolled}}
			}, 5, false}, // nothing has begun
		{"a mandatory session is over", Rule{Mandatory: true}, at(6, 12, 30), nil, nil, 4, true},
		{"a mandatory session is to come", Rule{Mandatory: true}, at(6, 10, 30), nil, nil, 6, false},
		{"excused from it", Rule{Mandatory: true}, at(6, 12, 30), nil,
			func(r *Record) {
				r.Grants = []Grant{{ID: "g", Registration: "anna", Session: "opening", Kind: Excused, Hours: 2}}
			}, 6, false},
		{"everything is over: no warning any more", Rule{MinHours: 4}, at(7, 12, 0), nil, nil, 0, false},
		{"who was there", Rule{MinPercent: 100}, at(6, 12, 30), []Move{scanOf("anna", "desk", at(6, 9, 0))}, nil, 6, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := twoDays()
			rec.Event.Rule, rec.Now, rec.Moves = c.rule, c.now, c.scans
			if c.change != nil {
				c.change(&rec)
			}
			k := rec.Accounts()[0].Kinds[0]
			if k.Possible != c.possible || k.OutOfReach != c.lost {
				t.Errorf("possible %v, out of reach %v; want %v, %v", k.Possible, k.OutOfReach, c.possible, c.lost)
			}
		})
	}
}
