package sight

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // what people have
	_ "image/jpeg" // as photos
	_ "image/png"  // and screenshots
	"io"

	_ "golang.org/x/image/bmp"  // Windows
	_ "golang.org/x/image/tiff" // scanners
	_ "golang.org/x/image/webp" // telephones

	"zlot/event"
)

// The codes of what can be wrong with a picture that somebody brings.
const (
	CodeNotPicture = "sight.picture" // not a picture, or a damaged one
	CodePhoto      = "sight.heic"    // a photo in the format of iPhones
	CodeTooLarge   = "sight.large"   // more than anybody's camera makes
	CodeNothing    = "sight.none"    // a picture without a code that can be read
	CodeSlow       = "sight.slow"    // it took too long
)

// Read reads all codes of a picture in a file: JPEG, PNG, GIF, WebP, BMP or TIFF. A picture without codes is
// an error, as is everything else that cannot be read.
func Read(ctx context.Context, file io.Reader) ([]string, error) {
	data, err := io.ReadAll(io.LimitReader(file, event.MaxSheetPhoto+1))
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	if len(data) > event.MaxSheetPhoto {
		return nil, event.Fail(CodeTooLarge)
	}
	picture, err := decode(ctx, data)
	if err != nil {
		return nil, err
	}
	codes := Codes(ctx, picture, All)
	switch {
	case len(codes) > 0:
		return codes, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, event.Fail(CodeSlow)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, event.Fail(CodeNothing)
}

// decode looks at the size first: a small file can claim a picture that fills the memory.
func decode(ctx context.Context, data []byte) (image.Image, error) {
	if isHEIC(data) {
		return nil, event.Fail(CodePhoto)
	}
	type outcome struct {
		picture image.Image
		err     error
	}
	o := guarded(ctx, func() outcome {
		about, _, err := image.DecodeConfig(bytes.NewReader(data))
		switch {
		case err != nil:
			return outcome{err: event.Fail(CodeNotPicture).Because(err)}
		case about.Width <= 0 || about.Height <= 0:
			return outcome{err: event.Fail(CodeNotPicture)}
		case pixels(about.Width, about.Height) > event.MaxSheetPixels:
			return outcome{err: event.Fail(CodeTooLarge)}
		}
		picture, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return outcome{err: event.Fail(CodeNotPicture).Because(err)}
		}
		return outcome{picture: picture}
	})
	switch {
	case o.err != nil:
		return nil, o.err
	case o.picture != nil:
		return o.picture, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, event.Fail(CodeSlow)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, event.Fail(CodeNotPicture) // the decoder stumbled
}

func isHEIC(data []byte) bool {
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return false
	}
	switch string(data[8:12]) {
	case "heic", "heix", "heim", "heis", "mif1", "msf1", "hevc", "avif":
		return true
	}
	return false
}
