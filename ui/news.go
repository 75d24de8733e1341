package ui

import (
	"context"
	"maps"
	"strings"
	"sync"

	"zlot/event"
	"zlot/ui/kit"
)

// news gathers what was committed and tells the page shown, many commits in
// one call.
type news struct {
	s      *Shell
	signal *kit.Coalescer
	cancel func()

	mu    sync.Mutex
	event string
	kinds map[string]bool
}

func newNews(s *Shell) *news {
	n := &news{s: s, kinds: map[string]bool{}}
	n.signal = kit.NewCoalescer(0, n.tell)
	return n
}

// follow begins to listen. The commits come on the goroutines that made them.
func (n *news) follow() {
	n.cancel = n.s.Service.Store.Subscribe(func(facts []event.Fact) {
		n.mu.Lock()
		for _, f := range facts {
			// Persons live across events, so their facts name none.
			if f.Event == "" || f.Event == n.event || strings.HasPrefix(f.Kind, "event.") {
				n.kinds[f.Kind] = true
			}
		}
		some := len(n.kinds) > 0
		n.mu.Unlock()
		if some {
			n.signal.Signal()
		}
	})
}

func (n *news) stop() {
	if n.cancel != nil {
		n.cancel()
	}
	n.signal.Stop()
}

// about says which event's facts matter.
func (n *news) about(id string) {
	n.mu.Lock()
	n.event = id
	n.mu.Unlock()
}

func (n *news) tell() {
	n.mu.Lock()
	kinds := maps.Clone(n.kinds)
	clear(n.kinds)
	n.mu.Unlock()
	if len(kinds) == 0 {
		return
	}
	if kinds["event.created"] || kinds["event.changed"] {
		n.s.reloadEvents()
	}
	if touchesOperators(kinds) {
		n.s.shift.reload()
	}
	if kinds["registration.changed"] || kinds["event.changed"] {
		n.s.offers.changed()
	}
	for kind := range kinds {
		if noun, _, _ := strings.Cut(kind, "."); counted[noun] {
			n.s.count()
			break
		}
	}
	if p := n.s.pages[n.s.name]; p != nil {
		p.Changed(kinds)
	}
}

// counted are the nouns of the facts that change a number in the navigation.
var counted = map[string]bool{"registration": true, "message": true, "session": true, "room": true, "group": true, "enrolment": true, "event": true}

// reloadEvents reads the events again: names and dates in the header may have
// changed. Pages that are not shown are made anew when somebody goes there, but
// for those that work or hold what somebody typed.
func (s *Shell) reloadEvents() {
	kit.Run(s.ctx, s.Service.Store.Events, func(all []event.Event, err error) {
		if err != nil {
			s.fail("events", err)
			return
		}
		s.events = all
		for _, e := range all {
			if e.ID == s.event.ID {
				s.event = e
			}
		}
		for name, p := range s.pages {
			if b, ok := p.(Busy); name != s.name && (!ok || !b.Busy()) && !unsaved(p) {
				delete(s.pages, name)
			}
		}
		s.Window.SetTitle(s.title())
		if s.header != nil {
			s.header.show()
		}
	})
}

// waiting is how much waits for somebody, for the navigation.
type waiting struct {
	registrations, mail, conflicts int
	mailTone, conflictTone         kit.Tone
}

// count reads what the navigation shows.
func (s *Shell) count() {
	s.news.about(s.event.ID)
	if s.event.ID == "" || s.nav == nil || !s.mayVisit(PageHome) {
		return
	}
	id := s.event.ID
	kit.Run(s.ctx, func(ctx context.Context) (waiting, error) { return s.readWaiting(ctx, id) },
		func(w waiting, err error) {
			if err != nil {
				s.fail("count", err)
				return
			}
			s.nav.setCount(PageRegistrations, w.registrations, kit.ToneNeutral)
			s.nav.setCount(PageAgenda, w.conflicts, w.conflictTone)
			s.nav.setCount(PageMail, w.mail, w.mailTone)
			if s.name != PageHome {
				s.becameReady()
			}
		})
}

func (s *Shell) readWaiting(ctx context.Context, id string) (waiting, error) {
	var w waiting
	byStatus, err := s.Service.Store.CountEntries(ctx, id)
	if err != nil {
		return w, err
	}
	ledger, err := s.Service.MailLedger(ctx, id)
	if err != nil {
		return w, err
	}
	programme, err := s.Service.Programme(ctx, id)
	if err != nil {
		return w, err
	}
	conflicts := programme.Conflicts()
	w.conflicts, w.conflictTone = len(conflicts), kit.ToneAttention
	if event.AnySevere(conflicts) {
		w.conflictTone = kit.ToneRefused
	}
	w.registrations = byStatus[event.Pending]
	w.mail = ledger.Queued + ledger.Uncertain + ledger.Failed
	if ledger.Uncertain+ledger.Failed > 0 {
		w.mailTone = kit.ToneAttention
	}
	return w, nil
}
