package mail

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"zlot/event"
)

// aheadMail is a mail that was rendered before its turn.
type aheadMail struct {
	message event.Message
	raw     []byte
	err     error
}

// renderAhead begins to render the mail that is likely the next one.
func (r *run) renderAhead(ctx context.Context) {
	r.dropAhead()
	ahead := make(chan aheadMail, 1)
	r.ahead = ahead
	now := r.Clock.Now()
	go func() {
		defer close(ahead)
		if m, ok, err := r.Outbox.Peek(ctx, r.Event.ID, now); ok && err == nil {
			raw, err := r.render(ctx, m)
			ahead <- aheadMail{m, raw, err}
		}
	}()
}

// dropAhead waits for what is rendered beforehand, and forgets it.
func (r *run) dropAhead() {
	if r.ahead != nil {
		<-r.ahead
		r.ahead = nil
	}
}

// rendered is the mail of a message, rendered now unless that was done before.
func (r *run) rendered(ctx context.Context, m event.Message) ([]byte, error) {
	if r.ahead != nil {
		a, ok := <-r.ahead
		r.ahead = nil
		if ok && a.err == nil && saysTheSame(a.message, m) {
			return a.raw, nil
		}
	}
	return r.render(ctx, m)
}

// saysTheSame compares all of two messages but how far they came.
func saysTheSame(a, b event.Message) bool {
	for _, m := range []*event.Message{&a, &b} {
		m.State, m.Attempts, m.Code, m.Reply, m.NextAt = "", 0, 0, "", time.Time{}
	}
	return reflect.DeepEqual(a, b)
}

// render reads the documents of a message and writes its mail.
func (r *run) render(ctx context.Context, m event.Message) ([]byte, error) {
	files := map[string][]byte{}
	for _, a := range attachments(m) {
		data, err := r.Outbox.Blob(ctx, a.SHA256)
		if err != nil {
			return nil, documentError{fmt.Errorf("document of message %s: %w", m.ID, err)}
		}
		files[a.SHA256] = data
	}
	return Render(m, r.Account, r.Event, files)
}

// documentError is the store's error, whatever is in it: the message is not to blame.
type documentError struct{ error }

func (e documentError) Unwrap() error { return e.error }
