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
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	post "zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
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
	event.Mailer
	d       *desk
	sent    int
	secrets []string
	refuse  error
	result  event.SendResult
	grey    int // that many messages are to come back later

	asked       []string                       // addresses that the name service was asked about
	certificate func(*event.ServerCertificate) // changes what the server shows
}

// Limits lets everything through.
func (s *server) Limits(event.MailAccount) []event.MailLimit { return nil }

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
	for n := 0; o.Limit == 0 || n < o.Limit; n++ {
		m, ok, err := s.d.db.Claim(ctx, ev.ID, s.d.now)
		if err != nil || !ok {
			return r, err
		}
		if s.grey > 0 {
			s.grey--
			r.Requeued++
			if err := s.d.db.Requeue(ctx, m.ID, s.d.now.Add(15*time.Minute), 450, "4.2.0 Greylisted"); err != nil {
				return r, err
			}
			continue
		}
		if err := errors.Join(s.d.db.Dot(ctx, m.ID), s.d.db.Settle(ctx, m.ID, event.MessageAccepted, 250, "2.0.0 Ok")); err != nil {
			return r, err
		}
		s.sent++
		r.Accepted++
		o.Progress.Add(1)
	}
	return r, nil
}

func (s *server) Letter(m event.Message, _ event.Event) (subject, text string) {
	return "Zaświadczenie", "Dzień dobry. W załączniku przesyłamy zaświadczenie nr " + m.Certificate + "."
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
	opened  []string // files outside the program
	w       fyne.Window
	clock   *kittest.Clock
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
	ticks := kittest.StartWith(t, s.variant, s.lang)
	d := &desk{t: t, clock: ticks, secrets: memory{}, now: time.Date(2012, 9, 8, 7, 40, 0, 0, time.UTC)}
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
	d.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Letters: post.Letters{}, Clock: clock, Mailer: d.server,
		Documents: pages{doc.New()}, Signer: doc.COSE{}, Secrets: d.secrets})
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
		Printer: i18n.New(s.lang), Event: d.event, Now: func() time.Time { return d.now }, Navigate: func(page, _ string) { d.visited = append(d.visited, page) },
		Show: func(path string) error {
			d.opened = append(d.opened, filepath.Base(path))
			return nil
		}})
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

// enqueue puts a message for every certificate into the queue that has none, as the command line does.
func (d *desk) enqueue() {
	d.t.Helper()
	if _, err := d.svc.QueueCertificates(d.t.Context(), d.event.ID, nil, false); err != nil {
		d.t.Fatal(err)
	}
	d.Changed(nil)
}

// sample sends a message of the open compose to the account's own address.
func (d *desk) sample() {
	d.t.Helper()
	d.writeTo(event.MessageCertificate, nil)
	d.compose.onSelf()
	d.onBack()
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
	d.enqueue()
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

// press presses a button that is shown, also in a dialog.
func (d *desk) press(label string) {
	d.t.Helper()
	var found *kit.Button
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == label && b.Visible() {
			found = b
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	walk(d.w.Content())
	for _, o := range d.w.Canvas().Overlays().List() {
		walk(o)
	}
	if found == nil {
		d.t.Fatalf("no button %q", label)
	}
	found.Press()
}

// later lets time pass, for the page and for the machine.
func (d *desk) later(by time.Duration) {
	d.now = d.now.Add(by)
	d.clock.Advance(by)
}
