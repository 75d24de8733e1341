package event

import (
	"context"
	"slices"
	"strings"
)

// agendaPlanner knows what the store holds of an event's programme.
type agendaPlanner struct {
	r        Reader
	src      agendaSource
	plan     AgendaPlan
	rooms    map[string]string // ids by folded title
	venues   map[string]string // buildings of rooms, by id
	groups   map[string]string
	titles   map[string]string // of rooms and groups, by id
	people   map[string]string // registrations by folded name; "" where two have it
	names    map[string]string // folded names by registration
	sessions []Session         // those out of the programme last
	matched  []bool

	furnished bool // the event has rooms already
}

func planAgenda(ctx context.Context, r Reader, src agendaSource) (AgendaPlan, error) {
	a := agendaPlanner{r: r, src: src, rooms: map[string]string{}, venues: map[string]string{}, groups: map[string]string{}, titles: map[string]string{},
		people: map[string]string{}, names: map[string]string{}}
	a.plan = AgendaPlan{Rows: src.rows, Columns: src.columns, Rejected: src.rejected, Warnings: slices.Clone(src.warnings), source: src,
		venues: map[string]string{}}
	if err := a.load(ctx); err != nil {
		return a.plan, err
	}
	at := a.match()
	if err := a.matchElsewhere(ctx, at); err != nil {
		return a.plan, err
	}
	for i := range src.points {
		pt := &src.points[i]
		if at[i] < 0 {
			a.plan.New = append(a.plan.New, AgendaItem{Row: pt.row, Session: a.session(pt, nil)})
			continue
		}
		old := a.sessions[at[i]]
		if err := a.compare(ctx, pt, old, a.session(pt, old.Contributors)); err != nil {
			return a.plan, err
		}
	}
	slices.SortStableFunc(a.plan.Warnings, func(a, b RowError) int { return a.Row - b.Row })
	return a.plan, a.missing(ctx)
}

// match finds the session of each row, -1 for none: by its id, or by its day and title. The second break of a
// day is the second break of that day.
func (a *agendaPlanner) match() []int {
	at := make([]int, len(a.src.points))
	a.matched = make([]bool, len(a.sessions))
	take := func(i int, is func(Session) bool) {
		if at[i] >= 0 {
			return
		}
		for k, s := range a.sessions {
			if !a.matched[k] && is(s) {
				at[i], a.matched[k] = k, true
				return
			}
		}
	}
	for i := range at {
		at[i] = -1
		if id := a.src.points[i].id; id != "" {
			take(i, func(s Session) bool { return s.ID == id })
		}
	}
	titles := make([]string, len(a.sessions))
	index := map[string]int{}
	for k, s := range a.sessions {
		titles[k], index[s.ID] = Fold(s.Title), k
	}
	for i := range at {
		pt := &a.src.points[i]
		title := Fold(pt.title)
		take(i, func(s Session) bool {
			known := titles[index[s.ID]]
			return (known == title && title != "" || s.Title == pt.title) && pt.day == DateOf(s.Start, pt.zone)
		})
	}
	return at
}

func (a *agendaPlanner) load(ctx context.Context) error {
	if _, err := a.r.Event(ctx, a.src.event); err != nil {
		return err
	}
	rooms, err := a.r.Rooms(ctx, a.src.event)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		a.rooms[Fold(room.Title)], a.titles[room.ID], a.venues[room.ID] = room.ID, room.Title, room.Venue
	}
	a.furnished = len(rooms) > 0
	groups, err := a.r.Groups(ctx, a.src.event)
	if err != nil {
		return err
	}
	for _, g := range groups {
		a.groups[Fold(g.Title)], a.titles[g.ID] = g.ID, g.Title
	}
	if a.sessions, err = a.r.Sessions(ctx, a.src.event); err != nil {
		return err
	}
	dropped, err := a.r.DroppedSessions(ctx, a.src.event)
	if err != nil {
		return err
	}
	a.sessions = append(a.sessions, dropped...)
	entries, err := a.r.Entries(ctx, EntryFilter{Event: a.src.event})
	for _, e := range entries {
		key := sortedWords(e.Who.Name.Full())
		a.names[e.ID] = key
		if _, taken := a.people[key]; taken {
			a.people[key] = ""
			continue
		}
		a.people[key] = e.ID
	}
	delete(a.people, "") // those whose data were erased
	return err
}

// named is the id of a room or group by its title, or a placeholder for one to be made.
func (a *agendaPlanner) named(known map[string]string, title, placeholder string, list *[]string) string {
	if title == "" {
		return ""
	}
	if id, ok := known[Fold(title)]; ok {
		return id
	}
	id := placeholder + title
	known[Fold(title)], a.titles[id] = id, title
	*list = append(*list, title)
	return id
}

// session is a row as a session, without its id. old are the contributors that are known of it.
func (a *agendaPlanner) session(pt *point, old []Contributor) Session {
	s := Session{Event: a.src.event, Kind: pt.kind, Title: pt.title, Description: pt.description, Start: pt.start.UTC(), End: pt.end.UTC(),
		Room: a.room(pt), AllRooms: pt.allRooms, Capacity: pt.capacity, Hours: pt.hours, Mandatory: pt.mandatory, SignUp: pt.signUp,
		Contributors: a.contributors(pt, old)}
	for _, title := range a.groupTitles(pt.groups) {
		if id := a.named(a.groups, title, groupToCome, &a.plan.Groups); !slices.Contains(s.Groups, id) {
			s.Groups = append(s.Groups, id)
		}
	}
	return s
}

// groupTitles parts what commas part, unless a group is called so.
func (a *agendaPlanner) groupTitles(parts []string) (titles []string) {
	for _, part := range parts {
		if _, known := a.groups[Fold(part)]; known {
			titles = append(titles, part)
			continue
		}
		titles = append(titles, hardSplit(strings.ReplaceAll(part, ", ", ";"))...)
	}
	return titles
}

// compare plans the changes of a session; what somebody edited by hand stays. One that was out of the programme
// is back in it.
func (a *agendaPlanner) compare(ctx context.Context, pt *point, old, row Session) error {
	item := AgendaItem{Row: pt.row, Session: old, before: old}
	c := &sessionChanges{zone: pt.zone, titles: a.titles}
	c.compare(&item.Session, row, pt.has)
	if len(c.list) == 0 && !old.Dropped {
		a.plan.Same = append(a.plan.Same, old)
		return nil
	}
	facts, err := a.r.Facts(ctx, old.ID, 0)
	if err != nil {
		return err
	}
	item.version = versionOf(facts)
	if old.Dropped {
		item.Session.Dropped = false
		item.Changes = append(item.Changes, FieldChange{Field: "dropped", Old: "true", New: "false"})
		item.pending = append(item.pending, pendingChange{field: "dropped", old: true, new: false})
	}
	o := originOf(facts)
	moved := o.byHand("start", false) || o.byHand("end", false) // a start without its end is no time
	for _, diff := range c.list {
		if o.byHand(diff.field, diff.filled) || moved && (diff.field == "start" || diff.field == "end") {
			diff.keep()
			item.Kept = append(item.Kept, diff.shown)
			continue
		}
		item.Changes = append(item.Changes, diff.shown)
		item.pending = append(item.pending, pendingChange{field: diff.field, old: diff.old, new: diff.now()})
	}
	if len(item.pending) > 0 {
		a.plan.Changed = append(a.plan.Changed, item)
	}
	if len(item.Kept) > 0 {
		a.plan.Kept = append(a.plan.Kept, item)
	}
	return nil
}

func versionOf(facts []Fact) int64 {
	if len(facts) == 0 {
		return 0
	}
	return facts[len(facts)-1].HLC
}
