package tabular

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"zlot/event"
)

// The names of the encodings, as they are shown and asked for.
const (
	utf8Name    = "utf-8"
	utf16LEName = "utf-16le"
	utf16BEName = "utf-16be"
	windowsName = "windows-1250"
	isoName     = "iso-8859-2"
	dosName     = "ibm852"
	macName     = "mac-ce"
)

// otherNames are how people call them.
var otherNames = map[string]string{
	"utf8": utf8Name, "utf-8-sig": utf8Name, "utf16le": utf16LEName, "utf16be": utf16BEName, "utf-16": utf16LEName,
	"cp1250": windowsName, "1250": windowsName, "win1250": windowsName, "windows1250": windowsName,
	"latin2": isoName, "iso8859-2": isoName, "iso-latin-2": isoName, "cp852": dosName, "852": dosName,
	"maccentraleurope": macName, "x-mac-ce": macName, "mac": macName,
}

// eightBit are the letters of the bytes from 0x80 in the encodings of Polish, the usual one first.
var eightBit = []struct {
	name    string
	letters [128]rune
}{
	{windowsName, highLetters(charmap.Windows1250)},
	{isoName, highLetters(charmap.ISO8859_2)},
	{dosName, highLetters(charmap.CodePage852)},
	{macName, [128]rune([]rune(macLetters))},
}

func highLetters(m *charmap.Charmap) (letters [128]rune) {
	for i := range letters {
		letters[i] = m.DecodeByte(byte(0x80 + i))
	}
	return letters
}

// macLetters are those of the Macintosh in Central Europe, which nobody else provides.
const macLetters = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ" +
	"ņŃ¬√ńŇ∆«»…\u00a0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ"

// decode turns the bytes of a text file into text, in the encoding asked for or in the one they show.
func decode(data []byte, asked string) (text, encoding string, err error) {
	encoding = strings.ToLower(strings.TrimSpace(asked))
	if other, ok := otherNames[encoding]; ok {
		encoding = other
	}
	if encoding == "" || encoding == "auto" {
		if encoding, err = guess(data); err != nil {
			return "", "", err
		}
	}
	switch encoding {
	case utf8Name:
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		if asked != "" && asked != "auto" && !utf8.Valid(data) {
			return "", "", event.Fail(event.CodeTableEncoding, "Encoding", encoding)
		}
		return unspoilt(strings.ToValidUTF8(string(data), "\uFFFD")), encoding, nil
	case utf16LEName, utf16BEName:
		return decode16(data, encoding == utf16BEName), encoding, nil
	}
	for i := range eightBit {
		if eightBit[i].name == encoding {
			return decode8(data, &eightBit[i].letters), encoding, nil
		}
	}
	return "", "", event.Fail(event.CodeTableEncoding, "Encoding", asked)
}

func decode8(data []byte, letters *[128]rune) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			b.WriteRune(letters[c-0x80])
		}
	}
	return b.String()
}

// unspoilt repairs a text of UTF-8 that some program took for eight bits a letter, and saved so: "Ĺ‚" or
// "Å‚" for ł. Taken back, every letter of it is a whole letter again; no text that was well is like that.
func unspoilt(text string) string {
	if !strings.ContainsAny(text, "ÄĂÃĹÅ") {
		return text
	}
	for _, m := range []*charmap.Charmap{charmap.Windows1250, charmap.Windows1252} {
		if back, ok := narrowed(text, m); ok && utf8.Valid(back) {
			return string(back)
		}
	}
	return text
}

// narrowed writes a text with eight bits a letter; ok is false where a letter has no place. The places that
// an encoding leaves free are taken for themselves, as programs do.
func narrowed(text string, m *charmap.Charmap) (data []byte, ok bool) {
	for _, r := range text {
		b, known := m.EncodeRune(r)
		if !known {
			if b = byte(r); r < 0x80 || r > 0x9f || m.DecodeByte(b) != utf8.RuneError {
				return nil, false
			}
		}
		data = append(data, b)
	}
	return data, true
}

// guess names the encoding of a text, or says that it is none.
func guess(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return utf8Name, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16LEName, nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16BEName, nil
	}
	if name := guess16(data); name != "" {
		return name, nil
	}
	if isBinary(data) {
		return "", event.Fail(event.CodeTableBinary)
	}
	if mostlyUTF8(data) {
		return utf8Name, nil
	}
	return guess8(data), nil
}

// guess16 knows UTF-16 without its mark by the zeros that Latin letters leave on one side.
func guess16(data []byte) string {
	head := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs < 2 || len(data)%2 != 0:
		return ""
	case zeros[1] > pairs/2 && zeros[0] <= pairs/50:
		return utf16LEName
	case zeros[0] > pairs/2 && zeros[1] <= pairs/50:
		return utf16BEName
	}
	return ""
}

func decode16(data []byte, big bool) string {
	unit := func(i int) rune {
		if i+1 >= len(data) {
			return -1
		}
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	var b strings.Builder
	b.Grow(len(data)/2 + len(data)/16)
	for i := 0; i+1 < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if r = utf16.DecodeRune(r, unit(i+2)); r != utf8.RuneError {
				i += 2
			}
		}
		b.WriteRune(r)
	}
	return strings.TrimPrefix(b.String(), "\ufeff")
}

// isBinary reports control characters that no text has.
func isBinary(data []byte) bool {
	strange := 0
	head := data[:min(len(data), 64<<10)]
	for _, b := range head {
		if b == 0 {
			return true
		}
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a {
			strange++
		}
	}
	return strange > 2+len(head)/200
}

// mostlyUTF8 forgives a few broken letters (a file cut in the middle of one) among many whole ones.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	whole, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		data = data[size:]
	}
	return whole > 10*broken
}

// polishSmall and polishCapitals are the letters that tell the encodings apart.
const polishSmall, polishCapitals = "ąćęłńóśźż", "ĄĆĘŁŃÓŚŹŻ"

// guess8 tells the eight-bit encodings of Polish apart by what each makes of the bytes that they place
// differently: Polish letters beside other letters speak for an encoding, signs within words and control
// characters against it.
func guess8(data []byte) string {
	var alone, within [128]int // how often a byte stands beside a letter of ASCII, and not
	isLetter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z')
	}
	for i, c := range data {
		switch {
		case c < 0x80:
		case isLetter(i-1) || isLetter(i+1):
			within[c-0x80]++
		default:
			alone[c-0x80]++
		}
	}
	best, bestScore := windowsName, math.MinInt
	for i := range eightBit {
		score := 0
		for c, r := range eightBit[i].letters {
			score += within[c] * worth(r, true)
			score += alone[c] * worth(r, false)
		}
		if score > bestScore {
			best, bestScore = eightBit[i].name, score
		}
	}
	return best
}

// worth is how much a letter speaks for the encoding that has it here.
func worth(r rune, beside bool) int {
	switch {
	case strings.ContainsRune(polishSmall, r):
		return 4
	case strings.ContainsRune(polishCapitals, r):
		return 2
	case unicode.IsLetter(r):
		return 0
	case unicode.IsControl(r), r == utf8.RuneError:
		return -6
	case strings.ContainsRune("„”“’–—…\u00a0«»°§", r):
		return 0
	case beside:
		return -3
	}
	return -1
}
