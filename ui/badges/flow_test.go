package badges

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// A print that cannot even begin says why, and is no success of nothing.
func TestPrint_NotEvenBegun(t *testing.T) {
	o := newOffice(t)
	opt := o.p.options()
	opt.Layout = "gone"
	o.p.startPrint(opt, event.PrintSetup{Printer: "cups:biuro"}, "Biuro")
	if o.p.cut == nil || o.p.cut.err == nil {
		t.Fatalf("the page says %+v", o.p.cut)
	}
	find(o.p.view.strip, "Spróbuj ponownie").Press()
	if len(o.paper.jobs) != 0 || o.p.cut == nil {
		t.Errorf("%d jobs for a layout that is gone", len(o.paper.jobs))
	}
}

// Where only blank badges are left nobody gets a second one.
func TestPrint_OnlyBlankOnesLeft(t *testing.T) {
	o := newOffice(t)
	for _, l := range o.p.layouts {
		if l.Stock.Each() == 1 && l.Stock.Fold == event.NoFold {
			o.p.onLayout(l.ID)
			break
		}
	}
	o.p.view.choices.blank.SetText("10")
	o.paper.refuse, o.paper.after = event.Fail(event.CodePrinterPaper), 6
	o.p.openPanel(nil).dialog.Accept()
	if o.p.cut == nil || o.p.cut.done != 60 || len(o.p.cut.rest) != 0 {
		t.Fatalf("the page says %+v", o.p.cut)
	}
	o.paper.refuse = nil
	find(o.p.view.strip, "Drukuj resztę").Press()
	if o.p.cut != nil || len(o.paper.jobs) != 7 || o.printed() != 56 {
		t.Errorf("%d jobs, cut %+v", len(o.paper.jobs), o.p.cut)
	}
}

// What the settings page says of the printer holds here too, and is not written over.
func TestPrint_SetupOfTheMoment(t *testing.T) {
	o := newOffice(t)
	o.p.Hidden()
	o.setup.setup = event.PrintSetup{Printer: "zpl://10.0.0.6:9100", Copies: 1, ShiftX: -1.5}
	o.p.Shown()
	d := o.p.openPanel(nil)
	if id, _ := d.printer.Value(); id != "zpl://10.0.0.6:9100" {
		t.Errorf("the panel offers %q", id)
	}
	d.dialog.Accept()
	if o.setup.setup.ShiftX != -1.5 {
		t.Errorf("kept %+v", o.setup.setup)
	}
}

// later keeps work until it is asked for.
type later struct{ work []func() }

func (l *later) Go(work func()) { l.work = append(l.work, work) }
func (l *later) Do(f func())    { f() }

func (l *later) run() {
	for len(l.work) > 0 {
		first := l.work[0]
		l.work = l.work[1:]
		first()
	}
}

// Who turns a page and back sees the page that the words name.
func TestPreview_TheNewestPageWins(t *testing.T) {
	o := newOffice(t)
	v := o.p.view.preview
	if len(v.pages) < 2 || v.shown.page != 0 {
		t.Fatalf("%d pages, %d is shown", len(v.pages), v.shown.page)
	}
	slow := &later{}
	restore := kit.SetRunner(slow)
	v.turn(1)
	v.turn(-1)
	slow.run()
	restore()
	if v.shown.page != 0 {
		t.Errorf("page %d is shown under %q", v.shown.page+1, v.caption.Text())
	}
}

// Nothing opens in front of the desk because work of this page came to its end.
func TestPage_TellsWhenItIsSeen(t *testing.T) {
	o := newOffice(t)
	e := o.p.people[0]
	name := event.Name{Given: "Anna 🙂", Family: e.Who.Name.Family}
	if _, err := o.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Name: &name}); err != nil {
		t.Fatal(err)
	}
	slow := &later{}
	restore := kit.SetRunner(slow)
	o.save("badges.pdf", event.BadgeOptions{})
	o.p.Hidden()
	slow.run()
	restore()
	if kit.DialogOpen(o.w) {
		t.Fatal("a dialog opens over another page")
	}
	o.p.Shown()
	if !kit.DialogOpen(o.w) {
		t.Error("what was to be told is forgotten")
	}
	kittest.Press(o.w.Canvas(), fyne.KeyEscape)
}
