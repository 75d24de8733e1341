package event

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// mailing is what a mailing is worked out from.
type mailing struct {
	service  *Service
	req      MailingRequest
	id       string
	template LetterTemplate
	fields   []string // that the words name, each once
	event    Event
	view     ProgrammeView
	places   map[string]map[string]EnrolmentState // by registration and session
	release  Release                              // the last one, of a change
	concerns map[string][]ProgrammeChange         // by registration, of a change
	groups   map[string]string                    // titles
	ofEvent  map[string]string                    // fields that are the same for everybody
	before   map[string][]Message                 // by what they are about
	targets  []mailTarget
	chosen   bool // people were chosen, so that whom it is not for is told
}

// mailTarget is somebody to be written to, about a certificate or not.
type mailTarget struct {
	Entry
	certificate Certificate
}

// readMailing reads what a request needs and checks its words.
func (s *Service) readMailing(ctx context.Context, eventID string, req MailingRequest) (*mailing, error) {
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return nil, err
	}
	if p.Event.MailAccount.Address == "" {
		return nil, Fail(CodeMailAccount)
	}
	m := &mailing{service: s, req: req, event: p.Event, ofEvent: eventFields(p.Event), places: map[string]map[string]EnrolmentState{},
		groups: titlesOf(nil, p.Groups), before: map[string][]Message{}}
	if err := m.words(); err != nil {
		return nil, err
	}
	if m.view, err = p.View(p.Released != nil); err != nil {
		return nil, err
	}
	for _, en := range p.Enrolments {
		if m.places[en.Registration] == nil {
			m.places[en.Registration] = map[string]EnrolmentState{}
		}
		m.places[en.Registration][en.Session] = en.State
	}
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		m.before[x.Document()] = append(m.before[x.Document()], x)
	}
	if req.Kind == MessageChange {
		if err := m.changes(ctx, p); err != nil {
			return nil, err
		}
	}
	m.id = m.name()
	return m, m.choose(ctx, p)
}

// words finds the template and the fields it names.
func (m *mailing) words() (err error) {
	if m.req.Words != nil {
		m.template = *m.req.Words
		m.template.Kind = m.req.Kind
	} else if m.template, err = m.service.LetterOf(m.event, m.req.Kind, m.req.Template); err != nil {
		return err
	}
	if err := m.template.Check(m.event); err != nil {
		return err
	}
	for _, words := range []map[string]string{m.template.Subject, m.template.Text} {
		for _, language := range LetterLanguages {
			for _, name := range TextFields(words[language]) {
				if !IsForm(name) && !slices.Contains(m.fields, name) {
					m.fields = append(m.fields, name)
				}
			}
		}
	}
	m.ofEvent["reply_to"] = m.event.MailAccount.ReplyTo
	if m.ofEvent["reply_to"] == "" {
		m.ofEvent["reply_to"] = m.event.MailAccount.Address
	}
	return nil
}

// name is the id of a mailing. A confirmation is sent once, a change once for each release; a reminder and a free
// letter once for the same words.
func (m *mailing) name() string {
	switch m.req.Kind {
	case MessageCertificate:
		return ""
	case MessageConfirmation:
		return string(MessageConfirmation)
	case MessageChange:
		return string(MessageChange) + "/" + m.release.ID
	}
	h := sha256.New()
	for _, words := range []map[string]string{m.template.Subject, m.template.Text} {
		for _, language := range LetterLanguages {
			h.Write([]byte(strconv.Itoa(len(words[language])) + " " + words[language]))
		}
	}
	return string(m.req.Kind) + "/" + hex.EncodeToString(h.Sum(nil)[:8])
}

// changes works out whom the last release concerns, against the one before it.
func (m *mailing) changes(ctx context.Context, p Programme) error {
	releases, err := m.service.Store.Releases(ctx, m.event.ID)
	if err != nil {
		return err
	}
	if len(releases) == 0 {
		return Fail(CodeReleaseNone)
	}
	m.release = releases[len(releases)-1]
	m.ofEvent["release_note"] = m.release.Note
	if len(releases) == 1 {
		return Fail(CodeReleaseFirst)
	}
	then := p
	then.Sessions, then.Rooms, then.Groups, then.Released = m.release.Sessions, m.release.Rooms, m.release.Groups, &releases[len(releases)-2]
	m.concerns = map[string][]ProgrammeChange{}
	for _, c := range then.Changes() {
		for _, e := range p.Entries {
			if c.concerns(e) {
				m.concerns[e.ID] = append(m.concerns[e.ID], c)
			}
		}
	}
	return nil
}

// concerns reports whether somebody has to know of a change.
func (c ProgrammeChange) concerns(e Entry) bool {
	if slices.Contains(c.Affected, e.ID) {
		return true
	}
	return c.Everyone && (c.Session.For(e.Group) || c.Kind != SessionNew && c.Was.For(e.Group))
}

// choose finds whom a request means, in Polish order of names.
func (m *mailing) choose(ctx context.Context, p Programme) error {
	entries := p.Entries
	m.chosen = len(m.req.Registrations) > 0 || len(m.req.Where) > 0
	if len(m.req.Where) > 0 {
		var err error
		if entries, err = m.service.Choose(ctx, m.event.ID, m.req.Where); err != nil {
			return err
		}
	}
	if len(m.req.Registrations) > 0 {
		wanted := map[string]bool{}
		for _, id := range m.req.Registrations {
			wanted[id] = true
		}
		entries = slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return !wanted[e.ID] })
	}
	certificates := map[string][]Certificate{}
	if m.req.Kind == MessageCertificate {
		all, err := m.service.Store.Certificates(ctx, m.event.ID)
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.State == Issued {
				certificates[c.Registration] = append(certificates[c.Registration], c)
			}
		}
	}
	for _, e := range entries {
		if !m.chosen && !m.meant(e, certificates[e.ID]) {
			continue
		}
		if len(certificates[e.ID]) == 0 {
			m.targets = append(m.targets, mailTarget{Entry: e})
		}
		for _, c := range certificates[e.ID] {
			m.targets = append(m.targets, mailTarget{e, c})
		}
	}
	return nil
}

// meant reports whether a kind of message is for somebody whom nobody chose.
func (m *mailing) meant(e Entry, certificates []Certificate) bool {
	switch m.req.Kind {
	case MessageCertificate:
		return len(certificates) > 0
	case MessageConfirmation, MessageReminder:
		return e.Status == Confirmed
	case MessageChange:
		return e.Status != Cancelled && len(m.concerns[e.ID]) > 0
	}
	return e.Status != Cancelled
}

// leave says why somebody gets no message; "": they do.
func (m *mailing) leave(t mailTarget, to string) LeaveReason {
	switch {
	case t.Who.Erased:
		return LeftErased
	case m.req.Kind == MessageCertificate && t.certificate.Number == "":
		return LeftNoDocument
	case t.Status == Cancelled:
		return LeftCancelled
	case m.req.Kind == MessageConfirmation && t.Status != Confirmed:
		return LeftUnconfirmed
	case m.req.Kind == MessageChange && len(m.concerns[t.ID]) == 0:
		return LeftUnaffected
	case m.req.ToSelf:
		return ""
	}
	return m.leaveAddress(t, to)
}

// leaveAddress says what speaks against the address.
func (m *mailing) leaveAddress(t mailTarget, to string) LeaveReason {
	if strings.TrimSpace(to) == "" {
		return LeftNoAddress
	}
	if _, err := NormalizeEmail(to); err != nil {
		return LeftBadAddress
	}
	if !m.req.Again && hadAlready(m.before[m.document(t)], to) {
		return LeftAlready
	}
	return ""
}

// hadAlready reports whether one of the messages went to an address, or is on its way, other than as a sample.
func hadAlready(messages []Message, to string) bool {
	return slices.ContainsFunc(messages, func(x Message) bool {
		return strings.EqualFold(x.To, to) && x.State != MessageCancelled && !x.Sample
	})
}

func (m *mailing) document(t mailTarget) string {
	return Message{Mailing: m.id, Registration: t.ID, Certificate: t.certificate.Number}.Document()
}
