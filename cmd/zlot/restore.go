package main

import (
	"context"
	"errors"
	"log/slog"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui"
	"zlot/ui/kit"
)

// restored is the file that is open after a restore, and what came of that.
type restored struct {
	file opened
	was  wire.Restored
	err  error
}

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
				p.exchangeFor(name, passphrase)
			}
		})
}

// exchangeFor restores for somebody who may.
func (p *program) exchangeFor(name, passphrase string) {
	path := p.core.Path
	words := p.words()
	p.closeShell()
	p.core = nil
	p.window.SetContent(ui.Opening(words))
	kit.Run(p.ctx, func(ctx context.Context) (restored, error) {
		var r restored
		r.was, r.err = wire.Restore(ctx, name, path, passphrase)
		r.file = p.openFile(path)
		return r, nil
	}, func(r restored, _ error) { p.showRestored(r, words) })
}

func (p *program) showRestored(r restored, words *i18n.Printer) {
	p.show(r.file)
	switch {
	case r.err != nil:
		slog.Error("restore", "error", r.err)
		if r.file.err == nil {
			kit.ShowError(p.window, words, r.err)
		}
	case r.file.err == nil:
		slog.Info("restored", "kept", r.was.Kept, "carried", r.was.Unread == nil, "erased", len(r.was.Erased), "sent", r.was.Sent)
		text := words.T("backup.restored", i18n.Args{"Copy": r.was.Copy, "Kept": r.was.Kept})
		if r.was.Unread != nil && !errors.Is(r.was.Unread, context.Canceled) {
			text += "\n" + words.T("backup.restored.unread")
		}
		kit.Message(p.window, words.T("backup.restored.title"), text)
	}
}
