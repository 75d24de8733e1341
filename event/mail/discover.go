package mail

import (
	"context"
	"net"
	"strings"
	"time"

	"zlot/event"
)

// discoverPatience is how long a form waits for the name service.
const discoverPatience = 4 * time.Second

// Discover suggests an account for an address of a domain of one's own, by the servers that take the domain's
// mail. What the name service says only chooses among the providers that are known here: it can be forged, and
// must not choose whom a password is sent to.
func Discover(ctx context.Context, address string) (event.MailAccount, bool) {
	return discover(ctx, address, net.DefaultResolver.LookupMX)
}

func discover(ctx context.Context, address string, lookup func(context.Context, string) ([]*net.MX, error)) (event.MailAccount, bool) {
	if acc, ok := Preset(address); ok {
		return acc, true
	}
	ascii, err := asciiAddress(address)
	if err != nil {
		return event.MailAccount{}, false
	}
	_, domain, _ := strings.Cut(ascii, "@")
	ctx, cancel := context.WithTimeout(ctx, discoverPatience)
	defer cancel()
	servers, err := lookup(ctx, domain+".")
	if err != nil {
		return event.MailAccount{}, false
	}
	for _, s := range servers {
		host := "." + strings.ToLower(strings.TrimSuffix(s.Host, "."))
		for _, p := range providers {
			for _, known := range p.takers {
				if strings.HasSuffix(host, "."+known) {
					return p.account(ascii), true
				}
			}
		}
	}
	return event.MailAccount{}, false
}
