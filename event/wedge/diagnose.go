package wedge

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Diagnose compares what a scanner typed with the code it was shown. Enter is \r or \n in typed, Tab is \t;
// what comes after the first of them belongs to the next scan.
func Diagnose(expected, typed string) Diagnosis {
	var d Diagnosis
	body, end := parted(typed)
	d.ending(end)
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, body)
	if clean != body {
		d.add(Control)
	}
	e := split(expected)
	if f, ok := e.find([]rune(clean)); ok {
		d.explain(e, f)
	} else {
		d.guess(e, clean)
	}
	if d.Has(NoEnter) && !d.Has(Foreign) {
		d.Correction.NoEnter = true
	}
	return d
}

func (d *Diagnosis) add(f Finding) {
	if !d.Has(f) {
		d.Findings = append(d.Findings, f)
	}
}

// parted cuts typed where the code ends.
func parted(typed string) (body, end string) {
	const ends = "\r\n\t"
	typed = strings.TrimLeft(typed, ends)
	if len(typed) > 2*mostText {
		typed = strings.ToValidUTF8(typed[:2*mostText], "")
	}
	i := strings.IndexAny(typed, ends)
	if i < 0 {
		return typed, ""
	}
	rest := typed[i:]
	return typed[:i], rest[:len(rest)-len(strings.TrimLeft(rest, ends))]
}

func (d *Diagnosis) ending(end string) {
	switch {
	case end == "":
		d.add(NoEnter)
	case strings.Contains(end, "\t"):
		d.add(Tab)
	case len(end) > 1:
		d.add(LineFeed)
	}
}

// parts are an expected code: its digits and letters, which no layout makes dead keys of, and the rest.
type parts struct {
	digits, letters, tail string
}

func (e parts) core() string { return e.digits + e.letters }

func split(expected string) parts {
	i := len(expected) - len(strings.TrimLeftFunc(expected, isDigit))
	rest := expected[i:]
	n := len(rest) - len(strings.TrimLeftFunc(rest, isLatin))
	return parts{expected[:i], rest[:n], rest[n:]}
}

func isLatin(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }

// match is a model by which a text has the expected code in it.
type match struct {
	model
	before, after []rune // around digits and letters
}

// find looks for the code in what was typed, by every model. Where several fit, punctuation decides, and
// then the simplest.
func (e parts) find(body []rune) (match, bool) {
	best, most := match{}, -1
	for _, m := range models {
		core := m.through(e.core())
		at := index(body, core)
		if at < 0 || len(core) == 0 {
			continue
		}
		f := match{m, body[:at], body[at+len(core):]}
		if n := common(m.through(e.tail), f.after); n > most {
			best, most = f, n
		}
	}
	return best, most >= 0
}

// explain says what a match tells.
func (d *Diagnosis) explain(e parts, f match) {
	d.Layout, d.OfScanner = f.layout, f.scanner
	if f.layout == "us" {
		d.Layout = ""
	}
	after := f.after
	if again := index(after, f.through(e.core())); again >= 0 {
		d.add(NoEnter)
		after = after[:again]
		if n := len(after) - len(f.before); n >= 0 && slices.Equal(after[n:], f.before) {
			after = after[:n]
		}
	}
	if d.digitsWrong(e, f.model) {
		d.add(Digits)
	}
	d.judgeLetters(e.letters, string(f.through(e.letters)), f.lock != unlocked)
	suffix := d.judgeTail(e.tail, after, f.model)
	d.around(f, string(f.before), suffix)
	if d.Has(Caps) {
		d.Correction.Upper = true
	}
	if len(d.Findings) == 0 {
		d.Layout = ""
	}
}

// digitsWrong keeps what comes for each digit where it is another character.
func (d *Diagnosis) digitsWrong(e parts, m model) bool {
	if e.digits == string(m.through(e.digits)) {
		return false
	}
	c := Correction{Digits: string(m.through("0123456789"))}
	if c.Valid() {
		d.Correction.Digits = c.Digits
	}
	return true
}

func (d *Diagnosis) judgeLetters(expected, typed string, locked bool) {
	if locked {
		d.add(Caps)
		typed = strings.Map(swapCase, typed)
	}
	switch typed {
	case expected:
	case strings.NewReplacer("Y", "Z", "Z", "Y", "y", "z", "z", "y").Replace(expected):
		d.add(SwappedYZ)
	default:
		d.add(Letters)
	}
}

// judgeTail looks at the punctuation and returns what comes after it.
func (d *Diagnosis) judgeTail(tail string, after []rune, m model) (suffix string) {
	if m.lock == unlocked || tail == "" {
		if rest, ok := strings.CutPrefix(string(after), tail); ok {
			return rest
		}
	}
	n, ok := passed(m.through(tail), after)
	if rest, same := strings.CutPrefix(string(after), tail); same {
		return rest // CapsLock may leave punctuation alone
	}
	d.add(Punctuation)
	if !ok {
		if slices.ContainsFunc(after, func(r rune) bool { return m.byAltGr(r) }) {
			d.add(AltGr)
		}
		return ""
	}
	return string(after[n:])
}

// passed goes through a text in which dead keys are gaps: they type nothing, or an accent, or melt into
// the letter after them. It returns how long the text is that fits.
func passed(want, text []rune) (int, bool) {
	at := 0
	for i, r := range want {
		if r == 0 {
			if i+1 < len(want) && want[i+1] != 0 && (at >= len(text) || text[at] != want[i+1]) {
				at++
			}
			continue
		}
		if at >= len(text) || text[at] != r {
			if i > 0 && want[i-1] == 0 {
				continue // it has become one with the dead key before it
			}
			return 0, false
		}
		at++
	}
	return min(at, len(text)), true
}

// around keeps what stands before and after a code, and says what it is.
func (d *Diagnosis) around(f match, before, after string) {
	d.Before, d.After = before, after
	if before != "" {
		meant := f.meant(before)
		switch {
		case isAim(meant):
			d.add(Prefix)
			d.add(Aim)
		case isEci(before):
			d.add(Eci) // as it should come: the reader of codes forgives it
		case isEci(meant):
			d.add(Prefix)
			d.add(Eci)
		default:
			d.add(Prefix)
		}
		if isAim(meant) && len([]rune(meant)) > 3 && isEci(string([]rune(meant)[3:])) {
			d.add(Eci)
		}
	}
	if after != "" {
		d.add(Suffix)
	}
	for _, r := range before + after {
		if f.byAltGr(r) {
			d.add(AltGr)
		}
	}
	if c := (Correction{Prefix: before, Suffix: after}); c.Valid() {
		d.Correction.Prefix, d.Correction.Suffix = before, after
	}
}

// isAim knows the identifiers of symbologies: a bracket, a letter, a character.
func isAim(text string) bool {
	return len(text) >= 3 && text[0] == ']' && isLatin(rune(text[1])) && text[2] > ' '
}

// isEci knows the numbers of character sets: a backslash and six digits.
func isEci(text string) bool {
	return len(text) == 7 && text[0] == '\\' && allDigits(text[1:])
}

// meant turns what was typed back into what the scanner sent.
func (m model) meant(typed string) string {
	sent := make(map[rune]rune, len(m.typed))
	for from, to := range m.typed {
		if known, ok := sent[to]; !ok || from < known {
			sent[to] = from
		}
	}
	return strings.Map(func(r rune) rune {
		if from, ok := sent[r]; ok {
			return from
		}
		return r
	}, typed)
}

// byAltGr tells of a character that this keyboard types only with AltGr.
func (m model) byAltGr(r rune) bool {
	if !strings.ContainsRune("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ€§©®™…„”“’‚«»·¶¿¡łŁđĐ[]ß×÷¤", r) || r < 128 {
		return false
	}
	for _, typed := range m.typed {
		if typed == r {
			return false
		}
	}
	return true
}

// guess looks at a text in which no model finds the code.
func (d *Diagnosis) guess(e parts, body string) {
	text := []rune(body)
	switch {
	case d.learn(e, text):
	case byNumbers(e.core()+e.tail, body) || byNumbers(e.core(), body):
		d.add(Keypad)
	case e.most(text) >= max(len(text)*9/10, len(e.core())/3, 1):
		d.add(Lost)
	case e.interspersed(text):
		d.add(AltGr)
		d.add(Prefix) // whatever stands between: it does not belong there
	default:
		d.Findings = []Finding{Foreign}
	}
}

// learn reads the digits of a layout that is not known from where they stand before the letters.
func (d *Diagnosis) learn(e parts, body []rune) bool {
	n := len(e.digits)
	for _, m := range models {
		mapped := m.through(e.letters)
		at := index(body, mapped)
		if len(mapped) == 0 || at < n || n == 0 {
			continue
		}
		var digits [10]rune
		for i, r := range body[at-n : at] {
			digits[e.digits[i]-'0'] = r
		}
		c := Correction{Digits: string(digits[:])}
		if slices.Contains(digits[:], 0) || !c.Valid() {
			continue
		}
		d.add(Digits)
		d.Correction.Digits = c.Digits
		d.judgeLetters(e.letters, string(mapped), m.lock != unlocked)
		suffix := d.judgeTail(e.tail, body[at+len(mapped):], m)
		d.around(match{model: m}, string(body[:at-n]), suffix)
		return true
	}
	return false
}

// byNumbers knows a scanner that types characters by their numbers, for Alt and the number pad.
func byNumbers(expected, body string) bool {
	for _, form := range []string{"%03d", "%04d"} {
		var b strings.Builder
		for _, r := range expected {
			fmt.Fprintf(&b, form, r)
		}
		if expected != "" && strings.HasPrefix(body, b.String()) {
			return true
		}
	}
	return false
}

// most is how many of the characters typed are of the code, in its order, by the best model.
func (e parts) most(text []rune) int {
	n := 0
	for _, m := range models {
		n = max(n, common(m.through(e.core()+e.tail), text))
	}
	return n
}

// interspersed tells that all digits and letters are there, with something else between them.
func (e parts) interspersed(text []rune) bool {
	core := []rune(e.core())
	return len(core) > 0 && len(text) <= 4*len(core) && common(core, text) == len(core)
}

// index finds a text in another; -1 where it is not, or has characters that nobody knows.
func index(text, part []rune) int {
	if slices.Contains(part, 0) {
		return -1
	}
	for i := 0; i+len(part) <= len(text); i++ {
		if slices.Equal(text[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// common is the length of the longest common subsequence.
func common(a, b []rune) int {
	b = b[:min(len(b), 4*mostAround*mostAround)]
	row := make([]int, len(b)+1)
	for _, r := range a {
		diagonal := 0
		for j, s := range b {
			above := row[j+1]
			if r == s && r != 0 {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
