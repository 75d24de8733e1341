package checkin

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// paperDraft is what was typed in and not stored yet, as it is kept on this
// machine: ids and codes of rows, and no names.
type paperDraft struct {
	Place string          `json:"place"`
	Way   event.Direction `json:"way,omitempty"`
	At    *time.Time      `json:"at,omitempty"` // set by hand
	Rows  []paperDraftRow `json:"rows"`         // newest first
}

type paperDraftRow struct {
	Number       int           `json:"number"`
	Registration string        `json:"registration,omitempty"`
	Code         string        `json:"code,omitempty"`    // of a row that belongs to nobody
	Refused      event.Outcome `json:"refused,omitempty"` // by the checkpoint
}

// keepDraft keeps the rows after each change: they outlive the program.
func (e *paperEnter) keepDraft() {
	if !e.restored || e.p.d.SetDraft == nil {
		return
	}
	if len(e.lines) == 0 {
		if e.drafted {
			e.drafted = false
			e.p.d.SetDraft("")
		}
		return
	}
	d := paperDraft{Place: e.at.id, Way: e.direction(), Rows: make([]paperDraftRow, 0, len(e.lines))}
	if at := e.when(); e.dated && !at.IsZero() {
		d.At = &at
	}
	for _, l := range e.lines {
		row := paperDraftRow{Number: l.number, Registration: l.entry.ID}
		switch {
		case l.stored:
			row.Refused = l.why
		case l.entry.ID == "" && event.IsRowLike(l.typed):
			row.Code = l.typed
		case l.entry.ID == "":
			continue // a name
		}
		d.Rows = append(d.Rows, row)
	}
	text, err := json.Marshal(d)
	if err == nil {
		e.drafted = true
		e.p.d.SetDraft(string(text))
	}
}

// restore brings the rows back that were typed in before the program ended.
func (e *paperEnter) restore() {
	if e.restored || e.reviving {
		return
	}
	var d paperDraft
	if e.p.d.Draft == nil || json.Unmarshal([]byte(e.p.d.Draft()), &d) != nil || len(d.Rows) == 0 {
		e.restored = true
		return
	}
	var ids []string
	for _, row := range d.Rows {
		if row.Registration != "" {
			ids = append(ids, row.Registration)
		}
	}
	e.reviving = true
	kit.Run(e.p.d.Context, func(ctx context.Context) ([]event.Entry, error) {
		if len(ids) == 0 {
			return nil, nil
		}
		return e.p.d.Store.Entries(ctx, event.EntryFilter{Event: e.p.d.Event.ID, IDs: ids})
	}, func(entries []event.Entry, err error) {
		e.reviving = false
		if err != nil {
			kit.ShowError(e.p.d.Window, e.p.d.Printer, err)
			return // the draft stays, for the next time
		}
		e.restored, e.drafted = true, true
		e.revive(d, entries)
	})
}

// revive makes the rows of a draft anew, under those typed meanwhile.
func (e *paperEnter) revive(d paperDraft, entries []event.Entry) {
	w := e.p.d.Printer
	if d.At != nil {
		e.setTime(d.At.In(e.p.zone))
		e.dated = true
	}
	e.choose(d.Place)
	if d.Way == event.Out {
		e.way.SetValue(event.Out)
	}
	var old []paperLine
	for _, row := range d.Rows {
		l := paperLine{number: row.Number, typed: row.Code, fate: fateNobody, problem: w.T("paper.row.nobody")}
		if row.Registration != "" {
			i := slices.IndexFunc(entries, func(entry event.Entry) bool { return entry.ID == row.Registration })
			if i < 0 {
				continue // gone meanwhile
			}
			l.fate, l.problem, l.entry, l.typed = fateStore, "", entries[i], rowText(entries[i].Number)
		} else if _, err := event.ParseRowCode(row.Code); err != nil {
			l.problem = w.T("paper.row.damaged")
		}
		if row.Refused != "" {
			l.refuse(row.Refused, w)
			l.stored = true
		}
		old = append(old, l)
		e.typed = max(e.typed, row.Number)
	}
	e.lines = append(e.lines, old...)
	e.judge()
	if len(old) > 0 {
		e.p.tabs.Choose(tabEnter)
		e.showBack(len(old))
	}
}
