package certificates

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// kinds gives the event a second kind of certificate.
func (d *desk) kinds() {
	d.t.Helper()
	kinds := d.event.CertificateKinds()
	kinds[0].Title = "Uczestnictwo"
	kinds = append(kinds, event.CertificateKind{ID: "lead", Title: "Prowadzenie", Roles: []event.Role{event.Participant}, Pattern: "PRO/{n}/{year}"})
	kinds[0].Roles = []event.Role{event.Participant}
	if _, err := d.svc.UpdateEvent(d.t.Context(), d.event.ID, event.EventUpdate{Certificates: &kinds}); err != nil {
		d.t.Fatal(err)
	}
	d.Changed(nil)
}

// press presses the buttons with a label that are shown now.
func (d *desk) press(id string) {
	d.t.Helper()
	found := buttons(d.w, d.Printer.T(id))
	if len(found) == 0 {
		d.t.Fatalf("no button %q", d.Printer.T(id))
	}
	found[len(found)-1].Press()
}

func TestPlan_LeavesOutAKind(t *testing.T) {
	d := newDesk(t, plain)
	d.kinds()
	d.onPlan()
	if len(d.plan.result.Kinds) != 2 || len(d.plan.batches()) != 2 {
		t.Fatalf("%d kinds, %d batches", len(d.plan.result.Kinds), len(d.plan.batches()))
	}
	d.plan.onKind(event.UsualKind, false)
	if all := d.plan.batches(); len(all) != 1 || all[0].Kinds[0] != "lead" {
		t.Fatalf("batches %+v", all)
	}
	d.plan.onKind("lead", false) // one stays
	if len(d.plan.batches()) != 1 {
		t.Error("a plan of no kind at all")
	}
	d.plan.issue.Press()
	for _, c := range d.state.book {
		if c.Kind != "lead" || !strings.HasPrefix(c.Number, "PRO/") {
			t.Errorf("%s of kind %s was issued", c.Number, c.Kind)
		}
	}
	if r, ok := d.book.list.Current(); !ok || d.tabs.Chosen() != tabRegister || r.Number != d.state.book[0].Number {
		t.Errorf("%d issued, the tab is %s", len(d.state.book), d.tabs.Chosen())
	}
}

// The document of the chosen person is drawn with the number that it will have, and steps go from one to the next.
func TestPlan_ShowsRealDocuments(t *testing.T) {
	d := newDesk(t, plain)
	d.onPlan()
	look := d.plan.look
	if len(look.pages) != 2 || look.picture.Image == nil {
		t.Fatalf("%d pages", len(look.pages))
	}
	look.step(1)
	if r, _ := d.plan.list.Current(); r.key() != d.plan.rows[1].key() || look.shown.row != r.key() {
		t.Errorf("the cursor is on %s, %s is shown", r.name, look.shown.row)
	}
	look.sides.Choose("2")
	if look.picture.Image != look.pages[1] {
		t.Error("the reverse is not shown")
	}
	look.onOpen(d.plan.rows[1])
	if len(d.opened) != 1 {
		t.Fatalf("opened %v", d.opened)
	}
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(d.opened[0])) })
	d.plan.filter.Choose(planNot)
	if r, ok := d.plan.list.Current(); !ok || r.number != "" || len(r.remarks) == 0 {
		t.Errorf("%+v", r)
	}
}

func TestRegister_FiltersAndReceipts(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	first := d.state.book[0]
	if _, err := d.svc.WithdrawCertificate(t.Context(), d.state.book[1].Number, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	all := len(d.state.book)
	d.onReceive([]event.Certificate{first, d.state.book[2]})
	d.press("register.receive.action")
	d.Changed(nil)
	count := func(want int) {
		t.Helper()
		if rows := d.book.list.Items(); len(rows) != want {
			t.Errorf("%d rows, want %d", len(rows), want)
		}
	}
	d.book.receipt.Choose(receiptAny)
	count(2)
	d.book.receipt.Choose(receiptNone)
	count(all - 3) // one is withdrawn: nobody waits for it
	d.book.reset()
	d.book.standing.Choose(event.Withdrawn)
	count(1)
	d.book.goNumber(first.Number)
	if r, ok := d.book.list.Current(); !ok || r.Number != first.Number || r.Receipt.How != event.Handed || r.Receipt.Day != event.DateOf(d.now, d.event.Zone()) {
		t.Errorf("%+v", r.Receipt)
	}
	if !kit.UndoToast(d.w.Canvas()) {
		d.press("register.receive.back")
	}
	d.Changed(nil)
	if r := d.state.rows[0].Receipt; r.How != "" {
		t.Errorf("after taking back: %+v", r)
	}
}

func TestRegister_DayOfReceiptIsChecked(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	d.onReceive(d.state.book[:1])
	entry, ok := kittest.Find(d.w.Canvas().Overlays().Top(), func(*kit.DateEntry) bool { return true })
	if !ok {
		t.Fatal("no day is asked for")
	}
	for _, wrong := range []string{"", "wczoraj", "1.1.2009", "1.1.2030"} {
		entry.SetText(wrong)
		d.press("register.receive.action")
		if !kit.DialogOpen(d.w) || d.state.rows[0].Receipt.How != "" {
			t.Errorf("%q was taken", wrong)
		}
	}
}

func TestRegister_Duplicates(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	c := d.state.book[0]
	d.onDuplicate(c)
	d.press("register.duplicate.action") // without a reason
	if !kit.DialogOpen(d.w) || len(d.opened) != 0 {
		t.Fatal("a duplicate without a reason")
	}
	kittest.TypeFocused(d.w.Canvas(), "zgubiony oryginał")
	d.press("register.duplicate.action")
	if len(d.opened) != 1 || len(d.state.book[0].Duplicates) != 1 {
		t.Fatalf("opened %v, %+v", d.opened, d.state.book[0].Duplicates)
	}
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(d.opened[0])) })
	d.verify(d.opened[0])
	said := kittest.Words(d.checking.answer)
	if !strings.Contains(said, d.Printer.T("certificates.verdict.valid")) || !strings.Contains(said, d.Printer.T("register.check.duplicate")) {
		t.Errorf("the duplicate is %q", said)
	}
}

func TestRegister_WritesTablesAndThePage(t *testing.T) {
	d := newDesk(t, plain)
	folder := t.TempDir()
	d.writeVerifyPage(filepath.Join(folder, "too-early.html"), false)
	if !kit.DialogOpen(d.w) {
		t.Error("a page that verifies nothing was written")
	}
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	d.issueAll()
	for _, format := range []string{"pdf", "xlsx", "csv"} {
		path := filepath.Join(folder, "register."+format)
		d.book.exportTo(path, format, false)
		if info, err := os.Stat(path); err != nil || info.Size() == 0 || !slices.Contains(d.opened, path) {
			t.Errorf("%s: %v", format, err)
		}
	}
	page := filepath.Join(folder, "page.html")
	d.writeVerifyPage(page, true)
	if data, err := os.ReadFile(page); err != nil || !strings.Contains(string(data), d.event.Title) {
		t.Errorf("the page: %v", err)
	}
}

func TestRegister_PrintsAsOneFile(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	f := d.openPrint(d.state.book[:3])
	f.dialog.Accept()
	if len(d.opened) != 1 || d.Busy() {
		t.Fatalf("opened %v, busy %v", d.opened, d.Busy())
	}
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(d.opened[0])) })
	pdf, err := os.ReadFile(d.opened[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(pdf) < 3*10_000 {
		t.Errorf("three documents in %d bytes", len(pdf))
	}
}

func TestCheck_Codes(t *testing.T) {
	d := newDesk(t, plain)
	d.issueAll()
	old := d.state.book[0]
	fresh, err := d.svc.ReplaceCertificate(t.Context(), old.Number)
	if err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	d.onVerify()
	if d.w.Canvas().Focused() != fyne.Focusable(d.checking.code) {
		t.Error("a scanner would type elsewhere")
	}
	for _, c := range []struct{ typed, verdict, more string }{
		{fresh.Token, "certificates.verdict.valid", fresh.Number},
		{strings.ToLower(fresh.Token), "certificates.verdict.valid", fresh.Number}, // CapsLock
		{old.Token, "certificates.verdict.replaced", fresh.Number},
		{strings.Replace(fresh.Token, ":", "Ö", 1), "register.check.garbled", ""},
		{strings.ReplaceAll(fresh.Token, "Z", "Y"), "register.check.garbled", ""},
		{"ZLOT", "certificates.verdict.unreadable", ""},
	} {
		kittest.Type(d.w.Canvas(), d.checking.code, c.typed)
		kittest.Press(d.w.Canvas(), fyne.KeyReturn)
		said := kittest.Words(d.checking.answer)
		if !strings.Contains(said, d.Printer.T(c.verdict)) || !strings.Contains(said, c.more) {
			t.Errorf("%.20s… is %q", c.typed, said)
		}
		if d.checking.code.Text != "" {
			t.Error("the next code would be added to this one")
		}
	}
	d.checking.onRegister(old.Number)
	if r, ok := d.book.list.Current(); !ok || r.Number != old.Number || d.shown.Objects[0] != d.main {
		t.Errorf("the register is on %s", r.Number)
	}
}

// A plan is still there after a document was checked.
func TestCheck_KeepsThePlan(t *testing.T) {
	d := newDesk(t, plain)
	d.onPlan()
	d.Dropped([]fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "none.pdf"))})
	kittest.Press(d.w.Canvas(), fyne.KeyReturn) // there is no such file
	d.onEscape()
	if d.plan == nil || d.shown.Objects[0] != d.plan.view {
		t.Error("the plan is gone")
	}
}

// seal is a signer with a key that a password opens.
type seal struct{ until time.Time }

func (s seal) Open(p12 []byte, password string) (event.DocumentKey, error) {
	if string(p12) != "key" {
		return nil, event.Fail(event.CodeSealFile)
	}
	if password != "hasło" {
		return nil, event.Fail(event.CodeSealPassword)
	}
	return s, nil
}

func (s seal) Holder() event.KeyHolder {
	return event.KeyHolder{Name: "Fundacja Bliżej Rodziny", Issuer: "Przykładowe Centrum", From: s.until.AddDate(-2, 0, 0), Until: s.until}
}

func (s seal) Seal(pdf []byte, _ time.Time) ([]byte, error) {
	return slices.Concat(pdf, []byte("\n% sealed\n")), nil
}

func TestSign_KeyIsTriedKeptAndRemoved(t *testing.T) {
	d := newDesk(t, plain)
	d.svc.DocumentSigner = seal{d.now.AddDate(1, 0, 0)}
	path := filepath.Join(t.TempDir(), "klucz.p12")
	if err := os.WriteFile(path, []byte("key"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.onSign()
	d.Dropped([]fyne.URI{storage.NewFileURI(path)})
	v := d.signing
	v.password.SetText("inne")
	v.save.Press()
	if v.form.Field("password").Error() == "" || d.secret("seal-key/") {
		t.Error("a wrong password was taken")
	}
	v.password.SetText("hasło")
	v.save.Press()
	if said := kittest.Words(v.present); !strings.Contains(said, "Fundacja Bliżej Rodziny") || !d.secret("seal-key/") {
		t.Errorf("the key is %q", said)
	}
	d.onEscape()
	d.onPlan()
	if !d.plan.result.Sealed || !strings.Contains(kittest.Words(d.plan.top), d.Printer.T("register.plan.sealed")) {
		t.Error("the plan does not tell of the key")
	}
	d.leavePlan()
	d.onSign()
	d.signing.onRemove()
	kittest.Press(d.w.Canvas(), fyne.KeyTab, fyne.KeyReturn)
	if _, ok, err := d.svc.DocumentKey(d.event.ID); kit.DialogOpen(d.w) && (ok || err != nil) {
		d.press("register.sign.remove")
	}
	if _, ok, err := d.svc.DocumentKey(d.event.ID); ok || err != nil {
		t.Errorf("the key is still there: %v, %v", ok, err)
	}
}

func (d *desk) secret(prefix string) bool {
	value, err := d.svc.Secrets.Get(prefix + d.event.ID)
	return err == nil && value != ""
}
