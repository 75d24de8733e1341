package scanner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event/wedge"
	"zlot/ui/kit"
)

// codeSide is the side of the test code on the screen, in steps.
const codeSide = 62

// view is everything of the page that can be seen.
type view struct {
	p          *Page
	root       fyne.CanvasObject
	pad        *pad
	panel      *kit.VerdictPanel
	findings   *fyne.Container
	correct    *kit.Button
	actions    *fyne.Container
	correction *fyne.Container // says what is corrected now
	body       *fyne.Container
}

func newView(p *Page) *view {
	v := &view{p: p}
	t := p.d.Printer.T
	v.pad = newPad(t("scanner.pad.hint"),
		keyWords{t("scanner.pad.enter"), t("scanner.pad.tab"), t("scanner.pad.space")}, p.onTyped)
	v.panel = kit.NewVerdictPanel(kit.Verdict{})
	v.findings = kit.VStack(3)
	v.correct = kit.NewPrimary(t("scanner.correct"), kit.IconCheck, p.onCorrect)
	v.actions = kit.HStack(0, v.correct)
	v.actions.Hide()
	v.correction = container.NewStack()
	v.body = kit.VStack(4,
		v.correction,
		kit.Card(t("scanner.came"), v.pad),
		container.New(&panelHeight{}, v.panel),
		v.actions,
		v.findings)
	scroll := kit.NewVScroll(kit.PadSides(0, 3, 4, 0, v.body))
	left := kit.VStack(4, kit.Card(t("scanner.code"), v.makeCode()), kit.Card(t("scanner.how"), v.makeSteps()))
	side := kit.NewVScroll(kit.PadSides(0, 3, 4, 0, left))
	v.root = kit.Page(kit.PageHeader(t("scanner.title"), t("scanner.subtitle"), kit.NewButton(t("scanner.back"), kit.IconUndo, p.onBack)),
		container.New(&beside{}, side, scroll))
	return v
}

// makeCode is the code on the screen, which most scanners read as well as from paper.
func (v *view) makeCode() fyne.CanvasObject {
	t := v.p.d.Printer.T
	picture := canvas.NewImageFromImage(v.p.d.QR(wedge.Sheet))
	picture.ScaleMode, picture.FillMode = canvas.ImageScalePixels, canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(kit.Space(codeSide)))
	return kit.VStack(3,
		container.NewCenter(picture),
		kit.NewParagraph(t("scanner.code.hint"), kit.StyleMuted),
		kit.HStack(0, kit.NewButton(t("scanner.sheet"), kit.IconPrint, v.p.onSheet)))
}

func (v *view) makeSteps() fyne.CanvasObject {
	t := v.p.d.Printer.T
	return kit.VStack(2,
		kit.NewParagraph(t("scanner.step.scan"), kit.StyleBody),
		kit.NewParagraph(t("scanner.step.read"), kit.StyleBody),
		kit.NewParagraph(t("scanner.step.badge"), kit.StyleBody))
}

// panelHeight gives the verdict the height of a few lines.
type panelHeight struct{}

// MinSize is part of fyne.Layout.
func (panelHeight) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, kit.Space(32))
}

// Layout is part of fyne.Layout.
func (panelHeight) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// beside puts the code at the left and what came of it in the rest.
type beside struct{}

const sideWidth = 82

// MinSize is part of fyne.Layout.
func (beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(kit.Space(sideWidth+4)+right.Width, max(left.Height, right.Height))
}

// Layout is part of fyne.Layout.
func (beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := kit.Space(sideWidth)
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+kit.Space(4), 0))
	o[1].Resize(fyne.NewSize(max(size.Width-left-kit.Space(4), 0), size.Height))
}
