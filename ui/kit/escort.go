package kit

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
)

// Escort goes with all work that is done off the UI thread: it says whose work it is, and offers a way on where
// somebody may not do it.
type Escort struct {
	// Enter gives work that begins now the context it runs under. It is called on the UI thread.
	Enter func(context.Context) context.Context
	// Refused says whether an error means that somebody else could do the work.
	Refused func(error) bool
	// Action is the button beside such an error, and Ask what it does: go on with again once somebody who may has
	// said so, under the context that says who.
	Action func() string
	Ask    func(err error, again func(enter func(context.Context) context.Context))
}

// There is one window, whose escort this is.
var escort *Escort

// SetEscort exchanges the escort and returns the way back.
func SetEscort(e *Escort) (restore func()) {
	old := escort
	escort = e
	return func() { escort = old }
}

// entered is ctx with whose work it is.
func entered(ctx context.Context) context.Context {
	if escort == nil {
		return ctx
	}
	if d, ok := ctx.Value(deedKey{}).(*Deed); ok && d.enter != nil {
		return d.enter(ctx)
	}
	return escort.Enter(ctx)
}

// refusal is an error of work that can be done again by somebody else.
type refusal struct {
	error
	again func(enter func(context.Context) context.Context)
}

func (r *refusal) Unwrap() error { return r.error }

// onRefused is the way on of work under ctx.
func onRefused(ctx context.Context, err error, again func(under context.Context)) error {
	return refused(err, func(enter func(context.Context) context.Context) {
		let(ctx, enter)
		if begin, ok := ctx.Value(beginKey{}).(func()); ok {
			begin()
		}
		again(enter(ctx))
	})
}

type beginKey struct{}

// Beginning is ctx for work that begin is called before on the UI thread whenever somebody lets it be done after all,
// so that it is seen to be under way again.
func Beginning(ctx context.Context, begin func()) context.Context {
	return context.WithValue(ctx, beginKey{}, begin)
}

// refused keeps the way on with an error.
func refused(err error, again func(enter func(context.Context) context.Context)) error {
	if err == nil || escort == nil || !escort.Refused(err) {
		return err
	}
	return &refusal{err, again}
}

// canGoOn says whether work may be done again by somebody else, so that its context must live on.
func canGoOn(err error) bool {
	var r *refusal
	return errors.As(err, &r)
}

// Escorted is an error of work that was not done by Run, with the way on.
func Escorted(err error, again func(enter func(context.Context) context.Context)) error {
	return refused(err, again)
}

// ShowWayOn says what was refused, and lets somebody else do it. It returns false where nobody else could, so that the
// caller shows the error elsewhere.
func ShowWayOn(w fyne.Window, p *i18n.Printer, err error) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	ShowError(w, p, err)
	return true
}

// wayOn is the button that lets somebody else do what was refused; nil: there is none.
func wayOn(err error, before func()) *Button {
	var r *refusal
	if escort == nil || !errors.As(err, &r) {
		return nil
	}
	e := escort
	return NewButton(e.Action(), IconLock, func() {
		before()
		e.Ask(r.error, r.again)
	})
}

// carrying is a context with the values of another one.
type carrying struct {
	context.Context
	values context.Context
}

// Value is part of context.Context.
func (c carrying) Value(key any) any { return c.values.Value(key) }
