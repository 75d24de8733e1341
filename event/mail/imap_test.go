package mail

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"maps"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"zlot/event"
	"zlot/event/i18n"
)

// mailboxes is an IMAP server on loopback.
type mailboxes struct {
	t    *testing.T
	user *imapmemserver.User
	acc  event.MailAccount
}

func newMailboxes(t *testing.T, folders ...string) *mailboxes {
	t.Helper()
	config, ca := certificate(t)
	memory, user := imapmemserver.New(), imapmemserver.NewUser(testUser, testPassword)
	memory.AddUser(user)
	for _, f := range append([]string{"INBOX"}, folders...) {
		if err := user.Create(f, nil); err != nil {
			t.Fatal(err)
		}
	}
	srv := imapserver.New(&imapserver.Options{Logger: quiet{}, InsecureAuth: true,
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		}})
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = srv.Serve(l) }()
	t.Cleanup(func() { _, _ = srv.Close(), l.Close(); <-done })
	return &mailboxes{t: t, user: user, acc: event.MailAccount{Address: testUser, User: testUser, CA: ca, Host: "127.0.0.1", Port: 465,
		TLS: event.TLSImplicit, Auth: "auto", IMAPHost: "127.0.0.1", IMAPPort: l.Addr().(*net.TCPAddr).Port}}
}

type literal4 struct{ *strings.Reader }

func (l literal4) Size() int64 { return l.Reader.Size() }

func (m *mailboxes) add(folder string, at time.Time, raw string) {
	m.t.Helper()
	if _, err := m.user.Append(folder, literal4{strings.NewReader(strings.ReplaceAll(raw, "\n", "\r\n"))}, &imap.AppendOptions{Time: at}); err != nil {
		m.t.Fatal(err)
	}
}

var monday = time.Date(2012, 9, 10, 8, 0, 0, 0, time.UTC)

func TestFindSent(t *testing.T) {
	for _, folder := range []string{"Sent", "INBOX/Wysłane", "Elementy wysłane"} {
		m := newMailboxes(t, "Archiwum", folder)
		ids := []string{"nie@example.org"}
		want := map[string]bool{"nie@example.org": false}
		for i := range 60 { // more than are asked for at once
			id := strings.Repeat("x", i+1) + "@example.org"
			m.add(folder, monday, "Message-ID: <"+id+">\n\nx\n")
			ids, want[id] = append(ids, id), true
		}
		m.add("INBOX", monday, "Message-ID: <nie@example.org>\n\nx\n")
		got, err := FindSent(t.Context(), m.acc, testPassword, ids)
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %d found, %v", folder, len(got), err)
		}
	}
	m := newMailboxes(t, "Moje")
	_, err := FindSent(t.Context(), m.acc, testPassword, []string{"a@example.org"})
	wantCode(t, err, event.CodeMailNoSent)
	m.add("Moje", monday, "Message-ID: <a@example.org>\n\nx\n")
	m.acc.Sent = "Moje"
	if got, err := FindSent(t.Context(), m.acc, testPassword, []string{"a@example.org"}); err != nil || !got["a@example.org"] {
		t.Errorf("in a folder by name: %v, %v", got, err)
	}
	m.acc.Sent = "Nie ma"
	_, err = FindSent(t.Context(), m.acc, testPassword, []string{"a@example.org"})
	wantCode(t, err, event.CodeMailIMAPFailed)
}

func TestBounces(t *testing.T) {
	m := newMailboxes(t)
	m.add("INBOX", monday, bouncePostfix)
	m.add("INBOX", monday, bounceQmail)
	m.add("INBOX", monday, vacation)
	m.add("INBOX", monday.AddDate(0, 0, -7), bounceExim)
	m.add("INBOX", monday, "From: ala@example.org\nSubject: Delivery failed?\n\nPytanie.\n")
	got, err := Bounces(t.Context(), m.acc, testPassword, monday.Add(-time.Hour))
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	to := []string{got[0].To, got[1].To}
	slices.Sort(to)
	if !slices.Equal(to, []string{"jan@example.org", "kuba@example.org"}) {
		t.Errorf("came back: %v", to)
	}
	if got, err = Bounces(t.Context(), m.acc, testPassword, time.Time{}); err != nil || len(got) != 4 { // one of them to two people
		t.Errorf("of all times: %+v, %v", got, err)
	}
}

func TestMailbox_refusals(t *testing.T) {
	m := newMailboxes(t)
	open := unprotected(t)
	for _, tt := range []struct {
		name   string
		change func(*event.MailAccount)
		secret string
		code   string
	}{
		{"none", func(a *event.MailAccount) { a.IMAPHost = "" }, testPassword, event.CodeMailIMAP},
		{"wrong password", func(*event.MailAccount) {}, "złe", event.CodeMailLogin},
		{"no password", func(*event.MailAccount) {}, "", event.CodeMailSecret},
		{"unknown authority", func(a *event.MailAccount) { a.CA = "" }, testPassword, event.CodeMailTLS},
		{"no protection", func(a *event.MailAccount) { a.IMAPPort = open }, testPassword, event.CodeMailTLS},
		{"nobody there", func(a *event.MailAccount) { a.IMAPPort = 1 }, testPassword, event.CodeMailConnect},
		{"no such port", func(a *event.MailAccount) { a.IMAPPort = 70000 }, testPassword, event.CodeMailPort},
		{"no such host", func(a *event.MailAccount) { a.IMAPHost = "a b" }, testPassword, event.CodeMailHost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			acc := m.acc
			tt.change(&acc)
			_, err := Bounces(t.Context(), acc, tt.secret, time.Time{})
			wantCode(t, err, tt.code)
			for _, language := range []string{"pl", "en"} {
				said := i18n.New(language).Error(err)
				for _, word := range []string{"kolejce", "Wysyłkę", "wyślij", "queue", "Sending", "send again"} {
					if strings.Contains(said, word) {
						t.Errorf("reading speaks of sending: %q", said)
					}
				}
			}
		})
	}
}

// unprotected is the port of a server that greets without TLS.
func unprotected(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			line, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = line.Write([]byte("* OK [CAPABILITY IMAP4rev1] ready\r\n"))
			_, _ = line.Read(make([]byte, 1024)) // what it is asked for, which it does not understand
			_ = line.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return l.Addr().(*net.TCPAddr).Port
}

// A server that says nothing, or says it without end, costs neither a hang nor memory.
func TestMailbox_strangeServers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	acc := event.MailAccount{Address: testUser, TLS: event.TLSNone, Auth: "auto", IMAPHost: "127.0.0.1", IMAPPort: l.Addr().(*net.TCPAddr).Port}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		c, err := l.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = c.Write([]byte("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"))
		_, _ = bufio.NewReader(c).ReadString('\n')
		cancel() // the command for signing in stays without an answer
		_ = c.Close()
	}()
	if _, err := Bounces(ctx, acc, testPassword, time.Time{}); err == nil {
		t.Error("a server that hangs up gave an answer")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = c.Close() }()
		_, _ = c.Write([]byte("* OK "))
		filler := []byte(strings.Repeat("x", 1<<16))
		for range 2 * event.MaxMailbox >> 16 { // the machine itself buffers some
			if _, err := c.Write(filler); err != nil {
				return
			}
		}
		t.Error("all of it was read")
	}()
	_, err = Bounces(t.Context(), acc, testPassword, time.Time{})
	if !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
		t.Errorf("a line without end: %v", err)
	}
	<-done
}
