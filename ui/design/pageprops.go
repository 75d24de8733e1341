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
	if o := d.task.OfEvent(p.kind, d.who.read); o != nil {
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
			across, down := width/l.Stock.Width, height/l.Stock.Height
			for _, side := range [][]event.LayoutItem{l.Front, l.Back} {
				for i := range side {
					turnItem(&side[i], across, down, width, height)
				}
			}
			l.Stock.PageWidth, l.Stock.PageHeight, l.Stock.Width, l.Stock.Height = width, height, width, height
		})
	})
	if d.zoom.fit {
		d.zoom.fitNow()
	}
}

// turnItem gives an item its place on a page that was turned. What has a shape of its own keeps its size.
func turnItem(i *event.LayoutItem, across, down, width, height float64) {
	b := boxOf(*i)
	to := box{b.x * across, b.y * down, b.w * across, b.h * down}
	switch i.Kind {
	case event.ItemCode, event.ItemImage, event.ItemSignatures, event.ItemLogos, event.ItemText:
		to.y, to.h = to.y+(to.h-b.h)/2, b.h
	}
	switch i.Kind {
	case event.ItemCode, event.ItemImage:
		to.x, to.w = to.x+(to.w-b.w)/2, b.w
	}
	to.x, to.y = max(min(to.x, width-to.w), 0), max(min(to.y, height-to.h), 0)
	put(i, to)
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
