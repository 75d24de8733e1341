package badges

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// office is the page over a real database with the sample rally.
type office struct {
	t      *testing.T
	p      *Page
	svc    *event.Service
	store  *storage.DB
	event  event.Event
	w      fyne.Window
	clock  *kittest.Clock
	opened []string
	folder string
	paper  *tray
	setup  *machine
	drawn  *drawn
}

// machine keeps where badges are printed.
type machine struct{ setup event.PrintSetup }

func (m *machine) Print() event.PrintSetup        { return m.setup }
func (m *machine) SetPrint(s event.PrintSetup)    { m.setup = s }
func (m *machine) Printers() []event.KnownPrinter { return nil }

type setup struct {
	variant       kit.Variant
	lang          string
	width, height float32
	empty         bool
}

func newOffice(t *testing.T) *office {
	return newOfficeWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1166, height: 700})
}

func newOfficeWith(t *testing.T, s setup) *office {
	t.Helper()
	o := &office{t: t, clock: kittest.StartWith(t, s.variant, s.lang), folder: t.TempDir(), paper: &tray{}, setup: &machine{}}
	now := event.ClockFunc(func() time.Time { return time.Date(2012, 9, 4, 12, 0, 0, 0, time.UTC) })
	db, err := storage.Open(t.Context(), filepath.Join(o.folder, "zlot.db"),
		storage.Options{Create: true, Clock: now, DeskFile: filepath.Join(o.folder, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	o.store = db
	documents := doc.New()
	o.svc = event.NewService(event.Ports{Store: db, Documents: documents, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: now, Printers: o.paper})
	if s.empty {
		o.event, err = o.svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07"}, "Rejestracja")
	} else {
		var made sample.Result
		made, err = sample.Load(t.Context(), o.svc, "rally-2012", "Rejestracja")
		o.event = made.Event
	}
	if err != nil {
		t.Fatal(err)
	}
	o.p = New(Deps{Context: t.Context(), Service: o.svc, Store: db, Documents: documents, Setup: o.setup, Printer: i18n.New(s.lang), Event: o.event,
		Navigate: func(string, string) {},
		Designer: o.draw,
		Open:     func(path string) error { o.opened = append(o.opened, path); return nil }})
	o.w = kittest.Window(t, o.p.Content(), s.width, s.height)
	o.p.d.Window = o.w
	o.p.Shown()
	return o
}

// save does what follows once a person has chosen a file.
func (o *office) save(name string, opt event.BadgeOptions) string {
	path := filepath.Join(o.folder, name)
	opt.Order, opt.Language = o.p.order, "pl"
	o.p.write(path, opt)
	return path
}

func (o *office) printed() int {
	o.t.Helper()
	m, err := o.store.PrintedBadges(o.t.Context(), o.event.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return len(m)
}

// find is the button with a text that begins so, anywhere under o.
func find(o fyne.CanvasObject, text string) *kit.Button {
	switch o := o.(type) {
	case *kit.Button:
		if strings.HasPrefix(o.Text(), text) {
			return o
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			if b := find(child, text); b != nil {
				return b
			}
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			if b := find(child, text); b != nil {
				return b
			}
		}
	}
	return nil
}

func TestPage_CountsAreThoseOfTheFile(t *testing.T) {
	o := newOffice(t)
	for _, layout := range o.p.layouts {
		for _, blank := range []int{0, 3} {
			o.p.onLayout(layout.ID)
			o.p.view.choices.blank.SetText(strconv.Itoa(blank))
			res, err := o.svc.Badges(t.Context(), o.event.ID, io.Discard,
				event.BadgeOptions{Layout: layout.ID, Blank: blank, Duplex: o.p.setup.Duplex, Language: "pl"}, event.Silent)
			if err != nil {
				t.Fatal(err)
			}
			w := o.p.d.Printer
			if want := w.N("common.badges", res.Badges) + " · " + w.N("common.pages", res.Pages); o.p.view.sum.Text() != want {
				t.Errorf("%s with %d blank: the page says %q, the file has %q", layout.ID, blank, o.p.view.sum.Text(), want)
			}
			if name := o.p.titleOf(layout); strings.Contains(name, layout.Title) {
				t.Errorf("layout %s has no words", layout.ID)
			}
		}
	}
}

func TestPage_SaveAskMark(t *testing.T) {
	o := newOffice(t)
	path := o.save("identyfikatory.pdf", event.BadgeOptions{})
	if data, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Fatalf("no PDF was written: %v", err)
	}
	if len(o.opened) != 1 || o.opened[0] != path {
		t.Errorf("opened %v", o.opened)
	}
	if o.printed() != 0 {
		t.Error("drawn badges count as printed before anybody said so")
	}
	yes := find(o.p.view.strip, "Tak, oznacz 56")
	if yes == nil {
		t.Fatal("nobody asks whether the print is good")
	}
	yes.Press()
	if o.printed() != 56 || o.p.view.strip.Visible() {
		t.Errorf("%d marked; question visible: %v", o.printed(), o.p.view.strip.Visible())
	}
	o.p.onWhich(unprinted)
	if o.p.view.list.Len() != 0 || !o.p.view.save.Disabled() {
		t.Error("printed badges would be printed again")
	}
	left, err := filepath.Glob(filepath.Join(o.folder, ".zlot-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestPage_BadPrint(t *testing.T) {
	o := newOffice(t)
	o.save("a.pdf", event.BadgeOptions{})
	find(o.p.view.strip, "Nie").Press()
	if o.printed() != 0 || o.p.view.strip.Visible() {
		t.Error("a bad print counts")
	}
}

func TestPage_OneLostBadge(t *testing.T) {
	o := newOffice(t)
	o.p.mark("", ids(o.p.people))
	o.p.view.list.SelectRow(4)
	if len(o.p.chosen) != 1 || !o.p.view.bar.Visible() {
		t.Fatal("a selected row offers nothing")
	}
	o.save("lost.pdf", event.BadgeOptions{Registrations: ids(o.p.chosen)})
	if o.p.ask == nil || o.p.ask.Badges != 1 {
		t.Errorf("the file is %+v", o.p.ask)
	}
}

func TestPage_OnlyBlank(t *testing.T) {
	o := newOfficeWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1166, height: 700, empty: true})
	if !o.p.view.save.Disabled() {
		t.Error("an empty file is offered")
	}
	kittest.Type(o.w.Canvas(), o.p.view.choices.blank, "12")
	if o.p.view.save.Disabled() || !strings.Contains(o.p.view.sum.Text(), "12 identyfikatorów · 2 strony") {
		t.Errorf("blank badges: %q", o.p.view.sum.Text())
	}
	o.save("blank.pdf", event.BadgeOptions{Blank: 12})
	if o.p.ask != nil {
		t.Error("blank badges have nobody to mark")
	}
	kittest.Type(o.w.Canvas(), o.p.view.choices.blank, "x")
	kittest.Press(o.w.Canvas(), fyne.KeyTab)
	if o.p.blank != 0 || o.p.view.choices.blanks.Error() == "" {
		t.Error("12x passes for a number")
	}
}

func TestPage_FailureLeavesTheOldFile(t *testing.T) {
	o := newOffice(t)
	path := filepath.Join(o.folder, "old.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.p.d.Service = broken{o.svc}
	o.save("old.pdf", event.BadgeOptions{})
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("the old file holds %q, %v", data, err)
	}
	if !kit.DialogOpen(o.w) || o.p.ask != nil || o.p.Busy() {
		t.Error("a failure is not told")
	}
	kittest.Press(o.w.Canvas(), fyne.KeyEscape)
}

// broken fails in the middle of the file.
type broken struct{ Service }

// Badges writes half a file.
func (broken) Badges(_ context.Context, _ string, w io.Writer, _ event.BadgeOptions, _ event.Progress) (event.BadgeResult, error) {
	if _, err := io.WriteString(w, "%PDF-"); err != nil {
		return event.BadgeResult{}, err
	}
	return event.BadgeResult{}, io.ErrShortWrite
}

func TestPage_SearchAndNews(t *testing.T) {
	o := newOffice(t)
	first := o.p.people[0]
	o.p.onSearch(event.Fold(first.Who.Name.Family) + " " + event.Fold(first.Who.Name.Given))
	if o.p.view.list.Len() != 1 || o.p.view.count.Text() != "1 z 56" {
		t.Errorf("%d found, count %q", o.p.view.list.Len(), o.p.view.count.Text())
	}
	o.p.onSearch("")
	if _, err := o.svc.AddRegistration(t.Context(), event.NewRegistration{Event: o.event.ID,
		Person: event.Person{Name: event.Name{Given: "Żaneta", Family: "Łąka"}}}); err != nil {
		t.Fatal(err)
	}
	o.p.Changed(map[string]bool{"registration.added": true})
	o.clock.Advance(kit.CoalesceDelay)
	if o.p.view.list.Len() != 57 {
		t.Errorf("%d rows after somebody was added", o.p.view.list.Len())
	}
}

// idle begins no work.
type idle struct{}

func (idle) Go(func())   {}
func (idle) Do(f func()) { f() }

// TestPictures draws the states; with kittest.PictureFolder set it leaves
// pictures for people to look at.
func TestPictures(t *testing.T) {
	looks := map[string]setup{
		"pl-light": {variant: kit.VariantLight, lang: "pl", width: 1166, height: 700},
		"en-dark":  {variant: kit.VariantDark, lang: "en", width: 1166, height: 700},
		"small":    {variant: kit.VariantLight, lang: "pl", width: 712, height: 500},
		"pl-large": {variant: kit.VariantLight, lang: "pl", width: 1720, height: 1010},
	}
	for look, s := range looks {
		for name, play := range map[string]func(o *office){
			"people":   func(*office) {},
			"selected": func(o *office) { o.p.mark("", ids(o.p.people[:9])); o.p.view.list.SelectRow(3) },
			"ask":      func(o *office) { o.save("identyfikatory-zlot.pdf", event.BadgeOptions{}) },
			"a6":       func(o *office) { o.p.onLayout("a4-4-a6") },
			"panel": func(o *office) {
				o.paper.trays, o.paper.reasons = []string{"tray-1", "tray-2"}, []string{event.PrinterTonerLow}
				o.p.mark("", ids(o.p.people[:9]))
				o.p.view.print.Press()
			},
			"log": func(o *office) {
				o.p.mark("", ids(o.p.people[:9]))
				o.p.startPrint(o.p.options(), event.PrintSetup{Printer: "cups:biuro"}, "Biuro")
				o.p.startPrint(event.BadgeOptions{Registrations: ids(o.p.people[3:30]), Again: true}, event.PrintSetup{Printer: "cups:biuro"}, "Biuro")
				o.p.view.tabs.Choose(tabLog)
			},
			"cut": func(o *office) {
				o.paper.refuse, o.paper.after = event.Fail(event.CodePrinterJam), 0
				o.p.startPrint(o.p.options(), event.PrintSetup{Printer: "cups:biuro"}, "Biuro")
			},
			"plan": func(o *office) { o.p.onPlan() },
			"zoomed": func(o *office) {
				o.p.setPlan(event.BadgePlan{Roles: map[event.Role]string{event.Guest: event.NoBadge, event.Organizer: "a4-4-a6"}})
				o.p.view.list.SelectRow(20)
				o.p.view.preview.magnify(1)
				o.p.view.preview.magnify(1)
			},
			"done": func(o *office) { o.p.mark("", ids(o.p.people)); o.p.onWhich(unprinted) },
			"writing": func(o *office) {
				restore := kit.SetRunner(idle{})
				o.p.write("", event.BadgeOptions{})
				restore()
				o.p.task.Total(56)
				o.p.task.Add(23)
				o.clock.Advance(time.Second)
			},
		} {
			t.Run(look+"/"+name, func(t *testing.T) {
				o := newOfficeWith(t, s)
				play(o)
				kittest.Screenshot(t, o.w.Canvas(), "badges-"+look+"-"+name)
			})
		}
		s.empty = true
		t.Run(look+"/empty", func(t *testing.T) {
			o := newOfficeWith(t, s)
			kittest.Screenshot(t, o.w.Canvas(), "badges-"+look+"-empty")
		})
	}
}
