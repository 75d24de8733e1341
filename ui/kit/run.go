package kit

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Runner starts work off the UI thread and brings results back to it.
type Runner interface {
	// Go runs work away from the UI thread.
	Go(work func())
	// Do runs f on the UI thread.
	Do(f func())
}

type goroutines struct{}

func (goroutines) Go(work func()) { go work() }
func (goroutines) Do(f func())    { fyne.Do(f) }

// The runner and the timer are the two places where the kit meets threads and
// the clock. They are read on every use and exchanged by tests only.
var (
	runner atomic.Pointer[Runner]
	timer  atomic.Pointer[Timer]
)

func currentRunner() Runner {
	if r := runner.Load(); r != nil {
		return *r
	}
	return goroutines{}
}

// SetRunner exchanges the runner and returns the way back; see kittest.
func SetRunner(r Runner) (restore func()) {
	old := runner.Swap(&r)
	return func() { runner.Store(old) }
}

// Run does work off the UI thread and hands its result to done on the UI
// thread. Done is not called once ctx is cancelled, so a page that was left
// hears nothing more.
func Run[T any](ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	runUnder(ctx, entered(ctx), work, done)
}

// runUnder does work under a context of ctx that says whose it is.
func runUnder[T any](ctx, under context.Context, work func(context.Context) (T, error), done func(T, error)) {
	r := currentRunner()
	r.Go(func() {
		v, err := work(under)
		r.Do(func() {
			if ctx.Err() == nil {
				done(v, onRefused(ctx, err, func(under context.Context) { runUnder(ctx, under, work, done) }))
			}
		})
	})
}

// Latest runs work of which only the newest result matters, such as a search
// while somebody types: a new Run cancels the one before and its result is
// dropped. The zero value is ready; use it from the UI thread.
type Latest[T any] struct {
	cancel context.CancelFunc
}

// Run starts the newest work.
func (l *Latest[T]) Run(ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	l.Cancel()
	ctx, cancel := context.WithCancel(ctx)
	l.cancel = cancel
	Run(ctx, work, func(v T, err error) {
		if !canGoOn(err) {
			cancel()
		}
		done(v, err)
	})
}

// Cancel drops the result of work that is still under way.
func (l *Latest[T]) Cancel() {
	if l.cancel != nil {
		l.cancel()
	}
}

// Steady reads the same thing anew whenever it may have changed: one reading at a time, and one more after it for
// all that changed meanwhile. Where changes stream in faster than they are read, Latest would give up one reading
// after the other and never show any. The zero value is ready; use it from the UI thread.
type Steady[T any] struct {
	ctx   context.Context // of the reading under way; nil: there is none
	again bool
}

// Run reads, or reads again once the reading under way is done. Begin is called on the UI thread when a reading
// begins, and says how.
func (s *Steady[T]) Run(ctx context.Context, begin func() func(context.Context) (T, error), done func(T, error)) {
	if s.ctx == ctx && ctx.Err() == nil {
		s.again = true
		return
	}
	s.ctx, s.again = ctx, false
	Run(ctx, begin(), func(v T, err error) {
		again := s.again
		s.ctx, s.again = nil, false
		done(v, err)
		if again {
			s.Run(ctx, begin, done)
		}
	})
}

// Serial runs work one after the other in the order it was given, off the UI
// thread. It is what a queue of scans goes through. The zero value is ready; use
// it from the UI thread.
type Serial[T any] struct {
	queue []func()
	busy  bool
}

// Run puts work into the queue; done is called on the UI thread before the next
// work starts, and not at all once ctx is cancelled.
func (s *Serial[T]) Run(ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	under := entered(ctx)
	s.queue = append(s.queue, func() {
		r := currentRunner()
		r.Go(func() {
			v, err := work(under)
			r.Do(func() {
				if ctx.Err() == nil {
					done(v, onRefused(ctx, err, func(under context.Context) { runUnder(ctx, under, work, done) }))
				}
				s.busy = false
				s.next()
			})
		})
	})
	s.next()
}

// Waiting is the number of pieces of work that have not started yet.
func (s *Serial[T]) Waiting() int { return len(s.queue) }

func (s *Serial[T]) next() {
	if s.busy || len(s.queue) == 0 {
		return
	}
	first := s.queue[0]
	s.queue = s.queue[1:]
	s.busy = true
	first()
}

// Timer calls f on the UI thread after a while, unless it is stopped before.
type Timer func(after time.Duration, f func()) (stop func())

// SetTimer exchanges the timer and returns the way back; see kittest.
func SetTimer(t Timer) (restore func()) {
	old := timer.Swap(&t)
	return func() { timer.Store(old) }
}

// After calls f on the UI thread after a while; with 0 as soon as the UI thread
// has done what it is doing.
func After(d time.Duration, f func()) (stop func()) {
	if t := timer.Load(); t != nil {
		return (*t)(d, f)
	}
	var stopped atomic.Bool
	if d <= 0 {
		fyne.Do(func() {
			if !stopped.Load() {
				f()
			}
		})
		return func() { stopped.Store(true) }
	}
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped.Load() {
				f()
			}
		})
	})
	return func() {
		stopped.Store(true)
		t.Stop()
	}
}

// Coalescer turns a burst of change signals into one refresh.
type Coalescer struct {
	delay   time.Duration
	refresh func()
	pending atomic.Bool
	stopped atomic.Bool
}

// CoalesceDelay is the usual time that change signals are gathered.
const CoalesceDelay = 50 * time.Millisecond

// NewCoalescer makes a coalescer that calls refresh on the UI thread once the
// delay is over after the first of some signals; 0 is CoalesceDelay.
func NewCoalescer(delay time.Duration, refresh func()) *Coalescer {
	if delay == 0 {
		delay = CoalesceDelay
	}
	return &Coalescer{delay: delay, refresh: refresh}
}

// Signal asks for a refresh. It may be called from any goroutine.
func (c *Coalescer) Signal() {
	if c.stopped.Load() || !c.pending.CompareAndSwap(false, true) {
		return
	}
	After(c.delay, func() {
		// Cleared first: a signal that comes during the refresh is not lost.
		c.pending.Store(false)
		if !c.stopped.Load() {
			c.refresh()
		}
	})
}

// Stop ends the coalescer; nothing is refreshed any more.
func (c *Coalescer) Stop() {
	c.stopped.Store(true)
}
