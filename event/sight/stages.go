package sight

import (
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/multi/qrcode"
	single "github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
)

// reader reads a picture in one way.
type reader func(*image.Gray) []string

// stage is one try: a reader on the picture at a scale.
type stage struct {
	reader reader
	scale  float64
	invert bool
	last   bool // of the tries that find several codes; the ones after it are for a picture without any so far
}

// mostStage bounds the pixels of a picture that was made larger.
const mostStage = 6 << 20

// stages are the tries in the order in which they are worth their time.
func stages(effort Effort) []stage {
	if effort == Quick {
		return []stage{{reader: byBlocks, scale: 1}, {reader: byBlocks, scale: 0.5}}
	}
	var list []stage
	if effort == All {
		list = append(list, stage{reader: severalByBlocks, scale: 0.5}, stage{reader: severalByBlocks, scale: 1, last: true})
	}
	for _, scale := range []float64{1, 0.6, 1.5, 0.4, 2, 3} {
		list = append(list, stage{reader: byBlocks, scale: scale}, stage{reader: byHistogram, scale: scale})
	}
	return append(list, stage{reader: byBlocks, scale: 1, invert: true}) // light on dark, as on some phones
}

func (s stage) read(picture *image.Gray) []string {
	size := picture.Bounds().Size()
	if s.scale > 1 && float64(size.X)*float64(size.Y)*s.scale*s.scale > mostStage {
		return nil
	}
	if s.scale != 1 {
		picture = scaled(picture, s.scale)
	}
	if s.invert {
		picture = inverted(picture)
	}
	return s.reader(picture)
}

// byBlocks decides dark or light by what is around, which light from one side needs.
func byBlocks(picture *image.Gray) []string {
	return one(gozxing.NewHybridBinarizer(gozxing.NewLuminanceSourceFromImage(picture)))
}

// byHistogram decides dark or light once for the whole picture, which a blurred one needs.
func byHistogram(picture *image.Gray) []string {
	return one(gozxing.NewGlobalHistgramBinarizer(gozxing.NewLuminanceSourceFromImage(picture)))
}

func one(b gozxing.Binarizer) []string {
	bitmap, err := gozxing.NewBinaryBitmap(b)
	if err != nil {
		return nil
	}
	result, err := single.NewQRCodeReader().DecodeWithoutHints(bitmap)
	if err != nil {
		return nil
	}
	return []string{result.GetText()}
}

func severalByBlocks(picture *image.Gray) []string {
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(gozxing.NewLuminanceSourceFromImage(picture)))
	if err != nil {
		return nil
	}
	results, err := qrcode.NewQRCodeMultiReader().DecodeMultipleWithoutHint(bitmap)
	if err != nil {
		return nil
	}
	var found []string
	for _, r := range results {
		found = append(found, r.GetText())
	}
	return found
}

func scaled(picture *image.Gray, by float64) *image.Gray {
	size := picture.Bounds().Size()
	out := image.NewGray(image.Rect(0, 0, max(1, int(float64(size.X)*by)), max(1, int(float64(size.Y)*by))))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return out
}

func inverted(picture *image.Gray) *image.Gray {
	out := image.NewGray(picture.Bounds())
	for i, v := range picture.Pix {
		out.Pix[i] = 255 - v
	}
	return out
}
