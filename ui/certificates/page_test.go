package certificates

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPage_IssuesOnlyWhatThePlanShowed(t *testing.T) {
	d := newDesk(t, plain)
	ready := d.state.ready
	if ready == 0 || d.state.lacking == 0 || ready+d.state.lacking != len(d.state.people) {
		t.Fatalf("%d ready and %d lacking of %d", ready, d.state.lacking, len(d.state.people))
	}
	if want := d.Printer.N("certificates.issue.count", ready); d.issue.Text() != want {
		t.Errorf("the main action is %q, want %q", d.issue.Text(), want)
	}
	d.onPlan()
	if all, err := d.svc.Store.Certificates(t.Context(), d.event.ID); err != nil || len(all) != 0 {
		t.Fatalf("a plan wrote %d certificates, %v", len(all), err)
	}
	if len(d.plan.rows) != len(d.state.people) {
		t.Errorf("the plan names %d of %d", len(d.plan.rows), len(d.state.people))
	}
	d.plan.issue.Press()
	if d.plan != nil || d.shown.Objects[0] != d.main {
		t.Error("the plan is still shown")
	}
	if d.state.valid != ready || d.state.ready != 0 || d.Busy() {
		t.Errorf("%d valid, %d ready, busy %v", d.state.valid, d.state.ready, d.Busy())
	}
	if !d.issue.Disabled() {
		t.Error("there is nothing left to issue, and the action is enabled")
	}
}

// Who became eligible after the plan was shown is not in it.
func TestPage_LatecomersWaitForTheNextPlan(t *testing.T) {
	d := newDesk(t, plain)
	ready := d.state.ready
	d.onPlan()
	d.eligible("Żaneta", "Łąka")
	d.Changed(nil)
	d.plan.issue.Press()
	if d.state.valid != ready || d.state.ready != 1 {
		t.Errorf("%d issued, want %d; %d ready", d.state.valid, ready, d.state.ready)
	}
}

// Whoever leaves a plan to put an address right finds it right on coming back.
func TestPage_PlanIsFreshAfterComingBack(t *testing.T) {
	d := newDesk(t, plain)
	d.onPlan()
	before := len(d.plan.result.Planned)
	d.Hidden()
	d.eligible("Żaneta", "Łąka")
	d.Shown()
	if d.plan == nil || len(d.plan.result.Planned) != before+1 {
		t.Errorf("the plan is %+v", d.plan)
	}
}

// A name that cannot be printed holds nobody up, is named before anything is issued, and takes no number.
func TestPage_NamesWhoCannotBeIssued(t *testing.T) {
	d := newDesk(t, plain)
	ready := d.state.ready
	d.eligible("美玲", "Abacka")
	d.Changed(nil)
	d.onPlan()
	i := slices.IndexFunc(d.plan.rows, func(r planRow) bool { return r.registration == d.named("Abacka").account.Entry.ID })
	row := d.plan.rows[i]
	if !row.grave || row.number != "" || !slices.Contains(row.remarks, d.Printer.T("certificates.plan.no_email")) {
		t.Errorf("what is missing is not told: %+v", row)
	}
	var wanted []string
	for _, r := range d.plan.rows {
		if r.issued() {
			wanted = append(wanted, r.number)
		}
	}
	d.plan.issue.Press()
	if d.state.valid != ready || d.state.ready != 1 || d.result == nil {
		t.Errorf("%d issued, want %d; %d ready; said %v", d.state.valid, ready, d.state.ready, d.result)
	}
	if got := numbers(d.state.book); !slices.Equal(got, wanted) {
		t.Errorf("issued %v, the plan showed %v", got, wanted)
	}
}

// stopping presses stop in the middle of the work.
type stopping struct {
	*event.Service
	d *desk
}

func (s stopping) IssueCertificates(ctx context.Context, id string, o event.IssueOptions, p event.Progress) (event.IssueResult, error) {
	o.Registrations = o.Registrations[:3]
	r, err := s.Service.IssueCertificates(ctx, id, o, p)
	if !s.d.Busy() || !s.d.issue.Disabled() {
		s.d.t.Error("the page does not know of its work")
	}
	for _, b := range buttons(s.d.w, kit.Printer().T("kit.progress.stop")) {
		b.Press()
	}
	return r, errors.Join(err, ctx.Err())
}

func TestPage_StopKeepsWhatIsFinished(t *testing.T) {
	d := newDesk(t, plain)
	d.Service = stopping{d.svc, d}
	ready := d.state.ready
	d.issueAll()
	if d.Busy() || kit.DialogOpen(d.w) || d.state.valid != 3 || d.state.ready != ready-3 {
		t.Errorf("busy %v, %d issued, %d ready", d.Busy(), d.state.valid, d.state.ready)
	}
}

func TestPage_SelectedPeopleOnly(t *testing.T) {
	d := newDesk(t, plain)
	d.people.filter.Choose(groupReady)
	d.people.list.SelectAll()
	all := d.people.list.Selected()
	if len(all) != d.state.ready || len(d.people.bar.Objects) != 1 {
		t.Fatalf("%d selected of %d, bar of %d", len(all), d.state.ready, len(d.people.bar.Objects))
	}
	d.planFor([]string{all[1].account.Entry.ID})
	d.plan.issue.Press()
	if d.state.valid != 1 || !d.named(all[1].account.Entry.Who.Name.Family).has() {
		t.Errorf("%d certificates were issued", d.state.valid)
	}
}

func TestPage_Search(t *testing.T) {
	d := newDesk(t, plain)
	someone := d.state.people[3].account.Entry.Who.Name
	d.people.search.OnSearch(strings.ToUpper(someone.Family[:3]) + " " + someone.Given)
	shown := d.people.list.Items()
	if len(shown) == 0 || len(shown) == len(d.state.people) || !slices.ContainsFunc(shown, func(o *person) bool { return o.account.Entry.Who.Name == someone }) {
		t.Errorf("%d found for %v", len(shown), someone)
	}
	d.issueAll()
	d.tabs.Choose(tabRegister)
	d.book.search.OnSearch(d.state.book[2].Number)
	if rows := d.book.list.Items(); len(rows) != 1 || rows[0].Number != d.state.book[2].Number {
		t.Errorf("a number finds %d documents", len(rows))
	}
}

func TestPage_ReplaceAndWithdraw(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	first, second := d.state.book[0], d.state.book[1]
	d.onReplace(first)
	d.press("certificates.replace.action") // by hand: a key may come by chance
	if d.state.ended != 1 || d.state.book[0].State != event.Replaced {
		t.Fatalf("after replacing: %d ended, %s", d.state.ended, d.state.book[0].State)
	}
	if remark := d.remark(d.state.book[0]); !strings.Contains(remark, d.state.book[0].ReplacedBy) || d.state.book[0].ReplacedBy == "" {
		t.Errorf("the old one says %q", remark)
	}
	d.onWithdraw(second)
	if !kit.DialogOpen(d.w) {
		t.Fatal("withdrawing did not ask")
	}
	kittest.TypeFocused(d.w.Canvas(), "podwójny wpis")
	for _, b := range buttons(d.w, d.Printer.T("certificates.withdraw.action")) {
		b.Press()
	}
	if kit.DialogOpen(d.w) || d.state.ended != 2 || d.state.book[1].Reason != "podwójny wpis" {
		t.Errorf("after withdrawing: %d ended, reason %q", d.state.ended, d.state.book[1].Reason)
	}
}

func TestPage_GrantMakesEligible(t *testing.T) {
	d := newDesk(t, plain)
	d.people.filter.Choose(groupLacking)
	before := d.state.lacking
	o := d.people.list.Items()[0]
	f := d.newGrantForm(o.row)
	f.kind.Choose(event.Recognised)
	if s, _ := f.session.Value(); s != "" {
		t.Errorf("recognised hours are for the session %s", s)
	}
	for _, c := range []struct{ hours, reason, field string }{
		{"", "kurs w MOPS", "hours"}, {"abc", "kurs w MOPS", "hours"}, {"-3", "kurs w MOPS", "hours"}, {"0", "kurs w MOPS", "hours"}, {"NaN", "x", "hours"}, {"30", "", "reason"},
	} {
		f.hours.SetText(c.hours)
		f.reason.SetText(c.reason)
		if f.submit(nil); f.form.Field(c.field).Error() == "" {
			t.Errorf("%q, %q: %s is not marked", c.hours, c.reason, c.field)
		}
	}
	if d.state.lacking != before {
		t.Fatal("something was granted")
	}
	d.grant(o.row)
	f.hours.SetText("30,5")
	f.reason.SetText("kurs w MOPS")
	g, err := f.read()
	if err != nil || g.Hours != 30.5 {
		t.Fatalf("%+v, %v", g, err)
	}
	if err := d.svc.GrantHours(t.Context(), g); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if d.state.lacking != before-1 {
		t.Errorf("%d lack hours, before %d", d.state.lacking, before)
	}
}

func TestPage_SavesAndVerifies(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	folder := t.TempDir()
	d.saveIn(folder, d.state.book)
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != len(d.state.book) {
		t.Fatalf("%d files of %d, %v", len(files), len(d.state.book), err)
	}
	path := filepath.Join(folder, files[0].Name())
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) string {
		t.Helper()
		to := filepath.Join(folder, name)
		if err := os.WriteFile(to, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return to
	}
	word := func(data []byte) string {
		t.Helper()
		v, err := d.Verify(t.Context(), data, true)
		if err != nil {
			t.Fatal(err)
		}
		_, w, _ := d.verdict(v)
		return w
	}
	d.verify(path)
	if d.checking == nil || !strings.Contains(kittest.Words(d.checking.answer), d.Printer.T("certificates.verdict.valid")) || word(pdf) != d.Printer.T("certificates.verdict.valid") {
		t.Errorf("a fresh document is %s", word(pdf))
	}
	changed := append(bytes.Clone(pdf), '\n')
	if got := word(changed); got != d.Printer.T("certificates.verdict.changed") {
		t.Errorf("a changed document is %s", got)
	}
	if got := word([]byte("no document")); got != d.Printer.T("certificates.verdict.unreadable") {
		t.Errorf("no document at all is %s", got)
	}
	if _, err := d.svc.WithdrawCertificate(t.Context(), d.state.book[0].Number, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	if got := word(pdf); got != d.Printer.T("certificates.verdict.withdrawn") {
		t.Errorf("a withdrawn document is %s", got)
	}
	d.verify(write("brak.pdf", nil))
	if got := kittest.Words(d.checking.answer); !strings.Contains(got, d.Printer.T("certificates.verdict.unreadable")) {
		t.Errorf("an empty file is %q", got)
	}
}

// A folder that cannot be written to is an error at once, and nothing hangs.
func TestPage_SavingFails(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d.saveIn(filepath.Join(file, "folder"), d.state.book)
	if d.Busy() || d.result != nil || !kit.DialogOpen(d.w) {
		t.Errorf("busy %v, result %v, dialog %v", d.Busy(), d.result, kit.DialogOpen(d.w))
	}
}

func TestPage_OpensDocuments(t *testing.T) {
	d := newDesk(t, plain)
	d.people.filter.Choose(groupReady)
	d.onDocument(d.people.list.Items()[0])
	d.issueAll()
	d.people.filter.Choose(groupIssued)
	d.onDocument(d.people.list.Items()[0])
	if len(d.opened) != 2 {
		t.Fatalf("opened: %v", d.opened)
	}
	for _, path := range d.opened {
		t.Cleanup(func() { os.RemoveAll(filepath.Dir(path)) })
		if pdf, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%s is no document: %v", path, err)
		}
	}
}

// Documents are mailed from the page of mail, which shows whom they go to before anything leaves.
func TestPage_MailGoesToItsLastScreen(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	d.onMail(d.state.book[:2])
	want := "certificate:" + d.state.book[0].Registration + "," + d.state.book[1].Registration
	if !slices.Equal(d.visited, []string{"mail"}) || !slices.Equal(d.args, []string{want}) {
		t.Errorf("visited %v with %v", d.visited, d.args)
	}
	if ms, err := d.svc.Store.Messages(t.Context(), d.event.ID); err != nil || len(ms) != 0 {
		t.Errorf("%d messages were queued, %v", len(ms), err)
	}
}

func TestPage_Open(t *testing.T) {
	d := newDesk(t, plain)
	d.onPlan()
	want := d.state.people[5].account.Entry.ID
	d.Open(want)
	if got, ok := d.people.list.Current(); !ok || got.account.Entry.ID != want || d.plan != nil {
		t.Errorf("the cursor is on %s", got.account.Entry.ID)
	}
}

// A plan says what every document would lack; with the event filled in it says nothing.
func TestPage_PlanTellsWhatTheEventLacks(t *testing.T) {
	d := newDesk(t, plain)
	if gaps := d.gaps(); len(gaps) != 0 {
		t.Fatalf("the rally lacks %v", gaps)
	}
	none, nobody, nothing := []string{}, event.Document{}, ""
	if _, err := d.svc.UpdateEvent(t.Context(), d.event.ID, event.EventUpdate{Organizers: &none, Document: &nobody, Town: &nothing}); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if gaps := d.gaps(); len(gaps) != 3 {
		t.Fatalf("missing: %v", gaps)
	}
	d.onPlan()
	for _, b := range buttons(d.w, d.Printer.T("certificates.plan.settings")) {
		b.Press()
	}
	if !slices.Contains(d.visited, "settings") {
		t.Errorf("went to %v", d.visited)
	}
}

// Lists name people alike, family name first, and show the first of them.
func TestPage_ListsNameFamilyFirst(t *testing.T) {
	d := newDesk(t, plain)
	first, ok := d.people.list.Current()
	if !ok || first.account.Entry.ID != d.people.list.Items()[0].account.Entry.ID {
		t.Errorf("the first person is not shown: %v", ok)
	}
	d.issueAll()
	d.tabs.Choose(tabRegister)
	c, ok := d.book.list.Current()
	if !ok {
		t.Fatal("the first document is not shown")
	}
	for _, o := range d.state.people {
		if o.account.Entry.ID == c.Registration && d.nameOn(c.Certificate) != o.account.Entry.Who.Name.Family+" "+o.account.Entry.Who.Name.Given {
			t.Errorf("the register says %q", d.nameOn(c.Certificate))
		}
	}
	c.Registration, c.Data.Name = "gone", "dr hab. Anna Maria Nowak"
	if d.nameOn(c.Certificate) != "Nowak Anna Maria" {
		t.Errorf("without a registration: %q", d.nameOn(c.Certificate))
	}
}
