package doc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// reduce returns a TrueType font that holds only the wanted runes, without hinting. A document embeds a
// subset of a font, but with the metrics of all glyphs of the original: three thousand in Lato. Made
// from a reduced font, a certificate is written five times faster and a third as large.
func reduce(font []byte, want func(rune) bool) (reduced []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // an index beyond a damaged file
			err = fmt.Errorf("reduce font: %v", r)
		}
	}()
	f, err := openSFNT(font)
	if err != nil {
		return nil, err
	}
	glyphs := f.glyphs(want)
	kept := f.closure(slices.Collect(maps.Values(glyphs)))
	number := make(map[uint16]uint16, len(kept))
	for i, g := range kept {
		number[g] = uint16(i)
	}
	tables := map[string][]byte{
		"name": f.tables["name"], "OS/2": f.tables["OS/2"],
		"post": emptyPost(f.tables["post"]),
		"cmap": cmapTable(glyphs, number), "kern": f.kern(number),
		"cvt ": {}, "fpgm": {}, "prep": {},
	}
	var metrics, outlines, locations []byte
	for _, g := range kept {
		m := min(int(g), f.longMetrics-1)
		metrics = append(metrics, f.tables["hmtx"][4*m:4*m+2]...)
		metrics = append(metrics, f.bearing(int(g))...)
		locations = binary.BigEndian.AppendUint32(locations, uint32(len(outlines)))
		outlines = append(outlines, f.outline(g, number)...)
		for len(outlines)%4 != 0 {
			outlines = append(outlines, 0)
		}
	}
	locations = binary.BigEndian.AppendUint32(locations, uint32(len(outlines)))
	tables["hmtx"], tables["glyf"], tables["loca"] = metrics, outlines, locations
	tables["head"] = patched(f.tables["head"], 50, 1) // long offsets
	tables["hhea"] = patched(f.tables["hhea"], 34, uint16(len(kept)))
	tables["maxp"] = patched(f.tables["maxp"], 4, uint16(len(kept)))
	return packSFNT(tables), nil
}

// sfnt is an opened font.
type sfnt struct {
	tables      map[string][]byte
	longLoca    bool
	longMetrics int
}

var errNoTrueType = errors.New("not a TrueType font")

func openSFNT(font []byte) (*sfnt, error) {
	if len(font) < 12 || binary.BigEndian.Uint32(font) != 0x00010000 {
		return nil, errNoTrueType
	}
	f := &sfnt{tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		entry := font[12+16*i:]
		offset, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		f.tables[string(entry[:4])] = font[offset : offset+length]
	}
	f.longLoca = binary.BigEndian.Uint16(f.tables["head"][50:]) == 1
	f.longMetrics = int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
	return f, nil
}

// glyphs reads the Unicode character map of the basic plane (format 4).
func (f *sfnt) glyphs(want func(rune) bool) map[rune]uint16 {
	cmap := f.tables["cmap"]
	u16 := func(b []byte, i int) int { return int(binary.BigEndian.Uint16(b[i:])) }
	found := map[rune]uint16{}
	for i := range u16(cmap, 2) {
		entry := cmap[4+8*i:]
		table := cmap[binary.BigEndian.Uint32(entry[4:]):]
		if u16(entry, 0) != 3 || u16(entry, 2) != 1 || u16(table, 0) != 4 {
			continue
		}
		n := u16(table, 6) / 2
		ends, starts, deltas, ranges := table[14:], table[16+2*n:], table[16+4*n:], table[16+6*n:]
		for s := range n {
			for c := u16(starts, 2*s); c <= u16(ends, 2*s) && c != 0xffff; c++ {
				glyph := c
				if r := u16(ranges, 2*s); r != 0 {
					glyph = u16(ranges, 2*s+r+2*(c-u16(starts, 2*s)))
				}
				if glyph = (glyph + u16(deltas, 2*s)) & 0xffff; glyph != 0 && want(rune(c)) {
					found[rune(c)] = uint16(glyph)
				}
			}
		}
	}
	return found
}

// closure adds the parts of composite glyphs and the glyph for "missing", in rising order.
func (f *sfnt) closure(glyphs []uint16) []uint16 {
	seen := map[uint16]bool{0: true}
	for len(glyphs) > 0 {
		g := glyphs[len(glyphs)-1]
		glyphs = glyphs[:len(glyphs)-1]
		if !seen[g] {
			seen[g] = true
			eachPart(f.raw(g), func(at int, part uint16) { glyphs = append(glyphs, part) })
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func (f *sfnt) raw(g uint16) []byte {
	loca, at := f.tables["loca"], int(g)
	if f.longLoca {
		return f.tables["glyf"][binary.BigEndian.Uint32(loca[4*at:]):binary.BigEndian.Uint32(loca[4*at+4:])]
	}
	return f.tables["glyf"][2*int(binary.BigEndian.Uint16(loca[2*at:])) : 2*int(binary.BigEndian.Uint16(loca[2*at+2:]))]
}

func (f *sfnt) bearing(g int) []byte {
	hmtx := f.tables["hmtx"]
	if g < f.longMetrics {
		return hmtx[4*g+2 : 4*g+4]
	}
	at := 4*f.longMetrics + 2*(g-f.longMetrics)
	return hmtx[at : at+2]
}

// The flags of a composite glyph's parts.
const (
	partWords        = 0x0001
	partScale        = 0x0008
	partMore         = 0x0020
	partTwoScales    = 0x0040
	partMatrix       = 0x0080
	partInstructions = 0x0100
)

// eachPart calls do with the position and the glyph of each part of a composite glyph; it returns where
// the parts end.
func eachPart(outline []byte, do func(at int, part uint16)) int {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return 0
	}
	for at := 10; ; {
		flags := binary.BigEndian.Uint16(outline[at:])
		do(at, binary.BigEndian.Uint16(outline[at+2:]))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partTwoScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return at
		}
	}
}

// outline returns a glyph with its parts renumbered and without instructions.
func (f *sfnt) outline(g uint16, number map[uint16]uint16) []byte {
	out := slices.Clone(f.raw(g))
	if len(out) < 10 {
		return nil
	}
	if contours := int(int16(binary.BigEndian.Uint16(out))); contours >= 0 {
		at := 10 + 2*contours
		length := int(binary.BigEndian.Uint16(out[at:]))
		binary.BigEndian.PutUint16(out[at:], 0)
		return slices.Delete(out, at+2, at+2+length)
	}
	end := eachPart(out, func(at int, part uint16) {
		flags := binary.BigEndian.Uint16(out[at:])
		binary.BigEndian.PutUint16(out[at:], flags&^partInstructions)
		binary.BigEndian.PutUint16(out[at+2:], number[part])
	})
	return out[:end]
}

// kern returns the pairs of kept glyphs as one table of format 0.
func (f *sfnt) kern(number map[uint16]uint16) []byte {
	old := f.tables["kern"]
	var pairs [][]byte
	for at := 4; at+14 <= len(old); {
		length := int(binary.BigEndian.Uint16(old[at+2:]))
		n := int(binary.BigEndian.Uint16(old[at+6:]))
		for i := range n {
			pair := old[at+14+6*i : at+20+6*i]
			left, okLeft := number[binary.BigEndian.Uint16(pair)]
			right, okRight := number[binary.BigEndian.Uint16(pair[2:])]
			if okLeft && okRight {
				pairs = append(pairs, appendU16(nil, left, right, binary.BigEndian.Uint16(pair[4:])))
			}
		}
		at += max(length, 14+6*n) // the length overflows in tables of more than 10,920 pairs
	}
	pairs = pairs[:min(len(pairs), 0xffff)]
	table := appendU16(nil, 0, 1, 0, 0, 1, uint16(len(pairs)), 0, 0, 0)
	return append(table, slices.Concat(pairs...)...)
}

// cmapTable writes a character map with one segment a rune: dull and always right.
func cmapTable(glyphs map[rune]uint16, number map[uint16]uint16) []byte {
	runes := slices.Sorted(maps.Keys(glyphs))
	n := len(runes) + 1
	var ends, starts, deltas []byte
	for _, r := range runes {
		ends = appendU16(ends, uint16(r))
		starts = appendU16(starts, uint16(r))
		deltas = appendU16(deltas, number[glyphs[r]]-uint16(r))
	}
	ends, starts, deltas = appendU16(ends, 0xffff), appendU16(starts, 0xffff), appendU16(deltas, 1)
	table := appendU16(nil, 0, 1, 3, 1, 0, 12, 4, uint16(16+8*n), 0, uint16(2*n), 0, 0, 0)
	return slices.Concat(table, ends, []byte{0, 0}, starts, deltas, make([]byte, 2*n))
}

// emptyPost keeps angle and underline and drops the glyphs' names.
func emptyPost(post []byte) []byte {
	out := slices.Clone(post[:32])
	binary.BigEndian.PutUint32(out, 0x00030000)
	return out
}

func patched(table []byte, at int, value uint16) []byte {
	out := slices.Clone(table)
	binary.BigEndian.PutUint16(out[at:], value)
	return out
}

func appendU16(b []byte, values ...uint16) []byte {
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

func packSFNT(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	out := appendU16([]byte{0, 1, 0, 0}, uint16(len(tags)), 128, 3, uint16(16*len(tags)-128))
	offset := len(out) + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(offset+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}
