package main

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event/secret"
	"zlot/ui"
)

// askPassphrase asks for what opens this machine's secrets where it has no keyring. It comes from work away
// from the UI thread; before the window stands it waits for it.
func (p *program) askPassphrase(ctx context.Context, why secret.Reason) (passphrase string, remember bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.ctx, cancel)() // the program ends
	return ui.Passphrase{Window: func() fyne.Window { return p.window }, Words: p.words,
		First: why == secret.ToBegin, Wrong: why == secret.Wrong}.Ask(ctx)
}
