package kit

import "context"

// Deed is several pieces of work that are one thing to do, such as looking at a list and bringing it in: whoever lets
// the first of them be done lets all. The zero value is ready; use it from the UI thread.
type Deed struct {
	enter func(context.Context) context.Context // of whoever let it be done; nil: nobody was asked
}

// Let has the rest of the deed done as somebody's work; nil: as that of whoever works now.
func (d *Deed) Let(by func(context.Context) context.Context) { d.enter = by }

type deedKey struct{}

// In is ctx for work that belongs to the deed.
func (d *Deed) In(ctx context.Context) context.Context { return context.WithValue(ctx, deedKey{}, d) }

// let keeps who let work be done under ctx, for the rest of its deed.
func let(ctx context.Context, enter func(context.Context) context.Context) {
	if d, ok := ctx.Value(deedKey{}).(*Deed); ok {
		d.Let(enter)
	}
}
