//go:build !windows

package printing

import (
	"context"

	"zlot/event"
)

// spooling says whether the system prints by its own spooler, and not by a print service that speaks IPP.
const spooling = false

func spoolPrinters(context.Context) ([]event.Printer, error) { return nil, nil }

func spoolOptions(_ context.Context, a address) (event.PrinterOptions, error) {
	return event.PrinterOptions{}, fail(event.CodePrinterUnknown, a)
}

func spoolPrint(_ context.Context, a address, _ event.PrintJob) (string, error) {
	return "", fail(event.CodePrinterUnknown, a)
}

func spoolState(_ context.Context, a address, _ string) (event.PrintState, error) {
	return event.PrintState{}, fail(event.CodePrinterUnknown, a)
}
