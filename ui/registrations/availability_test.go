package registrations

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestDetail_Availability(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	zone := s.event.Zone()
	days := s.page.days(d.entry.Registration)
	if !slices.Equal(days, []event.Date{"2012-09-06", "2012-09-07"}) {
		t.Fatalf("days %v", days)
	}
	thursday, friday := s.page.newAvailableDay(d.entry.Registration, days[0]), s.page.newAvailableDay(d.entry.Registration, days[1])
	if _, ok := s.page.readAvailability(d.entry.Registration, []*availableDay{thursday, friday}); !ok {
		t.Error("all days are not taken for all the time")
	}
	thursday.how.Choose(presentHours)
	thursday.hours.SetText("od rana")
	if _, ok := s.page.readAvailability(d.entry.Registration, []*availableDay{thursday, friday}); ok || thursday.wrong.Text() == "" {
		t.Error("hours that cannot be read are not marked")
	}
	thursday.hours.SetText("9-12, 14.00-16.00")
	spans, ok := s.page.readAvailability(d.entry.Registration, []*availableDay{thursday, friday})
	if !ok || len(spans) != 3 {
		t.Fatalf("%v, %v", spans, ok)
	}
	s.page.saveAvailability(d.entry, spans)
	if got := s.entry(d.entry.ID).Available; !slices.EqualFunc(got, spans, sameSpan) {
		t.Errorf("stored %v", got)
	}
	shown := strings.Join(strings.Fields(words(d.body)), " ")
	if want := "tylko: czwartek, 06.09: 9:00–12:00, 14:00–16:00 · piątek, 07.09: cały dzień"; !strings.Contains(shown, want) {
		t.Errorf("%q is missing in:\n%s", want, shown)
	}
	again := s.page.newAvailableDay(d.entry.Registration, days[0])
	if how, _ := again.how.Value(); how != presentHours || again.hours.Text != "9:00–12:00, 14:00–16:00" {
		t.Errorf("asked again with %q %q", how, again.hours.Text)
	}
	s.undo()
	if got := s.entry(d.entry.ID).Available; len(got) != 0 {
		t.Errorf("%v after taking back", got)
	}
	if noon := time.Date(2012, 9, 6, 13, 0, 0, 0, zone); d.entry.AvailableFor(noon, noon.Add(time.Hour)) != true {
		t.Error("not there at noon")
	}
}

func TestDetail_AvailabilityNever(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	d.onAvailability(d.entry)
	if !kit.DialogOpen(s.window) {
		t.Fatal("nothing is asked")
	}
	day := s.page.newAvailableDay(d.entry.Registration, "2012-09-06")
	day.how.Choose(presentNot)
	if _, ok := s.page.readAvailability(d.entry.Registration, []*availableDay{day}); ok {
		t.Error("somebody who is never there is taken")
	}
}

// The pictures are for people to look at.
func TestDetail_AgendaPictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		suffix, lang string
		variant      kit.Variant
		w, h         float32
	}{{"pl-light", "pl", kit.VariantLight, width, height}, {"en-dark", "en", kit.VariantDark, 1732, 1028}, {"pl-small", "pl", kit.VariantLight, 836, 600}} {
		t.Run(c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, rally)
			d := s.page.detail
			d.tabs.Choose(tabAgenda)
			kittest.Relayout(s.window.Canvas())
			d.places[s.workshop("Superwizja w pracy asystenta").ID].Press()
			kittest.Screenshot(t, s.window.Canvas(), "person-agenda-"+c.suffix)
			noon := time.Date(2012, 9, 6, 12, 0, 0, 0, s.event.Zone())
			s.page.saveAvailability(s.entry(d.entry.ID), []event.Span{{From: noon.Add(-3 * time.Hour), To: noon}, event.WholeDay("2012-09-07", s.event.Zone())})
			kittest.Screenshot(t, s.window.Canvas(), "person-limited-"+c.suffix)
			d.onAvailability(d.entry)
			kittest.Screenshot(t, s.window.Canvas(), "person-available-"+c.suffix)
		})
	}
}
