package storage

import (
	"context"
	"reflect"
	"testing"
	"time"

	"zlot/event"
)

// What the server took can come back; what came back can turn out to have arrived, or be given up.
func TestOutbox_Bounced(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", queued("m1", "a@example.org", 1)) })
	settle := func(state event.MessageState) error { return db.Settle(ctx, "m1", state, 550, "5.1.1 unknown") }
	wantCode(t, settle(event.MessageBounced), event.CodeMailState) // before it left
	peeked, ok, err := db.Peek(ctx, "rally", morning)
	if err != nil || !ok || peeked.State != event.MessageQueued || peeked.Attempts != 0 {
		t.Fatalf("peeked %+v, %v", peeked, err)
	}
	m, _, err := db.Claim(ctx, "rally", morning)
	if peeked.State, peeked.Attempts = m.State, m.Attempts; err != nil || !reflect.DeepEqual(peeked, m) {
		t.Errorf("peeked %+v, claimed %+v, %v", peeked, m, err)
	}
	if _, ok, err := db.Peek(ctx, "rally", morning); ok || err != nil {
		t.Errorf("peeked what nothing waits for, %v", err)
	}
	for _, step := range []error{db.Dot(ctx, "m1"), settle(event.MessageAccepted), settle(event.MessageBounced)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	wantCode(t, settle(event.MessageBounced), event.CodeMailState)
	wantCode(t, settle(event.MessageUncertain), event.CodeMailState)
	steps := must[[]event.Attempt](t)(db.Attempts(ctx, "m1"))
	if last := steps[len(steps)-1]; len(steps) != 5 || last.From != event.MessageAccepted || last.To != event.MessageBounced || last.Reply != "5.1.1 unknown" {
		t.Errorf("steps %+v", steps)
	}
	if err := settle(event.MessageCancelled); err != nil {
		t.Error(err)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %+v", p)
	}
}

// Ids tell the time. Where the clock was put back, the copy of a message must not come before it.
func TestMessages_InTheOrderOfQueueing(t *testing.T) {
	db := openNew(t)
	for _, id := range []string{"10h00", "09h30", "09h45"} {
		commit(t, db, func(b *event.Batch) { b.Add("rally", id, queued(id, id+"@example.org", 1)) })
	}
	check := func() {
		t.Helper()
		all := must[[]event.Message](t)(db.Messages(context.Background(), "rally"))
		if len(all) != 3 || all[0].ID != "10h00" || all[1].ID != "09h30" || all[2].ID != "09h45" {
			t.Errorf("%+v", all)
		}
	}
	check()
	if err := db.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	check()
}

// A claim does not wait for the disk, and everything after it does again.
func TestOutbox_ClaimIsTheOnlyHaste(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", queued("m1", "a@example.org", 1)) })
	for range 2 { // with a message, and without
		if _, _, err := db.Claim(ctx, "rally", morning); err != nil {
			t.Fatal(err)
		}
		const full = 2
		var level int
		err := db.write(ctx, func(w *writer) error { return w.row(ctx, "PRAGMA synchronous", nil, &level) }, func() {})
		if err != nil || level != full {
			t.Errorf("synchronous %d, %v", level, err)
		}
	}
}

// The limit of an account counts for all events that write from it.
func TestSentSince_OneAccountOfTwoEvents(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	account := event.MailAccount{Address: "zlot@example.org"}
	commit(t, db, func(b *event.Batch) {
		for id, acc := range map[string]event.MailAccount{"rally": account, "course": account, "other": {Address: "inny@example.org"}} {
			b.Add(id, id, event.EventCreated{Event: event.Event{ID: id, Title: id, MailAccount: acc}})
			b.Add(id, "m-"+id, event.QueuedMessage{Message: event.Message{ID: "m-" + id, Event: id, To: "a@example.org", Copy: 1}})
		}
	})
	for _, id := range []string{"rally", "course", "other"} {
		if _, ok, err := db.Claim(ctx, id, morning); !ok || err != nil {
			t.Fatal(ok, err)
		}
		for _, step := range []error{db.Dot(ctx, "m-"+id), db.Settle(ctx, "m-"+id, event.MessageAccepted, 250, "")} {
			if step != nil {
				t.Fatal(step)
			}
		}
	}
	for id, want := range map[string]int{"rally": 2, "course": 2, "other": 1} {
		if n := must[int](t)(db.SentSince(ctx, id, morning.Add(-time.Hour))); n != want {
			t.Errorf("%s: %d sent, want %d", id, n, want)
		}
	}
}

// Mail does not stand still because the clock was an hour ahead while it was sent.
func TestSentSince_ClockPutBack(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "m1", queued("m1", "a@example.org", 1)) })
	if _, ok, err := db.Claim(ctx, "rally", morning); !ok || err != nil {
		t.Fatal(ok, err)
	}
	for _, step := range []error{db.Dot(ctx, "m1"), db.Settle(ctx, "m1", event.MessageAccepted, 250, "")} {
		if step != nil {
			t.Fatal(step)
		}
	}
	if n := must[int](t)(db.SentSince(ctx, "rally", morning.Add(-time.Minute))); n != 1 {
		t.Errorf("%d sent, want 1", n)
	}
	db.clock = event.ClockFunc(func() time.Time { return morning.Add(-time.Hour) })
	if n := must[int](t)(db.SentSince(ctx, "rally", morning.Add(-time.Hour-time.Minute))); n != 0 {
		t.Errorf("%d sent in the future", n)
	}
}

// A message whose file is gone is found.
func TestCheck_FileOfAMessage(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "m1", event.QueuedMessage{Message: event.Message{ID: "m1", Event: "rally", Mailing: "reminder", Copy: 1,
			Attachments: []event.Attachment{{Name: "program.ics", SHA256: "ab"}}}})
	})
	p := must[[]event.Problem](t)(db.Check(context.Background()))
	if len(p) != 1 || p[0].Code != "check.message" || p[0].Args["Name"] != "program.ics" {
		t.Errorf("%+v", p)
	}
}

// A rest that a person asked for ends by a person alone.
func TestPause_ByAPerson(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	far := time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, p := range []struct {
		until time.Time
		code  string
	}{{far, event.CodeMailPaused}, {morning, event.CodeMailBusy}} {
		if err := db.Pause(ctx, "rally", p.until, p.code, "421"); err != nil {
			t.Fatal(err)
		}
	}
	if until, code, _, err := db.Paused(ctx, "rally"); err != nil || code != event.CodeMailPaused || !until.Equal(far) {
		t.Errorf("paused until %v, %s, %v", until, code, err)
	}
	if err := db.Pause(ctx, "rally", time.Time{}, "", ""); err != nil {
		t.Fatal(err)
	}
	if until, _, _, err := db.Paused(ctx, "rally"); err != nil || !until.IsZero() {
		t.Errorf("paused until %v, %v", until, err)
	}
}
