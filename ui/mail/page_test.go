package mail

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// memory keeps secrets for a test.
type memory map[string]string

func (m memory) Get(name string) (string, error) { return m[name], nil }
func (m memory) Set(name, value string) error    { m[name] = value; return nil }

// pages makes documents of a few bytes: what they look like is no matter here.
type pages struct{ event.Documents }

func (pages) Certificates(_ context.Context, jobs []event.CertificateJob, sink func(i int, pdf []byte) error, _ event.Progress) error {
	for i, j := range jobs {
		if err := sink(i, []byte("%PDF-1.7 "+j.Data.Number)); err != nil {
			return err
		}
	}
	return nil
}

// server is a mail server that a test plays.
type server struct {
	d       *desk
	sent    int
	secrets []string
	refuse  error
	result  event.SendResult
}

func (s *server) Preset(address string) (event.MailAccount, bool) {
	if !strings.HasSuffix(address, "@example.org") {
		return event.MailAccount{}, false
	}
	return event.MailAccount{Host: "smtp.example.org", Port: 587, TLS: event.TLSStart, Auth: "login", User: address}, true
}

func (s *server) Validate(acc event.MailAccount) error {
	if acc.Host == "" {
		return event.Fail(event.CodeMailHost).In("host")
	}
	return nil
}

func (s *server) Check(_ context.Context, _ event.MailAccount, secret string) error {
	s.secrets = append(s.secrets, secret)
	return s.refuse
}

func (s *server) Send(ctx context.Context, ev event.Event, o event.SendOptions) (event.SendResult, error) {
	if s.refuse != nil {
		return s.result, s.refuse
	}
	var r event.SendResult
	for {
		m, ok, err := s.d.db.Claim(ctx, ev.ID, s.d.now)
		if err != nil || !ok {
			return r, err
		}
		if err := errors.Join(s.d.db.Dot(ctx, m.ID), s.d.db.Settle(ctx, m.ID, event.MessageAccepted, 250, "2.0.0 Ok")); err != nil {
			return r, err
		}
		s.sent++
		r.Accepted++
		o.Progress.Add(1)
	}
}

// desk is the page over a real file with fifty-six people who got a certificate.
type desk struct {
	t       *testing.T
	db      *storage.DB
	svc     *event.Service
	server  *server
	secrets memory
	now     time.Time
	event   event.Event
	visited []string
	w       fyne.Window
	*Page
}

type setup struct {
	lang          string
	variant       kit.Variant
	width, height float32
	noAccount     bool
}

var plain = setup{lang: "pl", variant: kit.VariantLight, width: 1166, height: 700}

var account = event.MailAccount{Address: "zlot@example.org", Name: "Zlot Asystentów Rodziny", ReplyTo: "biuro@example.org",
	Host: "smtp.example.org", Port: 465, TLS: event.TLSImplicit, Auth: "plain", User: "zlot@example.org", PerMinute: 20}

func newDesk(t *testing.T, s setup) *desk {
	t.Helper()
	kittest.StartWith(t, s.variant, s.lang)
	d := &desk{t: t, secrets: memory{}, now: time.Date(2012, 9, 8, 7, 40, 0, 0, time.UTC)}
	d.server = &server{d: d}
	clock := event.ClockFunc(func() time.Time { return d.now })
	dir := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d.db = db
	d.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Clock: clock, Mailer: d.server,
		Documents: pages{}, Signer: doc.COSE{}, Secrets: d.secrets})
	made, err := sample.Load(t.Context(), d.svc, "rally-2012", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	d.event = made.Event
	if !s.noAccount {
		d.certificates()
		if d.event, err = d.svc.UpdateEvent(t.Context(), d.event.ID, event.EventUpdate{MailAccount: &account}); err != nil {
			t.Fatal(err)
		}
	}
	d.Page = New(Deps{Context: t.Context(), Service: d.svc, Store: db, Mailer: d.server, Secrets: d.secrets,
		Printer: i18n.New(s.lang), Event: d.event, Navigate: func(page, _ string) { d.visited = append(d.visited, page) }})
	d.w = kittest.Window(t, d.Content(), s.width, s.height)
	d.Window = d.w
	d.Shown()
	t.Cleanup(d.Hidden)
	return d
}

// certificates lets everybody in and issues their documents.
func (d *desk) certificates() {
	d.t.Helper()
	entries, err := d.db.Entries(d.t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil {
		d.t.Fatal(err)
	}
	var scans []event.ScanRequest
	for _, e := range entries {
		scans = append(scans, event.ScanRequest{Event: d.event.ID, Code: e.Badge, At: d.now.AddDate(0, 0, -2)})
	}
	if _, err := d.svc.CheckInAll(d.t.Context(), scans); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.svc.IssueCertificates(d.t.Context(), d.event.ID, event.IssueOptions{}, event.Silent); err != nil {
		d.t.Fatal(err)
	}
}

// step claims the next message and moves it on.
func (d *desk) step(state event.MessageState, code int, reply string) {
	d.t.Helper()
	ctx := d.t.Context()
	m, ok, err := d.db.Claim(ctx, d.event.ID, d.now)
	if err != nil || !ok {
		d.t.Fatal(ok, err)
	}
	if state != event.MessageFailed || code != 0 {
		err = d.db.Dot(ctx, m.ID)
	}
	if state == event.MessageQueued {
		err = errors.Join(err, d.db.Requeue(ctx, m.ID, d.now.Add(15*time.Minute), code, reply))
	} else {
		err = errors.Join(err, d.db.Settle(ctx, m.ID, state, code, reply))
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// mixed is a queue in the middle of the day.
func (d *desk) mixed() {
	d.t.Helper()
	d.onQueue()
	for range 38 {
		d.step(event.MessageAccepted, 250, "2.0.0 Ok: queued as 4Fk2")
	}
	d.step(event.MessageFailed, 550, "5.1.1 <adres@example.org>: Recipient address rejected: User unknown")
	d.step(event.MessageFailed, 0, event.CodeMailAddress)
	d.step(event.MessageUncertain, 0, "")
	d.step(event.MessageUncertain, 0, "")
	d.step(event.MessageQueued, 450, "4.2.0 Greylisted, try again later")
	d.Changed(nil)
}

func (d *desk) states() map[event.MessageState]int {
	d.t.Helper()
	all, err := d.db.Messages(d.t.Context(), d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	n := map[event.MessageState]int{}
	for _, m := range all {
		n[m.State]++
	}
	return n
}

func (d *desk) first(s event.MessageState) event.Message {
	d.t.Helper()
	i := slices.IndexFunc(d.state.ledger.Messages, func(m event.Message) bool { return m.State == s })
	if i < 0 {
		d.t.Fatalf("no message is %s", s)
	}
	return d.state.ledger.Messages[i]
}

func TestPage_NothingTwice(t *testing.T) {
	d := newDesk(t, plain)
	d.onQueue()
	d.onQueue()
	if n := d.states(); n[event.MessageQueued] != 56 || d.state.ledger.Queued != 56 {
		t.Fatalf("%v", n)
	}
	if want := d.Printer.N("mail.send.count", 56); d.send.Text() != want || d.send.Disabled() {
		t.Errorf("the main action is %q, want %q", d.send.Text(), want)
	}
	d.onSend()
	if d.server.sent != 56 || d.Busy() || d.state.ledger.Accepted != 56 || !d.send.Disabled() {
		t.Errorf("%d sent, busy %v, %d accepted", d.server.sent, d.Busy(), d.state.ledger.Accepted)
	}
	d.onSend()
	if d.server.sent != 56 {
		t.Errorf("%d sent after nothing was left", d.server.sent)
	}
}

func TestPage_SampleToOneself(t *testing.T) {
	d := newDesk(t, plain)
	d.onSelf()
	all := d.state.ledger.Messages
	if len(all) != 1 || all[0].To != account.Address || d.server.sent != 1 {
		t.Fatalf("%d messages, %d sent", len(all), d.server.sent)
	}
	d.onQueue()
	d.onSelf()
	if d.server.sent != 1 {
		t.Error("a sample took the whole queue with it")
	}
}

func TestPage_Decisions(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	l := d.state.ledger
	if l.Accepted != 38 || l.Failed != 2 || l.Uncertain != 2 || l.Queued != 14 {
		t.Fatalf("%+v", d.states())
	}
	d.onResolve(d.first(event.MessageUncertain), false)
	d.onResolve(d.first(event.MessageUncertain), true)
	if l = d.state.ledger; l.Uncertain != 0 || l.Accepted != 39 || l.Queued != 15 {
		t.Errorf("after both decisions: %v", d.states())
	}
	before := d.state.ledger.Queued
	d.onRetry()
	d.onRetry()
	if n := d.state.ledger.Queued - before; n != 2 {
		t.Errorf("%d were queued again, want 2", n)
	}
	d.onCancel([]string{d.first(event.MessageQueued).ID})
	if n := d.states(); n[event.MessageCancelled] != 1 {
		t.Errorf("after taking one back: %v", n)
	}
}

// What a server said stands with its number; what the program itself found is a sentence.
func TestPage_Reply(t *testing.T) {
	d := newDesk(t, plain)
	for _, c := range []struct {
		code        int
		reply, want string
	}{
		{0, "", ""},
		{550, "5.1.1 User unknown", "550 5.1.1 User unknown"},
		{550, "550 no such user", "550 no such user"},
		{0, "dial tcp: timeout", "dial tcp: timeout"},
		{0, event.CodeMailMessage, d.Printer.T("error.mail.message.invalid")},
	} {
		if got := d.reply(event.Message{Code: c.code, Reply: c.reply}); got != c.want {
			t.Errorf("%d %q reads %q, want %q", c.code, c.reply, got, c.want)
		}
	}
}

// A stop has no end to show; a rest has.
func TestPage_Paused(t *testing.T) {
	d := newDesk(t, plain)
	d.onQueue()
	for _, c := range []struct {
		until time.Time
		told  bool
	}{
		{time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{d.now.Add(20 * time.Minute), true},
	} {
		if err := d.db.Pause(t.Context(), d.event.ID, c.until, event.CodeMailBusy, "4.7.0 Try again later"); err != nil {
			t.Fatal(err)
		}
		d.Changed(nil)
		text := d.pauseText()
		if strings.Contains(text, d.when(c.until)) != c.told || strings.Contains(text, "2200") {
			t.Errorf("until %v: %q", c.until, text)
		}
	}
}

// A stop is told by the page itself, another failure by a dialog.
func TestPage_SendingFails(t *testing.T) {
	d := newDesk(t, plain)
	d.onQueue()
	d.server.refuse = event.Fail(event.CodeMailLogin, "Reply", "5.7.8 bad credentials")
	d.server.result = event.SendResult{Code: event.CodeMailLogin}
	d.onSend()
	if kit.DialogOpen(d.w) || d.Busy() {
		t.Errorf("a stop opened a dialog, or goes on")
	}
	d.server.result = event.SendResult{}
	d.onSend()
	if !kit.DialogOpen(d.w) {
		t.Error("a failure without a stop was not told")
	}
}

func TestAccount_SuggestsChecksAndSaves(t *testing.T) {
	s := plain
	s.noAccount = true
	d := newDesk(t, s)
	if !d.send.Disabled() {
		t.Error("sending is offered without an account")
	}
	f := newAccountForm(d.Page)
	f.fill(d.event)
	f.submit(nil)
	if f.form.Field("host").Error() == "" {
		t.Error("a missing server is not marked")
	}
	f.address.SetText("biuro@example.org")
	f.suggest()
	if tls, _ := f.tls.Value(); f.host.Text != "smtp.example.org" || f.port.Text != "587" || tls != event.TLSStart {
		t.Errorf("suggested: %s:%s %s", f.host.Text, f.port.Text, tls)
	}
	f.port.SetText("x")
	f.onCheck()
	if f.form.Field("port").Error() == "" {
		t.Error("a wrong port is not marked")
	}
	f.port.SetText("587")
	f.secret.SetText("sekret 12345")
	f.onCheck()
	if !slices.Equal(d.server.secrets, []string{"sekret 12345"}) || len(d.secrets) != 0 {
		t.Errorf("checked with %q; kept %v", d.server.secrets, d.secrets)
	}
	d.onAccount()
	f.submitTo(func() {})
	if d.secrets[event.MailSecretName(d.event.ID)] != "sekret 12345" || d.state.event.MailAccount.User != "biuro@example.org" {
		t.Errorf("kept %v, account %+v", d.secrets, d.state.event.MailAccount)
	}
}

// Saving a form that nobody touched changes nothing, the address for replies included.
func TestAccount_UnchangedStaysAsItIs(t *testing.T) {
	d := newDesk(t, plain)
	f := newAccountForm(d.Page)
	f.fill(d.state.event)
	if acc, err := f.read(); err != nil || acc != account {
		t.Errorf("%+v, %v", acc, err)
	}
}

// What was queued by mistake is taken back in one go; what is sent stays.
func TestPage_CancelsTheSelection(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	waiting := d.state.ledger.Queued
	d.list.SelectAll()
	if len(d.bar.Objects) != 1 {
		t.Fatal("no action for the selection")
	}
	var ids []string
	for _, m := range d.list.Selected() {
		ids = append(ids, m.ID)
	}
	d.onCancel(ids)
	if n := d.states(); n[event.MessageCancelled] != waiting || n[event.MessageAccepted] != 38 {
		t.Errorf("%v", n)
	}
}

func TestPage_ShowsWhatWaitsForADecision(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	d.search.OnSearch("nikt taki")
	d.showGroup(groupUncertain)
	if m, ok := d.list.Current(); !ok || m.State != event.MessageUncertain || len(d.list.Items()) != 2 {
		t.Errorf("%d shown, the first %+v", len(d.list.Items()), m)
	}
}

func TestPage_Search(t *testing.T) {
	d := newDesk(t, plain)
	d.onQueue()
	want := d.state.ledger.Messages[7]
	d.search.OnSearch(strings.ToUpper(want.Name))
	if shown := d.list.Items(); len(shown) != 1 || shown[0].ID != want.ID {
		t.Errorf("%d found for %q", len(shown), want.Name)
	}
	d.search.OnSearch(want.Certificate)
	if shown := d.list.Items(); len(shown) != 1 || shown[0].ID != want.ID {
		t.Errorf("%d found for %q", len(shown), want.Certificate)
	}
}
