package kit_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// held is a runner whose work waits until the test lets it go.
type held struct{ works []func() }

func (h *held) Go(work func()) { h.works = append(h.works, work) }
func (h *held) Do(f func())    { f() }

// release lets the i-th piece of work run.
func (h *held) release(i int) {
	w := h.works[i]
	h.works[i] = func() {}
	w()
}

func hold(t *testing.T) *held {
	t.Helper()
	h := &held{}
	t.Cleanup(kit.SetRunner(h))
	return h
}

func value[T any](v T) func(context.Context) (T, error) {
	return func(context.Context) (T, error) { return v, nil }
}

func TestRun(t *testing.T) {
	t.Run("hands over result and error", func(t *testing.T) {
		h := hold(t)
		wrong := errors.New("disk")
		var got string
		var gotErr error
		kit.Run(t.Context(), func(context.Context) (string, error) { return "a", wrong }, func(v string, err error) { got, gotErr = v, err })
		if got != "" {
			t.Fatal("done before the work")
		}
		h.release(0)
		if got != "a" || !errors.Is(gotErr, wrong) {
			t.Errorf("got %q, %v", got, gotErr)
		}
	})
	t.Run("is silent once cancelled", func(t *testing.T) {
		h := hold(t)
		ctx, cancel := context.WithCancel(t.Context())
		called := false
		kit.Run(ctx, value(1), func(int, error) { called = true })
		cancel()
		h.release(0)
		if called {
			t.Error("done was called after the cancellation")
		}
	})
}

func TestLatest_dropsOlderResults(t *testing.T) {
	h := hold(t)
	var latest kit.Latest[string]
	var got []string
	take := func(v string, _ error) { got = append(got, v) }
	latest.Run(t.Context(), value("no"), take)
	latest.Run(t.Context(), value("nowak"), take)
	h.release(1)
	h.release(0) // the older answer comes late
	if !slices.Equal(got, []string{"nowak"}) {
		t.Errorf("got %v", got)
	}
}

func TestSerial_keepsTheOrder(t *testing.T) {
	h := hold(t)
	var serial kit.Serial[int]
	var got []int
	for i := range 5 {
		serial.Run(t.Context(), value(i), func(v int, _ error) { got = append(got, v) })
	}
	if len(h.works) != 1 || serial.Waiting() != 4 {
		t.Fatalf("%d works started, %d wait", len(h.works), serial.Waiting())
	}
	for i := range 5 {
		h.release(i)
	}
	if !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("got %v", got)
	}
}

func TestCoalescer(t *testing.T) {
	clock := kittest.Start(t)
	refreshed := 0
	var c *kit.Coalescer
	c = kit.NewCoalescer(0, func() {
		refreshed++
		if refreshed == 1 {
			c.Signal() // news during a refresh is not lost
		}
	})
	for range 100 {
		c.Signal()
	}
	clock.Advance(kit.CoalesceDelay)
	if refreshed != 1 {
		t.Fatalf("%d refreshes for one burst", refreshed)
	}
	clock.Advance(time.Second)
	if refreshed != 2 {
		t.Fatalf("%d refreshes", refreshed)
	}
	c.Signal()
	c.Stop()
	clock.Advance(time.Second)
	if refreshed != 2 {
		t.Error("refreshed after Stop")
	}
}
