package main

import (
	"context"
	"image"
	"io"

	"zlot/event/doc"
	"zlot/event/sight"
	"zlot/event/wedge"
)

// codesOf reads a picture of the camera.
func codesOf(ctx context.Context, picture image.Image, thorough bool) []string {
	if thorough {
		return sight.Codes(ctx, picture, sight.Thorough)
	}
	return sight.Codes(ctx, picture, sight.Quick)
}

// scannerSheet writes the page on which a scanner is tried out.
func scannerSheet(ctx context.Context, w io.Writer, lang string) error {
	return doc.New().ScannerSheet(ctx, w, lang, doc.ScannerCodes{Characters: wedge.Sheet, Badge: wedge.TestBadge})
}
