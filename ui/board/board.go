// Package board is what the hall sees on a projector: how many have come, where to stand, what is on now and
// next. It names nobody but the speakers of the programme.
package board

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// every is how often the figures are read although nothing happened: sessions begin by themselves.
	every = 30 * time.Second
	// gather is how long changes are gathered before the figures are read again.
	gather = 400 * time.Millisecond
	// alone is how long nothing else is typed before and after a key of the board: a scanner types many.
	alone = 300 * time.Millisecond
)

// MostLines is how many lines the board can show.
const MostLines = 6

// Service is the use cases behind the board.
type Service interface {
	Live(ctx context.Context, eventID string) (event.Live, error)
	Queues(ctx context.Context, eventID string, n int) ([]event.Queue, error)
}

// Store tells what was committed, and what the programme is.
type Store interface {
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Subscribe(f func([]event.Fact)) (cancel func())
}

// Deps are what the board stands on.
type Deps struct {
	Context context.Context
	Service Service
	Store   Store
	Printer *i18n.Printer
	Window  fyne.Window // its own
	Event   event.Event
	Now     func() time.Time
	Lines   int // at the desk; fewer than two: none are shown
	// SetLines keeps the number of lines that was chosen on the board.
	SetLines func(int)
	// Rune and Key get what is typed: a scanner types into the window in front. Key tells whether it was the end of a scan.
	Rune func(rune)
	Key  func(*fyne.KeyEvent) bool
	// Closed is called once when the board was left.
	Closed func()
}

// Board is the content of a window of its own.
type Board struct {
	Deps
	ctx     context.Context
	cancel  context.CancelFunc
	screen  *screen
	news    *kit.Coalescer
	reading kit.Steady[figures]
	unhook  func()
	untick  func()
	unclock func()
	hush    func()     // ends the wait for what else is typed; nil: nothing was typed just now
	own     *kit.Theme // the colours chosen by hand; nil: those of the program
	shown   figures
	failure string
}

// figures are everything the board shows.
type figures struct {
	event.Live
	queues []event.Queue
	over   bool // the programme of this day was, and is over
}

// New makes a board; Open shows it.
func New(d Deps) *Board {
	b := &Board{Deps: d, shown: figures{Live: event.Live{Event: d.Event}}}
	b.ctx, b.cancel = context.WithCancel(d.Context)
	b.screen = &screen{b: b}
	b.screen.ExtendBaseWidget(b.screen)
	b.news = kit.NewCoalescer(gather, b.read)
	return b
}

// Open fills the window and begins to follow what happens.
func (b *Board) Open() {
	b.Window.SetTitle(b.Printer.T("board.window", i18n.Args{"Event": b.Event.Title}))
	b.Window.SetPadded(false)
	b.Window.SetContent(b.screen)
	b.Window.SetOnClosed(b.close)
	b.Window.Canvas().SetOnTypedKey(b.onKey)
	b.Window.Canvas().SetOnTypedRune(b.onRune)
	b.unhook = b.Store.Subscribe(func(facts []event.Fact) {
		for _, f := range facts {
			if f.Event == "" || f.Event == b.Event.ID {
				b.news.Signal()
				return
			}
		}
	})
	b.read()
	b.tick()
	b.clock()
}

// Close leaves the board.
func (b *Board) Close() { b.Window.Close() }

func (b *Board) close() {
	if b.ctx.Err() != nil && b.unhook == nil {
		return
	}
	b.cancel()
	b.unhook()
	b.untick()
	b.unclock()
	if b.hush != nil {
		b.hush()
	}
	b.news.Stop()
	b.unhook = nil
	b.Closed()
}

func (b *Board) tick() {
	b.untick = kit.After(every, func() {
		b.read()
		b.tick()
	})
}

// clock paints anew when the minute changes.
func (b *Board) clock() {
	now := b.Now()
	b.unclock = kit.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now), func() {
		b.screen.Refresh()
		b.clock()
	})
}

func (b *Board) read() {
	b.reading.Run(b.ctx, func() func(context.Context) (figures, error) {
		lines := b.Lines
		return func(ctx context.Context) (figures, error) { return b.load(ctx, lines) }
	}, func(f figures, err error) {
		if b.failure = ""; err != nil {
			b.failure = b.Printer.Error(err) // the last figures stay
		} else {
			b.shown = f
		}
		b.screen.Refresh()
	})
}

func (b *Board) load(ctx context.Context, lines int) (f figures, err error) {
	if f.Live, err = b.Service.Live(ctx, b.Event.ID); err != nil {
		return f, err
	}
	sessions, err := b.Store.Sessions(ctx, b.Event.ID)
	if err != nil {
		return f, err
	}
	zone, now := b.Event.Zone(), b.Now()
	for _, ss := range sessions {
		f.over = f.over || (!ss.End.After(now) && event.DateOf(ss.Start, zone) == event.DateOf(now, zone))
	}
	if lines < 2 {
		return f, nil
	}
	f.queues, err = b.Service.Queues(ctx, b.Event.ID, lines)
	return f, err
}

func (b *Board) onKey(ev *fyne.KeyEvent) {
	if b.Key != nil && b.Key(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		b.Close()
	case fyne.KeyF11:
		b.Window.SetFullScreen(!b.Window.FullScreen())
		b.screen.Refresh()
	}
}

// onRune takes the keys of the board: digits are the number of lines, a letter of the language turns light and dark round.
func (b *Board) onRune(r rune) {
	if b.Rune != nil {
		b.Rune(r)
	}
	first := b.hush == nil
	if !first {
		b.hush()
	}
	b.hush = kit.After(alone, func() {
		b.hush = nil
		if first && r >= '0' && r <= '0'+MostLines {
			b.setLines(int(r - '0'))
		}
	})
	if first && strings.ContainsRune(b.Printer.T("board.key.theme"), r) {
		b.turn()
	}
}

func (b *Board) setLines(n int) {
	b.Lines = n
	b.SetLines(n)
	b.read()
}

// turn changes between light and dark, for the board alone: a hall may be darker than the desk.
func (b *Board) turn() {
	variant := kit.VariantDark
	if b.dark() {
		variant = kit.VariantLight
	}
	b.own = kit.NewTheme(variant, 1)
	b.screen.Refresh()
}
