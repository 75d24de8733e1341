package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/checkin"
	"zlot/ui/kit"
)

// maxHits is how many people the finder offers.
const maxHits = 8

// hitsStay is how long the hits stay when the field is left: a click on one of
// them leaves the field before it arrives.
const hitsStay = 250 * time.Millisecond

// finder is the field of the header that finds a person from every page. Its
// hits hang under it in a layer of the window that takes no focus.
type finder struct {
	s      *Shell
	entry  *kit.SearchEntry
	layer  *fyne.Container
	latest kit.Latest[[]event.Entry]
	hits   []event.Entry
	rows   []*tap
	at     int
}

func newFinder(s *Shell) *finder {
	f := &finder{s: s, layer: container.New(&below{width: 90, right: 15, top: 12})}
	f.entry = kit.NewSearchEntry(s.words.T("shell.find"), f.onSearch)
	f.entry.OnKey = f.onKey
	f.entry.KeepsFocus = true // on the desk too
	emptied := f.entry.OnEscape
	f.entry.OnEscape = func() bool {
		if !emptied() {
			f.s.Window.Canvas().Unfocus() // the desk takes it back
		}
		return true
	}
	f.entry.OnFocusLost = func() { kit.After(hitsStay, f.hide) }
	return f
}

func (f *finder) onSearch(text string) {
	if strings.TrimSpace(text) == "" {
		f.latest.Cancel()
		f.hide()
		return
	}
	id := f.s.event.ID
	store := f.s.Service.Store
	f.latest.Run(f.s.ctx, func(ctx context.Context) ([]event.Entry, error) {
		ids, _, err := store.Search(ctx, id, text, maxHits)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		hits, err := store.Entries(ctx, event.EntryFilter{Event: id, IDs: ids})
		return checkin.Ranked(hits, ids), err
	}, func(hits []event.Entry, err error) {
		if err != nil {
			f.s.fail("find", err)
			return
		}
		if f.s.Window.Canvas().Focused() == fyne.Focusable(f.entry) { // else it was left meanwhile
			f.show(hits, text)
		}
	})
}

// show hangs the hits under the field. One that is not found by the name is
// not taken by Enter alone.
func (f *finder) show(hits []event.Entry, text string) {
	f.hits, f.rows, f.at = hits, nil, 0
	choose := len(hits) > 0 && !checkin.Named(hits[0], text)
	if choose {
		f.at = -1
	}
	list := kit.VStack(0)
	for i, e := range hits {
		row := newTap(f.s.words.Person(e.Who.Name.Full()), f.makeRow(e), func() { f.take(i) })
		f.rows = append(f.rows, row)
		list.Add(row)
	}
	if len(hits) == 0 {
		list.Add(kit.Pad(3, kit.NewText(f.s.words.T("shell.find.none"), kit.StyleMuted.Truncated())))
	}
	if choose {
		list.Add(kit.PadSides(1, 3, 1, 3, kit.NewText(f.s.words.T("shell.find.choose"), kit.StyleSmall.Truncated())))
	}
	f.layer.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Pad(1, list))}
	f.mark()
	f.layer.Refresh()
}

func (f *finder) makeRow(e event.Entry) fyne.CanvasObject {
	under := e.Who.Institution
	if under == "" {
		under = e.Who.Town
	}
	words := kit.VStack(0,
		kit.NewText(f.s.words.Person(e.Who.Name.Family+" "+e.Who.Name.Given), kit.StyleStrong.Truncated()),
		kit.NewText(under, kit.StyleSmall.Truncated()))
	status := kit.NewText(f.s.words.T("status."+string(e.Status)), kit.StyleSmall)
	return kit.PadSides(1, 3, 1, 3, kit.HStack(3, kit.Stretch(words), status))
}

func (f *finder) mark() {
	for i, row := range f.rows {
		row.Select(i == f.at)
	}
}

// onKey moves through the hits while the field keeps the focus.
func (f *finder) onKey(ev *fyne.KeyEvent) bool {
	if code := f.entry.Text; (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && isScan(code) {
		f.s.scan(code)
		return true
	}
	if len(f.rows) == 0 {
		return false
	}
	switch ev.Name {
	case fyne.KeyDown:
		f.at = min(f.at+1, len(f.rows)-1)
	case fyne.KeyUp:
		f.at = max(f.at-1, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.take(f.at)
		return true
	default:
		return false
	}
	f.mark()
	return true
}

// take goes to a person on the registrations page.
func (f *finder) take(i int) {
	if i < 0 || i >= len(f.hits) {
		return
	}
	id := f.hits[i].Registration.ID
	f.hide()
	f.entry.SetText("")
	f.s.Window.Canvas().Unfocus()
	f.s.Go(PageRegistrations, id)
}

// clear gives up what was being looked for.
func (f *finder) clear() {
	f.latest.Cancel()
	f.hide()
	f.entry.SetText("")
	if c := f.s.Window.Canvas(); c.Focused() == fyne.Focusable(f.entry) {
		c.Unfocus()
	}
}

// isScan says whether a text is what a scanner types: so many digits and nothing
// else.
func isScan(text string) bool {
	return len(text) >= burstLeast && strings.Trim(text, "0123456789") == ""
}

func (f *finder) hide() {
	if len(f.layer.Objects) > 0 {
		f.layer.RemoveAll()
		kit.Repaint(f.layer)
		f.hits, f.rows = nil, nil
	}
}
