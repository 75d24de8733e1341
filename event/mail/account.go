package mail

import (
	"cmp"
	"context"
	"crypto/x509"
	"net"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"zlot/event"
)

// Validate checks an account before it is kept or used. Its errors are *event.Error that name the
// field: address, reply_to, host, port, tls, auth, ca, per_minute, per_hour, per_day, imap_host,
// imap_port, client_id, auth_url, token_url or device_url.
func Validate(acc event.MailAccount) error {
	if acc == (event.MailAccount{}) {
		return event.Fail(event.CodeMailAccount)
	}
	if _, err := asciiAddress(acc.Address); err != nil {
		return event.Fail(event.CodeMailAddress, "Value", acc.Address).In("address")
	}
	if acc.ReplyTo != "" {
		if _, err := asciiAddress(acc.ReplyTo); err != nil {
			return event.Fail(event.CodeMailAddress, "Value", acc.ReplyTo).In("reply_to")
		}
	}
	switch {
	case asciiHost(acc.Host) == "":
		return event.Fail(event.CodeMailHost, "Value", acc.Host).In("host")
	case acc.Port < 1 || acc.Port > 65535:
		return event.Fail(event.CodeMailPort, "Value", acc.Port).In("port")
	case !slices.Contains(authWays, authWay(acc)):
		return event.Fail(event.CodeMailAuth, "Host", acc.Host, "Value", acc.Auth, "Offered", authWays).In("auth")
	}
	if err := validateProtection(acc); err != nil {
		return err
	}
	if err := validateLimits(acc); err != nil {
		return err
	}
	if err := validateIMAP(acc); err != nil {
		return err
	}
	return validateOAuth(acc.OAuth)
}

func validateLimits(acc event.MailAccount) error {
	for _, l := range []struct {
		field string
		most  int
	}{{"per_minute", acc.PerMinute}, {"per_hour", acc.PerHour}, {"per_day", acc.PerDay}} {
		if l.most < 0 {
			return event.Fail(event.CodeNumber, "Value", l.most).In(l.field)
		}
	}
	return nil
}

func validateIMAP(acc event.MailAccount) error {
	switch {
	case acc.IMAPHost != "" && asciiHost(acc.IMAPHost) == "":
		return event.Fail(event.CodeMailHost, "Value", acc.IMAPHost).In("imap_host")
	case acc.IMAPPort < 0 || acc.IMAPPort > 65535:
		return event.Fail(event.CodeMailPort, "Value", acc.IMAPPort).In("imap_port")
	}
	return nil
}

func validateProtection(acc event.MailAccount) error {
	switch acc.TLS {
	case event.TLSImplicit, event.TLSStart:
	case event.TLSNone:
		if !onThisMachine(acc.Host) {
			return event.Fail(event.CodeMailTLSRequired, "Host", acc.Host).In("tls")
		}
	default:
		return event.Fail(event.CodeMailTLSRequired, "Host", acc.Host).In("tls")
	}
	if authWay(acc) == authNone && !onThisMachine(acc.Host) {
		return event.Fail(event.CodeMailTLSRequired, "Host", acc.Host).In("auth")
	}
	if _, err := roots(acc); err != nil {
		return err
	}
	return nil
}

// roots is the account's own certificate authority, or nil: the machine's.
func roots(acc event.MailAccount) (*x509.CertPool, error) {
	if strings.TrimSpace(acc.CA) == "" {
		return nil, nil
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(acc.CA)) {
		return nil, event.Fail(event.CodeMailCA).In("ca")
	}
	return pool, nil
}

// onThisMachine tells of a server that mail reaches without a network: 127.0.0.0/8, ::1, localhost.
func onThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// asciiHost is the host's name in punycode or its IP, or "" if it is neither.
func asciiHost(host string) string {
	if ip := net.ParseIP(host); ip != nil {
		return host
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return ""
	}
	return ascii
}

// Check connects and signs in with an account, and sends nothing. Its errors are *event.Error that say
// what is wrong: Validate's, mail.connect, mail.tls.failed, mail.auth.unsupported, mail.secret.missing,
// mail.login.refused, mail.busy.
func Check(ctx context.Context, acc event.MailAccount, secret string) error {
	if err := Validate(acc); err != nil {
		return err
	}
	c, err := dial(ctx, acc, secret, patience)
	if err != nil {
		return err
	}
	c.quit()
	return nil
}

// window is how many mails an account may send in a time.
type window struct {
	length time.Duration
	most   int
}

// windows are the limits of an account: its own, and where it says nothing its provider's.
func windows(acc event.MailAccount) []window {
	p, _ := providerOf(acc)
	var w []window
	for _, l := range []window{{time.Minute, acc.PerMinute}, {time.Hour, cmp.Or(acc.PerHour, p.perHour)},
		{24 * time.Hour, cmp.Or(acc.PerDay, p.perDay)}} {
		if l.most > 0 {
			w = append(w, l)
		}
	}
	return w
}
