// Package scanner is the page that tries a scanner out, and what reads codes from a camera.
package scanner

import (
	"context"
	"image"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/event/wedge"
	"zlot/ui/kit"
)

const (
	// quiet is how long nothing comes after a code that no Enter ends.
	quiet = 1500 * time.Millisecond
	// watch is how often the page looks whether it lost the keyboard.
	watch = 300 * time.Millisecond
)

// Settings keep what is corrected on this machine.
type Settings interface {
	Correction() wedge.Correction
	SetCorrection(c wedge.Correction)
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Printer  *i18n.Printer
	Window   fyne.Window
	Settings Settings
	// QR is the picture of a code.
	QR func(code string) image.Image
	// Sheet writes the test sheet as PDF.
	Sheet func(ctx context.Context, w io.Writer) error
	// Show opens a file outside the program.
	Show func(path string) error
	// Back goes to the page that led here.
	Back func()
}

// Command is one thing of the page that a key starts.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// Page is the test of a scanner.
type Page struct {
	d       Deps
	ctx     context.Context
	cancel  context.CancelFunc
	content fyne.CanvasObject
	view    *view

	shown    bool
	watching func()
	ending   func() // stops waiting for the end of a code
	result   *result
}

// result is what the last scan told.
type result struct {
	typed string
	wedge.Diagnosis
	badge string // the code of a badge that was scanned instead of the test sheet; "": none
	fixed bool   // the program corrects it already
}

// New makes the page.
func New(d Deps) *Page {
	return &Page{d: d, ctx: d.Context, cancel: func() {}}
}

// Title is part of ui.Page.
func (p *Page) Title() string { return p.d.Printer.T("scanner.title") }

// Content is part of ui.Page.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.view = newView(p)
		p.content = p.view.root
		p.showResult()
		p.showCorrection()
	}
	return p.content
}

// Shown is part of ui.Page.
func (p *Page) Shown() {
	p.Content()
	p.ctx, p.cancel = context.WithCancel(p.d.Context)
	p.shown = true
	p.showCorrection()
	p.keepKeyboard()
}

// Hidden is part of ui.Page.
func (p *Page) Hidden() {
	p.shown = false
	p.cancel()
	p.stopWaiting()
	if p.watching != nil {
		p.watching()
	}
	p.view.pad.clear()
}

// Changed is part of ui.Page: what is committed has nothing to do with scanners.
func (p *Page) Changed(map[string]bool) {}

// Commands are what the page offers under a key: Tab may come from the scanner, so it does not go round here.
func (p *Page) Commands() []Command {
	t := p.d.Printer.T
	return []Command{
		{Label: t("scanner.key.sheet"), Key: fyne.KeyF2, Run: p.onSheet},
		{Label: t("scanner.key.correct"), Key: fyne.KeyF4, Run: p.onCorrect},
		{Label: t("scanner.key.remove"), Key: fyne.KeyF8, Run: p.onRemove},
		{Label: t("scanner.key.back"), Key: fyne.KeyEscape, Run: p.onBack},
	}
}

// keepKeyboard takes the keyboard back from buttons that were clicked: a scan lands here.
func (p *Page) keepKeyboard() {
	c := p.d.Window.Canvas()
	if c.Overlays().Top() == nil && c.Focused() != fyne.Focusable(p.view.pad) {
		c.Focus(p.view.pad)
	}
	p.watching = kit.After(watch, func() {
		if p.shown {
			p.keepKeyboard()
		}
	})
}

func (p *Page) stopWaiting() {
	if p.ending != nil {
		p.ending()
		p.ending = nil
	}
}

// onTyped comes with every key.
func (p *Page) onTyped(typed string) {
	p.stopWaiting()
	if body := strings.TrimRight(typed, "\r\t"); body != typed && body != "" {
		// What else the scanner sends after it, a second Enter, comes at once.
		p.ending = kit.After(watch, func() { p.judge(typed) })
		return
	}
	p.ending = kit.After(quiet, func() { p.judge(typed) })
}

// judge says what the scan tells.
func (p *Page) judge(typed string) {
	p.stopWaiting()
	p.view.pad.finish()
	if strings.TrimSpace(typed) == "" {
		p.view.pad.clear()
		return
	}
	now := p.d.Settings.Correction()
	r := &result{typed: typed, Diagnosis: wedge.Diagnose(wedge.Sheet, typed)}
	if r.Has(wedge.Foreign) {
		code := strings.TrimSpace(now.Apply(strings.TrimSpace(typed)))
		if wedge.Whole(code) {
			r.badge, r.Diagnosis = code, wedge.Diagnose(code, typed)
		}
	}
	r.fixed = r.Fixable() && r.Correction == now
	p.result = r
	p.showResult()
}

// onCorrect keeps the correction of the last result.
func (p *Page) onCorrect() {
	if p.result == nil || !p.result.Fixable() || p.result.fixed {
		return
	}
	before := p.d.Settings.Correction()
	p.d.Settings.SetCorrection(p.result.Correction)
	p.result.fixed = true
	p.showResult()
	p.showCorrection()
	kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("scanner.corrected"), func() { p.set(before) })
}

// onRemove takes the correction away.
func (p *Page) onRemove() {
	before := p.d.Settings.Correction()
	if before.Zero() {
		return
	}
	p.set(wedge.Correction{})
	kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("scanner.removed"), func() { p.set(before) })
}

func (p *Page) set(c wedge.Correction) {
	p.d.Settings.SetCorrection(c)
	if p.result != nil {
		p.result.fixed = p.result.Fixable() && p.result.Correction == c
	}
	p.showResult()
	p.showCorrection()
}

// onBack leaves nothing behind for the next scanner.
func (p *Page) onBack() {
	p.stopWaiting()
	p.result = nil
	p.view.pad.clear()
	p.showResult()
	p.d.Back()
}

// onSheet saves the test sheet and opens it, to be printed.
func (p *Page) onSheet() {
	kit.FileSave(p.d.Window, p.d.Printer.T("scanner.sheet.file"), func(path string) {
		kit.Run(p.ctx, func(ctx context.Context) (string, error) { return path, p.writeSheet(ctx, path) }, p.onSaved)
	})
}

func (p *Page) onSaved(path string, err error) {
	if err != nil {
		kit.ShowError(p.d.Window, p.d.Printer, err)
		return
	}
	if p.d.Show(path) != nil {
		kit.Unopened(p.d.Window, path)
		return
	}
	kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("scanner.sheet.saved", i18n.Args{"Path": path}), nil)
}
