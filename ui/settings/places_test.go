package settings

import (
	"os"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPlaces_AreSaved(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 900)
	p := &s.page.form.places
	if p.capacity.Text != "" || !p.hours.Disabled() {
		t.Errorf("without a limit: %q, hours open %v", p.capacity.Text, !p.hours.Disabled())
	}
	p.capacity.SetText("0")
	p.mode.Choose(event.WaitingOffer)
	if !s.page.unsaved.Visible() || p.hours.Disabled() {
		t.Error("the change is not seen")
	}
	p.hours.SetText("24")
	s.page.save.Press()
	e := s.stored(t)
	if e.Capacity == nil || *e.Capacity != 0 || e.Waiting != (event.Waiting{Mode: event.WaitingOffer, Hours: 24}) {
		t.Errorf("saved %v %+v", e.Capacity, e.Waiting)
	}
	if s.page.unsaved.Visible() || p.capacity.Text != "0" {
		t.Errorf("after saving: %q", p.capacity.Text)
	}
	p.capacity.SetText("")
	s.page.save.Press()
	if e := s.stored(t); e.Capacity != nil {
		t.Errorf("the limit is still %d", *e.Capacity)
	}
	p.capacity.SetText("sto")
	s.page.save.Press()
	if e := s.stored(t); e.Capacity != nil || !s.page.unsaved.Visible() {
		t.Error("a word was taken for a number")
	}
}

// The pictures are for people to look at.
func TestPlaces_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for name, c := range map[string]struct {
		lang    string
		variant kit.Variant
		width   float32
	}{"places-pl": {"pl", kit.VariantLight, 1178}, "places-en": {"en", kit.VariantDark, 836}} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, c.variant, c.lang, c.width, 900)
			s.page.form.places.capacity.SetText("60")
			s.page.form.places.mode.Choose(event.WaitingOffer)
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), name)
		})
	}
}
