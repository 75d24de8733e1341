package event

import "time"

// MessageState is where a message stands. The way through the states is in MAIL.md's diagram:
// queued → sending → dot → accepted, failed or uncertain.
type MessageState string

// The states of a message. Sending and Dot are states of the machine: they are not in the log of facts.
const (
	MessageQueued    MessageState = "queued"
	MessageSending   MessageState = "sending"
	MessageDot       MessageState = "dot" // the final dot may have left this machine
	MessageAccepted  MessageState = "accepted"
	MessageFailed    MessageState = "failed"
	MessageUncertain MessageState = "uncertain"
	MessageCancelled MessageState = "cancelled"
	MessageBounced   MessageState = "bounced" // accepted, and given back later
)

// MessageKind is what a message is about.
type MessageKind string

// The kinds of messages.
const (
	MessageCertificate  MessageKind = "" // carries a certificate
	MessageConfirmation MessageKind = "confirmation"
	MessageReminder     MessageKind = "reminder"
	MessageChange       MessageKind = "change" // of the programme
	MessageLetter       MessageKind = "letter" // free words
)

// Attachment is a file that goes with a message.
type Attachment struct {
	Name   string `json:"name"`
	Type   string `json:"type"` // MIME
	SHA256 string `json:"sha256"`
}

// LetterTemplate are the words of a kind of message, with fields in braces. Subject and Text by language.
type LetterTemplate struct {
	ID      string            `json:"id"`
	Kind    MessageKind       `json:"kind"`
	Title   string            `json:"title"`
	Subject map[string]string `json:"subject"`
	Text    map[string]string `json:"text"` // paragraphs parted by an empty line
}

// Message is a mail to one person about one thing: a certificate, or a mailing. A second copy to the same
// address about the same thing is a message of its own (Copy counts from 1), so that nothing is mailed twice by accident.
type Message struct {
	ID           string       `json:"id"`
	Event        string       `json:"event"`
	Kind         MessageKind  `json:"kind,omitempty"`
	Mailing      string       `json:"mailing,omitempty"` // id of what was sent to many at once; "" for certificates
	Registration string       `json:"registration"`
	Certificate  string       `json:"certificate"`  // number
	Of           string       `json:"of,omitempty"` // id of the certificate's kind
	SHA256       string       `json:"sha256"`       // of the PDF as frozen
	To           string       `json:"to"`
	Name         string       `json:"name"`
	Copy         int          `json:"copy"`
	Sample       bool         `json:"sample"` // goes to the account's own address, to see what people will get
	Language     string       `json:"language"`
	Subject      string       `json:"subject"`
	Text         string       `json:"text,omitempty"`        // paragraphs parted by an empty line; "": the words of the program
	Fields       []string     `json:"fields,omitempty"`      // what Subject and Text show of the person, see LetterFields
	Attachments  []Attachment `json:"attachments,omitempty"` // besides the certificate
	MessageID    string       `json:"message_id"`            // stable, without the brackets
	Date         time.Time    `json:"date"`
	State        MessageState `json:"state"`
	Attempts     int          `json:"attempts"`
	Code         int          `json:"code"`  // of the server's last answer, 0: none
	Reply        string       `json:"reply"` // the server's last words
	NextAt       time.Time    `json:"next_at"`
	SentAt       time.Time    `json:"-"` // when the server took it, or a person said so; zero: not known on this desk
}

// Document names what a message is about, so that nothing is mailed twice by accident: the number of a
// certificate, or a mailing and whom it is for.
func (m Message) Document() string {
	if m.Mailing != "" {
		return m.Mailing + "/" + m.Registration
	}
	return m.Certificate
}

// MailTLS says how the connection is protected.
type MailTLS string

// The ways of protection. TLSNone is for a server on this machine only.
const (
	TLSImplicit MailTLS = "implicit"
	TLSStart    MailTLS = "starttls"
	TLSNone     MailTLS = "none"
)

// MailAccount is how the event's mail leaves. The secret is never part of it.
type MailAccount struct {
	Address   string  `json:"address"`
	Name      string  `json:"name"` // display name of the sender
	ReplyTo   string  `json:"reply_to"`
	Host      string  `json:"host"`
	Port      int     `json:"port"`
	TLS       MailTLS `json:"tls"`
	Auth      string  `json:"auth"` // auto none plain login cram-md5 scram-sha-256 xoauth2 oauthbearer external
	User      string  `json:"user"`
	CA        string  `json:"ca"`         // PEM of a private certificate authority
	PerMinute int     `json:"per_minute"` // 0: no limit
	PerHour   int     `json:"per_hour,omitempty"`
	PerDay    int     `json:"per_day,omitempty"`

	OAuth    OAuth  `json:"oauth,omitzero"`      // for xoauth2 and oauthbearer
	IMAPHost string `json:"imap_host,omitempty"` // "": what was sent and what came back cannot be looked up
	IMAPPort int    `json:"imap_port,omitempty"` // 0: 993
	Sent     string `json:"sent,omitempty"`      // folder of sent mail; "": the one the server marks
}

// OAuth is where an account's owner signs in. The token is a secret and never part of it.
type OAuth struct {
	ClientID  string `json:"client_id"`
	AuthURL   string `json:"auth_url"`
	TokenURL  string `json:"token_url"`
	DeviceURL string `json:"device_url"`
	Scopes    string `json:"scopes"` // parted by blanks
}

// Ledger counts the messages of an event by state.
type Ledger struct {
	Tally
	Kinds       map[MessageKind]Tally
	Mailings    []MailingTally // newest first
	PausedUntil time.Time
	PausedCode  string // why the account is paused or stopped: a code of error.go; mail.paused: by a person
	PausedReply string
	Remaining   time.Duration // until all that waits has left, at the account's pace
	Messages    []Message
}

// Tally counts messages. A sample counts only while it waits; a failure that a later copy stands in for does
// not count.
type Tally struct{ Queued, Accepted, Failed, Uncertain, Bounced int }

// MailingTally counts what was sent to many at once.
type MailingTally struct {
	Mailing string
	Kind    MessageKind
	Subject string // of its first message
	At      time.Time
	Tally
}
