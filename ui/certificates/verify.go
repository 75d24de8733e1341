package certificates

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// checkView stands in the place of the page while documents are checked: a code is scanned or pasted into it, a PDF
// chosen or dropped, and the answer is large enough to read from the other side of a desk.
type checkView struct {
	*Page
	view   fyne.CanvasObject
	code   *kit.Entry
	answer *fyne.Container
	series *kit.Check // of the page to publish: for all editions
	checks kit.Latest[event.Verification]
}

// onVerify opens the view in which documents are checked.
func (p *Page) onVerify() {
	if p.checking == nil {
		p.checking = p.makeCheck()
	}
	p.checking.clear()
	p.standIn(p.checking.view)
	kit.Repaint(p.shown)
	p.Window.Canvas().Focus(p.checking.code)
}

// leaveCheck goes back to what was shown before.
func (p *Page) leaveCheck() {
	if p.plan != nil {
		p.standIn(p.plan.view)
		return
	}
	p.standIn(nil)
}

func (p *Page) makeCheck() *checkView {
	t := p.Printer.T
	v := &checkView{Page: p, answer: container.NewStack()}
	v.code = kit.NewEntry(t("register.check.code.placeholder"))
	v.code.TakesCodes = true
	v.code.OnSubmitted = v.onCode
	check := kit.NewButton(t("register.check.do"), kit.IconCheck, func() { v.onCode(v.code.Text) })
	choose := kit.NewPrimary(t("register.check.choose"), kit.IconFolder, func() { kit.FileOpen(p.Window, []string{".pdf"}, p.verify) })
	back := kit.NewButton(t("common.back"), kit.IconUndo, p.leaveCheck)
	input := kit.NewField(t("register.check.code"), container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, check), v.code), t("register.check.code.hint"))
	left := kit.InOrder(kit.PadSides(0, 0, 4, 0, kit.Card("", input)), v.answer, nil)
	body := container.New(designsLayout{}, left, kit.VStack(0, v.makePublish()))
	v.view = kit.Page(kit.PageHeader(t("register.check.title"), t("register.check.hint"), back, choose), body)
	return v
}

// makePublish offers the page on which anybody can check documents.
func (v *checkView) makePublish() fyne.CanvasObject {
	t := v.Printer.T
	write := kit.NewButton(t("register.verify_page"), kit.IconExport, func() { v.onVerifyPage() })
	rows := kit.VStack(3, kit.NewParagraph(t("register.verify_page.what"), kit.StyleBody), kit.NewParagraph(t("register.verify_page.again"), kit.StyleMuted))
	v.series = kit.NewCheck(t("register.verify_page.series"), true, nil)
	if v.state.event.Series != "" {
		rows.Add(v.series)
	}
	rows.Add(kit.HStack(2, write))
	return kit.Card(t("register.verify_page.title"), rows)
}

// clear waits for the next document.
func (v *checkView) clear() {
	v.code.SetText("")
	v.answer.Objects = []fyne.CanvasObject{kit.NewPanel(kit.EmptyState(kit.IconScan, v.Printer.T("register.check.empty"), v.Printer.T("register.check.empty.hint"), nil))}
	v.answer.Refresh()
}

// onCode checks what a scanner typed, or a person pasted.
func (v *checkView) onCode(typed string) {
	text := kit.CorrectScan(typed)
	if strings.TrimSpace(text) == "" {
		return
	}
	v.code.SetText("")
	v.checks.Run(v.ctx, func(ctx context.Context) (event.Verification, error) {
		return v.Verify(ctx, []byte(text), false)
	}, func(r event.Verification, err error) {
		if err != nil {
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		if r.Code == event.CodeVerifyUnreadable && garbled(typed) {
			v.show(v.garbledAnswer())
			return
		}
		v.show(v.answerPanel(r, v.Printer.T("register.check.from.code")))
	})
}

// show shows an answer, and waits for the next code.
func (v *checkView) show(o fyne.CanvasObject) {
	v.answer.Objects = []fyne.CanvasObject{o}
	v.answer.Refresh()
	kit.Repaint(v.answer)
	v.Window.Canvas().Focus(v.code)
}

// shortToken is less than any code of a certificate has.
const shortToken = 60

// garbled reports whether a text is the code of a certificate that came through another keyboard layout: it is as long
// as one, and has letters or signs that no code has, or does not begin like one.
func garbled(typed string) bool {
	text := strings.ToUpper(strings.TrimSpace(typed))
	if len(text) < shortToken {
		return false
	}
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	foreign := strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(signs, r) })
	return foreign || !strings.HasPrefix(text, "ZLOT1:")
}

// Dropped checks a document dragged onto the window, or takes a key that was dropped onto its form.
func (p *Page) Dropped(files []fyne.URI) {
	switch {
	case len(files) == 0:
	case p.signing != nil:
		p.signing.choose(files[0].Path())
	case p.rules != nil || p.designs.drawing != nil:
		kit.Toast(p.Window.Canvas(), p.Printer.T("register.check.busy"), nil)
	default:
		p.verify(files[0].Path())
	}
}

// verify checks a PDF and shows the answer.
func (p *Page) verify(path string) {
	if p.checking == nil || p.shown.Objects[0] != p.checking.view {
		p.onVerify()
	}
	v := p.checking
	v.checks.Run(p.ctx, func(ctx context.Context) (event.Verification, error) {
		pdf, err := readDocument(path)
		if err != nil {
			return event.Verification{}, err
		}
		return p.Verify(ctx, pdf, true)
	}, func(r event.Verification, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		v.show(v.answerPanel(r, p.Printer.T("certificates.verdict.file", i18n.Args{"File": filepath.Base(path)})))
	})
}

// readDocument reads a file as far as a document can go: a film chosen by chance is not read whole.
func readDocument(path string) ([]byte, error) { return event.ReadFile(path, event.MaxDocument) }

// onVerifyPage asks where the page to publish goes.
func (p *Page) onVerifyPage() {
	series := p.state.event.Series != ""
	if p.checking != nil {
		series = series && p.checking.series.Checked()
	}
	kit.FileSave(p.Window, p.Printer.T("register.verify_page.file")+".html", func(path string) { p.writeVerifyPage(path, series) })
}

func (p *Page) writeVerifyPage(path string, series bool) {
	kit.Run(p.Context, func(ctx context.Context) (event.VerifyPage, error) {
		var made event.VerifyPage
		err := event.WriteFile(path, func(w io.Writer) (err error) {
			made, err = p.Service.WriteVerifyPage(ctx, p.Event.ID, series, w)
			return err
		})
		return made, err
	}, func(_ event.VerifyPage, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		t := p.Printer.T
		show := kit.NewButton(t("register.verify_page.open"), kit.IconNone, func() { p.openFile(path) })
		words := kit.VStack(3, kit.NewParagraph(t("register.verify_page.what"), kit.StyleBody), kit.NewParagraph(t("register.verify_page.again"), kit.StyleBody), kit.HStack(2, show))
		kit.FormDialog(p.Window, t("register.verify_page.saved", i18n.Args{"File": filepath.Base(path)}), words, t("register.verify_page.folder"), func(*kit.Dialog) bool {
			p.onReveal(path)
			return true
		})
	})
}
