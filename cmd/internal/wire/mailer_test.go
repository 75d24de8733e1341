package wire

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"zlot/event"
)

// emptyOutbox holds everybody up in Recover, and counts who is in there.
type emptyOutbox struct {
	event.Outbox
	hold    chan struct{}
	entered int
}

func (o *emptyOutbox) Recover(context.Context) (int, error) {
	o.entered++
	<-o.hold
	return 0, nil
}

func (*emptyOutbox) Paused(context.Context, string) (time.Time, string, string, error) {
	return time.Time{}, "", "", nil
}

func (*emptyOutbox) NextDue(context.Context, string) (time.Time, bool, error) {
	return time.Time{}, false, nil
}

// Whoever begins to send puts right what a crash left behind: with two at a time, each would take what the
// other has under way for such a rest, and mail it twice.
func TestMailer_OneSendsAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &emptyOutbox{hold: make(chan struct{})}
		m := newMailer(o, nil, event.ClockFunc(time.Now), slog.New(slog.DiscardHandler))
		ev := event.Event{ID: "rally", MailAccount: event.MailAccount{Address: "zlot@example.org", Host: "localhost", Port: 2525,
			TLS: event.TLSNone, Auth: "none"}}
		done := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := m.Send(t.Context(), ev, event.SendOptions{})
				done <- err
			}()
		}
		synctest.Wait()
		if o.entered != 1 {
			t.Errorf("%d send at a time", o.entered)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := m.Send(ctx, ev, event.SendOptions{}); err == nil {
			t.Error("who was called off sends all the same")
		}
		close(o.hold)
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if o.entered != 2 {
			t.Errorf("%d sent in the end", o.entered)
		}
	})
}
