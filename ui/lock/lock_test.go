package lock

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// rightPIN is everybody's.
const rightPIN = "2012"

// gate is a window with a page that is locked.
type gate struct {
	t       *testing.T
	clock   *kittest.Clock
	window  fyne.Window
	below   *kit.Entry
	deps    Deps
	screen  *Screen
	in      []string // who came in
	asked   []string // PINs that were tried
	scanned int
}

func newGate(t *testing.T) *gate {
	t.Helper()
	g := &gate{t: t, clock: kittest.Start(t)}
	g.below = kit.NewEntry("")
	g.window = kittest.Window(t, kit.VStack(2, g.below, kit.NewText("Anna Nowak", kit.StyleBody)), 1366, 768)
	g.deps = Deps{
		Context: t.Context(), Printer: i18n.New(i18n.Polish), Window: g.window, Title: "Zlot",
		Operators: []event.Operator{{ID: "ewa", Name: "Ewa Leska", Role: event.OperatorLead},
			{ID: "jan", Name: "Jan Recki", Role: event.OperatorDesk}, {ID: "jola", Name: "Jola Ścibor", Role: event.OperatorSteward}},
		Identify: func(_ context.Context, id, pin string) (event.Operator, error) {
			g.asked = append(g.asked, pin)
			if pin != rightPIN {
				return event.Operator{}, event.Fail(event.CodeAccessPIN)
			}
			return event.Operator{ID: id}, nil
		},
		Scanned: func() { g.scanned++ },
		Done:    func(o event.Operator) { g.in = append(g.in, o.ID) },
	}
	return g
}

// locked is a gate whose page had the keyboard when it was locked.
func locked(t *testing.T) *gate {
	t.Helper()
	g := newGate(t)
	kittest.Type(g.canvas(), g.below, "Now")
	g.screen = Show(g.deps)
	return g
}

func (g *gate) canvas() fyne.Canvas { return g.window.Canvas() }

func (g *gate) typed(text string) {
	kittest.TypeFocused(g.canvas(), text)
	g.clock.Settle()
}

// seen is what stands in front, in one line.
func (g *gate) seen() string {
	return strings.ReplaceAll(kittest.Words(g.canvas().Overlays().Top()), "\n", " ")
}

func (g *gate) says(id string) bool { return strings.Contains(g.seen(), g.deps.Printer.T(id)) }

func TestScreen_CoversThePage(t *testing.T) {
	g := locked(t)
	if strings.Contains(g.seen(), "Anna Nowak") || !g.says("access.lock.title") || !strings.Contains(g.seen(), "Jola Ścibor") {
		t.Errorf("seen: %q", g.seen())
	}
	if size := g.canvas().Overlays().Top().Size(); size != g.canvas().Size() {
		t.Errorf("covers %v of %v", size, g.canvas().Size())
	}
	g.typed("ak")
	kittest.Press(g.canvas(), fyne.KeyEscape, fyne.KeyTab, fyne.KeyEscape)
	if g.below.Text != "Now" || !kit.CurtainDown(g.window) || len(g.in) != 0 {
		t.Errorf("below it says %q, covered: %v, in: %v", g.below.Text, kit.CurtainDown(g.window), g.in)
	}
}

// By keyboard alone: letters and arrows choose, digits and Enter go in, and the page has the keyboard again.
func TestScreen_FromTheKeyboard(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(g *gate)
		want string
	}{
		"letters":      {func(g *gate) { g.typed("re") }, "jan"},
		"a letter":     {func(g *gate) { g.typed("j") }, "jan"},
		"one again":    {func(g *gate) { g.typed("j"); g.clock.Advance(letterPause); g.typed("j") }, "jola"},
		"Polish":       {func(g *gate) { g.typed("ści") }, "jola"},
		"folded":       {func(g *gate) { g.typed("SCI") }, "jola"},
		"arrows":       {func(g *gate) { kittest.Press(g.canvas(), fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp) }, "jan"},
		"past the end": {func(g *gate) { kittest.Press(g.canvas(), fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) }, "jola"},
	} {
		t.Run(name, func(t *testing.T) {
			g := locked(t)
			c.do(g)
			g.typed(rightPIN + "\n")
			if len(g.in) != 1 || g.in[0] != c.want {
				t.Fatalf("in: %v, %q", g.in, g.seen())
			}
			if kit.CurtainDown(g.window) || g.canvas().Focused() != fyne.Focusable(g.below) || g.below.Text != "Now" {
				t.Errorf("covered: %v, the page has the keyboard: %v, says %q", kit.CurtainDown(g.window),
					g.canvas().Focused() == fyne.Focusable(g.below), g.below.Text)
			}
		})
	}
}

func TestScreen_WrongPIN(t *testing.T) {
	g := locked(t)
	g.typed(rightPIN + "\n")
	if len(g.asked) != 0 || !g.says("access.choose") {
		t.Errorf("nobody was chosen: asked %v, %q", g.asked, g.seen())
	}
	g.typed("ew")
	g.typed("\n")
	if len(g.asked) != 0 || !g.says("access.pin.type") {
		t.Errorf("no PIN: asked %v, %q", g.asked, g.seen())
	}
	g.typed("9999\n")
	if len(g.in) != 0 || !kit.CurtainDown(g.window) || !g.says("error.access.pin") || g.screen.ask.pin.Text != "" {
		t.Fatalf("in: %v, %q, still typed: %q", g.in, g.seen(), g.screen.ask.pin.Text)
	}
	g.typed(rightPIN + "\n")
	if len(g.in) != 1 || g.in[0] != "ewa" {
		t.Errorf("in: %v", g.in)
	}
}

// A half-typed PIN is not the next one's.
func TestScreen_AnotherNameBeginsAnew(t *testing.T) {
	g := locked(t)
	g.typed("ew20")
	kittest.Press(g.canvas(), fyne.KeyDown)
	if got := g.screen.ask.pin.Text; got != "" {
		t.Errorf("the PIN of Jan begins with %q", got)
	}
}

// What is too long for a PIN was scanned: it is refused with words, tried as nobody's PIN, and told to the shell.
func TestScreen_AScanIsNoPIN(t *testing.T) {
	g := locked(t)
	g.typed("ew")
	if g.screen.refused.Visible() {
		t.Fatal("it speaks of a scan too early")
	}
	g.typed("590123412345\n")
	if len(g.asked) != 0 || !g.screen.refused.Visible() || !g.says("access.lock.scan") || g.scanned != 1 || g.screen.ask.pin.Text != "" {
		t.Errorf("tried %v, told %d times, left %q: %q", g.asked, g.scanned, g.screen.ask.pin.Text, g.seen())
	}
	g.typed(rightPIN + "\n")
	if len(g.in) != 1 || g.in[0] != "ewa" {
		t.Errorf("in afterwards: %v", g.in)
	}
}

func TestScreen_OnlyOneName(t *testing.T) {
	g := newGate(t)
	g.deps.Operators = g.deps.Operators[:1]
	Show(g.deps)
	g.typed(rightPIN + "\n")
	if len(g.in) != 1 || g.in[0] != "ewa" {
		t.Errorf("in: %v", g.in)
	}
}

// Somebody else is told what would be lost; whoever was there is not.
func TestScreen_WarnsOfWhatIsLost(t *testing.T) {
	g := newGate(t)
	g.deps.Last, g.deps.Warn = "jan", "Jan nie zapisał zmian."
	g.screen = Show(g.deps)
	if g.screen.warn.Visible() {
		t.Error("Jan is warned of himself")
	}
	g.typed("ew")
	if !g.screen.warn.Visible() || !strings.Contains(g.seen(), g.deps.Warn) {
		t.Errorf("Ewa is not warned: %q", g.seen())
	}
	g.clock.Advance(letterPause)
	g.typed("ja")
	if g.screen.warn.Visible() {
		t.Error("Jan is warned of himself once he is back")
	}
}

func TestScreen_Help(t *testing.T) {
	g := newGate(t)
	g.deps.Help = func(func()) fyne.CanvasObject {
		return container.NewStack(kit.NewText("Rozdział o rolach", kit.StyleBody))
	}
	g.screen = Show(g.deps)
	kittest.Press(g.canvas(), fyne.KeyF1)
	if !strings.Contains(g.seen(), "Rozdział o rolach") || !g.says("access.lock.title") {
		t.Errorf("F1: %q", g.seen())
	}
	kittest.Press(g.canvas(), fyne.KeyEscape)
	if strings.Contains(g.seen(), "Rozdział o rolach") || !kit.CurtainDown(g.window) {
		t.Errorf("Escape: %q", g.seen())
	}
	g.typed("ew" + rightPIN + "\n")
	if len(g.in) != 1 {
		t.Error("the keyboard did not come back to the PIN")
	}
}

func TestAskFor(t *testing.T) {
	g := newGate(t)
	d := AskFor(g.deps, "Tę rzecz robi kierownik.")
	g.typed("ew590123412345\n")
	if !d.Open() || len(g.asked) != 0 || !g.says("access.pin.type") {
		t.Fatalf("a scan: tried %v, %q", g.asked, g.seen())
	}
	g.typed("1111\n")
	if !d.Open() || len(g.in) != 0 || !g.says("error.access.pin") {
		t.Fatalf("a wrong PIN: in %v, %q", g.in, g.seen())
	}
	g.typed(rightPIN + "\n")
	if d.Open() || len(g.in) != 1 || g.in[0] != "ewa" {
		t.Fatalf("in: %v, open: %v", g.in, d.Open())
	}
	d = AskFor(g.deps, "Tę rzecz robi kierownik.")
	kittest.Press(g.canvas(), fyne.KeyEscape)
	if d.Open() || len(g.in) != 1 {
		t.Error("Escape does not leave it undone")
	}
}
