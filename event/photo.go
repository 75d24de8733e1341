package event

import (
	"context"
	"fmt"
)

// SetPhoto keeps the picture of a person for the badge at one event; without data it is taken away. Codes: those of
// PreparePicture, person.erased.
func (s *Service) SetPhoto(ctx context.Context, registration string, data []byte) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	var name string
	var blobs [][]byte
	if len(data) > 0 {
		kept, err := PreparePicture(data, PhotoPixels)
		if err != nil {
			return Entry{}, err
		}
		name, blobs = BlobName(kept), [][]byte{kept}
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if e.Who.Erased {
			return b, Fail(CodePersonErased)
		}
		d := differ{event: e.Event, entity: e.ID, base: e.Version, wrap: func(c Change) Body { return RegistrationChanged{c} }}
		edit(&d, "photo", &e.Photo, &name)
		if len(d.batch.Facts) > 0 {
			d.batch.Blobs = blobs
		}
		return d.batch, nil
	})
	if err != nil {
		return e, fmt.Errorf("photo of %s: %w", registration, err)
	}
	return e, nil
}
