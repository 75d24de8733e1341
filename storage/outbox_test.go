package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

func queued(id, to string, n int) event.QueuedMessage {
	return event.QueuedMessage{Message: event.Message{ID: id, Event: "rally", Certificate: "ZAR/2012/0001", SHA256: "aa", To: to, Copy: n, State: event.MessageQueued}}
}

func TestOutbox_Way(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "m1", queued("m1", "a@example.org", 1))
		b.Add("rally", "m2", queued("m2", "b@example.org", 1))
		b.Add("course", "m3", event.QueuedMessage{Message: event.Message{ID: "m3", Event: "course", To: "c@example.org", Copy: 1}})
	})
	state := func(id string) event.Message { return must[event.Message](t)(db.Message(ctx, id)) }
	claim := func(now time.Time) (event.Message, bool) {
		m, ok, err := db.Claim(ctx, "rally", now)
		if err != nil {
			t.Fatal(err)
		}
		return m, ok
	}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	m, found := claim(morning)
	if !found || m.ID != "m1" || m.State != event.MessageSending || m.Attempts != 1 {
		t.Fatalf("claimed %+v", m)
	}
	wantCode(t, db.Settle(ctx, "m1", event.MessageAccepted, 250, "OK"), event.CodeMailState) // not before the dot
	wantCode(t, db.Dot(ctx, "m2"), event.CodeMailState)
	wantCode(t, db.Dot(ctx, "nothing"), event.CodeMessageNotFound)
	ok(db.Requeue(ctx, "m1", morning.Add(5*time.Minute), 450, "greylisted"))
	if m := state("m1"); m.State != event.MessageQueued || m.Code != 450 || m.Reply != "greylisted" || !m.NextAt.Equal(morning.Add(5*time.Minute)) {
		t.Errorf("requeued %+v", m)
	}
	if m, _ := claim(morning); m.ID != "m2" {
		t.Fatalf("claimed %+v", m)
	}
	if _, found := claim(morning); found {
		t.Error("claimed a message that is not due")
	}
	if due, found, err := db.NextDue(ctx, "rally"); err != nil || !found || !due.Equal(morning.Add(5*time.Minute)) {
		t.Errorf("next due %v %v %v", due, found, err)
	}
	ok(db.Dot(ctx, "m2"))
	if m := state("m2"); m.State != event.MessageDot {
		t.Errorf("%+v", m)
	}
	told := 0
	defer db.Subscribe(func(f []event.Fact) { told += len(f) })()
	ok(db.Settle(ctx, "m2", event.MessageAccepted, 250, "queued as 7"))
	if m := state("m2"); m.State != event.MessageAccepted || m.Reply != "queued as 7" || m.Attempts != 1 || told != 1 {
		t.Errorf("settled %+v, told %d", m, told)
	}
	wantCode(t, db.Settle(ctx, "m2", event.MessageAccepted, 250, ""), event.CodeMailState)
	wantCode(t, db.Requeue(ctx, "m2", morning, 0, ""), event.CodeMailState)
	if n := must[int](t)(db.SentSince(ctx, "rally", morning)); n != 1 {
		t.Errorf("sent %d", n)
	}
	if n := must[int](t)(db.SentSince(ctx, "rally", morning.Add(time.Second))); n != 0 {
		t.Errorf("sent later %d", n)
	}
	claim(morning.Add(time.Hour))
	ok(db.Settle(ctx, "m1", event.MessageFailed, 550, "no such user"))
	if _, found, err := db.NextDue(ctx, "rally"); err != nil || found {
		t.Errorf("something waits: %v", err)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %+v", p)
	}
}

func TestOutbox_RecoversAfterCrash(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	commit(t, db, func(b *event.Batch) {
		for _, id := range []string{"m1", "m2", "m3"} {
			b.Add("rally", id, queued(id, id+"@example.org", 1))
		}
	})
	for range 2 {
		if _, ok, err := db.Claim(ctx, "rally", morning); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if err := db.Dot(ctx, "m1"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path, Options{})
	if n := must[int](t)(db.Recover(ctx)); n != 1 {
		t.Errorf("%d uncertain", n)
	}
	for id, want := range map[string]event.MessageState{"m1": event.MessageUncertain, "m2": event.MessageQueued, "m3": event.MessageQueued} {
		if m := must[event.Message](t)(db.Message(ctx, id)); m.State != want {
			t.Errorf("%s is %s, want %s", id, m.State, want)
		}
	}
	if n := must[int](t)(db.Recover(ctx)); n != 0 {
		t.Errorf("a second time: %d uncertain", n)
	}
	// A person decides, by a fact of a use case.
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", event.SettledMessage{State: event.MessageAccepted}) })
	if n := must[int](t)(db.SentSince(ctx, "rally", morning)); n != 1 {
		t.Errorf("counted %d times as sent", n)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %+v", p)
	}
}

func TestOutbox_NothingTwice(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", queued("m1", "a@example.org", 1)) })
	_, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
		b.Add("rally", "m2", queued("m2", "A@Example.org", 1))
		return b, nil
	})
	wantCode(t, err, event.CodeMailState)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m3", queued("m3", "a@example.org", 2)) })
	if m := must[[]event.Message](t)(db.Messages(ctx, "rally")); len(m) != 2 {
		t.Errorf("messages %+v", m)
	}
	// What is being sent cannot be cancelled.
	if _, ok, err := db.Claim(ctx, "rally", morning); !ok || err != nil {
		t.Fatal(ok, err)
	}
	wantCode(t, db.Settle(ctx, "m1", event.MessageCancelled, 0, ""), event.CodeMailState)
}

func TestOutbox_Pause(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	until, code, reply, err := db.Paused(ctx, "rally")
	if err != nil || !until.IsZero() || code != "" || reply != "" {
		t.Errorf("%v %q %q %v", until, code, reply, err)
	}
	for _, at := range []time.Time{morning, morning.Add(time.Hour)} {
		if err := db.Pause(ctx, "rally", at, event.CodeMailLogin, "535 no"); err != nil {
			t.Fatal(err)
		}
		if until, code, reply, err = db.Paused(ctx, "rally"); err != nil || !until.Equal(at) || code != event.CodeMailLogin || reply != "535 no" {
			t.Errorf("%v %q %q %v", until, code, reply, err)
		}
	}
	if err := db.Pause(ctx, "rally", time.Time{}, "", ""); err != nil {
		t.Fatal(err)
	}
	if until, _, _, err = db.Paused(ctx, "rally"); err != nil || !until.IsZero() {
		t.Errorf("still paused until %v, %v", until, err)
	}
}

// A sample queued after a hundred letters goes first, and takes none of them with it.
func TestOutbox_SampleFirst(t *testing.T) {
	db := openNew(t)
	sample := queued("m9", "zlot@example.org", 1)
	sample.Sample = true
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "m1", queued("m1", "a@example.org", 1))
		b.Add("rally", "m9", sample)
	})
	if m := must[event.Message](t)(db.Message(t.Context(), "m9")); !m.Sample || !m.NextAt.IsZero() {
		t.Errorf("the sample is due at %v", m.NextAt)
	}
	if m, ok, err := db.Claim(t.Context(), "rally", morning); err != nil || !ok || m.ID != "m9" {
		t.Errorf("claimed %s, %v", m.ID, err)
	}
}

func TestOutbox_Hurry(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", queued("m1", "a@example.org", 1)) })
	claim := func() bool {
		t.Helper()
		_, ok, err := db.Claim(t.Context(), "rally", morning)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	claim()
	if err := db.Requeue(t.Context(), "m1", morning.Add(time.Hour), 450, "greylisted"); err != nil || claim() {
		t.Fatalf("not put off: %v", err)
	}
	if err := db.Hurry(t.Context(), "rally", morning); err != nil || !claim() {
		t.Errorf("not due at once: %v", err)
	}
}
