package agenda

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// scale turns times and rooms into places on the sheet, and back.
type scale struct {
	plan  *dayPlan
	hour  float32 // height of an hour
	width float32 // of the sheet
}

// above is the room over the first line, so that its time can be read.
func above() float32 { return kit.Space(2) }

func (s scale) height() float32 { return s.hour*float32(s.plan.hours) + above() + kit.Space(2) }

// column leaves room for the bar at the right edge.
func (s scale) column() float32 {
	return (s.width - kit.Space(2)) / float32(max(len(s.plan.columns), 1))
}

func (s scale) x(column int) float32 { return s.column() * float32(column) }

func (s scale) y(t time.Time) float32 {
	return above() + s.hour*float32(t.Sub(s.plan.from).Hours())
}

// at is the time of a height.
func (s scale) at(y float32) time.Time {
	return s.plan.from.Add(time.Duration(float64(y-above()) / float64(s.hour) * float64(time.Hour)))
}

// columnAt is the column of a place, the nearest one beside them.
func (s scale) columnAt(x float32) int {
	return max(min(int(x/s.column()), len(s.plan.columns)-1), 0)
}

// box is where something of some columns and a time stands.
func (s scale) box(first, last int, from, to time.Time) (fyne.Position, fyne.Size) {
	at := fyne.NewPos(s.x(first)+kit.Space(1)/2+1, s.y(from)+1)
	width := s.column()*float32(last-first+1) - kit.Space(1) - 1
	height := max(s.y(to)-s.y(from)-1, leastHeight())
	return at, fyne.NewSize(width, height)
}

// frame is where a session stands.
func (s scale) frame(c cell) (fyne.Position, fyne.Size) {
	at, size := s.box(c.first, c.last, c.session.Start, c.session.End)
	if c.under { // the break behind it stays visible at the left
		in := size.Width / 4
		at.X, size.Width = at.X+in, size.Width-in
	}
	if c.lanes > 1 {
		width := size.Width / float32(c.lanes)
		at.X, size.Width = at.X+width*float32(c.lane), width-2
	}
	return at, size
}

// leastHeight is that of a session so short that its true height could not be seen.
func leastHeight() float32 { return kit.Space(4) }

// least is the time that the least height stands for.
func least(hour float32) time.Duration {
	return time.Duration(float64(leastHeight()+1) / float64(hour) * float64(time.Hour))
}

// snapped is the nearest time of the grid.
func snapped(t, from time.Time, step time.Duration) time.Time {
	return from.Add(t.Sub(from).Round(step))
}
