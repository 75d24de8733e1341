// Package kit holds the theme and the generic widgets every page is built
// from. It knows Fyne and the language printer, and nothing of the domain.
//
// Rules that hold in the whole package: colours and sizes come from the
// running theme (a widget reads them again in Refresh, so a change of theme
// needs no restart), every widget works from the keyboard, keys a widget does
// not use go on to the canvas (see forwardKey), and long texts are shortened
// by our own ellipsis on canvas.Text, never by a label.
package kit
