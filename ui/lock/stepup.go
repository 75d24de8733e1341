package lock

import (
	"zlot/event"
	"zlot/ui/kit"
)

// AskFor asks somebody who may for a PIN, for one thing that whoever works now may not do. Why says what was refused.
func AskFor(d Deps, why string) *kit.Dialog {
	t := d.Printer.T
	var dialog *kit.Dialog
	q := newQuestion(d, d.Operators, d.Last, func(o event.Operator) {
		dialog.Close()
		d.Done(o)
	})
	body := kit.VStack(4, kit.NewParagraph(why, kit.StyleMuted), q.view)
	q.enter.Hide() // the dialog has a button of its own
	dialog = kit.FormDialog(d.Window, t("access.step.title"), body, t("access.step.action"), func(*kit.Dialog) bool {
		q.try()
		return false
	})
	q.focus()
	return dialog
}
