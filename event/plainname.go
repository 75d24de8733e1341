package event

import "strings"

// PlainName is a text as a part of a file's name that every system takes: small Latin letters, digits and
// hyphens, and not too many of them. Of a text without any letter nothing is left.
func PlainName(text string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}, Fold(text))
	const enough = 60
	name := strings.Join(strings.Fields(plain), "-")
	if len(name) > enough {
		name = strings.TrimRight(name[:enough], "-")
	}
	return name
}

// PlainName is the name in a file's name, the family name first.
func (n Name) PlainName() string { return PlainName(n.Family + " " + n.Given) }
