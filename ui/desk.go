package ui

import (
	"context"
	"slices"

	"zlot/event"
)

// namedDesk is the use cases for the check-in page of this machine: scans carry
// the name that the settings give it.
type namedDesk struct {
	*event.Service
	name func() string
	// heard is told what was judged, not on the interface thread.
	heard func(event.ScanResult, error)
}

// CheckIn adds the name of the desk to a scan.
func (d namedDesk) CheckIn(ctx context.Context, req event.ScanRequest) (event.ScanResult, error) {
	if req.Desk == "" {
		req.Desk = d.name()
	}
	res, err := d.Service.CheckIn(ctx, req)
	d.heard(res, err)
	return res, err
}

// CheckInAll adds the name of the desk to scans.
func (d namedDesk) CheckInAll(ctx context.Context, reqs []event.ScanRequest) ([]event.ScanResult, error) {
	reqs = slices.Clone(reqs)
	for i := range reqs {
		if reqs[i].Desk == "" {
			reqs[i].Desk = d.name()
		}
	}
	return d.Service.CheckInAll(ctx, reqs)
}

// Undo adds the name of the desk to taking a scan back.
func (d namedDesk) Undo(ctx context.Context, scan, desk string) (event.ScanResult, error) {
	if desk == "" {
		desk = d.name()
	}
	return d.Service.Undo(ctx, scan, desk)
}
