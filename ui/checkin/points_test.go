package checkin

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// preset presses the button of a preset.
func (d *desk) preset(text string) {
	d.t.Helper()
	for _, pr := range d.p.points.makePresets() {
		if strings.HasPrefix(pr.text, text) {
			d.p.points.add(pr)
			return
		}
	}
	d.t.Fatalf("there is no %q to be added", text)
}

func (d *desk) checkpoints() map[string]event.Checkpoint {
	d.t.Helper()
	all, err := d.store.Checkpoints(d.t.Context(), d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	byTitle := map[string]event.Checkpoint{}
	for _, c := range all {
		byTitle[c.Title] = c
	}
	return byTitle
}

func TestPoints_Presets(t *testing.T) {
	d := newDesk(t)
	d.press(fyne.KeyF7)
	d.preset("Obiad, dzień 1")
	d.preset("Pakiet")
	d.preset("Drzwi warsztat")
	there := d.checkpoints()
	lunch := there["Obiad, dzień 1"]
	if lunch.Kind != event.Meal || lunch.Policy != event.Once || lunch.Opens.In(d.p.zone).Format("02.01 15:04") != "06.09 12:00" {
		t.Errorf("lunch is %+v", lunch)
	}
	s := d.workshop()
	if door := there[s.Title]; door.Session != s.ID || door.Policy != event.EnrolledOnly || door.NotEnrolled != event.Warn {
		t.Errorf("door is %+v", door)
	}
	for _, pr := range d.p.points.makePresets() {
		if pr.text == "Pakiet" || strings.HasPrefix(pr.text, "Drzwi") {
			t.Errorf("%s is offered although it is there", pr.text)
		}
	}
	if len(d.p.checkpoints) != len(there) || d.p.points.list.Len() != len(there) {
		t.Errorf("%d checkpoints shown of %d", d.p.points.list.Len(), len(there))
	}
}

func TestPoints_Edit(t *testing.T) {
	d := newDesk(t)
	d.press(fyne.KeyF7)
	d.preset("Obiad, dzień 1")
	f := d.p.points.form
	if f == nil || f.was.Title != "Obiad, dzień 1" {
		t.Fatal("what was added is not chosen")
	}
	f.title.SetText("Obiad w sali balowej")
	f.opens.hour.SetText("11.30")
	f.closes.day.SetText("6.9")
	f.closes.hour.SetText("brak")
	f.save()
	if f.form.Field("closes_at").Error() == "" {
		t.Error("a wrong time is taken")
	}
	f.closes.hour.SetText("10:00")
	f.save()
	if f.form.Field("closes").Error() == "" {
		t.Error("it closes before it opens")
	}
	f.closes.hour.SetText("15:00")
	f.save()
	lunch := d.checkpoints()["Obiad w sali balowej"]
	if got := lunch.Opens.In(d.p.zone).Format("15:04") + lunch.Closes.In(d.p.zone).Format("–15:04"); got != "11:30–15:00" {
		t.Errorf("open %s", got)
	}
	if d.p.points.form.was != lunch {
		t.Error("the form holds what was before")
	}
}

func TestPoints_CloseAndUndo(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF7)
	d.p.points.form.setClosed(true) // the only desk
	if d.checkpoints()["Rejestracja"].Closed {
		t.Error("the last desk is closed")
	}
	kittest.Press(d.c, fyne.KeyEscape) // of the dialog that says so
	d.preset("Pakiet")
	d.p.points.form.setClosed(true)
	if !d.checkpoints()["Pakiet"].Closed || len(d.p.checkpoints) != 1 {
		t.Error("it is not closed")
	}
	d.p.points.form.setClosed(false)
	if d.checkpoints()["Pakiet"].Closed {
		t.Error("it does not open again")
	}
	d.p.points.form.m.p.goTo(d.checkpoints()["Pakiet"].ID)
	if d.p.view.form != nil || d.p.checkpoint.Title != "Pakiet" {
		t.Errorf("the desk stands at %s", d.p.checkpoint.Title)
	}
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

// A badge that is scanned while somebody arranges checkpoints is let in.
func TestPoints_AScanLands(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF7)
	d.c.Focus(d.p.points.form.title)
	d.typed(d.entries[3].Badge + "\n")
	d.wantShown(event.Admitted, d.entries[3].Who.Name.Full())
	if d.p.view.form != nil || d.checkpoints()["Rejestracja"].ID == "" {
		t.Error("the scan became the name of a checkpoint, or cannot be seen")
	}
	d.press(fyne.KeyF7)
	d.c.Focus(d.p.view.entry) // a window that did not find the list yet
	d.scan(d.entries[4].Badge)
	d.wantShown(event.Admitted, d.entries[4].Who.Name.Full())
	if d.p.view.form != nil {
		t.Error("the verdict is covered")
	}
}

func TestKeys_GoToCheckpoints(t *testing.T) {
	d := newDesk(t).confirmed()
	for _, title := range []string{"Obiad", "Pakiet", "Ognisko"} {
		d.at(event.Checkpoint{Kind: event.Gift, Title: title, Policy: event.Once})
	}
	for _, c := range d.p.Commands() {
		if c.Modifier == fyne.KeyModifierAlt && c.Key == fyne.Key2 {
			c.Run()
		}
		if c.Modifier == fyne.KeyModifierAlt && c.Key == fyne.Key9 {
			c.Run() // there is none
		}
	}
	if d.p.checkpoint.Title != "Obiad" || d.p.view.bar.now != d.p.checkpoint.ID {
		t.Errorf("Alt+2 goes to %s", d.p.checkpoint.Title)
	}
}

func TestInside_OneClickAndAll(t *testing.T) {
	d := newDesk(t).confirmed()
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	for _, e := range d.entries[:9] {
		d.scan(e.Badge)
		d.later(time.Minute)
	}
	d.press(fyne.KeyF3)
	l := d.p.insiders
	if len(l.all) != 9 || len(l.found) != 9 {
		t.Fatalf("%d inside", len(l.all))
	}
	who := d.entries[4]
	d.typed(event.Fold(who.Who.Name.Family)[:4])
	if len(l.found) != 1 || l.found[0].Registration != who.ID {
		t.Fatalf("%d found", len(l.found))
	}
	d.press(fyne.KeyReturn)
	rows := d.scans()
	if last := rows[len(rows)-1]; last.Registration != who.ID || last.Outcome != event.Exited {
		t.Errorf("the last scan is %s of %s", last.Outcome, last.Registration)
	}
	l.rows.out(0) // the door beside the first name
	if len(l.all) != 7 {
		t.Errorf("%d inside", len(l.all))
	}
	l.onAllOut()
	kittest.Press(d.c, fyne.KeyEnter) // may come from a scanner: no
	if len(d.scans()) != 11 {
		t.Error("Enter sent everybody out")
	}
	l.onAllOut()
	kittest.Press(d.c, fyne.KeyTab, fyne.KeySpace)
	d.settle()
	d.settle()
	if n := d.p.view.inside.Text(); n != "0" || len(l.all) != 0 {
		t.Errorf("%s inside, %d listed", n, len(l.all))
	}
	if kit.UndoToast(d.c); len(d.p.insiders.all) != 7 {
		t.Errorf("undone, and %d are inside", len(d.p.insiders.all))
	}
}

// The key of a checkpoint is known by heart: it stays, whatever is added or closed.
func TestPoints_KeysStay(t *testing.T) {
	d := newDesk(t)
	before := map[string]string{}
	for _, c := range d.p.checkpoints {
		before[c.ID] = d.p.digitOf(c.ID)
	}
	add := func(kind event.CheckpointKind, title string) string {
		d.at(event.Checkpoint{Kind: kind, Title: title, Policy: event.Once})
		return d.p.checkpoint.ID
	}
	meal := add(event.Meal, "Kawa")
	before[meal] = d.p.digitOf(meal)
	add(event.Desk, "Brama") // desks were listed first
	gift := add(event.Gift, "Pakiet")
	before[gift] = d.p.digitOf(gift)
	closed := true
	if _, err := d.svc.EditCheckpoint(t.Context(), meal, event.CheckpointUpdate{Closed: &closed}); err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.changed": true})
	for id, digit := range before {
		if got := d.p.digitOf(id); got != digit || digit == "" {
			t.Errorf("the key of a checkpoint was %q and is %q", digit, got)
		}
	}
	for len(d.p.keyed) < len(pointDigits) {
		add(event.Gift, "Upominek "+strconv.Itoa(len(d.p.keyed)))
	}
	tenth := d.p.checkpoint.ID
	if d.p.digitOf(tenth) != "0" {
		t.Error("the tenth does not have Alt+0")
	}
	keys := d.p.pointKeys()
	keys[9].Run()
	if d.p.checkpoint.ID != tenth {
		t.Error("Alt+0 does not go to the tenth")
	}
	keys[slices.Index(d.p.keyed, meal)].Run()
	if d.p.checkpoint.ID != tenth {
		t.Error("the key of a checkpoint that is closed goes elsewhere")
	}
	eleventh, twelfth := add(event.Gift, "Jedenasty"), add(event.Gift, "Dwunasty")
	if d.p.digitOf(eleventh) != before[meal] || d.p.digitOf(twelfth) != "" {
		t.Errorf("the eleventh has %q of the closed one's %q, and the twelfth %q", d.p.digitOf(eleventh), before[meal], d.p.digitOf(twelfth))
	}
	if _, err := d.svc.EditCheckpoint(t.Context(), gift, event.CheckpointUpdate{Closed: &closed}); err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.changed": true})
	if d.p.digitOf(eleventh) != before[meal] || d.p.digitOf(twelfth) != before[gift] {
		t.Errorf("another one closed, and the keys are %q and %q", d.p.digitOf(eleventh), d.p.digitOf(twelfth))
	}
}
