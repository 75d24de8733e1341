package event

import (
	"context"
	"fmt"
	"slices"
)

// A programme comes in the same way as a list of people: Table ─▶ rows read ─▶ AgendaPlan ─ shown ─▶
// ApplyAgenda ─▶ one Commit, planned once more inside it.

// AgendaPlan is what importing a programme would do.
type AgendaPlan struct {
	Rows     int
	Columns  Mapping // header → field
	New      []AgendaItem
	Changed  []AgendaItem
	Same     []Session
	Removed  []Session    // came from an earlier file, not in this one; nobody is enrolled, and they have no door
	Kept     []AgendaItem // edited by hand, or no longer in the file but with people enrolled or a door
	Rooms    []string     // titles of rooms that will be made
	Groups   []string     // titles of groups that will be made
	Rejected []RowError
	Warnings []RowError

	source agendaSource
}

// AgendaItem is one row of the programme, or a session that stays without a row (Row 0).
type AgendaItem struct {
	Row     int
	Session Session
	Changes []FieldChange
	Kept    []FieldChange

	pending []pendingChange
	version int64
}

// AgendaResult is what an import of a programme did. Facts are the ids of what was written.
type AgendaResult struct {
	New, Changed, Same, Removed int
	Facts                       []string
}

// agendaSource is what a plan was made from, as far as the file goes.
type agendaSource struct {
	event    string
	rows     int
	columns  Mapping
	points   []point
	rejected []RowError
	warnings []RowError
}

// PlanAgenda says what importing a programme would do, and writes nothing. Codes: event.not_found,
// agenda.columns.missing; rows that cannot be read are in Rejected with agenda.row.* codes.
func (s *Service) PlanAgenda(ctx context.Context, eventID string, t Table) (AgendaPlan, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return AgendaPlan{}, fmt.Errorf("plan agenda: %w", err)
	}
	src, err := readAgenda(t, ev)
	if err != nil {
		return AgendaPlan{}, err
	}
	plan, err := planAgenda(ctx, s.Store, src)
	if err != nil {
		return AgendaPlan{}, fmt.Errorf("plan agenda of %s: %w", eventID, err)
	}
	return plan, nil
}

// ApplyAgenda does what a plan says, in one transaction. Doors are not its business.
func (s *Service) ApplyAgenda(ctx context.Context, plan AgendaPlan) (AgendaResult, error) {
	var res AgendaResult
	ctx = WithActor(ctx, byImport(Actor(ctx)))
	facts, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		now, err := planAgenda(ctx, r, plan.source)
		if err != nil {
			return Batch{}, err
		}
		res = AgendaResult{New: len(now.New), Changed: len(now.Changed), Same: len(now.Same), Removed: len(now.Removed)}
		return now.batch(), nil
	})
	if err != nil {
		return AgendaResult{}, fmt.Errorf("import agenda of %s: %w", plan.source.event, err)
	}
	res.Facts = make([]string, len(facts))
	for i, f := range facts {
		res.Facts[i] = f.ID
	}
	return res, nil
}

// batch turns a plan into facts.
func (p AgendaPlan) batch() Batch {
	var b Batch
	made := map[string]string{} // ids by placeholder
	id := func(placeholder string) string {
		if made[placeholder] != "" {
			return made[placeholder]
		}
		return placeholder
	}
	for _, title := range p.Rooms {
		room := Room{ID: NewID(), Event: p.source.event, Title: title}
		made[roomToCome+title] = room.ID
		b.Add(p.source.event, room.ID, RoomAdded{room})
	}
	for _, title := range p.Groups {
		g := Group{ID: NewID(), Event: p.source.event, Title: title}
		made[groupToCome+title] = g.ID
		b.Add(p.source.event, g.ID, GroupAdded{g})
	}
	settled := func(value any) any {
		switch v := value.(type) {
		case string:
			return id(v)
		case []string:
			out := make([]string, len(v))
			for i := range v {
				out[i] = id(v[i])
			}
			return out
		}
		return value
	}
	for _, item := range p.Changed {
		for _, c := range item.pending {
			b.Add(p.source.event, item.Session.ID, SessionChanged{NewChange(c.field, c.old, settled(c.new), item.version)})
		}
	}
	for _, item := range p.New {
		session := item.Session
		session.ID, session.Room = NewID(), id(session.Room)
		if groups, ok := settled(session.Groups).([]string); ok && len(groups) > 0 {
			session.Groups = groups
		}
		b.Add(p.source.event, session.ID, SessionAdded{session})
	}
	for _, session := range p.Removed {
		b.Add(p.source.event, session.ID, SessionRemoved{})
	}
	return b
}

// roomToCome stands for the id of a room that is not made yet, before its title.
const roomToCome = "\x01"

// agendaPlanner knows what the store holds of an event's programme.
type agendaPlanner struct {
	r        Reader
	src      agendaSource
	plan     AgendaPlan
	rooms    map[string]string // ids by folded title
	groups   map[string]string
	titles   map[string]string // of rooms and groups, by id
	people   map[string]string // registrations by folded name; "" where two have it
	sessions []Session
}

func planAgenda(ctx context.Context, r Reader, src agendaSource) (AgendaPlan, error) {
	a := agendaPlanner{r: r, src: src, rooms: map[string]string{}, groups: map[string]string{}, titles: map[string]string{}, people: map[string]string{}}
	a.plan = AgendaPlan{Rows: src.rows, Columns: src.columns, Rejected: src.rejected, Warnings: src.warnings, source: src}
	if err := a.load(ctx); err != nil {
		return a.plan, err
	}
	matched := make([]bool, len(a.sessions))
	for i := range src.points {
		pt := &src.points[i]
		session := a.session(pt)
		at := slices.IndexFunc(a.sessions, func(s Session) bool { return pt.day == DateOf(s.Start, pt.zone) && Fold(s.Title) == Fold(pt.title) })
		for at >= 0 && matched[at] { // the second break of a day is the second break of that day
			next := slices.IndexFunc(a.sessions[at+1:], func(s Session) bool { return pt.day == DateOf(s.Start, pt.zone) && Fold(s.Title) == Fold(pt.title) })
			if next < 0 {
				at = -1
				break
			}
			at += 1 + next
		}
		if at < 0 {
			a.plan.New = append(a.plan.New, AgendaItem{Row: pt.row, Session: session})
			continue
		}
		matched[at] = true
		if err := a.compare(ctx, pt, a.sessions[at], session); err != nil {
			return a.plan, err
		}
	}
	return a.plan, a.remove(ctx, matched)
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
		a.rooms[Fold(room.Title)], a.titles[room.ID] = room.ID, room.Title
	}
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
	entries, err := a.r.Entries(ctx, EntryFilter{Event: a.src.event})
	for _, e := range entries {
		key := sortedWords(e.Who.Name.Full())
		if _, taken := a.people[key]; taken {
			a.people[key] = ""
			continue
		}
		a.people[key] = e.ID
	}
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

// session is a row as a session, without its id.
func (a *agendaPlanner) session(pt *point) Session {
	s := Session{Event: a.src.event, Kind: pt.kind, Title: pt.title, Start: pt.start.UTC(), End: pt.end.UTC(),
		Room: a.named(a.rooms, pt.room, roomToCome, &a.plan.Rooms), Capacity: pt.capacity, Hours: pt.hours,
		Mandatory: pt.mandatory, SignUp: pt.signUp}
	for _, title := range pt.groups {
		s.Groups = append(s.Groups, a.named(a.groups, title, groupToCome, &a.plan.Groups))
	}
	for _, c := range pt.contributors {
		c.Person = a.people[sortedWords(c.Name)]
		s.Contributors = append(s.Contributors, c)
	}
	return s
}

// compare plans the changes of a session; what somebody edited by hand stays.
func (a *agendaPlanner) compare(ctx context.Context, pt *point, old, row Session) error {
	item := AgendaItem{Row: pt.row, Session: old, version: 0}
	c := &sessionChanges{zone: pt.zone, titles: a.titles}
	c.compare(&item.Session, row, pt.has)
	if len(c.list) == 0 {
		a.plan.Same = append(a.plan.Same, old)
		return nil
	}
	facts, err := a.r.Facts(ctx, old.ID, 0)
	if err != nil {
		return err
	}
	if len(facts) > 0 {
		item.version = facts[len(facts)-1].HLC
	}
	o := originOf(facts)
	for _, diff := range c.list {
		if o.byHand(diff.field, diff.filled) {
			diff.keep()
			item.Kept = append(item.Kept, diff.shown)
			continue
		}
		item.Changes = append(item.Changes, diff.shown)
		item.pending = append(item.pending, pendingChange{field: diff.field, old: diff.old, new: diff.now()})
	}
	if len(item.pending) > 0 {
		a.plan.Changed = append(a.plan.Changed, item)
	} else {
		a.plan.Same = append(a.plan.Same, old)
	}
	if len(item.Kept) > 0 {
		a.plan.Kept = append(a.plan.Kept, item)
	}
	return nil
}

// remove plans the end of sessions that are no longer in the file: of those only that came from a file,
// with nobody enrolled and without a door. While rows are rejected nothing is removed: it may be theirs.
func (a *agendaPlanner) remove(ctx context.Context, matched []bool) error {
	var gone []Session
	for i, s := range a.sessions {
		if !matched[i] {
			gone = append(gone, s)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	busy, err := a.busy(ctx)
	if err != nil {
		return err
	}
	for _, s := range gone {
		facts, err := a.r.Facts(ctx, s.ID, 0)
		if err != nil {
			return err
		}
		if len(a.src.rejected) > 0 || busy[s.ID] || originOf(facts).addedByHand {
			a.plan.Kept = append(a.plan.Kept, AgendaItem{Session: s})
			continue
		}
		a.plan.Removed = append(a.plan.Removed, s)
	}
	return nil
}

// busy names the sessions with people enrolled or with a door, which could answer no scan without its session.
func (a *agendaPlanner) busy(ctx context.Context) (map[string]bool, error) {
	busy := map[string]bool{}
	enrolments, err := a.r.Enrolments(ctx, EnrolmentFilter{Event: a.src.event})
	if err != nil {
		return nil, err
	}
	for _, e := range enrolments {
		busy[e.Session] = true
	}
	doors, err := a.r.Checkpoints(ctx, a.src.event)
	if err != nil {
		return nil, err
	}
	for _, d := range doors {
		busy[d.Session] = true
	}
	return busy, nil
}
