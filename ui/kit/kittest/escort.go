package kittest

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// let marks the work of somebody whom an Escort let in.
type let struct{}

// Let reports whether a piece of work is done by somebody whom an Escort let in.
func Let(ctx context.Context) bool { return ctx.Value(let{}) != nil }

// wayOn is what the button says that leads on.
const wayOn = "PIN"

// Escort lets everybody who is asked do everything, as a lead does by typing a PIN.
type Escort struct{ Asked int }

// NewEscort stands by until the test ends; refused knows the errors of those who may not.
func NewEscort(t testing.TB, refused func(error) bool) *Escort {
	e := &Escort{}
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return ctx },
		Refused: refused,
		Action:  func() string { return wayOn },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			e.Asked++
			again(func(ctx context.Context) context.Context { return context.WithValue(ctx, let{}, true) })
		},
	}))
	return e
}

// GoOn presses the way on that is offered in an object.
func (e *Escort) GoOn(t testing.TB, in fyne.CanvasObject) {
	t.Helper()
	b, ok := Find(in, func(b *kit.Button) bool { return b.Text() == wayOn })
	if !ok {
		t.Fatal("no way on")
	}
	b.Press()
}
