package checkin

import (
	"context"
	"strings"

	"zlot/event"
	"zlot/ui/kit"
)

// job is one thing the desk does; jobs are worked off strictly in order.
type job struct {
	req      event.ScanRequest
	number   int                    // of a badge, instead of a code; 0: none
	undo     string                 // id of the scan to take back, instead of a new scan
	newcomer *event.NewRegistration // registered first, then let in
	give     string                 // registration that gets the blank badge, instead of a new scan
	blank    string                 // code of that badge, or of the newcomer's
	former   string                 // code of the badge that the person had before the blank one
	lost     bool                   // the blank badge is for somebody who had another one
	takeBack string                 // registration that gets its former badge back, instead of a new scan
	alone    bool                   // nobody is there to write a blank badge

	enter enter // whose work it is, if not of whoever works at the desk
}

// answer is how a job ended.
type answer struct {
	job
	res   event.ScanResult
	added bool // the newcomer is registered
	free  bool // the code is that of a blank badge which nobody has
	err   error
	// unbound is why the blank badge was not given to the newcomer, who comes in
	// all the same.
	unbound error
}

// hiddenDigits stand in the log of scans for what may be a PIN that was typed
// too late: the refusal is kept, the digits never.
const hiddenDigits = "••••"

// onScan takes what was scanned or typed and ended with Enter.
func (p *Page) onScan(raw string) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return
	}
	p.interrupt() // whatever lies over the verdict
	p.forcing = false
	if p.kiosk && validPIN(raw) {
		raw = hiddenDigits
	}
	if _, whole := event.ReadCode(raw); !whole {
		if code := scannedCode(raw); code != "" {
			raw = code // a name was half typed when the badge was scanned
		}
	}
	j := job{req: p.request()}
	j.req.Code = raw
	if !p.kiosk { // where people are alone, a number is nobody's badge
		j.number = badgeNumber(raw)
	}
	j.alone = p.kiosk
	if p.kiosk {
		p.retry() // there is nobody to ask for it
	}
	p.drain()
	p.enqueue(j)
	p.await()
}

// request is a scan of now at the checkpoint shown.
func (p *Page) request() event.ScanRequest {
	return event.ScanRequest{ID: event.NewID(), Event: p.d.Event.ID, Checkpoint: p.checkpoint.ID,
		Direction: p.direction, At: p.d.Now()}
}

// work runs away from the interface.
func (p *Page) work(ctx context.Context, j job) answer {
	a := answer{job: j}
	ctx = j.entered(ctx)
	switch {
	case j.undo != "":
		a.res, a.err = p.d.Service.Undo(ctx, j.undo, "")
		return a
	case j.give != "":
		a.res.Entry, a.err = p.give(ctx, j)
		return a
	case j.takeBack != "":
		p.takeBadgeBack(ctx, &a)
		return a
	case j.newcomer != nil:
		e, err := p.d.Service.AddRegistration(ctx, *j.newcomer)
		if err != nil {
			a.err = err
			return a
		}
		a.req.Registration, a.added = e.ID, true
	case j.number > 0:
		id, err := p.byNumber(ctx, j.number)
		if err != nil {
			a.err = err
			return a
		}
		a.req.Registration = id
	}
	if j.blank != "" && !j.lost {
		_, a.unbound = p.d.Service.GiveBadge(ctx, a.req.Registration, j.blank)
	}
	if !j.alone {
		if a.free, a.err = p.d.Service.FreeBadge(ctx, a.req.Code); a.free || a.err != nil {
			return a
		}
	}
	a.res, a.err = p.d.Service.CheckIn(ctx, a.req)
	if j.lost && a.err == nil {
		p.exchange(ctx, &a)
	}
	return a
}

// entered is the context of whoever may do the job, where somebody else let them.
func (j job) entered(ctx context.Context) context.Context {
	if j.enter == nil {
		return ctx
	}
	return j.enter(ctx)
}

// byNumber finds the registration with a badge number, or "". A search for "4"
// would find every code that begins with it.
func (p *Page) byNumber(ctx context.Context, number int) (string, error) {
	entries, err := p.d.Store.Entries(ctx, event.EntryFilter{Event: p.d.Event.ID, Number: number})
	if err != nil || len(entries) == 0 {
		return "", err
	}
	return entries[0].ID, nil
}

// onAnswers takes what was worked off since the last time, in order, and shows
// the newest: a verdict that nobody could have read costs no painting.
func (p *Page) onAnswers(answers []answer) {
	var newest *answer
	for _, a := range answers {
		p.waiting--
		p.answered++
		if p.onAnswer(a) {
			newest = p.last
		}
		if a.err != nil {
			p.play(event.ToneRefused) // also where the next one covers it
		}
	}
	p.refresh.Signal()
	if newest != nil {
		p.showNewest(*newest)
		kit.PaintSoon()
	}
	if p.forcing && p.waiting == 0 {
		p.forcing = false
		p.openForce()
	}
}

// showNewest shows the newest answer.
func (p *Page) showNewest(newest answer) {
	p.showRecent()
	p.showUnsaved()
	p.restLater()
	if newest.err != nil {
		p.showFailure(newest.err)
		return
	}
	p.showAnswer(newest)
	if newest.unbound != nil {
		p.play(event.ToneAttention)
		return
	}
	p.play(sound(newest.res))
}

// onAnswer remembers an answer; it returns false if there is nothing to show.
func (p *Page) onAnswer(a answer) bool {
	if a.free {
		p.onBlank(a.req.Code)
		return false
	}
	if p.onDenied(a) {
		return false
	}
	if a.added {
		p.dropDrafts()
		if a.blank == "" || a.unbound != nil {
			p.added[a.req.Registration] = true
		}
	}
	p.printFor(a)
	if a.former != "" && a.takeBack == "" && a.err == nil {
		p.sayExchanged(a)
	}
	if a.give != "" {
		return p.onGiven(a)
	}
	switch {
	case a.err != nil:
		p.onFailed(a)
	case a.undo == "" && p.repeated(a):
		return false
	default:
		p.keepRecent(a.res)
	}
	p.last = &a
	return true
}

// keepRecent takes a scan of this checkpoint among the recent ones. That a badge was taken back is no scan.
func (p *Page) keepRecent(res event.ScanResult) {
	if res.Scan.ID == "" || res.Scan.Checkpoint != p.checkpoint.ID {
		return
	}
	p.recent = remember(p.recent, res)
	if notOnList(res) || res.NeverIn {
		p.noticed[res.Scan.ID] = true
	}
}

// onDenied says who may do what was refused, and lets them; false if nothing was. A newcomer stays half typed until then.
func (p *Page) onDenied(a answer) bool {
	if _, denied := event.AccessDenied(a.err); !denied || p.kiosk || a.added {
		return false
	}
	if a.newcomer != nil {
		p.keepDraft(a.newcomer.Person)
	}
	kit.ShowError(p.d.Window, p.d.Printer, kit.Escorted(a.err, func(enter func(context.Context) context.Context) {
		again := a.job
		again.enter = enter
		p.enqueue(again)
	}))
	return true
}

// onFailed keeps a scan that the disk did not take, to be tried again: its id
// makes sure that it is stored once.
func (p *Page) onFailed(a answer) {
	switch {
	case a.newcomer != nil && !a.added:
		p.reopenNewcomer(*a.newcomer, a.err)
		p.by = a.enter
	case a.undo == "" && a.takeBack == "":
		again := a.job
		again.newcomer = nil
		if a.unbound == nil && !a.lost {
			again.blank = "" // the badge is given
		}
		p.unsaved = append(p.unsaved, again)
	}
}

func (p *Page) play(tone event.Tone) {
	if p.d.Sound != nil {
		p.d.Sound(tone)
	}
}

// retry tries again what could not be stored.
func (p *Page) retry() {
	again := p.unsaved
	p.unsaved = nil
	p.showUnsaved()
	for _, j := range again {
		p.enqueue(j)
	}
}

// repeated tells whether the same badge was read twice in one go. The second
// reading is stored and not shown.
func (p *Page) repeated(a answer) bool {
	if p.last == nil || p.last.err != nil || a.req.Force != "" || a.lost {
		return false
	}
	before, now := p.last.res.Scan, a.res.Scan
	same := before.Code == now.Code && before.Registration == now.Registration &&
		before.Checkpoint == now.Checkpoint && before.Direction == now.Direction
	gap := now.At.Sub(before.At)
	return same && gap >= 0 && gap <= repeat && (now.Outcome == event.AlreadyIn || now.Outcome == before.Outcome)
}

// forceable tells whether the person of the verdict shown may be let in all the same.
func (p *Page) forceable() bool {
	return p.last != nil && p.last.err == nil && p.last.undo == "" && p.last.res.CanForce()
}

// force lets the refused person in with a reason.
func (p *Page) force(refused answer, reason string) {
	j := job{req: p.request()}
	j.req.Code, j.req.Registration = refused.req.Code, refused.req.Registration
	j.req.Checkpoint, j.req.Direction = refused.res.Scan.Checkpoint, refused.res.Scan.Direction
	j.req.Force = reason
	p.enqueue(j)
}

// sound is the tone that is heard: somebody let in with a note sounds like "look first".
func sound(res event.ScanResult) event.Tone {
	tone := res.Scan.Outcome.Tone()
	if tone == event.ToneAdmitted && res.Attention && !res.Scan.Forced {
		return event.ToneAttention
	}
	return tone
}

// recentRows is how many of the last scans are shown.
const recentRows = 10

// remember puts a result before the last scans; undoing marks the scan it takes back.
func remember(rows []event.ScanRow, res event.ScanResult) []event.ScanRow {
	if res.Scan.Undoes != "" {
		for i := range rows {
			rows[i].Undone = rows[i].Undone || rows[i].ID == res.Scan.Undoes
		}
		return rows
	}
	row := event.ScanRow{Scan: res.Scan}
	if res.Entry != nil {
		row.Name = res.Entry.Who.Name
	}
	rows = append([]event.ScanRow{row}, rows...)
	return rows[:min(len(rows), 4*recentRows)]
}

// newestFirst turns stored scans round, without those that only undo another
// and without the silent second readings.
func newestFirst(stored []event.ScanRow) []event.ScanRow {
	var out []event.ScanRow
	for i, row := range stored {
		if row.Undoes != "" || (i > 0 && secondReading(stored[i-1], row)) {
			continue
		}
		out = append(out, row)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func secondReading(before, now event.ScanRow) bool {
	return before.Code == now.Code && before.Registration == now.Registration && before.Direction == now.Direction &&
		now.At.Sub(before.At) <= repeat && (now.Outcome == event.AlreadyIn || now.Outcome == before.Outcome)
}
