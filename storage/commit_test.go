package storage

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

func TestCommit_StampsFacts(t *testing.T) {
	c := &clock{morning}
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true, Clock: c})
	ctx := event.WithActor(context.Background(), "Ola")
	add := func(id string) event.Fact {
		facts, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
			b.Add("rally", id, event.GroupAdded{Group: event.Group{ID: id, Event: "rally", Title: id}})
			return b, nil
		})
		if err != nil || len(facts) != 1 {
			t.Fatalf("commit: %v, %d facts", err, len(facts))
		}
		return facts[0]
	}
	a := add("a")
	if a.ID == "" || a.Desk != db.Desk() || a.Origin == "" || a.Seq != 1 || a.By != "Ola" || !a.At.Equal(morning) {
		t.Errorf("stamped %+v", a)
	}
	c.t = morning.Add(-time.Hour)
	b := add("b")
	if b.HLC <= a.HLC || b.Seq != 2 || b.Origin != a.Origin {
		t.Errorf("with the clock set back: %d after %d, seq %d", b.HLC, a.HLC, b.Seq)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path, Options{Clock: c})
	if x := add("c"); x.HLC <= b.HLC || x.Origin == a.Origin || x.Seq != 1 || x.Desk != a.Desk {
		t.Errorf("after a restart: %+v", x)
	}
	facts := must[[]event.Fact](t)(db.Facts(ctx, "", 0))
	if len(facts) != 3 || facts[0].Entity != "a" || facts[2].Entity != "c" {
		t.Errorf("log: %+v", facts)
	}
	if last := must[[]event.Fact](t)(db.Facts(ctx, "", 2)); len(last) != 2 || last[0].Entity != "b" || last[1].Entity != "c" {
		t.Errorf("the newest two: %+v", last)
	}
}

func TestCommit_AllOrNothing(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	refused := errors.New("no")
	told := 0
	cancel := db.Subscribe(func([]event.Fact) { told++ })
	_, err := db.Commit(ctx, func(r event.Reader) (event.Batch, error) {
		var b event.Batch
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		return b, refused
	})
	if !errors.Is(err, refused) {
		t.Fatalf("got %v", err)
	}
	_, err = db.Commit(ctx, func(event.Reader) (event.Batch, error) {
		var b event.Batch
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		b.Facts = append(b.Facts, event.Fact{Kind: "scan.made", Entity: "broken", Body: []byte("{")})
		return b, nil
	})
	if err == nil {
		t.Fatal("a broken body was committed")
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = db.Commit(ctx, func(event.Reader) (event.Batch, error) { panic("in decide") })
		t.Error("the panic was swallowed")
	}()
	facts, err := db.Commit(ctx, func(event.Reader) (event.Batch, error) { return event.Batch{}, nil })
	if err != nil || facts != nil {
		t.Errorf("empty: %v, %v", facts, err)
	}
	if n := len(must[[]event.Event](t)(db.Events(ctx))); n != 0 || told != 0 {
		t.Errorf("%d events, told %d times", n, told)
	}
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	cancel()
	commit(t, db, func(b *event.Batch) { guest(b, "rally", "a", "Anna", "Nowak") })
	if told != 1 {
		t.Errorf("told %d times", told)
	}
	if f := must[[]event.Fact](t)(db.Facts(ctx, "", 0)); f[0].Seq != 1 || f[2].Seq != 3 {
		t.Errorf("refused commits left a gap in the log: %+v", f)
	}
}

func TestCommit_ReadsInside(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		guest(b, "rally", "a", "Łucja", "Żak")
	})
	ctx, cancel := context.WithCancel(context.Background())
	_, err := db.Commit(ctx, func(r event.Reader) (b event.Batch, err error) {
		e, current, err := r.EntryByBadge(ctx, badgeOf("a"))
		if err != nil || !current || e.Who.Name.Family != "Żak" || e.Version == 0 {
			t.Errorf("entry %+v, %v, %v", e, current, err)
		}
		_, _, err = r.EntryByBadge(ctx, "4000")
		wantCode(t, err, event.CodeRegistrationNotFound)
		cancel()
		_, err = r.Event(ctx, "rally")
		return b, err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled commit: %v", err)
	}
}

func TestClose_WaitsForCommits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	const desks = 4
	started, done := make(chan struct{}, desks), make(chan int, desks)
	for range desks {
		go func() {
			n := 0
			for ; ; n++ {
				_, err := db.Commit(context.Background(), func(event.Reader) (b event.Batch, err error) {
					s := event.Scan{ID: event.NewID(), Event: "rally", Checkpoint: "desk"}
					b.Add("rally", s.ID, event.ScanMade{Scan: s})
					return b, nil
				})
				if err != nil {
					break
				}
				if n == 5 {
					started <- struct{}{}
				}
			}
			done <- n
		}()
	}
	for range desks {
		<-started
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	committed := 0
	for range desks {
		committed += <-done
	}
	db = openAt(t, path, Options{})
	if n := len(must[[]event.ScanRow](t)(db.Scans(context.Background(), event.ScanFilter{}))); n != committed {
		t.Errorf("%d scans in the file, %d were committed", n, committed)
	}
}
