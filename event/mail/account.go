package mail

import (
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
// field: address, reply_to, host, port, tls, auth, ca or per_minute.
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
	case acc.PerMinute < 0:
		return event.Fail(event.CodeNumber, "Value", acc.PerMinute).In("per_minute")
	case !slices.Contains(authWays, authWay(acc)):
		return event.Fail(event.CodeMailAuth, "Host", acc.Host, "Value", acc.Auth, "Offered", authWays).In("auth")
	}
	return validateProtection(acc)
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
		return nil, event.Fail(event.CodeMailTLS, "Host", acc.Host).In("ca")
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

// provider is what is known of a mail provider: how to sign in, and what it lets through.
type provider struct {
	domains                    []string // of addresses
	host                       string
	port                       int
	tls                        event.MailTLS
	auth                       string
	localPart                  bool // signs in with the part before the @
	perMinute, perHour, perDay int
}

var providers = []provider{
	{domains: []string{"gmail.com", "googlemail.com"}, host: "smtp.gmail.com", port: 465,
		perMinute: 20, perDay: 450},
	{domains: []string{"onmicrosoft.com"}, host: "smtp.office365.com", port: 587, tls: event.TLSStart,
		auth: authXOAuth2, perMinute: 25},
	{domains: []string{"outlook.com", "hotmail.com", "live.com"}, host: "smtp-mail.outlook.com", port: 587,
		tls: event.TLSStart, auth: authXOAuth2, perMinute: 20},
	{domains: []string{"wp.pl"}, host: "smtp.wp.pl", port: 465, localPart: true, perMinute: 5, perHour: 100},
	{domains: []string{"o2.pl", "go2.pl", "tlen.pl"}, host: "poczta.o2.pl", port: 465, localPart: true,
		perMinute: 5, perHour: 100},
	{domains: []string{"onet.pl", "onet.eu", "poczta.onet.pl", "op.pl", "vp.pl", "autograf.pl", "buziaczek.pl",
		"amorki.pl", "spoko.pl"}, host: "smtp.poczta.onet.pl", port: 465, perMinute: 5, perHour: 100},
	{domains: []string{"interia.pl", "interia.eu", "interia.com", "poczta.fm", "intmail.pl"},
		host: "poczta.interia.pl", port: 465, perMinute: 5, perHour: 100},
	{host: "ssl0.ovh.net", port: 465, perMinute: 3, perHour: 150},
	{host: "smtp.home.pl", port: 465, perMinute: 5, perHour: 100},
	{domains: []string{"nazwa.pl"}, host: "nazwa.pl", port: 465, perMinute: 5, perHour: 100},
}

// Preset suggests an account for an address at a known provider; ok is false for others.
func Preset(address string) (acc event.MailAccount, ok bool) {
	ascii, err := asciiAddress(address)
	if err != nil {
		return event.MailAccount{}, false
	}
	local, domain, _ := strings.Cut(ascii, "@")
	for _, p := range providers {
		for _, d := range p.domains {
			if domain == d || strings.HasSuffix(domain, "."+d) {
				return p.account(ascii, local, domain), true
			}
		}
	}
	return event.MailAccount{}, false
}

func (p provider) account(address, local, domain string) event.MailAccount {
	acc := event.MailAccount{Address: address, Host: p.host, Port: p.port, TLS: p.tls, Auth: p.auth,
		User: address, PerMinute: p.perMinute}
	if acc.TLS == "" {
		acc.TLS = event.TLSImplicit
	}
	if acc.Auth == "" {
		acc.Auth = authAuto
	}
	if p.localPart {
		acc.User = local
	}
	if p.host == "nazwa.pl" { // every customer has a host of that name
		acc.Host = domain
	}
	return acc
}

// window is how many mails an account may send in a time.
type window struct {
	length time.Duration
	most   int
}

// windows are the limits of an account: its own per minute, its provider's per hour and day.
func windows(acc event.MailAccount) []window {
	var w []window
	if acc.PerMinute > 0 {
		w = append(w, window{time.Minute, acc.PerMinute})
	}
	for _, p := range providers {
		if acc.Host != p.host && !strings.HasSuffix(acc.Host, "."+p.host) {
			continue
		}
		if p.perHour > 0 {
			w = append(w, window{time.Hour, p.perHour})
		}
		if p.perDay > 0 {
			w = append(w, window{24 * time.Hour, p.perDay})
		}
		break
	}
	return w
}
