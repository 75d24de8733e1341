package mail

import (
	"strings"

	"zlot/event"
)

// provider is what is known of a mail provider: how to sign in, and what it lets through.
type provider struct {
	name                       string
	domains                    []string // of addresses
	takers                     []string // domains of the servers that take mail for its customers' own domains
	host                       string
	port                       int
	tls                        event.MailTLS
	auth                       string
	localPart                  bool // signs in with the part before the @
	perMinute, perHour, perDay int
	imap                       string // on port 993
	oauth                      event.OAuth
}

// microsoftClient is the program's registration with Microsoft, set by the linker for releases:
// -X zlot/event/mail.microsoftClient=… Without one an organization enters the id of its own.
var microsoftClient string

func microsoft() event.OAuth {
	const authority = "https://login.microsoftonline.com/common/oauth2/v2.0/"
	return event.OAuth{ClientID: microsoftClient, AuthURL: authority + "authorize", TokenURL: authority + "token",
		DeviceURL: authority + "devicecode",
		Scopes:    "https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All offline_access"}
}

var providers = []provider{
	{name: "gmail", domains: []string{"gmail.com", "googlemail.com"}, takers: []string{"google.com", "googlemail.com"}, host: "smtp.gmail.com", port: 465,
		perMinute: 20, perDay: 450, imap: "imap.gmail.com"},
	{name: "microsoft365", domains: []string{"onmicrosoft.com"}, takers: []string{"mail.protection.outlook.com", "mx.microsoft"},
		host: "smtp.office365.com", port: 587, tls: event.TLSStart,
		auth: authXOAuth2, perMinute: 25, imap: "outlook.office365.com", oauth: microsoft()},
	{name: "outlook", domains: []string{"outlook.com", "hotmail.com", "live.com"}, host: "smtp-mail.outlook.com", port: 587,
		tls: event.TLSStart, auth: authXOAuth2, perMinute: 20, imap: "outlook.office365.com", oauth: microsoft()},
	{name: "wp", domains: []string{"wp.pl"}, host: "smtp.wp.pl", port: 465, localPart: true, perMinute: 5, perHour: 100,
		imap: "imap.wp.pl"},
	{name: "o2", domains: []string{"o2.pl", "go2.pl", "tlen.pl"}, host: "poczta.o2.pl", port: 465, localPart: true,
		perMinute: 5, perHour: 100, imap: "poczta.o2.pl"},
	{name: "onet", domains: []string{"onet.pl", "onet.eu", "poczta.onet.pl", "op.pl", "vp.pl", "autograf.pl", "buziaczek.pl",
		"amorki.pl", "spoko.pl"}, host: "smtp.poczta.onet.pl", port: 465, perMinute: 5, perHour: 100, imap: "imap.poczta.onet.pl"},
	{name: "interia", domains: []string{"interia.pl", "interia.eu", "interia.com", "poczta.fm", "intmail.pl"},
		host: "poczta.interia.pl", port: 465, perMinute: 5, perHour: 100, imap: "poczta.interia.pl"},
	{name: "ovh", takers: []string{"mail.ovh.net"}, host: "ssl0.ovh.net", port: 465, perMinute: 3, perHour: 150, imap: "ssl0.ovh.net"},
	{name: "home", takers: []string{"home.pl"}, host: "smtp.home.pl", port: 465, perMinute: 5, perHour: 100},
	{name: "nazwa", domains: []string{nazwa}, takers: []string{nazwa}, host: nazwa, port: 465, perMinute: 5, perHour: 100, imap: nazwa},
}

// nazwa is the provider of which every customer has a host of that name.
const nazwa = "nazwa.pl"

// Preset suggests an account for an address at a known provider; ok is false for others.
func Preset(address string) (acc event.MailAccount, ok bool) {
	ascii, err := asciiAddress(address)
	if err != nil {
		return event.MailAccount{}, false
	}
	_, domain, _ := strings.Cut(ascii, "@")
	for _, p := range providers {
		for _, d := range p.domains {
			if domain == d || strings.HasSuffix(domain, "."+d) {
				return p.account(ascii), true
			}
		}
	}
	return event.MailAccount{}, false
}

// Providers names those that are known.
func Providers() []string {
	names := make([]string, len(providers))
	for i, p := range providers {
		names[i] = p.name
	}
	return names
}

// ProviderAccount is the usual account of an address at a provider; that of an unknown one is empty.
func ProviderAccount(name, address string) event.MailAccount {
	if ascii, err := asciiAddress(address); err == nil {
		address = ascii
	}
	for _, p := range providers {
		if p.name == name {
			return p.account(address)
		}
	}
	return event.MailAccount{}
}

// Provider names the provider behind an account's server, or is "".
func Provider(acc event.MailAccount) string {
	p, _ := providerOf(acc)
	return p.name
}

func providerOf(acc event.MailAccount) (provider, bool) {
	for _, p := range providers {
		if acc.Host == p.host || strings.HasSuffix(acc.Host, "."+p.host) {
			return p, true
		}
	}
	return provider{}, false
}

func (p provider) account(address string) event.MailAccount {
	acc := event.MailAccount{Address: address, Host: p.host, Port: p.port, TLS: p.tls, Auth: p.auth, User: address,
		PerMinute: p.perMinute, PerHour: p.perHour, PerDay: p.perDay, OAuth: p.oauth, IMAPHost: p.imap}
	if acc.TLS == "" {
		acc.TLS = event.TLSImplicit
	}
	if acc.Auth == "" {
		acc.Auth = authAuto
	}
	local, domain, _ := strings.Cut(address, "@")
	if p.localPart {
		acc.User = local
	}
	if p.host == nazwa {
		acc.Host, acc.IMAPHost = "", ""
		if strings.HasSuffix(domain, nazwa) {
			acc.Host, acc.IMAPHost = domain, domain
		}
	}
	if acc.IMAPHost != "" {
		acc.IMAPPort = imapsPort
	}
	return acc
}
