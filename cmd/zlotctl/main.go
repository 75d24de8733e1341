// Zlotctl is Zlot from a terminal: the same use cases for scripts and for machines without a display.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
)

// Exit codes of the contract.
const (
	exitDone    = 0
	exitFailed  = 1 // nothing changed
	exitUsage   = 2
	exitPartial = 3 // done, but some items were refused
)

type cli struct {
	DB    string `name:"db" placeholder:"FILE" help:"Database file; default: the desktop program's."`
	Event string `placeholder:"ID" help:"Event; default: the only one, or the last opened."`
	JSON  bool   `name:"json" help:"Print one JSON document on standard output."`
	As    string `name:"as" placeholder:"NAME" help:"Who works, where the file has operators; the PIN is read from ZLOT_PIN."`
	Lang  string `enum:"pl,en" default:"pl" help:"Language of texts (pl, en)."`

	Demo          demoCmd          `cmd:"" help:"Make a file with a sample event."`
	EventCmd      eventCmd         `cmd:"" name:"event" help:"Create and list events."`
	Import        importCmd        `cmd:"" help:"Import registrations from a table."`
	Registrations registrationsCmd `cmd:"" help:"List and search registrations."`
	Registration  registrationCmd  `cmd:"" help:"Add, change or cancel one registration."`
	Waiting       waitingCmd       `cmd:"" help:"Show the waiting list, or move it up."`
	Export        exportCmd        `cmd:"" help:"Export all registrations to a table."`
	List          listCmd          `cmd:"" help:"Write a printable list, or a summary, of the people."`
	Agenda        agendaCmd        `cmd:"" help:"Import, edit, check, export and release the programme."`
	Allocate      allocateCmd      `cmd:"" help:"Give workshop places by preference."`
	Enrol         enrolCmd         `cmd:"" help:"Give a place in a session by hand."`
	Withdraw      withdrawCmd      `cmd:"" help:"Take a place in a session, or waiting for one, back; allocate does not give it again."`
	Promote       promoteCmd       `cmd:"" help:"Give a session's free places to those who wait for it."`
	Badges        badgesCmd        `cmd:"" help:"Draw badges as PDF."`
	Checkpoints   checkpointsCmd   `cmd:"" help:"List checkpoints."`
	Checkpoint    checkpointCmd    `cmd:"" help:"Add, change or close a checkpoint."`
	Scan          scanCmd          `cmd:"" help:"Check in by badge codes."`
	Undo          undoCmd          `cmd:"" help:"Take one scan back."`
	Scans         scansCmd         `cmd:"" help:"Show the log of scans."`
	Live          liveCmd          `cmd:"" help:"Show who is here, who is missing and how full it is."`
	Paper         paperCmd         `cmd:"" help:"Bring paper lists back."`
	Attendance    attendanceCmd    `cmd:"" help:"Show hours per person."`
	Certificates  certificatesCmd  `cmd:"" help:"Issue, list, export and verify certificates."`
	Mail          mailCmd          `cmd:"" help:"Mail account, outbox and ledger."`
	Person        personCmd        `cmd:"" help:"Export or erase a person's data."`
	Retention     retentionCmd     `cmd:"" help:"Empty data whose time has come."`
	Backup        backupCmd        `cmd:"" help:"Write a consistent copy of the database."`
	Restore       restoreCmd       `cmd:"" help:"Put a backup in the place of the database."`
	Copies        copiesCmd        `cmd:"" help:"Backup copies beside the database."`
	Check         checkCmd         `cmd:"" help:"Check the database, certificates and ledger."`
	Operators     operatorsCmd     `cmd:"" help:"Who works with the file: roles and PINs."`
	Printers      printersCmd      `cmd:"" help:"List the printers of this machine and how they are."`
	Manual        manualCmd        `cmd:"" help:"Write the help as a document."`
	Version       versionCmd       `cmd:"" help:"Print the version."`
}

func main() {
	wire.ReadPage()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// What concerns people comes as a sentence; the log is for what nobody expected.
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var c cli
	helped := false
	parser, err := kong.New(&c, kong.Name("zlotctl"), kong.Description("Zlot from a terminal."), kong.Writers(out, errs),
		kong.Exit(func(int) { helped = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"statuses": choices(event.Statuses), "roles": choices(event.Roles), "kinds": choices(event.Kinds),
			"sessions": choices(event.SessionKinds)})
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitUsage
	}
	kctx, err := parser.Parse(args)
	if helped {
		return exitDone
	}
	s := &session{ctx: ctx, cli: &c, in: in, out: out, errs: errs, text: i18n.New(c.Lang), json: c.JSON}
	if err != nil { // the flags after the mistake were not read
		s.json, s.text = slices.Contains(args, "--json"), i18n.New(askedLanguage(args))
		s.report(&usageError{err})
		return exitUsage
	}
	err = kctx.Run(s)
	if s.app != nil {
		err = errors.Join(err, s.app.Close())
	}
	if err == nil {
		return s.exit
	}
	s.report(err)
	return exitFailed
}

// choices writes a closed set for a flag's enum.
func choices[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, v := range all {
		words[i] = string(v)
	}
	return strings.Join(words, ",")
}

// usageError is what a person mistyped.
type usageError struct{ err error }

func (u *usageError) Error() string { return u.err.Error() }

// askedLanguage finds --lang in a command line that could not be parsed.
func askedLanguage(args []string) string {
	for i, a := range args {
		if value, found := strings.CutPrefix(a, "--lang="); found {
			return value
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return i18n.Polish
}

// session is one call of the program.
type session struct {
	ctx       context.Context
	cli       *cli
	in        io.Reader
	out, errs io.Writer
	text      *i18n.Printer
	json      bool
	exit      int
	app       *wire.App
}

// actor is who acts where nobody says who they are.
const actor = "zlotctl"

// open opens the database for a command that writes.
func (s *session) open(create bool) (*event.Service, error) {
	return s.wire(wire.Options{DB: s.cli.DB, Create: create})
}

// look opens the database for a command that only reads: it works while another program writes.
func (s *session) look() (*event.Service, error) {
	return s.wire(wire.Options{DB: s.cli.DB, ReadOnly: true})
}

func (s *session) wire(o wire.Options) (*event.Service, error) {
	app, err := wire.Open(s.ctx, o)
	if err != nil {
		return nil, err
	}
	s.app = app
	s.ctx = event.WithActor(s.ctx, actor)
	return app.Service, s.signIn(app.Service)
}

// chosen opens the database (to write or to look) and finds the event that is meant.
func (s *session) chosen(write bool) (*event.Service, event.Event, error) {
	var svc *event.Service
	var err error
	if write {
		svc, err = s.open(false)
	} else {
		svc, err = s.look()
	}
	if err != nil {
		return nil, event.Event{}, err
	}
	ev, err := svc.ChooseEvent(s.ctx, s.cli.Event)
	return svc, ev, err
}

// partial marks the run as done with some items refused.
func (s *session) partial(refused int) {
	if refused > 0 {
		s.exit = exitPartial
	}
}
