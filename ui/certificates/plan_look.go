package certificates

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// planLook shows at the right of a plan how the document of the chosen person will look, page by page.
type planLook struct {
	pl      *plan
	view    fyne.CanvasObject
	name    *kit.Text
	at      *kit.Text
	back    *kit.Button
	next    *kit.Button
	sides   *kit.Tabs
	picture *canvas.Image
	paper   *fyne.Container
	shape   *pageShape
	words   *fyne.Container
	actions *fyne.Container
	body    *fyne.Container

	drawn kit.Latest[[]image.Image]
	shown drawnKey
	pages []image.Image
}

// drawnKey says what the pages show.
type drawnKey struct {
	row    string
	number string
	layout string
	dpi    int
}

// millimetres of an inch.
const inch = 25.4

func newPlanLook(pl *plan) *planLook {
	l := &planLook{pl: pl, words: kit.VStack(1), actions: kit.HStack(2)}
	l.name = kit.NewText("", kit.StyleSection.Truncated())
	l.at = kit.NewText("", kit.StyleSmall)
	l.back = kit.NewQuiet("‹", kit.IconNone, func() { l.step(-1) })
	l.next = kit.NewQuiet("›", kit.IconNone, func() { l.step(1) })
	l.sides = kit.NewTabs(nil, func(string) { l.showPage() })
	l.picture = canvas.NewImageFromImage(nil)
	l.picture.FillMode, l.picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	l.shape = &pageShape{changed: func() { l.drawPages(false) }}
	l.paper = container.New(l.shape, kit.Flat(kit.ColorLine), l.picture)
	head := container.NewBorder(nil, nil, nil, kit.HStack(1, halfway(l.at), l.back, l.next), halfway(l.name))
	l.body = container.NewStack()
	l.view = kit.NewPanel(kit.PadSides(2, 3, 3, 3, kit.InOrder(kit.PadSides(0, 0, 2, 0, head), l.body, kit.VStack(2, l.words, l.actions))))
	return l
}

// step goes to the next document of those shown, or the one before.
func (l *planLook) step(by int) {
	items := l.pl.list.Items()
	current, ok := l.pl.list.Current()
	if !ok {
		return
	}
	for i := indexOf(items, current) + by; i >= 0 && i < len(items); i += by {
		if items[i].certificate != nil {
			l.pl.list.SelectRow(i)
			return
		}
	}
}

func indexOf(rows []planRow, r planRow) int {
	for i := range rows {
		if rows[i].key() == r.key() {
			return i
		}
	}
	return -1
}

// show shows the document of the row that the cursor is on, or why there is none.
func (l *planLook) show() {
	t := l.pl.Printer.T
	r, ok := l.pl.list.Current()
	l.words.Objects, l.actions.Objects = nil, nil
	if !ok {
		l.name.SetText("")
		l.at.SetText("")
		l.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconInfo, t("certificates.detail.none"), "", nil)}
		l.view.Refresh()
		return
	}
	l.name.SetText(r.name)
	l.showPlace(r)
	for _, remark := range r.remarks {
		style := kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted}
		if r.warns || r.grave {
			style.Color = planTone(r).Color()
		}
		l.words.Add(kit.NewParagraph(remark, style))
	}
	person := kit.NewButton(t("certificates.person"), kit.IconPerson, func() { l.pl.Navigate("registrations", r.registration) })
	if r.certificate == nil {
		l.drawn.Cancel()
		l.shown = drawnKey{}
		l.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconInfo, t("register.plan.none"), "", nil)}
	} else {
		l.actions.Add(kit.NewButton(t("certificates.open"), kit.IconCertificate, func() { l.onOpen(r) }))
		l.body.Objects = []fyne.CanvasObject{kit.InOrder(l.sides, l.paper, nil)}
	}
	l.actions.Add(person)
	l.view.Refresh()
	l.drawPages(false)
}

// showPlace says which of the documents it is.
func (l *planLook) showPlace(r planRow) {
	n, of := 0, 0
	for _, o := range l.pl.list.Items() {
		if o.certificate == nil {
			continue
		}
		if of++; o.key() == r.key() {
			n = of
		}
	}
	l.at.SetText("")
	if n > 0 {
		l.at.SetText(l.pl.Printer.T("common.of", i18n.Args{"Shown": n, "Total": of}))
	}
	l.back.SetEnabled(n > 1)
	l.next.SetEnabled(n < of)
}

// drawPages draws the document away from the interface, unless it is shown already.
func (l *planLook) drawPages(anew bool) {
	r, ok := l.pl.list.Current()
	if !ok || r.certificate == nil || l.shape.room.Width <= 0 {
		return
	}
	stock := r.layout.Stock
	width := max(stock.Width, 1)
	l.shape.width, l.shape.height = float32(width), float32(max(stock.Height, 1))
	pixels := l.shape.size().Width * l.pl.Window.Canvas().Scale()
	dpi := min(max(int(math.Ceil(float64(pixels)/width*inch/8))*8, 32), 160)
	want := drawnKey{r.key(), r.number, r.layout.ID, dpi}
	if want == l.shown && !anew {
		return
	}
	l.draw(r, dpi, &l.drawn, func(pages []image.Image, err error) {
		if err != nil {
			l.pages, l.shown = nil, drawnKey{}
			l.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconWarning, l.pl.Printer.Error(err), "", nil)}
			l.body.Refresh()
			return
		}
		same := l.shown.row == want.row
		l.pages, l.shown = pages, want
		l.showSides(same)
		l.showPage()
	})
}

// draw draws the pages of a row's document as they will be issued.
func (l *planLook) draw(r planRow, dpi int, latest *kit.Latest[[]image.Image], done func([]image.Image, error)) {
	p := l.pl
	latest.Run(p.ctx, func(ctx context.Context) ([]image.Image, error) {
		job, err := p.draft(ctx, r)
		if err != nil {
			return nil, err
		}
		return p.Designs.Documents.CertificatePages(ctx, job, dpi)
	}, done)
}

// draft is what the document of a row is drawn from. Its signed statement is nobody's: nothing is issued yet.
func (pl *plan) draft(ctx context.Context, r planRow) (event.CertificateJob, error) {
	layout := r.layout
	layout.Event = pl.Event.ID
	job, err := pl.Designs.Service.DraftCertificate(ctx, layout, r.registration, pl.Printer.Lang())
	if err != nil {
		return job, err
	}
	job.Layout, job.Data = r.layout, r.certificate.Data
	return job, nil
}

// showSides offers the pages that there are.
func (l *planLook) showSides(keep bool) {
	t := l.pl.Printer.T
	ids := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}
	var tabs []kit.Tab
	for i := range min(len(l.pages), len(ids)) {
		text := t("register.plan.page", i18n.Args{"Page": i + 1})
		switch i {
		case 0:
			text = t("register.plan.front")
		case 1:
			text = t("register.plan.back")
		}
		tabs = append(tabs, kit.Tab{ID: ids[i], Text: text})
	}
	chosen := l.sides.Chosen()
	l.sides.SetTabs(tabs)
	if len(tabs) > 0 && !keep && chosen == "" {
		l.sides.SetChosen(tabs[0].ID)
	}
	l.sides.Hidden = len(tabs) < 2
}

// showPage shows the chosen page.
func (l *planLook) showPage() {
	at := 0
	if id := l.sides.Chosen(); id != "" {
		at = int(id[0] - '1')
	}
	if len(l.pages) == 0 {
		return
	}
	l.picture.Image = l.pages[min(at, len(l.pages)-1)]
	b := l.picture.Image.Bounds()
	l.shape.width, l.shape.height = float32(b.Dx()), float32(b.Dy())
	l.shape.place()
	l.picture.Refresh()
	l.body.Refresh()
	kit.Repaint(l.body) // what was never painted asks nobody to paint it
}

// onOpen shows the document as a PDF outside the program.
func (l *planLook) onOpen(r planRow) {
	l.pl.showPDF(l.pl.Printer.T("certificates.preview.file")+".pdf", func(ctx context.Context) ([]byte, error) {
		job, err := l.pl.draft(ctx, r)
		if err != nil {
			return nil, err
		}
		var out []byte
		err = l.pl.Documents.Certificates(ctx, []event.CertificateJob{job}, func(_ int, pdf []byte) error { out = pdf; return nil }, event.Silent)
		return out, err
	})
}

// pageShape gives a page its shape in the middle of its room, and tells when the room changes.
type pageShape struct {
	width, height float32
	room          fyne.Size
	objects       []fyne.CanvasObject
	changed       func()
}

// size is how large the page is shown.
func (l *pageShape) size() fyne.Size {
	if l.width <= 0 || l.height <= 0 {
		return fyne.Size{}
	}
	k := min((l.room.Width-4)/l.width, (l.room.Height-4)/l.height)
	return fyne.NewSize(max(l.width*k, 0), max(l.height*k, 0))
}

// MinSize is part of fyne.Layout.
func (l *pageShape) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(40), kit.Space(30))
}

// Layout is part of fyne.Layout.
func (l *pageShape) Layout(o []fyne.CanvasObject, s fyne.Size) {
	changed := s != l.room
	l.room, l.objects = s, o
	l.place()
	if changed {
		l.changed()
	}
}

func (l *pageShape) place() {
	if len(l.objects) < 2 {
		return
	}
	size := l.size()
	at := fyne.NewPos((l.room.Width-size.Width)/2, max(0, min(kit.Space(3), (l.room.Height-size.Height)/2)))
	l.objects[0].Resize(size.AddWidthHeight(2, 2)) // its edge
	l.objects[0].Move(at.SubtractXY(1, 1))
	l.objects[1].Resize(size)
	l.objects[1].Move(at)
}
