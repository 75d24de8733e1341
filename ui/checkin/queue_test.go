package checkin

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// held keeps work until a test lets it go, in whatever order.
type held struct{ work []func() }

// Go is part of kit.Runner.
func (h *held) Go(work func()) { h.work = append(h.work, work) }

// Do is part of kit.Runner.
func (h *held) Do(f func()) { f() }

// finish lets everything go, the oldest first.
func (h *held) finish() {
	for len(h.work) > 0 {
		next := h.work[0]
		h.work = h.work[1:]
		next()
	}
}

// hold keeps all work of the page from now on.
func hold(t testing.TB) *held {
	h := &held{}
	t.Cleanup(kit.SetRunner(h))
	return h
}

func TestPage_TypingNeverWaits(t *testing.T) {
	d := newDesk(t).confirmed()
	h := hold(t)
	var codes strings.Builder
	for _, e := range d.entries[:30] {
		codes.WriteString(e.Badge + "\n")
	}
	d.typed(codes.String()) // the disk does not answer yet
	if d.p.view.entry.Text != "" || d.p.waiting != 30 || !d.p.Busy() {
		t.Fatalf("%q stands in the input, %d scans wait", d.p.view.entry.Text, d.p.waiting)
	}
	if len(h.work) != 1 {
		t.Fatalf("%d scans are worked on at once", len(h.work))
	}
	d.p.Hidden() // somebody looks at another page
	h.finish()
	rows := d.scans()
	if len(rows) != 30 || d.p.Busy() {
		t.Fatalf("%d of 30 scans landed", len(rows))
	}
	for i, row := range rows {
		if row.Registration != d.entries[i].ID {
			t.Fatalf("scan %d is of somebody else", i)
		}
	}
	d.wantShown(event.Admitted, d.entries[29].Who.Name.Full())
}

func TestPage_SearchBetweenScans(t *testing.T) {
	d := newDesk(t).confirmed()
	h := hold(t)
	a, b, c := d.entries[10], d.entries[20], d.entries[30]
	d.scan(a.Badge)
	d.typed(event.Fold(b.Who.Name.Full()))
	d.press(fyne.KeyReturn) // before the hits are there
	if d.p.view.entry.Text == "" {
		t.Fatal("Enter threw the name away")
	}
	h.finish()
	d.scan(c.Badge)
	h.finish()
	rows := d.scans()
	if len(rows) != 3 || rows[0].Registration != a.ID || rows[1].Registration != b.ID || rows[2].Registration != c.ID {
		t.Fatalf("%d scans, or in another order", len(rows))
	}
	d.wantShown(event.Admitted, c.Who.Name.Full())
}

func TestPage_LatestSearchWins(t *testing.T) {
	d := newDesk(t).confirmed()
	h := hold(t)
	d.typed("a")
	d.typed("bz") // nobody
	late := h.work
	h.work = nil
	for i := len(late) - 1; i >= 0; i-- { // the first search answers last
		late[i]()
	}
	h.finish()
	if d.p.hits.text != "abz" || len(d.p.hits.hits) != 0 {
		t.Errorf("the hits are those of %q", d.p.hits.text)
	}
}

func TestPage_FailedNumberIsTriedAgain(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[7]
	d.fail = errDisk
	d.scan("8")
	d.press(fyne.KeyF2)
	d.typed("Jan")
	d.press(fyne.KeyReturn)
	if len(d.p.unsaved) != 2 {
		t.Fatalf("%d wait", len(d.p.unsaved))
	}
	d.fail = nil
	d.p.retry()
	rows := d.scans()
	if len(rows) != 2 || rows[0].Registration != e.ID || rows[1].Name.Given != "Jan" {
		t.Errorf("stored %+v", rows)
	}
	d.read()
	if len(d.entries) != 57 {
		t.Errorf("%d registrations: the newcomer was added twice", len(d.entries))
	}
}

func TestPage_Kiosk(t *testing.T) {
	d := newDeskWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1366, height: 768, kiosk: true}).confirmed()
	if len(d.p.Commands()) != 0 {
		t.Error("a kiosk takes commands")
	}
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

func TestPage_FailureInTheMiddle(t *testing.T) {
	d := newDesk(t).confirmed()
	h := hold(t)
	d.scan(d.entries[0].Badge)
	d.scan(d.entries[1].Badge)
	d.scan(d.entries[2].Badge)
	d.failOnly = d.entries[1].Badge
	h.finish()
	d.wantShown(event.Admitted, d.entries[2].Who.Name.Full())
	if len(d.p.view.unsaved.Objects) == 0 || len(d.p.unsaved) != 1 {
		t.Error("a scan that was not stored is covered by the next one")
	}
	if len(d.sounds) == 0 || d.sounds[0] != event.ToneRefused {
		t.Errorf("nobody heard of it: %v", d.sounds)
	}
}
