package badges

import (
	"bytes"
	"context"

	"zlot/event"
)

// tray is a printer that keeps what it got.
type tray struct {
	jobs    []event.PrintJob
	pdfs    [][]byte
	refuse  error // after so many jobs
	after   int
	none    bool
	reasons []string
	trays   []string
	duplex  bool
}

// Printers lists the one printer there is.
func (p *tray) Printers(context.Context) ([]event.Printer, error) {
	if p.none {
		return nil, nil
	}
	return []event.Printer{{ID: "cups:biuro", Name: "Biuro", Default: true, PrinterState: p.state()},
		{ID: "zpl://10.0.0.6:9100", Name: "Etykiety", Label: true, PrinterState: event.PrinterState{Ready: true}}}, nil
}

func (p *tray) state() event.PrinterState {
	return event.PrinterState{Ready: len(p.reasons) == 0, Reasons: p.reasons}
}

// Options says what the printer can do.
func (p *tray) Options(context.Context, string) (event.PrinterOptions, error) {
	return event.PrinterOptions{PrinterState: p.state(), Trays: p.trays, Duplex: p.duplex, PDF: true}, nil
}

// Print keeps a job, or refuses it.
func (p *tray) Print(_ context.Context, job event.PrintJob) (event.PrintTicket, error) {
	if p.refuse != nil && len(p.jobs) >= p.after {
		return event.PrintTicket{}, p.refuse
	}
	var pdf bytes.Buffer
	if err := job.PDF(&pdf); err != nil {
		return event.PrintTicket{}, err
	}
	p.jobs, p.pdfs = append(p.jobs, job), append(p.pdfs, pdf.Bytes())
	return event.PrintTicket{Printer: job.Printer, Job: "1"}, nil
}

// State says that a job is on paper.
func (p *tray) State(context.Context, event.PrintTicket) (event.PrintState, error) {
	return event.PrintState{Done: true}, nil
}
