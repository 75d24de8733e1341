package event

import (
	"strings"
	"unicode"
)

// foldTable maps each letter of Latin-1 and Latin Extended-A to its plain lower-case letters.
var foldTable = func() map[rune]string {
	m := map[rune]string{}
	for plain, letters := range map[string]string{
		"a": "ÀÁÂÃÄÅàáâãäåĀāĂăĄą", "ae": "Ææ", "c": "ÇçĆćĈĉĊċČč", "d": "ÐðĎďĐđ",
		"e": "ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "g": "ĜĝĞğĠġĢģ", "h": "ĤĥĦħ", "i": "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı",
		"ij": "Ĳĳ", "j": "Ĵĵ", "k": "Ķķĸ", "l": "ĹĺĻļĽľĿŀŁł", "n": "ÑñŃńŅņŇňŊŋ", "o": "ÒÓÔÕÖØòóôõöøŌōŎŏŐő",
		"oe": "Œœ", "r": "ŔŕŖŗŘř", "s": "ŚśŜŝŞşŠšſȘș", "ss": "ßẞ", "t": "ŢţŤťŦŧȚț", "th": "Þþ",
		"u": "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų", "w": "Ŵŵ", "y": "ÝýÿŶŷŸ", "z": "ŹźŻżŽž",
	} {
		for _, r := range letters {
			m[r] = plain
		}
	}
	return m
}()

// Fold returns s as it is searched: lower case, without marks, ł as l, every run of anything that is
// neither letter nor digit as one space, none at the ends. Letters outside Latin are lower-cased only.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == '\'', r == '’', r == 'ʼ', r >= 0x300 && r <= 0x36f, r == 0xad, r >= 0x200b && r <= 0x200f, r == 0xfeff:
			continue // apostrophes, combining marks and invisible characters join what is around them
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			space = put(&b, space, string(r))
		case r >= 'A' && r <= 'Z':
			space = put(&b, space, string(r+'a'-'A'))
		default:
			if plain, ok := foldTable[r]; ok {
				space = put(&b, space, plain)
			} else if isWordRune(r) {
				space = put(&b, space, strings.ToLower(string(r)))
			} else {
				space = b.Len() > 0
			}
		}
	}
	return b.String()
}

func put(b *strings.Builder, space bool, s string) bool {
	if space {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	return false
}
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
