package storage

import (
	"context"
	"math"
	"slices"

	"zlot/event"
)

// emptyRemoved takes out of the log what is personal about those who were taken out of the list, as an
// erasure does: nobody would ever ask to have them erased.
func (w *writer) emptyRemoved(ctx context.Context) error {
	removed := w.removed
	if w.removed = nil; len(removed) == 0 {
		return nil
	}
	if err := w.wipeLater(ctx); err != nil {
		return err
	}
	all := event.Fields{event.AllFields}
	for some := range slices.Chunk(removed, factsAtOnce) {
		photos, err := w.photosOf(ctx, some, all)
		if err != nil {
			return err
		}
		if err := w.emptyFacts(ctx, "kind <> 'scan.made'", some, all, math.MaxInt64); err != nil {
			return err
		}
		if err := w.forgetPhotos(ctx, photos); err != nil {
			return err
		}
	}
	return nil
}
