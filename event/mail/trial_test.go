package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"zlot/event"
)

func TestTest(t *testing.T) {
	s := (&server{t: t}).start(event.TLSImplicit)
	acc := s.account(event.TLSImplicit)
	for language, want := range map[string]string{"pl": "Wiadomość próbna z programu Zlot", "en": "Test message from Zlot"} {
		s.mails = nil
		if err := Test(t.Context(), acc, testPassword, testUser, language, monday); err != nil {
			t.Fatal(err)
		}
		m, err := netmail.ReadMessage(bytes.NewReader(s.mails[0].raw))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != want {
			t.Errorf("subject %q, %v", subject, err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil || !strings.Contains(string(text), testUser) {
			t.Errorf("text %q, %v", text, err)
		}
		if m.Header.Get("Message-Id") == "" || m.Header.Get("Auto-Submitted") == "" || s.mails[0].to != testUser {
			t.Errorf("headers %v to %s", m.Header, s.mails[0].to)
		}
	}
}

func TestTest_refusals(t *testing.T) {
	for _, tt := range []struct{ command, words, code string }{
		{"MAIL", "550 5.7.1 not yours", event.CodeMailSender},
		{"RCPT", "550 5.1.1 unknown", event.CodeMailUnknown},
		{"RCPT", "450 4.2.0 greylisted", event.CodeMailBusy},
		{"RCPT", "552 5.2.2 full", event.CodeMailContent},
		{"dot", "554 5.7.1 spam", event.CodeMailContent},
		{"dot", "", event.CodeMailConnect},
		{"AUTH", "535 5.7.8 wrong", event.CodeMailLogin},
		{"RCPT", "550 5.4.5 quota", event.CodeMailQuota},
	} {
		p := play(t, map[string][]string{tt.command: {tt.words}})
		wantCode(t, Test(t.Context(), p.account(), testPassword, testUser, "pl", monday), tt.code)
	}
	p := play(t, nil)
	wantCode(t, Test(t.Context(), p.account(), testPassword, "żółw@", "pl", monday), event.CodeMailAddress)
	wantCode(t, Test(t.Context(), event.MailAccount{}, testPassword, testUser, "pl", monday), event.CodeMailAccount)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Test(ctx, p.account(), testPassword, testUser, "pl", monday); err == nil {
		t.Error("sent what was called off")
	}
}

func TestServerCertificate(t *testing.T) {
	for _, protection := range []event.MailTLS{event.TLSImplicit, event.TLSStart} {
		s := (&server{t: t}).start(protection)
		acc := s.account(protection)
		for _, trusted := range []bool{true, false} {
			if !trusted {
				acc.CA = ""
			}
			got, err := ServerCertificate(t.Context(), acc)
			if err != nil {
				t.Fatal(err)
			}
			block, _ := pem.Decode([]byte(s.ca))
			sum := sha256.Sum256(block.Bytes)
			if got.Subject != "test" || got.Issuer != "test" || got.Authority != "test" || strings.Join(got.Names, " ") != "127.0.0.1" ||
				got.Trusted != trusted || !got.Matches || got.PEM != s.ca || got.Fingerprint != strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":") {
				t.Errorf("%s: %+v", protection, got)
			}
			if !got.From.Before(got.Until) {
				t.Errorf("good from %v until %v", got.From, got.Until)
			}
		}
		if s.logins.Load() != 0 {
			t.Error("a password went to a server that nobody trusts yet")
		}
		// What was shown is what is trusted afterwards.
		got, err := ServerCertificate(t.Context(), acc)
		if err != nil {
			t.Fatal(err)
		}
		acc.CA = got.PEM
		if err := Check(t.Context(), acc, testPassword); err != nil {
			t.Errorf("%s: with the certificate as shown: %v", protection, err)
		}
	}
	s := (&server{t: t}).start(event.TLSNone)
	_, err := ServerCertificate(t.Context(), s.account(event.TLSStart))
	wantCode(t, err, event.CodeMailTLS)
	_, err = ServerCertificate(t.Context(), s.account(event.TLSNone))
	wantCode(t, err, event.CodeMailTLSRequired)
	acc := s.account(event.TLSImplicit)
	acc.Port = 1
	if _, err = ServerCertificate(t.Context(), acc); !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
		t.Error(err)
	}
	acc = (&server{t: t}).start(event.TLSImplicit).account(event.TLSImplicit)
	acc.Host = "localhost"
	if got, err := ServerCertificate(t.Context(), acc); err != nil || got.Matches || got.Trusted {
		t.Errorf("another host's: %+v, %v", got, err)
	}
}
