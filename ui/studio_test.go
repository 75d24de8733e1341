package ui

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/color"
	"image/png"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"testing/cryptotest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/skip2/go-qrcode"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/event/verifypage"
	"zlot/event/wedge"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
	"zlot/ui/prefs"
	"zlot/ui/settings"
)

// The window that the pictures of the help are taken of, and how many colours they have.
const (
	studioWidth   = 1280
	studioHeight  = 740
	studioColours = 32
)

// studio is a shell in front of which pictures of the help are taken: everything in it that could be different the
// next time stands still.
type studio struct {
	*stage
	db  *storage.DB
	now time.Time
	// scanned is how many badges were scanned for pictures.
	scanned int
}

// newStudio shows a sample at a time; without a name, a new file.
func newStudio(t *testing.T, name string, now time.Time) *studio {
	t.Helper()
	cryptotest.SetGlobalRandom(t, 2012)
	s := &studio{stage: &stage{t: t, clock: kittest.StartWith(t, kit.VariantLight, i18n.Polish)}, now: now}
	clock := event.ClockFunc(func() time.Time { return s.now })
	dir := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s.db = db
	who := &event.Shift{}
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Copies: shelf{now: now}, Who: who.Who, Documents: doc.New(), Signer: doc.COSE{}, DocumentSigner: doc.PAdES{},
		VerifyPages: verifypage.Writer{}, Secrets: pocket{}, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Letters: mail.Letters{},
		Mailer: postOffice{}, Printers: noPrinters{}, Clock: clock})
	if name != "" {
		if _, err := sample.Load(t.Context(), s.svc, name, "Rejestracja"); err != nil {
			t.Fatal(err)
		}
	}
	s.prefs = prefs.New(fyne.CurrentApp().Preferences(), prefs.Override{})
	s.prefs.SetDeskName("Recepcja")
	s.window = kittest.Window(t, kit.Spacer(), studioWidth, studioHeight)
	s.shell = NewShell(t.Context(), Deps{
		App: fyne.CurrentApp(), Window: s.window, Service: s.svc, Shift: who, Prefs: s.prefs, Sounds: silence{}, Version: "1.0",
		File:     filepath.Join(dir, "zlot.db"),
		Files:    settings.Files{Database: "zlot/zlot.db", Log: "zlot/zlot.log", Crash: "zlot/crash.txt"},
		Samples:  sample.Names(),
		Localize: func(string) {},
		QR: func(code string) image.Image {
			q, err := qrcode.New(code, qrcode.Highest)
			if err != nil {
				t.Fatal(err)
			}
			return q.Image(232)
		},
	})
	s.shell.Open()
	s.clock.Settle()
	t.Cleanup(s.shell.Close)
	return s
}

// pocket keeps secrets for a test.
type pocket map[string]string

func (p pocket) Get(name string) (string, error) { return p[name], nil }
func (p pocket) Set(name, value string) error    { p[name] = value; return nil }

// postOffice knows the providers and reaches none of them.
type postOffice struct{ event.Mailer }

func (postOffice) Preset(address string) (event.MailAccount, bool) { return mail.Preset(address) }
func (postOffice) Providers() []string                             { return mail.Providers() }
func (postOffice) Provider(acc event.MailAccount) string           { return mail.Provider(acc) }
func (postOffice) Validate(acc event.MailAccount) error            { return mail.Validate(acc) }
func (postOffice) Limits(acc event.MailAccount) []event.MailLimit  { return mail.Limits(acc) }
func (postOffice) ProviderAccount(provider, address string) event.MailAccount {
	return mail.ProviderAccount(provider, address)
}
func (postOffice) Letter(m event.Message, ev event.Event) (subject, text string) {
	return mail.Letter(m, ev)
}

// shelf holds the backup copies of a morning.
type shelf struct {
	event.Copies
	now time.Time
}

func (shelf) Places() event.CopyPlaces {
	return event.CopyPlaces{First: "zlot.db.copies", Second: "PENDRIVE/zlot", SecondThere: true}
}
func (shelf) SetSecond(string) error                { return nil }
func (shelf) Lock() event.CopyLock                  { return event.CopiesLocked }
func (shelf) Changed(context.Context) (bool, error) { return false, nil }
func (shelf) Make(context.Context, event.CopyReason, time.Time) (event.Backup, error, error) {
	return event.Backup{}, nil, nil
}
func (s shelf) List(context.Context) (all []event.Backup, err error) {
	for i := range 12 {
		all = append(all, event.Backup{At: s.now.Add(-time.Duration(1+10*i) * time.Minute), Reason: event.CopyInterval, Size: 2_310_144,
			Encrypted: true, First: true, Second: true})
	}
	return all, nil
}

// press presses a button by the id of its words.
func (s *studio) press(id string) {
	s.t.Helper()
	label := s.shell.words.T(id)
	fits := func(b *kit.Button) bool { return b.Text() == label && b.Visible() }
	for _, tree := range append(s.window.Canvas().Overlays().List(), s.window.Content()) {
		if b, ok := kittest.Find(tree, fits); ok {
			b.Press()
			s.clock.Settle()
			return
		}
	}
	s.t.Fatalf("there is no button %q", label)
}

// pressMain presses the main button of what is shown.
func (s *studio) pressMain() {
	s.t.Helper()
	b, ok := kittest.Find(s.window.Content(), func(b *kit.Button) bool { return b.Primary() && b.Visible() })
	if !ok {
		s.t.Fatal("there is no main button")
	}
	b.Press()
	s.clock.Settle()
}

// scrollTo shows a part of a page by the id of its title, at the top.
func (s *studio) scrollTo(id string) {
	s.t.Helper()
	kittest.Relayout(s.window.Canvas())
	scroll, found := kittest.Find(s.shell.body, func(x *kit.Scroll) bool { return x.Content.Size().Height > x.Size().Height })
	title, titled := kittest.Find(s.shell.body, func(x *kit.Text) bool { return x.Text() == s.shell.words.T(id) })
	if !found || !titled {
		s.t.Fatalf("%q cannot be scrolled to", s.shell.words.T(id))
	}
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	scroll.ScrollToOffset(fyne.NewPos(0, place(title).Y-place(scroll.Content).Y-kit.Space(4)))
}

// hire has three people work with the program, the first of them at the window.
func (s *studio) hire() {
	s.t.Helper()
	for i, o := range []event.NewOperator{{Name: "Halina Wzorcowa", Role: event.OperatorLead, PIN: "482913"},
		{Name: "Jan Przykładny", Role: event.OperatorDesk, PIN: "703516"}, {Name: "Ola Pomocna", Role: event.OperatorSteward, PIN: "295847"}} {
		made, err := s.svc.AddOperator(s.t.Context(), o)
		if err != nil {
			s.t.Fatal(err)
		}
		s.shell.shift.operators = append(s.shell.shift.operators, made)
		if i == 0 {
			s.shell.shift.take(made)
		}
	}
}

// tab chooses a tab by the id of its words.
func (s *studio) tab(tab string) {
	s.t.Helper()
	tabs, ok := kittest.Find(s.window.Content(), func(*kit.Tabs) bool { return true })
	if !ok {
		s.t.Fatal("there are no tabs")
	}
	tabs.Choose(tab)
	s.clock.Settle()
}

// scanSheet scans the code on which a scanner is tried out.
func (s *studio) scanSheet() {
	kittest.TypeFocused(s.window.Canvas(), wedge.Sheet+"\n")
	s.clock.Advance(time.Second)
}

// come lets people in, one after the other.
func (s *studio) come(first, last int, from time.Time, every time.Duration) {
	s.t.Helper()
	var scans []event.ScanRequest
	for i, e := range s.entries()[first:last] {
		scans = append(scans, event.ScanRequest{Event: s.shell.event.ID, Code: e.Badge, At: from.Add(time.Duration(i) * every)})
	}
	if _, err := s.svc.CheckInAll(s.t.Context(), scans); err != nil {
		s.t.Fatal(err)
	}
}

// photograph is what the window shows, in few colours.
func (s *studio) photograph() *image.Paletted {
	s.clock.Advance(time.Second)
	c := s.window.Canvas()
	kittest.Relayout(c)
	for _, tree := range append(c.Overlays().List(), c.Content()) {
		defer hideCutText(tree, fyne.NewPos(0, 0), c.Size())()
	}
	return reduced(c.Capture(), studioColours)
}

// hideCutText hides the text of inputs that are scrolled out of sight: the painter without a window shows it all the
// same. It returns the way back.
func hideCutText(o fyne.CanvasObject, from fyne.Position, size fyne.Size) (restore func()) {
	restore = func() {}
	if !o.Visible() {
		return restore
	}
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	switch x := o.(type) {
	case *kit.Scroll:
		from, size = place, x.Size()
	case interface{ SelectedText() string }: // all inputs
		if middle := place.Y + o.Size().Height/2; middle < from.Y+kit.Space(2) || middle > from.Y+size.Height-kit.Space(2) {
			for _, child := range children {
				if text, ok := child.(fyne.Widget); ok && text.Visible() {
					text.Hide()
					before := restore
					restore = func() { text.Show(); before() }
				}
			}
			return restore
		}
	}
	for _, child := range children {
		before, back := restore, hideCutText(child, from, size)
		restore = func() { back(); before() }
	}
	return restore
}

// reduced is a picture in its most frequent colours; each other becomes the nearest of them.
func reduced(full image.Image, colours int) *image.Paletted {
	b := full.Bounds()
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA {
		r, g, b, _ := full.At(x, y).RGBA()
		return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	key := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	frequent := slices.SortedFunc(maps.Keys(count), func(x, y color.RGBA) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(key(x), key(y)))
	})
	var palette color.Palette
	for _, c := range frequent { // shades that can hardly be told apart are one
		if len(palette) == colours {
			break
		}
		if len(palette) == 0 || far(palette[palette.Index(c)].(color.RGBA), c) {
			palette = append(palette, c)
		}
	}
	index := map[color.RGBA]uint8{}
	small := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := at(x, y)
			i, known := index[c]
			if !known {
				i = uint8(palette.Index(c))
				index[c] = i
			}
			small.SetColorIndex(x-b.Min.X, y-b.Min.Y, i)
		}
	}
	return small
}

// far tells whether two colours can be told apart where they stand beside each other in large.
func far(x, y color.RGBA) bool {
	d := func(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }
	return d(x.R, y.R)+d(x.G, y.G)+d(x.B, y.B) > 14
}

func packed(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture)
	return out.Bytes(), err
}

// changed is the share of points that differ between two pictures, in thousandths.
func changed(x, y image.Image) float64 {
	if x.Bounds() != y.Bounds() {
		return 1000
	}
	b, n := x.Bounds(), 0
	for v := b.Min.Y; v < b.Max.Y; v++ {
		for u := b.Min.X; u < b.Max.X; u++ {
			if differ(x.At(u, v), y.At(u, v)) {
				n++
			}
		}
	}
	return 1000 * float64(n) / float64(b.Dx()*b.Dy())
}

// differ tells colours apart, but for what another machine rounds another way.
func differ(x, y color.Color) bool {
	const most = 24 << 8
	r, g, b, _ := x.RGBA()
	u, v, w, _ := y.RGBA()
	d := func(a, b uint32) bool { return max(a, b)-min(a, b) > most }
	return d(r, u) || d(g, v) || d(b, w)
}
