package storage

import (
	"context"
	"slices"

	"zlot/event"
)

// filesOf are the files that went with messages, besides certificates. It comes before the messages and their
// facts are emptied: these name them.
func (w *writer) filesOf(ctx context.Context, messages []string, fields event.Fields) ([]string, error) {
	if !fields.Has(event.AllFields) {
		return nil, nil
	}
	return w.ids(ctx, `WITH of(id) AS (SELECT value FROM json_each(?)), bodies(body) AS (
		SELECT data FROM message WHERE id IN of
		UNION ALL SELECT body FROM fact WHERE kind = 'message.queued' AND entity IN of)
		SELECT DISTINCT a.value ->> 'sha256' FROM bodies, json_each(body, '$.attachments') a`, messages)
}

// forgetFiles takes them out of the file, as far as no message to somebody else has the same.
func (w *writer) forgetFiles(ctx context.Context, files []string) error {
	for _, sum := range files {
		err := w.exec(ctx, `DELETE FROM blob WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM message WHERE instr(data, ?1))
			AND NOT EXISTS (SELECT 1 FROM certificate WHERE instr(data, ?1)) AND NOT EXISTS (SELECT 1 FROM layout WHERE instr(data, ?1))`, sum)
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetDocuments takes the documents of certificates, and their duplicates, out of the file, where the register
// forgets them. It still says which they were, by their SHA-256.
func (w *writer) forgetDocuments(ctx context.Context, certificates []string, fields event.Fields) error {
	if !slices.Contains(fields, event.RegisterFields) {
		return nil
	}
	return w.exec(ctx, `WITH of(data) AS (SELECT data FROM certificate WHERE number IN (SELECT value FROM json_each(?)))
		DELETE FROM blob WHERE sha256 IN (SELECT data ->> 'sha256' FROM of UNION SELECT d.value ->> 'sha256' FROM of, json_each(data, '$.duplicates') d)`,
		jsonList(certificates))
}
