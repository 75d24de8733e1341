package badges

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// One name that cannot be printed whole is told; the file is written all the same.
func TestPage_TellsWhatIsNotOnTheBadges(t *testing.T) {
	o := newOffice(t)
	entries, err := o.store.Entries(t.Context(), event.EntryFilter{Event: o.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	e := entries[0]
	name := event.Name{Given: "Anna 🙂", Family: e.Who.Name.Family}
	if _, err := o.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Name: &name}); err != nil {
		t.Fatal(err)
	}
	o.save("badges.pdf", event.BadgeOptions{})
	if !kit.DialogOpen(o.w) || len(o.opened) != 1 {
		t.Errorf("nothing tells; opened %v", o.opened)
	}
	kittest.Screenshot(t, o.w.Canvas(), "badges-remarks")
	kittest.Press(o.w.Canvas(), fyne.KeyEscape)
}
