package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"

	"zlot/event"
	"zlot/event/i18n"
)

type mailAccountCmd struct {
	Set         mailAccountSetCmd         `cmd:"" help:"Set the account; the secret comes from ZLOT_MAIL_SECRET or the keyring."`
	SignIn      mailAccountSignInCmd      `cmd:"" name:"sign-in" help:"Get the account's token from the provider's page."`
	Test        mailAccountTestCmd        `cmd:"" help:"Send a plain mail to the account's own address."`
	Certificate mailAccountCertificateCmd `cmd:"" help:"Show the server's certificate; trust it by giving it to account set --ca."`
}

type mailAccountSetCmd struct {
	Address   string `required:""`
	Name      string `help:"Display name; default: the event's first organizer."`
	ReplyTo   string
	Host      string `help:"Default: the usual server of the address's provider, with its other settings."`
	Port      int
	TLS       string `name:"tls" enum:"implicit,starttls,none," default:""`
	Auth      string `enum:"auto,none,plain,login,cram-md5,scram-sha-256,xoauth2,oauthbearer,external," default:""`
	User      string
	CA        string `name:"ca" placeholder:"FILE" help:"PEM of a private certificate authority."`
	PerMinute int    `help:"At most so many mails a minute; 0: no limit, or the provider's."`
	PerHour   int
	PerDay    int
	IMAPHost  string `name:"imap-host" help:"Where sent mail and bounces are looked up."`
	IMAPPort  int    `name:"imap-port"`
	Sent      string `help:"Folder of sent mail; default: the one the server marks."`
	ClientID  string `name:"client-id" help:"Id of the application that the provider knows, for xoauth2 and oauthbearer."`
	AuthURL   string `name:"auth-url"`
	TokenURL  string `name:"token-url"`
	DeviceURL string `name:"device-url"`
	Scopes    string
}

// account is what the flags say, over what is usual at the address's provider where no server is named.
func (c *mailAccountSetCmd) account(m event.Mailer) (event.MailAccount, error) {
	var acc event.MailAccount
	if c.Host == "" {
		acc, _ = m.Preset(c.Address)
	}
	acc.Address, acc.Name, acc.ReplyTo, acc.Sent = c.Address, c.Name, c.ReplyTo, c.Sent
	acc.Host, acc.Port = cmp.Or(c.Host, acc.Host), cmp.Or(c.Port, acc.Port)
	acc.TLS = cmp.Or(event.MailTLS(c.TLS), acc.TLS, event.TLSImplicit)
	acc.Auth, acc.User = cmp.Or(c.Auth, acc.Auth, "auto"), cmp.Or(c.User, acc.User)
	acc.PerMinute, acc.PerHour, acc.PerDay = cmp.Or(c.PerMinute, acc.PerMinute), cmp.Or(c.PerHour, acc.PerHour), cmp.Or(c.PerDay, acc.PerDay)
	acc.IMAPHost, acc.IMAPPort = cmp.Or(c.IMAPHost, acc.IMAPHost), cmp.Or(c.IMAPPort, acc.IMAPPort)
	usual := m.ProviderAccount(m.Provider(acc), c.Address).OAuth
	acc.OAuth = event.OAuth{ClientID: cmp.Or(c.ClientID, usual.ClientID), AuthURL: cmp.Or(c.AuthURL, usual.AuthURL),
		TokenURL: cmp.Or(c.TokenURL, usual.TokenURL), DeviceURL: cmp.Or(c.DeviceURL, usual.DeviceURL), Scopes: cmp.Or(c.Scopes, usual.Scopes)}
	if c.CA != "" {
		pem, err := event.ReadFile(c.CA, event.MaxSecrets)
		if err != nil {
			return acc, err
		}
		acc.CA = string(pem)
	}
	return acc, nil
}

// Run checks the account's fields and keeps them; a secret in the environment goes to where secrets are kept.
func (c *mailAccountSetCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := svc.Allow(s.ctx, event.DoMail); err != nil {
		return err
	}
	acc, err := c.account(svc.Mailer)
	if err != nil {
		return err
	}
	if acc.Name == "" && len(ev.Organizers) > 0 {
		acc.Name = ev.Organizers[0]
	}
	if err := svc.Mailer.Validate(acc); err != nil {
		return err
	}
	kept, unkept := false, error(nil)
	if secret := os.Getenv(secretEnv); secret != "" {
		unkept = s.app.Secrets.Set(event.MailSecretName(ev.ID), secret)
		// Without a keyring and a passphrase the account is set all the same: the next run can bring its secret along.
		if kept = unkept == nil; !kept && !errors.Is(unkept, &event.Error{Code: event.CodePassphrase}) {
			return unkept
		}
	}
	if _, err := svc.UpdateEvent(s.ctx, ev.ID, event.EventUpdate{MailAccount: &acc}); err != nil {
		return err
	}
	acc.CA = ""
	return s.print(map[string]any{"account": acc, "secret_kept": kept}, func() {
		s.say("ctl.mail.account", i18n.Args{"Address": acc.Address})
		if unkept != nil {
			s.say("account.ctl.unkept")
		}
	})
}

// withAccount chooses the event, which has an account. Nothing is written: it works beside the window.
func (s *session) withAccount() (*event.Service, event.Event, error) {
	svc, ev, err := s.chosen(false)
	if err == nil && ev.MailAccount.Address == "" {
		err = event.Fail(event.CodeMailAccount)
	}
	return svc, ev, err
}

type mailAccountSignInCmd struct {
	Device bool `help:"Type a code on the provider's page, on any device, instead of a browser on this machine."`
}

// Run waits until somebody has signed in, and keeps the token.
func (c *mailAccountSignInCmd) Run(s *session) error {
	svc, ev, err := s.withAccount()
	if err != nil {
		return err
	}
	if err := svc.Allow(s.ctx, event.DoMail); err != nil {
		return err
	}
	var token string
	if c.Device {
		token, err = svc.SignIn.Device(s.ctx, ev.MailAccount, func(code, url string) {
			fmt.Fprintln(s.errs, s.text.T("account.ctl.code", i18n.Args{"Page": url, "Code": code}))
		})
	} else {
		token, err = svc.SignIn.Browser(s.ctx, ev.MailAccount, func(url string) error {
			fmt.Fprintln(s.errs, s.text.T("account.ctl.page"))
			fmt.Fprintln(s.errs, url)
			return nil
		})
	}
	if err != nil {
		return err
	}
	if err := s.app.Secrets.Set(event.MailSecretName(ev.ID), token); err != nil {
		return err
	}
	return s.print(map[string]any{"signed_in": true, "address": ev.MailAccount.Address}, func() {
		s.say("account.ctl.signed_in", i18n.Args{"Address": ev.MailAccount.Address})
	})
}

type mailAccountTestCmd struct {
	To string `help:"Another address."`
}

// Run sends.
func (c *mailAccountTestCmd) Run(s *session) error {
	svc, ev, err := s.withAccount()
	if err != nil {
		return err
	}
	s.useSecret(svc, ev)
	to := cmp.Or(c.To, ev.MailAccount.Address)
	secret, err := svc.Mailer.Secret(s.ctx, ev.ID, ev.MailAccount)
	if err != nil {
		return err
	}
	if err := svc.Mailer.Test(s.ctx, ev.MailAccount, secret, to, s.text.Lang()); err != nil {
		return err
	}
	return s.print(map[string]any{"accepted": true, "to": to}, func() { s.say("account.test.sent", i18n.Args{"Address": to}) })
}

type mailAccountCertificateCmd struct {
	Out string `short:"o" placeholder:"FILE" help:"Write the top of its chain as PEM."`
}

// Run asks the server who it is. Nothing is trusted by it.
func (c *mailAccountCertificateCmd) Run(s *session) error {
	svc, ev, err := s.withAccount()
	if err != nil {
		return err
	}
	shown, err := svc.Mailer.ServerCertificate(s.ctx, ev.MailAccount)
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := os.WriteFile(c.Out, []byte(shown.PEM), 0o644); err != nil {
			return event.Fail(event.CodeDocumentWrite, "Path", c.Out).Because(err)
		}
	}
	zone := ev.Zone()
	doc := map[string]any{"subject": shown.Subject, "issuer": shown.Issuer, "names": append([]string{}, shown.Names...),
		"from": stamp(shown.From, zone), "until": stamp(shown.Until, zone), "sha256": shown.Fingerprint, "authority": shown.Authority,
		"trusted": shown.Trusted, "matches": shown.Matches}
	return s.print(doc, func() {
		s.say("account.certificate.subject", i18n.Args{"Name": shown.Subject})
		s.say("account.certificate.issuer", i18n.Args{"Issuer": shown.Issuer})
		s.say("account.certificate.validity", i18n.Args{"From": s.text.ShortDate(shown.From.In(zone)), "Until": s.text.ShortDate(shown.Until.In(zone))})
		s.line(s.text.T("account.certificate.fingerprint"), shown.Fingerprint)
	})
}
