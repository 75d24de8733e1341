package certificates

import (
	"context"
	"encoding/json"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// designCard is one design: how it looks, what it is called and what it is for.
type designCard struct {
	v       *designsView
	layout  event.Layout
	view    fyne.CanvasObject
	picture *canvas.Image
	more    *kit.Button
	open    *kit.Button
	drawn   kit.Latest[image.Image]
	key     string // of what the picture shows
}

// The room of a card, in steps.
const (
	cardSteps    = 58 // at least
	pictureSteps = 50
)

// showCards shows a card for each design; those that are there keep their pictures.
func (v *designsView) showCards() {
	before := map[string]*designCard{}
	for _, c := range v.shown {
		before[c.layout.ID] = c
	}
	v.shown = v.shown[:0]
	var objects []fyne.CanvasObject
	for _, l := range v.state.layouts {
		c := v.makeCard(l, before[l.ID])
		v.shown = append(v.shown, c)
		objects = append(objects, c.view)
	}
	v.cards.Objects = objects
	v.cards.Refresh()
	for _, c := range v.shown {
		c.draw()
	}
}

func (v *designsView) makeCard(l event.Layout, was *designCard) *designCard {
	t := v.p.Printer.T
	c := &designCard{v: v, layout: l, picture: canvas.NewImageFromImage(nil)}
	if was != nil {
		c.picture, c.key = was.picture, was.key
	}
	c.picture.FillMode, c.picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	c.open = kit.NewButton(t("designs.open"), kit.IconEdit, func() { v.open(l) })
	c.more = kit.NewButton("", kit.IconMore, func() { kit.ShowMenu(v.items(l), c.more) })
	sort := t("designs.own")
	if l.Event == "" {
		sort = t("designs.shipped")
	}
	use := kit.NewText(sort, kit.StyleSmall.Truncated())
	if words := v.usedBy(l); words != "" {
		use = kit.NewText(words, kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorAdmitted, Truncate: true})
	}
	paper := container.New(paperLayout{stock: l.Stock}, kit.Flat(kit.ColorLine), c.picture)
	ground := container.NewStack(kit.Flat(kit.ColorNeutralSoft), kit.Pad(3, container.New(pictureRoom{pictureSteps}, paper)))
	words := kit.VStack(0, kit.NewText(v.p.designTitle(l), kit.StyleStrong.Truncated()), use)
	c.view = kit.NewPanel(kit.VStack(0, ground, kit.PadSides(2, 3, 3, 3, kit.VStack(2, words, kit.HStack(2, kit.Stretch(c.open), c.more)))))
	return c
}

// usedBy names the kinds that are drawn with a design.
func (v *designsView) usedBy(l event.Layout) string {
	kinds := v.state.event.CertificateKinds()
	var names []string
	for _, k := range kinds {
		if v.state.uses(k, l.ID) {
			names = append(names, v.p.kindName(k))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(kinds) == 1:
		return v.p.Printer.T("designs.used")
	}
	return v.p.Printer.T("designs.used.by", i18n.Args{"Kinds": strings.Join(names, ", ")})
}

// thumbDots is how finely the picture on a card is drawn.
const thumbDots = 60

// draw draws the design with what the event says of somebody invented, unless that is shown already.
func (c *designCard) draw() {
	p := c.v.p
	key, err := json.Marshal([]any{c.layout, c.v.state.event.Document, c.v.state.event.Logos, c.v.state.event.Title})
	if err != nil || string(key) == c.key {
		return
	}
	layout := c.layout
	layout.Event = p.Event.ID
	c.drawn.Run(p.ctx, func(ctx context.Context) (image.Image, error) {
		job, err := p.Designs.Service.DraftCertificate(ctx, layout, "", p.Printer.Lang())
		if err != nil {
			return nil, err
		}
		job.Layout = c.layout
		pages, err := p.Designs.Documents.CertificatePages(ctx, job, thumbDots)
		if err != nil || len(pages) == 0 {
			return nil, err
		}
		return pages[0], nil
	}, func(img image.Image, err error) {
		if err != nil {
			return // the designer tells what is wrong with it
		}
		c.key, c.picture.Image = string(key), img
		c.picture.Refresh()
	})
}

// cardsLayout puts cards beside and below each other, all of one width.
type cardsLayout struct{ width float32 }

const cardGap = 4

// across is how many cards lie beside each other.
func (l *cardsLayout) across(width float32) int {
	return max(1, int((width+kit.Space(cardGap))/kit.Space(cardSteps+cardGap)))
}

// MinSize is part of fyne.Layout.
func (l *cardsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.NewSize(kit.Space(cardSteps), 0)
	}
	each := l.across(l.width)
	rows := float32((len(o) + each - 1) / each)
	return fyne.NewSize(kit.Space(cardSteps), rows*o[0].MinSize().Height+(rows-1)*kit.Space(cardGap))
}

// Layout is part of fyne.Layout. Cards are no wider than half as much again as they need.
func (l *cardsLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	each := l.across(s.Width)
	gap := kit.Space(cardGap)
	width := min((s.Width-float32(each-1)*gap)/float32(each), kit.Space(cardSteps)*1.5)
	for i, card := range o {
		h := card.MinSize().Height
		card.Resize(fyne.NewSize(width, h))
		card.Move(fyne.NewPos(float32(i%each)*(width+gap), float32(i/each)*(h+gap)))
	}
}

// pictureRoom keeps something at a height.
type pictureRoom struct{ steps int }

// MinSize is part of fyne.Layout.
func (l pictureRoom) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, kit.Space(l.steps))
}

// Layout is part of fyne.Layout.
func (l pictureRoom) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// paperLayout gives a page its shape in the middle of its room.
type paperLayout struct{ stock event.Stock }

// MinSize is part of fyne.Layout.
func (paperLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout.
func (l paperLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w, h := float32(max(l.stock.Width, 1)), float32(max(l.stock.Height, 1))
	k := min(s.Width/w, s.Height/h)
	size := fyne.NewSize(w*k, h*k)
	at := fyne.NewPos((s.Width-size.Width)/2, (s.Height-size.Height)/2)
	o[0].Resize(size.AddWidthHeight(2, 2)) // its edge
	o[0].Move(at.SubtractXY(1, 1))
	o[1].Resize(size)
	o[1].Move(at)
}
