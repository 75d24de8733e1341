package badges

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// Whoever presses print, and prints, has all badges in the queue and in the log.
func TestPrint_Everybody(t *testing.T) {
	o := newOffice(t)
	o.p.view.print.Press()
	if !kit.DialogOpen(o.w) {
		t.Fatal("nothing asks how to print")
	}
	kittest.Press(o.w.Canvas(), fyne.KeyEnter)
	if len(o.paper.jobs) != 1 || o.printed() != 56 {
		t.Fatalf("%d jobs, %d printed", len(o.paper.jobs), o.printed())
	}
	if job := o.paper.jobs[0]; job.Printer != "cups:biuro" || job.Width != 210 || job.Height != 297 || job.Copies != 1 ||
		!strings.HasPrefix(string(o.paper.pdfs[0]), "%PDF-") {
		t.Errorf("the queue got %+v", job)
	}
	if o.setup.setup.Printer != "cups:biuro" {
		t.Error("the printer is not remembered")
	}
	if len(o.p.runs) != 1 || len(o.p.runs[0].Registrations) != 56 || o.p.runs[0].Printer != "biuro" || o.p.runs[0].Version == "" {
		t.Errorf("the log has %+v", o.p.runs)
	}
}

// A second print of the same badges is asked for.
func TestPrint_AgainAsks(t *testing.T) {
	o := newOffice(t)
	o.p.mark("", ids(o.p.people[:10]))
	d := o.p.openPanel(o.p.people[:3])
	if !strings.Contains(kittest.Words(d.sum), "3 z nich są już na papierze") || !d.again.Visible() {
		t.Errorf("the panel says %q", kittest.Words(d.sum))
	}
	d.dialog.Accept()
	if len(o.paper.jobs) != 0 {
		t.Fatal("printed without asking")
	}
	d.again.Tapped(nil)
	d.dialog.Accept()
	if len(o.paper.jobs) != 1 {
		t.Error("not printed although it was meant")
	}
}

func TestPrint_RefusedInTheMiddle(t *testing.T) {
	o := newOffice(t)
	label := -1
	for i, l := range o.p.layouts {
		if l.Stock.Each() == 1 && l.Stock.Fold == event.NoFold {
			label = i
			break
		}
	}
	if label < 0 {
		t.Fatal("there is no single label")
	}
	o.p.onLayout(o.p.layouts[label].ID)
	o.paper.refuse, o.paper.after = event.Fail(event.CodePrinterPaper), 2
	d := o.p.openPanel(nil)
	d.dialog.Accept()
	if n := o.printed(); n != 20 {
		t.Errorf("%d count as printed, the queue took 20", n)
	}
	if o.p.cut == nil || !strings.Contains(o.p.cutWords(*o.p.cut), "20 z 56") || len(o.p.cut.rest) != 36 {
		t.Fatalf("the page says %+v", o.p.cut)
	}
	o.paper.refuse = nil
	find(o.p.view.strip, "Drukuj resztę").Press()
	if n := o.printed(); n != 56 || o.p.cut != nil {
		t.Errorf("%d printed in the end", n)
	}
}

func TestPrint_NoPrinter(t *testing.T) {
	o := newOffice(t)
	o.paper.none = true
	d := o.p.openPanel(nil)
	d.dialog.Accept()
	if !strings.Contains(kittest.Words(d.state), "wpisz jej adres") || len(o.paper.jobs) != 0 || !kit.DialogOpen(o.w) {
		t.Errorf("the panel says %q", kittest.Words(d.state))
	}
	o.paper.none = false
	d.find()
	d.dialog.Accept()
	if len(o.paper.jobs) != 1 {
		t.Error("the printer that was switched on is not used")
	}
}

// What is corrected after the print is told, and printed by itself.
func TestPage_ChangedSincePrinted(t *testing.T) {
	o := newOffice(t)
	o.p.mark("", ids(o.p.people))
	e := o.p.people[4]
	name := event.Name{Given: e.Who.Name.Given, Family: "Nowa-Nazwisko"}
	if _, err := o.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Name: &name}); err != nil {
		t.Fatal(err)
	}
	o.p.query()
	if !strings.Contains(o.p.view.sum.Text(), "1 zmieniony po wydruku") {
		t.Errorf("the page says %q", o.p.view.sum.Text())
	}
	o.p.onWhich(altered)
	if o.p.view.list.Len() != 1 || o.p.printed(o.p.shown[0]) != "zmieniony od wydruku" {
		t.Errorf("%d are changed", o.p.view.list.Len())
	}
	d := o.p.openPanel(nil)
	d.again.Tapped(nil)
	d.dialog.Accept()
	if len(o.p.runs) != 2 || len(o.p.runs[0].Registrations) != 1 || len(o.p.those(altered)) != 0 {
		t.Errorf("the log has %d prints, %d are changed still", len(o.p.runs), len(o.p.those(altered)))
	}
}

// A lost badge gets a new code after a question, and is printed next.
func TestPage_Lost(t *testing.T) {
	o := newOffice(t)
	o.p.mark("", ids(o.p.people))
	e := o.p.people[2]
	o.p.view.list.SelectKey(e.ID)
	o.p.view.lost.Press()
	kittest.Press(o.w.Canvas(), fyne.KeyEnter)
	_, current, err := o.store.EntryByBadge(t.Context(), e.Badge)
	if err != nil || current {
		t.Fatalf("the lost badge still opens doors: %v", err)
	}
	if !kit.DialogOpen(o.w) {
		t.Fatal("the new one is not printed")
	}
	kittest.Press(o.w.Canvas(), fyne.KeyEnter)
	if len(o.paper.jobs) != 1 || o.printed() != 56 {
		t.Errorf("%d jobs, %d on paper", len(o.paper.jobs), o.printed())
	}
}

func TestPage_Layouts(t *testing.T) {
	o := newOffice(t)
	usual, _ := o.p.usual()
	o.p.onCopyLayout(usual)
	kittest.Press(o.w.Canvas(), fyne.KeyEnter)
	own, _ := o.p.usual()
	if own.Event == "" || own.Title != o.p.titleOf(usual)+" – własny" {
		t.Fatalf("the copy is %q of %q", own.Title, own.Event)
	}
	path := filepath.Join(o.folder, "own"+event.LayoutFileEnding)
	o.p.exportLayout(own, path)
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "zlot-badge-layout") {
		t.Fatalf("no file: %v", err)
	}
	o.p.importLayout(path)
	if twin, _ := o.p.usual(); twin.ID == own.ID || twin.Title != own.Title+" (2)" {
		t.Errorf("read back as %q", twin.Title)
	}
	twin, _ := o.p.usual()
	o.p.onRemoveLayout(twin)
	if back, _ := o.p.usual(); back.ID != usual.ID {
		t.Errorf("after the removal %q", back.Title)
	}
	kit.UndoToast(o.w.Canvas())
	if back, _ := o.p.usual(); back.ID != twin.ID {
		t.Error("the removal cannot be undone")
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.p.importLayout(path)
	if !kit.DialogOpen(o.w) {
		t.Error("a file without a layout is not told")
	}
	kittest.Press(o.w.Canvas(), fyne.KeyEscape)
}

// Somebody whose role has no badge is in the list, and in no file.
func TestPage_RoleWithout(t *testing.T) {
	o := newOffice(t)
	role := o.p.people[0].MainRole()
	if err := o.svc.SetBadgePlan(t.Context(), o.event.ID, event.BadgePlan{Roles: map[event.Role]string{role: event.NoBadge}}); err != nil {
		t.Fatal(err)
	}
	o.p.query()
	without := o.p.without
	if without == 0 || len(o.p.wanted())+without != len(o.p.people) || !strings.Contains(o.p.view.sum.Text(), "bez identyfikatora") {
		t.Errorf("%d without, the page says %q", without, o.p.view.sum.Text())
	}
	if !strings.Contains(kittest.Words(o.p.view.choices.roles), "bez identyfikatora") {
		t.Error("the plan is not shown")
	}
	d := o.p.openPanel(nil)
	if d.result.Badges != len(o.p.wanted()) {
		t.Errorf("%d would print, %d are wanted", d.result.Badges, len(o.p.wanted()))
	}
	d.dialog.Dismiss()
}

// The layout in which the badges do not fit on the sheet is told, and nothing is printed.
func TestPage_LayoutLargerThanItsSheet(t *testing.T) {
	o := newOffice(t)
	usual, _ := o.p.usual()
	usual.ID, usual.Event, usual.Title, usual.Stock.Width = "", o.event.ID, "Za duży", 190
	if _, err := o.svc.SaveLayout(t.Context(), usual); !errors.Is(err, event.Fail(event.CodeLayoutLarge)) {
		t.Errorf("saved: %v", err)
	}
}

// What was drawn from a layout of the program is the usual layout from then on.
func TestPage_DesignedBecomesUsual(t *testing.T) {
	o := newOffice(t)
	o.p.onDesign()
	if o.p.drawing == nil || o.p.content.Objects[0] != o.p.drawing.View() {
		t.Fatal("the designer is not shown")
	}
	o.drawn.save(t)
	own, _ := o.p.usual()
	if own.Event != o.event.ID {
		t.Errorf("who leaves the page without leaving the designer prints %q", own.Title)
	}
	o.p.drawing.Leave()
	if o.p.drawing != nil || o.p.content.Objects[0] != o.p.view.root {
		t.Errorf("the usual layout is %q", own.Title)
	}
}

// Ctrl+P is the button that prints, but not in the designer.
func TestPrint_Key(t *testing.T) {
	o := newOffice(t)
	press := func() {
		for _, c := range o.p.Commands() {
			if c.Key == fyne.KeyP && c.Modifier == fyne.KeyModifierControl {
				c.Run()
			}
		}
	}
	o.p.onDesign()
	press()
	if kit.DialogOpen(o.w) {
		t.Fatal("it prints while a badge is designed")
	}
	o.p.drawing.Leave()
	press()
	if !kit.DialogOpen(o.w) {
		t.Error("nothing asks how to print")
	}
}

// Whoever chooses badges with a back gets the backs, and may do without them.
func TestPrint_BacksComeWithTheLayout(t *testing.T) {
	o := newOffice(t)
	o.p.onLayout("a4-4-a6")
	if o.setup.setup.Duplex != event.LongEdge || o.p.options().Duplex != event.LongEdge {
		t.Fatalf("printed on %q", o.setup.setup.Duplex)
	}
	o.p.onSides(event.OneSided)
	o.p.setPlan(event.BadgePlan{Layout: "a4-4-a6", Roles: map[event.Role]string{event.Guest: event.NoBadge}})
	if o.setup.setup.Duplex != event.OneSided {
		t.Error("front only is not kept")
	}
}
