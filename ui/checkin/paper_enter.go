package checkin

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// fate is what becomes of a row that was typed in.
type fate int

const (
	fateStore   fate = iota // stored when somebody says so
	fateTwice               // typed before
	fateThere               // let in already
	fateNobody              // no such row, or it cannot be read
	fateRefused             // the checkpoint does not take it
)

// paperLine is one row that was typed in.
type paperLine struct {
	number  int // in the order of typing
	typed   string
	entry   event.Entry
	fate    fate
	problem string        // words for a fate other than fateStore
	may     bool          // refused, and may be stored all the same
	stored  bool          // the checkpoint has refused it
	why     event.Outcome // for what reason, then
}

// place is where the rows come from: a checkpoint, or a session that has no door yet.
type paperPlace struct {
	id         string
	checkpoint event.Checkpoint
	session    event.Session
}

// paperEnter is the part of the page where rows are typed back in.
type paperEnter struct {
	*paperEnterView
	p      *Paper
	places []paperPlace
	at     paperPlace
	dated  bool // the time was set by hand
	lines  []paperLine
	typed  int
	there  map[string]time.Time // who was let in at the place, and when
	look   kit.Serial[paperFound]
	known  kit.Latest[map[string]time.Time]
	saving bool

	restored bool // what was typed before the program ended is back, if there was something
	reviving bool // that is being read
	drafted  bool // something is kept
}

// paperFound is whom a code belongs to.
type paperFound struct {
	entries []event.Entry
	damaged error
}

func newPaperEnter(p *Paper) *paperEnter {
	e := &paperEnter{p: p}
	e.paperEnterView = newPaperEnterView(e)
	e.show()
	return e
}

// setPlaces offers the checkpoints, and the sessions that have none.
func (e *paperEnter) setPlaces(s paperState) {
	sessions := map[string]event.Session{}
	doors := map[string]bool{}
	for _, ss := range s.sessions {
		sessions[ss.ID] = ss
	}
	e.places = nil
	for _, c := range s.checkpoints {
		doors[c.Session] = doors[c.Session] || c.Kind == event.Door
		if !c.Closed {
			e.places = append(e.places, paperPlace{id: c.ID, checkpoint: c, session: sessions[c.Session]})
		}
	}
	for _, ss := range s.sessions {
		if ss.OnPaper() && !doors[ss.ID] {
			e.places = append(e.places, paperPlace{id: ss.ID, session: ss})
		}
	}
	e.showPlaces()
	if !slices.ContainsFunc(e.places, func(pl paperPlace) bool { return pl.id == e.at.id }) && len(e.places) > 0 {
		e.choose(e.places[0].id)
	}
}

// choose says where the rows come from. Unless somebody set another time they happened when the session began,
// elsewhere now.
func (e *paperEnter) choose(id string) {
	at := slices.IndexFunc(e.places, func(pl paperPlace) bool { return pl.id == id })
	if at < 0 || id == e.at.id {
		return
	}
	e.at = e.places[at]
	if !e.dated {
		when := e.p.d.Now()
		if e.at.session.ID != "" && e.at.session.Start.Before(when) {
			when = e.at.session.Start
		}
		e.setTime(when.In(e.p.zone))
	}
	e.where.SetValue(id)
	e.there = nil
	e.known.Run(e.p.d.Context, e.present, func(there map[string]time.Time, err error) {
		if err == nil { // whoever is there already is refused when it is stored
			e.there = there
			e.judge()
		}
	})
	e.judge()
}

// present reads who was let in at the place.
func (e *paperEnter) present(ctx context.Context) (map[string]time.Time, error) {
	in := map[string]time.Time{}
	c := e.at.checkpoint
	if c.ID == "" || c.Policy == event.InOut || c.Policy == event.OnceASession {
		return in, nil // who came may come again
	}
	scans, err := e.p.d.Store.Scans(ctx, event.ScanFilter{Event: e.p.d.Event.ID, Checkpoint: c.ID})
	for _, sc := range scans {
		if sc.Outcome == event.Admitted && !sc.Undone {
			in[sc.Registration] = sc.At
		}
	}
	return in, err
}

// onScan takes a code that was typed or scanned, or a name.
func (e *paperEnter) onScan(raw string) {
	raw = strings.TrimSpace(raw)
	if raw == "" || e.saving {
		return
	}
	e.look.Run(e.p.d.Context, func(ctx context.Context) (paperFound, error) { return e.find(ctx, raw) },
		func(f paperFound, err error) {
			if err != nil {
				kit.ShowError(e.p.d.Window, e.p.d.Printer, err)
				return
			}
			e.add(raw, f)
		})
}

// find looks for the row of a code; a badge and a name are taken too.
func (e *paperEnter) find(ctx context.Context, raw string) (f paperFound, err error) {
	number, damaged := event.ParseRowCode(raw)
	if damaged == nil {
		f.entries, err = e.p.d.Store.Entries(ctx, event.EntryFilter{Event: e.p.d.Event.ID, Number: number})
		return f, err
	}
	named := strings.IndexFunc(raw, unicode.IsLetter) >= 0
	if !named && len(raw) < scannedDigits {
		f.damaged = damaged
		return f, nil
	}
	ids, _, err := e.p.d.Store.Search(ctx, e.p.d.Event.ID, raw, 3)
	if err != nil {
		return f, err
	}
	if len(ids) == 0 && !named {
		f.damaged = damaged
	}
	if len(ids) > 0 {
		f.entries, err = e.p.d.Store.Entries(ctx, event.EntryFilter{Event: e.p.d.Event.ID, IDs: ids})
	}
	return f, err
}

// add puts a row on top of what was typed, and says at once whose it is or what is wrong.
func (e *paperEnter) add(raw string, f paperFound) {
	w := e.p.d.Printer
	e.typed++
	line := paperLine{number: e.typed, typed: raw}
	switch {
	case f.damaged != nil:
		line.fate, line.problem = fateNobody, w.T("paper.row.damaged")
	case len(f.entries) == 0:
		line.fate, line.problem = fateNobody, w.T("paper.row.nobody")
	case len(f.entries) > 1:
		line.fate, line.problem = fateNobody, w.T("paper.row.many", i18n.Args{"Text": raw})
	default:
		line.entry = f.entries[0]
		line.typed = rowText(line.entry.Number)
	}
	e.lines = append([]paperLine{line}, e.lines...)
	e.judge()
	tone := event.ToneAdmitted
	switch e.lines[0].fate {
	case fateTwice, fateThere:
		tone = event.ToneAttention
	case fateNobody, fateRefused:
		tone = event.ToneRefused
	}
	e.showLast(e.lines[0])
	e.p.play(tone)
}

// judge says anew what becomes of each row: an earlier one may be gone, and the place may be another.
func (e *paperEnter) judge() {
	w := e.p.d.Printer
	seen := map[string]bool{}
	for i := len(e.lines) - 1; i >= 0; i-- { // the oldest first
		l := &e.lines[i]
		if l.fate == fateNobody || l.stored {
			continue
		}
		at, there := e.there[l.entry.ID]
		daily := e.at.checkpoint.Policy == event.OnceADay
		if there && daily && event.DateOf(at, e.p.zone) != event.DateOf(e.when(), e.p.zone) {
			there = false
		}
		switch {
		case seen[l.entry.ID]:
			l.fate, l.problem = fateTwice, w.T("paper.row.twice")
		case there:
			l.fate, l.problem = fateThere, w.T("paper.row.there", i18n.Args{"When": w.Time(at.In(e.p.zone))})
		default:
			l.fate, l.problem, l.may = fateStore, "", false
			if why := e.refusal(l.entry); why != "" {
				l.refuse(why, w)
			}
		}
		seen[l.entry.ID] = true
	}
	e.show()
}

// refusal is why the checkpoint would not take somebody, as far as that is known before it is asked, or "".
func (e *paperEnter) refusal(who event.Entry) event.Outcome {
	switch {
	case who.Status == event.Cancelled:
		return event.CancelledReg
	case who.Status == event.Pending:
		return event.PendingStatus
	case who.Status == event.Waitlisted:
		return event.OnWaitingList
	case who.Payment.Due() && e.direction() == event.In:
		return event.Unpaid
	}
	return ""
}

// refuse marks a row that the checkpoint does not take.
func (l *paperLine) refuse(why event.Outcome, w *i18n.Printer) {
	l.fate, l.may, l.why = fateRefused, why.CanForce(), why
	l.problem = w.T("paper.row.refused", i18n.Args{"Why": strings.ToLower(w.T("outcome." + string(why) + ".word"))})
}

// ready are the rows that can be stored, the oldest first.
func (e *paperEnter) ready() []paperLine {
	var all []paperLine
	for _, l := range slices.Backward(e.lines) {
		if l.fate == fateStore {
			all = append(all, l)
		}
	}
	return all
}

// refused are the rows that the checkpoint does not take, of people it may take all the same.
func (e *paperEnter) refused() []paperLine {
	var all []paperLine
	for _, l := range slices.Backward(e.lines) {
		if l.fate == fateRefused && l.may {
			all = append(all, l)
		}
	}
	return all
}

// remove takes the chosen rows off, or the newest one.
func (e *paperEnter) remove() {
	gone := map[int]bool{}
	for _, l := range e.list.Selected() {
		gone[l.number] = true
	}
	if len(gone) == 0 && len(e.lines) > 0 {
		gone[e.lines[0].number] = true
	}
	before := slices.Clone(e.lines)
	e.lines = slices.DeleteFunc(e.lines, func(l paperLine) bool { return gone[l.number] })
	e.list.ClearSelection()
	e.judge()
	kit.Toast(e.p.d.Window.Canvas(), e.p.d.Printer.N("paper.removed", len(gone)), func() {
		e.lines = before
		e.judge()
	})
}

// rowText is the code of a row as it stands on paper.
func rowText(number int) string {
	code := event.RowCode(number)
	return code[:len(code)-2] + "-" + code[len(code)-2:]
}
