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
func (p *Page) heldWords(h event.HeldCopies) (lines []string) {
	if len(h.Names) > 0 {
		args := i18n.Args{"Date": "", "Aside": h.Aside}
		if !h.Until.IsZero() {
			args["Date"] = p.Printer.ShortDate(h.Until.In(time.Local))
		}
		lines = append(lines, p.Printer.N("backup.held", len(h.Names), args))
	}
	if len(h.Left) > 0 {
		lines = append(lines, p.Printer.N("backup.left", len(h.Left), i18n.Args{"Where": h.LeftAt()}))
	}
	return lines
}

// tellErasure tells what stayed, and offers to take the copies away that still hold the person.
func (p *Page) tellErasure(res event.Erasure) {
	lines := []string{p.Printer.T("privacy.erase.done.hint")}
	for _, k := range res.Kept {
		lines = append(lines, "• "+p.keptWords(k))
	}
	for _, held := range p.heldWords(res.Copies) {
		lines = append(lines, "• "+held)
	}
	title := p.Printer.T("privacy.erase.done")
	if len(res.Copies.Names) == 0 {
		kit.Message(p.Window, title, strings.Join(lines, "\n"))
		return
	}
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
