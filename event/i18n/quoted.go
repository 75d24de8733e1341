package i18n

import (
	"fmt"
	"strings"
	"unicode"
)

// What a sentence quotes of a text from outside, in letters, and of a list of such texts.
const (
	mostQuoted = 2000
	mostListed = 40
)

// quoted is an argument of an error as it is quoted: not without end, and with what cannot be seen shown as
// ‹U+202E›, so that it does not turn the sentence round.
func quoted(value any) any {
	switch v := value.(type) {
	case string:
		return shown(v)
	case []string:
		list := make([]string, 0, min(len(v), mostListed+1))
		for i, s := range v {
			if i == mostListed {
				list = append(list, "…")
				break
			}
			list = append(list, shown(s))
		}
		return list
	}
	return value
}

func shown(s string) string {
	if len(s) <= mostQuoted && !strings.ContainsFunc(s, unseen) {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > mostQuoted {
			b.WriteString("…")
			break
		}
		if unseen(r) {
			fmt.Fprintf(&b, "‹U+%04X›", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unseen(r rune) bool {
	return r != '\n' && r != '\t' && r != '\u00ad' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
}
