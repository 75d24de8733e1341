package registrations

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/assets"
	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// stage is the page over a real file.
type stage struct {
	t      testing.TB
	clock  *kittest.Clock
	svc    *event.Service
	event  event.Event
	page   *Page
	window fyne.Window
	host   *kit.ToastHost
	went   []string
}

const (
	width  = 1178 // of a page in a window of 1366
	height = 716
)

// noMailer lets mail be planned, and sends none.
type noMailer struct{ event.Mailer }

func (noMailer) Limits(event.MailAccount) []event.MailLimit { return nil }

// openStage makes the page over an event that fill made.
func openStage(t testing.TB, variant kit.Variant, lang string, w, h float32, fill func(context.Context, *event.Service) (event.Event, error)) *stage {
	t.Helper()
	s := &stage{t: t, clock: kittest.StartWith(t, variant, lang)}
	dir := t.TempDir()
	now := func() time.Time { return time.Date(2012, 9, 3, 12, 0, 0, 0, time.UTC) }
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: event.ClockFunc(now), DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Documents: doc.New(), Letters: mail.Letters{}, Mailer: noMailer{}, Clock: event.ClockFunc(now)})
	if s.event, err = fill(t.Context(), s.svc); err != nil {
		t.Fatal(err)
	}
	s.window = kittest.Window(t, kit.Spacer(), w, h)
	s.page = New(Deps{Context: t.Context(), Service: s.svc, Store: db, Tables: tabular.New(), Printer: i18n.New(lang), Window: s.window,
		Event: s.event, Navigate: func(page, arg string) { s.went = append(s.went, page+" "+arg) }})
	s.host = kit.NewToastHost(s.window, s.page.Content())
	s.window.SetContent(s.host)
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

// rally is the sample rally with 56 people.
func rally(ctx context.Context, svc *event.Service) (event.Event, error) {
	made, err := sample.Load(ctx, svc, "rally-2012", "Rejestracja")
	return made.Event, err
}

// bare is an event without anybody.
func bare(ctx context.Context, svc *event.Service) (event.Event, error) {
	return svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07"}, "Rejestracja")
}

func newStage(t *testing.T) *stage {
	return openStage(t, kit.VariantLight, i18n.Polish, width, height, rally)
}

func (s *stage) entries() []event.Entry {
	s.t.Helper()
	all, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func (s *stage) entry(id string) event.Entry {
	s.t.Helper()
	e, err := s.svc.Store.Entry(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func (s *stage) undo() {
	s.t.Helper()
	if !kit.UndoToast(s.window.Canvas()) {
		s.t.Fatalf("nothing to undo: %q", s.host.Text())
	}
}

// sampleFile is a copy of a file of the sample, after a change.
func (s *stage) sampleFile(name string, edit func(string) string) string {
	s.t.Helper()
	data, err := assets.Sample("rally-2012/" + name)
	if err != nil {
		s.t.Fatal(err)
	}
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(edit(string(data))), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func asIs(s string) string { return s }
