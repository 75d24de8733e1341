package doc

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// stream writes a PDF page after page and keeps none of them: ten thousand badges need no more memory than ten.
// What all pages share, fonts and pictures, comes at the end.
type stream struct {
	out      io.Writer
	length   int64
	sum      hash.Hash
	offsets  []int64 // of the objects, by number - 1; 0: not written yet
	pages    []int
	fonts    map[*cut]*letters
	pictures map[*picture]bool
	ready    func(*picture) embedment // as the document holds it
	lost     []*picture               // that could not be read after all
	form     *backdrop                // nil: there is no background
	err      error
}

// The first objects of every document.
const (
	catalogueObject = 1 + iota
	pagesObject
	resourcesObject
	firstFree
)

func newStream(out io.Writer) *stream {
	s := &stream{out: out, sum: sha256.New(), offsets: make([]int64, firstFree-1), fonts: map[*cut]*letters{}, pictures: map[*picture]bool{}, ready: (*picture).embedment}
	s.write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return s
}

// leaf is a page as it is drawn, apart from all others.
type leaf struct {
	sketch
	fonts    map[*cut]*letters
	pictures map[*picture]bool
}

// letters are those of a font that a document shows: nearly all of them Latin ones.
type letters struct {
	common [0x250]bool
	others map[rune]bool
}

func (l *letters) add(r rune) {
	if r >= 0 && int(r) < len(l.common) {
		l.common[r] = true
		return
	}
	if l.others == nil {
		l.others = map[rune]bool{}
	}
	l.others[r] = true
}

// each calls do with every letter, in their order: the same badges make the same document.
func (l *letters) each(do func(rune)) {
	for r, shown := range l.common {
		if shown {
			do(rune(r))
		}
	}
	for _, r := range slices.Sorted(maps.Keys(l.others)) {
		do(r)
	}
}

func newLeaf(width, height float64) *leaf {
	l := &leaf{fonts: map[*cut]*letters{}, pictures: map[*picture]bool{}}
	l.sketch = sketch{across: width, height: height, ops: make([]byte, 0, 32<<10), embed: l.embedFont}
	return l
}

func (l *leaf) embedFont(c *cut, text string) string {
	known := l.fonts[c]
	if known == nil {
		known = &letters{}
		l.fonts[c] = known
	}
	for _, r := range text {
		known.add(r)
	}
	return strings.TrimPrefix(c.family, subsetTag)
}

// picture draws a picture as large as fits into a box, or where it must cover the box, the middle of it.
func (l *leaf) picture(b box, p *picture, cover bool) {
	l.pictures[p] = true
	l.op("q")
	if cover {
		l.numbers(l.x(b.x), l.y(b.y+b.h), b.w*pointsPerMM, b.h*pointsPerMM)
		l.op("re W n")
	}
	at := b.fitted(p, cover)
	l.numbers(at.w*pointsPerMM, 0, 0, at.h*pointsPerMM, l.x(at.x), l.y(at.y+at.h))
	l.op("cm /" + p.name + " Do\nQ")
}

// deflaters are used again: making one costs more than a page.
var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed) // a QR symbol's path is long; better costs three times the time
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

func deflated(data []byte) []byte {
	var out bytes.Buffer
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	_, err := w.Write(data)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

// page writes a finished page; content is its operators, deflated.
func (s *stream) page(l *leaf, content []byte) {
	for c, all := range l.fonts {
		if s.fonts[c] == nil {
			s.fonts[c] = &letters{}
		}
		all.each(s.fonts[c].add)
	}
	maps.Copy(s.pictures, l.pictures)
	drawn := s.data("/Filter /FlateDecode", content)
	s.pages = append(s.pages, s.object(fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources %d 0 R /Contents %d 0 R >>",
		pagesObject, decimal(l.across*pointsPerMM), decimal(l.height*pointsPerMM), resourcesObject, drawn)))
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// finish writes what the pages share, and the table of objects.
func (s *stream) finish(about properties, twoSided string) error {
	var fontNames, pictureNames strings.Builder
	cuts := slices.SortedFunc(maps.Keys(s.fonts), func(a, b *cut) int { return strings.Compare(a.family, b.family) })
	for _, c := range cuts {
		fmt.Fprintf(&fontNames, "/%s %d 0 R ", strings.TrimPrefix(c.family, subsetTag), s.font(c, s.fonts[c]))
	}
	pictures := slices.SortedFunc(maps.Keys(s.pictures), func(a, b *picture) int { return strings.Compare(a.name, b.name) })
	for _, p := range pictures {
		e := s.ready(p)
		if e.err != nil { // the rest of the document is as it should be
			s.lost = append(s.lost, p)
			e.dictionary, e.data = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", []byte{255}
		}
		fmt.Fprintf(&pictureNames, "/%s %d 0 R ", p.name, s.data(e.dictionary, e.data))
	}
	if s.form != nil {
		fmt.Fprintf(&pictureNames, "/%s %d 0 R ", backdropName, s.form.id)
	}
	s.objectAt(resourcesObject, "<< /Font << "+fontNames.String()+">> /XObject << "+pictureNames.String()+">> >>")
	var kids strings.Builder
	for _, n := range s.pages {
		fmt.Fprintf(&kids, "%d 0 R ", n)
	}
	s.objectAt(pagesObject, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(s.pages), kids.String()))
	archived := ""
	if about.archive {
		archived = s.archived(about)
	}
	s.objectAt(catalogueObject, fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R /Lang (%s) /ViewerPreferences << /PrintScaling /None /DisplayDocTitle true%s >>%s >>",
		pagesObject, about.language, twoSided, archived))
	info := s.object(strings.TrimSuffix(about.dictionary(), "\n"))
	start, identity := s.length, s.sum.Sum(nil)[:16]
	var table bytes.Buffer
	fmt.Fprintf(&table, "xref\n0 %d\n0000000000 65535 f \n", len(s.offsets)+1)
	for _, at := range s.offsets {
		fmt.Fprintf(&table, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&table, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(s.offsets)+1, catalogueObject, info, identity, identity, start)
	s.write(table.String())
	return s.err
}

// font writes a font with the letters that are shown.
func (s *stream) font(c *cut, shown *letters) int {
	glyphs := map[uint16]rune{}
	shown.each(func(r rune) { glyphs[uint16(c.glyph(r).index)] = r })
	order := slices.Sorted(maps.Keys(glyphs))
	thin, measures, err := thinned(c.data, order)
	if err != nil {
		s.fail(err)
		return 0
	}
	var widths, unicode strings.Builder
	for i, g := range order {
		r := glyphs[g]
		fmt.Fprintf(&widths, "%d [%d] ", g, c.glyph(r).width)
		if i%100 == 0 { // the most that one block may hold
			if i > 0 {
				unicode.WriteString("endbfchar\n")
			}
			fmt.Fprintf(&unicode, "%d beginbfchar\n", min(100, len(order)-i))
		}
		fmt.Fprintf(&unicode, "<%04X> <", g)
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&unicode, "%04X", unit)
		}
		unicode.WriteString(">\n")
	}
	file := s.data(fmt.Sprintf("/Filter /FlateDecode /Length1 %d", len(thin)), deflated(thin))
	descriptor := s.object(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%s] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>",
		c.family, measures.box, measures.ascent, measures.descent, int(c.cap*1000), file))
	descendant := s.object(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /W [%s] /CIDToGIDMap /Identity >>",
		c.family, descriptor, widths.String()))
	names := s.data("/Filter /FlateDecode", deflated([]byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"+unicode.String()+"endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")))
	return s.object(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", c.family, descendant, names))
}

// measuresOf a font, in thousandths of an em.
type fontMeasures struct {
	box             string
	ascent, descent int
}

// thinned is a font with the outlines of the wanted glyphs alone, all under their old numbers.
func thinned(data []byte, want []uint16) (thin []byte, m fontMeasures, err error) {
	defer func() {
		if r := recover(); r != nil { // an index beyond a damaged file
			err = fmt.Errorf("thin font: %v", r)
		}
	}()
	f, err := openSFNT(data)
	if err != nil {
		return nil, m, err
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	em := int(binary.BigEndian.Uint16(head[18:]))
	at := func(table []byte, i int) int { return int(int16(binary.BigEndian.Uint16(table[i:]))) * 1000 / em }
	m = fontMeasures{fmt.Sprint(at(head, 36), at(head, 38), at(head, 40), at(head, 42)), at(hhea, 4), at(hhea, 6)}

	var outlines, locations []byte
	kept := f.closure(slices.Clone(want))
	for g := range int(binary.BigEndian.Uint16(f.tables["maxp"][4:])) {
		locations = binary.BigEndian.AppendUint32(locations, uint32(len(outlines)))
		if len(kept) > 0 && int(kept[0]) == g {
			outlines = append(outlines, f.raw(kept[0])...)
			kept = kept[1:]
			for len(outlines)%4 != 0 {
				outlines = append(outlines, 0)
			}
		}
	}
	locations = binary.BigEndian.AppendUint32(locations, uint32(len(outlines)))
	return packSFNT(map[string][]byte{
		"glyf": outlines, "loca": locations, "head": patched(head, 50, 1), "hhea": hhea, "hmtx": f.tables["hmtx"], "maxp": f.tables["maxp"],
		"cvt ": f.tables["cvt "], "fpgm": f.tables["fpgm"], "prep": f.tables["prep"],
	}), m, nil
}

// data writes an object of bytes; dictionary says what they are.
func (s *stream) data(dictionary string, data []byte) int {
	s.offsets = append(s.offsets, s.length)
	s.write(fmt.Sprintf("%d 0 obj\n<< %s /Length %d >>\nstream\n", len(s.offsets), dictionary, len(data)))
	s.bytes(data)
	s.write("\nendstream\nendobj\n")
	return len(s.offsets)
}

func (s *stream) object(body string) int {
	s.offsets = append(s.offsets, 0)
	s.objectAt(len(s.offsets), body)
	return len(s.offsets)
}

func (s *stream) objectAt(number int, body string) {
	s.offsets[number-1] = s.length
	s.write(strconv.Itoa(number) + " 0 obj\n" + body + "\nendobj\n")
}

func (s *stream) write(text string) { s.bytes([]byte(text)) }

func (s *stream) bytes(data []byte) {
	if s.err != nil {
		return
	}
	s.sum.Write(data)
	n, err := s.out.Write(data)
	s.length += int64(n)
	s.fail(err)
}

func (s *stream) fail(err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("write document: %w", err)
	}
}
