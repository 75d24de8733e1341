package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

// checkRegister looks whether everything that a certificate was made from is still there: its document, its
// duplicates, its layout with the pictures, and the signatures and logos.
func (db *DB) checkRegister(ctx context.Context, f *findings) error {
	there := map[string]bool{}
	err := db.each(ctx, "SELECT sha256 FROM blob", nil, func(row scanner) error {
		var sum string
		err := row(&sum)
		there[sum] = true
		return err
	})
	if err != nil {
		return err
	}
	layouts := map[string]event.Layout{}
	return db.each(ctx, certificateFrom+" ORDER BY series, seq, number", nil, func(row scanner) error {
		c, err := document[event.Certificate](row)
		if err != nil {
			return err
		}
		if c.Erased {
			return nil
		}
		if !there[c.SHA256] {
			f.add("check.certificate", "Number", c.Number)
		}
		for _, d := range c.Duplicates {
			if !there[d.SHA256] {
				f.add("check.certificate.copy", "Number", c.Number)
			}
		}
		l, err := db.frozenLayout(ctx, layouts, there, c)
		if err != nil {
			f.add("check.certificate.layout", "Number", c.Number)
			return nil //nolint:nilerr // it is a finding
		}
		for _, sum := range event.CertificatePictures(c.Data, l) {
			// What comes with the program has its pictures there.
			if !there[sum] && !(l.Event == "" && isOf(l, sum)) {
				f.add("check.certificate.picture", "Number", c.Number)
				break
			}
		}
		return nil
	})
}

// frozenLayout reads the layout of a certificate, each once.
func (db *DB) frozenLayout(ctx context.Context, known map[string]event.Layout, there map[string]bool, c event.Certificate) (l event.Layout, err error) {
	if c.Layout == "" {
		return l, nil // it was issued before there were layouts
	}
	if l, ok := known[c.Layout]; ok && there[c.Layout] {
		return l, nil
	}
	raw, err := db.Blob(ctx, c.Layout)
	if err == nil {
		err = json.Unmarshal(raw, &l)
	}
	if err == nil {
		known[c.Layout] = l
	}
	return l, err
}

func isOf(l event.Layout, sum string) bool {
	for _, s := range l.Pictures() {
		if s == sum {
			return true
		}
	}
	return false
}

// checkSeries looks for numbers that are missing or given twice between 1 and a series' highest.
func (db *DB) checkSeries(ctx context.Context, f *findings) error {
	var last, first string // series, and its first number: the others look like it
	var firstSeq int
	next := 1
	return db.each(ctx, "SELECT series, seq, number FROM certificate ORDER BY series, seq", nil, func(row scanner) error {
		var series, number string
		var seq int
		if err := row(&series, &seq, &number); err != nil {
			return err
		}
		if series != last {
			last, first, firstSeq, next = series, number, seq, 1
		}
		like := func(n int) string { return event.NumberLike(series, first, firstSeq, n) }
		switch {
		case seq < next:
			f.add("check.double", "Series", series, "Number", number)
		case seq == next+1:
			f.add("check.gap", "Series", series, "Number", like(next))
		case seq > next:
			f.add("check.gap_many", "Series", series, "From", like(next), "To", like(seq-1))
		}
		next = max(next, seq+1)
		return nil
	})
}
