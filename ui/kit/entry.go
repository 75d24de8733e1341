package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text input that selects its text when it is reached by Tab and
// hands on the keys and shortcuts that are not its own.
type Entry struct {
	widget.Entry

	// OnEscape is asked before Escape goes on to the dialog or page; it returns
	// true when it made use of it.
	OnEscape func() bool
	// OnArrow is asked about Up and Down, which an input of one line has no use
	// for; it returns true when it made use of the key.
	OnArrow func(*fyne.KeyEvent) bool
	// OnWheel gets the wheel where the input has no use for it: it has one line,
	// everything is seen, or its end is. It is the Scrolled of what is around.
	OnWheel func(*fyne.ScrollEvent)
	// KeepsFocus says that a ScanEntry does not take the focus from here.
	KeepsFocus bool
	// TakesCodes says that a code which is scanned into the input is meant for it; see CatchScans.
	TakesCodes bool
	// OnFocusGained is called when the input is reached.
	OnFocusGained func()
	// OnFocusLost is called when the input is left.
	OnFocusLost func()

	self     fyne.Widget // the outermost widget, for those that embed Entry
	minWidth float32
	mouse    bool
	focused  bool
	wrong    bool
	edited   func() // set by Field: clears the error once the text changes
	typed    int    // turn of the last typing, see nextTurn
	typing   typing // what may be a scan
}

var (
	_ fyne.Focusable    = (*Entry)(nil)
	_ fyne.Shortcutable = (*Entry)(nil)
)

// NewEntry makes an input of one line.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.init(e, placeholder)
	return e
}

// NewPassword makes an input that shows dots, with an eye to reveal them.
func NewPassword(placeholder string) *Entry {
	e := &Entry{}
	e.Password = true
	e.init(e, placeholder)
	return e
}

// NewMultiEntry makes an input of several lines. Tab leaves it, Ctrl+Enter
// does what Enter does elsewhere.
func NewMultiEntry(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.init(e, placeholder)
	e.SetMinRowsVisible(rows)
	return e
}

func (e *Entry) init(self fyne.Widget, placeholder string) {
	e.self = self
	if !e.MultiLine {
		e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(self)
}

// SetMinWidth sets the width below which the input does not shrink.
func (e *Entry) SetMinWidth(w float32) {
	e.minWidth = w
	e.self.Refresh()
}

// SetEnabled enables or disables the input.
func (e *Entry) SetEnabled(enabled bool) {
	if enabled {
		e.Enable()
	} else {
		e.Disable()
	}
}

// MinSize is part of fyne.CanvasObject.
func (e *Entry) MinSize() fyne.Size {
	s := e.Entry.MinSize()
	w := e.minWidth
	if w == 0 {
		w = Size(SizeField)
	}
	if !e.MultiLine {
		s.Height = max(s.Height, Size(SizeRow))
	}
	return fyne.NewSize(max(w, s.Width), s.Height)
}

// AcceptsTab is part of fyne.Tabbable: Tab always leaves.
func (e *Entry) AcceptsTab() bool { return false }

// MouseDown is part of desktop.Mouseable.
func (e *Entry) MouseDown(ev *desktop.MouseEvent) {
	e.mouse = true
	e.Entry.MouseDown(ev)
	e.mouse = false
}

// FocusGained is part of fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if !e.mouse && !e.MultiLine && e.Text != "" {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.OnFocusGained != nil {
		e.OnFocusGained()
	}
}

// FocusLost is part of fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.typing.forget()
	e.Entry.FocusLost()
	if e.OnFocusLost != nil {
		e.OnFocusLost()
	}
}

// TypedRune is part of fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	noteUse()
	before := e.asTyped()
	e.Entry.TypedRune(r)
	e.typing.note(r, before, e.asTyped())
	e.wasEdited()
}

// TypedKey is part of fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	switch {
	case !e.TakesCodes && e.caught(ev):
	case ev.Name == fyne.KeyEscape:
		if e.OnEscape == nil || !e.OnEscape() {
			forwardKey(e.self, ev)
		}
	case (ev.Name == fyne.KeyUp || ev.Name == fyne.KeyDown) && e.OnArrow != nil && e.OnArrow(ev):
	case isFunctionKey(ev), isEnter(ev) && !e.submits():
		forwardKey(e.self, ev)
	default:
		before := e.Text
		e.Entry.TypedKey(ev)
		if e.Text != before {
			e.wasEdited()
		}
	}
}

// submits tells whether Enter means something to this input.
func (e *Entry) submits() bool { return e.MultiLine || (e.OnSubmitted != nil && !e.Disabled()) }

// maxPaste is in bytes of what is pasted at once: a whole book would keep the window from answering, and no field keeps
// as much.
const maxPaste = 100_000

// short makes what is pasted no longer than that.
func short(s fyne.Shortcut) fyne.Shortcut {
	paste, ok := s.(*fyne.ShortcutPaste)
	if !ok || paste.Clipboard == nil {
		return s
	}
	text := paste.Clipboard.Content()
	if len(text) <= maxPaste {
		return s
	}
	return &fyne.ShortcutPaste{Clipboard: excerpt(strings.ToValidUTF8(text[:maxPaste], ""))}
}

// excerpt is a clipboard that holds the beginning of another one.
type excerpt string

// Content is part of fyne.Clipboard.
func (c excerpt) Content() string { return string(c) }

// SetContent is part of fyne.Clipboard; nobody copies into an excerpt.
func (excerpt) SetContent(string) {}

// TypedShortcut is part of fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	_, undo := s.(*fyne.ShortcutUndo)
	undo = undo && !e.MultiLine
	if undo && undoAfter(canvasOf(e.self), e.typed) {
		forwardShortcut(e.self, s)
		return
	}
	if editing(s) {
		before := e.Text
		e.Entry.TypedShortcut(short(s))
		if e.Text != before {
			e.wasEdited()
		} else if undo {
			forwardShortcut(e.self, s) // nothing of its own to undo
		}
		return
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierControl &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		forwardKey(e.self, &fyne.KeyEvent{Name: fyne.KeyReturn})
		return
	}
	forwardShortcut(e.self, s)
}

func (e *Entry) wasEdited() {
	e.typed = nextTurn()
	if e.edited != nil {
		e.edited()
	}
}

// mark shows the red border of a field with an error.
func (e *Entry) mark(wrong bool) {
	e.wrong = wrong
	e.self.Refresh()
}

func (e *Entry) keepsFocus() bool { return e.KeepsFocus }

// onEdit lets a Field hear of changes.
func (e *Entry) onEdit(f func()) { e.edited = f }
