package wire

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata" // machines without a zone database

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/printing"
	"zlot/event/schedule"
	"zlot/event/secret"
	"zlot/event/tabular"
	"zlot/event/verifypage"
	"zlot/storage"
)

// Options say which file is opened and how.
type Options struct {
	DB       string // "": the user's own
	Create   bool   // make the file if it is missing
	ReadOnly bool   // only look: works while another program writes

	Ask secret.Ask // for the passphrase of the secrets, where there is no keyring; nil: nobody is there
}

// passphraseEnv holds the passphrase of the secrets for a machine without a keyring and without a person.
const passphraseEnv = "ZLOT_PASSPHRASE"

// OpenSecrets opens what this machine's account keeps outside the database.
func OpenSecrets(ask secret.Ask, options ...secret.Option) *secret.Store {
	return secret.Open(DefaultPaths().Keys, append(options, secret.Asking(ask), secret.Passphrase(os.Getenv(passphraseEnv)))...)
}

// App is the program without a face.
type App struct {
	Service *event.Service
	Store   *storage.DB
	Secrets *secret.Store
	Shift   *event.Shift // who works at the program
	Paths   Paths
	Path    string // of the open database
}

// Open opens the database and wires the use cases. Errors are *event.Error with storage.* codes.
func Open(ctx context.Context, o Options) (*App, error) {
	p := DefaultPaths()
	if o.DB == "" {
		o.DB = p.Database
		if o.Create {
			if err := os.MkdirAll(filepath.Dir(o.DB), 0o700); err != nil {
				return nil, event.Fail(event.CodePermission, "Path", o.DB).Because(err)
			}
		}
	}
	clock := event.ClockFunc(time.Now)
	db, err := storage.Open(ctx, o.DB, storage.Options{Create: o.Create, ReadOnly: o.ReadOnly, Clock: clock, DeskFile: p.Desk,
		Copy: beforeMigration(o.DB, clock)})
	if err != nil {
		return nil, err
	}
	if !o.ReadOnly { // this is the only process that writes: nothing is under way
		if _, err := db.Recover(ctx); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	secrets, shift := OpenSecrets(o.Ask), &event.Shift{}
	svc := event.NewService(event.Ports{Store: db, Outbox: db, Documents: newDocuments(), Signer: doc.COSE{}, Secrets: secrets,
		Mailer: newMailer(db, secrets, clock, slog.Default()), SignIn: mail.SignIn{Clock: clock}, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Letters: mail.Letters{},
		Printers: printing.New(), Clock: clock, Copies: newCopies(o.DB, db), DocumentSigner: doc.PAdES{}, VerifyPages: verifypage.Writer{}, Who: shift.Who})
	return &App{Service: svc, Store: db, Secrets: secrets, Shift: shift, Paths: p, Path: o.DB}, nil
}

// Close closes the database.
func (a *App) Close() error { return a.Store.Close() }
