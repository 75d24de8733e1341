package badges

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

// desk gives the office a name, as the settings do.
func (o *office) desk(name string) *office {
	o.p.d.Desk = func() string { return name }
	return o
}

// Somebody who was asked for elsewhere is not lost when the designer was left open: it is left first, and asks where
// there is something to save.
func TestPage_PersonWhileDesigning(t *testing.T) {
	o := newOffice(t)
	one, two := o.p.people[3], o.p.people[5]
	o.p.onDesign()
	o.p.Open(one.ID)
	if o.p.drawing != nil || len(o.p.chosen) != 1 || o.p.chosen[0].ID != one.ID {
		t.Fatalf("drawing %t, chosen %d", o.p.drawing != nil, len(o.p.chosen))
	}
	o.p.onDesign()
	o.drawn.unsaved = true
	o.p.search = "nikt"
	o.p.Open(two.ID)
	if o.p.drawing == nil || o.drawn.asked != 1 {
		t.Fatal("what was drawn is lost without a question")
	}
	o.drawn.done() // later, in peace
	if len(o.p.chosen) != 1 || o.p.chosen[0].ID != two.ID || len(o.p.shown) != len(o.p.people) {
		t.Errorf("chosen %d of %d shown", len(o.p.chosen), len(o.p.shown))
	}
}

func TestPage_OnlyTheConfirmed(t *testing.T) {
	o := newOffice(t)
	for i, e := range o.p.people {
		status := event.Confirmed
		if i < 2 {
			status = event.Pending
		}
		if _, err := o.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Status: &status}); err != nil {
			t.Fatal(err)
		}
	}
	o.p.query()
	all := len(o.p.people)
	if text := o.p.view.sum.Text(); !strings.Contains(text, "w tym 54 z potwierdzonym zgłoszeniem, bez potwierdzenia: 2") {
		t.Errorf("said: %s", text)
	}
	o.p.onWhich(confirmed)
	_, res, err := o.svc.BadgeJob(t.Context(), o.event.ID, o.p.options(), event.Silent)
	if err != nil || res.Badges != all-2 || len(o.p.shown) != all-2 {
		t.Errorf("%d badges of %d, %d shown: %v", res.Badges, all, len(o.p.shown), err)
	}
	o.p.scene.people = nil
	if got := o.p.options().Registrations; len(got) != 1 || got[0] != nobody {
		t.Errorf("nobody confirmed means %v", got)
	}
}

// The log says who printed, and a second file of the same badges says that they are on paper.
func TestPage_WhoPrinted(t *testing.T) {
	o := newOffice(t).desk("Laptop 2")
	o.save("a.pdf", event.BadgeOptions{})
	if words := kittest.Words(o.p.view.strip); strings.Contains(words, "na papierze") {
		t.Errorf("nothing is on paper yet: %s", words)
	}
	find(o.p.view.strip, "Tak").Press()
	if len(o.p.runs) == 0 || o.p.runs[0].By != "Laptop 2" {
		t.Errorf("printed by %+v", o.p.runs)
	}
	o.save("b.pdf", event.BadgeOptions{})
	if words := kittest.Words(o.p.view.strip); !strings.Contains(words, "56 z nich jest już na papierze") {
		t.Errorf("said: %s", words)
	}
}

// What comes and goes moves nothing that is about to be clicked.
func TestPage_TheQuestionMovesNothing(t *testing.T) {
	o := newOffice(t)
	places := func() (all []fyne.Position) {
		kittest.Relayout(o.w.Canvas())
		for _, part := range []fyne.CanvasObject{o.p.view.search, o.p.view.list, o.p.view.save, o.p.view.choices.view} {
			all = append(all, fyne.CurrentApp().Driver().AbsolutePositionForObject(part))
		}
		return all
	}
	before := places()
	o.save("a.pdf", event.BadgeOptions{})
	if !o.p.view.strip.Visible() {
		t.Fatal("nobody asks")
	}
	for i, at := range places() {
		if at != before[i] {
			t.Errorf("part %d went from %v to %v", i, before[i], at)
		}
	}
}

func TestPage_NoViewer(t *testing.T) {
	o := newOffice(t)
	o.p.d.Open = func(string) error { return errors.New("no viewer") }
	o.save("a.pdf", event.BadgeOptions{})
	if top := o.w.Canvas().Overlays().Top(); top == nil || !strings.Contains(kittest.Words(top), "Zapisano, ale nie ma programu") {
		t.Error("nobody says where the file is")
	}
}

// A layout goes out as a file and comes in again; another role gets it, and it is on their badges only.
func TestPage_LayoutAsAFileAndForARole(t *testing.T) {
	o := newOffice(t)
	usual, _ := o.p.usual()
	path := filepath.Join(o.folder, "uklad"+event.LayoutFileEnding)
	o.p.exportLayout(usual, path)
	o.p.importLayout(path)
	o.p.query()
	in, _ := o.p.usual()
	if in.ID == usual.ID || in.Event != o.event.ID || len(in.Front) != len(usual.Front) || in.Stock != usual.Stock {
		t.Fatalf("came in as %+v", in)
	}
	plan := o.p.event.Badges
	plan.Layout, plan.Roles = usual.ID, map[event.Role]string{event.Trainer: in.ID, event.Organizer: event.NoBadge}
	o.p.setPlan(plan)
	o.p.query()
	if got := o.p.event.Badges; got.Of(event.Trainer) != in.ID || got.Of(event.Participant) != usual.ID || got.Of(event.Organizer) != event.NoBadge {
		t.Errorf("the plan is %+v", got)
	}
	job, _, err := o.svc.BadgeJob(t.Context(), o.event.ID, o.p.options(), event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range job.Sheets {
		for _, b := range sheet.Badges {
			if (sheet.Layout.ID == in.ID) != (b.Role == event.Trainer) || b.Role == event.Organizer {
				t.Errorf("%s is on %s", b.Role, sheet.Layout.ID)
			}
		}
	}
}
