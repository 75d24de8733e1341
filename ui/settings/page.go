// Package settings is the page of what an event is called and says on paper,
// and of how this machine behaves.
package settings

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use case behind the page.
type Service interface {
	PrintService
	OperatorService
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
	SetRetention(ctx context.Context, eventID string, rules []event.RetentionRule) (event.Event, error)
	RetentionPlan(ctx context.Context, now time.Time) (event.RetentionPlan, error)
	RunRetention(ctx context.Context) (event.RetentionResult, error)
	ProposeQuestions(ctx context.Context, eventID string) ([]event.Question, error)
}

// Store is what the page asks of the file itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Backup(ctx context.Context, path string) error
}

// Prefs are the settings of this machine.
type Prefs interface {
	PrintPrefs
	LockPrefs
	Language() string
	Theme() string
	SetTheme(theme string)
	Scale() float64
	SetScale(scale float64)
	Sounds() bool
	SetSounds(on bool)
	DeskName() string
	SetDeskName(name string)
}

// Files says where the program keeps what.
type Files struct{ Database, Log, Crash string }

// Deps are what the page stands on.
type Deps struct {
	Context context.Context
	Service Service
	Store   Store
	Prefs   Prefs
	Printer *i18n.Printer
	Window  fyne.Window
	Event   event.Event
	Now     func() time.Time
	Files   Files
	Version string
	// Components are what others made of the program.
	Components func() []Component
	Backups    Backups
	// Rules goes to the rules of certificates.
	Rules func()
	// Scanner goes to the page on which a scanner is tried out.
	Scanner func()
	// Reveal shows the folder of a file outside the program.
	Reveal func(path string) error
	// SetLanguage keeps a language and builds the window anew in it;
	// ThemeChosen paints the window as the settings say now.
	SetLanguage func(lang string)
	ThemeChosen func()
}

// Page is the settings page.
type Page struct {
	Deps
	ctx     context.Context
	cancel  context.CancelFunc
	content fyne.CanvasObject
	main    fyne.CanvasObject // the settings themselves
	stage   *fyne.Container   // they, or what stands in their place
	form    *form
	asks    *questions
	keeps   *retention
	prints  *printers
	copies  *backup
	workers *operators
	body    *fyne.Container // both columns
	scroll  *kit.Scroll
	frame   *fyne.Container
	unsaved fyne.CanvasObject // says that something is not saved yet
	save    *kit.Button
	discard *kit.Button
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d}
	t := d.Printer.T
	p.save = kit.NewPrimary(t("common.save"), kit.IconCheck, p.onSave)
	p.discard = kit.NewButton(t("settings.discard"), kit.IconUndo, p.onDiscard)
	p.unsaved = kit.PadSides(3, 0, 0, 0, kit.Notice(kit.ToneInfo, t("settings.unsaved"), kit.HStack(2, p.discard, p.save)))
	p.form = newForm(d)
	p.form.fill(d.Event)
	p.form.edited = p.showUnsaved
	p.asks = newQuestions(p)
	p.keeps = newRetention(p)
	p.prints = newPrinters(p)
	p.copies = newBackup(p)
	p.workers = newOperators(p)
	right := kit.VStack(4, p.makeMachine(), p.copies.view, p.workers.view, p.prints.view, p.makeFiles(), p.makeAbout())
	p.body = container.New(&columns{}, kit.VStack(4, p.form.view, p.asks.view, p.keeps.view), right)
	p.scroll = kit.NewVScroll(kit.PadSides(0, 3, 4, 0, p.body))
	kit.HandWheel(p.body, p.scroll.Scrolled)
	// Below the form: above it, it would push down what is just typed into.
	p.frame = container.NewBorder(nil, p.unsaved, nil, nil, p.scroll)
	p.main = kit.Page(kit.PageHeader(t("settings.title"), ""), p.frame)
	p.stage = container.NewStack(p.main)
	p.content = p.stage
	p.showUnsaved()
	p.asks.fill(d.Event.Questions)
	p.keeps.fill(d.Event)
	return p
}

// relayout makes room for what has grown.
func (p *Page) relayout() {
	if p.body == nil {
		return // the cards are being made
	}
	p.body.Refresh()
	p.scroll.Refresh()
}

// showUnsaved says whether something waits to be saved, and offers to.
func (p *Page) showUnsaved() {
	if p.form.touched() == p.unsaved.Visible() {
		return
	}
	if p.unsaved.Visible() {
		p.unsaved.Hide()
	} else {
		p.unsaved.Show()
	}
	p.frame.Refresh()
}

// The arguments of Open: what is on certificates, and the
// event's own questions, and the printers of the machine.
const (
	certificate = "certificate"
	asked       = "questions"
	printing    = "printers"
	people      = "operators"
)

// Open goes to a part of the settings.
func (p *Page) Open(arg string) {
	if p.stage.Objects[0] != p.main {
		p.closeComponents()
	}
	var top float32
	var first fyne.Focusable
	switch arg {
	case certificate:
		top, first = p.form.rules.Position().Y, p.form.place
	case asked:
		top, first = p.asks.view.Position().Y, p.asks.add
	case printing:
		top, first = p.body.Objects[1].Position().Y+p.prints.view.Position().Y, p.prints.sheets.printer
	case people:
		top, first = p.body.Objects[1].Position().Y+p.workers.view.Position().Y, p.workers.add
	default:
		return
	}
	end := p.scroll.Content.MinSize().Height - p.scroll.Size().Height
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(top, max(end, 0))))
	p.Window.Canvas().Focus(first)
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("settings.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown makes the context, looks for what could be asked, and for what was changed elsewhere.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.asks.read()
	p.prints.read()
	p.workers.read()
	p.copies.update()
	p.read()
}

// Commands are the page's keys.
func (p *Page) Commands() []kit.Command {
	return []kit.Command{{Label: p.Printer.T("settings.key.save"), Key: fyne.KeyS, Modifier: fyne.KeyModifierControl, Run: p.onSaveKey}}
}

// onSaveKey saves where there is something to save.
func (p *Page) onSaveKey() {
	if p.Unsaved() && p.stage.Objects[0] == p.main {
		p.onSave()
	}
}

// Unsaved says whether something typed is not saved yet.
func (p *Page) Unsaved() bool { return p.form.touched() }

// Hidden ends it.
func (p *Page) Hidden() { p.cancel() }

// Changed shows an event that was changed elsewhere, unless somebody is just
// typing here.
func (p *Page) Changed(kinds map[string]bool) {
	if kinds["registration.added"] || kinds["registration.changed"] {
		p.asks.read()
	}
	if kinds["event.changed"] {
		p.read()
	}
	if kinds["operator.added"] || kinds["operator.changed"] || kinds["operator.removed"] {
		p.workers.read()
	}
}

// read fills the form with what is stored.
func (p *Page) read() {
	kit.Run(p.ctx, func(ctx context.Context) (event.Event, error) { return p.Store.Event(ctx, p.Event.ID) },
		func(e event.Event, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.asks.fill(e.Questions)
			p.keeps.fill(e)
			if !p.form.touched() {
				p.form.fill(e)
			}
		})
}

// onDiscard drops what was typed.
func (p *Page) onDiscard() {
	p.form.fill(p.form.shown)
	p.read() // in case somebody else has changed it meanwhile
}

// onSave writes what was changed, or marks the field that is wrong.
func (p *Page) onSave() {
	p.form.clearErrors()
	update, _, err := p.form.read()
	if err != nil {
		p.refuse(err)
		return
	}
	kit.Run(p.ctx, func(ctx context.Context) (event.Event, error) {
		return p.Service.UpdateEvent(ctx, p.Event.ID, update)
	}, func(e event.Event, err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.form.fill(e)
		kit.Toast(p.Window.Canvas(), p.Printer.T("settings.saved"), nil)
	})
}

func (p *Page) refuse(err error) {
	var known *event.Error
	if errors.As(err, &known) && p.form.setError(known.Field, p.Printer.Error(err)) {
		return
	}
	kit.ShowError(p.Window, p.Printer, err)
}

// onBackup writes a copy of the file where somebody wants it.
func (p *Page) onBackup() {
	name := p.Printer.T("settings.backup.name", i18n.Args{"Day": p.Now().Format(time.DateOnly)})
	kit.FileSave(p.Window, name, func(path string) {
		kit.Run(p.ctx, func(ctx context.Context) (string, error) { return path, p.Store.Backup(ctx, path) },
			func(path string, err error) {
				if err != nil {
					kit.ShowError(p.Window, p.Printer, err)
					return
				}
				kit.Toast(p.Window.Canvas(), p.Printer.T("settings.backup.done", i18n.Args{"Path": path}), nil)
			})
	})
}

// columns puts the event at the left and the machine at the right, or below
// where the window is narrow.
type columns struct{ width float32 }

const leftShare = 0.62

// widths are those of both columns; stacked means below each other.
func (c *columns) widths(o []fyne.CanvasObject) (left, right float32, stacked bool) {
	room := c.width - kit.Space(4)
	left, right = room*leftShare, room*(1-leftShare)
	if c.width > 0 && (left < o[0].MinSize().Width || right < o[1].MinSize().Width) {
		return c.width, c.width, true
	}
	return left, right, false
}

// MinSize is part of fyne.Layout.
func (c *columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	width := max(l.Width, r.Width)
	if _, _, stacked := c.widths(o); stacked {
		return fyne.NewSize(width, l.Height+kit.Space(4)+r.Height)
	}
	return fyne.NewSize(width, max(l.Height, r.Height))
}

// Layout is part of fyne.Layout.
func (c *columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	left, right, stacked := c.widths(o)
	o[0].Resize(fyne.NewSize(left, o[0].MinSize().Height))
	at := fyne.NewPos(left+kit.Space(4), 0)
	if stacked {
		at = fyne.NewPos(0, o[0].MinSize().Height+kit.Space(4))
	}
	o[1].Move(at)
	o[1].Resize(fyne.NewSize(right, o[1].MinSize().Height))
}
