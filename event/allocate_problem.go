package event

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// allocation is the work on one plan: an event's agenda as a problem of flow, and back.
type allocation struct {
	p        Programme
	options  AllocateOptions
	sessions []Session // those that people sign up for
	at       map[string]int
	all      map[string]Session // everything that takes place
	titles   map[string][]int   // folded: sessions
	open     map[string]string  // folded titles of those that nobody signs up for
	title    []string           // by session, folded
	limits   []*int
	kept     []int // places that stay, by session
	blocked  []obstacles
	slots    []int           // by session: sessions of one slot overlap
	times    []timeOfChoices // sessions that are at one time, by start
	people   []*attendee     // in the order of sign-up
	levels   int             // of choices: the greatest rank
}

// timeOfChoices is a stretch of time at which all its sessions are.
type timeOfChoices struct {
	from, to time.Time
	sessions []int
}

// attendee is somebody who takes part in an allocation.
type attendee struct {
	entry  Entry
	wishes map[int]int  // session: which choice; 0: has it or waits for it although it was not asked for
	none   []Passed     // choices that nobody can get
	had    map[int]bool // places before
	out    map[int]bool // sessions that the person was taken out of by hand
	stays  []Session    // places that are kept, and waiting that was decided by hand, in whatever session
	waited map[int]Enrolment
	got    []int
}

func newAllocation(p Programme, o AllocateOptions) *allocation {
	a := &allocation{p: p, options: o, at: map[string]int{}, all: map[string]Session{}, titles: map[string][]int{}, open: map[string]string{}}
	sessions := slices.SortedFunc(slices.Values(p.Sessions), sessionOrder)
	for _, s := range sessions {
		a.all[s.ID] = s
		if s.SignUp {
			a.sessions = append(a.sessions, s)
		} else {
			a.open[Fold(s.Title)] = s.ID
		}
	}
	limits := p.limits()
	for i, s := range a.sessions {
		title := Fold(s.Title)
		a.at[s.ID] = i
		a.titles[title] = append(a.titles[title], i)
		a.title = append(a.title, title)
		a.limits = append(a.limits, limits[s.ID])
		a.blocked = append(a.blocked, newObstacles(s, sessions))
	}
	a.kept = make([]int, len(a.sessions))
	a.findSlots()
	a.findTimes()
	a.findPeople()
	return a
}

// findSlots puts sessions together that overlap one another, as many as are at one moment.
func (a *allocation) findSlots() {
	a.slots = make([]int, len(a.sessions))
	order := make([]int, len(a.sessions))
	for i := range order {
		order[i], a.slots[i] = i, -1
	}
	slices.SortStableFunc(order, func(i, j int) int { return a.sessions[i].End.Compare(a.sessions[j].End) })
	count := 0
	for _, first := range order {
		if a.slots[first] >= 0 {
			continue
		}
		a.slots[first] = count
		for i, s := range a.sessions {
			if a.slots[i] < 0 && s.Overlaps(a.sessions[first]) {
				a.slots[i] = count
			}
		}
		count++
	}
}

// findTimes finds the stretches of time between which the choice of sessions differs: at each, the greatest sets
// of sessions that all overlap one another.
func (a *allocation) findTimes() {
	byEnd := make([]int, len(a.sessions))
	for i := range byEnd {
		byEnd[i] = i
	}
	slices.SortStableFunc(byEnd, func(i, j int) int { return a.sessions[i].End.Compare(a.sessions[j].End) })
	var now []int
	next := 0
	fresh := false // a session began since the last set
	emit := func() {
		if !fresh {
			return
		}
		t := timeOfChoices{from: a.sessions[now[0]].Start, to: a.sessions[now[0]].End, sessions: slices.Clone(now)}
		for _, i := range now {
			if s := a.sessions[i]; s.Start.After(t.from) {
				t.from = s.Start
			}
			if s := a.sessions[i]; s.End.Before(t.to) {
				t.to = s.End
			}
		}
		a.times = append(a.times, t)
		fresh = false
	}
	for i, s := range a.sessions {
		for ; next < len(byEnd) && !a.sessions[byEnd[next]].End.After(s.Start); next++ {
			if k := slices.Index(now, byEnd[next]); k >= 0 {
				emit()
				now = slices.Delete(now, k, k+1)
			}
		}
		if !s.Start.Before(s.End) { // without length it is alone
			a.times = append(a.times, timeOfChoices{from: s.Start, to: s.End, sessions: []int{i}})
			continue
		}
		now, fresh = append(now, i), true
	}
	emit()
	slices.SortStableFunc(a.times, func(x, y timeOfChoices) int { return cmp.Or(x.from.Compare(y.from), x.to.Compare(y.to)) })
}

// findPeople reads who takes part, and which places stay.
func (a *allocation) findPeople() {
	byID := map[string]*attendee{}
	for _, e := range a.p.Entries {
		if e.Coming() {
			one := &attendee{entry: e, wishes: map[int]int{}, had: map[int]bool{}, out: map[int]bool{}, waited: map[int]Enrolment{}}
			byID[e.ID] = one
			a.people = append(a.people, one)
		}
	}
	slices.SortFunc(a.people, func(x, y *attendee) int { return inTurn(x.entry, y.entry) })
	for _, one := range a.people {
		a.readWishes(one)
	}
	for _, x := range a.p.Enrolments {
		one, takesPart := byID[x.Registration]
		s, there := a.all[x.Session]
		i, signUp := a.at[x.Session]
		switch {
		case !there:
		case !takesPart:
			if x.State == Enrolled && signUp {
				a.kept[i]++
			}
		default:
			a.readEnrolment(one, x, s)
		}
	}
	for _, x := range a.p.Withdrawn {
		i, signUp := a.at[x.Session]
		if one := byID[x.Registration]; one != nil && signUp {
			one.out[i] = true
		}
	}
	for _, one := range a.people {
		slices.SortFunc(one.stays, sessionOrder)
	}
}

func (a *allocation) readEnrolment(one *attendee, x Enrolment, s Session) {
	i, signUp := a.at[x.Session]
	stays := x.Locked
	switch x.State {
	case Enrolled:
		stays = stays || a.options.Keep == KeepAll || a.options.Keep == KeepTold && !x.Told.IsZero()
		if signUp {
			one.had[i] = true
			one.wishes[i] += 0 // wanted, if only that
			if stays {
				a.kept[i]++
			}
		}
	case OnWaitlist:
		if signUp {
			one.waited[i] = x
			one.wishes[i] += 0 // wanted, if only that
		}
	}
	if stays {
		one.stays = append(one.stays, s)
	}
}

// readWishes turns titles into sessions.
func (a *allocation) readWishes(one *attendee) {
	known := map[string]bool{}
	for k, title := range one.entry.Preferences {
		folded := Fold(title)
		if known[folded] || folded == "" {
			continue
		}
		known[folded] = true
		a.levels = max(a.levels, k+1)
		for _, i := range a.titles[folded] {
			one.wishes[i] = k + 1
		}
		if len(a.titles[folded]) == 0 {
			one.none = append(one.none, Passed{Session: a.open[folded], Title: title, Rank: k + 1, Why: PassNone})
		}
	}
}

// conflicts reports whether one person cannot be in two of the sessions.
func (a *allocation) conflicts(i, j int) bool {
	return a.title[i] == a.title[j] || a.sessions[i].Overlaps(a.sessions[j])
}

// barred is what somebody keeps that does not go with a session, if there is such a thing.
func (a *allocation) barred(one *attendee, i int) (Session, bool) {
	for _, s := range one.stays {
		if s.ID == a.sessions[i].ID || s.Overlaps(a.sessions[i]) {
			return s, true
		}
	}
	return Session{}, false
}

// keptTwin is a place that somebody keeps in the same session at another time.
func (a *allocation) keptTwin(one *attendee, i int) (Session, bool) {
	for _, s := range one.stays {
		if k, signUp := a.at[s.ID]; signUp && one.had[k] && k != i && a.title[k] == a.title[i] {
			return s, true
		}
	}
	return Session{}, false
}

// may reports whether somebody could be given a place in a session, if there is one.
func (a *allocation) may(one *attendee, i int) bool {
	if why, _ := a.blocked[i].of(one.entry); why != "" || one.out[i] {
		return false
	}
	if _, barred := a.barred(one, i); barred {
		return false
	}
	_, twin := a.keptTwin(one, i)
	return !twin
}

// solve gives everybody their places.
func (a *allocation) solve(ctx context.Context) (flowResult, error) {
	p := flowProblem{Slots: a.slots, Clash: a.conflicts, Levels: a.levels + 2}
	for i, limit := range a.limits {
		places := -1
		if limit != nil {
			places = max(*limit-a.kept[i], 0)
		}
		p.Limits = append(p.Limits, places)
	}
	for _, one := range a.people {
		p.People = append(p.People, a.wants(one))
	}
	res, err := p.solve(ctx)
	for who, got := range res.Got {
		a.people[who].got = got
	}
	return res, err
}

// wants are the places that somebody could be given: by choice, then what they have or wait for without having
// asked for it, then, where those are filled up, anything at a time for which they asked nothing.
func (a *allocation) wants(one *attendee) []flowWant {
	var wants []flowWant
	for i := range a.sessions {
		choice, asked := one.wishes[i]
		level := choice - 1
		switch {
		case !asked && (!a.options.Fill || a.askedBeside(one, i)):
			continue
		case !asked:
			level = a.levels + 1
		case choice == 0:
			level = a.levels
		}
		if a.may(one, i) {
			wants = append(wants, flowWant{Session: i, Level: level})
		}
	}
	return wants
}

// asked reports whether somebody chose a session or was put on its waiting list.
func (one *attendee) asked(i int) bool {
	_, waited := one.waited[i]
	return waited || one.wishes[i] > 0
}

// askedBeside reports whether somebody asked for anything at the time of a session, or was taken out of it then.
func (a *allocation) askedBeside(one *attendee, i int) bool {
	for j := range a.sessions {
		if (one.asked(j) || one.out[j]) && a.sessions[j].Overlaps(a.sessions[i]) {
			return true
		}
	}
	return false
}
