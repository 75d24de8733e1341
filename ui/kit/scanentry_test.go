package kit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// desk is a small check-in page: the input, a button, a list, something else.
type desk struct {
	clock  *kittest.Clock
	window fyne.Window
	scan   *kit.ScanEntry
	button *kit.Button
	list   *kit.DataList[guest]
	scans  []string
	typed  []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{clock: kittest.Start(t), scan: kit.NewScanEntry("zeskanuj"), button: kit.NewButton("Cofnij", kit.IconUndo, func() {})}
	d.scan.OnScan = func(raw string) { d.scans = append(d.scans, raw) }
	d.scan.OnTyped = func(text string) { d.typed = append(d.typed, text) }
	d.list = kit.NewDataList(guestColumns())
	d.list.SetItems(manyGuests(50))
	d.list.OnRune = d.scan.Feed
	d.window = kittest.Window(t, container.NewBorder(d.scan, d.button, nil, nil, d.list), 800, 600)
	d.scan.Active(true)
	return d
}

func (d *desk) canvas() fyne.Canvas { return d.window.Canvas() }

func codes(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("4831209477165%04d", i)
	}
	return out
}

func TestScanEntry_burst(t *testing.T) {
	d := newDesk(t)
	want := codes(20)
	for _, c := range want {
		kittest.TypeFocused(d.canvas(), c+"\n")
	}
	if !slices.Equal(d.scans, want) {
		t.Errorf("%d of 20 scans arrived: %v", len(d.scans), d.scans)
	}
	if d.scan.Text != "" || len(d.typed) != 0 {
		t.Errorf("left over %q, searched %v", d.scan.Text, d.typed)
	}
}

func TestScanEntry_keepsTheFocus(t *testing.T) {
	d := newDesk(t)
	thieves := map[string]func(){
		"button": func() { kittest.Click(d.canvas(), d.button) },
		"list":   func() { d.list.Focus() },
		"nobody": func() { d.canvas().Unfocus() },
		"tab":    func() { d.canvas().FocusNext() },
	}
	want := codes(20)
	for i, c := range want {
		for _, steal := range thieves {
			steal()
			d.clock.Settle()
			if d.canvas().Focused() != fyne.Focusable(d.scan) {
				t.Fatalf("scan %d: focus is at %T", i, d.canvas().Focused())
			}
		}
		kittest.TypeFocused(d.canvas(), c+"\n")
	}
	if !slices.Equal(d.scans, want) {
		t.Errorf("%d of 20 scans arrived", len(d.scans))
	}
}

func TestScanEntry_listHandsDigitsOn(t *testing.T) {
	d := newDesk(t)
	d.list.Focus()                                           // and the scanner is faster than the focus comes back
	kittest.TypeFocused(d.canvas(), " "+codes(1)[0]+"\n \n") // a space picks a row and is no scan
	if !slices.Equal(d.scans, codes(1)) {
		t.Errorf("got %q", d.scans)
	}
}

func TestScanEntry_leavesTheFocusToDialogs(t *testing.T) {
	d := newDesk(t)
	var answer string
	kit.Ask(d.window, "Uwaga", "Powód", "", "Zapisz", nil, func(s string) { answer = s })
	d.clock.Advance(time.Second)
	kittest.TypeFocused(d.canvas(), "gość\n")
	if answer != "gość" {
		t.Fatalf("the dialog got %q", answer)
	}
	d.clock.Advance(time.Second)
	kittest.TypeFocused(d.canvas(), codes(1)[0]+"\n")
	if !slices.Equal(d.scans, codes(1)) {
		t.Errorf("after the dialog the scan got lost: %v", d.scans)
	}
}

func TestScanEntry_inactiveLetsGo(t *testing.T) {
	d := newDesk(t)
	d.scan.Active(false)
	d.list.Focus()
	d.clock.Advance(time.Second)
	kittest.TypeFocused(d.canvas(), "12 3")
	if !d.list.Focused() || d.scan.Text != "" {
		t.Errorf("an inactive input took the focus (%v) or text %q", !d.list.Focused(), d.scan.Text)
	}
}

func TestScanEntry_names(t *testing.T) {
	d := newDesk(t)
	kittest.TypeFocused(d.canvas(), "Łę")
	if !slices.Equal(d.typed, []string{"Ł", "Łę"}) {
		t.Fatalf("searched %v", d.typed)
	}
	var keys []fyne.KeyName
	d.scan.OnKey = func(ev *fyne.KeyEvent) bool { keys = append(keys, ev.Name); return ev.Name != fyne.KeyEscape }
	kittest.Press(d.canvas(), fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEscape)
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEscape}) {
		t.Errorf("keys %v", keys)
	}
	if len(d.scans) != 0 || d.scan.Text != "" || d.typed[len(d.typed)-1] != "" {
		t.Errorf("scans %v, text %q, searched %v", d.scans, d.scan.Text, d.typed)
	}
}

func TestScanEntry_tabSubmits(t *testing.T) {
	d := newDesk(t)
	kittest.TypeFocused(d.canvas(), "123")
	kittest.Press(d.canvas(), fyne.KeyTab)
	kittest.TypeFocused(d.canvas(), "456\t") // some scanners send it as a character
	if !slices.Equal(d.scans, []string{"123", "456"}) {
		t.Errorf("got %v", d.scans)
	}
}

func TestScanEntry_scanWhileScanning(t *testing.T) {
	d := newDesk(t)
	first := true
	d.scan.OnScan = func(raw string) {
		if first {
			first = false
			kittest.TypeFocused(d.canvas(), "2\n") // comes in while 1 is handled
		}
		d.scans = append(d.scans, raw)
	}
	kittest.TypeFocused(d.canvas(), "1\n")
	if !slices.Equal(d.scans, []string{"1", "2"}) {
		t.Errorf("got %v", d.scans)
	}
}

type board struct{ text string }

func (b *board) Content() string     { return b.text }
func (b *board) SetContent(s string) { b.text = s }

func TestScanEntry_paste(t *testing.T) {
	d := newDesk(t)
	paste := func(s string) { d.scan.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &board{s}}) }
	paste("111\r\n222\n333")
	if !slices.Equal(d.scans, []string{"111", "222"}) || d.scan.Text != "333" {
		t.Errorf("scans %v, rest %q", d.scans, d.scan.Text)
	}
	paste(strings.Repeat("ż", 5000))
	if n := len(d.scan.Text); n > 600 {
		t.Errorf("%d bytes were kept", n)
	}
	kittest.TypeFocused(d.canvas(), strings.Repeat("9", 1000))
	if n := len(d.scan.Text); n > 600 {
		t.Errorf("%d bytes after typing on", n)
	}
	kittest.Press(d.canvas(), fyne.KeyEscape)
	if d.scan.Text != "" {
		t.Error("Escape left the text")
	}
}
