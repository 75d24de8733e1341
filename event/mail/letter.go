package mail

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

//go:embed letter.html
var letterHTML string

var letterTemplate = template.Must(template.New("letter").Funcs(template.FuncMap{"paragraph": paragraphHTML}).Parse(letterHTML))

// letter is what a mail says, in the language of its document.
type letter struct {
	Lang       string
	Subject    string
	Paragraphs []string // lines of one are parted by a line feed
	Why        string
}

// newLetter takes the words that the message was queued with; one about a certificate may have none, and says
// what the program says.
func newLetter(m event.Message, acc event.MailAccount, ev event.Event) letter {
	p := i18n.New(m.Language)
	l := letter{
		Lang:       p.Lang(),
		Subject:    cmp.Or(m.Subject, p.T("mailtext.subject", i18n.Args{"Title": ev.Title})),
		Paragraphs: paragraphsOf(m.Text),
		Why:        p.T("mailtext.why"),
	}
	if m.Text == "" {
		l.Paragraphs = certificateWords(p, m, acc, ev)
	}
	if m.Sample { // it goes to the organizer, not to whom the document is about
		l.Subject = p.T("mailtext.sample.subject", i18n.Args{"Subject": l.Subject})
		l.Why = p.T("mailtext.sample.why")
	}
	return l
}

func certificateWords(p *i18n.Printer, m event.Message, acc event.MailAccount, ev event.Event) []string {
	signature := ev.Organizers
	if len(signature) == 0 {
		signature = []string{senderName(acc, ev)}
	}
	return []string{
		p.T("mailtext.greeting"),
		p.T("mailtext.thanks", i18n.Args{"Title": ev.Title, "Dates": p.DateRange(ev.Start.Time(time.UTC), ev.End.Time(time.UTC))}),
		p.T("mailtext.document", i18n.Args{"Number": m.Certificate}),
		p.T("mailtext.verify"),
		p.T("mailtext.mistake"),
		p.T("mailtext.regards") + "\n" + strings.Join(signature, "\n"),
	}
}

// Letter is the subject and the text of a message, for people to look at before it is sent.
func Letter(m event.Message, ev event.Event) (subject, text string) {
	l := newLetter(m, ev.MailAccount, ev)
	return l.Subject, strings.ReplaceAll(strings.TrimSpace(l.text()), "\r\n", "\n")
}

// text is the letter for programs that show no HTML.
func (l letter) text() string {
	var b strings.Builder
	for _, p := range l.Paragraphs {
		fmt.Fprintf(&b, "%s\r\n\r\n", strings.ReplaceAll(p, "\n", "\r\n"))
	}
	fmt.Fprintf(&b, "-- \r\n%s\r\n", l.Why)
	return b.String()
}

func (l letter) html() (string, error) {
	var b strings.Builder
	if err := letterTemplate.Execute(&b, l); err != nil {
		return "", fmt.Errorf("write letter: %w", err)
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n"), nil
}

// senderName is never empty: some providers refuse mail without a display name.
func senderName(acc event.MailAccount, ev event.Event) string {
	switch {
	case strings.TrimSpace(acc.Name) != "":
		return acc.Name
	case len(ev.Organizers) > 0:
		return ev.Organizers[0]
	}
	return ev.Title
}
