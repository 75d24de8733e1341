package doc

import (
	"slices"
	"strings"
	"sync"

	"github.com/signintech/gopdf"

	"zlot/assets"
)

// face is a font, parsed once in the life of the program. Nearly all text is set from a part of it that
// holds the Latin letters; the whole font serves the rest.
type face struct {
	latin *cut
	whole func() *cut
}

// cut is a face or a part of one, as a document embeds it. It is never changed after it was made.
type cut struct {
	family string
	data   []byte
	common [0x250]glyph // of the Latin letters, which nearly all text is made of
	others map[rune]glyph
	pairs  map[uint32]int // kerning in thousandths of an em, by left glyph << 16 | right glyph
	cap    float64        // height of a capital, in em
	shapes *outlines
}

// glyph is the picture of one letter and its width in thousandths of an em. Number 0 stands for a letter
// that the font lacks.
type glyph struct {
	index uint
	width int
}

// fonts parses a face when it is first asked for.
var fonts = struct {
	sync.Mutex
	container gopdf.FontContainer
	faces     map[assets.FontName]*face
}{faces: map[assets.FontName]*face{}}

// subsetTag marks the name of an embedded font as that of a subset.
const subsetTag = "ZLOTAA+"

// loadFace returns a face. The fonts are part of the program, so a broken one is a mistake in it.
func loadFace(name assets.FontName) *face {
	fonts.Lock()
	defer fonts.Unlock()
	if f, ok := fonts.faces[name]; ok {
		return f
	}
	whole := assets.Font(name)
	latin, err := reduce(whole, isLatin)
	if err != nil {
		panic(err)
	}
	f := &face{
		latin: newCut(subsetTag+string(name), latin, isLatin),
		whole: sync.OnceValue(func() *cut {
			return newCut(subsetTag+string(name)+"-Whole", whole, func(rune) bool { return true })
		}),
	}
	fonts.faces[name] = f
	return f
}

// isLatin tells which letters the small part of a face holds: those of Europe's Latin alphabets and
// their punctuation.
func isLatin(r rune) bool {
	switch {
	case r >= ' ' && r <= '~', r >= 0xa1 && r <= 0x24f:
		return true
	case r >= 0x2010 && r <= 0x203a, r == '€', r == '№', r == '™', r == '−', r == '×':
		return true
	}
	return false
}

func newCut(family string, data []byte, want func(rune) bool) *cut {
	option := gopdf.TtfOption{UseKerning: true}
	parsed := &gopdf.SubsetFontObj{}
	parsed.SetTtfFontOption(option)
	err := parsed.SetTTFData(data)
	if err == nil {
		err = fonts.container.AddTTFFontDataWithOption(family, data, option)
	}
	if err != nil {
		panic(err)
	}
	raw, err := openSFNT(data)
	if err != nil {
		panic(err)
	}
	c := &cut{family: family, data: data, shapes: &outlines{}, others: map[rune]glyph{}, pairs: map[uint32]int{}}
	for r, index := range raw.glyphs(want) {
		g := glyph{index: uint(index), width: int(parsed.GlyphIndexToPdfWidth(uint(index)))}
		if int(r) < len(c.common) {
			c.common[r] = g
		} else {
			c.others[r] = g
		}
	}
	font := parsed.GetTTFParser()
	em := int(font.UnitsPerEm())
	if kern := font.Kern(); kern != nil {
		for left, pairs := range kern.Kerning {
			for right, value := range pairs {
				if k := int(value) * 1000 / em; k != 0 {
					c.pairs[uint32(left<<16|right)] = k
				}
			}
		}
	}
	c.cap = float64(font.CapHeight()) / float64(em)
	return c
}

// glyph finds the picture of a letter.
func (c *cut) glyph(r rune) glyph {
	if r >= 0 && int(r) < len(c.common) {
		return c.common[r]
	}
	return c.others[r]
}

// cutFor chooses the part of the face that holds all letters of a text. missing is a letter that the
// face lacks, or 0.
func (f *face) cutFor(text string) (c *cut, missing rune) {
	c = f.latin
	for _, r := range text {
		if f.latin.glyph(r).index != 0 {
			continue
		}
		if f.whole().glyph(r).index == 0 {
			return f.latin, r
		}
		c = f.whole()
	}
	return c, 0
}

// lacked are the letters of a text that the face has no picture of, each once.
func (f *face) lacked(text string) string {
	var letters []rune
	for _, r := range clean(text) {
		if f.latin.glyph(r).index == 0 && f.whole().glyph(r).index == 0 && !slices.Contains(letters, r) {
			letters = append(letters, r)
		}
	}
	return string(letters)
}

// replaced is a text with a question mark for every run of letters that the face lacks.
func (f *face) replaced(text string) (string, *cut) { return f.replacedBy(text, '?') }

func (f *face) replacedBy(text string, mark rune) (string, *cut) {
	lacked := f.lacked(text)
	var b strings.Builder
	within := false
	for _, r := range text {
		if strings.ContainsRune(lacked, r) {
			if !within {
				b.WriteRune(mark)
			}
			within = true
			continue
		}
		within = false
		b.WriteRune(r)
	}
	c, _ := f.cutFor(strings.ReplaceAll(b.String(), "\x00", ""))
	return b.String(), c
}

// kern is the correction between two glyphs, in thousandths of an em.
func (c *cut) kern(left, right uint) int { return c.pairs[uint32(left<<16|right)] }
