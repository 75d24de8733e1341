package certificates

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/event/verifypage"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// memory keeps secrets for a test.
type memory map[string]string

func (m memory) Get(name string) (string, error) { return m[name], nil }
func (m memory) Set(name, value string) error    { m[name] = value; return nil }

// office prints on nothing.
type office struct{}

func (office) Print() event.PrintSetup        { return event.PrintSetup{Copies: 1} }
func (office) Printers() []event.KnownPrinter { return nil }

// desk is the page over a real file.
type desk struct {
	t       *testing.T
	svc     *event.Service
	now     time.Time
	event   event.Event
	visited []string
	args    []string // of the visits
	opened  []string
	w       fyne.Window
	*Page
}

type setup struct {
	lang, sample  string
	variant       kit.Variant
	width, height float32
}

var plain = setup{lang: "pl", sample: "course-2010", variant: kit.VariantLight, width: 1166, height: 700}

func newDesk(t *testing.T, s setup) *desk {
	t.Helper()
	kittest.StartWith(t, s.variant, s.lang)
	d := &desk{t: t, now: time.Date(2010, 10, 12, 9, 30, 0, 0, time.UTC)}
	clock := event.ClockFunc(func() time.Time { return d.now })
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
	d.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: clock,
		Documents: doc.New(), Signer: doc.COSE{}, Secrets: memory{}, VerifyPages: verifypage.Writer{}})
	made, err := sample.Load(t.Context(), d.svc, s.sample, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	d.event = made.Event
	d.Page = New(Deps{
		Context: t.Context(), Service: d.svc, Store: d.svc.Store, Printer: i18n.New(s.lang), Event: d.event,
		Verify: func(ctx context.Context, input []byte, isPDF bool) (event.Verification, error) {
			return event.VerifyCertificate(ctx, db, d.svc.Signer, d.svc.Documents, input, isPDF, nil)
		},
		Setup: office{}, Now: func() time.Time { return d.now }, Documents: d.svc.Documents,
		Designs:  DesignDeps{Service: d.svc, Store: d.svc.Store, Documents: d.svc.Documents},
		Navigate: func(page, arg string) { d.visited, d.args = append(d.visited, page), append(d.args, arg) },
		Show:     func(path string) error { d.opened = append(d.opened, path); return nil },
		Reveal:   func(path string) error { d.opened = append(d.opened, path); return nil },
	})
	d.w = kittest.Window(t, d.Content(), s.width, s.height)
	d.Window = d.w
	d.Shown()
	d.tabs.Choose(tabPeople)
	t.Cleanup(d.Hidden)
	return d
}

// issueAll goes the whole way a person goes: plan, confirm.
func (d *desk) issueAll() {
	d.t.Helper()
	d.onPlan()
	if d.plan == nil {
		d.t.Fatal("no plan is shown")
	}
	d.plan.issue.Press()
}

func (d *desk) named(family string) *person {
	d.t.Helper()
	for _, o := range d.state.people {
		if o.account.Entry.Who.Name.Family == family {
			return o
		}
	}
	d.t.Fatalf("nobody is called %s", family)
	return nil
}

// eligible adds somebody with hours enough.
func (d *desk) eligible(given, family string) {
	d.t.Helper()
	ctx := d.t.Context()
	e, err := d.svc.AddRegistration(ctx, event.NewRegistration{Event: d.event.ID, Person: event.Person{Name: event.Name{Given: given, Family: family}}})
	if err != nil {
		d.t.Fatal(err)
	}
	if e.Status != event.Confirmed {
		if _, err := d.svc.SetStatus(ctx, []string{e.ID}, event.Confirmed); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := d.svc.GrantHours(ctx, event.Grant{Registration: e.ID, Kind: event.Recognised, Hours: 150, Reason: "poprzednia edycja"}); err != nil {
		d.t.Fatal(err)
	}
}
