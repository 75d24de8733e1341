package storage

import (
	"context"

	"zlot/event"
)

var enrolmentKinds = kind(func(ctx context.Context, w *writer, f event.Fact, b event.EnrolmentSet) error {
	e := b.Enrolment
	registration, ok, err := w.present(ctx, e.Registration, f.HLC)
	if err != nil || !ok {
		return err
	}
	e.Registration = registration
	return w.setEnrolment(ctx, e, f.HLC)
})

// setEnrolment writes where a registration stands in a session; what is older than that changes nothing.
func (w *writer) setEnrolment(ctx context.Context, e event.Enrolment, hlc int64) error {
	since := hlc >> 16 // milliseconds; of facts that do not say it
	if !e.Since.IsZero() {
		since = millis(e.Since)
	}
	var told int64
	if !e.Told.IsZero() {
		told = millis(e.Told)
	}
	return w.exec(ctx, `INSERT INTO enrolment (session, registration, event, state, rank, locked, told, since, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET event = excluded.event, state = excluded.state, rank = excluded.rank, locked = excluded.locked,
			told = excluded.told, since = excluded.since, version = excluded.version
		WHERE excluded.version >= enrolment.version`,
		e.Session, e.Registration, e.Event, string(e.State), e.Rank, e.Locked, told, since, hlc)
}

const enrolmentColumns = "event, session, registration, state, rank, locked, told, since"

func scanEnrolment(row scanner) (e event.Enrolment, err error) {
	var told, since int64
	err = row(&e.Event, &e.Session, &e.Registration, &e.State, &e.Rank, &e.Locked, &told, &since)
	if e.Since = fromMillis(since); told != 0 {
		e.Told = fromMillis(told)
	}
	return e, err
}

// Enrolments lists who is enrolled or waits, those who do so longest first; ended ones are left out unless asked
// for, and those of people who cancelled: they are there again when the registration is.
func (r reader) Enrolments(ctx context.Context, f event.EnrolmentFilter) ([]event.Enrolment, error) {
	var w where
	w.is("event", f.Event)
	w.is("session", f.Session)
	w.is("registration", f.Registration)
	if f.Withdrawn {
		w.add("(state <> ? OR locked)", string(event.EnrolmentEnded))
	} else {
		w.add("state <> ?", string(event.EnrolmentEnded))
	}
	w.add("NOT EXISTS (SELECT 1 FROM registration r WHERE r.id = enrolment.registration AND r.status = ?)", string(event.Cancelled))
	query := "SELECT " + enrolmentColumns + " FROM enrolment" + w.String() + " ORDER BY since, version, session, registration"
	return list(ctx, r.statements, query, w.args, scanEnrolment)
}
