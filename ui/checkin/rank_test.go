package checkin

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
)

// from makes somebody of an institution and lets the desk know.
func (d *desk) from(given, family, institution, town string) event.Entry {
	d.t.Helper()
	e, err := d.svc.AddRegistration(d.t.Context(), event.NewRegistration{Event: d.event.ID, Person: event.Person{
		Name: event.Name{Given: given, Family: family}, Institution: institution, Town: town}})
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

func TestPage_FamilyNamesComeFirst(t *testing.T) {
	d := newDesk(t).confirmed()
	d.from("Barbara", "Abramowicz", "MOPS Żwirkowo", "Żwirkowo")
	wanted := d.from("Ewa", "Żwirek", "GOPS Lipno", "Lipno")
	d.typed("żwir")
	if len(d.p.hits.hits) != 2 || d.p.hits.hits[0].ID != wanted.ID {
		t.Fatalf("%d hits, the first is %s", len(d.p.hits.hits), d.p.hits.hits[0].Who.Name.Full())
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, "Ewa Żwirek")
}

// Enter lets in nobody who was found by institution or town alone.
func TestPage_InstitutionIsNoName(t *testing.T) {
	d := newDesk(t).confirmed()
	d.from("Barbara", "Abramowicz", "MOPS Żwirkowo", "Żwirkowo")
	second := d.from("Ewa", "Cybulska", "MOPS Żwirkowo", "Żwirkowo")
	d.typed("żwir")
	if got := d.p.view.keys.Text(); got != d.p.d.Printer.T("checkin.hits.keys_choose") {
		t.Errorf("the hint says %q", got)
	}
	d.press(fyne.KeyReturn)
	if n := len(d.scans()); n != 0 {
		t.Fatalf("%d scans of somebody nobody chose", n)
	}
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	d.wantShown(event.Admitted, second.Who.Name.Full())
	d.typed("abra")
	if got := d.p.view.keys.Text(); got != d.p.d.Printer.T("checkin.hits.keys") {
		t.Errorf("after a name the hint says %q", got)
	}
	d.typed("xyz")
	if got := d.p.view.keys.Text(); got != "" {
		t.Errorf("where nobody is found the hint says %q", got)
	}
}

func TestNamed(t *testing.T) {
	e := event.Entry{Who: event.Person{Name: event.Name{Given: "Łucja", Family: "Nowak-Świerk"}, Institution: "MOPS Kalisz", Email: "biuro@example.org"}}
	for typed, want := range map[string]bool{"luc": true, "ŚWIE": true, "kalisz łucja": true, "kalisz": false,
		"mops": false, "owak": false, "": false, "147": true, "4091 6922": true, "Biuro@": true, "mops 3": false} {
		if got := Named(e, typed); got != want {
			t.Errorf("Named(%q) = %v", typed, got)
		}
	}
}
