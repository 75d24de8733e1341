package agenda

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
	svc    *event.Service
	event  event.Event
	page   *Page
	window fyne.Window
	host   *kit.ToastHost
	went   []string
	opened []string
}

const (
	width  = 1178 // of a page in a window of 1366
	height = 716
)

func openStage(t testing.TB, variant kit.Variant, lang string, w, h float32, fill func(context.Context, *event.Service) (event.Event, error)) *stage {
	t.Helper()
	kittest.StartWith(t, variant, lang)
	s := &stage{t: t}
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
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Documents: doc.New(), Clock: event.ClockFunc(now)})
	if s.event, err = fill(t.Context(), s.svc); err != nil {
		t.Fatal(err)
	}
	s.window = kittest.Window(t, kit.Spacer(), w, h)
	s.page = New(Deps{Context: t.Context(), Service: s.svc, Store: db, Printer: i18n.New(lang), Window: s.window, Event: s.event,
		Navigate: func(page, arg string) { s.went = append(s.went, page+" "+arg) },
		Show:     func(path string) error { s.opened = append(s.opened, path); return nil }})
	s.host = kit.NewToastHost(s.window, s.page.Content())
	s.window.SetContent(s.host)
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

// sampleEvent is one of the program's examples.
func sampleEvent(name string) func(context.Context, *event.Service) (event.Event, error) {
	return func(ctx context.Context, svc *event.Service) (event.Event, error) {
		made, err := sample.Load(ctx, svc, name, "Rejestracja")
		return made.Event, err
	}
}

// bare is an event without a programme.
func bare(ctx context.Context, svc *event.Service) (event.Event, error) {
	return svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07"}, "Rejestracja")
}

func newStage(t *testing.T) *stage {
	return openStage(t, kit.VariantLight, i18n.Polish, width, height, sampleEvent("rally-2012"))
}

// session is the session with a title.
func (s *stage) session(title string) event.Session {
	s.t.Helper()
	all, err := s.svc.Store.Sessions(s.t.Context(), s.event.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, x := range all {
		if x.Title == title {
			return x
		}
	}
	s.t.Fatalf("no session %q", title)
	return event.Session{}
}

// enrol gives the first people of the list a place in a session.
func (s *stage) enrol(session event.Session, n int) {
	s.t.Helper()
	all, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = s.svc.Store.Commit(s.t.Context(), func(event.Reader) (b event.Batch, err error) {
		for i, e := range all[:n] {
			state := event.Enrolled
			if session.Capacity != nil && i >= *session.Capacity {
				state = event.OnWaitlist
			}
			b.Add(s.event.ID, session.ID+"/"+e.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: s.event.ID, Session: session.ID, Registration: e.ID, State: state}})
		}
		return b, nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"enrolment.set": true})
}

// sampleFile is a copy of the sample's programme, after a change.
func (s *stage) sampleFile(edit func(string) string) string {
	s.t.Helper()
	data, err := assets.Sample("rally-2012/program.csv")
	if err != nil {
		s.t.Fatal(err)
	}
	path := filepath.Join(s.t.TempDir(), "program.csv")
	if err := os.WriteFile(path, []byte(edit(string(data))), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func asIs(s string) string { return s }
