package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

var decisionKinds = kind(func(ctx context.Context, w *writer, f event.Fact, b event.EligibilityDecided) error {
	d := b.Decision
	var err error
	if d.Registration, err = w.kept(ctx, d.Registration); err != nil {
		return err
	}
	return w.putDecision(ctx, d, f.HLC)
})

// putDecision writes what was decided, unless something later was. What was taken back keeps its row: an older
// decision that arrives later does not stand.
func (w *writer) putDecision(ctx context.Context, d event.Decision, hlc int64) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return w.exec(ctx, `INSERT INTO decision (entity, event, version, data) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET version = excluded.version, data = excluded.data WHERE excluded.version > decision.version`,
		d.Registration+"/"+d.Kind, d.Event, hlc, string(data))
}

// versioned is a decision with the clock of its fact.
type versioned struct {
	event.Decision
	hlc int64
}

// moveDecisions gives the decisions about a registration to another one; of two about one kind the later stands.
func (w *writer) moveDecisions(ctx context.Context, from, into string) error {
	of, err := list(ctx, w.statements, "SELECT version, data FROM decision WHERE data ->> 'registration' = ?", []any{from},
		func(row scanner) (v versioned, err error) {
			v.Decision, err = document[event.Decision](func(dest ...any) error { return row(append([]any{&v.hlc}, dest...)...) })
			return v, err
		})
	if err != nil {
		return err
	}
	for _, v := range of {
		v.Registration = into
		if err := w.putDecision(ctx, v.Decision, v.hlc); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM decision WHERE data ->> 'registration' = ?", from)
}

// Decisions lists what persons decided against the rules of an event's certificates, as far as it stands.
func (r reader) Decisions(ctx context.Context, eventID string) ([]event.Decision, error) {
	return list(ctx, r.statements, "SELECT data FROM decision WHERE event = ? AND data ->> 'verdict' <> '' ORDER BY entity",
		[]any{eventID}, document[event.Decision])
}
