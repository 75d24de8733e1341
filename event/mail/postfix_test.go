package mail

import (
	"bufio"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"zlot/event"
)

// postfix is a real mail server, started once for all tests by the script of the project's sources.
type postfix struct {
	dir  string
	port int
	ca   string
}

// startPostfix needs root, Postfix, Dovecot and the script's folder: MAIL_SERVER_SCRIPTS, or
// shared/mail-server beside the checkout.
func startPostfix(t testing.TB) postfix {
	t.Helper()
	scripts := os.Getenv("MAIL_SERVER_SCRIPTS")
	if scripts == "" {
		scripts = "../../../shared/mail-server"
	}
	up, err := filepath.Abs(filepath.Join(scripts, "up.sh"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(up); err != nil {
		t.Skip("SKIPPED CHECK: no real mail server: MAIL_SERVER_SCRIPTS does not name the folder of the scripts that start one")
	}
	for _, needed := range []string{"/usr/sbin/postfix", "/usr/sbin/dovecot"} {
		if _, err := os.Stat(needed); err != nil {
			t.Skipf("SKIPPED CHECK: no real mail server: %s is missing", filepath.Base(needed))
		}
	}
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED CHECK: no real mail server: it needs root")
	}
	// The server's users must be able to look into every folder above, which those of t.TempDir forbid.
	dir, err := os.MkdirTemp("/tmp", "zlot-postfix")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	p := postfix{dir: dir, port: freePorts(t)}
	command := exec.Command(up, filepath.Join(dir, "s"), fmt.Sprint(p.port))
	complaints, err := os.Create(filepath.Join(dir, "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = complaints.Close() }()
	command.Stderr = complaints
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	giveUp := time.AfterFunc(3*time.Minute, func() { _ = command.Process.Signal(syscall.SIGTERM) })
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
		_ = os.RemoveAll(dir)
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if lines.Text() == "READY" {
			if !giveUp.Stop() {
				t.Fatal("the mail server took so long to start that it was ended")
			}
			ca, err := os.ReadFile(filepath.Join(dir, "s", "tls", "ca.pem"))
			if err != nil {
				t.Fatal(err)
			}
			p.ca = string(ca)
			return p
		}
	}
	said, _ := os.ReadFile(complaints.Name())
	t.Fatalf("the mail server did not start: %s", said)
	return p
}

// freePorts finds a row of ports that nobody listens on.
func freePorts(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port + 1
}

func (p postfix) account(protection event.MailTLS, way string) event.MailAccount {
	acc := event.MailAccount{Address: "organizer@example.test", Name: "Biuro Zlotu", Host: "127.0.0.1", Port: p.port,
		TLS: protection, Auth: way, User: "organizer@example.test", CA: p.ca}
	if protection == event.TLSImplicit {
		acc.Port++
	}
	return acc
}

// worker sends from an account of the real server.
func (p postfix) worker(t *testing.T, protection event.MailTLS, password string, to ...string) (*Worker, *fakeOutbox) {
	t.Helper()
	w, o, _ := batch(t, &server{t: t, addr: &net.TCPAddr{}}, to...)
	w.Account, w.Secrets = p.account(protection, "auto"), secrets{"mail": password}
	w.timeouts = patience
	return w, o
}

// arrived waits for n mails in the mailbox, and empties it.
func (p postfix) arrived(t *testing.T, n int) []*netmail.Message {
	t.Helper()
	box := filepath.Join(p.dir, "s", "mail", "catchall", "new")
	end := time.Now().Add(20 * time.Second)
	var names []string
	for tick := time.NewTicker(20 * time.Millisecond); len(names) < n; <-tick.C {
		names, _ = filepath.Glob(filepath.Join(box, "*"))
		if time.Now().After(end) {
			t.Fatalf("%d mails arrived, want %d", len(names), n)
		}
	}
	var mails []*netmail.Message
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		m, err := netmail.ReadMessage(f)
		if err != nil {
			t.Fatal(err)
		}
		mails = append(mails, m)
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	return mails
}

const realPassword = "tajne-hasło-1"

func TestPostfix(t *testing.T) {
	p := startPostfix(t)
	for _, protection := range []event.MailTLS{event.TLSImplicit, event.TLSStart} {
		t.Run("delivers "+string(protection), func(t *testing.T) { p.delivers(t, protection) })
	}
	for _, way := range []string{"plain", "login", "cram-md5", "scram-sha-256"} {
		t.Run("signs in by "+way, func(t *testing.T) {
			if err := Check(t.Context(), p.account(event.TLSStart, way), realPassword); err != nil {
				t.Error(err)
			}
			if err := Check(t.Context(), p.account(event.TLSStart, way), "złe"); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
				t.Errorf("with a wrong password: %v", err)
			}
		})
	}
	t.Run("signs in by token", p.tokens)
	t.Run("wrong password once", p.wrongPassword)
	t.Run("faults", p.faults)
	t.Run("busy", p.busy)
	t.Run("test mail", p.testMail)
	t.Run("looks into its mailbox", p.mailbox)
	t.Run("reads a real bounce", p.bounce)
	t.Run("shows its certificate", p.shows)
	t.Run("foreign certificate", func(t *testing.T) {
		acc := p.account(event.TLSStart, "auto")
		acc.CA = ""
		if err := Check(t.Context(), acc, realPassword); !errors.Is(err, &event.Error{Code: event.CodeMailTLS}) {
			t.Errorf("Check: %v", err)
		}
	})
}

func (p postfix) delivers(t *testing.T, protection event.MailTLS) {
	w, o := p.worker(t, protection, realPassword, "zaneta@example.test", "jan@example.test")
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil || sum.Accepted != 2 {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
	if m := o.rows["m000"]; m.Code != 250 || !strings.Contains(m.Reply, "queued as") {
		t.Errorf("the server's words: %d %q", m.Code, m.Reply)
	}
	var to []string
	for _, m := range p.arrived(t, 2) {
		to = append(to, m.Header.Get("Delivered-To"))
		kind, _, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
		if err != nil || kind != "multipart/mixed" {
			t.Errorf("kind %q, %v", kind, err)
		}
		received := strings.Join(m.Header["Received"], " ")
		if host, _ := os.Hostname(); host != "" && strings.Contains(received, host) {
			t.Errorf("the machine's name travelled: %s", received)
		}
		if m.Header.Get("Return-Path") != "<organizer@example.test>" {
			t.Errorf("Return-Path %q", m.Header.Get("Return-Path"))
		}
	}
	slices.Sort(to)
	if !slices.Equal(to, []string{"jan@example.test", "zaneta@example.test"}) {
		t.Errorf("delivered to %v", to)
	}
}

// tokens signs in with a token that the server asks an authority about.
func (p postfix) tokens(t *testing.T) {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p.port+3))
	if err != nil {
		t.Fatal(err)
	}
	authority := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"active":%t,"username":"organizer@example.test"}`, r.FormValue("token") == "good")
	})}
	done := make(chan struct{})
	go func() { defer close(done); _ = authority.Serve(l) }()
	defer func() { _ = authority.Close(); <-done }()
	for _, way := range []string{"xoauth2", "oauthbearer"} {
		if err := Check(t.Context(), p.account(event.TLSImplicit, way), "good"); err != nil {
			t.Errorf("%s: %v", way, err)
		}
		if _, err := Bounces(t.Context(), p.reading(way), "good", time.Time{}); err != nil {
			t.Errorf("%s at the mailbox: %v", way, err)
		}
		if _, err := Bounces(t.Context(), p.reading(way), "bad", time.Time{}); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
			t.Errorf("%s with a bad token at the mailbox: %v", way, err)
		}
		if err := Check(t.Context(), p.account(event.TLSImplicit, way), "bad"); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
			t.Errorf("%s with a bad token: %v", way, err)
		}
	}
}

func (p postfix) wrongPassword(t *testing.T) {
	w, _ := p.worker(t, event.TLSImplicit, "złe", "zaneta@example.test")
	w.Account.User = "once@example.test"
	for range 2 {
		if _, err := w.Run(t.Context(), Options{}); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
			t.Fatalf("Run: %v", err)
		}
	}
	// One more, to see what the log says of a single try.
	acc := w.Account
	acc.User = "measure@example.test"
	if err := Check(t.Context(), acc, "złe"); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
		t.Fatalf("Check: %v", err)
	}
	end := time.Now().Add(10 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		log, err := os.ReadFile(filepath.Join(p.dir, "s", "log", "dovecot.log"))
		if err != nil {
			t.Fatal(err)
		}
		once, measure := strings.Count(string(log), "once@example.test"), strings.Count(string(log), "measure@example.test")
		if measure > 0 && once == measure {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("two runs left %d lines in the server's log, one try leaves %d", once, measure)
		}
	}
}

func (p postfix) faults(t *testing.T) {
	w, o := p.worker(t, event.TLSImplicit, realPassword, "grey1@example.test", "unknown1@example.test",
		"full1@example.test", "zaneta@example.test")
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []event.MessageState{event.MessageQueued, event.MessageFailed, event.MessageFailed, event.MessageAccepted}
	if !slices.Equal(o.states(), want) || sum.Accepted != 1 || sum.Failed != 2 || sum.Requeued != 1 {
		t.Errorf("states %v, %+v", o.states(), sum)
	}
	for id, code := range map[string]int{"m000": 450, "m001": 550, "m002": 552} {
		if o.rows[id].Code != code {
			t.Errorf("%s: %d %s, want %d", id, o.rows[id].Code, o.rows[id].Reply, code)
		}
	}
	p.arrived(t, 1)
}

func (p postfix) busy(t *testing.T) {
	for _, who := range []string{"busy1@example.test", "drop421@example.test"} {
		w, o := p.worker(t, event.TLSStart, realPassword, who)
		sum, err := w.Run(t.Context(), Options{Once: true})
		if err != nil || sum.Code != event.CodeMailBusy || o.rows["m000"].State != event.MessageQueued {
			t.Errorf("%s: %+v, %v", who, sum, err)
		}
	}
}
