package kit

import "fyne.io/fyne/v2"

// Command is an action of a page that a key starts. One without a label is told of in words elsewhere.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// EditorCommands are the keys of an editor that takes the place of a page for a while: those that save, undo,
// duplicate and zoom. A page tells the shell of them once; now is what they do at the moment, nothing while there is no
// editor. Then otherwise may have a use for a key.
func EditorCommands(now func() []Command, otherwise func(Command)) []Command {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	find := func(key Command) (Command, bool) {
		for _, c := range now() {
			if c.Key == key.Key && c.Modifier == key.Modifier {
				return c, true
			}
		}
		return Command{}, false
	}
	var all []Command
	for _, k := range []Command{{Key: fyne.KeyS, Modifier: control}, {Key: fyne.KeyS, Modifier: control | shift}, {Key: fyne.KeyZ, Modifier: control},
		{Key: fyne.KeyY, Modifier: control}, {Key: fyne.KeyZ, Modifier: control | shift}, {Key: fyne.KeyD, Modifier: control},
		{Key: fyne.KeyEqual, Modifier: control}, {Key: fyne.KeyPlus, Modifier: control}, {Key: fyne.KeyMinus, Modifier: control}, {Key: fyne.Key0, Modifier: control}} {
		if c, ok := find(k); ok {
			k.Label = c.Label
		}
		k.Run = func() {
			if c, ok := find(k); ok {
				c.Run()
			} else if otherwise != nil {
				otherwise(k)
			}
		}
		all = append(all, k)
	}
	return all
}
