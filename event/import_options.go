package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// optionSet knows the options that a cell of several answers may hold: the titles of the programme, and
// every cell that can be nothing but one option.
type optionSet struct {
	spelling map[string]string // by folded option
}

func newOptionSet() *optionSet { return &optionSet{spelling: map[string]string{}} }

// add makes an option known; its first spelling stays.
func (o *optionSet) add(option string) {
	option = strings.TrimSpace(option)
	if f := Fold(option); f != "" && o.spelling[f] == "" {
		o.spelling[f] = option
	}
}

// learn adds the cells of a column that hold one option alone.
func (o *optionSet) learn(cell string) {
	for _, part := range hardSplit(cell) {
		if len(softSplit(part)) == 1 {
			o.add(part)
		}
	}
}

// split cuts a cell into its options, in the order of preference. Semicolons and line ends always cut. A
// comma may belong to a title: it cuts only between known options, and where nothing is known, before a
// capital letter.
func (o *optionSet) split(cell string) []string {
	var options []string
	for _, part := range hardSplit(cell) {
		found, ok := o.known(part)
		if !ok {
			found = softSplit(part)
		}
		for _, option := range found {
			if known := o.spelling[Fold(option)]; known != "" {
				option = known
			}
			if !slices.Contains(options, option) {
				options = append(options, option)
			}
		}
	}
	return options
}

// known cuts a text made of known options only, the longest first.
func (o *optionSet) known(text string) ([]string, bool) {
	if o.spelling[Fold(text)] != "" {
		return []string{text}, true
	}
	pieces := strings.Split(text, ",")
	var options []string
	for start := 0; start < len(pieces); {
		end := len(pieces)
		for ; end > start; end-- {
			if o.spelling[Fold(strings.Join(pieces[start:end], ","))] != "" {
				break
			}
		}
		if end == start || len(pieces) > 64 {
			return nil, false
		}
		options = append(options, strings.TrimSpace(strings.Join(pieces[start:end], ",")))
		start = end
	}
	return options, true
}

// hardSplit cuts at semicolons and line ends.
func hardSplit(cell string) []string {
	var parts []string
	for _, p := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' }) {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// softSplit cuts at commas before a capital letter or a digit: a title goes on with a small one.
func softSplit(text string) []string {
	var parts []string
	for _, p := range strings.Split(text, ", ") {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(p, " „\"'("))
		if len(parts) > 0 && !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			parts[len(parts)-1] += ", " + p
			continue
		}
		parts = append(parts, p)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
