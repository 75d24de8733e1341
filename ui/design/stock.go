package design

import (
	"context"
	"image/color"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// stockForm is the dialog of the paper: the sheet, where badges lie on it, and how it is folded and cut.
type stockForm struct {
	d       *Designer
	stock   event.Stock
	inputs  []*stockInput
	like    *kit.Select[string]
	fold    *kit.Select[event.Folding]
	marks   *kit.Check
	scale   *kit.Check
	drawing *sheetDrawing
	sum     *kit.Text
	wrong   *kit.Paragraph
	known   []event.Layout
	showing bool
}

// stockInput is one measure, in millimetres, or a number of badges.
type stockInput struct {
	entry *kit.Entry
	field *kit.Field
	set   func(*event.Stock, float64)
	get   func(event.Stock) float64
	whole bool
}

// onStock opens the dialog; the page of a certificate is at the right, where nothing is chosen on it.
func (d *Designer) onStock() {
	if d.certificate() {
		d.sketch.choose(-1, false)
		d.chosenChanged()
		d.props.focusFirst()
		return
	}
	f := &stockForm{d: d, stock: d.sketch.layout.Stock}
	t := d.deps.Printer.T
	form := f.makeForm()
	dialog := kit.FormDialog(d.deps.Window, t("design.stock.title"), form, t("design.stock.action"), func(*kit.Dialog) bool {
		if !f.valid() {
			return false
		}
		d.setStock(f.stock, f.scale.Checked())
		return true
	})
	dialog.Fit()
	kit.Run(d.deps.Context, func(ctx context.Context) ([]event.Layout, error) {
		return d.deps.Service.BadgeLayouts(ctx, d.deps.Event.ID)
	}, func(all []event.Layout, err error) {
		if err == nil {
			f.offer(all)
		}
	})
}

// setStock changes the paper; the items may grow with the badge.
func (d *Designer) setStock(stock event.Stock, scale bool) {
	d.act(func(s *sketch) {
		s.editLayout("", func(l *event.Layout) {
			across, down := stock.Width/l.Stock.Width, stock.Height/l.Stock.Height
			l.Stock = stock
			if !scale || math.Abs(across-1) < 1e-6 && math.Abs(down-1) < 1e-6 {
				return
			}
			for _, side := range [][]event.LayoutItem{l.Front, l.Back} {
				for i := range side {
					scaleItem(&side[i], across, down)
				}
			}
		})
	})
	if d.zoom.fit {
		d.zoom.fitNow()
	}
	d.showAll()
}

// scaleItem lets an item grow with the badge. Type grows as the smaller side does; a code stays square.
func scaleItem(i *event.LayoutItem, across, down float64) {
	b := boxOf(*i)
	to := box{b.x * across, b.y * down, b.w * across, b.h * down}
	even := min(across, down)
	if i.Kind == event.ItemCode || i.Kind == event.ItemImage || i.Kind == event.ItemPhoto {
		w, h := b.w*even, b.h*even
		to = box{to.x + (to.w-w)/2, to.y + (to.h-h)/2, w, h}
	}
	put(i, to)
	i.Size, i.Floor = math.Round(i.Size*even*2)/2, math.Round(i.Floor*2)/2
	i.Radius = tenths(i.Radius * even)
}

func (f *stockForm) makeForm() fyne.CanvasObject {
	t := f.d.deps.Printer.T
	f.like = kit.NewSelect([]kit.Option[string]{{Text: t("design.stock.like.none")}}, f.onLike)
	f.fold = kit.NewSelect([]kit.Option[event.Folding]{{Value: event.NoFold, Text: t("design.fold.none")}, {Value: event.FoldTop, Text: t("design.fold.top")}, {Value: event.FoldSide, Text: t("design.fold.side")}},
		func(v event.Folding) { f.stock.Fold = v; f.show() })
	f.fold.SetValue(f.stock.Fold)
	f.marks = kit.NewCheck(t("design.marks"), f.stock.Marks, func(on bool) { f.stock.Marks = on; f.show() })
	f.scale = kit.NewCheck(t("design.scale"), true, nil)
	num := func(label string, get func(*event.Stock) *float64) fyne.CanvasObject {
		return f.input(label, false, func(s event.Stock) float64 { return *get(&s) }, func(s *event.Stock, v float64) { *get(s) = v })
	}
	count := func(label string, get func(*event.Stock) *int) fyne.CanvasObject {
		return f.input(label, true, func(s event.Stock) float64 { return float64(*get(&s)) }, func(s *event.Stock, v float64) { *get(s) = int(v) })
	}
	row := func(o ...fyne.CanvasObject) fyne.CanvasObject { return kit.Columns(3, o...) }
	left := kit.VStack(3,
		kit.NewField(t("design.stock.like"), f.like, ""),
		row(num(t("design.stock.page_width"), func(s *event.Stock) *float64 { return &s.PageWidth }), num(t("design.stock.page_height"), func(s *event.Stock) *float64 { return &s.PageHeight })),
		row(num(t("design.stock.width"), func(s *event.Stock) *float64 { return &s.Width }), num(t("design.stock.height"), func(s *event.Stock) *float64 { return &s.Height })),
		row(count(t("design.stock.columns"), func(s *event.Stock) *int { return &s.Columns }), count(t("design.stock.rows"), func(s *event.Stock) *int { return &s.Rows })),
		row(num(t("design.stock.left"), func(s *event.Stock) *float64 { return &s.Left }), num(t("design.stock.top"), func(s *event.Stock) *float64 { return &s.Top })),
		row(num(t("design.stock.gap_x"), func(s *event.Stock) *float64 { return &s.GapX }), num(t("design.stock.gap_y"), func(s *event.Stock) *float64 { return &s.GapY })),
		kit.NewField(t("design.fold"), f.fold, ""), f.marks, f.scale)
	f.drawing = newSheetDrawing()
	f.sum = kit.NewText("", kit.StyleMuted.Truncated())
	f.wrong = kit.NewParagraph("", kit.TextStyle{Color: kit.ColorRefused})
	right := container.NewBorder(nil, kit.VStack(1, f.sum, f.wrong, kit.NewButton(t("design.stock.centre"), kit.IconNone, f.onCentre)), nil, nil, f.drawing)
	f.show()
	return container.New(twoParts{}, left, right)
}

// twoParts gives the inputs a little more than half.
type twoParts struct{}

// MinSize is part of fyne.Layout.
func (twoParts) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+o[1].MinSize().Width+kit.Space(5), max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (twoParts) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left := max((s.Width-kit.Space(5))*0.5, o[0].MinSize().Width)
	o[0].Resize(fyne.NewSize(left, s.Height))
	o[1].Move(fyne.NewPos(left+kit.Space(5), 0))
	o[1].Resize(fyne.NewSize(s.Width-left-kit.Space(5), s.Height))
}

func (f *stockForm) input(label string, whole bool, get func(event.Stock) float64, set func(*event.Stock, float64)) fyne.CanvasObject {
	in := &stockInput{entry: kit.NewEntry(""), get: get, set: set, whole: whole}
	in.entry.SetMinWidth(kit.Space(24))
	in.entry.SetText(f.d.millimetres(get(f.stock)))
	in.field = kit.NewField(label, in.entry, "")
	in.entry.OnChanged = func(text string) {
		if v, ok := in.value(text); ok && !f.showing {
			set(&f.stock, v)
			f.show()
		}
	}
	f.inputs = append(f.inputs, in)
	return in.field
}

// value reads the input; a number of badges is whole.
func (in *stockInput) value(text string) (float64, bool) {
	v, ok := measure(text)
	if in.whole {
		return v, ok && v >= 1 && v <= 50 && v == math.Trunc(v)
	}
	return v, ok && v >= 0 && v <= 2000
}

// valid marks what is no measure.
func (f *stockForm) valid() bool {
	ok := true
	for _, in := range f.inputs {
		if _, is := in.value(in.entry.Text); !is {
			in.field.SetError(f.d.deps.Printer.T("design.stock.wrong"))
			if ok {
				in.field.Focus()
			}
			ok = false
		}
	}
	return ok && f.fits()
}

// fits says whether the badges lie within the sheet.
func (f *stockForm) fits() bool {
	s := f.stock
	w, h := s.Cell()
	return s.Width >= 5 && s.Height >= 5 && s.PageWidth >= 5 && s.PageHeight >= 5 &&
		s.Left+float64(s.Columns)*(w+s.GapX)-s.GapX <= s.PageWidth+0.05 && s.Top+float64(s.Rows)*(h+s.GapY)-s.GapY <= s.PageHeight+0.05
}

// show draws the sheet and says what does not fit.
func (f *stockForm) show() {
	if f.drawing == nil || f.wrong == nil {
		return
	}
	w := f.d.deps.Printer
	f.drawing.set(f.stock)
	s := f.stock
	cw, ch := s.Cell()
	right := s.PageWidth - s.Left - float64(s.Columns)*(cw+s.GapX) + s.GapX
	bottom := s.PageHeight - s.Top - float64(s.Rows)*(ch+s.GapY) + s.GapY
	f.sum.SetText(w.N("design.stock.each", s.Each()))
	var wrong []string
	if right < -0.05 {
		wrong = append(wrong, w.T("design.stock.wide", i18n.Args{"Over": w.Number(-right, 1)}))
	}
	if bottom < -0.05 {
		wrong = append(wrong, w.T("design.stock.high", i18n.Args{"Over": w.Number(-bottom, 1)}))
	}
	if s.Width < 5 || s.Height < 5 {
		wrong = append(wrong, w.T("design.stock.small"))
	}
	f.wrong.SetText(strings.Join(wrong, "\n"))
}

// onCentre puts the badges into the middle of the sheet.
func (f *stockForm) onCentre() {
	s := f.stock
	w, h := s.Cell()
	f.stock.Left = max(tenths((s.PageWidth-float64(s.Columns)*(w+s.GapX)+s.GapX)/2), 0)
	f.stock.Top = max(tenths((s.PageHeight-float64(s.Rows)*(h+s.GapY)+s.GapY)/2), 0)
	f.showInputs()
}

func (f *stockForm) showInputs() {
	f.showing = true
	for _, in := range f.inputs {
		in.entry.SetText(f.d.millimetres(in.get(f.stock)))
		in.field.SetError("")
	}
	f.showing = false
	f.fold.SetValue(f.stock.Fold)
	f.marks.SetChecked(f.stock.Marks)
	f.show()
}

// offer lists the papers that are known.
func (f *stockForm) offer(all []event.Layout) {
	f.known = all
	options := []kit.Option[string]{{Text: f.d.deps.Printer.T("design.stock.like.none")}}
	for i, l := range all {
		if l.ID != f.d.sketch.layout.ID {
			options = append(options, kit.Option[string]{Value: strconv.Itoa(i), Text: f.d.titleOf(l)})
		}
	}
	f.like.SetOptions(options)
}

func (f *stockForm) onLike(at string) {
	if i, err := strconv.Atoi(at); err == nil {
		f.stock = f.known[i].Stock
		f.showInputs()
	}
}

// titleOf is what a layout is called.
func (d *Designer) titleOf(l event.Layout) string {
	if l.Event == "" {
		return d.deps.Printer.T(l.Title)
	}
	return l.Title
}

// sheetDrawing is a small drawing of the sheet with its badges.
type sheetDrawing struct {
	widget.BaseWidget
	stock event.Stock
}

func newSheetDrawing() *sheetDrawing {
	s := &sheetDrawing{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *sheetDrawing) set(stock event.Stock) {
	s.stock = stock
	s.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *sheetDrawing) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s: s} }

type sheetRenderer struct {
	s       *sheetDrawing
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *sheetRenderer) Destroy()                     {}
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *sheetRenderer) MinSize() fyne.Size           { return fyne.NewSize(kit.Space(45), kit.Space(50)) }

func (r *sheetRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.draw(size)
	}
}

func (r *sheetRenderer) Refresh() {
	r.draw(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *sheetRenderer) draw(size fyne.Size) {
	s := r.s.stock
	r.objects, r.size = nil, size
	if s.PageWidth <= 0 || s.PageHeight <= 0 || size.Width <= 0 || s.Each() > 2500 {
		return
	}
	k := min((size.Width-2)/float32(s.PageWidth), (size.Height-2)/float32(s.PageHeight))
	left, top := (size.Width-float32(s.PageWidth)*k)/2, (size.Height-float32(s.PageHeight)*k)/2
	rect := func(x, y, w, h float64, fill, stroke color.Color) {
		o := canvas.NewRectangle(fill)
		o.StrokeColor, o.StrokeWidth = stroke, 1
		o.Move(fyne.NewPos(left+float32(x)*k, top+float32(y)*k))
		o.Resize(fyne.NewSize(max(float32(w)*k, 1), max(float32(h)*k, 1)))
		r.objects = append(r.objects, o)
	}
	rect(0, 0, s.PageWidth, s.PageHeight, sheetWhite, kit.Color(kit.ColorBorder))
	cw, ch := s.Cell()
	for i := range s.Each() {
		x, y := s.Place(i)
		fill, stroke := markSoft, color.Color(markInk)
		if x+cw > s.PageWidth+0.05 || y+ch > s.PageHeight+0.05 {
			fill, stroke = color.NRGBA{R: 0xb3, G: 0x26, B: 0x1e, A: 0x30}, roleRed
		}
		rect(x, y, cw, ch, color.Transparent, stroke)
		switch s.Fold { // the back is left white
		case event.FoldTop:
			rect(x, y+s.Height, cw, s.Height, fill, color.Transparent)
			rect(x, y+s.Height, cw, 0, guideInk, color.Transparent)
		case event.FoldSide:
			rect(x+s.Width, y, s.Width, ch, fill, color.Transparent)
			rect(x+s.Width, y, 0, ch, guideInk, color.Transparent)
		default:
			rect(x, y, cw, ch, fill, color.Transparent)
		}
	}
}
