package sample_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/secret"
	"zlot/event/tabular"
	"zlot/storage"
)

func newService(t *testing.T) *event.Service {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", dir)
	clock := event.ClockFunc(func() time.Time { return time.Date(2016, 1, 4, 9, 0, 0, 0, time.UTC) })
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return event.NewService(event.Ports{Store: db, Outbox: db, Documents: doc.New(), Signer: doc.COSE{}, Secrets: secret.Open(filepath.Join(dir, "keys")),
		Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: clock})
}

// Every sample goes its whole way: list, programme, attendance, certificates, a sound file.
func TestSamples_FromListToCertificate(t *testing.T) {
	wants := map[string]struct{ people, sessions, came, papers int }{
		"rally-2012":         {56, 12, 0, 0}, // waits for its morning
		"editions-2015":      {94, 12, 72, 69},
		"course-2010":        {14, 57, 14, 12},
		"course-2009":        {16, 30, 16, 13},
		"pilot-2011":         {82, 120, 82, 80},
		"dissemination-2012": {3000, 48, 2790, many},
		"working-group-2012": {11, 10, 11, 11},
		"workshops-2014":     {26, 13, 26, 21},
	}
	if names := sample.Names(); len(names) != len(wants) || names[0] != "rally-2012" {
		t.Errorf("samples %v", names)
	}
	for name, want := range wants {
		t.Run(name, func(t *testing.T) {
			svc := newService(t)
			ctx := t.Context()
			res, err := sample.Load(ctx, svc, name, "Rejestracja")
			if err != nil {
				t.Fatal(err)
			}
			if res.Registrations != want.people || res.Sessions != want.sessions {
				t.Errorf("%d people, %d sessions", res.Registrations, res.Sessions)
			}
			programme, err := svc.Programme(ctx, res.Event.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range programme.Conflicts() {
				t.Errorf("a conflict: %+v", programme.Describe(c))
			}
			accounts, err := svc.Attendance(ctx, res.Event.ID)
			if err != nil {
				t.Fatal(err)
			}
			came := 0
			var chosen []string
			for _, a := range accounts {
				if a.Hours > 0 {
					came++
				}
				if len(chosen) < many && a.Eligible {
					chosen = append(chosen, a.Entry.ID)
				}
			}
			if came != want.came {
				t.Errorf("%d people have hours, want %d", came, want.came)
			}
			if len(chosen) > 0 {
				issued, err := svc.IssueCertificates(ctx, res.Event.ID, event.IssueOptions{Registrations: chosen}, event.Silent)
				if err != nil || len(issued.Failed) > 0 || len(issued.Issued) != want.papers {
					t.Errorf("%d certificates, failed %v, %v", len(issued.Issued), issued.Failed, err)
				}
			}
			if problems, err := svc.Store.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("check: %v, %v", problems, err)
			}
		})
	}
}

// many is how many certificates of a big event are drawn: the rest is more of the same.
const many = 150

// The editions are a series: some people come again, and some of the last may be asked once more.
func TestSamples_EditionsAreASeries(t *testing.T) {
	svc := newService(t)
	res, err := sample.Load(t.Context(), svc, "editions-2015", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	o, err := svc.Series(t.Context(), res.Event.Series)
	if err != nil || len(o.Editions) != 3 {
		t.Fatalf("%d editions, %v", len(o.Editions), err)
	}
	for i, ed := range o.Editions {
		if ed.Event.Edition != i+2 || ed.Registrations < 60 || ed.Present >= ed.Registrations || (ed.Returning > 30) != (i > 0) || len(ed.Event.Organizers) != 2 {
			t.Errorf("edition %+v", ed)
		}
	}
	if o.Editions[2].Event.ID != res.Event.ID {
		t.Error("the sample's event is not the last")
	}
	next, err := svc.PreviewClone(t.Context(), res.Event.ID, event.CloneOptions{Start: "2016-09-08", Parts: event.CloneParts})
	if err != nil || next.People < 40 || next.Behind[event.StayRefused] == 0 || next.Behind[event.StayCancelled] == 0 {
		t.Errorf("%+v, %v", next, err)
	}
}

// The people of a sample are the same whenever it is made, and nobody's address is anybody's.
func TestSamples_PeopleAreTheSameAndInvented(t *testing.T) {
	lists := make([][]event.Entry, 2)
	for i := range lists {
		svc := newService(t)
		res, err := sample.Load(t.Context(), svc, "workshops-2014", "Rejestracja")
		if err != nil {
			t.Fatal(err)
		}
		if lists[i], err = svc.Store.Entries(t.Context(), event.EntryFilter{Event: res.Event.ID}); err != nil {
			t.Fatal(err)
		}
	}
	for i, e := range lists[0] {
		if o := lists[1][i]; o.Who.Name != e.Who.Name || o.Who.Email != e.Who.Email || o.Diet != e.Diet || o.Consents[1].Given != e.Consents[1].Given {
			t.Errorf("%+v, then %+v", e, o)
		}
		if !strings.HasSuffix(e.Who.Email, "@example.org") || e.Who.Voivodeship != "" && e.Who.Voivodeship != "małopolskie" {
			t.Errorf("%s of %s", e.Who.Email, e.Who.Voivodeship)
		}
	}
}
