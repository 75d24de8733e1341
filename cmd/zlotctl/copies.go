package main

import (
	"os"
	"time"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
)

type copiesCmd struct {
	List       copiesListCmd       `cmd:"" help:"List the backup copies beside the database."`
	Make       copiesMakeCmd       `cmd:"" help:"Make a backup copy now."`
	Prune      copiesPruneCmd      `cmd:"" help:"Take the copies away whose time is over."`
	Remove     copiesRemoveCmd     `cmd:"" help:"Take copies away, as those that still hold somebody who was erased."`
	Passphrase copiesPassphraseCmd `cmd:"" help:"Encrypt new copies with a passphrase from ZLOT_COPY_PASSPHRASE, or no longer."`
}

// The passphrase of the copies comes from the environment, never from an argument.
const (
	copyPassphraseEnv = "ZLOT_COPY_PASSPHRASE"
	newPassphraseEnv  = "ZLOT_COPY_PASSPHRASE_NEW"
)

func copyPassphrase() string { return os.Getenv(copyPassphraseEnv) }

// copyDoc is a copy in JSON.
type copyDoc struct {
	Name      string    `json:"name"`
	Path      string    `json:"path"`
	At        time.Time `json:"at"`
	Reason    string    `json:"reason"`
	Size      int64     `json:"size"`
	Encrypted bool      `json:"encrypted"`
}

func copyDocs(all []event.Backup) []copyDoc {
	docs := []copyDoc{}
	for _, b := range all {
		docs = append(docs, copyDoc{b.Name, b.Path, b.At, string(b.Reason), b.Size, b.Encrypted})
	}
	return docs
}

type copiesListCmd struct{}

// Run lists the copies, also of a file that cannot be opened any more.
func (c *copiesListCmd) Run(s *session) error {
	store := wire.CopiesOf(s.database())
	all, err := store.List(s.ctx)
	if err != nil {
		return err
	}
	return s.print(map[string]any{"folder": store.Places().First, "copies": copyDocs(all)}, func() {
		s.count("backup.count", len(all))
		var rows [][]string
		for _, b := range all {
			rows = append(rows, []string{b.Name, s.text.T("backup.reason." + string(b.Reason)), s.text.Size(b.Size)})
		}
		s.table(rows)
	})
}

type copiesMakeCmd struct {
	IfChanged bool `help:"Only if the database holds what the last copy does not."`
}

// Run makes a copy while others may be writing the file.
func (c *copiesMakeCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	if c.IfChanged {
		changed, err := svc.Copies.Changed(s.ctx)
		if err != nil {
			return err
		}
		if !changed {
			return s.print(map[string]any{"made": false}, func() { s.say("backup.unchanged") })
		}
	}
	res, err := svc.MakeCopy(s.ctx, event.CopyByHand)
	if err != nil {
		return err
	}
	doc := map[string]any{"made": true, "copy": copyDocs([]event.Backup{res.Copy})[0], "removed": copyDocs(res.Removed)}
	return s.print(doc, func() { s.say("ctl.written", i18n.Args{"Path": res.Copy.Path}) })
}

type copiesPruneCmd struct {
	DryRun bool `help:"Only say which."`
}

// Run thins the copies out.
func (c *copiesPruneCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	if err := svc.Allow(s.ctx, event.DoBackup); err != nil {
		return err
	}
	all, err := svc.Copies.List(s.ctx)
	if err != nil {
		return err
	}
	_, gone := event.KeepCopies(all, time.Now())
	if !c.DryRun {
		if gone, err = svc.PruneCopies(s.ctx); err != nil {
			return err
		}
	}
	doc := map[string]any{"removed": copyDocs(gone), "kept": len(all) - len(gone)}
	return s.print(doc, func() { s.count("backup.removed", len(gone)) })
}

type copiesPassphraseCmd struct {
	Forget bool `help:"Encrypt no more; what is encrypted stays so."`
}

// Run begins or ends encrypting, or changes the passphrase to ZLOT_COPY_PASSPHRASE_NEW.
func (c *copiesPassphraseCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	if err := svc.Allow(s.ctx, event.DoBackup); err != nil {
		return err
	}
	old, next := copyPassphrase(), os.Getenv(newPassphraseEnv)
	switch {
	case c.Forget:
		err = svc.Copies.ForgetPassphrase(s.ctx)
	case next != "":
		err = svc.Copies.SetPassphrase(s.ctx, old, next)
	case svc.Copies.Lock() == event.CopiesLocked:
		err = event.Fail(event.CodeRequired, "Field", newPassphraseEnv)
	default:
		err = svc.Copies.SetPassphrase(s.ctx, "", old)
	}
	if err != nil {
		return err
	}
	locked := svc.Copies.Lock() == event.CopiesLocked
	return s.print(map[string]any{"encrypted": locked}, func() {
		if locked {
			s.say("backup.locked")
		} else {
			s.say("backup.unlocked")
		}
	})
}

type copiesRemoveCmd struct {
	Names []string `arg:"" name:"name" help:"Names of copies."`
}

// Run makes a new copy first, so that there is always one.
func (c *copiesRemoveCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	res, err := svc.ReplaceCopies(s.ctx, c.Names)
	if err != nil {
		return err
	}
	doc := map[string]any{"removed": c.Names, "copy": copyDocs([]event.Backup{res.Copy})[0]}
	return s.print(doc, func() { s.count("backup.removed", len(c.Names)) })
}

// held says which copies still hold somebody who is erased, and until when.
func (s *session) held(h event.HeldCopies) (docs []keptDoc) {
	if len(h.Names) > 0 {
		args := i18n.Args{"Date": "", "Aside": h.Aside}
		if !h.Until.IsZero() {
			args["Date"] = s.text.ShortDate(h.Until)
		}
		docs = append(docs, keptDoc{What: "backups", Count: len(h.Names), Names: h.Names, Why: s.text.N("backup.held", len(h.Names), args)})
	}
	if len(h.Left) > 0 {
		why := s.text.N("backup.left", len(h.Left), i18n.Args{"Where": h.LeftAt()})
		docs = append(docs, keptDoc{What: "backups_left", Count: len(h.Left), Names: h.Left, Why: why})
	}
	return docs
}
