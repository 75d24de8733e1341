package sight

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"

	"zlot/event"
)

// longest is the longer side to which a picture is brought before it is read: a code that fills a fiftieth of
// it still has three pixels a module.
const longest = 2400

// grayOf is the picture in grey, transparent parts white, no larger than is needed. The picture itself stays
// as it is: frames of a camera are shown at the same time.
func grayOf(picture image.Image) *image.Gray {
	if picture == nil {
		return nil
	}
	bounds := picture.Bounds()
	if bounds.Empty() || pixels(bounds.Dx(), bounds.Dy()) > event.MaxSheetPixels {
		return nil
	}
	size := bounds.Size()
	if side := max(size.X, size.Y); side > longest {
		size.X = max(1, size.X*longest/side)
		size.Y = max(1, size.Y*longest/side)
	}
	out := image.NewGray(image.Rectangle{Max: size})
	switch from := picture.(type) {
	case *image.Gray:
		picture = from
	case *image.YCbCr:
		picture = &image.Gray{Pix: from.Y, Stride: from.YStride, Rect: from.Rect}
	}
	if size == bounds.Size() {
		copyGray(out, picture)
		return out
	}
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), picture, bounds, draw.Over, nil)
	return out
}

func copyGray(out *image.Gray, picture image.Image) {
	if from, ok := picture.(*image.Gray); ok {
		for y := range out.Rect.Dy() {
			line := from.Pix[from.PixOffset(from.Rect.Min.X, from.Rect.Min.Y+y):]
			copy(out.Pix[y*out.Stride:(y+1)*out.Stride], line[:out.Rect.Dx()])
		}
		return
	}
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), picture, picture.Bounds().Min, draw.Over)
}

func pixels(width, height int) int64 { return int64(width) * int64(height) }
