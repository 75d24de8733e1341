package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

var certificateKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CertificateIssued) error {
		c := b.Certificate
		err := w.exec(ctx, `INSERT INTO certificate (number, event, series, seq, sha256, version, data)
			VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			c.Number, c.Event, c.Series, c.Seq, c.SHA256, f.HLC, string(f.Body))
		return w.follow(ctx, err, c.Registration, func(into string) error { return w.moveCertificates(ctx, c.Registration, into) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CertificateWithdrawn) error {
		return w.editCertificate(ctx, f, func(c *event.Certificate) { c.State, c.Reason = event.Withdrawn, b.Reason })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CertificateReplaced) error {
		return w.editCertificate(ctx, f, func(c *event.Certificate) { c.State, c.ReplacedBy = event.Replaced, b.By })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CertificateDuplicated) error {
		return w.editCertificate(ctx, f, func(c *event.Certificate) { c.AddDuplicate(b.Copy.Stamped(f)) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CertificateReceived) error {
		return w.editCertificate(ctx, f, func(c *event.Certificate) { c.Receipt = b.Receipt.Stamped(f) })
	}),
)

func (w *writer) editCertificate(ctx context.Context, f event.Fact, edit func(*event.Certificate)) error {
	all, err := list(ctx, w.statements, certificateFrom+" WHERE number = ?", []any{f.Entity}, document[event.Certificate])
	if err != nil || len(all) == 0 {
		return err
	}
	edit(&all[0])
	data, err := json.Marshal(all[0])
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE certificate SET version = ?, data = ? WHERE number = ?", f.HLC, string(data), f.Entity)
}

const certificateFrom = "SELECT data FROM certificate"

// Certificates lists an event's register by number.
func (r reader) Certificates(ctx context.Context, eventID string) ([]event.Certificate, error) {
	return list(ctx, r.statements, certificateFrom+" WHERE event = ? ORDER BY series, seq, number", []any{eventID}, document[event.Certificate])
}

// Certificate finds one certificate by its number.
func (r reader) Certificate(ctx context.Context, number string) (event.Certificate, error) {
	c, err := one(ctx, r.statements, certificateFrom+" WHERE number = ?", []any{number}, document[event.Certificate])
	return c, absent(err, event.CodeCertificateNotFound, number)
}

// CertificatesOf are the certificates of some people of an event, ended ones too.
func (r reader) CertificatesOf(ctx context.Context, eventID string, registrations []string) ([]event.Certificate, error) {
	const query = certificateFrom + ` WHERE event = ? AND data ->> 'registration' IN (SELECT value FROM json_each(?)) ORDER BY series, seq, number`
	return list(ctx, r.statements, query, []any{eventID, jsonList(registrations)}, document[event.Certificate])
}

// LastInSeries is the highest number of a series, or 0.
func (r reader) LastInSeries(ctx context.Context, series string) (int, error) {
	var n int
	err := r.row(ctx, "SELECT coalesce(max(seq), 0) FROM certificate WHERE series = ?", []any{series}, &n)
	return n, err
}
