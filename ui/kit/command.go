package kit

import "fyne.io/fyne/v2"

// Command is an action of a page that a key starts. One without a label is told of in words elsewhere.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}
