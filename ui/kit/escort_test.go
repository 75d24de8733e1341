package kit_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

type who struct{}

var errDenied = errors.New("denied")

// escorted has everybody be the desk, and asks a lead who always says yes; asked counts.
func escorted(t *testing.T) (asked *int) {
	t.Helper()
	kittest.Start(t)
	asked = new(int)
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return context.WithValue(ctx, who{}, "desk") },
		Refused: func(err error) bool { return errors.Is(err, errDenied) },
		Action:  func() string { return "PIN" },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			*asked++
			again(func(ctx context.Context) context.Context { return context.WithValue(ctx, who{}, "lead") })
		},
	}))
	return asked
}

// forLead is work that only a lead may do.
func forLead(ctx context.Context) (any, error) {
	if by := ctx.Value(who{}); by != "lead" {
		return by, errDenied
	}
	return "lead", nil
}

func TestEscort(t *testing.T) {
	asked := escorted(t)
	w := kittest.Window(t, kit.NewText("", kit.StyleBody), 600, 400)
	var by any
	var failed error
	run := func(ctx context.Context) {
		kit.Run(ctx, forLead, func(v any, err error) {
			by, failed = v, err
			kit.ShowWayOn(w, kit.Printer(), err)
		})
	}
	stepUp := func() {
		t.Helper()
		on, ok := kittest.Find(w.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
		if !ok {
			t.Fatal("no way on")
		}
		on.Press()
	}
	run(t.Context())
	if by != "desk" || !errors.Is(failed, errDenied) || *asked != 0 {
		t.Fatalf("by %v, %v, asked %d times", by, failed, *asked)
	}
	stepUp()
	if by != "lead" || failed != nil || *asked != 1 || kit.DialogOpen(w) {
		t.Fatalf("after it: by %v, %v, asked %d times", by, failed, *asked)
	}
	run(t.Context()) // what was let was one thing
	if by != "desk" || failed == nil {
		t.Errorf("the next one is done by %v", by)
	}
	kittest.Press(w.Canvas(), fyne.KeyEscape)
}

// Also what is read anew with every change goes on once somebody let it.
func TestEscort_Latest(t *testing.T) {
	asked := escorted(t)
	w := kittest.Window(t, kit.NewText("", kit.StyleBody), 600, 400)
	var latest kit.Latest[any]
	var by any
	latest.Run(t.Context(), forLead, func(v any, err error) {
		by = v
		kit.ShowWayOn(w, kit.Printer(), err)
	})
	on, ok := kittest.Find(w.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
	if !ok {
		t.Fatal("no way on")
	}
	on.Press()
	if by != "lead" || *asked != 1 {
		t.Errorf("done by %v, asked %d times", by, *asked)
	}
}

// What belongs together is asked about once.
func TestDeed(t *testing.T) {
	asked := escorted(t)
	w := kittest.Window(t, kit.NewText("", kit.StyleBody), 600, 400)
	var deed kit.Deed
	done := 0
	var queue kit.Serial[any]
	one := func(_ any, err error) {
		if kit.ShowWayOn(w, kit.Printer(), err) {
			return
		}
		done++
	}
	kit.Run(deed.In(t.Context()), forLead, one)
	on, ok := kittest.Find(w.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
	if !ok {
		t.Fatal("no way on")
	}
	on.Press()
	kit.Run(deed.In(t.Context()), forLead, one)
	queue.Run(deed.In(t.Context()), forLead, one)
	if done != 3 || *asked != 1 {
		t.Errorf("%d done, asked %d times", done, *asked)
	}
	var other kit.Deed
	kit.Run(other.In(t.Context()), forLead, one)
	if done != 3 || !kit.DialogOpen(w) {
		t.Error("another deed is let too")
	}
}
