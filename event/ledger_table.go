package event

import (
	"context"
	"strconv"
	"time"
)

// LedgerColumns are the columns of an exported ledger.
var LedgerColumns = []string{"queued", "kind", "subject", "name", "to", "state", "attempts", "sent", "code", "reply", "certificate", "copy", "sample", "message_id"}

// LedgerWords are the words of a language in which a ledger leaves the program. The zero value writes codes.
type LedgerWords struct {
	Column func(column string) string
	Kind   func(MessageKind) string
	State  func(MessageState) string
	Yes    string // of a sample
}

// LedgerTable is the ledger of an event's messages as a table, oldest first.
func (s *Service) LedgerTable(ctx context.Context, eventID string, w LedgerWords) (header []string, rows [][]string, err error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return header, rows, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range LedgerColumns {
		if w.Column != nil {
			c = w.Column(c)
		}
		header = append(header, c)
	}
	for _, m := range all {
		rows = append(rows, ledgerRow(m, w, ev.Zone()))
	}
	return header, rows, nil
}

func ledgerRow(m Message, w LedgerWords, zone *time.Location) []string {
	sent, kind, state, sample := "", string(m.Kind), string(m.State), ""
	if !m.SentAt.IsZero() {
		sent = m.SentAt.In(zone).Format(time.DateTime)
	}
	if w.Kind != nil {
		kind = w.Kind(m.Kind)
	}
	if w.State != nil {
		state = w.State(m.State)
	}
	if m.Sample {
		sample = w.Yes
	}
	code := ""
	if m.Code != 0 {
		code = strconv.Itoa(m.Code)
	}
	return []string{m.Date.In(zone).Format(time.DateTime), kind, m.Subject, m.Name, m.To, state, strconv.Itoa(m.Attempts), sent, code, m.Reply,
		m.Certificate, strconv.Itoa(m.Copy), sample, m.MessageID}
}
