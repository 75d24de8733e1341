package kit

import (
	"bytes"
	"encoding/binary"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zlot/assets"
)

// The faces, each made when a text needs it first: many a run needs no italics.
var (
	regular = face(assets.LatoRegular)
	bold    = face(assets.LatoBold)
	italic  = face(assets.LatoItalic)
)

func face(name assets.FontName) func() fyne.Resource {
	return sync.OnceValue(func() fyne.Resource {
		return fyne.NewStaticResource(string(name)+".ttf", accentRoom(assets.Font(name)))
	})
}

// font picks the embedded face; symbols and monospaced text stay the
// toolkit's.
func font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold: // italic or not: nothing here is both, and a face weighs a quarter of a megabyte
		return bold()
	case style.Italic:
		return italic()
	}
	return regular()
}

// accentRoom gives the font room for accents on capitals. Lato's line is 1.2 em
// high, but it counts the room above capitals as a gap between lines, and the
// toolkit cuts letters off where that gap begins: Ś and Ż lost their marks. The
// copy in memory keeps the height of the line and moves the gap into the ascent.
func accentRoom(ttf []byte) []byte {
	ttf = bytes.Clone(ttf)
	tables := int(binary.BigEndian.Uint16(ttf[4:]))
	for i := range tables {
		entry := ttf[12+16*i:]
		if string(entry[:4]) != "OS/2" {
			continue
		}
		const ascender, descender, lineGap = 68, 70, 72 // places of sTypo… in the table
		t := ttf[binary.BigEndian.Uint32(entry[8:]):]
		get := func(at int) int16 { return int16(binary.BigEndian.Uint16(t[at:])) }
		put := func(at int, v int16) { binary.BigEndian.PutUint16(t[at:], uint16(v)) }
		height := get(ascender) - get(descender) + get(lineGap)
		put(ascender, capitalsWithAccents)
		put(lineGap, height-capitalsWithAccents+get(descender))
	}
	return ttf
}

// capitalsWithAccents is the height of Å, the highest letter, in the font's
// 2000 units to the em.
const capitalsWithAccents = 1900
