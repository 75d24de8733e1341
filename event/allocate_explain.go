package event

import "slices"

// plan says what came out, and why.
func (a *allocation) plan(res flowResult) AllocationPlan {
	plan := AllocationPlan{ByRank: map[int]int{}, Proven: res.Proven, work: a}
	if !res.Proven {
		plan.Gap = res.Gap[:min(len(res.Gap), a.levels)]
	}
	counts := a.countSessions()
	byID := map[string]Allotment{}
	for _, one := range a.people {
		got := a.allotment(one, counts)
		byID[one.entry.ID] = got
		for _, s := range got.Slots {
			if s.Waits == "" {
				continue
			}
			counts[a.at[s.Waits]].Waiting++
			if s.Session == "" { // who has a place, and waits for another one, is counted there
				plan.Waiting++
			}
		}
		places := a.places(one)
		for _, i := range places {
			plan.Placed++
			plan.ByRank[one.wishes[i]]++
		}
		for i := range one.had {
			if !slices.Contains(places, i) {
				plan.Moved++
				break
			}
		}
	}
	for _, e := range a.p.Entries { // in Polish order
		if got, ok := byID[e.ID]; ok {
			plan.People = append(plan.People, got)
		}
	}
	plan.Sessions = counts
	return plan
}

// countSessions says how full the sessions get, and who asked for them.
func (a *allocation) countSessions() []SessionPlaces {
	counts := make([]SessionPlaces, len(a.sessions))
	for i, s := range a.sessions {
		counts[i] = SessionPlaces{Session: s, Limit: a.limits[i], Enrolled: a.kept[i]}
	}
	for _, one := range a.people {
		for _, i := range one.got {
			counts[i].Enrolled++
		}
		for i, choice := range one.wishes {
			if choice > 0 {
				counts[i].Asked++
			}
			if choice == 1 {
				counts[i].First++
			}
		}
	}
	return counts
}

// places are the sessions in which somebody gets or keeps a place, in their order.
func (a *allocation) places(one *attendee) []int {
	places := slices.Clone(one.got)
	for i := range one.had {
		if a.keeps(one, i) {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// keeps reports whether what somebody has in a session stays as it is.
func (a *allocation) keeps(one *attendee, i int) bool {
	return slices.ContainsFunc(one.stays, func(s Session) bool { return s.ID == a.sessions[i].ID })
}

// allotment tells one person's times one after the other; what is the same at the next one is told once.
func (a *allocation) allotment(one *attendee, counts []SessionPlaces) Allotment {
	got := Allotment{Registration: one.entry.ID, Name: one.entry.Who.Name.Full(), Without: len(one.entry.Preferences) == 0}
	places := a.places(one)
	told := map[int]bool{}
	for _, t := range a.times {
		s, beside := a.placesAt(one, t, places)
		a.wait(one, t, places, &s)
		for _, i := range t.sessions {
			if choice := one.wishes[i]; choice > 0 && !told[i] && !slices.Contains(places, i) {
				told[i] = true
				s.Passed = append(s.Passed, a.passed(one, i, choice, places))
			}
		}
		got.add(s)
		for _, b := range beside {
			got.add(b)
		}
	}
	if len(one.none) > 0 {
		if len(got.Slots) == 0 {
			got.Slots = append(got.Slots, SlotResult{})
		}
		got.Slots[0].Passed = append(got.Slots[0].Passed, one.none...)
	}
	for i := range got.Slots {
		slices.SortStableFunc(got.Slots[i].Passed, func(x, y Passed) int { return x.Rank - y.Rank })
	}
	return got
}

// placesAt says where somebody has a place at a time, and before had; beside are further places, which only
// somebody who put the person into two sessions at once can have given.
func (a *allocation) placesAt(one *attendee, t timeOfChoices, places []int) (s SlotResult, beside []SlotResult) {
	s = SlotResult{From: t.from, To: t.to}
	for _, i := range t.sessions {
		id := a.sessions[i].ID
		switch here := slices.Contains(places, i); {
		case here && s.Session == "":
			s.Session, s.Rank, s.Kept = id, one.wishes[i], a.keeps(one, i)
			if one.had[i] {
				s.Was = id
			}
		case here:
			beside = append(beside, SlotResult{From: t.from, To: t.to, Session: id, Rank: one.wishes[i], Was: id, Kept: true})
		case one.had[i] && s.Was == "":
			s.Was = id
		}
	}
	return s, beside
}

// add puts a time after the others, or makes it one with an earlier one of the same place or waiting.
func (got *Allotment) add(s SlotResult) {
	for i := range got.Slots {
		o := &got.Slots[i]
		if s.Session != o.Session || s.Session == "" && (s.Waits == "" || s.Waits != o.Waits) {
			continue
		}
		o.To = s.To
		o.Passed = append(o.Passed, s.Passed...)
		if o.Was == "" {
			o.Was = s.Was
		}
		if o.Waits == "" {
			o.Waits = s.Waits
		}
		return
	}
	got.Slots = append(got.Slots, s)
}

// wait finds what somebody waits for at a time: what was decided by hand, else the best choice that would go
// with the places they have, if they have none then. Who stays in a place goes on waiting for another one.
func (a *allocation) wait(one *attendee, t timeOfChoices, places []int, s *SlotResult) {
	best, order := -1, 0
	for _, i := range t.sessions {
		if slices.Contains(places, i) {
			continue
		}
		x, waited := one.waited[i]
		if waited && x.Locked {
			s.Waits, s.Kept = a.sessions[i].ID, true
			return
		}
		stays := s.Kept || s.Was == s.Session
		if s.Session != "" && !(stays && waited) || !a.mayWait(one, i, s.Session == "", places) {
			continue
		}
		if o := wishOrder(one.wishes[i]); best < 0 || o < order {
			best, order = i, o
		}
	}
	if best >= 0 {
		s.Waits = a.sessions[best].ID
	}
}

// mayWait reports whether somebody asked for a session and could be in it, beside the places they have too.
func (a *allocation) mayWait(one *attendee, i int, beside bool, places []int) bool {
	if !one.asked(i) {
		return false
	}
	if why, _ := a.blocked[i].of(one.entry); why != "" || one.out[i] {
		return false
	}
	if !beside {
		return true
	}
	elsewhere := func(s Session) bool { return !s.SignUp && s.Overlaps(a.sessions[i]) } // by hand, in what nobody signs up for
	_, waited := one.waited[i]
	return !slices.ContainsFunc(places, func(k int) bool { return a.conflicts(k, i) }) && (waited || !slices.ContainsFunc(one.stays, elsewhere))
}

// passed says why somebody does not get a session that they asked for.
func (a *allocation) passed(one *attendee, i, choice int, places []int) Passed {
	p := Passed{Session: a.sessions[i].ID, Title: a.sessions[i].Title, Rank: choice, Why: PassFull}
	if why, other := a.blocked[i].of(one.entry); why != "" {
		p.Why, p.Other = why, other.ID
		return p
	}
	if one.out[i] {
		p.Why = PassWithdrawn
		return p
	}
	if s, ok := a.barred(one, i); ok {
		p.Why, p.Other = PassKept, s.ID
		return p
	}
	for _, k := range places {
		if k != i && a.title[k] == a.title[i] {
			p.Why, p.Other = PassTwice, a.sessions[k].ID
			return p
		}
	}
	for _, k := range places {
		if better := one.wishes[k]; better > 0 && better < choice && a.sessions[k].Overlaps(a.sessions[i]) {
			p.Why, p.Other = PassBetter, a.sessions[k].ID
			return p
		}
	}
	return p
}
