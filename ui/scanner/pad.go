package scanner

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// mostKeys is how many keys the pad keeps: a test code has fifty.
const mostKeys = 400

// pad takes every key as it comes and shows it, key by key.
type pad struct {
	widget.BaseWidget
	typed   []rune // Enter is \r
	over    bool   // the scan is over: the next key begins a new one
	wrong   map[int]rune
	focused bool
	hint    string
	words   keyWords
	onTyped func(typed string)
}

// keyWords are what keys without a character are called.
type keyWords struct{ enter, tab, space string }

var (
	_ fyne.Focusable = (*pad)(nil)
	_ fyne.Tabbable  = (*pad)(nil)
	_ fyne.Tappable  = (*pad)(nil)
)

func newPad(hint string, words keyWords, onTyped func(string)) *pad {
	p := &pad{hint: hint, words: words, onTyped: onTyped}
	p.ExtendBaseWidget(p)
	return p
}

// AcceptsTab is part of fyne.Tabbable: some scanners end a code with Tab.
func (p *pad) AcceptsTab() bool { return true }

// FocusGained is part of fyne.Focusable.
func (p *pad) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost is part of fyne.Focusable.
func (p *pad) FocusLost() { p.focused = false; p.Refresh() }

// Tapped is part of fyne.Tappable.
func (p *pad) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// TypedRune is part of fyne.Focusable.
func (p *pad) TypedRune(r rune) {
	if r == '\n' {
		r = '\r'
	}
	p.take(r)
}

// TypedKey is part of fyne.Focusable. What types a character comes to TypedRune too.
func (p *pad) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take('\r')
	case fyne.KeyTab:
		p.take('\t')
	default:
		c := fyne.CurrentApp().Driver().CanvasForObject(p)
		if c == nil || len(ev.Name) == 1 {
			return
		}
		if handle := c.OnTypedKey(); handle != nil {
			handle(ev) // the keys of the page
		}
	}
}

func (p *pad) take(r rune) {
	if p.over {
		p.typed, p.wrong, p.over = nil, nil, false
	}
	if len(p.typed) < mostKeys {
		p.typed = append(p.typed, r)
	}
	p.Refresh()
	p.onTyped(string(p.typed))
}

// finish says that the scan is over.
func (p *pad) finish() { p.over = true }

func (p *pad) clear() {
	p.typed, p.wrong, p.over = nil, nil, false
	p.Refresh()
}

// compare marks what is not as it should be, with what should be there where that is one character. Before is what
// does not belong to the code.
func (p *pad) compare(expected, before string) {
	p.wrong = map[int]rune{}
	want := []rune(expected)
	first := 0
	if strings.HasPrefix(string(p.typed), before) {
		first = utf8.RuneCountInString(before)
	}
	at := 0 // in want
	var run []int
	settle := func(next int) { // the keys of run stand for want[at:next]
		for i, key := range run {
			p.wrong[key] = 0
			if len(run) == next-at {
				p.wrong[key] = want[at+i]
			}
		}
		run, at = nil, next+1
	}
	pairs := paired(p.typed[first:], want)
	for i, r := range p.typed {
		switch j, ok := pairs[i-first]; {
		case i < first:
			p.wrong[i] = 0
		case r == '\r' || r == '\t':
		case ok:
			settle(j)
		default:
			run = append(run, i)
		}
	}
	settle(len(want))
	p.Refresh()
}

// paired pairs the characters of two texts that are the same: place by place where that is hardly worse than any other
// way, since a wrong layout exchanges characters and moves none.
func paired(typed, want []rune) map[int]int {
	pairs := aligned(typed, want)
	body := []rune(strings.TrimRight(string(typed), "\r\t"))
	if len(body) != len(want) {
		return pairs
	}
	places := map[int]int{}
	for i, r := range body {
		if r == want[i] {
			places[i] = i
		}
	}
	if len(want)-len(places) > 2*(len(want)-len(pairs)) {
		return pairs
	}
	return places
}

// aligned pairs the characters of two texts that are the same, in order, as many as there are.
func aligned(typed, want []rune) map[int]int {
	longest := make([][]int, len(typed)+1)
	for i := range longest {
		longest[i] = make([]int, len(want)+1)
	}
	for i := len(typed) - 1; i >= 0; i-- {
		for j := len(want) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if typed[i] == want[j] {
				longest[i][j] = max(longest[i][j], longest[i+1][j+1]+1)
			}
		}
	}
	pairs := map[int]int{}
	for i, j := 0, 0; i < len(typed) && j < len(want); {
		switch {
		case typed[i] == want[j] && longest[i][j] == longest[i+1][j+1]+1:
			pairs[i] = j
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// label is what stands on a key.
func (p *pad) label(r rune) string {
	switch {
	case r == '\r':
		return p.words.enter
	case r == '\t':
		return p.words.tab
	case r == ' ':
		return p.words.space
	case r < ' ':
		return "^" + string('@'+r)
	case !unicode.IsPrint(r):
		return fmt.Sprintf("%U", r)
	}
	return string(r)
}

// CreateRenderer is part of fyne.Widget.
func (p *pad) CreateRenderer() fyne.WidgetRenderer {
	r := &padRenderer{p: p}
	r.build(p.Size())
	return r
}
