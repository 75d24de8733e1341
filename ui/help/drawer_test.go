package help

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event/help"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// booth is a drawer in a window of its own.
type booth struct {
	*Drawer
	t     *testing.T
	clock *kittest.Clock
	w     fyne.Window
	saved int
	gone  int
}

func newBooth(t *testing.T, variant kit.Variant, lang string, height float32) *booth {
	t.Helper()
	b := &booth{t: t, clock: kittest.StartWith(t, variant, lang)}
	b.w = kittest.Window(t, kit.Spacer(), 420, height)
	b.Drawer = New(Deps{Printer: i18n.New(lang), Window: b.w, Keys: func() []Key { return []Key{{"F2", "dodaj osobę"}} },
		Scan: func(string) bool { return false }, Save: func() { b.saved++ }, Close: func() { b.gone++ }})
	b.w.SetContent(kit.NewToastHost(b.w, container.NewStack(b.View())))
	b.ShowScreen("checkin")
	return b
}

func (b *booth) words() string { return kittest.Words(b.View()) }

// find types into the field for finding.
func (b *booth) find(text string) {
	b.Focus()
	kittest.TypeFocused(b.w.Canvas(), text)
	b.clock.Advance(kit.SearchDelay)
}

func TestDrawer_ReadsAndGoesBack(t *testing.T) {
	b := newBooth(t, kit.VariantLight, i18n.Polish, 700)
	if words := b.words(); b.Topic() != "desk" || !strings.Contains(words, "dodaj osobę") || b.back.Visible() {
		t.Errorf("the help of the desk is %q:\n%s", b.Topic(), words)
	}
	l, ok := kittest.Find(b.View(), func(*link) bool { return true })
	if !ok {
		t.Fatal("no link")
	}
	kittest.Click(b.w.Canvas(), l)
	if b.Topic() == "desk" || strings.Contains(b.words(), "dodaj osobę") || !b.back.Visible() {
		t.Errorf("the link %q led to %q", l.text, b.Topic())
	}
	b.Back()
	if b.Topic() != "desk" || b.back.Visible() {
		t.Errorf("back at %q", b.Topic())
	}
	b.turn(place{})
	for _, topic := range b.book.Topics {
		if !strings.Contains(b.words(), topic.Title) {
			t.Errorf("%q is not in the contents", topic.Title)
		}
	}
	save, _ := kittest.Find(b.View(), func(x *kit.Button) bool { return x.Text() == b.Printer.T("help.manual") })
	save.Press()
	if b.saved != 1 {
		t.Error("the manual was not saved")
	}
}

func TestDrawer_Finds(t *testing.T) {
	b := newBooth(t, kit.VariantLight, i18n.Polish, 700)
	c := b.w.Canvas()
	b.find("drukarka")
	if len(b.hits) == 0 || b.at.query != "drukarka" {
		t.Fatalf("%d hits of %q", len(b.hits), b.at.query)
	}
	second := b.hits[1].AccessibilityLabel()
	kittest.Press(c, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if topic, _ := b.book.Topic(b.Topic()); topic.ID == "" || !strings.HasPrefix(second, topic.Title) || b.search.Text != "" {
		t.Errorf("took %q of %q, the field has %q", topic.Title, second, b.search.Text)
	}
	b.Back()
	if b.at.query != "drukarka" || len(b.hits) == 0 {
		t.Errorf("back at %+v", b.at)
	}
	b.ShowScreen("checkin")
	b.find("xyzzy")
	if words := b.words(); len(b.hits) != 0 || !strings.Contains(words, "„xyzzy”") {
		t.Errorf("found %d: %s", len(b.hits), words)
	}
	kittest.Press(c, fyne.KeyEscape)
	if b.search.Text != "" || b.Topic() != "desk" || b.gone != 0 {
		t.Errorf("Escape: %q, at %+v", b.search.Text, b.at)
	}
	kittest.Press(c, fyne.KeyEscape)
	if b.gone != 1 {
		t.Error("a second Escape does not close")
	}
}

// The help follows to another page; somebody who reads something else goes on reading.
func TestDrawer_Follows(t *testing.T) {
	b := newBooth(t, kit.VariantLight, i18n.Polish, 700)
	b.Moved("badges")
	if b.Topic() != "badges" {
		t.Errorf("at %q", b.Topic())
	}
	b.Follow("rodo")
	b.Moved("mail")
	if b.Topic() != "rodo" {
		t.Errorf("at %q although another topic was chosen", b.Topic())
	}
	b.Back()
	b.Moved("mail")
	if b.Topic() != "badges" {
		t.Errorf("at %q", b.Topic())
	}
}

func TestDrawer_EnlargesAPicture(t *testing.T) {
	b := newBooth(t, kit.VariantLight, i18n.Polish, 700)
	p, ok := kittest.Find(b.View(), func(*picture) bool { return true })
	if !ok {
		t.Fatal("no picture")
	}
	kittest.Click(b.w.Canvas(), p)
	if !kit.DialogOpen(b.w) {
		t.Fatal("nothing is shown")
	}
	kittest.Press(b.w.Canvas(), fyne.KeyReturn)
	if kit.DialogOpen(b.w) {
		t.Error("Enter does not close it")
	}
}

// Text in several styles is broken into lines that fit, at spaces only.
func TestFlow(t *testing.T) {
	kittest.Start(t)
	f := newFlow([]help.Span{{Text: "Naciśnij ("}, {Text: "Ctrl + F", Style: help.Key}, {Text: "), wybierz "},
		{Text: "Nowe wydarzenie", Style: help.Name}, {Text: " i zobacz "}, {Text: "próbę skanera", Style: help.Link, Topic: "x"}, {Text: "."}},
		func() float32 { return 150 }, nil)
	runs, height := f.lay()
	var all []string
	line := float32(-1)
	for _, r := range runs {
		if r.x+r.width > 150 {
			t.Errorf("%q ends at %v", r.text, r.x+r.width)
		}
		if r.y != line {
			all = append(all, "")
			line = r.y
		}
		all[len(all)-1] += "|" + r.text
	}
	text := strings.Join(all, "\n")
	if !strings.Contains(text, "(|Ctrl + F|)") || !strings.Contains(text, "|.") || len(all) < 3 || height < 3*f.lineHeight() {
		t.Errorf("%d lines, %v high:\n%s", len(all), height, text)
	}
}

func TestShrunk(t *testing.T) {
	full := image.NewPaletted(image.Rect(0, 0, 40, 20), color.Palette{color.White, color.Black})
	for x := range 40 {
		full.SetColorIndex(x, 10, 1) // a thin line
	}
	small := shrunk(full, 10, 5)
	if b := small.Bounds(); b.Dx() != 10 || b.Dy() != 5 {
		t.Fatalf("%v", b)
	}
	if c := color.GrayModel.Convert(small.At(5, 2)).(color.Gray); c.Y < 150 || c.Y > 220 {
		t.Errorf("the line became %v", c)
	}
	if shrunk(full, 80, 40) != image.Image(full) {
		t.Error("a picture was made larger")
	}
}

// The pictures are for people to look at.
func TestDrawer_Pictures(t *testing.T) {
	for _, c := range []struct {
		suffix, lang string
		variant      kit.Variant
	}{{"pl-light", i18n.Polish, kit.VariantLight}, {"en-dark", i18n.English, kit.VariantDark}} {
		t.Run(c.suffix, func(t *testing.T) {
			b := newBooth(t, c.variant, c.lang, 1600)
			kittest.Screenshot(t, b.w.Canvas(), "drawer-desk-"+c.suffix)
			b.Follow("scanners")
			kittest.Screenshot(t, b.w.Canvas(), "drawer-scanners-"+c.suffix)
			b.turn(place{})
			kittest.Screenshot(t, b.w.Canvas(), "drawer-contents-"+c.suffix)
			b.find("print")
			kittest.Screenshot(t, b.w.Canvas(), "drawer-found-"+c.suffix)
		})
	}
}
