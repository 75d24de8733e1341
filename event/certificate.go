package event

import (
	"strings"
	"time"
)

// CertificateState is where a certificate stands.
type CertificateState string

// The states of a certificate.
const (
	Issued    CertificateState = "issued"
	Replaced  CertificateState = "replaced"
	Withdrawn CertificateState = "withdrawn"
)

// Certificate is one entry of the register: the number, what it was made from, and what became of it.
// The PDF is frozen: its bytes are the blob named by SHA256.
type Certificate struct {
	Number       string           `json:"number"`
	Event        string           `json:"event"`
	Registration string           `json:"registration"`
	Kind         string           `json:"kind,omitempty"` // id of the CertificateKind; "": UsualKind
	Series       string           `json:"series"`         // year and kind, e.g. "ZAR/2026"
	Seq          int              `json:"seq"`            // from 1, without a gap in the series
	Data         CertificateData  `json:"data"`
	SHA256       string           `json:"sha256"`
	Layout       string           `json:"layout,omitempty"` // SHA-256 of the layout as it was: a blob of JSON
	Token        string           `json:"token"`            // the signed statement in the QR symbol
	IssuedAt     time.Time        `json:"issued_at"`
	State        CertificateState `json:"state"`
	Reason       string           `json:"reason"`      // of a withdrawal
	ReplacedBy   string           `json:"replaced_by"` // number
	Replaces     string           `json:"replaces"`    // number
	Duplicates   []Copy           `json:"duplicates,omitempty"`
	Receipt      Receipt          `json:"receipt,omitzero"`
	Erased       bool             `json:"erased,omitempty"` // nobody is named in it any more, and its document is gone
}

// Copy is a second original of a certificate, marked as one and frozen like the first.
type Copy struct {
	SHA256 string    `json:"sha256"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Receipt says how a certificate reached its person. Zero: not known to.
type Receipt struct {
	How  ReceiptWay `json:"how"`
	Day  Date       `json:"day"`
	Note string     `json:"note"`
	By   string     `json:"by"`
}

// ReceiptWay is a way in which a certificate reaches its person.
type ReceiptWay string

// The ways. Mailed is what the ledger of messages says, and is never set by hand.
const (
	Handed ReceiptWay = "handed"
	Posted ReceiptWay = "posted" // in an envelope
	Mailed ReceiptWay = "mailed"
)

// CertificateData is everything a certificate says; it is frozen with the document.
type CertificateData struct {
	Number      string        `json:"number"`
	Name        string        `json:"name"` // with the academic title
	Address     FormOfAddress `json:"address"`
	Institution string        `json:"institution"`
	Language    string        `json:"language"`
	Role        Role          `json:"role"`
	Kind        Kind          `json:"kind"`
	Title       string        `json:"title"` // of the event
	Edition     int           `json:"edition"`
	Start       Date          `json:"start"`
	End         Date          `json:"end"`
	Town        string        `json:"town"`
	Venue       string        `json:"venue"`
	Hours       float64       `json:"hours"`
	HourMinutes int           `json:"hour_minutes"`
	Topics      []Topic       `json:"topics"`
	Organizers  []string      `json:"organizers"`
	Partners    []string      `json:"partners"`
	Patrons     []string      `json:"patrons"`
	CoFinancing string        `json:"cofinancing"`
	Signatures  []Signature   `json:"signatures"`
	Logos       []Logo        `json:"logos,omitempty"`
	Place       string        `json:"place"`
	Date        Date          `json:"date"` // of issue
	Replaces    string        `json:"replaces"`
	// Fields are what stands for those fields that the layout names besides: of the person, the event, answers.
	Fields map[string]string `json:"fields,omitempty"`
}

// Topic is a session a certificate names.
type Topic struct {
	Title string  `json:"title"`
	Hours float64 `json:"hours"`
}

// Statement is what the QR symbol of a certificate says, signed with the organizer's key.
type Statement struct {
	Event  string // id
	Number string
	Name   string
	Title  string
	Hours  float64
	Date   Date
}

// Verification is the answer to "is this certificate ours, unchanged, still valid?".
type Verification struct {
	Valid     bool
	State     CertificateState // of the register; "signed" where only the signature could be checked
	Statement Statement
	Code      string         // why it is not valid: a code of error.go
	Args      map[string]any // of the sentence of Code; of a foreign one Number, Name and Key, which nobody vouches for

	Duplicate    int // which duplicate the PDF is, from 1; 0: the original, or only a token was asked about
	DuplicatedAt time.Time
	ReplacedBy   string // number
	Reason       string // of a withdrawal
}

// StateSigned is the state when no register was at hand and only the signature was checked.
const StateSigned CertificateState = "signed"

// FileName is what the document is called when it leaves the program: number and name, in letters that every file
// system knows.
func (c Certificate) FileName() string {
	const longest = 100
	name := plainLetters(c.Number, strings.ToUpper)
	if who := strings.ReplaceAll(Fold(c.Data.Name), " ", "-"); who != "" {
		name += "-" + plainLetters(who, strings.ToLower)
	}
	return strings.Trim(name[:min(len(name), longest)], ".- ") + ".pdf"
}

// plainLetters writes words in letters, digits, dots, dashes and underscores; fold is for letters beyond those.
func plainLetters(text string, fold func(string) string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
	var b strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune(plain, r):
			b.WriteRune(r)
		case r == '/' || r == ' ':
			b.WriteByte('-')
		case r > 127:
			for _, f := range fold(Fold(string(r))) {
				if f <= 127 && f != ' ' {
					b.WriteRune(f)
				}
			}
		}
	}
	return b.String()
}
