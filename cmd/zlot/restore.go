package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/copies"
	"zlot/ui"
	"zlot/ui/kit"
	"zlot/ui/settings"
)

// restore closes the file, puts a copy in its place, and opens what is there then: the copy's content, or, where that
// did not work, the file as it was.
func (p *program) restore(name, passphrase string) {
	if p.core == nil {
		return
	}
	svc := p.core.Service
	kit.Run(p.ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, svc.Allow(ctx, event.DoRestore) },
		func(_ struct{}, err error) {
			switch {
			case err != nil:
				kit.ShowError(p.window, p.words(), err)
			case p.core != nil:
				p.exchangeFor(p.core.Path, name, passphrase)
			}
		})
}

// exchangeFor restores for somebody who may: whoever works at the program, where it opened the file.
func (p *program) exchangeFor(path, name, passphrase string) {
	words := p.words()
	p.closeShell()
	p.core = nil
	p.window.SetContent(ui.Opening(words))
	kit.Run(p.ctx, func(ctx context.Context) (opened, error) { return p.replace(ctx, name, path, passphrase), nil },
		func(o opened, _ error) { p.show(o) })
}

// replace restores a file that is closed, and opens what is there then. What came of it is told when the window shows
// something to somebody.
func (p *program) replace(ctx context.Context, name, path, passphrase string) opened {
	was, err := wire.Restore(ctx, name, path, passphrase)
	if err != nil {
		slog.Error("restore", "error", err)
	} else {
		slog.Info("restored", "kept", was.Kept, "copy", was.Copy.Name, "carried", was.Unread == nil, "erased", len(was.Erased), "sent", was.Sent)
	}
	o := p.openFile(path)
	o.restored = &ui.Restored{Copy: was.Copy, Kept: was.Kept, Err: err, Unread: was.Unread != nil && !errors.Is(was.Unread, context.Canceled)}
	return o
}

// unsound are the reasons not to open a file for which a copy is the way out.
var unsound = []string{event.CodeCorrupt, event.CodeNotADatabase, event.CodeForeignSchema, event.CodeDiskBroken}

// offerCopies adds the way back to what the window shows of a file that cannot be opened, if there are copies.
func (p *program) offerCopies(shown ui.Trouble, path string) {
	second := p.prefs.CopySecond()
	p.troubles++
	now := p.troubles
	kit.Run(p.ctx, func(ctx context.Context) (*copies.Store, error) { return copiesFor(ctx, path, second, shown.Err), nil },
		func(from *copies.Store, _ error) {
			if from == nil || p.core != nil || now != p.troubles {
				return // something else is shown by now
			}
			shown.Restore = func() { p.chooseCopyFor(path, from) }
			p.window.SetContent(shown.Content())
		})
}

// copiesFor are the backup copies of a file that cannot be opened, nil where they are no way out.
func copiesFor(ctx context.Context, path, second string, err error) *copies.Store {
	if !slices.ContainsFunc(unsound, func(code string) bool { return errors.Is(err, event.Fail(code)) }) {
		return nil
	}
	store := wire.CopiesOf(path)
	if err := store.SetSecond(second); err != nil {
		slog.Warn("second folder of copies", "error", err)
	}
	if all, err := store.List(ctx); err != nil || len(all) == 0 {
		return nil
	}
	return store
}

// unsoundFile lets copies be looked into beside a file that cannot be opened.
type unsoundFile struct{ path string }

// PreviewCopy is part of settings.CopyReader.
func (f unsoundFile) PreviewCopy(ctx context.Context, name, passphrase string) (event.CopyPreview, error) {
	return wire.PreviewRestore(ctx, name, f.path, passphrase)
}

// chooseCopyFor lets somebody choose what to put in the place of a file that cannot be opened.
func (p *program) chooseCopyFor(path string, from *copies.Store) {
	settings.ChooseCopy(settings.Deps{Context: p.ctx, Printer: p.words(), Window: p.window, Now: time.Now, Backups: settings.Backups{
		Reader: unsoundFile{path}, Copies: from,
		Restore: func(name, passphrase string) { p.exchangeFor(path, name, passphrase) },
	}}, "")
}
