package mail

import (
	netmail "net/mail"
	"strings"

	"golang.org/x/net/idna"

	"zlot/event"
)

// invisible are characters that copying from web pages and chats leaves in addresses.
var invisible = strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "")

// asciiAddress writes an address the way every server takes it: the domain in punycode. An address
// whose part before the @ has letters outside ASCII is refused, because few servers could deliver it.
func asciiAddress(address string) (string, error) {
	refused := event.Fail(event.CodeMailAddress, "Value", address)
	clean := strings.TrimSpace(invisible.Replace(address))
	at := strings.LastIndexByte(clean, '@')
	if at < 1 || at > 64 {
		return "", refused
	}
	local, domain := clean[:at], clean[at+1:]
	for _, c := range []byte(local) {
		if c <= ' ' || c >= 0x7f {
			return "", refused
		}
	}
	domain, err := idna.Lookup.ToASCII(domain)
	if err != nil || domain == "" {
		return "", refused.Because(err)
	}
	ascii := local + "@" + domain
	parsed, err := netmail.ParseAddress(ascii)
	if err != nil || parsed.Address != ascii || len(ascii) > 254 {
		return "", refused.Because(err)
	}
	return ascii, nil
}
