package mail

import (
	"cmp"
	"strings"

	"zlot/event"
)

// about is whom a message is for: copies of it stand in one line. A sample is for the organizer.
type about struct {
	registration string
	sample       bool
}

func aboutOf(m event.Message) about { return about{m.Registration, m.Sample} }

// newest are the latest messages of everybody, of a list from old to new. One that was taken back stands
// there only where there is no other.
func newest(all []event.Message) []event.Message {
	at := map[about]int{}
	var rows []event.Message
	for _, m := range all {
		i, ok := at[aboutOf(m)]
		switch {
		case !ok:
			at[aboutOf(m)] = len(rows)
			rows = append(rows, m)
		case m.State != event.MessageCancelled || rows[i].State == event.MessageCancelled:
			rows[i] = m
		}
	}
	return rows
}

// others are the other messages to the same person, the latest first.
func (p *Page) others(m event.Message) []event.Message {
	var out []event.Message
	for _, o := range p.state.ledger.Messages {
		if o.ID != m.ID && aboutOf(o) == aboutOf(m) {
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
