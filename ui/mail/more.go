package mail

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onMore offers what is needed now and then.
func (p *Page) onMore() {
	t := p.Printer.T
	bounces := fyne.NewMenuItem(t("mail.bounces.read"), p.onBounces)
	bounces.Disabled = p.state.event.MailAccount.IMAPHost == ""
	stop := fyne.NewMenuItem(t("mail.stop"), p.onStop)
	stop.Disabled = p.state.ledger.Queued == 0
	pause := fyne.NewMenuItem(t("mail.pause"), p.onPause)
	if p.state.ledger.PausedCode == event.CodeMailPaused {
		pause = fyne.NewMenuItem(t("mail.resume"), p.onResume)
	}
	export := fyne.NewMenuItem(t("mail.export"), p.onExport)
	export.Disabled = len(p.state.ledger.Messages) == 0
	kit.ShowMenu([]*fyne.MenuItem{fyne.NewMenuItem(t("mail.account"), p.onAccount), fyne.NewMenuItemSeparator(), bounces, fyne.NewMenuItem(t("mail.bounces.file"), p.onBounceFile), fyne.NewMenuItemSeparator(), pause, stop,
		fyne.NewMenuItemSeparator(), export}, p.more)
}

// onPause lets mail rest until a person goes on, also after the program was closed.
func (p *Page) onPause() {
	if p.sending != nil {
		p.agreed = p.sending.known
		p.sending.stop()
	}
	p.dropAgain()
	p.change(func(ctx context.Context) (string, error) {
		return p.Printer.T("mail.paused"), p.Service.PauseMail(ctx, p.Event.ID)
	})
}

// onResume ends a rest and sends what waits.
func (p *Page) onResume() {
	kit.Run(p.ctx, func(ctx context.Context) (event.Ledger, error) {
		if err := p.Service.ResumeMail(ctx, p.Event.ID); err != nil {
			return event.Ledger{}, err
		}
		return p.Service.MailLedger(ctx, p.Event.ID)
	}, func(l event.Ledger, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.state.ledger = l
		p.show()
		for id := range waiting(l) {
			if !p.agreed[id] {
				p.onRest()
				return
			}
		}
		p.start(0)
	})
}

// onStop takes back all that waits, after asking.
func (p *Page) onStop() {
	t := p.Printer.T
	kit.Confirm(p.Window, t("mail.stop"), p.Printer.N("mail.stop.question", p.state.ledger.Queued), t("mail.stop.yes"), func() {
		if p.sending != nil {
			p.sending.stop()
		}
		p.dropAgain()
		p.change(func(ctx context.Context) (string, error) {
			n, err := p.Service.StopMail(ctx, p.Event.ID)
			return p.Printer.N("mail.cancelled", n), err
		})
	})
}

// tables are the types of files that the ledger can be written as.
var tables = []string{".xlsx", ".csv"}

// onExport writes the ledger as a table.
func (p *Page) onExport() {
	kit.FileSaveAs(p.Window, p.Printer.T("mail.export.name"), tables, func(path string) {
		p.change(func(ctx context.Context) (string, error) {
			t := p.Printer.T
			header, rows, err := p.Service.LedgerTable(ctx, p.Event.ID, event.LedgerWords{
				Column: func(column string) string { return t("letters.column." + column) },
				Kind:   p.kind,
				State:  func(s event.MessageState) string { return t("message.state." + string(s)) },
				Yes:    t("common.yes"),
			})
			if err != nil {
				return "", err
			}
			format := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
			err = event.WriteFile(path, func(w io.Writer) error { return p.Tables.Write(w, format, header, rows) })
			return p.Printer.N("mail.exported", len(rows), i18n.Args{"Path": path}), err
		})
	})
}
