package series

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// editions is a series of two.
type editions struct{ asked string }

func (e *editions) Series(_ context.Context, series string) (event.SeriesOverview, error) {
	e.asked = series
	return event.SeriesOverview{Series: series, People: 90, Faithful: 30, Editions: []event.Edition{
		{Event: event.Event{ID: "first", Edition: 1, Start: "2012-09-06", End: "2012-09-07"}, Registrations: 60, Present: 55, Certificates: 50},
		{Event: event.Event{ID: "second", Edition: 2, Start: "2013-09-05", End: "2013-09-06"}, Registrations: 60, Returning: 30},
	}}, nil
}

func open(t *testing.T, ev event.Event) (*Page, *editions, *[]string) {
	t.Helper()
	clock := kittest.Start(t)
	svc, went := &editions{}, &[]string{}
	window := kittest.Window(t, kit.Spacer(), 1366, 768)
	p := New(Deps{Context: t.Context(), Service: svc, Printer: i18n.New(i18n.Polish), Window: window, Event: ev,
		Enter: func(e event.Event) { *went = append(*went, e.ID) }, Next: func() { *went = append(*went, "next") },
		Navigate: func(page, _ string) { *went = append(*went, page) }})
	window.SetContent(p.Content())
	p.Shown()
	clock.Settle()
	return p, svc, went
}

func TestPage_OpensAnotherEdition(t *testing.T) {
	p, svc, went := open(t, event.Event{ID: "second", Series: "Zlot"})
	if svc.asked != "Zlot" || p.Title() != "Zlot" || p.list.Len() != 2 {
		t.Fatalf("asked for %q, %d editions", svc.asked, p.list.Len())
	}
	if e, ok := p.list.Current(); !ok || e.Event.ID != "second" || p.returning(e) != "30 · 50%" {
		t.Errorf("the cursor is on %+v", e)
	}
	p.list.Open()
	if len(*went) != 0 {
		t.Errorf("the event shown was opened again: %v", *went)
	}
	p.list.Focus()
	kittest.Press(p.Window.Canvas(), fyne.KeyUp, fyne.KeyReturn)
	if len(*went) != 1 || (*went)[0] != "first" {
		t.Errorf("went to %v", *went)
	}
	svc.asked = ""
	p.Changed(map[string]bool{"message.queued": true})
	if svc.asked != "" {
		t.Error("a mail changed the series")
	}
	if p.Changed(map[string]bool{"registration.added": true}); svc.asked == "" {
		t.Error("somebody new did not")
	}
}

func TestPage_AnEventAlone(t *testing.T) {
	p, svc, _ := open(t, event.Event{ID: "alone"})
	if svc.asked != "" || p.Title() == "" || len(p.body.Objects) != 1 {
		t.Errorf("asked for %q", svc.asked)
	}
}
