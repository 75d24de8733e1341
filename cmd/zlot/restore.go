package main

import (
	"context"
	"errors"
	"log/slog"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/ui"
	"zlot/ui/kit"
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
