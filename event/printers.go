package event

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// What can go wrong on the way to paper. None of them means that something was changed in the event.
const (
	CodePrinterAddress    = "printer.address"    // what somebody typed is no address of a printer
	CodePrinterUnknown    = "printer.unknown"    // there is no such queue
	CodePrinterHost       = "printer.host"       // there is no such machine
	CodePrinterService    = "printer.service"    // the print service of this machine is not running
	CodePrinterOffline    = "printer.offline"    // switched off, or out of reach
	CodePrinterSilent     = "printer.silent"     // did not answer, and has nothing of the job
	CodePrinterUnanswered = "printer.unanswered" // did not answer, and may have the job
	CodePrinterPaper      = "printer.paper"
	CodePrinterMedia      = "printer.media" // does not know paper of this size
	CodePrinterJam        = "printer.jam"
	CodePrinterCover      = "printer.cover"
	CodePrinterToner      = "printer.toner"
	CodePrinterStopped    = "printer.stopped"
	CodePrinterClosed     = "printer.closed" // takes no jobs
	CodePrinterBusy       = "printer.busy"
	CodePrinterFormat     = "printer.format" // takes neither PDF nor pictures
	CodePrinterSize       = "printer.size"
	CodePrinterTray       = "printer.tray"
	CodePrinterDuplex     = "printer.duplex"
	CodePrinterCopies     = "printer.copies"
	CodePrinterForbidden  = "printer.forbidden"
	CodePrinterSecure     = "printer.secure"  // wants ipps://
	CodePrinterStrange    = "printer.strange" // what answers there is no printer
	CodePrinterRefused    = "printer.refused"
)

// KnownPrinter is a printer that somebody typed in by hand. Machines remember theirs.
type KnownPrinter struct {
	Address string `json:"address"`
	Name    string `json:"name"` // "": the address
}

// printerPatience is how long a list of printers waits for those in the network.
const printerPatience = 3 * time.Second

// printers is the way to paper of this machine. Code: printer.service where it was given none.
func (s *Service) printers() (Printers, error) {
	if s.Ports.Printers == nil {
		return nil, Fail(CodePrinterService)
	}
	return s.Ports.Printers, nil
}

// FindPrinters lists the printers of this machine, and after them those that somebody typed in, each with its
// present state. A printer that does not answer in time is listed as offline.
func (s *Service) FindPrinters(ctx context.Context, typed []KnownPrinter) ([]Printer, error) {
	printers, err := s.printers()
	if err != nil {
		return nil, err
	}
	list, err := printers.Printers(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, printerPatience)
	defer cancel()
	more := make([]Printer, len(typed))
	var wait sync.WaitGroup
	for i, k := range typed {
		wait.Go(func() { more[i] = typedPrinter(ctx, printers, k) })
	}
	wait.Wait()
	for _, p := range more {
		if !slices.ContainsFunc(list, func(l Printer) bool { return l.ID == p.ID }) {
			list = append(list, p)
		}
	}
	return list, nil
}

func typedPrinter(ctx context.Context, printers Printers, k KnownPrinter) Printer {
	p := Printer{ID: k.Address, Name: cmp.Or(k.Name, k.Address)}
	o, err := printers.Options(ctx, k.Address)
	p.PrinterState, p.Label = o.PrinterState, o.Label
	var known *Error
	switch {
	case err == nil:
	case errors.As(err, &known) && known.Code == CodePrinterForbidden:
		p.PrinterState = PrinterState{Reasons: []string{PrinterClosed}}
	default:
		p.PrinterState = PrinterState{Reasons: []string{PrinterOffline}}
	}
	return p
}

// PrinterOptions asks a printer what it can do. The errors have printer.* codes.
func (s *Service) PrinterOptions(ctx context.Context, id string) (PrinterOptions, error) {
	printers, err := s.printers()
	if err != nil {
		return PrinterOptions{}, err
	}
	return printers.Options(ctx, id)
}

// PrintState asks how far a job is.
func (s *Service) PrintState(ctx context.Context, t PrintTicket) (PrintState, error) {
	printers, err := s.printers()
	if err != nil {
		return PrintState{}, err
	}
	return printers.State(ctx, t)
}

// CheckPrinter looks at what somebody typed as a printer's address, and gives it as it is kept: a bare name of a
// machine is an IPP printer. A printer that does not answer just now is fine, it may be switched on in the morning;
// one that does not exist is an error.
func (s *Service) CheckPrinter(ctx context.Context, typed string) (address string, o PrinterOptions, err error) {
	address = strings.TrimSpace(typed)
	if address != "" && !strings.Contains(address, ":/") && !strings.HasPrefix(address, "cups:") && !strings.HasPrefix(address, "winspool:") {
		address = "ipp://" + address
	}
	o, err = s.PrinterOptions(ctx, address)
	for _, later := range []string{CodePrinterOffline, CodePrinterSilent, CodePrinterBusy, CodePrinterForbidden} {
		if errors.Is(err, Fail(later)) {
			return address, PrinterOptions{PrinterState: PrinterState{Reasons: []string{PrinterOffline}}}, nil
		}
	}
	if errors.Is(err, Fail(CodePrinterAddress)) {
		err = Fail(CodePrinterAddress, "Address", strings.TrimSpace(typed)).In("address")
	}
	return address, o, err
}
