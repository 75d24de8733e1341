package kit

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// glance is how often the progress of a task is looked at.
const glance = 100 * time.Millisecond

// Task is long work away from the interface, with its progress and a button
// that stops it. Those who work tell it how far they have come.
type Task struct {
	total, done atomic.Int64
	bar         *Progress
	over        bool

	mu    sync.Mutex
	notes []error
}

// RunTask begins work under a title. It goes on until it is done, stopped or
// ctx ends; done is called on the UI thread, with context.Canceled after a
// stop, and not at all once ctx has ended.
func RunTask[T any](ctx context.Context, title string, work func(context.Context, *Task) (T, error), done func(T, error)) *Task {
	inner, stop := context.WithCancel(ctx)
	t := &Task{bar: NewProgress(title, stop)}
	t.watch(ctx)
	first := true
	Run(ctx, func(under context.Context) (T, error) {
		inner, stop := inner, stop
		if !first { // somebody else does what was refused
			inner, stop = context.WithCancel(ctx)
		}
		first = false
		defer stop()
		v, err := work(carrying{inner, under}, t)
		if err == nil {
			err = inner.Err() // stopped at the last moment
		}
		return v, err
	}, func(v T, err error) {
		t.over = true
		done(v, err)
	})
	return t
}

// Total says how much there is to do; before it is said nobody knows.
func (t *Task) Total(n int) { t.total.Store(int64(n)) }

// Add says that n more are done. It may be called from several goroutines.
func (t *Task) Add(n int) { t.done.Add(int64(n)) }

// Note is told what was done otherwise than asked.
func (t *Task) Note(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notes = append(t.notes, err)
}

// Notes are what Note was told.
func (t *Task) Notes() []error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.notes)
}

// View shows the progress.
func (t *Task) View() fyne.CanvasObject { return t.bar }

// Over says whether the task has come to its end.
func (t *Task) Over() bool { return t.over }

func (t *Task) watch(ctx context.Context) {
	After(glance, func() {
		if t.over || ctx.Err() != nil {
			return
		}
		if done, total := t.done.Load(), t.total.Load(); done > 0 || total > 0 {
			t.bar.Set(int(done), int(total))
		}
		t.watch(ctx)
	})
}
