package ui

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/lock"
)

// glanceAtUse is how often it is looked whether the program is used.
const glanceAtUse = time.Second

// leastToVisit says who may go to a page; what is not here is for leads.
var leastToVisit = map[string]event.OperatorRole{
	PageCheckin: event.OperatorSteward, PageScanner: event.OperatorSteward,
	PageHome: event.OperatorDesk, PageRegistrations: event.OperatorDesk, PageAgenda: event.OperatorDesk,
	PageBadges: event.OperatorDesk, PagePaper: event.OperatorDesk,
}

// shift is who works at the window. Everything happens on the interface thread.
type shift struct {
	s         *Shell
	operators []event.Operator // none: everybody may everything
	me        event.Operator   // zero: nobody said who they are
	screen    *lock.Screen     // nil: the window is not locked
	begin     func()           // what waits for the first one who says who they are
	restore   []func()

	lastUse time.Time
	pointer fyne.Position
	focused fyne.Focusable
}

func newShift(s *Shell) *shift {
	h := &shift{s: s}
	h.restore = append(h.restore,
		kit.SetEscort(&kit.Escort{
			Enter:   h.enter,
			Refused: func(err error) bool { _, denied := event.AccessDenied(err); return denied },
			Action:  func() string { return s.words.T("access.step.open") },
			Ask:     h.askFor,
		}),
		kit.WatchUse(h.used))
	return h
}

func (h *shift) end() {
	for _, f := range h.restore {
		f()
	}
	h.restore = nil
}

// enter says whose work begins.
func (h *shift) enter(ctx context.Context) context.Context {
	if len(h.operators) == 0 {
		return ctx
	}
	return event.ByOperator(ctx, h.s.Shift.Who())
}

// start shows the window with begin: at once, or once somebody said who they are. Where people scan by themselves
// nothing stands before it.
func (h *shift) start(operators []event.Operator, begin func()) {
	h.operators = operators
	h.s.Shift.Take("")
	if len(operators) == 0 || h.s.kiosk || h.s.Prefs.DeskKiosk(h.s.event.ID) {
		begin()
	} else {
		h.begin = begin
		h.lock("")
		h.s.becameReady()
	}
	h.used()
	h.watch()
}

// role is what whoever works now may do.
func (h *shift) role() event.OperatorRole {
	switch {
	case len(h.operators) == 0:
		return event.OperatorLead
	case h.me.ID == "":
		return event.OperatorSteward
	}
	return h.me.Role
}

// mayVisit tells whether whoever works now may go to a page.
func (s *Shell) mayVisit(page string) bool {
	least, ok := leastToVisit[page]
	if !ok {
		least = event.OperatorLead
	}
	return s.shift.role().Reaches(least)
}

// refuse says why whoever works now may not do something; nil: they may.
func (s *Shell) refuse(a event.Action) error { return s.shift.role().Refuse(a) }

// firstPage is where whoever works now begins.
func (s *Shell) firstPage() string {
	if s.mayVisit(PageHome) {
		return PageHome
	}
	return PageCheckin
}

// locked says whether the window waits for a PIN.
func (h *shift) locked() bool { return h.screen != nil }

// lockNow is Ctrl+L.
func (h *shift) lockNow() { h.lock("") }

// lock covers the window until somebody says who they are. Why says what made it so.
func (h *shift) lock(why string) {
	if len(h.operators) == 0 || h.locked() || h.s.kiosk {
		return
	}
	s := h.s
	kit.CloseMenu(s.Window.Canvas())
	title := s.event.Title
	if title == "" {
		title = s.words.T("shell.title")
	}
	h.screen = lock.Show(lock.Deps{
		Context: s.ctx, Printer: s.words, Window: s.Window, Identify: s.Service.Identify, Operators: h.operators,
		Last: h.me.ID, Title: title, Why: why, Warn: h.warning(), Done: h.take, Help: s.lockHelp,
		Scanned: func() { s.sound(event.ToneRefused) },
	})
}

// warning says what is lost when somebody else goes on.
func (h *shift) warning() string {
	for _, p := range h.s.pages {
		if unsaved(p) {
			return h.s.words.T("access.lock.unsaved", i18n.Args{"Name": h.me.Name, "Page": p.Title()})
		}
	}
	return ""
}

// take begins somebody's work. Whoever comes back finds everything as it was.
func (h *shift) take(o event.Operator) {
	s, before := h.s, h.me.ID
	h.screen = nil
	h.me = o
	s.Shift.Take(o.ID)
	h.used()
	slog.Info("shift", "operator", o.ID)
	switch {
	case h.begin != nil:
		begin := h.begin
		h.begin = nil
		begin()
	case before != o.ID:
		s.changeHands()
	}
}

// changeHands makes the window that of somebody else: with the pages of the role, read as the role may read. What
// works goes on.
func (s *Shell) changeHands() {
	at := s.name
	s.leave()
	for name, p := range s.pages {
		if b, ok := p.(Busy); !ok || !b.Busy() {
			delete(s.pages, name)
		}
	}
	if s.event.ID == "" {
		return
	}
	s.furnish()
	s.frame()
	s.count()
	if !s.mayVisit(at) {
		at = s.firstPage()
	}
	s.Go(at, "")
}

// onSwitch asks who works from now on; what the one before typed is not lost unasked.
func (h *shift) onSwitch() { h.s.unlessUnsaved(h.lockNow) }

// askFor lets somebody who may do one thing that was refused, and leaves the window to whoever works there.
func (h *shift) askFor(err error, again func(func(context.Context) context.Context)) {
	need, denied := event.AccessDenied(err)
	if !denied {
		return
	}
	var able []event.Operator
	for _, o := range h.operators {
		if o.Role.Reaches(need) && o.ID != h.me.ID {
			able = append(able, o)
		}
	}
	s := h.s
	lock.AskFor(lock.Deps{
		Context: s.ctx, Printer: s.words, Window: s.Window, Identify: s.Service.Identify, Operators: able,
		Done: func(o event.Operator) {
			slog.Info("step up", "operator", o.ID, "for", h.me.ID)
			again(func(ctx context.Context) context.Context { return event.ByOperator(ctx, o.ID) })
		},
	}, s.words.Error(err))
}

// used notes that somebody is there.
func (h *shift) used() { h.lastUse = h.s.now() }

// watch locks the window once nobody used it for as long as the settings say.
func (h *shift) watch() {
	s := h.s
	kit.After(glanceAtUse, func() {
		if s.ctx.Err() != nil {
			return
		}
		h.glance()
		h.watch()
	})
}

func (h *shift) glance() {
	s := h.s
	if s.Pointer != nil {
		if at, ok := s.Pointer(); ok && at != h.pointer {
			h.pointer = at
			h.used()
		}
	}
	if f := s.Window.Canvas().Focused(); f != h.focused {
		h.focused = f
		h.used()
	}
	minutes := s.Prefs.LockAfter()
	if minutes == 0 || h.me.ID == "" || h.locked() || s.kiosk {
		return
	}
	if gone := s.now().Sub(h.lastUse); gone < 0 || gone >= time.Duration(minutes)*time.Minute {
		if gone < 0 { // the clock was set back
			h.used()
			return
		}
		h.lock(s.words.N("access.lock.idle", minutes))
	}
}

// reload reads again who may work here, after somebody was added, changed or removed.
func (h *shift) reload() {
	s := h.s
	kit.Run(s.ctx, s.Service.Operators, func(all []event.Operator, err error) {
		if err != nil {
			s.fail("operators", err)
			return
		}
		first := len(h.operators) == 0 && len(all) > 0
		h.operators = all
		h.follow(first)
	})
}

// follow keeps who works here in step with the list.
func (h *shift) follow(first bool) {
	s, was := h.s, h.me
	h.me = event.Operator{}
	for _, o := range h.operators {
		if o.ID == was.ID || first && len(h.operators) == 1 { // whoever made the first one is that one
			h.me = o
		}
	}
	s.Shift.Take(h.me.ID)
	switch {
	case len(h.operators) == 0:
		s.changeHands()
	case h.me.ID == "":
		h.lock("")
	case h.me.Role != was.Role && !first:
		s.changeHands()
	default:
		if s.header != nil {
			s.header.showWho()
		}
	}
}

// touchesOperators tells whether somebody who works here was added, changed or removed.
func touchesOperators(kinds map[string]bool) bool {
	for kind := range kinds {
		if strings.HasPrefix(kind, "operator.") {
			return true
		}
	}
	return false
}
