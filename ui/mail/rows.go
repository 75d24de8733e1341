package mail

import (
	"cmp"
	"strings"

	"zlot/event"
)

// matter is whom a message is for and what it is about: copies of it stand in one line. A sample is for the
// organizer.
type matter struct {
	mailing, registration string
	sample                bool
}

func matterOf(m event.Message) matter { return matter{m.Mailing, m.Registration, m.Sample} }

// newest are the latest messages to everybody about each thing, of a list from old to new. One that was taken back stands
// there only where there is no other.
func newest(all []event.Message) []event.Message {
	at := map[matter]int{}
	var rows []event.Message
	for _, m := range all {
		i, ok := at[matterOf(m)]
		switch {
		case !ok:
			at[matterOf(m)] = len(rows)
			rows = append(rows, m)
		case m.State != event.MessageCancelled || rows[i].State == event.MessageCancelled:
			rows[i] = m
		}
	}
	return rows
}

// others are the other messages to the same person, about other things too, the latest first.
func (p *Page) others(m event.Message) []event.Message {
	var out []event.Message
	for _, o := range p.state.ledger.Messages {
		if o.ID != m.ID && o.Registration == m.Registration && o.Sample == m.Sample {
			out = append([]event.Message{o}, out...)
		}
	}
	return out
}

// name is how a person stands in a list.
func (p *Page) name(m event.Message) string {
	if m.Sample {
		return p.Printer.T("mail.sample")
	}
	n := p.state.people[m.Registration].name
	return p.Printer.Person(cmp.Or(strings.TrimSpace(n.Family+" "+n.Given), m.Name))
}

// word is the state of a message in words.
func (p *Page) word(m event.Message) string {
	if p.state.superseded[m.ID] {
		return p.Printer.T("mail.superseded")
	}
	return p.Printer.T("message.state." + string(m.State))
}
