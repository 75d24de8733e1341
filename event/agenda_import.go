package event

import (
	"context"
	"fmt"
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
	Kept     []AgendaItem     // rows that say otherwise than somebody wrote here; those of which more is written are in Changed too
	Missing  []MissingSession // in the programme, but not in the file
	Rooms    []string         // titles of rooms that will be made
	Groups   []string         // titles of groups that will be made
	Rejected []RowError
	Warnings []RowError

	// RemoveMissing is chosen by whoever applies the plan: what is missing in the file leaves the programme, where
	// nothing keeps it. Else all of it stays.
	RemoveMissing bool

	venues map[string]string // buildings of the rooms that will be made, by title
	moved  []Room            // rooms whose building becomes known
	source agendaSource
}

// AgendaItem is one row of the programme.
type AgendaItem struct {
	Row     int
	Session Session
	Changes []FieldChange
	Kept    []FieldChange

	before  Session // what Session was
	pending []pendingChange
	version int64
}

// AgendaResult is what an import of a programme did. Facts are the ids of what was written; Back takes it back from
// the sessions, see TakingBack.
type AgendaResult struct {
	New, Changed, Same, Removed int
	Facts                       []string
	Back                        []SessionEdit
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
	if err := s.Allow(ctx, DoImport); err != nil {
		return AgendaPlan{}, err
	}
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
	if err := s.Allow(ctx, DoImport); err != nil {
		return AgendaResult{}, err
	}
	var res AgendaResult
	ctx = WithActor(ctx, byImport(Actor(ctx)))
	facts, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		now, err := planAgenda(ctx, r, plan.source)
		if err != nil {
			return Batch{}, err
		}
		now.removeAs(plan)
		res = AgendaResult{New: len(now.New), Changed: len(now.Changed), Same: len(now.Same), Removed: len(now.Removed())}
		batch, added := now.batch()
		res.Back = now.back(added)
		return batch, nil
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

// batch turns a plan into facts, and names the sessions that it adds.
func (p AgendaPlan) batch() (b Batch, added []string) {
	made := map[string]string{} // ids by placeholder
	id := func(placeholder string) string {
		if made[placeholder] != "" {
			return made[placeholder]
		}
		return placeholder
	}
	for _, title := range p.Rooms {
		room := Room{ID: NewID(), Event: p.source.event, Title: title, Venue: p.venues[title]}
		made[roomToCome+title] = room.ID
		b.Add(p.source.event, room.ID, RoomAdded{room})
	}
	for _, room := range p.moved {
		b.Add(p.source.event, room.ID, RoomChanged{NewChange("venue", "", room.Venue, 0)})
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
		added = append(added, session.ID)
	}
	for _, m := range p.Removed() {
		b.Add(p.source.event, m.Session.ID, SessionChanged{NewChange("dropped", false, true, m.version)})
	}
	return b, added
}
