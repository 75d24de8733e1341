package checkin

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func plainSpaces(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// wantBadge tells who opens doors with a code now.
func (d *desk) wantBadge(code string, who event.Entry, current bool) {
	d.t.Helper()
	e, now, err := d.store.EntryByBadge(d.t.Context(), code)
	if err != nil || e.ID != who.ID || now != current {
		d.t.Errorf("%s belongs to %s, current %v, %v", code, e.Who.Name.Full(), now, err)
	}
}

// Somebody on the list who lost the badge gets a blank one: it is said before, done, and can be undone.
func TestBlank_ForALostBadge(t *testing.T) {
	d := newDesk(t).confirmed()
	who, blank := d.entries[3], blankBadge(t)
	d.scan(blank)
	d.typed(who.Who.Name.Given)
	d.press(fyne.KeyTab)
	d.typed(who.Who.Name.Family)
	d.clock.Advance(kit.SearchDelay)
	for _, want := range []string{blank, "przestanie działać", "Wpuść i daj ten identyfikator: " + who.Who.Name.Full()} {
		if words := plainSpaces(kittest.Words(d.p.Content())); !strings.Contains(words, want) {
			t.Errorf("%q is not said before", want)
		}
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, who.Who.Name.Full())
	if v := d.shown(); !strings.Contains(plainSpaces(v.Advice), "stary przestał działać") || !strings.Contains(strings.Join(v.Plain(), " "), "wypisany ręcznie") {
		t.Errorf("afterwards %q, %q", v.Plain(), v.Advice)
	}
	d.wantBadge(blank, who, true)
	d.wantBadge(who.Badge, who, false)
	d.scan(who.Badge)
	d.wantShown(event.ReplacedBadge, who.Who.Name.Full())
	if !kit.UndoToast(d.c) {
		t.Fatal("it cannot be undone")
	}
	d.wantShown(event.Undone, who.Who.Name.Full())
	d.wantBadge(who.Badge, who, true)
	d.wantBadge(blank, who, false)
	d.wantOutcomes(event.Admitted, event.ReplacedBadge)
}

// Right after a verdict the blank badge is given with one key, also to who was in before.
func TestBlank_RightAfterAVerdict(t *testing.T) {
	d := newDesk(t).confirmed()
	who := d.entries[3]
	d.scan(who.Badge)
	d.later(time.Minute)
	d.scan(who.Badge)
	d.wantShown(event.AlreadyIn, who.Who.Name.Full())
	blank := blankBadge(t)
	d.scan(blank)
	if words := plainSpaces(kittest.Words(d.p.Content())); !strings.Contains(words, "F12: daj ten identyfikator: "+who.Who.Name.Full()) {
		t.Error("the badge is not offered to who stands there")
	}
	d.press(fyne.KeyF12)
	d.wantShown(event.AlreadyIn, who.Who.Name.Full())
	if d.p.view.form != nil || !strings.Contains(plainSpaces(d.shown().Advice), "stary przestał działać") {
		t.Errorf("it is said %q", d.shown().Advice)
	}
	d.wantBadge(blank, who, true)
	d.press(fyne.KeyF8)
	d.wantShown(event.Undone, who.Who.Name.Full())
	d.wantBadge(who.Badge, who, true)
	d.wantOutcomes(event.Admitted, event.AlreadyIn)
}

// Who is in already gets the badge by name too, and F8 takes an entry back together with it.
func TestBlank_ForWhoIsIn(t *testing.T) {
	d := newDesk(t).confirmed()
	who := d.entries[3]
	give := func() string {
		blank := blankBadge(t)
		d.scan(blank)
		d.typed(who.Who.Name.Given)
		d.press(fyne.KeyTab)
		d.typed(who.Who.Name.Family)
		d.clock.Advance(kit.SearchDelay)
		d.press(fyne.KeyReturn)
		return blank
	}
	first := give()
	d.press(fyne.KeyF8)
	d.wantShown(event.Undone, who.Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.Undone)
	d.wantBadge(who.Badge, who, true)
	d.scan(who.Badge)
	d.later(time.Minute)
	d.press(fyne.KeyEscape)
	second := give()
	d.wantShown(event.AlreadyIn, who.Who.Name.Full())
	d.wantBadge(second, who, true)
	d.wantBadge(first, who, false)
}

// A refused person keeps the badge, and the blank one stays free.
func TestBlank_NotForTheRefused(t *testing.T) {
	d := newDesk(t).confirmed()
	who, blank := d.entries[3], blankBadge(t)
	d.status(3, event.Cancelled)
	d.scan(blank)
	d.typed(who.Who.Name.Given)
	d.press(fyne.KeyTab)
	d.typed(who.Who.Name.Family)
	d.clock.Advance(kit.SearchDelay)
	d.press(fyne.KeyReturn)
	d.wantShown(event.CancelledReg, who.Who.Name.Full())
	if !strings.Contains(plainSpaces(d.shown().Advice), "nie został wydany") {
		t.Errorf("it is said %q", d.shown().Advice)
	}
	d.wantBadge(who.Badge, who, true)
	if free, err := d.svc.FreeBadge(t.Context(), blank); err != nil || !free {
		t.Errorf("the blank badge is taken, %v", err)
	}
}
