package checkin

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

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

var errDisk = errors.New("write zlot.db: no space left on device")

// desk is the page over a real database with the sample rally.
type desk struct {
	t       testing.TB
	p       *Page
	svc     *event.Service
	store   *storage.DB
	event   event.Event
	entries []event.Entry
	w       fyne.Window
	c       fyne.Canvas
	clock   *kittest.Clock
	now     time.Time
	sounds  []event.Tone
	sent    []event.ScanRequest
	fail    error // what the next check-ins end with

	failOnly string // the one code that the disk does not take

	prefs   *settings
	secrets secrets
	window  []bool   // what was asked of the window last: the page alone, the whole screen
	printed []string // registrations whose badges went to the printer
	jam     error    // what printing ends with
	paper   bool     // there is a printer
	boards  int      // how often the board for the hall was opened
}

// settings are those of a machine that is new.
type settings struct {
	large, save, scan bool
	point             string
	leaving, kiosk    bool
}

func (s *settings) DeskPoint(string) (string, bool) { return s.point, s.leaving }

func (s *settings) SetDeskPoint(_, checkpoint string, leaving bool) {
	s.point, s.leaving = checkpoint, leaving
}

func (s *settings) DeskKiosk(string) bool { return s.kiosk }

func (s *settings) SetDeskKiosk(_ string, on bool) { s.kiosk = on }

func (s *settings) LargeType() bool        { return s.large }
func (s *settings) SetLargeType(on bool)   { s.large = on }
func (s *settings) PrintOnSave() bool      { return s.save }
func (s *settings) SetPrintOnSave(on bool) { s.save = on }
func (s *settings) PrintOnScan() bool      { return s.scan }
func (s *settings) SetPrintOnScan(on bool) { s.scan = on }

// secrets are kept for one test.
type secrets map[string]string

func (s secrets) Get(name string) (string, error) { return s[name], nil }

func (s secrets) Set(name, value string) error {
	s[name] = value
	return nil
}

// CheckIn is the service's, with the errors that a test asks for.
func (d *desk) CheckIn(ctx context.Context, req event.ScanRequest) (event.ScanResult, error) {
	d.sent = append(d.sent, req)
	if d.fail != nil {
		return event.ScanResult{}, d.fail
	}
	if req.Code != "" && req.Code == d.failOnly {
		return event.ScanResult{}, errDisk
	}
	return d.svc.CheckIn(ctx, req)
}

// FreeBadge is the service's.
func (d *desk) FreeBadge(ctx context.Context, code string) (bool, error) {
	return d.svc.FreeBadge(ctx, code)
}

// GiveBadge is the service's.
func (d *desk) GiveBadge(ctx context.Context, registration, code string) (event.Entry, error) {
	return d.svc.GiveBadge(ctx, registration, code)
}

// TakeBadgeBack is the service's.
func (d *desk) TakeBadgeBack(ctx context.Context, registration, given, former string) (event.Entry, error) {
	return d.svc.TakeBadgeBack(ctx, registration, given, former)
}

// Undo is the service's.
func (d *desk) Undo(ctx context.Context, scan, desk string) (event.ScanResult, error) {
	return d.svc.Undo(ctx, scan, desk)
}

// CheckInAll is the service's.
func (d *desk) CheckInAll(ctx context.Context, reqs []event.ScanRequest) ([]event.ScanResult, error) {
	return d.svc.CheckInAll(ctx, reqs)
}

// AddCheckpoint is the service's.
func (d *desk) AddCheckpoint(ctx context.Context, c event.Checkpoint) (event.Checkpoint, error) {
	return d.svc.AddCheckpoint(ctx, c)
}

// EditCheckpoint is the service's.
func (d *desk) EditCheckpoint(ctx context.Context, id string, u event.CheckpointUpdate) (event.Checkpoint, error) {
	return d.svc.EditCheckpoint(ctx, id, u)
}

// AddRegistration is the service's.
func (d *desk) AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error) {
	return d.svc.AddRegistration(ctx, n)
}

// FindPeople is the service's.
func (d *desk) FindPeople(ctx context.Context, query string, limit int) ([]event.KnownPerson, error) {
	return d.svc.FindPeople(ctx, query, limit)
}

// DeskCounts is the service's.
func (d *desk) DeskCounts(ctx context.Context, eventID, checkpoint string) (event.DeskCounts, error) {
	return d.svc.DeskCounts(ctx, eventID, checkpoint)
}

// setup is how a test wants its desk.
type setup struct {
	variant       kit.Variant
	lang          string
	width, height float32
	kiosk, large  bool
}

func newDesk(t testing.TB) *desk {
	return newDeskWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1166, height: 700})
}

func newDeskWith(t testing.TB, s setup) *desk {
	t.Helper()
	d := &desk{t: t, clock: kittest.StartWith(t, s.variant, s.lang)}
	d.now = time.Date(2012, 9, 6, 6, 41, 0, 0, time.UTC) // 8:41 in Warsaw
	clock := event.ClockFunc(func() time.Time { return d.now })
	folder := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(folder, "zlot.db"),
		storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(folder, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d.store = db
	d.svc = event.NewService(event.Ports{Store: db, Documents: doc.New(), Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: clock})
	made, err := sample.Load(t.Context(), d.svc, "rally-2012", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	d.event = made.Event
	d.read()
	d.prefs, d.secrets = &settings{save: true}, secrets{}
	d.prefs.SetLargeType(s.large)
	d.p = New(Deps{Context: t.Context(), Service: d, Store: db, Printer: i18n.New(s.lang), Event: d.event,
		Now: clock.Now, Sound: func(tone event.Tone) { d.sounds = append(d.sounds, tone) }, Kiosk: s.kiosk,
		Settings: d.prefs, Secrets: d.secrets, Navigate: func(string, string) {}, Board: func() { d.boards++ },
		Alone:    func(alone, full bool) { d.window = []bool{alone, full} },
		CanPrint: func() bool { return d.paper },
		Print: func(_ context.Context, registration string) error {
			if d.jam == nil {
				d.printed = append(d.printed, registration)
			}
			return d.jam
		}})
	d.p.patience = 0 // work runs at once
	d.w = kittest.Window(t, d.p.Content(), s.width, s.height)
	d.p.d.Window = d.w
	d.c = d.w.Canvas()
	d.c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		for _, c := range d.p.Commands() {
			if c.Key == ev.Name && c.Modifier == 0 {
				c.Run()
				return
			}
		}
	})
	d.p.Shown()
	return d
}

// read takes the registrations as they are.
func (d *desk) read() {
	d.t.Helper()
	var err error
	if d.entries, err = d.store.Entries(d.t.Context(), event.EntryFilter{Event: d.event.ID}); err != nil {
		d.t.Fatal(err)
	}
}

// confirmed confirms everybody, so that they may come in.
func (d *desk) confirmed() *desk {
	d.t.Helper()
	ids := make([]string, len(d.entries))
	for i, e := range d.entries {
		ids[i] = e.ID
	}
	if _, err := d.svc.SetStatus(d.t.Context(), ids, event.Confirmed); err != nil {
		d.t.Fatal(err)
	}
	d.read()
	return d
}

// scan types a code the way a scanner does.
func (d *desk) scan(code string) { kittest.TypeFocused(d.c, code+"\n") }

func (d *desk) typed(text string) { kittest.TypeFocused(d.c, text) }

func (d *desk) press(keys ...fyne.KeyName) { kittest.Press(d.c, keys...) }

func (d *desk) shown() kit.Verdict { return d.p.view.panel.Verdict() }

// settle lets time pass until changes are shown.
func (d *desk) settle() { d.clock.Advance(gather) }

// later moves the time of the event, so that readings are not one.
func (d *desk) later(by time.Duration) { d.now = d.now.Add(by) }

func (d *desk) scans() []event.ScanRow {
	d.t.Helper()
	rows, err := d.store.Scans(d.t.Context(), event.ScanFilter{Event: d.event.ID})
	if err != nil {
		d.t.Fatal(err)
	}
	return rows
}

func (d *desk) outcomes() []event.Outcome {
	var out []event.Outcome
	for _, row := range d.scans() {
		out = append(out, row.Outcome)
	}
	return out
}

func (d *desk) wantOutcomes(want ...event.Outcome) {
	d.t.Helper()
	if got := d.outcomes(); !slices.Equal(got, want) {
		d.t.Errorf("stored outcomes are %v, want %v", got, want)
	}
}

func (d *desk) wantShown(outcome event.Outcome, name string) {
	d.t.Helper()
	v := d.shown()
	if want := d.p.d.Printer.T("outcome." + string(outcome) + ".word"); v.Word != want || v.Name != name {
		d.t.Errorf("the panel shows %q %q, want %q %q", v.Word, v.Name, want, name)
	}
}
