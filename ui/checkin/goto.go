package checkin

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// cheap is how long taking the counts may last without being spared.
	cheap = 20 * time.Millisecond
	// share is how much longer than the counts took is waited for the next ones:
	// with tens of thousands of scans they must not take the time of the door.
	share = 8
)

func (p *Page) queryCheckpoints() {
	p.doors.Run(p.ctx, func(ctx context.Context) ([]event.Checkpoint, error) {
		return p.d.Store.Checkpoints(ctx, p.d.Event.ID)
	}, func(all []event.Checkpoint, err error) {
		if err != nil {
			p.showFailure(err)
			p.scanEarly()
			return
		}
		p.checkpoints, p.closedOnes = []event.Checkpoint{}, nil
		inOrder(all)
		p.keyed = giveKeys(p.keyed, all)
		for _, c := range all {
			if c.Closed {
				p.closedOnes = append(p.closedOnes, c)
			} else {
				p.checkpoints = append(p.checkpoints, c)
			}
		}
		p.showCheckpoints()
		p.goWanted()
		p.missWanted()
		p.scanEarly()
		p.queryNow()
		if p.points != nil {
			p.points.show()
		}
	})
}

// goTo goes to a checkpoint by its key or by a click.
func (p *Page) goTo(id string) {
	if !p.kiosk {
		p.interrupt()
		p.chooseHere(id)
	}
}

// chooseHere goes to a checkpoint where this machine scans from now on, also
// after the program was started anew.
func (p *Page) chooseHere(id string) {
	p.choose(id)
	p.keepPoint()
}

func (p *Page) keepPoint() {
	p.d.Settings.SetDeskPoint(p.d.Event.ID, p.checkpoint.ID, p.direction == event.Out)
}

// begin goes to the checkpoint where this machine scanned before, else to the
// first one.
func (p *Page) begin() {
	id, leaving := p.d.Settings.DeskPoint(p.d.Event.ID)
	if !slices.ContainsFunc(p.checkpoints, func(c event.Checkpoint) bool { return c.ID == id }) {
		p.choose(p.checkpoints[0].ID)
		return
	}
	p.choose(id)
	if leaving && p.checkpoint.Policy == event.InOut {
		p.direction = event.Out
		p.showWaiting()
	}
}

// missWanted says that there is no such checkpoint as was asked for, or that it
// is closed, and where is scanned instead.
func (p *Page) missWanted() {
	id := p.wanted
	if id == "" || p.checkpoint.ID == "" {
		return
	}
	p.wanted = ""
	w, here := p.d.Printer, p.checkpoint.Title
	advice := w.T("checkin.point.missing", i18n.Args{"Name": id, "Here": here})
	if i := slices.IndexFunc(p.closedOnes, func(c event.Checkpoint) bool { return c.ID == id }); i >= 0 {
		advice = w.T("checkin.point.closed", i18n.Args{"Name": p.closedOnes[i].Title, "Here": here})
	}
	p.last = nil
	p.showVerdict(kit.Verdict{Tone: kit.ToneAttention, Icon: kit.IconWarning, Word: w.T("checkin.point.word"), Advice: p.unbroken(advice)})
}

// choose goes to another checkpoint: what is shown belongs to the one before.
func (p *Page) choose(id string) {
	for _, c := range p.checkpoints {
		if c.ID != id || c.ID == p.checkpoint.ID {
			continue
		}
		p.checkpoint, p.direction, p.last, p.recent, p.since = c, event.In, nil, nil, nil
		p.showBar()
		p.showWaiting()
		p.showDirection()
		p.showRecent()
		p.queryNow()
	}
	p.view.entry.Clear()
}

// nextCheckpoint goes round the checkpoints by a key.
func (p *Page) nextCheckpoint() {
	at := slices.IndexFunc(p.checkpoints, func(c event.Checkpoint) bool { return c.ID == p.checkpoint.ID })
	if at >= 0 && len(p.checkpoints) > 1 {
		p.goTo(p.checkpoints[(at+1)%len(p.checkpoints)].ID)
	}
}

// Commands are what the page offers under a key.
func (p *Page) Commands() []Command {
	if p.kiosk {
		return nil
	}
	w := p.d.Printer
	commands := []Command{
		{Label: w.T("checkin.key.newcomer"), Key: fyne.KeyF2, Run: p.openNewcomer},
		{Label: w.T("checkin.key.inside"), Key: fyne.KeyF3, Run: p.openInside},
		{Label: w.T("checkin.key.force"), Key: fyne.KeyF4, Run: p.openForce},
		{Label: w.T("checkin.key.large"), Key: fyne.KeyF5, Run: p.turnLarge},
		{Label: w.T("checkin.key.direction"), Key: fyne.KeyF6, Run: p.turn},
		{Label: w.T("checkin.key.list"), Key: fyne.KeyF7, Run: p.openPoints},
		{Label: w.T("checkin.key.undo"), Key: fyne.KeyF8, Run: p.undoLast},
		{Label: w.T("checkin.key.checkpoint"), Key: fyne.KeyF9, Run: p.nextCheckpoint},
		{Label: w.T("checkin.key.machine"), Key: fyne.KeyF10, Run: p.openMachine},
		{Label: w.T("checkin.key.blank"), Key: fyne.KeyF12, Run: p.giveShown},
		{Label: w.T("checkin.key.board"), Key: fyne.KeyT, Modifier: fyne.KeyModifierControl, Run: p.openBoard},
		{Key: fyne.KeyEscape, Run: p.escape},
	}
	if p.refused(event.DoDesk) == nil {
		commands = append(commands, Command{Label: w.T("checkin.key.paper"), Key: fyne.KeyP, Modifier: fyne.KeyModifierControl, Run: p.openPaper})
	}
	return append(commands, p.pointKeys()...)
}

// queryNow takes the counts whatever is under way.
func (p *Page) queryNow() {
	p.reading = false
	p.query()
}

// query takes the counts and the last scans of the checkpoint.
func (p *Page) query() {
	if p.checkpoint.ID == "" || p.ctx.Err() != nil {
		return
	}
	if p.reading {
		p.again = true
		return
	}
	p.reading, p.again = true, false
	checkpoint, now := p.checkpoint, p.d.Now()
	p.rows.Run(p.ctx, func(ctx context.Context) (scanned, error) {
		began := time.Now()
		var s scanned
		rows, err := p.d.Store.Scans(ctx, event.ScanFilter{Event: p.d.Event.ID, Checkpoint: checkpoint.ID})
		if err != nil {
			return s, err
		}
		s.since = inside(rows, checkpoint, p.zone, now)
		s.recent = newestFirst(rows[max(len(rows)-4*recentRows, 0):])
		s.counts, err = p.d.Service.DeskCounts(ctx, p.d.Event.ID, checkpoint.ID)
		s.took = time.Since(began)
		return s, err
	}, p.onScanned)
}

// onScanned shows the counts and the last scans. What cannot be read is no
// reason to disturb the desk.
func (p *Page) onScanned(s scanned, err error) {
	if p.view.entry.Held() { // a picture of the counts would keep the next verdict waiting
		answered := p.answered
		kit.After(kit.HoldDigits, func() {
			switch {
			case p.ctx.Err() != nil:
			case p.answered != answered:
				p.rest(s.took) // they are taken anew
			default:
				p.onScanned(s, err)
			}
		})
		return
	}
	p.rest(s.took)
	if err != nil {
		return
	}
	p.showCounts(s.counts)
	p.since = s.since
	if p.view.list.Visible() {
		p.view.hits.Refresh()
	}
	if p.waiting == 0 { // what is being written is not among the rows yet
		p.recent = s.recent
		p.showRecent()
	}
}

// rest waits before the counts are taken again, longer where they took long.
func (p *Page) rest(took time.Duration) {
	next := func() {
		p.reading = false
		if p.again {
			p.query()
		}
	}
	if took <= cheap {
		next()
		return
	}
	kit.After(share*took, next)
}
