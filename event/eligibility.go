package event

import (
	"cmp"
	"slices"
)

// judge says for each kind of certificate that is for the person whether they get it, and why not.
func (x *roster) judge(a *Account, v *sitting, i int) {
	base := x.obstacles(a, i)
	possible, running := x.possible(a, v, i), x.running()
	for _, k := range kindsFor(x.kinds, a.Entry.Roles) {
		el := Eligibility{Kind: k.ID, Possible: possible, Because: slices.Clone(base)}
		lost := x.missed(&el, k, v, i)
		el.Because = append(el.Because, k.Rule.shortage(a.Hours, a.Required)...)
		el.OutOfReach = running && (lost || len(k.Rule.shortage(possible, a.Required)) > 0)
		el.Eligible = len(el.Because) == 0
		el.decide(x.decided[a.Entry.ID])
		a.Kinds = append(a.Kinds, el)
	}
	if len(a.Kinds) == 0 {
		a.Because = append(base, Because{Code: "role"})
		return
	}
	a.Eligible, a.Because = a.Kinds[0].Eligible, a.Kinds[0].Because
}

// obstacles are what stands against any certificate.
func (x *roster) obstacles(a *Account, i int) []Because {
	switch {
	case a.Entry.Status != Confirmed:
		return []Because{{Code: "status", Args: map[string]any{"Status": string(a.Entry.Status)}}}
	case !x.seen[i] && a.Hours == 0:
		return []Because{{Code: "absent"}}
	}
	return nil
}

// missed adds the sessions that the kind asks for and the person was not at; lost is true if one of them is over.
func (x *roster) missed(el *Eligibility, k CertificateKind, v *sitting, i int) (lost bool) {
	for m := range x.meetings {
		mt, sh := &x.meetings[m], &v.hours[m]
		named := slices.Contains(k.Sessions, mt.ID) && mt.For(x.people[i].Group)
		if !named && !(k.Rule.Mandatory && mt.Mandatory && sh.Theirs) {
			continue
		}
		if sh.Present || sh.Excused {
			continue
		}
		el.Because = append(el.Because, Because{Code: "mandatory", Args: map[string]any{"Session": mt.Title}})
		lost = lost || !mt.End.After(x.rec.Now) || sh.Source == FromAssigned
	}
	return lost
}

// shortage is what hours lack of what the rule asks for.
func (r Rule) shortage(hours, required float64) (all []Because) {
	if r.MinHours > 0 && hours < r.MinHours {
		all = append(all, Because{Code: "hours", Args: map[string]any{"Hours": hours, "Min": r.MinHours}})
	}
	if need := tidy(required * float64(r.MinPercent) / 100); r.MinPercent > 0 && hours < need {
		all = append(all, Because{Code: "percent", Args: map[string]any{
			"Hours": hours, "Required": required, "Min": r.MinPercent, "Need": need}})
	}
	return all
}

// decide lets the last word of a person count instead of the rule.
func (el *Eligibility) decide(all []Decision) {
	for i := range all {
		if all[i].Kind == el.Kind && all[i].Verdict != ByRule {
			el.Decision = &all[i]
		}
	}
	if el.Decision == nil {
		return
	}
	if el.Eligible = el.Decision.Verdict == Granted; !el.Eligible {
		el.Because = append(el.Because, Because{Code: "denied", Args: map[string]any{"Reason": el.Decision.Reason}})
	}
}

// kindsFor are the kinds of certificates for somebody with these roles: those that name one of them, and if none
// does, those that name no role.
func kindsFor(kinds []CertificateKind, roles []Role) []CertificateKind {
	var named, open []CertificateKind
	for _, k := range kinds {
		switch {
		case len(k.Roles) == 0:
			open = append(open, k)
		case slices.ContainsFunc(k.Roles, func(r Role) bool { return slices.Contains(roles, r) }):
			named = append(named, k)
		}
	}
	if len(named) > 0 {
		return named
	}
	return open
}

// required sums the hours that a person could have attended: everything open to all, and of sign-up
// sessions at one time those enrolled in, or the longest.
func (x *roster) required(e *Entry, i int) float64 {
	sum := 0.0
	for m := range x.meetings {
		if mt := &x.meetings[m]; !mt.SignUp && mt.For(e.Group) {
			sum += mt.Hours
		}
	}
	for _, c := range x.clusters {
		mine, longest := 0.0, 0.0
		for _, m := range c {
			mt := &x.meetings[m]
			if !mt.For(e.Group) {
				continue
			}
			longest = max(longest, mt.Hours)
			if x.isEnrolled(i, m) {
				mine += mt.Hours
			}
		}
		sum += cmp.Or(mine, longest)
	}
	return tidy(sum)
}

// running reports whether the event has begun and something can still be attended.
func (x *roster) running() bool {
	begun, open := false, false
	for m := range x.meetings {
		if mt := &x.meetings[m]; mt.counts {
			begun = begun || !mt.Start.After(x.rec.Now)
			open = open || mt.End.After(x.rec.Now)
		}
	}
	return begun && open
}

// possible is what a person has, and what can still come of the sessions that are not over.
func (x *roster) possible(a *Account, v *sitting, i int) float64 {
	sum := a.Hours
	for m := range x.meetings {
		if mt := &x.meetings[m]; !mt.SignUp && mt.Hours > 0 && mt.For(a.Entry.Group) {
			sum += x.toCome(v, m)
		}
	}
	for _, c := range x.clusters {
		mine, most, enrolled := 0.0, 0.0, false
		for _, m := range c {
			if !x.meetings[m].For(a.Entry.Group) {
				continue
			}
			if x.isEnrolled(i, m) {
				mine, enrolled = mine+x.toCome(v, m), true
			}
			most = max(most, x.toCome(v, m))
		}
		if enrolled {
			most = mine
		}
		sum += most
	}
	return tidy(sum)
}

// toCome is how many hours more a session can bring.
func (x *roster) toCome(v *sitting, m int) float64 {
	mt, sh := &x.meetings[m], &v.hours[m]
	now := x.rec.Now.UnixNano()
	if mt.end <= now || sh.Source == FromAssigned {
		return 0
	}
	share := 1.0
	if now > mt.start { // it runs: what is over is over
		share = min(1, sh.Share+float64(mt.end-now)/float64(mt.end-mt.start))
	}
	if x.rec.Event.Hours.Counting == CountWhole {
		share = 1
	}
	most, _ := x.rec.Event.Hours.credit(mt.Hours, share)
	return max(0, most-sh.Hours)
}
