package kit

import "fyne.io/fyne/v2"

// Exhibit shows something of a width to look at.
func Exhibit(w fyne.Window, title string, body fyne.CanvasObject, width float32) *Dialog {
	return showDialog(w, dialogSpec{
		title: title, body: body, steps: int(width/Space(1)) + 10, enter: true,
		primary: Printer().T("kit.dialog.close"),
	})
}
