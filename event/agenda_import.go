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
	Removed  []Session    // came from an earlier file, not in this one; Dropped: known to people, and kept out of the programme for them
	Kept     []AgendaItem // edited by hand, or no longer in the file but made by hand or with a door
	Rooms    []string     // titles of rooms that will be made
	Groups   []string     // titles of groups that will be made
	Rejected []RowError
	Warnings []RowError

	venues   map[string]string // buildings of the rooms that will be made, by title
	moved    []Room            // rooms whose building becomes known
	versions map[string]int64  // of the sessions that are dropped
	source   agendaSource
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
	}
	for _, session := range p.Removed {
		if session.Dropped {
			b.Add(p.source.event, session.ID, SessionChanged{NewChange("dropped", false, true, p.versions[session.ID])})
			continue
		}
		b.Add(p.source.event, session.ID, SessionRemoved{})
	}
	return b
}
