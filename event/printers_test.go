package event_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"zlot/event"
	"zlot/event/doc"
)

// printRoom is a machine with one printer of its own, and a network.
type printRoom struct {
	network map[string]event.PrinterOptions
	silent  string // an address whose printer never answers
	jobs    []event.PrintJob
}

func (r *printRoom) Printers(context.Context) ([]event.Printer, error) {
	return []event.Printer{{ID: "cups:biuro", Name: "Biuro", Default: true, PrinterState: event.PrinterState{Ready: true}}}, nil
}

func (r *printRoom) Options(ctx context.Context, id string) (event.PrinterOptions, error) {
	if id == r.silent {
		<-ctx.Done()
		return event.PrinterOptions{}, event.Fail(event.CodePrinterSilent).Because(ctx.Err())
	}
	if o, known := r.network[id]; known {
		return o, nil
	}
	return event.PrinterOptions{}, event.Fail(event.CodePrinterHost, "Printer", id)
}

func (r *printRoom) Print(_ context.Context, job event.PrintJob) (event.PrintTicket, error) {
	r.jobs = append(r.jobs, job)
	return event.PrintTicket{Printer: job.Printer, Job: "1"}, nil
}

func (r *printRoom) State(context.Context, event.PrintTicket) (event.PrintState, error) {
	return event.PrintState{Done: true}, nil
}

// The list does not wait for printers that do not answer, and knows each printer once.
func TestService_FindPrinters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := &printRoom{silent: "ipp://cicho", network: map[string]event.PrinterOptions{
			"zpl://etykiety": {PrinterState: event.PrinterState{Ready: true}, Label: true}}}
		s := event.NewService(event.Ports{Printers: room})
		began := time.Now()
		list, err := s.FindPrinters(t.Context(), []event.KnownPrinter{{Address: "ipp://cicho"}, {Address: "zpl://etykiety", Name: "Etykiety"},
			{Address: "cups:biuro"}, {Address: "ipp://literówka"}})
		if err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited > 4*time.Second {
			t.Errorf("waited %v", waited)
		}
		if len(list) != 4 || list[0].ID != "cups:biuro" || !list[0].Ready {
			t.Fatalf("%+v", list)
		}
		offline := event.PrinterState{Reasons: []string{event.PrinterOffline}}
		if p := list[1]; p.Name != "ipp://cicho" || p.Ready || !slices.Equal(p.Reasons, offline.Reasons) {
			t.Errorf("silent: %+v", p)
		}
		if p := list[2]; p.Name != "Etykiety" || !p.Label || !p.Ready {
			t.Errorf("labels: %+v", p)
		}
		if p := list[3]; p.Ready || !slices.Equal(p.Reasons, offline.Reasons) {
			t.Errorf("unknown: %+v", p)
		}
	})
}

func TestService_CheckPrinter(t *testing.T) {
	room := &printRoom{network: map[string]event.PrinterOptions{"ipp://10.0.0.5": {Duplex: true}}}
	s := event.NewService(event.Ports{Printers: room})
	address, o, err := s.CheckPrinter(t.Context(), " 10.0.0.5 ")
	if err != nil || address != "ipp://10.0.0.5" || !o.Duplex {
		t.Errorf("%q, %+v, %v", address, o, err)
	}
	if _, _, err := s.CheckPrinter(t.Context(), "ipp://literówka"); !errors.Is(err, event.Fail(event.CodePrinterHost)) {
		t.Errorf("an unknown machine: %v", err)
	}
	room.silent = "ipp://10.0.0.6"
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if address, o, err := s.CheckPrinter(ctx, "10.0.0.6"); err != nil || address != "ipp://10.0.0.6" || !slices.Equal(o.Reasons, []string{event.PrinterOffline}) {
		t.Errorf("one that is off: %q, %+v, %v", address, o, err)
	}
}

func TestService_PrintTestPage(t *testing.T) {
	setup := event.PrintSetup{Printer: "cups:biuro", Copies: 2, Duplex: event.LongEdge, ShiftX: 1.5, Tray: "tray-1"}
	room := &printRoom{network: map[string]event.PrinterOptions{
		"cups:biuro": {Media: []event.PrinterMedia{{Width: 148, Height: 210}, {Width: 210, Height: 297}}}, "zpl://e": {Label: true}, "ipp://x": {}}}
	s := event.NewService(event.Ports{Printers: room, Documents: doc.New()})
	print := func(p event.TestPage) event.PrintJob {
		t.Helper()
		if _, _, err := s.PrintTestPage(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		return room.jobs[len(room.jobs)-1]
	}
	job := print(event.TestPage{Language: "pl", Name: "Biuro", Setup: setup})
	if job.Width != 148 || job.Height != 210 || job.Copies != 2 || job.Duplex != event.LongEdge || job.Tray != "tray-1" {
		t.Errorf("%+v", job)
	}
	var pdf bytes.Buffer
	if err := job.PDF(&pdf); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF-")) {
		t.Errorf("%.20q, %v", pdf.Bytes(), err)
	}
	if pages, err := job.Pages(t.Context(), 100); err != nil || len(pages) != 2 || pages[0].Bounds().Dx() < 580 {
		t.Errorf("%d pages, %v", len(pages), err)
	}
	// The shift is what the calibration page finds: it must not be in it.
	job = print(event.TestPage{Language: "pl", Calibration: true, Setup: setup, Width: 210, Height: 297})
	if job.Copies != 1 || job.Duplex != event.OneSided || job.Width != 210 {
		t.Errorf("calibration %+v", job)
	}
	for id, width := range map[string]float64{"zpl://e": 62, "ipp://x": 210} {
		if job := print(event.TestPage{Language: "en", Setup: event.PrintSetup{Printer: id}}); job.Width != width {
			t.Errorf("%s prints on %v mm", id, job.Width)
		}
	}
}

// A program that was given no way to paper says so.
func TestService_WithoutPrinters(t *testing.T) {
	s := event.NewService(event.Ports{Documents: doc.New()})
	ctx := t.Context()
	for name, ask := range map[string]func() error{
		"find": func() error {
			_, err := s.FindPrinters(ctx, []event.KnownPrinter{{Address: "ipp://10.0.0.5"}})
			return err
		},
		"options": func() error { _, err := s.PrinterOptions(ctx, "cups:biuro"); return err },
		"state":   func() error { _, err := s.PrintState(ctx, event.PrintTicket{}); return err },
		"check":   func() error { _, _, err := s.CheckPrinter(ctx, "10.0.0.5"); return err },
		"test":    func() error { _, _, err := s.PrintTestPage(ctx, event.TestPage{Width: 210, Height: 297}); return err },
	} {
		if err := ask(); !errors.Is(err, event.Fail(event.CodePrinterService)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
