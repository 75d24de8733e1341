package storage

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

// clock is a hand-set clock.
type clock struct{ t time.Time }

func (c *clock) Now() time.Time { return c.t }

var morning = time.Date(2012, 9, 6, 8, 0, 0, 0, time.UTC)

// openAt opens the file as the program does, with a clock of the test's.
func openAt(t testing.TB, path string, o Options) *DB {
	t.Helper()
	db, err := tryOpen(t, path, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func tryOpen(t testing.TB, path string, o Options) (*DB, error) {
	t.Helper()
	if o.DeskFile == "" {
		o.DeskFile = filepath.Join(filepath.Dir(path), "desk")
	}
	if o.Clock == nil {
		o.Clock = &clock{morning}
	}
	return Open(context.Background(), path, o)
}

func openNew(t testing.TB) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "rally.zlot"), Options{Create: true})
}

// commit writes facts and fails the test if it cannot.
func commit(t testing.TB, db *DB, fill func(b *event.Batch)) []event.Fact {
	t.Helper()
	facts, err := db.Commit(context.Background(), func(event.Reader) (event.Batch, error) {
		var b event.Batch
		fill(&b)
		return b, nil
	})
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	return facts
}

// must returns v and fails the test on an error.
func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantCode fails the test unless err has the code; it returns what its sentence is filled with.
func wantCode(t testing.TB, err error, code string) map[string]any {
	t.Helper()
	var e *event.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("got error %v, want %s", err, code)
	}
	return e.Args
}

var rally = event.Event{ID: "rally", Kind: event.Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07"}

// guest adds a person and a confirmed registration with a badge; the ids are "p-" and "r-" plus key.
func guest(b *event.Batch, eventID, key, given, family string) event.Registration {
	p := event.Person{ID: "p-" + key, Name: event.Name{Given: given, Family: family},
		Email: key + "@example.org", Institution: "Miejski Ośrodek Pomocy Społecznej", Town: "Kraków"}
	r := event.Registration{ID: "r-" + key, Event: eventID, Person: p.ID, Status: event.Confirmed,
		Roles: []event.Role{event.Participant}, Badge: badgeOf(key), Submitted: morning}
	b.Add("", p.ID, event.PersonAdded{Person: p})
	b.Add(eventID, r.ID, event.RegistrationAdded{Registration: r})
	return r
}

// badgeOf makes seventeen digits of a short key.
func badgeOf(key string) string {
	h := uint64(14695981039346656037)
	for _, c := range []byte(key) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return fmt.Sprintf("4%016d", h%10_000_000_000_000_000)
}
