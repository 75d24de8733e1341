package badges

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// drawn stands in for the designer.
type drawn struct {
	o       *office
	layout  event.Layout
	saved   func(event.Layout)
	done    func()
	view    fyne.CanvasObject
	unsaved bool
	asked   int // how often somebody was asked about what is not saved
}

var _ Designer = (*drawn)(nil)

func (o *office) draw(l event.Layout, _ func() []string, saved func(event.Layout), done func()) Designer {
	o.drawn = &drawn{o: o, layout: l, saved: saved, done: done, view: kit.VStack(0)}
	return o.drawn
}

func (d *drawn) View() fyne.CanvasObject { return d.view }
func (d *drawn) Unsaved() bool           { return d.unsaved }
func (d *drawn) Keys() []string          { return nil }

func (d *drawn) Commands() []kit.Command {
	return []kit.Command{{Label: "save", Key: fyne.KeyS, Modifier: fyne.KeyModifierControl, Run: func() { d.unsaved = false }}}
}

func (d *drawn) Leave() {
	if d.unsaved {
		d.asked++
		return
	}
	d.done()
}

// save keeps the layout as one of the event's own.
func (d *drawn) save(t *testing.T) {
	t.Helper()
	l := d.layout
	l.ID, l.Event, l.Title = "", d.o.event.ID, "Własny"
	l, err := d.o.svc.SaveLayout(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	d.saved(l)
}

// The keys of the designer are the page's while it is there, and do nothing otherwise.
func TestPage_KeysOfTheDesigner(t *testing.T) {
	o := newOffice(t)
	press := func() {
		for _, c := range o.p.Commands() {
			if c.Key == fyne.KeyS && c.Modifier == fyne.KeyModifierControl {
				c.Run()
			}
		}
	}
	press()
	o.p.onDesign()
	o.drawn.unsaved = true
	if press(); o.p.Unsaved() {
		t.Error("Ctrl+S did not reach the designer")
	}
}
