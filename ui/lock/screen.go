// Package lock asks who works at the program: before everything else, when it was left alone, and for one thing that
// somebody else may do.
package lock

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// cardSteps is the width of the card in the middle.
const cardSteps = 108

// Deps are what the screen stands on.
type Deps struct {
	Context  context.Context
	Printer  *i18n.Printer
	Window   fyne.Window
	Identify func(ctx context.Context, id, pin string) (event.Operator, error)
	// Operators are those to choose from, and Last is whom to offer first; "": nobody.
	Operators []event.Operator
	Last      string
	// Title says what is locked, Why says since when; Warn tells what somebody other than Last would lose.
	Title, Why, Warn string
	// Help makes the help that stands beside the question, with nothing else of the program behind it; nil: there is
	// none. It calls closed to go away.
	Help func(closed func()) fyne.CanvasObject
	// Scanned is called once a scan was refused that is no badge's; nil: nobody asks.
	Scanned func()
	// Done is called with who works now.
	Done func(event.Operator)
}

// Screen covers the window until somebody says who they are.
type Screen struct {
	d       Deps
	ask     *question
	warn    fyne.CanvasObject
	refused fyne.CanvasObject
	beside  *fyne.Container // the question, and the help while it is open
	view    fyne.CanvasObject
	curtain *kit.Curtain
}

// Show covers the window.
func Show(d Deps) *Screen {
	s := &Screen{d: d}
	t := d.Printer.T
	s.ask = newQuestion(d, d.Operators, d.Last, s.onDone)
	s.ask.chosen, s.ask.scanned = s.showWarning, s.onScan
	s.refused = kit.PadSides(3, 0, 0, 0, kit.Notice(kit.ToneRefused, t("access.lock.scan"), nil))
	s.refused.Hide()
	s.warn = kit.PadSides(3, 0, 0, 0, kit.Notice(kit.ToneAttention, d.Warn, nil))
	s.warn.Hide()
	head := kit.VStack(1, kit.NewText(d.Title, kit.StyleMuted.Truncated()),
		kit.HStack(2, kit.NewIconViewSize(kit.IconLock, kit.ColorPrimary, kit.Space(6)), kit.NewText(t("access.lock.title"), kit.StylePage)))
	if d.Why != "" {
		head.Add(kit.NewParagraph(d.Why, kit.StyleMuted))
	}
	foot := kit.VStack(1, kit.NewParagraph(t("access.lock.forgotten"), kit.StyleSmall))
	if d.Help != nil {
		foot.Add(kit.HStack(0, kit.NewQuiet(t("access.lock.help"), kit.IconQuestion, s.toggleHelp)))
	}
	body := kit.VStack(0, head, kit.PadSides(4, 0, 0, 0, s.ask.view), s.warn, s.refused, kit.PadSides(4, 0, 0, 0, foot))
	card := kit.NewPanel(container.New(&fixed{cardSteps}, kit.Pad(7, body)))
	s.beside = container.New(&helpBeside{}, container.NewCenter(card))
	s.view = container.NewStack(kit.Flat(kit.ColorBackground), s.beside)
	s.curtain = kit.DropCurtain(d.Window, s.view, s.onKey)
	s.ask.focus()
	return s
}

// onKey answers what nothing on the screen had a use for.
func (s *Screen) onKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyF1:
		s.toggleHelp()
	case ev.Name == fyne.KeyEscape:
		s.closeHelp()
	default:
		s.ask.onKey(ev)
	}
}

// Type takes what was typed while nothing on the screen had the keyboard.
func (s *Screen) Type(r rune) {
	s.ask.focus()
	s.ask.pin.TypedRune(r)
}

// toggleHelp opens the help beside the question, or closes it.
func (s *Screen) toggleHelp() {
	if s.d.Help == nil || s.closeHelp() {
		return
	}
	s.beside.Add(s.d.Help(func() { s.closeHelp() }))
	kit.Repaint(s.beside)
}

// closeHelp tells whether the help was open.
func (s *Screen) closeHelp() bool {
	if len(s.beside.Objects) == 1 {
		return false
	}
	s.beside.Objects = s.beside.Objects[:1]
	s.beside.Refresh()
	kit.Repaint(s.beside)
	s.ask.focus()
	return true
}

// onScan refuses what only a scanner types.
func (s *Screen) onScan() {
	s.RefuseScan()
	if s.d.Scanned != nil {
		s.d.Scanned()
	}
}

// RefuseScan says that a badge was not taken: whoever stands at the door must not think so.
func (s *Screen) RefuseScan() {
	s.ask.clear()
	s.refused.Show()
	s.view.Refresh()
}

// Tell shows why something else cannot be done now.
func (s *Screen) Tell(text string) { s.ask.tell(text) }

func (s *Screen) showWarning(id string) {
	if s.d.Warn != "" && id != s.d.Last {
		s.warn.Show()
	} else {
		s.warn.Hide()
	}
	s.view.Refresh()
}

func (s *Screen) onDone(o event.Operator) {
	s.curtain.Lift()
	s.d.Done(o)
}

// fixed gives its object a width in steps, or what there is.
type fixed struct{ steps int }

func (l *fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(l.steps), o[0].MinSize().Height)
}

func (l *fixed) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// helpBeside gives the help its width at the right, and the question the rest.
type helpBeside struct{}

func (*helpBeside) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*helpBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	room := size
	if len(o) > 1 {
		room.Width = max(size.Width-kit.Space(cardSteps), size.Width/2)
		o[1].Move(fyne.NewPos(room.Width, 0))
		o[1].Resize(fyne.NewSize(size.Width-room.Width, size.Height))
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(room)
}
