package mail

import (
	"context"
	"strings"

	"zlot/event"
)

func (s *server) Discover(_ context.Context, address string) (event.MailAccount, bool) {
	s.asked = append(s.asked, address)
	if !strings.HasSuffix(address, "@fundacja.org.example") {
		return event.MailAccount{}, false
	}
	return s.ProviderAccount("gmail", address), true
}

func (s *server) Providers() []string { return []string{"gmail", "microsoft365"} }

func (s *server) ProviderAccount(name, address string) event.MailAccount {
	acc := event.MailAccount{Address: address, Host: "smtp.gmail.com", Port: 465, TLS: event.TLSImplicit, Auth: "auto", User: address,
		PerMinute: 20, PerDay: 450, IMAPHost: "imap.gmail.com", IMAPPort: 993}
	if name == "microsoft365" {
		acc.Host, acc.Port, acc.TLS, acc.Auth, acc.PerDay = "smtp.office365.com", 587, event.TLSStart, "xoauth2", 0
		acc.OAuth = event.OAuth{ClientID: "zlot", AuthURL: "https://login.example.org/a", TokenURL: "https://login.example.org/t",
			DeviceURL: "https://login.example.org/d", Scopes: "SMTP.Send"}
	}
	return acc
}

func (s *server) Provider(acc event.MailAccount) string {
	switch acc.Host {
	case "smtp.gmail.com":
		return "gmail"
	case "smtp.office365.com":
		return "microsoft365"
	}
	return ""
}

func (s *server) Secret(_ context.Context, eventID string, _ event.MailAccount) (string, error) {
	return s.d.secrets.Get(event.MailSecretName(eventID))
}

func (s *server) Test(_ context.Context, _ event.MailAccount, secret, to, language string) error {
	s.secrets = append(s.secrets, secret+" "+to+" "+language)
	return s.refuse
}

func (s *server) ServerCertificate(context.Context, event.MailAccount) (event.ServerCertificate, error) {
	c := event.ServerCertificate{Subject: "poczta.example.org", Issuer: "Urząd Zlotu", Names: []string{"poczta.example.org", "smtp.example.org"},
		From: s.d.now.AddDate(-1, 0, 0), Until: s.d.now.AddDate(1, 0, 0), Authority: "Urząd Zlotu", PEM: string(pemOf(s.d.t)), Matches: true,
		Fingerprint: "3B:11:9A:04:57:C2:8E:61:D0:F3:22:7B:A9:4C:5D:E8:3B:11:9A:04:57:C2:8E:61:D0:F3:22:7B:A9:4C:5D:E8"}
	if s.certificate != nil {
		s.certificate(&c)
	}
	return c, nil
}

// signIn is a provider that a test plays.
type signIn struct {
	token string
	err   error
}

func (s signIn) Browser(context.Context, event.MailAccount, func(string) error) (string, error) {
	return s.token, s.err
}

func (s signIn) Device(context.Context, event.MailAccount, func(code, url string)) (string, error) {
	return s.token, s.err
}
