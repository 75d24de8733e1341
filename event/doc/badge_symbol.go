package doc

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/skip2/go-qrcode"

	"zlot/event"
	"zlot/event/passcode"
)

// symbolModule is how many pixels a module of a symbol has in a picture by itself: a telephone scales it down.
const symbolModule = 12

// BadgeSymbol draws the QR symbol of a badge code as PNG, black on white, with its quiet zone.
func (*Writer) BadgeSymbol(code string) ([]byte, error) {
	if !passcode.Valid(code) {
		return nil, event.Fail(event.CodeBadgeDamaged, "Value", code)
	}
	bits, err := encode(code, qrcode.Highest)
	if err != nil {
		return nil, fmt.Errorf("symbol of a badge: %w", err)
	}
	side := (len(bits) + 2*quietZone) * symbolModule
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y, row := range bits {
		for x, dark := range row {
			if !dark {
				continue
			}
			for dy := range symbolModule {
				line := img.Pix[((y+quietZone)*symbolModule+dy)*img.Stride:]
				for dx := range symbolModule {
					line[(x+quietZone)*symbolModule+dx] = 1
				}
			}
		}
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("symbol of a badge: %w", err)
	}
	return b.Bytes(), nil
}
