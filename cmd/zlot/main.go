// Zlot is the desktop program: flags, paths, log, crash file, the window.
package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/alecthomas/kong"

	"zlot/assets"
	"zlot/cmd/internal/wire"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// started is when the program began, to tell how long people wait for it.
var started = time.Now()

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// appID names the program's preferences; it is the one of FyneApp.toml.
const appID = "pl.zlot.desktop"

// flags are the command line. What they say holds for this run.
type flags struct {
	File       string  `arg:"" optional:"" type:"path" help:"Database file to open, as --db."`
	DB         string  `name:"db" type:"path" placeholder:"FILE" help:"Database file; a new one is made. Default: your own."`
	Event      string  `placeholder:"ID" help:"Event to open; default: the last one."`
	Lang       string  `enum:"pl,en," default:"" placeholder:"pl|en" help:"Language."`
	Theme      string  `enum:"light,dark,system," default:"" placeholder:"light|dark|system" help:"Look."`
	Page       string  `enum:"home,registrations,agenda,badges,checkin,certificates,mail,settings,scanner" default:"home" placeholder:"PAGE" help:"Page to begin with: ${enum}."`
	Checkpoint string  `placeholder:"ID" help:"Checkpoint of the check-in page."`
	Kiosk      bool    `help:"The check-in page alone on the whole screen."`
	Scale      float64 `placeholder:"N" help:"Size of everything, 0.8 to 2; 1 is normal."`
	LogLevel   string  `enum:"debug,info,warn,error" default:"info" placeholder:"LEVEL" help:"Least weight of what is logged: ${enum}."`
	Files      bool    `help:"Print where database, settings, log and crash file are."`
	ResetUI    bool    `name:"reset-ui" help:"Forget language, look and sizes."`
	Compat     bool    `help:"Paint without the graphics card (Linux with Mesa): slower, works where its driver fails."`
	Version    bool    `help:"Print the version."`
	Licences   bool    `help:"Print what others have made of this program, and on what terms."`
}

// Validate is called by the parser.
func (f *flags) Validate() error {
	if f.File != "" {
		if f.DB != "" {
			return errors.New("give the file once: alone or with --db")
		}
		f.DB = f.File
	}
	if f.Scale != 0 && (f.Scale < kit.MinScale || f.Scale > kit.MaxScale) {
		return fmt.Errorf("--scale must be between %g and %g", kit.MinScale, kit.MaxScale)
	}
	return nil
}

func main() {
	wire.ReadPage()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program: it returns the exit code.
func run(args []string, out, complaints io.Writer) int {
	var f flags
	helped := false
	parser, err := kong.New(&f, kong.Name("zlot"), kong.Description("Zlot: rallies and courses, from sign-up to certificate."),
		kong.Writers(out, complaints), kong.Exit(func(int) { helped = true }))
	if err == nil {
		_, err = parser.Parse(args)
	}
	switch {
	case helped:
		return exitDone
	case err != nil:
		fmt.Fprintln(complaints, "zlot:", err)
		return exitUsage
	case f.Version:
		fmt.Fprintln(out, "Zlot", wire.Version())
		return exitDone
	}
	if f.Licences {
		if err := assets.WriteLicences(out); err != nil {
			return exitFailed // nobody is there to read it
		}
		return exitDone
	}
	paths := wire.DefaultPaths()
	if f.Files {
		printFiles(out, f, paths)
		return exitDone
	}
	if err := noDisplay(f.Lang); err != nil {
		fmt.Fprintln(complaints, err)
		return exitFailed
	}
	return runWindow(f, paths, complaints)
}

func runWindow(f flags, paths wire.Paths, complaints io.Writer) int {
	keepPainted = shortly
	go keepSmall()
	logFile, err := openLog(paths.Log, f.LogLevel)
	if err != nil {
		// Without a log the program still works; whoever started it should know.
		fmt.Fprintln(complaints, "zlot:", err)
	} else {
		defer logFile.Close()
	}
	if !canPaint(f, complaints) {
		return exitFailed
	}
	crash, err := keepCrash(paths.Crash)
	if err != nil {
		slog.Warn("no crash file", "error", err)
	}
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: "Zlot", Version: wire.Version(), Release: true,
		Icon:       fyne.NewStaticResource("icon.png", assets.AppIconPNG),
		Migrations: map[string]bool{"fyneDo": true},
	})
	p := newProgram(f, paths, complaints)
	p.crash = crash
	return p.run()
}

// printFiles says where everything is, a line each.
func printFiles(out io.Writer, f flags, paths wire.Paths) {
	database := paths.Database
	if f.DB != "" {
		database = f.DB
	}
	settings := "-"
	if base, err := os.UserConfigDir(); err == nil {
		settings = filepath.Join(base, "fyne", appID, "preferences.json")
	}
	for _, line := range [][2]string{
		{"database", database}, {"settings", settings}, {"log", paths.Log}, {"crash", paths.Crash},
	} {
		fmt.Fprintf(out, "%-10s%s\n", line[0], line[1])
	}
}

// noDisplay says that there is no screen to open a window on, which the toolkit
// would answer with a stack trace.
func noDisplay(lang string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return errors.New(i18n.New(lang).T("shell.display"))
	}
	return nil
}
