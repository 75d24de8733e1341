package sample

import (
	"context"
	"slices"
	"time"

	"zlot/event"
)

// recordInOut scans everybody's badge at the desk in the morning and in the evening of each day that they were there.
func (a Attendance) recordInOut(ctx context.Context, svc *event.Service, ev event.Event, sessions []event.Session, entries []event.Entry) error {
	points, err := svc.Store.Checkpoints(ctx, ev.ID)
	if err != nil {
		return err
	}
	inOut := event.InOut
	if _, err = svc.EditCheckpoint(ctx, points[0].ID, event.CheckpointUpdate{Policy: &inOut}); err != nil { // the desk stands first
		return err
	}
	var scans []event.ScanRequest
	for _, day := range ev.Days() {
		for i, e := range entries {
			if e.Status != event.Confirmed || a.away(e.Number, day) {
				continue
			}
			visit, err := a.visit(ev, day, i, e, sessions)
			if err != nil {
				return err
			}
			scans = append(scans, visit...)
		}
	}
	slices.SortStableFunc(scans, func(x, y event.ScanRequest) int { return x.At.Compare(y.At) })
	_, err = svc.CheckInAll(ctx, scans)
	return err
}

// visit is the two scans of a day with sessions for somebody: some minutes before the first and after the last.
func (a Attendance) visit(ev event.Event, day event.Date, i int, e event.Entry, sessions []event.Session) ([]event.ScanRequest, error) {
	var first, last time.Time
	for _, s := range sessions {
		if s.Hours == 0 || event.DateOf(s.Start, ev.Zone()) != day || !s.For(e.Group) {
			continue
		}
		if first.IsZero() || s.Start.Before(first) {
			first = s.Start
		}
		if s.End.After(last) {
			last = s.End
		}
	}
	if first.IsZero() {
		return nil, nil
	}
	came, err := a.Late[e.Number][day].on(day, ev.Zone(), first.Add(-time.Duration(5+i%20)*time.Minute))
	if err != nil {
		return nil, err
	}
	went, err := a.Left[e.Number][day].on(day, ev.Zone(), last.Add(time.Duration(2+i%12)*time.Minute))
	if err != nil {
		return nil, err
	}
	return []event.ScanRequest{{Event: ev.ID, Code: e.Badge, At: came}, {Event: ev.ID, Code: e.Badge, At: went, Direction: event.Out}}, nil
}
