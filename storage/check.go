package storage

import (
	"context"

	"zlot/event"
)

// maxProblems of one sort are listed; more would say the same.
const maxProblems = 20

// findings collects problems.
type findings struct{ all []event.Problem }

func (f *findings) add(code string, pairs ...any) {
	n := 0
	for _, p := range f.all {
		if p.Code == code {
			n++
		}
	}
	if n < maxProblems {
		f.all = append(f.all, event.Problem{Code: code, Args: event.Fail(code, pairs...).Args})
	}
}

// Check looks for damage. It changes nothing and can run beside the program.
func (db *DB) Check(ctx context.Context) ([]event.Problem, error) {
	var f findings
	if err := db.checkPages(ctx, &f); err != nil {
		return nil, err
	}
	if len(f.all) > 0 {
		return f.all, nil // what damaged pages say is not worth comparing
	}
	for _, look := range []func(context.Context, *findings) error{
		db.checkKeys, db.checkBlobs, db.checkSeries, db.checkLedger, db.checkViews, db.checkWipe,
	} {
		if err := look(ctx, &f); err != nil {
			return nil, err
		}
	}
	return f.all, nil
}

func (db *DB) checkPages(ctx context.Context, f *findings) error {
	err := db.each(ctx, "PRAGMA integrity_check", nil, func(row scanner) error {
		var words string
		if err := row(&words); err != nil {
			return err
		}
		if words != "ok" {
			f.add("check.page", "Words", words)
		}
		return nil
	})
	if failureCode(err) == event.CodeCorrupt {
		f.add("check.page", "Words", err.Error())
		return nil
	}
	return err
}

func (db *DB) checkKeys(ctx context.Context, f *findings) error {
	return db.each(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`, nil, func(row scanner) error {
		var table, parent string
		var n int64
		if err := row(&table, &n, &parent); err != nil {
			return err
		}
		f.add("check.key", "Table", table, "Row", n, "Parent", parent)
		return nil
	})
}

func (db *DB) checkBlobs(ctx context.Context, f *findings) error {
	err := db.each(ctx, "SELECT sha256, data FROM blob", nil, func(row scanner) error {
		var name string
		var data []byte
		if err := row(&name, &data); err != nil {
			return err
		}
		if blobName(data) != name {
			f.add("check.blob", "SHA256", name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.each(ctx, `SELECT number FROM certificate WHERE sha256 NOT IN (SELECT sha256 FROM blob) ORDER BY series, seq`,
		nil, func(row scanner) error {
			var number string
			if err := row(&number); err != nil {
				return err
			}
			f.add("check.certificate", "Number", number)
			return nil
		})
}

// checkSeries looks for numbers that are missing or given twice between 1 and a series' highest.
func (db *DB) checkSeries(ctx context.Context, f *findings) error {
	last, next := "", 1
	return db.each(ctx, "SELECT series, seq, number FROM certificate ORDER BY series, seq", nil, func(row scanner) error {
		var series, number string
		var seq int
		if err := row(&series, &seq, &number); err != nil {
			return err
		}
		if series != last {
			last, next = series, 1
		}
		switch {
		case seq < next:
			f.add("check.double", "Series", series, "Number", number)
		case seq == next+1:
			f.add("check.gap", "Series", series, "Number", event.CertificateNumber(series, next))
		case seq > next:
			f.add("check.gap_many", "Series", series, "From", event.CertificateNumber(series, next), "To", event.CertificateNumber(series, seq-1))
		}
		next = max(next, seq+1)
		return nil
	})
}

// checkWipe says that an erasure was cut short: the file still holds traces of people who are erased.
func (db *DB) checkWipe(ctx context.Context, f *findings) error {
	due, err := db.wipeDue(ctx)
	if due {
		f.add("check.wipe")
	}
	return err
}
