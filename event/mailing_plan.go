package event

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

func (s *Service) planMailing(ctx context.Context, eventID string, req MailingRequest) (MailingPlan, error) {
	m, err := s.readMailing(ctx, eventID, req)
	if err != nil {
		return MailingPlan{}, fmt.Errorf("plan mailing of %s: %w", eventID, err)
	}
	plan := MailingPlan{Event: eventID, Request: req, Mailing: m.id, Template: m.template, Account: m.event.MailAccount}
	for _, t := range m.targets {
		to := m.address(t)
		if why := m.leave(t, to); why != "" {
			plan.Left = append(plan.Left, LeftOut{Registration: t.ID, Name: t.Who.Name.Full(), Certificate: t.certificate.Number, Why: why})
			continue
		}
		msg, missing := m.message(t, to)
		plan.Messages = append(plan.Messages, msg)
		if len(missing) > 0 {
			plan.Missing = append(plan.Missing, MissingFields{t.ID, t.Who.Name.Full(), missing})
		}
		if req.ToSelf {
			break
		}
	}
	for _, list := range m.before {
		for _, x := range list {
			if x.State == MessageQueued {
				plan.Before++
			}
		}
	}
	plan.Duration, err = s.mailDuration(ctx, m.event, plan.Before+len(plan.Messages))
	return plan, err
}

// address is where a message to somebody goes.
func (m *mailing) address(t mailTarget) string {
	if m.req.ToSelf {
		return m.event.MailAccount.Address
	}
	return t.Who.Email
}

// message is the message to somebody, and which of the fields in its words are empty.
func (m *mailing) message(t mailTarget, to string) (msg Message, missing []string) {
	language := letterLanguage(t.Who.Language)
	msg = addressed(m.event, t.Who, to)
	msg.Kind, msg.Mailing, msg.Registration, msg.Language = m.req.Kind, m.id, t.ID, language
	msg.Certificate, msg.SHA256 = t.certificate.Number, t.certificate.SHA256
	if msg.Certificate != "" {
		msg.Of = t.certificate.KindID()
	}
	msg.Sample, msg.Date = m.req.ToSelf, m.service.Clock.Now().UTC()
	msg.Copy = copyNumber(m.before[msg.Document()], msg.Document(), to)
	subject, text := m.template.In(language)
	fields := m.fill(t, language)
	msg.Subject = strings.Join(strings.Fields(FillForms(subject, t.Who.Address, fields)), " ")
	msg.Text = FillForms(text, t.Who.Address, fields)
	named := append(TextFields(subject), TextFields(text)...)
	for _, name := range m.fields {
		switch {
		case !slices.Contains(named, name):
		case fields[name] == "":
			missing = append(missing, name)
		default:
			msg.Fields = append(msg.Fields, name)
		}
	}
	return msg, missing
}

// addressed is a message to somebody about nothing yet.
func addressed(ev Event, who Person, to string) Message {
	id := NewID()
	_, domain, _ := strings.Cut(ev.MailAccount.Address, "@")
	return Message{ID: id, Event: ev.ID, To: to, Name: who.Name.Full(), Copy: 1, Language: who.Language, MessageID: id + "@" + domain,
		State: MessageQueued}
}

// fill is what stands for the fields that the words name.
func (m *mailing) fill(t mailTarget, language string) map[string]string {
	fields := badgeFields(m.fields, m.ofEvent, m.event.Questions, t.Entry, m.groups[t.Group], language)
	if slices.Contains(m.fields, "certificate") {
		fields["certificate"] = t.certificate.Number
	}
	if !slices.ContainsFunc(m.fields, func(name string) bool { return slices.Contains(LetterWords, name) }) {
		return fields
	}
	words := m.service.Letters.Words(LetterJob{Language: language, Event: m.event, Entry: t.Entry, Group: m.groups[t.Group], Plan: m.plan(t.Entry),
		Rooms: m.view.Rooms, Changes: m.concerns[t.ID], Certificate: t.certificate})
	for _, name := range m.fields {
		if slices.Contains(LetterWords, name) {
			fields[name] = words[name]
		}
	}
	return fields
}

// plan is somebody's own programme as it was made known, or as it stands where it never was.
func (m *mailing) plan(e Entry) []PlanItem {
	var items []PlanItem
	for _, x := range m.view.Sessions {
		if item, mine := planItem(x, e, m.places[e.ID][x.ID]); mine {
			items = append(items, item)
		}
	}
	slices.SortStableFunc(items, func(a, b PlanItem) int {
		return cmp.Or(a.Session.Start.Compare(b.Session.Start), a.Session.End.Compare(b.Session.End))
	})
	return items
}

// mailPace is how long one message takes on a usual line, by what was measured with some room to spare.
const mailPace = 300 * time.Millisecond

// mailDuration tells how long it takes to send so many messages at the pace that the account allows, after what
// left in the last minute, hour and day.
func (s *Service) mailDuration(ctx context.Context, ev Event, n int) (time.Duration, error) {
	if n == 0 {
		return 0, nil
	}
	longest := time.Duration(n) * mailPace
	for _, l := range s.Mailer.Limits(ev.MailAccount) {
		sent, err := s.Outbox.SentSince(ctx, ev.ID, s.Clock.Now().Add(-l.Length))
		if err != nil {
			return 0, fmt.Errorf("pace of %s: %w", ev.ID, err)
		}
		if l.Most > 0 && sent+n > l.Most {
			longest = max(longest, time.Duration(sent+n-l.Most)*l.Length/time.Duration(l.Most))
		}
	}
	return longest.Round(time.Second), nil
}
