package design

import (
	"bytes"
	"context"
	"image"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// makePage are the inputs for the page of a certificate, where nothing is chosen on it.
func (p *props) makePage() {
	p.add(newWay(p))
	p.add(newBackground(p))
}

// makeOfEvent shows what belongs to the event, not to the layout, where an item shows that.
func (p *props) makeOfEvent() {
	d, t := p.d, p.d.deps.Printer.T
	hints := map[event.ItemKind]string{event.ItemDeed: t("design.deed.hint"), event.ItemTopics: t("design.topics.hint"),
		event.ItemSignatures: t("design.signatures.hint"), event.ItemLogos: t("design.logos.hint")}
	if hint, ok := hints[p.kind]; ok {
		p.box.Add(kit.NewParagraph(hint, kit.StyleMuted))
	}
	if d.task.OfEvent == nil {
		return
	}
	changed := func() {
		d.who.read()
		p.box.Refresh() // it may be higher or lower now
		p.scroll.Refresh()
	}
	if o := d.task.OfEvent(p.kind, changed); o != nil {
		p.box.Add(o)
	}
}

// The sides of A4, in millimetres.
const (
	shortSide = 210
	longSide  = 297
)

// wayOf is how a page lies: upright, across, or "" for a page of another size.
func wayOf(s event.Stock) string {
	switch {
	case near0(s.Width-shortSide) && near0(s.Height-longSide):
		return wayUpright
	case near0(s.Width-longSide) && near0(s.Height-shortSide):
		return wayAcross
	}
	return ""
}

func near0(v float64) bool { return v > -0.5 && v < 0.5 }

// The ways.
const (
	wayUpright = "upright"
	wayAcross  = "across"
)

// way is the input for how the page lies.
type way struct {
	p     *props
	box   *kit.Select[string]
	field *kit.Field
}

func newWay(p *props) *way {
	t := p.d.deps.Printer.T
	w := &way{p: p}
	options := []kit.Option[string]{{Value: wayUpright, Text: t("design.page.upright")}, {Value: wayAcross, Text: t("design.page.across")}}
	if wayOf(p.d.sketch.layout.Stock) == "" {
		options = append(options, kit.Option[string]{Text: t("design.page.other")})
	}
	w.box = kit.NewSelect(options, w.onChoice)
	w.field = kit.NewField(t("design.page.way"), w.box, "")
	return w
}

func (w *way) object() fyne.CanvasObject { return w.field }
func (w *way) focusable() fyne.Focusable { return w.box }
func (w *way) show(event.LayoutItem)     { w.box.SetValue(wayOf(w.p.d.sketch.layout.Stock)) }

func (w *way) onChoice(to string) {
	if w.p.showing || to == "" || to == wayOf(w.p.d.sketch.layout.Stock) {
		return
	}
	w.p.d.turnPage(to)
}

// turnPage lays the page the other way; what is on it goes where it was, as far as can be.
func (d *Designer) turnPage(to string) {
	width, height := float64(shortSide), float64(longSide)
	if to == wayAcross {
		width, height = height, width
	}
	d.act(func(s *sketch) {
		s.editLayout("", func(l *event.Layout) {
			next := l.Stock
			next.PageWidth, next.PageHeight, next.Width, next.Height = width, height, width, height
			for _, side := range [][]event.LayoutItem{l.Front, l.Back} {
				for i := range side {
					turnItem(&side[i], l.Stock, next)
				}
			}
			l.Stock = next
		})
	})
	if d.zoom.fit {
		d.zoom.fitNow()
	}
}

// turnItem gives an item its place on a page that was turned. What has a shape of its own keeps its size, and what
// lies at an edge stays there.
func turnItem(i *event.LayoutItem, from, to event.Stock) {
	b := boxOf(*i)
	x, right := turned(b.x, from.Width, to.Width), turned(b.right(), from.Width, to.Width)
	y, bottom := turned(b.y, from.Height, to.Height), turned(b.bottom(), from.Height, to.Height)
	next := box{x, y, right - x, bottom - y}
	switch i.Kind {
	case event.ItemCode, event.ItemImage:
		next.x, next.w = kept(b.x, b.w, x, right, from.Width, to.Width), b.w
		next.y, next.h = kept(b.y, b.h, y, bottom, from.Height, to.Height), b.h
	case event.ItemSignatures, event.ItemLogos, event.ItemText:
		next.y, next.h = kept(b.y, b.h, y, bottom, from.Height, to.Height), b.h
	}
	next.x, next.y = max(min(next.x, to.Width-next.w), 0), max(min(next.y, to.Height-next.h), 0)
	put(i, next)
}

// margin is how far from an edge of a page distances from it are kept when it is turned.
const margin = 25.0

// turned is where a place along a side of the page comes to.
func turned(v, from, to float64) float64 {
	switch {
	case v <= margin:
		return v
	case v >= from-margin:
		return to - (from - v)
	}
	return margin + (v-margin)*(to-2*margin)/(from-2*margin)
}

// kept is where something that keeps its length begins: at the edge at which it lies, or about the same middle.
func kept(v, length, begin, end, from, to float64) float64 {
	switch {
	case v <= margin && v+length < from-margin:
		return begin
	case v+length >= from-margin && v > margin:
		return end - length
	}
	return (begin+end)/2 - length/2
}

// background is the input for what lies under the front of a page.
type background struct {
	p      *props
	choose *kit.Button
	remove *kit.Button
	size   *kit.Text
	view   fyne.CanvasObject
}

func newBackground(p *props) *background {
	t := p.d.deps.Printer.T
	b := &background{p: p}
	b.choose = kit.NewButton(t("design.background.choose"), kit.IconFolder, func() {
		kit.FileOpen(p.d.deps.Window, []string{".pdf", ".png", ".jpg", ".jpeg", ".gif"}, p.d.takeBackground)
	})
	b.remove = kit.NewButton(t("design.background.remove"), kit.IconTrash, func() { p.d.setBackground("") })
	b.size = kit.NewText("", kit.StyleSmall.Truncated())
	b.view = kit.VStack(1, kit.NewText(t("design.background"), kit.StyleMuted), b.choose, b.remove, b.size)
	return b
}

func (b *background) object() fyne.CanvasObject { return b.view }
func (b *background) focusable() fyne.Focusable { return b.choose }

func (b *background) show(event.LayoutItem) {
	d := b.p.d
	w, sum := d.deps.Printer, d.sketch.layout.Background
	b.remove.SetEnabled(sum != "")
	data := d.pictures[sum]
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case sum == "":
		b.size.SetText(w.T("design.background.none"))
	case event.IsPDF(data):
		b.size.SetText(w.T("design.background.pdf", i18n.Args{"Size": (len(data) + 1023) / 1024}))
	case err != nil:
		b.size.SetText(w.T("design.background.gone"))
	default:
		b.size.SetText(w.T("design.picture.size", i18n.Args{"Width": size.Width, "Height": size.Height}))
	}
}

// takeBackground lays a file under the page.
func (d *Designer) takeBackground(path string) {
	kit.Run(d.deps.Context, func(context.Context) ([]byte, error) {
		data, err := readFile(path)
		if err != nil {
			return nil, err
		}
		return d.deps.Service.PrepareBackground(filepath.Base(path), data)
	}, func(data []byte, err error) {
		if err != nil {
			kit.Message(d.deps.Window, d.deps.Printer.T("design.background.wrong"), d.pictureTrouble(err))
			return
		}
		name := event.BlobName(data)
		d.pictures[name], d.fresh[name] = data, true
		d.setBackground(name)
	})
}

func (d *Designer) setBackground(name string) {
	d.act(func(s *sketch) { s.editLayout("", func(l *event.Layout) { l.Background = name }) })
}
