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
)

// Message is a mail to one person about one document. A second copy to the same address about the
// same document is a message of its own (Copy counts from 1), so that nothing is mailed twice by accident.
type Message struct {
	ID           string       `json:"id"`
	Event        string       `json:"event"`
	Registration string       `json:"registration"`
	Certificate  string       `json:"certificate"` // number
	SHA256       string       `json:"sha256"`      // of the PDF as frozen
	To           string       `json:"to"`
	Name         string       `json:"name"`
	Copy         int          `json:"copy"`
	Sample       bool         `json:"sample"` // goes to the account's own address, to see what people will get
	Language     string       `json:"language"`
	Subject      string       `json:"subject"`
	MessageID    string       `json:"message_id"` // stable, without the brackets
	Date         time.Time    `json:"date"`
	State        MessageState `json:"state"`
	Attempts     int          `json:"attempts"`
	Code         int          `json:"code"`  // of the server's last answer, 0: none
	Reply        string       `json:"reply"` // the server's last words
	NextAt       time.Time    `json:"next_at"`
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
}

// Ledger counts the messages of an event by state. A sample counts only while it waits; a failure that a
// later copy stands in for does not count.
type Ledger struct {
	Queued, Accepted, Failed, Uncertain int
	PausedUntil                         time.Time
	PausedCode                          string // why the account is paused or stopped: a code of error.go
	PausedReply                         string
	Messages                            []Message
}
