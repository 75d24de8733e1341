package main

import (
	"image"
	"log/slog"

	"github.com/skip2/go-qrcode"
)

// qrPixels is the side of the picture of a badge's code on the screen.
const qrPixels = 232

// qrPicture is a badge's code as a picture for the screen, with its quiet zone,
// or nil where there is none to show.
func qrPicture(code string) (picture image.Image) {
	if code == "" {
		return nil
	}
	defer func() {
		if broken := recover(); broken != nil { // the library panics on content it cannot place
			slog.Error("qr code", "error", broken)
			picture = nil
		}
	}()
	q, err := qrcode.New(code, qrcode.Highest)
	if err != nil {
		slog.Error("qr code", "error", err)
		return nil
	}
	return q.Image(qrPixels)
}
