//go:build !cgo || ci

package desktop

import "fyne.io/fyne/v2"

type turns struct{}

// NewPace is the pace of the windows of an app; there are none in this build.
func NewPace(fyne.App) (p Pace, ok bool) { return p, false }

// Poll is part of kit.Pace.
func (turns) Poll() {}

// Paint is part of kit.Pace.
func (turns) Paint() {}

// Arrange is part of kit.Pace.
func (turns) Arrange() {}
