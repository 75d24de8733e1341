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
	if devices[name] {
		name += "-"
	}
	return name
}

// devices are names that Windows does not give to files, whatever their ending.
var devices = wordSet("con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// PlainName is the name in a file's name, the family name first.
func (n Name) PlainName() string { return PlainName(n.Family + " " + n.Given) }
