package mail

import (
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// subject is what messages are about: everything, a kind, or what was sent to many at once.
type subject struct {
	kind    event.MessageKind
	byKind  bool // the kind of certificates is ""
	mailing string
}

func (s subject) has(m event.Message) bool {
	switch {
	case s.mailing != "":
		return m.Mailing == s.mailing
	case s.byKind:
		return m.Kind == s.kind
	}
	return true
}

// showTopics offers what there are messages about.
func (p *Page) showTopics() {
	t, l := p.Printer.T, p.state.ledger
	options := []kit.Option[subject]{{Text: t("mail.topic.all")}}
	for _, kind := range event.MessageKinds {
		if l.Kinds[kind] != (event.Tally{}) || p.mentions(kind) {
			options = append(options, kit.Option[subject]{Value: subject{kind: kind, byKind: true}, Text: p.kind(kind)})
		}
	}
	for _, g := range l.Mailings {
		text := t("mail.topic.mailing", i18n.Args{"Subject": shortened(g.Subject), "Day": p.Printer.ShortDate(g.At.In(p.state.event.Zone()))})
		options = append(options, kit.Option[subject]{Value: subject{mailing: g.Mailing}, Text: text})
	}
	p.topic.SetOptions(options)
}

// longestSubject is how much of a subject a choice shows, in letters.
const longestSubject = 32

func shortened(subject string) string {
	letters := []rune(subject)
	if len(letters) <= longestSubject {
		return subject
	}
	return strings.TrimSpace(string(letters[:longestSubject])) + "…"
}

// mentions reports whether there is any message of a kind, of those too that count no more.
func (p *Page) mentions(kind event.MessageKind) bool {
	for _, m := range p.state.ledger.Messages {
		if m.Kind == kind {
			return true
		}
	}
	return false
}

// kind is a kind of messages in words.
func (p *Page) kind(kind event.MessageKind) string {
	if kind == event.MessageCertificate {
		return p.Printer.T("letters.kind.certificate")
	}
	return p.Printer.T("letters.kind." + string(kind))
}

// about says what a message is about: the number of its certificate, or its kind.
func (p *Page) about(m event.Message) string {
	if m.Certificate != "" {
		return m.Certificate
	}
	return p.kind(m.Kind)
}
