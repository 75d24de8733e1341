package kit

import "fyne.io/fyne/v2"

// takesReleased is the key under which this machine remembers which programme
// goes out: that of the last release, or the draft.
const takesReleased = "agenda.export.released"

// WantsReleased is which programme was chosen last to go out; until somebody
// chooses it is the released one.
func WantsReleased() bool {
	return fyne.CurrentApp().Preferences().BoolWithFallback(takesReleased, true)
}

// NewReleasedSelect asks which programme goes out, where there are two to
// choose from, and remembers the answer for the next time, on every page.
func NewReleasedSelect(released, draft string, wanted *bool) *Select[bool] {
	s := NewSelect([]Option[bool]{{Value: true, Text: released}, {Value: false, Text: draft}}, func(v bool) {
		*wanted = v
		fyne.CurrentApp().Preferences().SetBool(takesReleased, v)
	})
	s.SetValue(*wanted)
	return s
}
