package checkin

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// focusedText is what the input with the focus holds.
func (d *desk) focusedText() string {
	d.t.Helper()
	e, ok := d.c.Focused().(*kit.Entry)
	if !ok {
		d.t.Fatalf("the focus is in %T", d.c.Focused())
	}
	return e.Text
}

// A scan in the middle of a form keeps what was typed, says so, and F2 goes on.
func TestPage_DraftIsKeptAndSaid(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF2)
	d.typed("Żaneta")
	d.press(fyne.KeyTab)
	d.typed("Źródlana")
	d.press(fyne.KeyTab)
	d.c.FocusPrevious() // back to the family name, all of it selected
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if !d.p.view.drafts.Visible() || len(d.p.drafts) != 1 || d.p.drafts[0].Name.Full() != "Żaneta Źródlana" {
		t.Fatalf("kept %+v", d.p.drafts)
	}
	d.typed("Adam Łoś")
	d.press(fyne.KeyF2) // somebody else in between
	d.scan(d.entries[1].Badge)
	if len(d.p.drafts) != 2 {
		t.Fatalf("%d drafts", len(d.p.drafts))
	}
	d.press(fyne.KeyF2, fyne.KeyEscape)
	d.press(fyne.KeyF2)
	if got := d.focusedText(); got != "Żaneta" {
		t.Errorf("the form holds %q", got)
	}
	d.press(fyne.KeyF2) // it is open already
	if got := d.focusedText(); got != "Żaneta" || d.p.view.drafts.Visible() {
		t.Errorf("F2 again: the form holds %q", got)
	}
	d.press(fyne.KeyEscape)
	if len(d.p.drafts) != 0 || d.p.view.drafts.Visible() {
		t.Error("a form that was given up is still offered")
	}
}

func TestPage_NewcomersAddress(t *testing.T) {
	d := newDesk(t).confirmed()
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyF2, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	d.typed("żaneta\n")
	if d.p.view.form == nil || len(d.scans()) != 0 {
		t.Fatal("an address that is none was taken")
	}
	if got := d.focusedText(); got != "żaneta" {
		t.Fatalf("the focus is not where the mistake is, but at %q", got)
	}
	d.press(fyne.KeyBackspace)
	d.typed("zaneta@example.org\n")
	d.wantShown(event.Admitted, "Żaneta Łąka")
	e := d.p.last.res.Entry
	if e.Who.Email != "zaneta@example.org" {
		t.Errorf("the address is %q", e.Who.Email)
	}
	if line := strings.Join(d.shown().Plain(), " "); strings.Contains(line, "pudełko") {
		t.Errorf("a badge that was never printed lies in a box: %q", line)
	}
	if err := d.svc.MarkPrinted(t.Context(), d.event.ID, "", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	d.p.Hidden()
	d.p.Shown()
	d.later(time.Minute)
	d.scan(e.Badge)
	if line := strings.Join(d.shown().Plain(), " "); !strings.Contains(line, "pudełko") {
		t.Errorf("after printing: %q", line)
	}
}

// A name typed in one go is divided, so that the badge finds its box; a badge from the printer lies in none.
func TestPage_NewcomerInOneGo(t *testing.T) {
	d := newDesk(t).confirmed()
	d.paper = true
	d.press(fyne.KeyF2)
	d.typed("Żaneta Źrebięć\n")
	d.wantShown(event.Admitted, "Żaneta Źrebięć")
	who := d.p.last.res.Entry.Who.Name
	if who.Given != "Żaneta" || who.Family != "Źrebięć" {
		t.Errorf("registered as %+v", who)
	}
	if items := d.shown().Items; len(items) == 0 || !strings.Contains(items[0].Text, "z drukarki") {
		t.Errorf("handed over: %+v", items)
	}
}

// An unfinished newcomer is nobody else: a blank badge begins an empty form, and
// the draft goes when it is given up or somebody else was registered.
func TestPage_DraftIsOfOnePerson(t *testing.T) {
	d := newDesk(t).confirmed()
	draft := func() {
		d.press(fyne.KeyF2)
		d.typed("Żaneta")
		d.scan(d.entries[0].Badge)
		if !d.p.view.drafts.Visible() {
			t.Fatal("what was typed is gone")
		}
	}
	draft()
	d.scan(blankBadge(t))
	if got := d.focusedText(); got != "" || d.p.blank == "" {
		t.Errorf("the form of a blank badge holds %q", got)
	}
	d.typed("Adam")
	d.press(fyne.KeyTab)
	d.typed("Łoś\n")
	d.wantShown(event.Admitted, "Adam Łoś")
	if d.p.view.drafts.Visible() || len(d.p.drafts) != 0 {
		t.Error("after another newcomer the unfinished one is still offered")
	}
	draft()
	d.p.dropDrafts()
	if d.p.view.drafts.Visible() {
		t.Error("a draft cannot be given up")
	}
}
