package settings

import (
	"strconv"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// places is the card of how many people there is room for, and what becomes of
// a place that is free again.
type places struct {
	capacity, hours *kit.Entry
	mode            *kit.Select[event.WaitingMode]
}

func (f *form) makePlaces() fyne.CanvasObject {
	t, p := f.d.Printer.T, &f.places
	p.capacity, p.hours = kit.NewEntry(""), kit.NewEntry("")
	p.mode = kit.NewSelect([]kit.Option[event.WaitingMode]{
		{Value: event.WaitingManual, Text: t("settings.waiting.manual")},
		{Value: event.WaitingConfirm, Text: t("settings.waiting.confirm")},
		{Value: event.WaitingOffer, Text: t("settings.waiting.offer")},
	}, nil)
	p.capacity.OnChanged = func(string) { f.changed() }
	p.hours.OnChanged = func(string) { f.changed() }
	p.mode.OnChanged = func(event.WaitingMode) {
		p.allowHours()
		f.changed()
	}
	return f.newForm().
		AddRow([]string{"capacity", "waiting"}, kit.NewField(t("settings.capacity"), p.capacity, t("settings.capacity.hint")),
			kit.NewField(t("settings.waiting"), p.mode, "")).
		Add("offer_hours", kit.NewField(t("settings.offer_hours"), p.hours, t("settings.offer_hours.hint")))
}

// allowHours opens the time to answer where there is something to answer.
func (p *places) allowHours() {
	mode, _ := p.mode.Value()
	p.hours.SetEnabled(mode == event.WaitingOffer)
}

func (p *places) fill(e event.Event) {
	capacity := ""
	if e.Capacity != nil {
		capacity = strconv.Itoa(*e.Capacity) // 0 is a value
	}
	p.capacity.SetText(capacity)
	p.hours.SetText(number(e.Waiting.Hours))
	p.mode.SetValue(e.Waiting.Mode)
	p.allowHours()
}

// read adds what was changed to u.
func (p *places) read(r *reader, was event.Event, u *event.EventUpdate) (changed bool) {
	var capacity *int
	if text(p.capacity) != "" {
		n := r.whole("capacity", p.capacity)
		capacity = &n
	}
	if (capacity == nil) != (was.Capacity == nil) || (capacity != nil && *capacity != *was.Capacity) {
		u.Capacity = &capacity
	}
	mode, _ := p.mode.Value()
	if w := (event.Waiting{Mode: mode, Hours: r.whole("offer_hours", p.hours)}); w != was.Waiting {
		u.Waiting = &w
	}
	return u.Capacity != nil || u.Waiting != nil
}
