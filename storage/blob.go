package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

func blobName(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (w *writer) insertBlobs(ctx context.Context, blobs [][]byte) error {
	for _, b := range blobs {
		if err := w.exec(ctx, "INSERT INTO blob (sha256, data) VALUES (?, ?) ON CONFLICT DO NOTHING", blobName(b), b); err != nil {
			return err
		}
	}
	return nil
}

// Blob returns the bytes of a document or an image by their SHA-256.
func (r reader) Blob(ctx context.Context, sha256 string) ([]byte, error) {
	var data []byte
	if err := r.row(ctx, "SELECT data FROM blob WHERE sha256 = ?", []any{sha256}, &data); err != nil {
		return nil, fmt.Errorf("blob %s: %w", sha256, err)
	}
	return data, nil
}
