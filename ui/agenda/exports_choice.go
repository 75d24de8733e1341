package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// differs says whether the draft is not what was last made known: then there
// are two programmes to choose from.
func (e *exports) differs() bool {
	return e.p.state.programme.Released != nil && e.p.state.changes > 0
}

// wantsReleased is the choice that was made last, where there is one.
func (e *exports) wantsReleased() bool {
	return e.differs() && kit.WantsReleased()
}

// choices are what can be chosen beside a file's name: the version, and the day.
func (e *exports) choices(days bool, v *version) []fyne.CanvasObject {
	p := e.p
	var all []fyne.CanvasObject
	if e.differs() {
		number := i18n.Args{"Number": p.state.programme.Released.Number}
		all = append(all, kit.NewReleasedSelect(p.Printer.T("programme.version", number), p.Printer.T("programme.draft"), &v.released))
	}
	if options := e.dayOptions(); days && len(options) > 2 {
		all = append(all, kit.NewSelect(options, func(day event.Date) { v.day = day }))
	}
	return all
}

// dayOptions are all days together, then each day that has something.
func (e *exports) dayOptions() []kit.Option[event.Date] {
	p := e.p
	options := []kit.Option[event.Date]{{Text: p.Printer.T("programme.days.all")}}
	for _, s := range p.state.sessions {
		day := event.DateOf(s.Start, p.state.event.Zone())
		if options[len(options)-1].Value != day {
			options = append(options, kit.Option[event.Date]{Value: day, Text: p.date(s.Start)})
		}
	}
	return options
}
