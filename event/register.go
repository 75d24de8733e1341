package event

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// RegisterRow is one entry of the register, with what the ledger of messages and the event know of it.
type RegisterRow struct {
	Certificate
	EventTitle string
	Edition    int
	KindTitle  string  // "": the event has one kind only and never named it
	Receipt    Receipt // noted by hand, or else what the ledger of messages says
	Current    bool    // valid: neither replaced nor withdrawn
}

// RegisterJob is a register to write.
type RegisterJob struct {
	Title    string // of the event or the series
	Language string
	Made     Date
	Rows     []RegisterRow
	Series   bool // of several events: each row says which
	Author   string
}

// RegisterOptions choose what of the register is written and how.
type RegisterOptions struct {
	Series   bool   // all editions of the event's series
	Format   string // csv, xlsx or pdf
	Language string
	Kinds    []string // ids; empty: all
}

// Register lists an event's certificates by number, replaced and withdrawn ones too.
func (s *Service) Register(ctx context.Context, eventID string) ([]RegisterRow, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	rows, err := s.registerOf(ctx, ev)
	if err != nil {
		return nil, fmt.Errorf("register of %s: %w", eventID, err)
	}
	return rows, nil
}

// SeriesRegister lists the certificates of all editions of an event's series, the oldest edition first.
func (s *Service) SeriesRegister(ctx context.Context, eventID string) ([]RegisterRow, error) {
	editions, err := s.editionsOf(ctx, eventID)
	if err != nil {
		return nil, err
	}
	var all []RegisterRow
	for _, ev := range editions {
		rows, err := s.registerOf(ctx, ev)
		if err != nil {
			return nil, fmt.Errorf("register of %s: %w", ev.ID, err)
		}
		all = append(all, rows...)
	}
	return all, nil
}

func (s *Service) registerOf(ctx context.Context, ev Event) ([]RegisterRow, error) {
	all, err := s.Store.Certificates(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	messages, err := s.Store.Messages(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	mailed := MailReceipts(messages, ev.Zone())
	titles := map[string]string{}
	for _, k := range ev.CertificateKinds() {
		titles[k.ID] = k.Title
	}
	rows := make([]RegisterRow, len(all))
	for i, c := range all {
		rows[i] = RegisterRow{Certificate: c, EventTitle: ev.Title, Edition: ev.Edition, KindTitle: titles[c.KindID()],
			Receipt: c.Receipt, Current: c.State == Issued}
		if c.Receipt.How == "" {
			rows[i].Receipt = mailed[c.Number]
		}
	}
	return rows, nil
}

// editionsOf are the event and the others of its series, the oldest first.
func (s *Service) editionsOf(ctx context.Context, eventID string) ([]Event, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	if ev.Series == "" {
		return []Event{ev}, nil
	}
	all, err := s.Store.Events(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(e Event) bool { return e.Series != ev.Series })
	slices.SortStableFunc(all, func(a, b Event) int { return strings.Compare(string(a.Start), string(b.Start)) })
	return all, nil
}

// WriteRegister writes the register as a table or as a document, and returns how many entries it has.
func (s *Service) WriteRegister(ctx context.Context, eventID string, w io.Writer, o RegisterOptions) (int, error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return 0, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return 0, err
	}
	job := RegisterJob{Title: ev.Title, Language: o.Language, Made: DateOf(s.Clock.Now(), ev.Zone()), Series: o.Series && ev.Series != ""}
	if len(ev.Organizers) > 0 {
		job.Author = ev.Organizers[0]
	}
	if job.Series {
		job.Rows, err = s.SeriesRegister(ctx, eventID)
	} else {
		job.Rows, err = s.Register(ctx, eventID)
	}
	if err != nil {
		return 0, err
	}
	if len(o.Kinds) > 0 {
		job.Rows = slices.DeleteFunc(job.Rows, func(r RegisterRow) bool { return !slices.Contains(o.Kinds, r.KindID()) })
	}
	if o.Format == "pdf" {
		err = s.Documents.Register(ctx, w, job)
	} else {
		header, rows := s.Documents.RegisterTable(job)
		err = s.Tables.Write(w, o.Format, header, rows)
	}
	if err != nil {
		return 0, fmt.Errorf("write register of %s: %w", eventID, err)
	}
	return len(job.Rows), nil
}
