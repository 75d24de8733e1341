package event

import (
	"context"
	"time"
)

// ServerCertificate is how a mail server shows who it is, for a person to look at before trusting it.
type ServerCertificate struct {
	Subject     string
	Issuer      string
	Names       []string // hosts it is good for
	From, Until time.Time
	Fingerprint string // SHA-256, pairs of hexadecimal digits parted by colons
	Authority   string // whom the top of the chain names; Subject where there is nothing above
	PEM         string // of the top of the chain that the server showed: what MailAccount.CA takes
	Trusted     bool   // this machine, or the account's CA, trusts it already
	Matches     bool   // it is made out for the account's host
}

// Bounce is a mail that came back.
type Bounce struct {
	MessageID string // of the mail that came back, without the brackets; "" where the report does not say
	To        string
	Permanent bool // false: the server that reports it still tries
	Code      int  // of SMTP, 0: not told
	Status    string
	Reply     string // the words of the server that gave it back
	At        time.Time
}

// SignIn gets the token of an account from the provider's own pages. What comes back is the secret to be
// kept. Its errors: mail.signin.settings (nowhere to sign in), mail.signin.denied, mail.signin.expired,
// mail.signin.failed. Implemented by event/mail.
type SignIn interface {
	// Browser opens the provider's page and waits for its answer on this machine.
	Browser(ctx context.Context, acc MailAccount, open func(url string) error) (secret string, err error)
	// Device shows a code to type on the provider's page, on any machine, and waits until somebody has.
	Device(ctx context.Context, acc MailAccount, show func(code, url string)) (secret string, err error)
}
