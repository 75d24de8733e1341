package mail

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

func TestValidate(t *testing.T) {
	good := event.MailAccount{Address: "biuro@example.org", Host: "smtp.example.org", Port: 465, TLS: event.TLSImplicit, Auth: "auto"}
	if err := Validate(good); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, code, field string
		change            func(*event.MailAccount)
	}{
		{"nothing", event.CodeMailAccount, "", func(a *event.MailAccount) { *a = event.MailAccount{} }},
		{"address", event.CodeMailAddress, "address", func(a *event.MailAccount) { a.Address = "biuro" }},
		{"reply to", event.CodeMailAddress, "reply_to", func(a *event.MailAccount) { a.ReplyTo = "żaba@example.org" }},
		{"no host", event.CodeMailHost, "host", func(a *event.MailAccount) { a.Host = "" }},
		{"host with a scheme", event.CodeMailHost, "host", func(a *event.MailAccount) { a.Host = "smtp://example.org" }},
		{"port", event.CodeMailPort, "port", func(a *event.MailAccount) { a.Port = 70000 }},
		{"no protection", event.CodeMailTLSRequired, "tls", func(a *event.MailAccount) { a.TLS = event.TLSNone }},
		{"unsaid protection", event.CodeMailTLSRequired, "tls", func(a *event.MailAccount) { a.TLS = "" }},
		{"no sign-in", event.CodeMailTLSRequired, "auth", func(a *event.MailAccount) { a.Auth = "none" }},
		{"unknown sign-in", event.CodeMailAuth, "auth", func(a *event.MailAccount) { a.Auth = "ntlm" }},
		{"authority", event.CodeMailCA, "ca", func(a *event.MailAccount) { a.CA = "no certificate" }},
		{"limit", event.CodeNumber, "per_minute", func(a *event.MailAccount) { a.PerMinute = -1 }},
		{"looks like loopback", event.CodeMailTLSRequired, "tls", func(a *event.MailAccount) {
			a.Host, a.TLS = "127.0.0.1.example.org", event.TLSNone
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			acc := good
			tt.change(&acc)
			var e *event.Error
			if err := Validate(acc); !errors.As(err, &e) || e.Code != tt.code || e.Field != tt.field {
				t.Errorf("Validate: %v, want %s (%s)", err, tt.code, tt.field)
			}
		})
	}
	for _, host := range []string{"localhost", "127.0.0.1", "127.3.2.1", "::1"} {
		acc := good
		acc.Host, acc.TLS, acc.Auth = host, event.TLSNone, "none"
		if err := Validate(acc); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestPreset(t *testing.T) {
	tests := []struct {
		address, host, user string
		port                int
		tls                 event.MailTLS
	}{
		{"ala@gmail.com", "smtp.gmail.com", "ala@gmail.com", 465, event.TLSImplicit},
		{"ala@WP.pl", "smtp.wp.pl", "ala", 465, event.TLSImplicit},
		{"ala@tlen.pl", "poczta.o2.pl", "ala", 465, event.TLSImplicit},
		{"ala@op.pl", "smtp.poczta.onet.pl", "ala@op.pl", 465, event.TLSImplicit},
		{"ala@outlook.com", "smtp-mail.outlook.com", "ala@outlook.com", 587, event.TLSStart},
		{"ala@fundacja.nazwa.pl", "fundacja.nazwa.pl", "ala@fundacja.nazwa.pl", 465, event.TLSImplicit},
	}
	for _, tt := range tests {
		acc, ok := Preset(tt.address)
		if !ok || acc.Host != tt.host || acc.User != tt.user || acc.Port != tt.port || acc.TLS != tt.tls || acc.PerMinute == 0 {
			t.Errorf("Preset(%s) = %+v, %v", tt.address, acc, ok)
		}
		if err := Validate(acc); err != nil {
			t.Errorf("Preset(%s) is not valid: %v", tt.address, err)
		}
	}
	if acc, ok := Preset("ala@example.org"); ok {
		t.Errorf("a preset for an unknown provider: %+v", acc)
	}
}

func TestWindows(t *testing.T) {
	acc, _ := Preset("ala@gmail.com")
	if got, want := windows(acc), []window{{time.Minute, 20}, {24 * time.Hour, 450}}; !slices.Equal(got, want) {
		t.Errorf("windows = %v, want %v", got, want)
	}
}

func TestCheck_protection(t *testing.T) {
	const implicit, start, none = event.TLSImplicit, event.TLSStart, event.TLSNone
	tests := []struct {
		name       string
		server     event.MailTLS
		protection event.MailTLS
		change     func(*event.MailAccount)
		code       string
		logins     int
	}{
		{"implicit", implicit, implicit, nil, "", 1},
		{"starttls", start, start, nil, "", 1},
		{"plain on this machine", none, none, nil, "", 1},
		{"unknown authority", implicit, implicit, func(a *event.MailAccount) { a.CA = "" }, event.CodeMailTLS, 0},
		{"unknown authority, starttls", start, start, func(a *event.MailAccount) { a.CA = "" }, event.CodeMailTLS, 0},
		// 0.0.0.0 leads to this machine too, without asking a resolver.
		{"another host's certificate", implicit, implicit, func(a *event.MailAccount) { a.Host = "0.0.0.0" }, event.CodeMailTLS, 0},
		{"no starttls", none, start, nil, event.CodeMailTLS, 0},
		{"implicit where starttls is meant", start, implicit, nil, event.CodeMailTLS, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := (&server{t: t}).start(tt.server)
			acc := s.account(tt.protection)
			if tt.change != nil {
				tt.change(&acc)
			}
			err := Check(t.Context(), acc, testPassword)
			if tt.code == "" && err != nil || tt.code != "" && !errors.Is(err, &event.Error{Code: tt.code}) {
				t.Errorf("Check: %v, want %q", err, tt.code)
			}
			var e *event.Error
			if blames := tt.change != nil; errors.As(err, &e) && e.Args["Certificate"] != blames {
				t.Errorf("blames the certificate: %v, want %v", e.Args["Certificate"], blames)
			}
			if int(s.logins.Load()) != tt.logins {
				t.Errorf("%d logins, want %d: a secret must not leave before the line is safe", s.logins.Load(), tt.logins)
			}
		})
	}
}

func TestCheck_signIn(t *testing.T) {
	tests := []struct {
		name, way, secret string
		offered           []string
		code              string
	}{
		{"auto takes plain", "auto", testPassword, []string{"LOGIN", "PLAIN"}, ""},
		{"auto takes login", "auto", testPassword, []string{"NTLM", "LOGIN"}, ""},
		{"login", "login", testPassword, []string{"LOGIN", "PLAIN"}, ""},
		{"xoauth2", "xoauth2", testPassword, []string{"XOAUTH2"}, ""},
		{"oauthbearer", "oauthbearer", testPassword, []string{"OAUTHBEARER"}, ""},
		{"external", "external", "", []string{"EXTERNAL"}, ""},
		{"wrong plain", "plain", "złe", []string{"PLAIN"}, event.CodeMailLogin},
		{"wrong login", "login", "złe", []string{"LOGIN"}, event.CodeMailLogin},
		{"wrong xoauth2", "xoauth2", "złe", []string{"XOAUTH2"}, event.CodeMailLogin},
		{"wrong oauthbearer", "oauthbearer", "złe", []string{"OAUTHBEARER"}, event.CodeMailLogin},
		{"no secret", "auto", "", []string{"PLAIN"}, event.CodeMailSecret},
		{"only strange ways", "auto", testPassword, []string{"NTLM", "GSSAPI"}, event.CodeMailAuth},
		{"not offered", "cram-md5", testPassword, []string{"PLAIN"}, event.CodeMailAuth},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := (&server{t: t, mechanisms: tt.offered}).start(event.TLSImplicit)
			acc := s.account(event.TLSImplicit)
			acc.Auth = tt.way
			err := Check(t.Context(), acc, tt.secret)
			if tt.code == "" && err != nil || tt.code != "" && !errors.Is(err, &event.Error{Code: tt.code}) {
				t.Errorf("Check: %v, want %q", err, tt.code)
			}
			if s.logins.Load() > 1 {
				t.Errorf("%d logins, want at most one", s.logins.Load())
			}
		})
	}
}

func TestCheck_nobodyListens(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	acc := s.account(event.TLSNone)
	acc.Port = 1
	if err := Check(t.Context(), acc, testPassword); !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
		t.Errorf("Check: %v", err)
	}
}

func TestAuthFor_neverInTheClear(t *testing.T) {
	acc := event.MailAccount{Address: testUser, Host: "smtp.example.org", Auth: "plain"}
	if _, err := authFor(acc, testPassword, []string{"PLAIN"}, false); !errors.Is(err, &event.Error{Code: event.CodeMailTLSRequired}) {
		t.Errorf("authFor: %v", err)
	}
}

func TestWords(t *testing.T) {
	if got := words("5.1.1 no\r\nsuch\x00 user\t"); got != "5.1.1 no such user" {
		t.Errorf("words = %q", got)
	}
	if got := []rune(words(strings.Repeat("ż", 1000))); len(got) != longestReply+1 {
		t.Errorf("%d characters kept", len(got))
	}
}
