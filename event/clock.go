package event

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Clock tells the time. The domain never asks the machine by itself.
type Clock interface{ Now() time.Time }

// ClockFunc makes a function a Clock.
type ClockFunc func() time.Time

// Now calls f.
func (f ClockFunc) Now() time.Time { return f() }

// NewID returns a new time-ordered id (UUIDv7) that no other desk will make.
func NewID() string {
	id, err := uuid.NewV7()
	if err != nil {
		panic(err) // the system's random source is gone: nothing sensible can follow
	}
	return id.String()
}

type actorKey struct{}

// WithActor names who acts in what is done under ctx; facts carry the name as By.
func WithActor(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, actorKey{}, name)
}

// Actor is who acts under ctx, or "".
func Actor(ctx context.Context) string {
	s, _ := ctx.Value(actorKey{}).(string)
	return s
}

// Progress is told how far long work has come. Add may be called from several goroutines.
type Progress interface {
	Total(n int)
	Add(n int)
}

// Noter is a Progress that is told what was done otherwise than asked.
type Noter interface{ Note(err error) }

type silent struct{}

func (silent) Total(int) {}
func (silent) Add(int)   {}

// Silent is a Progress that nobody watches.
var Silent Progress = silent{}

// ItemError is one item of a batch that could not be done.
type ItemError struct {
	ID  string
	Err error
}

// BatchResult is how a batch ended: what is done stays done, the rest is named.
type BatchResult struct {
	Done   int
	Failed []ItemError
}
