package checkin

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// lastYear registers somebody at an earlier edition.
func (d *desk) lastYear(given, family string) event.Entry {
	d.t.Helper()
	ev, err := d.svc.CreateEvent(d.t.Context(), event.Event{Kind: event.Rally, Title: "Zlot w Ojcowie", Start: "2011-09-01", End: "2011-09-02"}, "Rejestracja")
	if err != nil {
		d.t.Fatal(err)
	}
	e, err := d.svc.AddRegistration(d.t.Context(), event.NewRegistration{Event: ev.ID,
		Person: event.Person{Name: event.Name{Given: given, Family: family}, Institution: "MOPS Ojców", Email: "zrodlana@example.org"}})
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

// buttons of the offers, as they stand.
func (d *desk) offers() []*kit.Button {
	var found []*kit.Button
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *kit.Button:
			found = append(found, o)
		}
	}
	walk(d.p.known.rows)
	return found
}

func TestPage_NewcomerOfAnEarlierEdition(t *testing.T) {
	d := newDesk(t).confirmed()
	known := d.lastYear("Żaneta", "Źródlana")
	d.press(fyne.KeyF2)
	d.typed("Zaneta")
	d.press(fyne.KeyTab)
	d.typed("Zrod")
	d.clock.Advance(kit.SearchDelay)
	offers := d.offers()
	if len(offers) != 1 {
		t.Fatalf("%d offers", len(offers))
	}
	offers[0].Press()
	d.wantShown(event.Admitted, "Żaneta Źródlana")
	e := d.p.last.res.Entry
	if e.Person != known.Person || e.Event != d.event.ID || e.Who.Institution != "MOPS Ojców" {
		t.Errorf("admitted %+v", e)
	}
	d.later(time.Minute)
	d.press(fyne.KeyF2)
	d.typed("Zrodlana")
	d.clock.Advance(kit.SearchDelay)
	if offers = d.offers(); len(offers) != 1 {
		t.Fatalf("%d offers of somebody on the list", len(offers))
	}
	offers[0].Press()
	d.wantShown(event.AlreadyIn, "Żaneta Źródlana")
}

// The pictures are for people to look at.
func TestKnown_Picture(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	d := newDesk(t).confirmed()
	d.lastYear("Żaneta", "Źródlana")
	d.press(fyne.KeyF2)
	d.typed("Zaneta Zrodlana")
	d.clock.Advance(kit.SearchDelay)
	kittest.Relayout(d.c)
	kittest.Screenshot(t, d.c, "newcomer-known")
}

// Enter makes no second registration of somebody who is here: it says who has
// this name, and lets that person in.
func TestPage_NewcomerOfTheSameName(t *testing.T) {
	d := newDesk(t).confirmed()
	here := d.entries[3]
	before, err := d.svc.Store.Entries(t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.press(fyne.KeyF2)
	d.typed(here.Who.Name.Family) // in the other order
	d.press(fyne.KeyTab)
	d.typed(here.Who.Name.Given + "\n") // faster than the search
	if d.p.view.form == nil || len(d.scans()) != 0 || !d.p.known.anyway.Visible() {
		t.Fatal("taken before it was said who has this name")
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, here.Who.Name.Full())
	if d.p.last.res.Entry.ID != here.ID {
		t.Error("somebody else was let in")
	}
	d.later(time.Minute)
	d.press(fyne.KeyF2)
	d.typed(here.Who.Name.Given)
	d.press(fyne.KeyTab)
	d.typed(here.Who.Name.Family)
	d.clock.Advance(kit.SearchDelay)
	d.p.known.anyway.Press()
	d.wantShown(event.Admitted, here.Who.Name.Full())
	after, err := d.svc.Store.Entries(t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil || len(after) != len(before)+1 || d.p.last.res.Entry.ID == here.ID {
		t.Errorf("%d people, %d before, %v", len(after), len(before), err)
	}
}

func TestPage_EnterTakesWhoWasAtAnEarlierEdition(t *testing.T) {
	d := newDesk(t).confirmed()
	known := d.lastYear("Żaneta", "Źródlana")
	d.press(fyne.KeyF2)
	d.typed("Zaneta")
	d.press(fyne.KeyTab)
	d.typed("Zrodlana")
	d.clock.Advance(kit.SearchDelay)
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, "Żaneta Źródlana")
	if e := d.p.last.res.Entry; e.Person != known.Person || e.Who.Email != known.Who.Email {
		t.Errorf("admitted %+v", e)
	}
}
