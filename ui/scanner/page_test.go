package scanner

import (
	"context"
	"errors"
	"image"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/event/wedge"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

const badge = "48312094771655076"

// machine keeps the correction in memory.
type machine struct{ correction wedge.Correction }

func (m *machine) Correction() wedge.Correction     { return m.correction }
func (m *machine) SetCorrection(c wedge.Correction) { m.correction = c }

// bench is the page in a window.
type bench struct {
	*Page
	t       *testing.T
	clock   *kittest.Clock
	window  fyne.Window
	machine *machine
	opened  []string
	left    int   // how often the page was left
	broken  error // what writing the sheet fails with
}

type setup struct {
	variant       kit.Variant
	lang          string
	width, height float32
}

var usual = setup{kit.VariantLight, i18n.Polish, 1166, 700}

func newBench(t *testing.T) *bench { return newBenchWith(t, usual) }

func newBenchWith(t *testing.T, s setup) *bench {
	t.Helper()
	b := &bench{t: t, machine: &machine{}}
	b.clock = kittest.StartWith(t, s.variant, s.lang)
	b.window = kittest.Window(t, kit.Gap(1), s.width, s.height)
	b.Page = New(Deps{
		Context: t.Context(), Printer: i18n.New(s.lang), Window: b.window, Settings: b.machine, QR: checks,
		Sheet: func(_ context.Context, w io.Writer) error {
			if b.broken != nil {
				return b.broken
			}
			_, err := io.WriteString(w, "%PDF-")
			return err
		},
		Show: func(path string) error { b.opened = append(b.opened, path); return nil },
		Back: func() { b.left++ },
	})
	b.window.SetContent(kit.NewToastHost(b.window, b.Content()))
	b.Shown()
	t.Cleanup(b.Hidden)
	kittest.Relayout(b.window.Canvas())
	return b
}

// checks stands for a code.
func checks(string) image.Image {
	out := image.NewGray(image.Rect(0, 0, 41, 41))
	for i := range out.Pix {
		if i%3 != 0 && i%7 != 0 {
			out.SetGray(i%41, i/41, color.Gray{Y: 255})
		}
	}
	return out
}

// scan types what a scanner sends, to whatever has the keyboard.
func (b *bench) scan(text string) {
	b.t.Helper()
	c := b.window.Canvas()
	for _, r := range text {
		switch r {
		case '\r':
			kittest.Press(c, fyne.KeyReturn)
		case '\t':
			kittest.Press(c, fyne.KeyTab)
		default:
			kittest.TypeFocused(c, string(r))
		}
	}
	b.clock.Advance(2 * quiet)
}

func (b *bench) word() string { return b.view.panel.Verdict().Word }

func (b *bench) says(t *testing.T, id string) {
	t.Helper()
	if got, want := b.word(), b.d.Printer.T(id); got != want {
		t.Errorf("the verdict is %q, want %q", got, want)
	}
}

const czech = "+ěščřžýáíéAaBbMmQqWwZzYy ="

func TestPage_ARightScanner(t *testing.T) {
	b := newBench(t)
	b.says(t, "scanner.verdict.wait")
	b.scan(wedge.Sheet + "\r")
	b.says(t, "scanner.verdict.right")
	if b.view.actions.Visible() || len(b.view.findings.Objects) > 0 || len(b.view.pad.wrong) > 0 {
		t.Errorf("something is wrong with a right scanner: %v", b.view.pad.wrong)
	}
	b.scan(badge + "\r")
	if v := b.view.panel.Verdict(); v.Tone != kit.ToneAdmitted || len(v.Lines) != 1 || v.Lines[0] != "4831 2094 7716 5507 6" {
		t.Errorf("a badge: %+v", v)
	}
}

func TestPage_CorrectsAndForgets(t *testing.T) {
	b := newBench(t)
	b.scan(czech + "\r")
	b.says(t, "scanner.verdict.fixable")
	if !b.view.actions.Visible() || b.view.correction.Visible() {
		t.Fatal("nothing is offered, or something is corrected already")
	}
	kittest.Click(b.window.Canvas(), b.view.correct)
	b.says(t, "scanner.verdict.fixed")
	if b.machine.correction.Digits != "é+ěščřžýáí" || !b.view.correction.Visible() || b.view.actions.Visible() {
		t.Errorf("kept %+v", b.machine.correction)
	}
	b.clock.Advance(time.Second) // the keyboard comes back from the button
	b.scan("řáš+é\r")
	b.says(t, "scanner.verdict.foreign")
	b.scan("čáš+ěéíčýý+žřřéýž\r")
	b.says(t, "scanner.verdict.badge")
	b.onRemove()
	if !b.machine.correction.Zero() || b.view.correction.Visible() {
		t.Errorf("still %+v", b.machine.correction)
	}
	if !kit.UndoToast(b.window.Canvas()) || b.machine.correction.Zero() {
		t.Error("taking it away was not undone")
	}
}

func TestPage_NoEnterIsNoticedWhenNothingMoreComes(t *testing.T) {
	b := newBench(t)
	b.scan(wedge.Sheet)
	b.says(t, "scanner.verdict.fixable")
	b.press(fyne.KeyF4)
	if !b.machine.correction.NoEnter {
		t.Errorf("kept %+v", b.machine.correction)
	}
	b.scan(badge)
	b.says(t, "scanner.verdict.badge")
}

// A badge without an Enter is read here, but the desk would wait for more of it.
func TestPage_ABadgeWithoutEnterIsNotRight(t *testing.T) {
	b := newBench(t)
	b.scan(badge)
	b.says(t, "scanner.verdict.fixable")
	if !b.result.Has(wedge.NoEnter) || len(b.view.findings.Objects) != 1 || len(b.view.pad.wrong) > 0 {
		t.Errorf("found %v, marked %v", b.result.Findings, b.view.pad.wrong)
	}
	b.press(fyne.KeyF4)
	b.says(t, "scanner.verdict.badge")
	b.scan(badge)
	b.says(t, "scanner.verdict.badge")
	b.onRemove()
	b.scan(badge + "\r")
	b.says(t, "scanner.verdict.badge")
}

func (b *bench) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		for _, c := range b.Commands() {
			if c.Key == key {
				c.Run()
			}
		}
	}
}

func TestPage_TabAndTwoEntersAreUnderstood(t *testing.T) {
	b := newBench(t)
	b.scan(wedge.Sheet + "\t")
	b.says(t, "scanner.verdict.readable")
	if !b.result.Has(wedge.Tab) {
		t.Errorf("found %v", b.result.Findings)
	}
	b.scan(wedge.Sheet + "\r\r")
	if !b.result.Has(wedge.LineFeed) {
		t.Errorf("found %v", b.result.Findings)
	}
}

func TestPage_NoticesThatACorrectionIsNotNeeded(t *testing.T) {
	b := newBench(t)
	b.machine.correction = wedge.Correction{Prefix: "]Q3"}
	b.scan(wedge.Sheet + "\r")
	if len(b.view.findings.Objects) != 1 {
		t.Errorf("%d remarks", len(b.view.findings.Objects))
	}
}

func TestPage_MarksTheKeysThatAreWrong(t *testing.T) {
	b := newBench(t)
	b.scan("]Q3" + strings.Replace(wedge.Sheet, "@", "\"", 1) + "\r")
	at := 3 + strings.Index(wedge.Sheet, "@")
	if len(b.view.pad.wrong) != 4 || b.view.pad.wrong[2] != 0 || b.view.pad.wrong[at] != '@' {
		t.Errorf("marked %v", b.view.pad.wrong)
	}
	b.scan(wedge.Sheet[:4] + wedge.Sheet[9:] + "\r")
	if len(b.view.pad.wrong) != 0 {
		t.Errorf("what came is right, although something is missing: %v", b.view.pad.wrong)
	}
	b.press(fyne.KeyEscape)
	if len(b.view.pad.typed) != 0 || b.result != nil || b.left != 1 {
		t.Error("Escape left something, or did not go back")
	}
}

// Every finding and layout has its words, in both languages.
func TestWords(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		words := i18n.New(lang)
		for _, f := range []wedge.Finding{wedge.Digits, wedge.Prefix, wedge.Suffix, wedge.NoEnter, wedge.Keypad,
			wedge.Lost, wedge.Foreign, wedge.Aim, wedge.Eci, wedge.Control, wedge.Tab, wedge.LineFeed, wedge.Caps,
			wedge.SwappedYZ, wedge.Letters, wedge.Punctuation, wedge.AltGr} {
			if !words.Has("scanner.finding."+string(f)) || !ofLayout(f) && !words.Has("scanner.advice."+string(f)) {
				t.Errorf("%s: %s has no words", lang, f)
			}
		}
		for _, id := range wedge.Layouts() {
			if !words.Has("scanner.layout." + id) {
				t.Errorf("%s: layout %s has no name", lang, id)
			}
		}
	}
}

func TestPage_Sheet(t *testing.T) {
	b := newBench(t)
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := b.writeSheet(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "%PDF-" {
		t.Errorf("%q, %v", got, err)
	}
	b.onSaved(path, nil)
	if len(b.opened) != 1 || b.opened[0] != path {
		t.Errorf("opened %v", b.opened)
	}
	b.broken = errors.New("no font")
	broken := filepath.Join(t.TempDir(), "b.pdf")
	err := b.writeSheet(t.Context(), broken)
	if _, missing := os.Stat(broken); err == nil || !os.IsNotExist(missing) {
		t.Errorf("half a file stayed, %v", err)
	}
	b.onSaved(broken, err)
	if !kit.DialogOpen(b.window) {
		t.Error("the failure is not told")
	}
}

func TestPage_KeysOfThePageGoOn(t *testing.T) {
	b := newBench(t)
	var got fyne.KeyName
	b.window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = ev.Name })
	kittest.Press(b.window.Canvas(), fyne.KeyF1)
	if got != fyne.KeyF1 || len(b.view.pad.typed) > 0 {
		t.Errorf("F1 came as %q, typed %q", got, string(b.view.pad.typed))
	}
}

// TestPictures draws the states; with kittest.PictureFolder set it leaves pictures for people to look at.
func TestPictures(t *testing.T) {
	looks := map[string]setup{"en-dark": {kit.VariantDark, i18n.English, 1166, 700}}
	if os.Getenv(kittest.PictureFolder) != "" {
		looks["pl-light"] = usual
		looks["pl-large"] = setup{kit.VariantLight, i18n.Polish, 1720, 1010}
		looks["small"] = setup{kit.VariantLight, i18n.Polish, 712, 500}
	}
	for look, s := range looks {
		for name, play := range map[string]func(b *bench){
			"waiting": func(*bench) {},
			"right":   func(b *bench) { b.scan(wedge.Sheet + "\r") },
			"czech":   func(b *bench) { b.scan(czech + "\r") },
			"fixed":   func(b *bench) { b.scan("]Q3" + czech); b.onCorrect(); b.clock.Advance(20 * time.Second) },
			"german": func(b *bench) {
				b.scan(strings.NewReplacer("Y", "Z", "Z", "Y", "y", "z", "z", "y", "-", "ß", ":", "Ö").Replace(wedge.Sheet) + "\t")
			},
			"lost":  func(b *bench) { b.scan(wedge.Sheet[:4] + wedge.Sheet[9:] + "\r") },
			"badge": func(b *bench) { b.scan(badge + "\r") },
		} {
			t.Run(look+"/"+name, func(t *testing.T) {
				b := newBenchWith(t, s)
				play(b)
				kittest.Relayout(b.window.Canvas())
				kittest.Screenshot(t, b.window.Canvas(), "scanner-"+look+"-"+name)
			})
		}
	}
}

// A layout that exchanges letters tells under each what it should be.
func TestPage_ExchangedLettersSayWhatTheyShouldBe(t *testing.T) {
	b := newBench(t)
	b.scan(strings.NewReplacer("Y", "Z", "y", "z", "Z", "Y", "z", "y").Replace(wedge.Sheet) + "\r")
	at := strings.Index(wedge.Sheet, "Yy")
	if w := b.view.pad.wrong; len(w) != 4 || w[at] != 'Y' || w[at+1] != 'y' || w[at+2] != 'Z' || w[at+3] != 'z' {
		t.Errorf("marked %v", w)
	}
}
