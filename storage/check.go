package storage

import (
	"context"
	"strings"
	"sync"

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
	ctx, cancel := context.WithCancel(ctx)
	// Making the views anew takes as long as all the rest together.
	var f, views findings
	var compared error
	var meanwhile sync.WaitGroup
	defer meanwhile.Wait() // after cancel
	meanwhile.Go(func() { compared = db.checkViews(ctx, &views) })
	defer cancel()
	err := db.checkPages(ctx, &f)
	if err != nil || len(f.all) > 0 {
		return f.all, err // what damaged pages say is not worth comparing
	}
	for _, look := range []func(context.Context, *findings) error{db.checkKeys, db.checkBlobs, db.checkSeries, db.checkLedger} {
		if err := look(ctx, &f); err != nil {
			return nil, err
		}
	}
	if meanwhile.Wait(); compared != nil {
		return nil, compared
	}
	f.all = append(f.all, views.all...)
	err = db.checkWipe(ctx, &f)
	return f.all, err
}

func (db *DB) checkPages(ctx context.Context, f *findings) error {
	err := db.each(ctx, "PRAGMA integrity_check", nil, func(row scanner) error {
		var words string
		if err := row(&words); err != nil {
			return err
		}
		if words != "ok" {
			f.add("check.page", "Words", shorten(words))
		}
		return nil
	})
	if failureCode(err) == event.CodeCorrupt {
		f.add("check.page", "Words", err.Error())
		return nil
	}
	return err
}

// shorten keeps the beginning of what SQLite says of a page: there may be a line for every page of the file.
func shorten(words string) string {
	const enough = 200
	if len(words) > enough {
		return strings.ToValidUTF8(words[:enough], "") + "…"
	}
	return words
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
	return db.checkRegister(ctx, f)
}

// checkWipe says that an erasure was cut short: the file still holds traces of people who are erased.
func (db *DB) checkWipe(ctx context.Context, f *findings) error {
	due, err := db.wipeDue(ctx)
	if due {
		f.add("check.wipe")
	}
	return err
}
