package registrations

import (
	"context"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// heldWords says which backup copies still hold somebody, and until when.
func (p *Page) heldWords(h event.HeldCopies) string {
	return p.Printer.N("backup.held", len(h.Names), i18n.Args{"Date": p.Printer.ShortDate(h.Until.In(time.Local))})
}

// tellErasure tells what stayed, and offers to take the copies away that still hold the person.
func (p *Page) tellErasure(res event.Erasure) {
	lines := []string{p.Printer.T("privacy.erase.done.hint")}
	for _, k := range res.Kept {
		lines = append(lines, "• "+p.keptWords(k))
	}
	title := p.Printer.T("privacy.erase.done")
	if len(res.Copies.Names) == 0 {
		kit.Message(p.Window, title, strings.Join(lines, "\n"))
		return
	}
	lines = append(lines, "• "+p.heldWords(res.Copies))
	kit.ConfirmDangerOr(p.Window, title, strings.Join(lines, "\n"), p.Printer.T("backup.replace"), p.Printer.T("backup.replace.keep"), func() {
		kit.Run(p.Context, func(ctx context.Context) (event.CopyResult, error) {
			return p.Service.ReplaceCopies(ctx, res.Copies.Names)
		}, func(_ event.CopyResult, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			kit.Toast(p.Window.Canvas(), p.Printer.N("backup.replaced", len(res.Copies.Names)), nil)
		})
	})
}
