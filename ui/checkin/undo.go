package checkin

import (
	"slices"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// undo takes a scan back.
func (p *Page) undo(scan string) {
	p.enqueue(job{undo: scan})
}

// undoLast takes back what is shown: a badge that was exchanged and the scan
// whose verdict stands there, or, where none does, the newest one. Nobody else's
// scan is taken back; where there is nothing to take back it is said why.
func (p *Page) undoLast() {
	if p.view.form != nil || p.waiting > 0 {
		return
	}
	p.view.entry.Clear() // the verdict that is meant is seen
	if p.last == nil {
		p.undoNewest()
		return
	}
	last := *p.last
	exchanged := last.err == nil && last.former != "" && last.takeBack == ""
	shown := last.res.Scan.ID
	i := slices.IndexFunc(p.recent, func(r event.ScanRow) bool { return r.ID == shown && undoable(r) })
	if i >= 0 && last.err == nil {
		p.undo(shown)
	}
	switch {
	case exchanged:
		p.enqueue(p.takingBack(last))
	case i < 0 || last.err != nil:
		p.sayNothingToUndo()
	}
}

// undoNewest takes back the newest scan, and says whose it was, with the way to
// let that person in again.
func (p *Page) undoNewest() {
	if len(p.recent) == 0 || !undoable(p.recent[0]) {
		p.sayNothingToUndo()
		return
	}
	row := p.recent[0]
	p.undo(row.ID)
	p.sayUndone(row)
}

// sayNothingToUndo says why nothing is taken back.
func (p *Page) sayNothingToUndo() {
	w, text := p.d.Printer, ""
	switch {
	case p.last != nil && (p.last.undo != "" || p.last.takeBack != ""):
		text = w.T("checkin.undo.done")
	case p.last == nil && len(p.recent) == 0:
		text = w.T("checkin.undo.none")
	case p.last == nil && p.recent[0].Undone:
		text = w.T("checkin.undo.done")
	default:
		text = w.T("checkin.undo.refused")
	}
	kit.Toast(p.d.Window.Canvas(), text, nil)
}

// sayUndone names the person whose scan was taken back although another verdict
// was shown.
func (p *Page) sayUndone(row event.ScanRow) {
	w := p.d.Printer
	name := w.Person(row.Name.Full())
	text := w.T("checkin.undo.entry", i18n.Args{"Name": name})
	if row.Outcome == event.Exited {
		text = w.T("checkin.undo.exit", i18n.Args{"Name": name})
	}
	kit.Toast(p.d.Window.Canvas(), text, func() { p.scanAgain(row) })
}

// scanAgain repeats a scan that was taken back.
func (p *Page) scanAgain(row event.ScanRow) {
	j := job{req: p.request()}
	j.req.Registration, j.req.Checkpoint, j.req.Direction = row.Registration, row.Checkpoint, row.Direction
	if row.Forced {
		j.req.Force = row.Reason
	}
	p.enqueue(j)
}

func undoable(row event.ScanRow) bool {
	return !row.Undone && (row.Outcome == event.Admitted || row.Outcome == event.Exited)
}
