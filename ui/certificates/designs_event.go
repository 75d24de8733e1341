package certificates

import (
	"context"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// aroundDesigns is the column of what belongs to the event and stands on all designs: who signs, logos, the place.
type aroundDesigns struct {
	root       fyne.CanvasObject
	signatures *signers
	logos      *logos
	place      *placeField
}

func newAroundDesigns(p *Page, changed func()) *aroundDesigns {
	t := p.Printer.T
	a := &aroundDesigns{signatures: newSigners(p, changed), logos: newLogos(p, changed), place: newPlaceField(p, changed)}
	a.root = kit.PadSides(0, 3, 0, 0, kit.VStack(4,
		kit.Card(t("designs.signatures"), a.signatures.view),
		kit.Card(t("designs.logos"), a.logos.view),
		kit.Card(t("designs.place"), a.place.view)))
	return a
}

// showEvent shows what an event has.
func (a *aroundDesigns) showEvent(ev event.Event, pictures map[string]image.Image) {
	a.signatures.show(ev, pictures)
	a.logos.show(ev, pictures)
	a.place.show(ev)
	a.root.Refresh() // whose parts are higher or lower now
}

// ofEvent is where people change, in the designer, what an item shows that belongs to the event.
func (p *Page) ofEvent(kind event.ItemKind, changed func()) fyne.CanvasObject {
	d := p.designs
	both := func() {
		d.refresh()
		changed()
	}
	switch kind {
	case event.ItemSignatures:
		s := newSigners(p, both)
		s.show(d.state.event, d.state.pictures)
		return s.view
	case event.ItemLogos:
		l := newLogos(p, both)
		l.show(d.state.event, d.state.pictures)
		return l.view
	}
	return nil
}

// ofEvent is what the parts of the column share.
type ofEvent struct {
	p        *Page
	changed  func()
	event    event.Event
	pictures map[string]image.Image
	shown    func() // paints it again
}

// change writes something of the event down; what says how it is to be, from how it is.
func (o *ofEvent) change(what func(event.Event) event.EventUpdate) {
	p := o.p
	kit.Run(p.Context, func(ctx context.Context) (event.Event, error) {
		ev, err := p.Designs.Store.Event(ctx, p.Event.ID)
		if err != nil {
			return ev, err
		}
		return p.Designs.Service.UpdateEvent(ctx, ev.ID, what(ev))
	}, func(ev event.Event, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		o.event = ev
		o.shown()
		o.changed()
	})
}

// choosePicture asks for the file of a picture, and hands it on as it is kept: upright, on white, not too large.
func (o *ofEvent) choosePicture(then func(path, name string, data []byte)) {
	p := o.p
	kit.FileOpen(p.Window, []string{".png", ".jpg", ".jpeg", ".gif"}, func(path string) {
		var img image.Image
		kit.Run(p.Context, func(context.Context) ([]byte, error) {
			data, err := readPicture(path)
			img = decoded(data)
			return data, err
		}, func(data []byte, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			name := event.BlobName(data)
			o.pictures[name] = img
			then(path, name, data)
		})
	})
}

func readPicture(path string) ([]byte, error) {
	data, err := event.ReadFile(path, event.MaxPictureFile)
	if err != nil {
		return nil, err
	}
	return event.PreparePicture(data, event.LogoPixels)
}

// The room of a small picture, in steps.
const (
	thumbWide = 20
	thumbHigh = 10
)

// decoded is a picture to show; nil: it cannot be.
func decoded(data []byte) image.Image {
	img, err := event.DecodePicture(data)
	if err != nil {
		return nil
	}
	return img
}

// thumb shows a picture small; one that is not there any more is marked.
func thumb(img image.Image) fyne.CanvasObject {
	if img == nil {
		return container.New(thumbLayout{}, container.NewCenter(kit.NewIconView(kit.IconWarning, kit.ColorWarning)))
	}
	o := canvas.NewImageFromImage(img)
	o.FillMode, o.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	return container.New(thumbLayout{}, o)
}

type thumbLayout struct{}

// MinSize is part of fyne.Layout.
func (thumbLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(thumbWide), kit.Space(thumbHigh))
}

// Layout is part of fyne.Layout.
func (thumbLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// pictureRow is a line with a small picture, words and a menu of what can be done.
func pictureRow(picture fyne.CanvasObject, title, below string, items func() []*fyne.MenuItem) fyne.CanvasObject {
	var more *kit.Button
	more = kit.NewQuiet("", kit.IconMore, func() { kit.ShowMenu(items(), more) })
	name := kit.NewParagraph(title, kit.StyleStrong)
	name.SetPreferredWidth(kit.Space(28))
	words := kit.VStack(0, name)
	if below != "" {
		words.Add(kit.NewText(below, kit.StyleSmall.Truncated()))
	}
	return container.NewBorder(nil, nil, kit.PadSides(0, 3, 0, 0, container.NewCenter(picture)), container.NewCenter(more), container.New(middleLayout{}, words))
}

// middleLayout puts something in the middle of the height.
type middleLayout struct{}

// MinSize is part of fyne.Layout.
func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout is part of fyne.Layout.
func (middleLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := min(o[0].MinSize().Height, s.Height)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}

// moved is a list with the element i one place up or down.
func moved[T any](list []T, i, by int) []T {
	list = slices.Clone(list)
	if to := i + by; to >= 0 && to < len(list) {
		list[i], list[to] = list[to], list[i]
	}
	return list
}

// placeField is the place that certificates name, beside the day of issue.
type placeField struct {
	ofEvent
	view  fyne.CanvasObject
	entry *kit.Entry
}

func newPlaceField(p *Page, changed func()) *placeField {
	t := p.Printer.T
	f := &placeField{ofEvent: ofEvent{p: p, changed: changed}, entry: kit.NewEntry("")}
	f.shown = func() {}
	f.entry.OnFocusLost = f.save
	f.entry.OnSubmitted = func(string) { f.save() }
	f.view = kit.NewField(t("designs.place.label"), f.entry, t("designs.place.hint"))
	return f
}

func (f *placeField) show(ev event.Event) {
	f.event = ev
	f.entry.SetPlaceHolder(ev.Town)
	if f.p.Window.Canvas().Focused() != fyne.Focusable(f.entry) {
		f.entry.SetText(ev.Document.Place)
	}
}

// save writes the place down once it is left.
func (f *placeField) save() {
	place := strings.TrimSpace(f.entry.Text)
	if place == f.event.Document.Place {
		return
	}
	f.event.Document.Place = place
	f.change(func(ev event.Event) event.EventUpdate {
		ev.Document.Place = place
		return event.EventUpdate{Document: &ev.Document}
	})
}
