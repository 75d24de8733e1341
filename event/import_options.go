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

// learn adds the parts of a cell that hold no comma: each can be nothing but one option.
func (o *optionSet) learn(cell string) {
	for _, part := range hardSplit(cell) {
		if !strings.Contains(part, ",") {
			o.add(part)
		}
	}
}

// split cuts a cell into its options, in the order of preference. Semicolons and line ends always cut. A
// comma may belong to a title: it cuts around known options, and elsewhere only before a capital letter.
func (o *optionSet) split(cell string) []string {
	var options []string
	for _, part := range hardSplit(cell) {
		for _, option := range o.splitCommas(part) {
			if known := o.spelling[Fold(option)]; known != "" {
				option = known
			}
			if option != "" && !slices.Contains(options, option) {
				options = append(options, option)
			}
		}
	}
	return options
}

// splitCommas takes the longest known option at each comma; what lies between is cut by its capitals.
func (o *optionSet) splitCommas(text string) []string {
	pieces := strings.Split(text, ",")
	if len(pieces) > 64 { // no list of workshops
		return softSplit(text)
	}
	var options, unknown []string
	for start := 0; start < len(pieces); {
		end := len(pieces)
		for ; end > start && o.spelling[Fold(strings.Join(pieces[start:end], ","))] == ""; end-- {
		}
		if end == start {
			unknown = append(unknown, pieces[start])
			start++
			continue
		}
		options = append(options, softSplit(strings.Join(unknown, ","))...)
		options = append(options, strings.TrimSpace(strings.Join(pieces[start:end], ",")))
		unknown, start = nil, end
	}
	return append(options, softSplit(strings.Join(unknown, ","))...)
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
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
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
