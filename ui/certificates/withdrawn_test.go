package certificates

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPeople_WithdrawnWaitForNothing(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	gone := d.state.book[1]
	if _, err := d.svc.WithdrawCertificate(t.Context(), gone.Number, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if d.state.ready != 0 || !d.issue.Disabled() {
		t.Errorf("%d ready, the main action says %q", d.state.ready, d.issue.Text())
	}
	d.tabs.Choose(tabPeople)
	d.people.open(gone.Registration)
	o, ok := d.people.list.Current()
	if !ok || o.account.Entry.ID != gone.Registration {
		t.Fatal("the person is not shown")
	}
	if _, _, word := d.standing(o); word != d.Printer.T("certificates.standing.withdrawn") || groupReady.hasPerson(o) {
		t.Errorf("stands as %q", word)
	}
	if why := strings.Join(d.why(o), " "); !strings.Contains(why, gone.Number) || !strings.Contains(why, "pomyłka") {
		t.Errorf("why: %q", why)
	}
	again := buttons(d.w, d.Printer.N("certificates.issue.count", 1))
	if len(again) != 1 {
		t.Fatalf("%d ways to issue it again", len(again))
	}
	again[0].Press()
	if d.plan == nil || len(d.plan.rows) != 1 {
		t.Fatal("no plan for one person is shown")
	}
	if r := d.plan.rows[0]; !r.issued() || !r.warns || !strings.Contains(strings.Join(r.remarks, " "), gone.Number) {
		t.Errorf("%+v", r)
	}
	d.plan.issue.Press()
	if d.state.valid != len(d.state.book)-1 || d.state.ended != 1 {
		t.Errorf("%d valid, %d ended of %d", d.state.valid, d.state.ended, len(d.state.book))
	}
}

func TestReplace_NotByChance(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	c := d.state.book[0]
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn} {
		d.onReplace(c)
		kittest.Press(d.w.Canvas(), key)
		if got, err := d.svc.Store.Certificate(t.Context(), c.Number); err != nil || got.State != event.Issued {
			t.Fatalf("%s replaced it: %+v, %v", key, got, err)
		}
		if kit.DialogOpen(d.w) {
			kittest.Press(d.w.Canvas(), fyne.KeyEscape)
		}
	}
	d.onReplace(c)
	d.press("certificates.replace.action")
	if got, err := d.svc.Store.Certificate(t.Context(), c.Number); err != nil || got.State != event.Replaced {
		t.Errorf("not replaced: %+v, %v", got, err)
	}
}

// Who cancelled or was erased after a document stands in the register as everybody else does.
func TestRegister_NamesOfThoseWhoAreGone(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	named := map[string]string{}
	for _, c := range d.state.book {
		named[c.Number] = d.nameOn(c)
	}
	cancelled, erased := d.state.book[0], d.state.book[1]
	if _, err := d.svc.CancelRegistration(t.Context(), cancelled.Registration); err != nil {
		t.Fatal(err)
	}
	e, err := d.svc.Store.Entry(t.Context(), erased.Registration)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.svc.ErasePerson(t.Context(), e.Who.ID); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	for _, c := range d.state.book {
		if d.nameOn(c) != named[c.Number] {
			t.Errorf("%s was of %q, is of %q", c.Number, named[c.Number], d.nameOn(c))
		}
	}
}
