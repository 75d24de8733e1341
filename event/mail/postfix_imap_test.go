package mail

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zlot/event"
)

// reading is the account for looking into the mailbox of the real server, which listens without TLS there.
func (p postfix) reading(way string) event.MailAccount {
	acc := p.account(event.TLSNone, way)
	acc.IMAPHost, acc.IMAPPort = "127.0.0.1", p.port+4
	return acc
}

func (p postfix) testMail(t *testing.T) {
	acc := p.account(event.TLSImplicit, "auto")
	if err := Test(t.Context(), acc, realPassword, acc.Address, "pl", time.Now()); err != nil {
		t.Fatal(err)
	}
	if m := p.arrived(t, 1)[0]; m.Header.Get("Delivered-To") != acc.Address || m.Header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("arrived: %v", m.Header)
	}
	wantCode(t, Test(t.Context(), acc, realPassword, "unknown@example.test", "pl", time.Now()), event.CodeMailUnknown)
}

func (p postfix) mailbox(t *testing.T) {
	acc := p.reading("auto")
	ids := []string{"a@example.test", "nie@example.test"}
	_, err := FindSent(t.Context(), acc, realPassword, ids)
	wantCode(t, err, event.CodeMailNoSent)
	m, err := openMailbox(t.Context(), acc, realPassword)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Create("Sent", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	raw := "From: organizer@example.test\r\nMessage-ID: <a@example.test>\r\n\r\nx\r\n"
	a := m.Append("Sent", int64(len(raw)), nil)
	if _, err := a.Write([]byte(raw)); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Wait(); err != nil {
		t.Fatal(err)
	}
	m.close()
	found, err := FindSent(t.Context(), acc, realPassword, ids)
	if err != nil || !found["a@example.test"] || found["nie@example.test"] {
		t.Errorf("FindSent = %v, %v", found, err)
	}
	_, err = FindSent(t.Context(), acc, "złe", ids)
	wantCode(t, err, event.CodeMailLogin)
}

// bounce sends to a server that takes nobody, and reads what Postfix makes of it.
func (p postfix) bounce(t *testing.T) {
	sink, err := exec.LookPath("smtp-sink")
	if err != nil {
		t.Skip("SKIPPED CHECK: no smtp-sink")
	}
	c := exec.Command(sink, "-u", "nobody", "-f", "rcpt", fmt.Sprintf("127.0.0.1:%d", p.port+5), "10")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Process.Signal(syscall.SIGTERM); _ = c.Wait() }()
	w, o := p.worker(t, event.TLSImplicit, realPassword, "jan@bounce.test")
	if sum, err := w.Run(t.Context(), Options{Once: true}); err != nil || sum.Accepted != 1 {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
	end := time.Now().Add(20 * time.Second)
	for tick := time.NewTicker(50 * time.Millisecond); ; <-tick.C {
		all, err := Bounces(t.Context(), p.reading("auto"), realPassword, time.Now().Add(-time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 1 {
			if b := all[0]; b.MessageID != o.rows["m000"].MessageID || b.To != "jan@bounce.test" || b.Code/100 != 5 || !b.Permanent || b.Reply == "" {
				t.Errorf("came back: %+v", b)
			}
			break
		}
		if time.Now().After(end) {
			t.Fatalf("nothing came back: %+v", all)
		}
	}
	for _, folder := range []string{"new", "cur"} {
		names, err := filepath.Glob(filepath.Join(p.dir, "s", "mail", "catchall", folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if all, err := ReadBounce(raw); strings.Contains(string(raw), "jan@bounce.test") && (err != nil || len(all) != 1) {
				t.Errorf("the report as a file: %+v, %v", all, err)
			}
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// shows: a certificate of a private authority that a person confirms is trusted afterwards.
func (p postfix) shows(t *testing.T) {
	for _, protection := range []event.MailTLS{event.TLSImplicit, event.TLSStart} {
		acc := p.account(protection, "auto")
		acc.CA = ""
		got, err := ServerCertificate(t.Context(), acc)
		if err != nil || got.Trusted || !got.Matches || got.Subject != "localhost" || got.Issuer != "spike test CA" {
			t.Fatalf("ServerCertificate = %+v, %v", got, err)
		}
		acc.CA = got.PEM
		if err := Check(t.Context(), acc, realPassword); err != nil {
			t.Errorf("with what was confirmed: %v", err)
		}
	}
}
