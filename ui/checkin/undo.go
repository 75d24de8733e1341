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

// undoLast takes back the scan whose verdict is shown. If that is none to take
// back, it is the newest one that let somebody in or out, and it is said whose,
// with the way to let that person in again. Pressed twice it takes back one.
func (p *Page) undoLast() {
	if p.view.form != nil || (p.last != nil && p.last.undo != "") {
		return
	}
	i := slices.IndexFunc(p.recent, undoable)
	if i < 0 {
		return
	}
	row := p.recent[i]
	if shown, ok := p.shownScan(); ok && p.hits.text == "" {
		if j := slices.IndexFunc(p.recent, func(r event.ScanRow) bool { return r.ID == shown && undoable(r) }); j >= 0 {
			p.undo(shown)
			return
		}
	}
	p.view.entry.Clear()
	p.undo(row.ID)
	p.sayUndone(row)
}

// shownScan is the id of the scan whose verdict stands on the panel.
func (p *Page) shownScan() (id string, ok bool) {
	if p.last == nil || p.last.err != nil {
		return "", false
	}
	return p.last.res.Scan.ID, true
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
