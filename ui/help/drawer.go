// Package help is the drawer at the right of the window that explains the page shown, and everything else: contents,
// a search, topics with pictures. It is no dialog: the page beside it stays in use.
package help

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event/help"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Key is a key of the page shown with what it does.
type Key struct{ Name, Does string }

// Deps are what the drawer stands on.
type Deps struct {
	Printer *i18n.Printer
	Window  fyne.Window
	// Keys are those of the page shown.
	Keys func() []Key
	// Scan takes what was typed into the field for finding if it is a scan.
	Scan func(text string) bool
	// Save writes the help on paper; nil: it is not offered. Close closes the drawer.
	Save, Close func()
}

// Drawer shows the contents, what was found, or a topic.
type Drawer struct {
	Deps
	book      *help.Book
	screen    string // whose help is offered
	at        place
	before    []place // to go back to
	textWidth float32

	search *kit.SearchEntry
	back   *kit.Button
	body   *fyne.Container
	scroll *kit.Scroll
	hits   []*row
	mark   int // the hit chosen by the arrow keys; -1: none
	view   *fyne.Container
}

// place is what the drawer shows: a topic, what was found, or else the contents.
type place struct {
	topic, query string
	block        int // of the topic to begin with; 0: its title
	offset       float32
}

// New makes the drawer in the language of the printer.
func New(d Deps) *Drawer {
	w := &Drawer{Deps: d, book: help.Open(d.Printer.Lang()), mark: -1}
	t := d.Printer.T
	w.search = kit.NewSearchEntry(t("help.search"), w.onSearch)
	w.search.OnKey = w.onKey
	w.search.KeepsFocus = true // on the desk too
	emptied := w.search.OnEscape
	w.search.OnEscape = func() bool {
		if !emptied() {
			d.Close()
		}
		return true
	}
	w.back = kit.NewQuiet(t("help.back"), kit.IconChevronLeft, w.Back)
	title := kit.NewText(t("help.title"), kit.StyleSection)
	top := kit.HStack(1, title, kit.Spacer(), w.back,
		kit.NewQuiet(t("help.contents"), kit.IconNone, func() { w.turn(place{}) }),
		kit.NewQuiet("", kit.IconClose, d.Close))
	head := kit.PadSides(2, 3, 2, 4, kit.VStack(2, top, w.search))
	w.body = container.New(&bodyLayout{})
	w.scroll = kit.NewVScroll(w.body)
	w.view = container.New(&drawerLayout{w}, newEdge(), head, kit.Separator(), w.scroll)
	return w
}

// View is the drawer.
func (d *Drawer) View() fyne.CanvasObject { return d.view }

// Focus goes to the field for finding.
func (d *Drawer) Focus() { d.Window.Canvas().Focus(d.search) }

// ShowScreen shows the help of a page, and forgets where it was.
func (d *Drawer) ShowScreen(screen string) {
	d.screen = screen
	d.before = nil
	t, _ := d.book.ForScreen(screen)
	d.show(place{topic: t.ID})
}

// Moved tells that another page is shown. Its help takes the place of that of the page before; somebody who reads
// something else goes on reading.
func (d *Drawer) Moved(screen string) {
	was, _ := d.book.ForScreen(d.screen)
	d.screen = screen
	if d.search.Text != "" { // somebody is looking for something
		return
	}
	t, ok := d.book.ForScreen(screen)
	if ok && d.at.topic == was.ID && t.ID != was.ID {
		d.turn(place{topic: t.ID})
		return
	}
	d.at.offset = d.scroll.Offset.Y
	d.show(d.at) // the keys are others
}

// Follow goes to a topic.
func (d *Drawer) Follow(topic string) { d.turn(place{topic: topic}) }

// Topic is the topic shown; empty: another thing is.
func (d *Drawer) Topic() string { return d.at.topic }

// Back goes to where the reader was before.
func (d *Drawer) Back() {
	if last := len(d.before) - 1; last >= 0 {
		to := d.before[last]
		d.before = d.before[:last]
		d.show(to)
	}
}

// turn goes on to another place.
func (d *Drawer) turn(to place) {
	if to != d.at {
		d.at.offset = d.scroll.Offset.Y
		d.before = append(d.before, d.at)
	}
	d.show(to)
}

func (d *Drawer) show(to place) {
	d.at = to
	d.hits, d.mark = nil, -1
	if to.query == "" && d.search.Text != "" {
		d.search.Reset()
	}
	if len(d.before) > 0 {
		d.back.Show()
	} else {
		d.back.Hide()
	}
	if d.unseen() { // whoever walks through the help by keys stays in it
		d.Focus()
	}
	var target fyne.CanvasObject
	t, ok := d.book.Topic(to.topic)
	switch {
	case to.query != "":
		d.body.Objects = []fyne.CanvasObject{d.found(to.query)}
	case ok:
		a := d.newArticle(t)
		d.addKeys(a, t)
		d.body.Objects = []fyne.CanvasObject{a.view}
		if to.block > 0 {
			target = a.blocks[to.block]
		}
	default:
		d.body.Objects = []fyne.CanvasObject{d.contents()}
	}
	d.scroll.Offset = fyne.NewPos(0, 0)
	d.view.Refresh()
	d.scroll.Refresh()
	kit.Repaint(d.view)
	offset := to.offset
	if target != nil {
		offset = target.Position().Y
	}
	if offset > 0 {
		d.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// Leave gives up the focus: the drawer is not seen any more.
func (d *Drawer) Leave() {
	if c := d.Window.Canvas(); d.unseen() || c.Focused() == fyne.Focusable(d.search) {
		c.Unfocus()
	}
}

// unseen tells whether the focus is on something that goes away with what is shown.
func (d *Drawer) unseen() bool {
	switch o := d.Window.Canvas().Focused().(type) {
	case *row, *link, *picture:
		return true
	case *kit.Button:
		return o == d.back && !o.Visible()
	}
	return false
}

// addKeys lists the keys of the page shown below its help.
func (d *Drawer) addKeys(a *article, t help.Topic) {
	own, _ := d.book.ForScreen(d.screen)
	if own.ID != t.ID {
		return
	}
	a.view.Add(kit.PadSides(headingGap, 0, 0, 0, d.heading(d.Printer.T("help.keys"))))
	for _, k := range d.Keys() {
		a.view.Add(newFlow([]help.Span{{Text: k.Name, Style: help.Key}, {Text: " " + k.Does}}, d.indented(0), nil))
	}
}

// contents lists all topics.
func (d *Drawer) contents() fyne.CanvasObject {
	list := kit.VStack(1)
	for _, t := range d.book.Topics {
		words := kit.VStack(0, kit.NewText(t.Title, kit.StyleStrong.Truncated()), d.summary(t.Summary))
		list.Add(d.line(t.Title, words, place{topic: t.ID}))
	}
	if d.Save != nil {
		list.Add(kit.Gap(1))
		list.Add(kit.HStack(0, kit.NewButton(d.Printer.T("help.manual"), kit.IconExport, d.Save)))
	}
	return list
}

// The steps of room at the sides of a line of a list.
const linePad = 2

func (d *Drawer) summary(text string) fyne.CanvasObject {
	f := newFlow([]help.Span{{Text: text}}, d.indented(2*linePad), nil)
	f.size, f.color = kit.SizeSmall, kit.ColorMuted
	return f
}

func (d *Drawer) line(label string, words fyne.CanvasObject, to place) *row {
	return newRow(label, kit.PadSides(2, linePad, 2, linePad, words), func() { d.turn(to) })
}

// found lists what was found.
func (d *Drawer) found(query string) fyne.CanvasObject {
	hits := d.book.Search(query)
	if len(hits) == 0 {
		return kit.VStack(2, d.muted(d.Printer.T("help.none", i18n.Args{"Query": query})), d.contents())
	}
	list := kit.VStack(1)
	for _, h := range hits {
		title := h.Topic.Title
		if h.Heading != "" {
			title += " – " + h.Heading
		}
		words := kit.VStack(0, kit.NewText(title, kit.StyleStrong.Truncated()))
		if text := h.Excerpt; text != "" {
			words.Add(d.summary(text))
		} else {
			words.Add(d.summary(h.Topic.Summary))
		}
		line := d.line(title, words, place{topic: h.Topic.ID, block: h.Block})
		d.hits = append(d.hits, line)
		list.Add(line)
	}
	return list
}

func (d *Drawer) onSearch(text string) {
	if text == d.at.query {
		return
	}
	if d.at.query != "" { // letter by letter is one step
		d.at.query = ""
		if text == "" {
			d.Back()
			return
		}
		d.show(place{query: text})
		return
	}
	d.turn(place{query: text})
}

// onKey moves through what was found while the field keeps the focus.
func (d *Drawer) onKey(ev *fyne.KeyEvent) bool {
	enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	if enter && d.Scan(d.search.Text) {
		d.search.Reset()
		return true
	}
	if len(d.hits) == 0 {
		return false
	}
	switch {
	case enter:
		d.hits[max(d.mark, 0)].Tapped(nil)
		return true
	case ev.Name == fyne.KeyDown:
		d.mark = min(d.mark+1, len(d.hits)-1)
	case ev.Name == fyne.KeyUp:
		d.mark = max(d.mark-1, 0)
	default:
		return false
	}
	for i, h := range d.hits {
		h.Select(i == d.mark)
	}
	d.reveal(d.hits[d.mark])
	return true
}

// reveal scrolls as little as makes an object seen.
func (d *Drawer) reveal(o fyne.CanvasObject) {
	top, bottom := o.Position().Y, o.Position().Y+o.Size().Height+kit.Space(bodyPad)
	switch {
	case top < d.scroll.Offset.Y:
		d.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > d.scroll.Offset.Y+d.scroll.Size().Height:
		d.scroll.ScrollToOffset(fyne.NewPos(0, bottom-d.scroll.Size().Height))
	}
}

// enlarge shows a picture over the whole window.
func (d *Drawer) enlarge(caption string, full image.Image) {
	if kit.DialogOpen(d.Window) { // it would wait behind that
		return
	}
	room := d.Window.Canvas().Size()
	width := min(float32(full.Bounds().Dx()), room.Width-kit.Space(24), (room.Height-kit.Space(40))/aspect(full))
	picture := canvas.NewRaster(func(w, h int) image.Image { return shrunk(full, w, h) })
	picture.SetMinSize(fyne.NewSize(width, width*aspect(full)))
	kit.Exhibit(d.Window, caption, picture, width)
}
