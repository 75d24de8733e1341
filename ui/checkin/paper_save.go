package checkin

import (
	"context"
	"errors"
	"slices"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// paperStored is what became of the rows.
type paperStored struct {
	results []event.ScanResult
	place   paperPlace
}

// onSave stores the rows as scans at their time.
func (e *paperEnter) onSave() {
	ready := e.ready()
	if len(ready) == 0 || e.saving || !e.checkTime() {
		return
	}
	scans := event.PaperScans{Event: e.p.d.Event.ID, Direction: e.direction(), At: e.when(), Desk: e.p.d.Desk()}
	for _, l := range ready {
		scans.Codes = append(scans.Codes, event.RowCode(l.entry.Number))
	}
	e.keep(ready, func(ctx context.Context, checkpoint string) ([]event.ScanResult, error) {
		scans.Checkpoint = checkpoint
		return e.p.d.Service.CheckInPaper(ctx, scans)
	})
}

// onForce stores the rows that the checkpoint refused: paper says that the people were let in.
func (e *paperEnter) onForce() {
	refused := e.refused()
	if len(refused) == 0 || e.saving || !e.checkTime() {
		return
	}
	at, direction, reason := e.when(), e.direction(), e.p.d.Printer.T("paper.force.reason")
	e.keep(refused, func(ctx context.Context, checkpoint string) ([]event.ScanResult, error) {
		reqs := make([]event.ScanRequest, len(refused))
		for i, l := range refused {
			reqs[i] = event.ScanRequest{Event: e.p.d.Event.ID, Checkpoint: checkpoint, Registration: l.entry.ID, Direction: direction, At: at,
				Desk: e.p.d.Desk(), Force: reason}
		}
		return e.p.d.Service.CheckInAll(ctx, reqs)
	})
}

// keep stores rows at the place chosen.
func (e *paperEnter) keep(lines []paperLine, scan func(ctx context.Context, checkpoint string) ([]event.ScanResult, error)) {
	place := e.at
	e.saving = true
	e.show()
	kit.Run(context.WithoutCancel(e.p.d.Context), func(ctx context.Context) (done paperStored, err error) {
		if done.place, err = e.door(ctx, place); err != nil {
			return done, err
		}
		done.results, err = scan(ctx, done.place.checkpoint.ID)
		return done, err
	}, func(done paperStored, err error) {
		e.saving = false
		if err != nil {
			e.show()
			kit.ShowError(e.p.d.Window, e.p.d.Printer, err)
			return
		}
		e.onStored(lines, done)
	})
}

// door makes the door of a session that has none.
func (e *paperEnter) door(ctx context.Context, place paperPlace) (paperPlace, error) {
	if place.checkpoint.ID != "" {
		return place, nil
	}
	c := event.Checkpoint{Event: e.p.d.Event.ID, Kind: event.Door, Title: place.session.Title, Session: place.session.ID,
		Policy: event.Once, NotEnrolled: event.Warn}
	if place.session.SignUp {
		c.Policy = event.EnrolledOnly
	}
	made, err := e.p.d.Service.AddCheckpoint(ctx, c)
	place.checkpoint, place.id = made, made.ID
	return place, err
}

// onStored takes what is stored off the list; what the checkpoint refused stays, with the reason.
func (e *paperEnter) onStored(ready []paperLine, done paperStored) {
	w := e.p.d.Printer
	before := slices.Clone(e.lines)
	var stored []string
	taken := map[int]bool{}
	refused := map[int]event.Outcome{}
	for i, res := range done.results {
		if res.Scan.Outcome == event.Admitted || res.Scan.Outcome == event.Exited {
			stored = append(stored, res.Scan.ID)
			taken[ready[i].number] = true
			continue
		}
		refused[ready[i].number] = res.Scan.Outcome
	}
	e.lines = slices.DeleteFunc(e.lines, func(l paperLine) bool { return taken[l.number] })
	for i, l := range e.lines {
		if outcome, no := refused[l.number]; no {
			e.lines[i].refuse(outcome, w)
			e.lines[i].stored = true
		}
	}
	e.dated = false
	e.showStored(len(stored), e.withReason())
	e.p.d.Window.Canvas().Focus(e.entry)
	e.query(done.place.id)
	if len(stored) == 0 {
		return
	}
	kit.Toast(e.p.d.Window.Canvas(), w.N("paper.stored", len(stored), i18n.Args{"Place": done.place.title()}), func() {
		e.undo(stored, before)
	})
}

// withReason counts the rows that have a reason why they are not stored.
func (e *paperEnter) withReason() int {
	n := 0
	for _, l := range e.lines {
		if l.fate != fateStore {
			n++
		}
	}
	return n
}

// query reads the places again, for a door may be new, and who is there now.
func (e *paperEnter) query(at string) {
	e.at = paperPlace{id: at}
	e.p.query()
	if pl := slices.IndexFunc(e.places, func(pl paperPlace) bool { return pl.id == at }); pl >= 0 {
		e.at.id = "" // choose it anew
		e.choose(at)
	}
}

// undo takes the scans back and shows the rows again.
func (e *paperEnter) undo(scans []string, before []paperLine) {
	e.saving = true
	e.show()
	kit.Run(context.WithoutCancel(e.p.d.Context), func(ctx context.Context) (struct{}, error) {
		var all []error
		for _, id := range slices.Backward(scans) {
			_, err := e.p.d.Service.Undo(ctx, id, e.p.d.Desk())
			all = append(all, err)
		}
		return struct{}{}, errors.Join(all...)
	}, func(_ struct{}, err error) {
		e.saving = false
		if err != nil {
			kit.ShowError(e.p.d.Window, e.p.d.Printer, err)
		} else {
			e.lines = before
		}
		e.query(e.at.id)
		e.show()
	})
}

func (pl paperPlace) title() string {
	if pl.checkpoint.ID != "" {
		return pl.checkpoint.Title
	}
	return pl.session.Title
}

// clockOf reads the ways people write a time of day: 9, 9:30, 9.30, 930.
func clockOf(text string) (hour, minute int, ok bool) {
	for _, form := range []string{"15:04", "15.04", "1504", "15"} {
		if len(text) == 3 && form == "1504" {
			text = "0" + text
		}
		if t, err := time.Parse(form, text); err == nil {
			return t.Hour(), t.Minute(), true
		}
	}
	return 0, 0, false
}
