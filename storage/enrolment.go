package storage

import (
	"context"

	"zlot/event"
)

var enrolmentKinds = kind(func(ctx context.Context, w *writer, f event.Fact, b event.EnrolmentSet) error {
	return w.exec(ctx, `INSERT INTO enrolment (session, registration, event, state, rank, version) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET event = excluded.event, state = excluded.state, rank = excluded.rank, version = excluded.version`,
		b.Session, b.Registration, b.Enrolment.Event, string(b.State), b.Rank, f.HLC)
})

// Enrolments lists who is enrolled or waits, oldest change first; ended ones are left out.
func (r reader) Enrolments(ctx context.Context, f event.EnrolmentFilter) ([]event.Enrolment, error) {
	var w where
	w.is("event", f.Event)
	w.is("session", f.Session)
	w.is("registration", f.Registration)
	w.add("state <> ?", string(event.EnrolmentEnded))
	query := "SELECT event, session, registration, state, rank FROM enrolment" + w.String() + " ORDER BY version, session, registration"
	return list(ctx, r.statements, query, w.args, func(row scanner) (e event.Enrolment, err error) {
		err = row(&e.Event, &e.Session, &e.Registration, &e.State, &e.Rank)
		return e, err
	})
}
