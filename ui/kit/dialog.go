package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event/i18n"
)

// dialogSteps is the usual width of a dialog.
const dialogSteps = 105

// dialogSpec says what a dialog shows and does; ok returns true when it may
// close.
type dialogSpec struct {
	title   string
	body    fyne.CanvasObject
	steps   int // width in steps
	primary string
	danger  bool
	cancel  string // empty: a dialog with one button
	extra   []fyne.CanvasObject
	first   fyne.Focusable // gets the focus; nil: the first that can
	enter   bool           // the primary button gets it
	ok      func() bool
	opened  func() // called when it is there; nil: nothing to do
}

// Dialog is an open or waiting dialog.
type Dialog struct {
	spec    dialogSpec
	window  fyne.Window
	modal   *modal
	primary *Button
	buttons *fyne.Container
	before  fyne.Focusable
	keys    func(*fyne.KeyEvent)
	asking  fyne.Focusable // had the focus when the help was opened
	shown   bool
	closed  bool
}

// Only one dialog is open in a window at a time; others wait their turn.
var (
	openDialogs    = map[fyne.Window]*Dialog{}
	waitingDialogs = map[fyne.Window][]*Dialog{}
	// openQuestions are those that stand over dialogs and are none themselves.
	openQuestions = map[fyne.Window]int{}
)

// Asking has a question that is no dialog of the kit count as one until it was answered.
func Asking(w fyne.Window) (answered func()) {
	openQuestions[w]++
	return func() {
		if openQuestions[w]--; openQuestions[w] <= 0 {
			delete(openQuestions, w)
		}
	}
}

func showDialog(w fyne.Window, spec dialogSpec) *Dialog {
	d := &Dialog{spec: spec, window: w}
	d.openOrWait()
	return d
}

func (d *Dialog) openOrWait() {
	if openDialogs[d.window] != nil || CurtainDown(d.window) {
		waitingDialogs[d.window] = append(waitingDialogs[d.window], d)
		return
	}
	d.open()
}

// DialogOpen says whether a dialog or another question is open in a window, or a curtain hangs in it.
func DialogOpen(w fyne.Window) bool {
	return openDialogs[w] != nil || openQuestions[w] > 0 || CurtainDown(w)
}

func (d *Dialog) open() {
	openDialogs[d.window] = d
	c := d.window.Canvas()
	d.before, d.keys = c.Focused(), c.OnTypedKey()
	d.shown = true
	d.modal = newModal(d.content(), c)
	c.SetOnTypedKey(d.typedKey)
	d.modal.open()
	d.fit()
	moveStrip(d.window)
	switch {
	case d.spec.first != nil:
		c.Focus(d.spec.first)
	case d.spec.enter:
		c.Focus(d.primary)
	default:
		c.FocusNext()
	}
	if d.spec.opened != nil {
		d.spec.opened()
	}
}

func (d *Dialog) content() fyne.CanvasObject {
	if d.spec.danger {
		d.primary = NewDanger(d.spec.primary, IconNone, d.Accept)
	} else {
		d.primary = NewPrimary(d.spec.primary, IconNone, d.Accept)
	}
	row := HStack(2, d.spec.extra...)
	row.Add(Spacer())
	if d.spec.cancel != "" {
		row.Add(NewButton(d.spec.cancel, IconNone, d.Dismiss))
	}
	row.Add(d.primary)
	d.buttons = row
	title := NewText(d.spec.title, StyleSection.Truncated())
	return Pad(5, container.NewBorder(PadSides(0, 0, 3, 0, title), PadSides(5, 0, 0, 0, row), nil, nil, d.spec.body))
}

func (d *Dialog) typedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyF1:
		d.toggleHelp()
	case ev.Name == fyne.KeyEscape && d.closeHelp():
	case ev.Name == fyne.KeyEscape:
		d.Dismiss()
	case isEnter(ev) && !d.spec.danger && !d.reading():
		d.Accept()
	}
}

// Accept does what the primary button does.
func (d *Dialog) Accept() {
	if d.closed || d.primary == nil || d.primary.Disabled() {
		return
	}
	if d.spec.ok == nil || d.spec.ok() {
		d.Close()
	}
}

// Dismiss does what Escape does.
func (d *Dialog) Dismiss() { d.Close() }

// Open says whether the dialog is there and waits for an answer.
func (d *Dialog) Open() bool { return d.shown && !d.closed }

// SetReady enables or disables the primary button.
func (d *Dialog) SetReady(ready bool) {
	if d.primary != nil {
		d.primary.SetEnabled(ready)
	}
}

// Fit makes an open dialog as high as its content has become.
func (d *Dialog) Fit() {
	if d.shown && !d.closed {
		d.fit()
	}
}

func (d *Dialog) fit() {
	d.modal.fit(min(Space(d.spec.steps), d.window.Canvas().Size().Width-Space(8)))
}

// rename gives the primary button another word.
func (d *Dialog) rename(primary string) {
	d.primary.SetText(primary)
	d.buttons.Refresh() // whose widths have changed
}

// Close closes the dialog without doing anything, gives the focus back and
// opens the next one that waits.
func (d *Dialog) Close() {
	if d.closed {
		return
	}
	d.closed = true
	if !d.shown {
		return // still waiting: it will be skipped
	}
	delete(openDialogs, d.window)
	if behindCurtain(d.window, d.before, d.keys, d.modal.close) {
		return
	}
	c := d.window.Canvas()
	d.modal.close()
	c.SetOnTypedKey(d.keys)
	if d.before != nil {
		c.Focus(d.before)
	}
	openNext(d.window)
}

// openNext opens the dialog that waits for its turn.
func openNext(w fyne.Window) {
	for len(waitingDialogs[w]) > 0 && openDialogs[w] == nil {
		next := waitingDialogs[w][0]
		waitingDialogs[w] = waitingDialogs[w][1:]
		if !next.closed {
			next.open()
			return
		}
	}
	if len(waitingDialogs[w]) == 0 {
		delete(waitingDialogs, w)
	}
	moveStrip(w)
}

// Confirm asks before something that cannot be undone, or that reaches other
// people. The question says what happens; action is the verb on the button.
func Confirm(w fyne.Window, title, question, action string, yes func()) *Dialog {
	return showDialog(w, dialogSpec{
		title: title, body: dialogText(question), steps: dialogSteps, enter: true,
		primary: action, cancel: Printer().T("kit.dialog.cancel"),
		ok: func() bool { yes(); return true },
	})
}

// ConfirmDanger is Confirm for what removes or withdraws something: there
// Enter means no, since it may come by chance, as the last key of a scan.
func ConfirmDanger(w fyne.Window, title, question, action string, yes func()) *Dialog {
	return ConfirmDangerOr(w, title, question, action, Printer().T("kit.dialog.cancel"), yes)
}

// ConfirmDangerOr is ConfirmDanger where no is more than to cancel: what came before is done.
func ConfirmDangerOr(w fyne.Window, title, question, action, no string, yes func()) *Dialog {
	return showDialog(w, dialogSpec{
		title: title, body: dialogText(question), steps: dialogSteps, danger: true,
		primary: action, cancel: no,
		ok: func() bool { yes(); return true },
	})
}

// ConfirmLeave asks before something is left with changes that are not saved: they are kept, dropped, or one stays.
func ConfirmLeave(w fyne.Window, title, question, save, drop string, onSave, onDrop func()) *Dialog {
	var d *Dialog
	dropping := NewDanger(drop, IconNone, func() { d.Close(); onDrop() })
	d = showDialog(w, dialogSpec{
		title: title, body: dialogText(question), steps: dialogSteps, enter: true,
		primary: save, cancel: Printer().T("kit.dialog.cancel"), extra: []fyne.CanvasObject{dropping},
		ok: func() bool { onSave(); return true },
	})
	return d
}

// Ask asks for one line of text. An answer that check refuses stays open with
// the sentence that check returns; a nil check takes everything.
func Ask(w fyne.Window, title, label, value, action string, check func(string) string, answer func(string)) *Dialog {
	e := NewEntry("")
	e.SetText(value)
	field := NewField(label, e, "")
	return showDialog(w, dialogSpec{
		title: title, body: field, steps: dialogSteps, first: e,
		primary: action, cancel: Printer().T("kit.dialog.cancel"),
		ok: func() bool {
			if check != nil {
				if wrong := check(e.Text); wrong != "" {
					field.SetError(wrong)
					return false
				}
			}
			answer(e.Text)
			return true
		},
	})
}

// Message tells something that must be read before going on.
func Message(w fyne.Window, title, text string) *Dialog {
	return showDialog(w, dialogSpec{
		title: title, body: dialogText(text), steps: dialogSteps, enter: true,
		primary: Printer().T("kit.dialog.ok"),
	})
}

// ShowError tells people what went wrong in the printer's words; the technical
// text can be copied for whoever helps.
func ShowError(w fyne.Window, p *i18n.Printer, err error) *Dialog {
	if err == nil {
		return nil
	}
	details := NewQuiet(Printer().T("kit.error.copy"), IconNone, nil)
	details.OnTapped(func() {
		fyne.CurrentApp().Clipboard().SetContent(err.Error())
		details.SetText(Printer().T("kit.error.copied"))
	})
	body := container.NewBorder(nil, nil,
		PadSides(0, 3, 0, 0, VStack(0, NewIconViewSize(IconWarning, ColorRefused, Space(6)))), nil,
		dialogText(p.Error(err)))
	var d *Dialog
	extra := []fyne.CanvasObject{details}
	if on := wayOn(err, func() { d.Close() }); on != nil {
		extra = []fyne.CanvasObject{on} // the technical text would say no more
	}
	d = showDialog(w, dialogSpec{
		title: Printer().T("kit.error.title"), body: body, steps: dialogSteps, enter: true,
		primary: Printer().T("kit.dialog.ok"), extra: extra,
	})
	return d
}

// FormDialog shows a form. Submit returns true when the dialog may close; when
// it returns false it has marked the wrong fields. For work that takes time it
// returns false and closes the dialog itself when the work is done.
func FormDialog(w fyne.Window, title string, form fyne.CanvasObject, action string, submit func(*Dialog) bool) *Dialog {
	return formDialog(w, dialogSpec{title: title, body: form, primary: action}, submit)
}

// FormDialogDanger is FormDialog for what removes or withdraws something: Enter
// in a field does nothing, since it may come by chance.
func FormDialogDanger(w fyne.Window, title string, form fyne.CanvasObject, action string, submit func(*Dialog) bool) *Dialog {
	return formDialog(w, dialogSpec{title: title, body: form, primary: action, danger: true}, submit)
}

func formDialog(w fyne.Window, spec dialogSpec, submit func(*Dialog) bool) *Dialog {
	var d *Dialog
	spec.steps, spec.cancel = dialogSteps+25, Printer().T("kit.dialog.cancel")
	spec.ok = func() bool { return submit(d) }
	d = showDialog(w, spec)
	return d
}

func dialogText(text string) fyne.CanvasObject { return NewParagraph(text, TextStyle{}) }
