package certificates

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// hourDesk shows the hours of the course with the keyboard in the grid.
func hourDesk(t *testing.T) (*desk, *hoursView) {
	t.Helper()
	d := newDesk(t, plain)
	d.tabs.Choose(tabHours)
	d.w.Canvas().Focus(d.hoursView.grid)
	return d, d.hoursView
}

// press gives the grid keys.
func (v *hoursView) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		v.grid.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// Somebody types hours into the cell of an absence, says why, and takes it back.
func TestHours_TypeACorrection(t *testing.T) {
	d, v := hourDesk(t)
	at := absent(d)
	person, session := v.grid.rows[at.row].Account.Entry.ID, v.grid.session(at.column).ID
	before := v.grid.rows[at.row].Account.Hours
	v.grid.goTo(place{0, 0})
	for range at.row {
		v.press(fyne.KeyDown)
	}
	for range at.column {
		v.press(fyne.KeyRight)
	}
	if v.grid.here != at {
		t.Fatalf("the keyboard is at %v, want %v", v.grid.here, at)
	}
	v.grid.TypedRune('1')
	if !kit.DialogOpen(d.w) {
		t.Fatal("a digit opens nothing")
	}
	kittest.TypeFocused(d.w.Canvas(), ",5")
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	if !kit.DialogOpen(d.w) {
		t.Fatal("it was saved without a reason")
	}
	kittest.TypeFocused(d.w.Canvas(), "była na drugiej części") // the reason that is missing has the focus
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	if kit.DialogOpen(d.w) {
		t.Fatal("the dialog is still open")
	}
	a, s := v.grid.current()
	if a.Account.Entry.ID != person || s.ID != session {
		t.Error("the keyboard went elsewhere")
	}
	cell := v.grid.cell(at.row, at.column)
	if cell.Source != event.FromAssigned || cell.Hours != 1.5 || a.Account.Hours != before+1.5 {
		t.Errorf("the cell has %+v, the person %v hours, before %v", cell, a.Account.Hours, before)
	}
	if look := v.lookAt(at.row, at.column); !strings.Contains(look.text, "1,5") {
		t.Errorf("the cell says %q", look.text)
	}
	if !kit.UndoToast(d.w.Canvas()) {
		t.Fatal("nothing offers to undo it")
	}
	if a, _ := v.grid.current(); a.Account.Hours != before || len(a.Grants) != len(v.grid.rows[at.row].Grants) || v.grid.cell(at.row, at.column).Grant != "" {
		t.Errorf("after undo: %v hours, grant %q", a.Account.Hours, v.grid.cell(at.row, at.column).Grant)
	}
}

// The hours of a session are the most that can be entered for it.
func TestHours_RefusesTooMany(t *testing.T) {
	d, v := hourDesk(t)
	at := absent(d)
	f := v.newCellForm(v.grid.rows[at.row], v.grid.session(at.column), *v.grid.cell(at.row, at.column))
	f.remedy.Choose(remedyAssign)
	f.reason.SetText("lista papierowa")
	for _, hours := range []string{"99", "-1", "dużo", ""} {
		f.hours.SetText(hours)
		f.submit(nil)
		if f.form.Field("hours").Error() == "" {
			t.Errorf("%q is taken", hours)
		}
	}
	if v.grid.cell(at.row, at.column).Grant != "" {
		t.Error("something was granted")
	}
}

// A whole column is excused at once, and that undone at once.
func TestHours_ExcusesAColumn(t *testing.T) {
	d, v := hourDesk(t)
	at := absent(d)
	session := v.grid.session(at.column)
	todo := lacking(v.columnTargets(session), event.Excused)
	grants := len(v.state.grid.Grants)
	v.onMany(v.columnTargets(session), event.Excused)
	kittest.TypeFocused(d.w.Canvas(), "odwołany dojazd")
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	if kit.DialogOpen(d.w) || len(v.state.grid.Grants) != grants+len(todo) {
		t.Fatalf("%d grants, want %d more than %d", len(v.state.grid.Grants), len(todo), grants)
	}
	if left := lacking(v.columnTargets(v.grid.session(at.column)), event.Excused); len(left) != 0 {
		t.Errorf("%d are still not excused", len(left))
	}
	if !kit.UndoToast(d.w.Canvas()) || len(v.state.grid.Grants) != grants {
		t.Errorf("after undo there are %d grants, want %d", len(v.state.grid.Grants), grants)
	}
}

func TestHours_FilterAndOrder(t *testing.T) {
	d, v := hourDesk(t)
	all, columns := len(v.grid.rows), len(v.grid.columns)
	v.only.Choose(lackSome)
	if n := len(v.grid.rows); n == 0 || n == all || slices.ContainsFunc(v.grid.rows, func(a *attendee) bool { return a.missing <= 0 }) {
		t.Errorf("%d of %d lack hours", n, all)
	}
	v.only.Choose(lackAll)
	v.day.Choose(v.state.grid.Sessions[0].Day)
	if n := len(v.grid.columns); n == 0 || n == columns {
		t.Errorf("%d of %d sessions on one day", n, columns)
	}
	v.redraw(byMissing)
	if v.grid.rows[0].missing < v.grid.rows[all-1].missing {
		t.Error("who lacks most is not first")
	}
	v.redraw(byHours)
	if !slices.IsSortedFunc(v.grid.rows, func(a, b *attendee) int { return int(a.Account.Hours - b.Account.Hours) }) {
		t.Error("the hours are not in order")
	}
	v.search.OnSearch("nikogo takiego")
	if len(v.grid.rows) != 0 || d.w.Canvas() == nil {
		t.Errorf("%d found", len(v.grid.rows))
	}
}

// Of thousands of people only those in view are drawn, wherever it is scrolled to.
func TestHours_DrawsWhatIsInView(t *testing.T) {
	p, _ := bigStage(t, 3000, 60)
	g := p.hoursView.grid
	drawn := func() int { return len(g.drawn.objects) }
	first := drawn()
	g.goTo(place{2999, 59})
	if n := drawn(); n > first+200 || first > 4000 {
		t.Errorf("%d objects at the beginning, %d at the end", first, n)
	}
	m := g.measures()
	if y := float64(m.row)*3000 - float64(m.bodyHigh); g.y < y-1 || g.y > y+1 {
		t.Errorf("scrolled to %.0f of %.0f", g.y, y)
	}
	if at := g.placeAt(fyne.NewPos(m.names+m.bodyWide-5, m.top+m.bodyHigh-5)); at != (place{2999, 59}) {
		t.Errorf("at the lower right is %v", at)
	}
}

func TestHours_WritesLists(t *testing.T) {
	d, v := hourDesk(t)
	folder := t.TempDir()
	for name, o := range map[string]event.AttendanceOptions{
		"podpis.pdf":   {Format: "pdf", Signed: true, Day: v.state.grid.Sessions[0].Day},
		"dziennik.pdf": {Format: "pdf", Journal: true},
		"godziny.csv":  {Format: "csv"},
	} {
		o.Language = "pl"
		path := filepath.Join(folder, name)
		v.writeTo(path, o)
		data, err := os.ReadFile(path)
		if err != nil || strings.HasSuffix(name, "pdf") && !bytes.HasPrefix(data, []byte("%PDF")) || len(data) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
		if !slices.Contains(d.opened, path) {
			t.Errorf("%s was not opened", name)
		}
	}
}

// Who lacks hours gets a certificate all the same if somebody decides so and says why.
func TestPeople_Decision(t *testing.T) {
	d := newDesk(t, plain)
	ready := d.state.ready
	d.people.filter.Choose(groupLacking)
	o := d.people.list.Items()[0]
	d.onDecide(o, event.Granted)
	kittest.TypeFocused(d.w.Canvas(), "uchwała rady programowej")
	d.submitDialog(t, "hours.decide.granted.action")
	if d.state.ready != ready+1 {
		t.Fatalf("%d ready, want %d", d.state.ready, ready+1)
	}
	d.people.filter.Choose(groupDecided)
	rows := d.people.list.Items()
	if len(rows) != 1 || !strings.Contains(strings.Join(d.reasons(rows[0].account, rows[0].eligibility), " "), "uchwała") {
		t.Fatalf("%d decided", len(rows))
	}
	d.onDecide(rows[0], event.ByRule)
	kittest.TypeFocused(d.w.Canvas(), "pomyłka")
	d.submitDialog(t, "hours.decide.rule.action")
	if d.state.ready != ready {
		t.Errorf("%d ready, want %d", d.state.ready, ready)
	}
}

func (d *desk) submitDialog(t *testing.T, id string) {
	t.Helper()
	all := buttons(d.w, d.Printer.T(id))
	if len(all) == 0 {
		t.Fatalf("no button %s", id)
	}
	all[len(all)-1].Press()
	if kit.DialogOpen(d.w) {
		t.Fatal("the dialog is still open")
	}
}

// A second kind for panelists takes them out of the first, and a pattern that makes no numbers is not saved.
func TestRules_AddsAKind(t *testing.T) {
	d := newDesk(t, plain)
	d.onRules()
	v := d.rules
	if v.touched() || !v.save.Disabled() {
		t.Fatal("untouched rules want to be saved")
	}
	v.add(templates[1])
	if v.kind.kind.Title != d.Printer.T("hours.template.panelist.title") || !d.Unsaved() {
		t.Fatalf("the form shows %+v", v.kind.kind)
	}
	kittest.Type(d.w.Canvas(), v.kind.pattern, "")
	v.kind.pattern.SetText("P/{year}")
	v.save.Press()
	if d.rules == nil || v.kind.form.Field("pattern").Error() == "" {
		t.Fatal("a pattern without a counter was saved")
	}
	v.kind.pattern.SetText("P/{year}/{n:3}")
	v.kind.percent.SetText("50")
	v.save.Press()
	ev, err := d.svc.Store.Event(t.Context(), d.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	kinds := ev.CertificateKinds()
	if d.rules != nil || len(kinds) != 2 || kinds[1].Pattern != "P/{year}/{n:3}" || kinds[1].Rule.MinPercent != 50 || !slices.Contains(kinds[1].Roles, event.Panelist) {
		t.Fatalf("stored %+v", kinds)
	}
	if kinds[0].ID != event.UsualKind || kinds[0].Rule.MinPercent != 80 {
		t.Errorf("the first kind became %+v", kinds[0])
	}
	if !d.people.several {
		d.tabs.Choose(tabPeople)
	}
	if !d.people.several {
		t.Error("the list has no column for the kinds")
	}
	if !kit.UndoToast(d.w.Canvas()) {
		t.Fatal("nothing offers to undo it")
	}
	if ev, err = d.svc.Store.Event(t.Context(), d.event.ID); err != nil || len(ev.CertificateKinds()) != 1 {
		t.Errorf("after undo: %d kinds, %v", len(ev.CertificateKinds()), err)
	}
}

// Rules that were changed are not dropped without asking.
func TestRules_AsksBeforeLeaving(t *testing.T) {
	d := newDesk(t, plain)
	d.Open(OpenRules)
	d.rules.kind.percent.SetText("70")
	d.onEscape()
	if d.rules == nil || !kit.DialogOpen(d.w) {
		t.Fatal("the rules were left without asking")
	}
	d.submitDialog(t, "hours.rules.leave.drop")
	if d.rules != nil || d.shown.Objects[0] != d.main {
		t.Error("the page is not back")
	}
	if rule := d.state.event.CertificateKinds()[0].Rule; rule.MinPercent != 80 {
		t.Errorf("the rule is %+v", rule)
	}
}

func TestWholeNumber(t *testing.T) {
	for text, want := range map[string]int{"": 0, "0": 0, "100": 100} {
		if n, err := wholeNumber(text, 100); err != nil || n != want {
			t.Errorf("%q: %d, %v", text, n, err)
		}
	}
	for _, text := range []string{"101", "-1", "pół"} {
		if _, err := wholeNumber(text, 100); !errors.Is(err, event.Fail(event.CodeNumber)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
