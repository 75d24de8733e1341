package ui

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/board"
	"zlot/ui/kit"
)

// Shell is the content of the window around the pages: header, navigation, the
// page shown, toasts.
type Shell struct {
	Deps
	ctx   context.Context
	stop  context.CancelFunc
	words *i18n.Printer

	event  event.Event
	events []event.Event
	pages  map[string]Page
	name   string // of the page shown, "" while there is none
	led    string // of the page that led to the scanner's

	nav     *nav
	header  *header
	finder  *finder
	body    *fyne.Container
	keys    []fyne.Shortcut // of the page shown
	helping helping
	news    *news
	burst   *burst
	board   *board.Board // nil: it is not open
	offers  *offers
	copies  *copies
	shift   *shift
	ready   bool
	alone   bool   // the page shown is all there is to see
	kiosk   bool   // and nobody but the organizer leaves it
	full    bool   // whether the window filled the screen before the kiosk
	warmed  string // event whose search is ready, or about to be

	uncatch func()     // ends that inputs notice scans
	heard   event.Scan // judged last
}

// NewShell makes the shell over an open database; Open shows it. Everything it
// starts ends with ctx.
func NewShell(ctx context.Context, d Deps) *Shell {
	s := &Shell{Deps: d, pages: map[string]Page{}, body: container.NewStack()}
	s.ctx, s.stop = context.WithCancel(ctx)
	s.words = i18n.New(d.Prefs.Language())
	s.news = newNews(s)
	s.burst = &burst{s: s}
	s.offers = &offers{s: s}
	s.copies = &copies{s: s}
	if s.Shift == nil {
		s.Shift = &event.Shift{}
	}
	s.shift = newShift(s)
	s.alone, s.kiosk = d.Start.Kiosk, d.Start.Kiosk
	correctScans(d.Prefs.Correction())
	return s
}

// Open reads the events and shows the one that is meant, or the choice of a
// first start.
func (s *Shell) Open() {
	s.applyLanguage()
	s.addKeys()
	kit.Run(s.ctx, s.readEvents, func(there contents, err error) {
		if err != nil {
			s.fail("events", err)
			return
		}
		s.events = there.events
		s.choose(there)
		s.shift.start(there.operators, s.enterFirst)
	})
}

// enterFirst shows the first page.
func (s *Shell) enterFirst() {
	s.build()
	s.news.follow()
	defer s.tellRestored()
	if s.event.ID == "" {
		s.becameReady()
		return
	}
	page, arg := s.Start.Page, ""
	if s.Start.Kiosk || s.Prefs.DeskKiosk(s.event.ID) { // also one that was killed
		page = PageCheckin
	}
	if !s.mayVisit(page) {
		page = s.firstPage()
	}
	if page == PageCheckin {
		arg = s.Start.Checkpoint
	}
	s.Go(page, arg)
	if !s.kiosk { // nothing may stand before what people scan at
		s.greet()
	}
}

// contents are the events of a file, and the one that was open last.
type contents struct {
	events    []event.Event
	opened    string
	operators []event.Operator
}

func (s *Shell) readEvents(ctx context.Context) (there contents, err error) {
	if there.opened, err = s.Service.Store.Opened(ctx); err != nil {
		return there, err
	}
	if there.operators, err = s.Service.Operators(ctx); err != nil {
		return there, err
	}
	there.events, err = s.Service.Store.Events(ctx)
	return there, err
}

// choose takes the event asked for, else the one open last, else the newest.
func (s *Shell) choose(there contents) {
	for _, wanted := range []string{s.Start.Event, there.opened} {
		for _, e := range there.events {
			if e.ID == wanted {
				s.event = e
				return
			}
		}
	}
	if len(there.events) > 0 {
		s.event = there.events[0]
	}
}

// greet says that the last run broke off, or that there is no such event.
func (s *Shell) greet() {
	if s.Start.Crash != "" {
		kit.Message(s.Window, s.words.T("shell.crash.title"),
			s.words.T("shell.crash.text", i18n.Args{"Path": s.Start.Crash}))
	}
	if s.Start.Event != "" && s.event.ID != s.Start.Event {
		kit.ShowError(s.Window, s.words, event.Fail(event.CodeEventNotFound, "Value", s.Start.Event))
	}
}

// Close ends what the shell started. The database may be closed afterwards.
func (s *Shell) Close() {
	s.closeBoard()
	s.leave()
	s.offers.end()
	s.copies.end()
	s.shift.end()
	s.news.stop()
	s.stop()
	s.removeKeys()
}

// build makes everything that can be seen anew, in the language of the moment.
func (s *Shell) build() {
	s.closeBoard()
	s.leave()
	s.pages = map[string]Page{}
	s.name = ""
	s.body = container.NewStack()
	s.Window.SetTitle(s.title())
	if s.event.ID != "" {
		s.furnish()
	}
	s.frame()
	s.count()
}

// furnish makes what stands around the pages.
func (s *Shell) furnish() {
	s.nav = newNav(s.words, s.mayVisit, func(page string) { s.Go(page, "") }, s.toggleHelp)
	s.finder = newFinder(s)
	s.header = newHeader(s)
}

// frame puts the page into the window, with what stands around it or alone.
func (s *Shell) frame() {
	var content fyne.CanvasObject
	switch {
	case s.event.ID == "":
		welcome := s.makeWelcome()
		content = s.besideHelp(kit.NewScroll(welcome), welcome)
	case s.alone:
		content = s.besideHelp(kit.NewScroll(s.body), s.body)
	default:
		// A page that needs more room than there is can be scrolled, instead of
		// making the window larger than the screen.
		content = container.NewStack(
			container.NewBorder(s.header.view, nil, s.nav.view, nil, s.besideHelp(kit.NewScroll(s.body), s.body)), s.finder.layer)
	}
	s.Window.SetContent(kit.NewToastHost(s.Window, content))
}

// setAlone shows the page alone in the window, or alone on the whole screen
// where people scan by themselves, or with everything around it again.
func (s *Shell) setAlone(alone, kiosk bool) {
	if kiosk != s.kiosk {
		if kiosk {
			s.full = s.Window.FullScreen()
		}
		s.kiosk = kiosk
		if !kiosk { // the PIN of the kiosk says nothing of who works here
			defer s.shift.lockNow()
		}
		s.Window.SetFullScreen(kiosk || s.full)
		if p := s.pages[s.name]; p != nil { // some keys lead away
			s.removePageKeys()
			s.addPageKeys(p)
		}
	}
	if alone != s.alone {
		s.alone = alone
		s.frame()
	}
}

func (s *Shell) title() string {
	if s.event.ID == "" {
		return s.words.T("shell.title")
	}
	return s.words.T("shell.title.event", i18n.Args{"Event": s.event.Title})
}

// Go shows a page and, with an argument, one thing on it. A page that does not
// exist is the home page.
func (s *Shell) Go(name, arg string) {
	if !s.mayVisit(name) {
		if s.name != "" {
			kit.Toast(s.Window.Canvas(), s.words.T("access.page"), nil)
			return
		}
		name, arg = s.firstPage(), ""
	}
	page := s.page(name)
	if page == nil {
		name = s.firstPage()
		page = s.page(name)
	}
	if s.name != name {
		if name == PageScanner {
			s.led = cmp.Or(s.name, s.firstPage())
		}
		s.leave()
		s.name = name
		s.body.Objects = []fyne.CanvasObject{page.Content()}
		s.body.Refresh()
		if s.nav != nil {
			s.nav.show(name)
		}
		s.addPageKeys(page)
		page.Shown()
		s.helpMoved()
		slog.Debug("page", "name", name)
	}
	if opener, ok := page.(Opener); ok && arg != "" {
		opener.Open(arg)
	}
}

// page is a page that was shown before, or a new one.
func (s *Shell) page(name string) Page {
	if p := s.pages[name]; p != nil {
		return p
	}
	p := s.makePage(name)
	if p != nil {
		s.pages[name] = p
	}
	return p
}

// leave hides the page shown.
func (s *Shell) leave() {
	if p := s.pages[s.name]; p != nil {
		s.removePageKeys()
		p.Hidden()
		s.unfocusPage()
	}
	s.name = ""
}

// unfocusPage takes the focus from what is not seen any more: it would go on
// swallowing what is typed. The navigation keeps it.
func (s *Shell) unfocusPage() {
	c := s.Window.Canvas()
	if _, own := c.Focused().(*tap); !own && c.Overlays().Top() == nil {
		c.Unfocus()
	}
}

// Dropped hands files that were dragged onto the window to the page shown, and looks for codes in pictures that
// it does not want.
func (s *Shell) Dropped(files []fyne.URI) {
	if kit.DialogOpen(s.Window) || s.kiosk {
		return
	}
	if s.takesPictures(files) {
		s.readPictures(files)
		return
	}
	if d, ok := s.pages[s.name].(Dropper); ok {
		d.Dropped(files)
	}
}

// switchEvent opens another event of the file.
func (s *Shell) switchEvent(e event.Event) { s.unlessBusy(func() { s.enterEvent(e) }) }

func (s *Shell) enterEvent(e event.Event) {
	s.event = e
	kit.Run(s.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.Service.Store.SetOpened(ctx, e.ID)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.fail("opened", err)
		}
	})
	at := s.name
	s.build()
	s.Go(at, "")
}
func (s *Shell) now() time.Time { return s.Service.Clock.Now() }

// fail tells that something of the shell's own could not be done.
func (s *Shell) fail(what string, err error) {
	slog.Error("shell", "doing", what, "error", err)
	kit.ShowError(s.Window, s.words, err)
}

// warmSearch lets the store build what a search of the event looks in, so that
// the first one in a big file does not wait.
func (s *Shell) warmSearch() {
	id := s.event.ID
	if id == "" || s.warmed == id {
		return
	}
	s.warmed = id
	kit.Run(s.ctx, func(ctx context.Context) (struct{}, error) {
		_, _, err := s.Service.Store.Search(ctx, id, "", 0)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil { // a real search will say what is wrong
			slog.Warn("warm search", "event", id, "error", err)
		}
	})
}

func (s *Shell) becameReady() {
	if !s.ready && s.Ready != nil {
		s.ready = true
		s.Ready()
	}
	s.warmSearch()
	s.offers.begin()
	s.copies.begin()
}
