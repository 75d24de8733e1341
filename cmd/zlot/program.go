package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"zlot/assets"
	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/sight"
	"zlot/ui"
	"zlot/ui/desktop"
	"zlot/ui/kit"
	"zlot/ui/prefs"
	"zlot/ui/settings"
)

// endLimit is how long the toolkit may take to end.
const endLimit = 1500 * time.Millisecond

// program is the one window with the database behind it.
type program struct {
	flags      flags
	paths      wire.Paths
	complaints io.Writer
	crash      string // what the last run left, or ""

	ctx    context.Context
	cancel context.CancelFunc
	app    fyne.App
	window fyne.Window
	prefs  *prefs.Prefs
	sounds *desktop.Player

	first   bool        // nobody has used the program here yet
	opening chan opened // the first file, opened while the window is made
	core    *wire.App
	shell   *ui.Shell
	code    int

	troubles int // how often the window has said why a file cannot be opened
	ended    sync.Once
}

// opened is a database, or why there is none.
type opened struct {
	core *wire.App
	path string
	err  error

	restored *ui.Restored // what came of a restore that led here
}

func newProgram(f flags, paths wire.Paths, complaints io.Writer) *program {
	p := &program{flags: f, paths: paths, complaints: complaints, opening: make(chan opened, 1)}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	_, err := os.Stat(paths.Database)
	p.first = f.DB == "" && os.IsNotExist(err)
	// The file and the window take about as long as each other.
	go func() { p.opening <- p.openFile(p.flags.DB) }()
	return p
}

// openFile opens or makes a database; "" is the user's own.
func (p *program) openFile(path string) opened {
	began := time.Now()
	core, err := wire.Open(p.ctx, wire.Options{DB: path, Create: true, Ask: p.askPassphrase})
	if err != nil {
		if path == "" {
			path = p.paths.Database
		}
		return opened{path: path, err: err}
	}
	slog.Info("open", "file", core.Path, "ms", time.Since(began).Milliseconds())
	return opened{core: core, path: core.Path}
}

func (p *program) makeSample(ctx context.Context, svc *event.Service, words *i18n.Printer, name string) (event.Event, error) {
	made, err := sample.Load(ctx, svc, name, words.T("checkpoint.desk.title"))
	return made.Event, err
}

// run shows the window until it is closed, and closes the database.
func (p *program) run() int {
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // the toolkit makes only its own folder in it
	}
	p.app = app.NewWithID(appID)
	p.prefs = prefs.New(p.app.Preferences(), prefs.Override{
		Language: p.flags.Lang, Theme: p.flags.Theme, Scale: p.flags.Scale})
	if p.flags.ResetUI {
		p.prefs.ResetLook()
	}
	if p.first && !p.prefs.LanguageChosen() {
		p.prefs.SetLanguage(firstLanguage(lang.SystemLocale()))
	}
	kit.KeepWidths(p.prefs)
	if pace, ok := desktop.NewPace(p.app); ok {
		kit.SetPace(pace)
	}
	p.app.Settings().SetTheme(ui.Theme(p.prefs.Theme(), p.prefs.Scale()))
	p.sounds = desktop.NewPlayer(map[string][]byte{
		string(assets.SoundOK):        assets.Sound(assets.SoundOK),
		string(assets.SoundAttention): assets.Sound(assets.SoundAttention),
		string(assets.SoundRefused):   assets.Sound(assets.SoundRefused),
	})
	p.makeWindow()
	go func() {
		first := <-p.opening
		fyne.Do(func() { p.show(first) })
	}()
	go p.awaitSignal()
	p.window.Show()
	p.app.Run()
	return p.end()
}

// awaitSignal ends the program when the system asks for it. The toolkit listens
// too, but only once its window stands.
func (p *program) awaitSignal() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	<-signals
	slog.Info("asked to end")
	p.endInTime()
	fyne.Do(p.app.Quit)
}

// endInTime ends the program even if the toolkit does not: now and then (2.8.1)
// it waits forever, because the event that saves the preferences missed the last
// emptying of its queue. They are saved soon after each change anyway.
func (p *program) endInTime() {
	time.AfterFunc(endLimit, func() {
		slog.Warn("the toolkit did not end")
		os.Exit(p.end())
	})
}

// end closes what is open, once, and returns the exit code.
func (p *program) end() int {
	p.ended.Do(func() {
		p.cancel()
		p.sounds.Close()
		if p.core != nil {
			if err := p.core.Close(); err != nil {
				slog.Error("close", "error", err)
				p.code = exitFailed
			}
		}
		slog.Info("end")
	})
	return p.code
}

func (p *program) makeWindow() {
	words := p.words()
	kit.SetPrinter(words)
	localize(words.Lang())
	p.window = p.app.NewWindow(words.T("shell.title"))
	p.window.SetMaster()
	p.window.SetPadded(false)
	p.window.SetContent(ui.Opening(words))
	p.window.Resize(p.prefs.WindowSize())
	p.window.SetFullScreen(p.flags.Kiosk || p.prefs.FullScreen())
	p.window.SetCloseIntercept(p.onClose)
	p.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if p.shell != nil {
			p.shell.Dropped(files)
		}
	})
}

func (p *program) words() *i18n.Printer { return i18n.New(p.prefs.Language()) }

// unsaid is what the toolkit says where the system names no locale; one that does names a country too.
const unsaid = fyne.Locale("en")

// firstLanguage is the one to welcome somebody in whose system speaks that of a locale: Polish where it says nothing.
func firstLanguage(system fyne.Locale) string {
	if code, _, _ := strings.Cut(system.String(), "-"); code == i18n.Polish || system == unsaid {
		return i18n.Polish
	}
	return i18n.English
}

// localize gives the toolkit's own dialogs the words of a language. The toolkit
// follows the system's language only, so ours pose as that.
func localize(language string) {
	if err := lang.AddTranslationsForLocale(assets.FyneTranslations(language), lang.SystemLocale()); err != nil {
		slog.Error("words of the toolkit", "error", err)
	}
}

// show puts an opened database into the window, in the place of the one before.
func (p *program) show(o opened) {
	if o.err != nil {
		p.showTrouble(o)
		return
	}
	p.closeShell()
	p.core, p.code = o.core, exitDone
	if p.flags.DB != "" || p.shell != nil {
		p.prefs.AddRecentFile(p.core.Path)
	}
	start := ui.Start{Page: ui.PageHome}
	if p.shell == nil {
		start = ui.Start{
			Event: p.flags.Event, Page: p.flags.Page, Checkpoint: p.flags.Checkpoint, Kiosk: p.flags.Kiosk, Crash: p.crash}
	}
	start.Restored = o.restored
	p.shell = ui.NewShell(p.ctx, ui.Deps{
		App: p.app, Window: p.window, Service: p.core.Service, Prefs: p.prefs, Sounds: speaker{p},
		Shift: p.core.Shift, Pointer: func() (fyne.Position, bool) { return desktop.Pointer(p.window) },
		Show: desktop.Open, Reveal: desktop.Reveal, QR: qrPicture,
		Frames: desktop.Frames, Codes: codesOf, ReadPicture: sight.Read, ScannerSheet: scannerSheet, Manual: manual,
		File: p.core.Path, Version: wire.Version(), Start: start, Localize: localize, Ready: usable,
		Files:   settings.Files{Database: p.core.Path, Log: p.paths.Log, Crash: p.paths.Crash},
		Samples: sample.Names(), Components: components,
		Sample: func(ctx context.Context, words *i18n.Printer, name string) (event.Event, error) {
			return p.makeSample(ctx, o.core.Service, words, name)
		},
		OpenFile: p.exchange,
		Restore:  p.restore,
	})
	p.shell.Open()
}

// usable is called when the first page shows its data; the frame that paints it
// comes next.
func usable() {
	fyne.Do(func() { slog.Info("usable", "ms", time.Since(started).Milliseconds()) })
}

// showTrouble says why there is no database. If one is open, it stays.
func (p *program) showTrouble(o opened) {
	words := p.words()
	slog.Error("open", "file", o.path, "error", o.err)
	if p.core != nil {
		kit.ShowError(p.window, words, o.err)
		return
	}
	fmt.Fprintln(p.complaints, words.Error(o.err))
	p.code = exitFailed
	trouble := ui.Trouble{
		Window: p.window, Words: words, Err: o.err,
		Open: p.exchange, Retry: func() { p.exchange(o.path) }, Quit: p.quit,
	}
	p.window.SetContent(trouble.Content())
	p.offerCopies(trouble, o.path)
	if o.restored != nil && o.restored.Err != nil {
		kit.ShowError(p.window, words, o.restored.Err)
	}
}

// exchange opens another file and, if that works, closes the one before.
func (p *program) exchange(path string) {
	if p.core != nil && sameFile(path, p.core.Path) {
		return
	}
	kit.Run(p.ctx, func(context.Context) (opened, error) { return p.openFile(path), nil },
		func(o opened, _ error) { p.show(o) })
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	if err1 != nil || err2 != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	return os.SameFile(x, y)
}

// closeShell ends the shell and closes its database.
func (p *program) closeShell() {
	if p.core == nil {
		return
	}
	p.shell.Close()
	if err := p.core.Close(); err != nil {
		slog.Error("close", "file", p.core.Path, "error", err)
	}
}

func (p *program) onClose() {
	if p.shell == nil {
		p.quit()
		return
	}
	p.shell.MayClose(p.quit)
}

// quit ends the program. Everything that matters is on the disk already.
func (p *program) quit() {
	if !p.flags.Kiosk {
		full := p.window.FullScreen()
		p.prefs.SetFullScreen(full)
		if !full {
			p.prefs.SetWindowSize(p.window.Canvas().Size())
		}
	}
	if p.shell != nil {
		p.shell.Close()
	}
	p.endInTime()
	p.app.Quit()
}

// speaker plays sounds unless the settings say no.
type speaker struct{ p *program }

// Play is part of ui.Sounds.
func (s speaker) Play(name string) {
	if s.p.prefs.Sounds() {
		s.p.sounds.Play(name)
	}
}
