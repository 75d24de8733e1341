package kit

import "fyne.io/fyne/v2"

// longestTyped is how many characters an input remembers of what was just typed.
const longestTyped = 64

// scanCatcher takes what a scanner typed into an input that is for something else.
type scanCatcher struct {
	split func(typed string) int
	land  func(code string)
}

// One catcher for each canvas, as there is one window of the desk.
var scanCatchers = map[fyne.Canvas]scanCatcher{}

// CatchScans makes the inputs of a canvas notice at Enter that a scanner typed into them: split says where in what
// was typed in one go a code begins that goes on to its end, or -1. The input is again as it was before, and land
// gets the code. It returns the way back.
func CatchScans(c fyne.Canvas, split func(typed string) int, land func(code string)) (restore func()) {
	before, had := scanCatchers[c]
	scanCatchers[c] = scanCatcher{split, land}
	return func() {
		delete(scanCatchers, c)
		if had {
			scanCatchers[c] = before
		}
	}
}

// typing is what was typed into an input in one go, and how the input was before each character.
type typing struct {
	typed  []rune
	before []typedInto
	after  typedInto
}

// typedInto is an input between two characters.
type typedInto struct {
	text        string
	row, column int
}

func (e *Entry) asTyped() typedInto { return typedInto{e.Text, e.CursorRow, e.CursorColumn} }

// note remembers a character; anything else that happened to the input ends what was typed in one go.
func (t *typing) note(r rune, before, after typedInto) {
	if before != t.after {
		t.forget()
	}
	if len(t.typed) == longestTyped {
		t.typed, t.before = t.typed[1:], t.before[1:]
	}
	t.typed, t.before, t.after = append(t.typed, r), append(t.before, before), after
}

func (t *typing) forget() { *t = typing{} }

// caught hands on the code that a scanner typed into the input, and takes it out of the text again.
func (e *Entry) caught(ev *fyne.KeyEvent) bool {
	t := e.typing
	if !isEnter(ev) || len(t.typed) == 0 || t.after != e.asTyped() {
		return false
	}
	catcher, ok := scanCatchers[canvasOf(e.self)]
	if !ok {
		return false
	}
	at := catcher.split(string(t.typed))
	if at < 0 {
		return false
	}
	code, first := string(t.typed)[at:], len([]rune(string(t.typed)[:at]))
	was := t.before[first]
	e.typing.forget()
	e.SetText(was.text)
	e.CursorRow, e.CursorColumn = was.row, was.column
	e.Refresh()
	catcher.land(code)
	return true
}
