package storage

import (
	"cmp"
	"context"
	"slices"

	"zlot/event"
)

var scanKinds = collect(
	kind(func(ctx context.Context, w *writer, _ event.Fact, b event.ScanMade) error {
		return w.insertScan(ctx, b.Scan)
	}),
	kind(func(ctx context.Context, w *writer, _ event.Fact, b event.ScanUndone) error {
		return w.insertScan(ctx, b.Scan)
	}),
)

const scanColumns = "id, event, checkpoint, registration, code, direction, at, stored, desk, outcome, forced, reason, undoes, session"

// insertScan writes a scan; the same scan twice is one scan.
func (w *writer) insertScan(ctx context.Context, s event.Scan) error {
	forced := 0
	if s.Forced {
		forced = 1
	}
	var err error
	if s.Registration, err = w.kept(ctx, s.Registration); err != nil {
		return err
	}
	err = w.exec(ctx, "INSERT INTO scan ("+scanColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
		s.ID, s.Event, s.Checkpoint, s.Registration, s.Code, string(s.Direction), millis(s.At), millis(s.Stored),
		s.Desk, string(s.Outcome), forced, s.Reason, s.Undoes, s.Session)
	if moves := s.Outcome == event.Admitted || s.Outcome == event.Exited || s.Undoes != ""; err != nil || !moves || s.Registration == "" {
		return err
	}
	return w.notePresence(ctx, s.Checkpoint, s.Session, s.Registration)
}

const scanFrom = `SELECT s.id, s.event, s.checkpoint, s.registration, s.code, s.direction, s.at, s.stored, s.desk, s.outcome,
	s.forced, s.reason, s.undoes, s.session, coalesce(p.title, ''), coalesce(p.given, ''), coalesce(p.family, ''),
	EXISTS (SELECT 1 FROM scan u WHERE u.undoes = s.id AND u.undoes <> '')
	FROM scan s LEFT JOIN registration r ON r.id = s.registration LEFT JOIN person p ON p.id = r.person`

func scanRow(row scanner) (event.ScanRow, error) {
	var s event.ScanRow
	var at, stored int64
	err := row(&s.ID, &s.Event, &s.Checkpoint, &s.Registration, &s.Code, &s.Direction, &at, &stored, &s.Desk, &s.Outcome,
		&s.Forced, &s.Reason, &s.Undoes, &s.Session, &s.Name.Title, &s.Name.Given, &s.Name.Family, &s.Undone)
	s.At, s.Stored = fromMillis(at), fromMillis(stored)
	return s, err
}

// Scan finds one scan.
func (r reader) Scan(ctx context.Context, id string) (event.ScanRow, error) {
	s, err := one(ctx, r.statements, scanFrom+" WHERE s.id = ?", []any{id}, scanRow)
	return s, absent(err, event.CodeScanNotFound, id)
}

func (r reader) hasScan(ctx context.Context, id string) (found bool, err error) {
	err = r.row(ctx, "SELECT EXISTS (SELECT 1 FROM scan WHERE id = ?)", []any{id}, &found)
	return found, err
}

// Scans lists scans in order of time.
func (r reader) Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error) {
	var w where
	w.is("s.event", f.Event)
	w.is("s.checkpoint", f.Checkpoint)
	w.is("s.registration", f.Registration)
	if f.Registration != "" && f.Checkpoint == "" {
		// Named one by one, the checkpoints lead to the index.
		w.add("s.checkpoint IN (SELECT id FROM checkpoint UNION SELECT '')")
	}
	if !f.Since.IsZero() {
		w.add("s.at >= ?", millis(f.Since))
	}
	scans, err := list(ctx, r.statements, scanFrom+w.String(), w.args, scanRow)
	// Sorted here: most questions are about one person's few scans, which are not worth SQLite's sorter.
	slices.SortFunc(scans, byTime)
	return scans, err
}

// PastScans is Scans with no more than a verdict asks for. An undoing scan stands where the one does that
// it takes back.
func (r reader) PastScans(ctx context.Context, checkpoint, registration string) ([]event.ScanRow, error) {
	const query = "SELECT id, at, desk, outcome, undoes, session FROM scan WHERE checkpoint = ? AND registration = ?"
	undone := map[string]bool{}
	scans, err := list(ctx, r.statements, query, []any{checkpoint, registration}, func(row scanner) (s event.ScanRow, err error) {
		var at int64
		err = row(&s.ID, &at, &s.Desk, &s.Outcome, &s.Undoes, &s.Session)
		s.At = fromMillis(at)
		if s.Undoes != "" {
			undone[s.Undoes] = true
		}
		return s, err
	})
	for i := range scans {
		scans[i].Undone = undone[scans[i].ID]
	}
	slices.SortFunc(scans, byTime)
	return scans, err
}

func byTime(a, b event.ScanRow) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) }
