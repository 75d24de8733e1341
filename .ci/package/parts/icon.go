package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"sync"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"

	"zlot/assets"
)

// master is how large the drawing is painted. The painter loses details below some 50 pixels, so smaller ones
// are scaled down from it.
const master = 1024

var drawing = sync.OnceValues(func() (*image.RGBA, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(assets.AppIconSVG), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, master, master))
	icon.SetTarget(0, 0, master, master)
	icon.Draw(rasterx.NewDasher(master, master, rasterx.NewScannerGV(master, master, picture, picture.Bounds())), 1)
	return picture, nil
})

// painted is the icon, that many pixels square.
func painted(size int) (*image.RGBA, error) {
	large, err := drawing()
	if err != nil || size == master {
		return large, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(picture, picture.Bounds(), large, large.Bounds(), draw.Src, nil)
	return picture, nil
}

func encoded(size int) ([]byte, error) {
	picture, err := painted(size)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err = encoder.Encode(&b, picture)
	return b.Bytes(), err
}

// ico is the icon of Windows: bitmaps, which every reader of icons knows, and the largest as PNG, as is usual.
func ico() ([]byte, error) {
	widths := []int{16, 20, 24, 32, 40, 48, 64, 256}
	var directory, pictures bytes.Buffer
	write(&directory, uint16(0), uint16(1), uint16(len(widths)))
	start := 6 + 16*len(widths)
	for _, width := range widths {
		picture, err := bitmap(width)
		if width == 256 {
			picture, err = encoded(width)
		}
		if err != nil {
			return nil, err
		}
		side := byte(width) // 256 is written as 0
		write(&directory, side, side, byte(0), byte(0), uint16(1), uint16(32), uint32(len(picture)), uint32(start+pictures.Len()))
		pictures.Write(picture)
	}
	return append(directory.Bytes(), pictures.Bytes()...), nil
}

// bitmap is a picture as icons of Windows hold it: colours from the lowest row up, then a mask that nobody needs
// since there is alpha.
func bitmap(side int) ([]byte, error) {
	picture, err := painted(side)
	if err != nil {
		return nil, err
	}
	maskRow := (side + 31) / 32 * 4
	var b bytes.Buffer
	write(&b, uint32(40), int32(side), int32(2*side), uint16(1), uint16(32), uint32(0), uint32(side*side*4+side*maskRow),
		int32(0), int32(0), uint32(0), uint32(0))
	for y := side - 1; y >= 0; y-- {
		for x := range side {
			c := picture.RGBAAt(x, y)
			write(&b, plain(c.B, c.A), plain(c.G, c.A), plain(c.R, c.A), c.A)
		}
	}
	b.Write(make([]byte, side*maskRow))
	return b.Bytes(), nil
}

// plain takes the alpha out of a colour.
func plain(value, alpha uint8) uint8 {
	if alpha == 0 {
		return 0
	}
	return uint8(int(value) * 255 / int(alpha))
}

// icns is the icon of macOS: PNG pictures, each behind a name for its size.
func icns() ([]byte, error) {
	var b bytes.Buffer
	for _, part := range []struct {
		name string
		size int
	}{{"icp4", 16}, {"icp5", 32}, {"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}} {
		picture, err := encoded(part.size)
		if err != nil {
			return nil, err
		}
		b.WriteString(part.name)
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(8+len(picture))))
		b.Write(picture)
	}
	head := binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+b.Len()))
	return append(head, b.Bytes()...), nil
}

// write appends numbers, the lowest byte first.
func write(b *bytes.Buffer, numbers ...any) {
	for _, n := range numbers {
		if err := binary.Write(b, binary.LittleEndian, n); err != nil {
			panic(err) // a bytes.Buffer takes everything, and the numbers have fixed sizes
		}
	}
}
