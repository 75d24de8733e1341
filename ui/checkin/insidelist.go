package checkin

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// present is somebody who is inside now.
type present struct {
	event.ScanRow
	folded string // name to find
}

// insiders is the list of who is inside at the checkpoint, or was let in where
// nobody scans out.
type insiders struct {
	p      *Page
	all    []present // by name
	found  []present
	search *kit.Entry
	rows   *presentRows
	count  *kit.Text
	none   *kit.Text
	out    *kit.Button
	read   kit.Latest[[]present]
}

// openInside shows who is inside now.
func (p *Page) openInside() {
	if p.kiosk || p.checkpoint.ID == "" {
		return
	}
	p.closeForm()
	p.view.entry.Clear()
	w := p.d.Printer
	l := &insiders{p: p, count: kit.NewText("", kit.StyleSection), none: kit.NewText("", kit.StyleMuted)}
	l.rows = newPresentRows(l)
	l.search = p.deskInput(func() { l.leave(l.rows.current()) })
	l.search.PlaceHolder = w.T("checkin.inside.search")
	l.search.OnChanged = func(string) { l.filter() }
	l.search.OnArrow = func(ev *fyne.KeyEvent) bool {
		l.rows.move(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[ev.Name])
		return true
	}
	var actions []fyne.CanvasObject
	hint := w.T("checkin.inside.hint_in")
	if p.exits() {
		hint = w.T("checkin.inside.hint")
		l.out = kit.NewDanger(w.T("checkin.inside.all_out"), kit.IconDoorOut, l.onAllOut)
		l.out.SetEnabled(false)
		actions = append(actions, l.out)
	}
	top := kit.VStack(2, l.search, kit.HStack(3, l.count, l.none, kit.Spacer(), kit.NewText(hint, kit.StyleSmall)))
	body := container.NewBorder(kit.PadSides(0, 0, 3, 0, top), nil, nil, nil, kit.NewPanel(kit.Pad(1, l.rows)))
	p.openOver(w.T("checkin.inside.title", i18n.Args{"Title": p.checkpoint.Title}), actions, body, l.search)
	p.insiders = l
	l.query()
}

// exits tells whether going out is scanned at the checkpoint.
func (p *Page) exits() bool { return p.checkpoint.Policy == event.InOut }

// query reads who is inside.
func (l *insiders) query() {
	p := l.p
	c, now := p.checkpoint, p.d.Now()
	l.read.Run(p.ctx, func(ctx context.Context) ([]present, error) {
		rows, err := p.d.Store.Scans(ctx, event.ScanFilter{Event: p.d.Event.ID, Checkpoint: c.ID})
		return presentOf(rows, c, p.zone, now), err
	}, func(all []present, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
			return
		}
		l.all = all
		l.filter()
	})
}

// presentOf lists those who are in by their names.
func presentOf(rows []event.ScanRow, c event.Checkpoint, zone *time.Location, now time.Time) []present {
	since := inside(rows, c, zone, now)
	var out []present
	for _, row := range rows {
		if at, in := since[row.Registration]; in && at.Equal(row.At) && row.Outcome == event.Admitted {
			out = append(out, present{row, event.Fold(row.Name.Full())})
			delete(since, row.Registration)
		}
	}
	slices.SortStableFunc(out, func(a, b present) int {
		return strings.Compare(event.Fold(a.Name.Family+" "+a.Name.Given), event.Fold(b.Name.Family+" "+b.Name.Given))
	})
	return out
}

// filter shows those whose names begin with what was typed.
func (l *insiders) filter() {
	w := l.p.d.Printer
	words := strings.Fields(event.Fold(l.search.Text))
	l.found = nil
	for _, who := range l.all {
		if begins(who.folded, words) {
			l.found = append(l.found, who)
		}
	}
	text := w.N("common.people", len(l.all))
	if len(words) > 0 {
		text = w.T("common.of", i18n.Args{"Shown": len(l.found), "Total": len(l.all)})
	}
	l.count.SetText(text)
	l.none.SetText("")
	if len(l.found) == 0 {
		l.none.SetText(w.T("checkin.inside.none"))
	}
	if l.out != nil {
		l.out.SetEnabled(len(l.all) > 0)
	}
	l.rows.set(len(words) == 0)
}

// begins tells whether every word begins some part of the name.
func begins(name string, words []string) bool {
	parts := strings.Fields(name)
	for _, word := range words {
		if !slices.ContainsFunc(parts, func(part string) bool { return strings.HasPrefix(part, word) }) {
			return false
		}
	}
	return true
}

// leave notes that somebody went out.
func (l *insiders) leave(who present, ok bool) {
	if !ok || !l.p.exits() {
		return
	}
	l.p.enqueue(job{req: l.p.wayOut(who.Registration)})
	same := func(o present) bool { return o.Registration == who.Registration }
	l.all = slices.DeleteFunc(l.all, same)
	if l.search.Text != "" {
		l.search.SetText("")
	}
	l.filter()
	l.p.d.Window.Canvas().Focus(l.search)
}

// wayOut is somebody's scan on the way out, chosen by name.
func (p *Page) wayOut(registration string) event.ScanRequest {
	req := p.request()
	req.Registration, req.Direction = registration, event.Out
	return req
}

// onAllOut asks whether everybody went out, and notes it.
func (l *insiders) onAllOut() {
	p, w := l.p, l.p.d.Printer
	var reqs []event.ScanRequest
	for _, who := range l.all {
		reqs = append(reqs, p.wayOut(who.Registration))
	}
	if len(reqs) == 0 {
		return
	}
	kit.ConfirmDanger(p.d.Window, w.T("checkin.inside.all_out"),
		w.N("checkin.inside.question", len(reqs), i18n.Args{"Title": p.checkpoint.Title}), w.T("checkin.inside.all_out"), func() {
			kit.Run(context.WithoutCancel(p.d.Context), func(ctx context.Context) ([]event.ScanResult, error) {
				return p.d.Service.CheckInAll(ctx, reqs)
			}, func(done []event.ScanResult, err error) {
				if err != nil {
					kit.ShowError(p.d.Window, w, err)
					return
				}
				p.refresh.Signal()
				if p.insiders == l {
					l.query()
				}
				kit.Toast(p.d.Window.Canvas(), w.N("checkin.inside.gone", len(done)), func() { p.backInside(done) })
			})
		})
}

// backInside takes the ways out of many back.
func (p *Page) backInside(done []event.ScanResult) {
	kit.Run(context.WithoutCancel(p.d.Context), func(ctx context.Context) (struct{}, error) {
		for _, res := range done {
			if _, err := p.d.Service.Undo(ctx, res.Scan.ID, ""); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
		}
		p.refresh.Signal()
		if p.insiders != nil {
			p.insiders.query()
		}
	})
}
