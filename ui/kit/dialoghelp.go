package kit

import "fyne.io/fyne/v2"

// dialogHelp makes the help that F1 opens beside a dialog; nil: there is none.
var dialogHelp func(closed func()) fyne.CanvasObject

// HelpInDialogs has F1 open help beside an open dialog; where that is nil, there is none just then. Nothing in it may
// hand on Enter. It returns the way back.
func HelpInDialogs(help func(closed func()) fyne.CanvasObject) (restore func()) {
	old := dialogHelp
	dialogHelp = help
	return func() { dialogHelp = old }
}

// toggleHelp opens the help, or closes it.
func (d *Dialog) toggleHelp() {
	if dialogHelp == nil || d.closeHelp() {
		return
	}
	help := dialogHelp(func() { d.closeHelp() })
	if help == nil {
		return
	}
	d.asking = d.window.Canvas().Focused()
	d.modal.setSide(help)
}

// reading says whether the keyboard is with the open help and not with the dialog: an Enter there answers nothing.
func (d *Dialog) reading() bool {
	return len(d.modal.side.Objects) > 0 && d.window.Canvas().Focused() == nil
}

// closeHelp tells whether the help was open. What had the keyboard before has it again.
func (d *Dialog) closeHelp() bool {
	if len(d.modal.side.Objects) == 0 {
		return false
	}
	d.modal.setSide(nil)
	if c := d.window.Canvas(); d.asking != nil {
		c.Focus(d.asking)
	} else {
		c.Unfocus()
	}
	return true
}
