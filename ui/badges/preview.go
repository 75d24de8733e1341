package badges

import (
	"context"
	"errors"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// preview shows the pages that will print, one at a time.
type preview struct {
	p       *Page
	view    fyne.CanvasObject
	picture *canvas.Image
	sheet   *sheetLayout
	scroll  *kit.Scroll
	caption *kit.Text
	back    *kit.Button
	next    *kit.Button
	in, out *kit.Button
	nothing *kit.Paragraph

	job    event.BadgeJob
	pages  []event.BadgePage
	at     int
	zoom   int    // index of pageZooms
	code   string // of the badge to be seen
	jobs   kit.Latest[gathered]
	drawn  kit.Latest[image.Image]
	shown  shownPage
	number int // of the job
}

// gathered is what the pages are drawn from.
type gathered struct {
	job event.BadgeJob
}

// shownPage says which picture is on the screen.
type shownPage struct{ job, page, dpi int }

// pageZooms are how much larger a page is shown than fits.
var pageZooms = []float32{1, 1.5, 2.2, 3.2}

// millimetres of an inch.
const inch = 25.4

func newPreview(p *Page) *preview {
	v := &preview{p: p}
	t := p.d.Printer.T
	v.picture = canvas.NewImageFromImage(nil)
	v.picture.FillMode, v.picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	v.picture.Hide()
	v.sheet = &sheetLayout{v: v}
	v.scroll = kit.NewScroll(container.New(v.sheet, v.picture))
	v.caption = kit.NewText("", kit.StyleSmall.Truncated())
	v.nothing = kit.NewParagraph(t("badges.pages.none"), kit.StyleMuted)
	v.back = kit.NewQuiet("‹", kit.IconNone, func() { v.turn(-1) })
	v.next = kit.NewQuiet("›", kit.IconNone, func() { v.turn(1) })
	v.out = kit.NewQuiet("−", kit.IconNone, func() { v.magnify(-1) })
	v.in = kit.NewQuiet("+", kit.IconNone, func() { v.magnify(1) })
	bar := container.NewBorder(nil, nil, nil, kit.HStack(0, v.back, v.next, kit.Gap(2), v.out, v.in), container.NewVBox(layout.NewSpacer(), v.caption, layout.NewSpacer()))
	v.view = kit.InOrder(bar, container.New(&watchLayout{v.resized}, container.NewStack(v.scroll, kit.Pad(3, v.nothing))), nil)
	return v
}

// showPages gathers what will print anew.
func (p *Page) showPages() {
	v, o := p.view.preview, p.options()
	if !p.loaded {
		return
	}
	v.jobs.Run(p.ctx, func(ctx context.Context) (g gathered, err error) {
		g.job, _, err = p.d.Service.BadgeJob(ctx, p.d.Event.ID, o, event.Silent)
		return g, err
	}, func(g gathered, err error) {
		if err != nil && !errors.Is(err, event.Fail(event.CodeNoBadges)) {
			v.nothing.SetText(p.d.Printer.Error(err))
		} else {
			v.nothing.SetText(p.d.Printer.T("badges.pages.none"))
		}
		v.job, v.pages = g.job, g.job.Pages()
		v.number++
		v.at = min(v.at, max(len(v.pages)-1, 0))
		p.showSum()
		v.seek(v.code)
	})
}

// count is how many pages there will be.
func (v *preview) count() int { return len(v.pages) }

// seek goes to the page with the badge of a code, and to the badge on it.
func (v *preview) seek(code string) {
	v.code = code
	place := -1
	for i, page := range v.pages {
		badges := v.job.Sheets[page.Sheets].Badges[page.First : page.First+page.Count]
		for n, b := range badges {
			if code != "" && b.Code == code && !page.Back {
				v.at, place = i, page.Used+n
			}
		}
	}
	v.show()
	if place >= 0 && v.zoom > 0 {
		v.reveal(place)
	}
}

// reveal scrolls to a place on the sheet.
func (v *preview) reveal(place int) {
	stock := v.job.Sheets[v.pages[v.at].Sheets].Layout.Stock
	x, y := stock.Place(place)
	w, h := stock.Cell()
	size, room := v.size(), v.scroll.Size()
	scale := size.Width / float32(stock.PageWidth)
	middle := fyne.NewPos((float32(x)+float32(w)/2)*scale-room.Width/2, (float32(y)+float32(h)/2)*scale-room.Height/2)
	v.scroll.ScrollToOffset(fyne.NewPos(max(0, min(middle.X, size.Width-room.Width)), max(0, min(middle.Y, size.Height-room.Height))))
}

func (v *preview) turn(by int) {
	v.code = ""
	v.at = max(0, min(v.at+by, len(v.pages)-1))
	v.show()
}

func (v *preview) magnify(by int) {
	v.zoom = max(0, min(v.zoom+by, len(pageZooms)-1))
	v.scroll.Refresh()
	v.seek(v.code)
}

// resized draws a page anew that is shown in another size.
func (v *preview) resized() { v.show() }

// show says which page is there, and draws it away from the interface.
func (v *preview) show() {
	t := v.p.d.Printer.T
	v.back.SetEnabled(v.at > 0)
	v.next.SetEnabled(v.at < len(v.pages)-1)
	v.out.SetEnabled(v.zoom > 0)
	v.in.SetEnabled(v.zoom < len(pageZooms)-1)
	if len(v.pages) == 0 {
		v.caption.SetText("")
		v.picture.Hide()
		v.nothing.Show()
		v.drawn.Cancel()
		return
	}
	v.nothing.Hide()
	page := v.pages[v.at]
	id := "badges.pages.at"
	if page.Back {
		id = "badges.pages.back"
	}
	v.caption.SetText(t(id, i18n.Args{"Page": v.at + 1, "Pages": len(v.pages)}))
	v.draw()
}

// size is how large the page is shown.
func (v *preview) size() fyne.Size {
	if len(v.pages) == 0 {
		return fyne.Size{}
	}
	stock := v.job.Sheets[v.pages[v.at].Sheets].Layout.Stock
	room := v.scroll.Size().SubtractWidthHeight(kit.Space(1), kit.Space(1))
	width, height := float32(stock.PageWidth), float32(stock.PageHeight)
	if width <= 0 || height <= 0 || room.Width <= 0 || room.Height <= 0 {
		return fyne.Size{}
	}
	scale := min(room.Width/width, room.Height/height)
	if scale > kit.Space(2) { // a label is not blown up beyond twice its size
		scale = kit.Space(2)
	}
	scale *= pageZooms[v.zoom]
	return fyne.NewSize(width*scale, height*scale)
}

func (v *preview) draw() {
	size := v.size()
	if size.Width <= 0 {
		return
	}
	pixels := size.Width
	if c := v.p.d.Window; c != nil {
		pixels *= c.Canvas().Scale()
	}
	stock := v.job.Sheets[v.pages[v.at].Sheets].Layout.Stock
	dpi := max(20, min(int(math.Ceil(float64(pixels)/stock.PageWidth*inch)), 300))
	want := shownPage{v.number, v.at, dpi}
	if want == v.shown {
		v.drawn.Cancel() // another page may be on its way
		v.picture.Show()
		v.sheet.place()
		return
	}
	job, at := v.job, v.at
	v.drawn.Run(v.p.ctx, func(ctx context.Context) (image.Image, error) {
		pages, err := v.p.d.Documents.BadgePages(ctx, job, dpi, at, at+1)
		if err != nil || len(pages) == 0 {
			return nil, err
		}
		return pages[0], nil
	}, func(img image.Image, err error) {
		if err != nil || img == nil {
			v.picture.Hide()
			v.nothing.SetText(v.p.d.Printer.Error(err))
			v.nothing.Show()
			return
		}
		v.shown = want
		v.picture.Image = img
		v.picture.Show()
		v.sheet.place()
		v.picture.Refresh()
		kit.Repaint(v.scroll) // a picture that was never on the screen belongs to no canvas, and asks nobody to paint
	})
}

// sheetLayout puts the page in the middle of its room.
type sheetLayout struct {
	v    *preview
	room fyne.Size
}

// MinSize is part of fyne.Layout.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.v.size() }

// Layout is part of fyne.Layout.
func (l *sheetLayout) Layout(_ []fyne.CanvasObject, room fyne.Size) {
	l.room = room
	l.place()
}

func (l *sheetLayout) place() {
	size := l.v.size()
	l.v.picture.Resize(size)
	l.v.picture.Move(fyne.NewPos(max(0, (l.room.Width-size.Width)/2), 0))
}

// watchLayout fills its room and tells when that changes.
type watchLayout struct{ changed func() }

// MinSize is part of fyne.Layout.
func (l *watchLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(40), kit.Space(40))
}

// Layout is part of fyne.Layout.
func (l *watchLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if o[0].Size() == s {
		return
	}
	o[0].Resize(s)
	l.changed()
}
