package kit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestTask(t *testing.T) {
	clock := kittest.Start(t)
	h := hold(t)
	var got string
	var ended error
	task := kit.RunTask(t.Context(), "Piszę plany", func(ctx context.Context, k *kit.Task) (string, error) {
		return "done", ctx.Err()
	}, func(v string, err error) { got, ended = v, err })
	w := kittest.Window(t, task.View(), 400, 60)
	task.Total(3000)
	task.Add(120)
	clock.Advance(time.Second)
	if shown := kittest.Words(w.Content()); !strings.Contains(shown, "120 z 3000") || task.Over() {
		t.Errorf("under way it says %q", shown)
	}
	if h.release(0); got != "done" || ended != nil || !task.Over() {
		t.Errorf("ended with %q, %v", got, ended)
	}
}

func TestTask_Stopped(t *testing.T) {
	kittest.Start(t)
	h := hold(t)
	var ended error
	task := kit.RunTask(t.Context(), "Piszę plany", func(context.Context, *kit.Task) (int, error) { return 1, nil },
		func(_ int, err error) { ended = err })
	w := kittest.Window(t, task.View(), 400, 60)
	stop, _ := kittest.Find(w.Content(), func(*kit.Button) bool { return true })
	stop.Press()
	if h.release(0); !errors.Is(ended, context.Canceled) || !stop.Disabled() {
		t.Errorf("stopped with %v", ended)
	}
}
