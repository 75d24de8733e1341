package storage

import (
	"context"

	"zlot/event"
)

// photosOf are the photos that registrations have, or ever had. It comes before their facts are emptied: these
// name them.
func (w *writer) photosOf(ctx context.Context, registrations []string, fields event.Fields) ([]string, error) {
	if !fields.Has("photo") {
		return nil, nil
	}
	return w.ids(ctx, `WITH who(id) AS (SELECT value FROM json_each(?)), of(sum) AS (
		SELECT data ->> 'photo' FROM registration WHERE id IN who
		UNION SELECT body ->> 'photo' FROM fact WHERE kind = 'registration.added' AND entity IN who
		UNION SELECT body ->> 'old' FROM fact WHERE kind = 'registration.changed' AND entity IN who AND body ->> 'field' = 'photo'
		UNION SELECT body ->> 'new' FROM fact WHERE kind = 'registration.changed' AND entity IN who AND body ->> 'field' = 'photo')
		SELECT sum FROM of WHERE sum <> ''`, registrations)
}

// forgetPhotos takes photos out of the file, as far as nobody else has the same and no layout shows it.
func (w *writer) forgetPhotos(ctx context.Context, photos []string) error {
	for _, sum := range photos {
		err := w.exec(ctx, `DELETE FROM blob WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM registration WHERE data ->> 'photo' = ?1)
			AND NOT EXISTS (SELECT 1 FROM layout WHERE instr(data, ?1))`, sum)
		if err != nil {
			return err
		}
	}
	return nil
}
