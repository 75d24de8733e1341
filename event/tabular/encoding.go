package tabular

import (
	"bytes"
	"strings"
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
)

// otherNames are how people call them.
var otherNames = map[string]string{
	"utf8": utf8Name, "utf-8-sig": utf8Name, "utf16le": utf16LEName, "utf16be": utf16BEName, "utf-16": utf16LEName,
	"cp1250": windowsName, "1250": windowsName, "win1250": windowsName, "windows1250": windowsName,
	"latin2": isoName, "iso8859-2": isoName, "iso-latin-2": isoName, "cp852": dosName, "852": dosName,
}

var charmaps = map[string]*charmap.Charmap{
	windowsName: charmap.Windows1250, isoName: charmap.ISO8859_2, dosName: charmap.CodePage852,
}

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
		return strings.ToValidUTF8(string(data), "\uFFFD"), encoding, nil
	case utf16LEName, utf16BEName:
		return decode16(data, encoding == utf16BEName), encoding, nil
	}
	table, known := charmaps[encoding]
	if !known {
		return "", "", event.Fail(event.CodeTableEncoding, "Encoding", asked)
	}
	out, err := table.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", event.Fail(event.CodeTableEncoding, "Encoding", encoding).Because(err)
	}
	return string(out), encoding, nil
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
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		lo, hi := data[i], data[i+1]
		if big {
			lo, hi = hi, lo
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
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

// guess8 tells the two eight-bit encodings of Polish apart by the six letters they place differently.
// Bytes 0x80–0x9F are letters and quotation marks in windows-1250, and nothing that anybody types in the other.
func guess8(data []byte) string {
	windows, iso := 0, 0
	for _, b := range data {
		switch b {
		case 0xa5, 0xb9: // Ą ą
			windows++
		case 0xa1, 0xa6, 0xac, 0xb1, 0xb6, 0xbc: // Ą Ś Ź ą ś ź
			iso++
		default:
			if b >= 0x80 && b <= 0x9f {
				windows++
			}
		}
	}
	if iso > windows {
		return isoName
	}
	return windowsName
}
