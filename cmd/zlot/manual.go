package main

import (
	"context"
	"io"

	"zlot/cmd/internal/wire"
	"zlot/event/doc"
)

// manual writes the help as a document.
func manual(ctx context.Context, w io.Writer, lang string) error {
	return doc.New().Manual(ctx, w, lang, wire.Version())
}
