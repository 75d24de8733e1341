package mail

import (
	"context"
	"errors"
	"net"
	"testing"

	"zlot/event/i18n"
)

func TestDiscover(t *testing.T) {
	asked := ""
	answer := func(host string) func(context.Context, string) ([]*net.MX, error) {
		return func(_ context.Context, domain string) ([]*net.MX, error) {
			asked = domain
			if host == "" {
				return nil, errors.New("no such host")
			}
			return []*net.MX{{Host: "mx.nowhere.example."}, {Host: host}}, nil
		}
	}
	for _, tt := range []struct{ address, mx, host, user string }{
		{"biuro@fundacja.example.org", "ASPMX.L.google.com.", "smtp.gmail.com", "biuro@fundacja.example.org"},
		{"biuro@fundacja.example.org", "fundacja-example-org.mail.protection.outlook.com.", "smtp.office365.com", "biuro@fundacja.example.org"},
		{"biuro@fundacja.example.org", "mx1.mail.ovh.net.", "ssl0.ovh.net", "biuro@fundacja.example.org"},
		{"biuro@fundacja.example.org", "fundacja.home.pl.", "smtp.home.pl", "biuro@fundacja.example.org"},
		{"biuro@żółw.example.org", "mx.google.com.", "smtp.gmail.com", "biuro@xn--w-uga1v8h.example.org"},
		{"biuro@fundacja.example.org", "mx.notgoogle.com.", "", ""},
		{"biuro@fundacja.example.org", "google.com.evil.example.", "", ""},
		{"biuro@fundacja.example.org", "", "", ""},
		{"no address", "aspmx.l.google.com.", "", ""},
	} {
		acc, ok := discover(t.Context(), tt.address, answer(tt.mx))
		if acc.Host != tt.host || ok != (tt.host != "") || acc.User != tt.user {
			t.Errorf("%s at %s: %+v, %t", tt.address, tt.mx, acc, ok)
		}
	}
	asked = ""
	if acc, ok := discover(t.Context(), "ala@wp.pl", answer("")); !ok || acc.Host != "smtp.wp.pl" || asked != "" {
		t.Errorf("a known address: %+v, asked %q", acc, asked)
	}
}

// What a form says of each provider exists in every language.
func TestProviders_haveWords(t *testing.T) {
	for _, language := range []string{"pl", "en"} {
		p := i18n.New(language)
		for _, name := range append(Providers(), "other") {
			if !p.Has("account.provider."+name) || !p.Has("account.advice."+name) {
				t.Errorf("%s has no words in %s", name, language)
			}
		}
	}
	for _, name := range Providers() {
		if acc := ProviderAccount(name, "biuro@fundacja.example.org"); acc.Host != "" && Provider(acc) != name {
			t.Errorf("%s is taken for %s", name, Provider(acc))
		}
	}
}
