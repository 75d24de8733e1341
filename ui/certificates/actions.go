package certificates

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onDocument is Enter on a person: the document, or how it would look.
func (p *Page) onDocument(o *person) {
	if o.has() {
		p.onOpenPDF(*o.certificate)
		return
	}
	p.onPreview(o)
}

// onPreview shows what a document would look like today.
func (p *Page) onPreview(o *person) {
	p.showPDF(p.Printer.T("certificates.preview.file")+".pdf", func(ctx context.Context) ([]byte, error) {
		return p.Service.PreviewKind(ctx, p.Event.ID, o.account.Entry.ID, o.kind.ID)
	})
}

// onOpenPDF shows the document as it was issued.
func (p *Page) onOpenPDF(c event.Certificate) {
	p.showPDF(c.FileName(), func(ctx context.Context) ([]byte, error) {
		return p.Service.CertificatePDF(ctx, c.Number)
	})
}

// showPDF opens a copy in a folder of its own that the system clears: the viewer may outlive the program.
func (p *Page) showPDF(name string, read func(context.Context) ([]byte, error)) {
	kit.Run(p.ctx, func(ctx context.Context) (struct{}, error) {
		pdf, err := read(ctx)
		if err != nil {
			return struct{}{}, err
		}
		folder, err := os.MkdirTemp("", "zlot-")
		if err != nil {
			return struct{}{}, writeError(err, os.TempDir())
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			return struct{}{}, writeError(err, path)
		}
		return struct{}{}, p.Show(path)
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
		}
	})
}

func writeError(err error, path string) error {
	return event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
}

// change runs a use case, says what was done and reads again.
func (p *Page) change(work func(context.Context) (string, error)) {
	kit.Run(p.ctx, work, func(said string, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		kit.Toast(p.Window.Canvas(), said, nil)
		p.read()
	})
}

// onMail takes documents to the page of mail, whose last screen says to whom they go before anything leaves.
func (p *Page) onMail(all []event.Certificate) {
	var people []string
	for _, c := range all {
		if !slices.Contains(people, c.Registration) {
			people = append(people, c.Registration)
		}
	}
	p.Navigate("mail", "certificate:"+strings.Join(people, ","))
}

// onReplace issues a new document from today's data; the old one is not valid any more.
func (p *Page) onReplace(c event.Certificate) {
	t := p.Printer.T
	kit.ConfirmDanger(p.Window, t("certificates.replace.title", i18n.Args{"Number": c.Number}), t("certificates.replace.question"),
		t("certificates.replace.action"), func() {
			p.change(func(ctx context.Context) (string, error) {
				fresh, err := p.Service.ReplaceCertificate(ctx, c.Number)
				return t("certificates.replaced", i18n.Args{"Number": fresh.Number}), err
			})
		})
}

// onWithdraw ends a document, with a reason that stays in the register.
func (p *Page) onWithdraw(c event.Certificate) {
	t := p.Printer.T
	reason := kit.NewMultiEntry("", 2)
	form := kit.NewForm().
		AddObject(kit.NewParagraph(t("certificates.withdraw.question"), kit.StyleBody)).
		Add("reason", kit.NewField(t("field.reason"), reason, t("certificates.withdraw.hint")))
	kit.FormDialogDanger(p.Window, t("certificates.withdraw.title", i18n.Args{"Number": c.Number}), form, t("certificates.withdraw.action"), func(d *kit.Dialog) bool {
		kit.Run(p.ctx, func(ctx context.Context) (event.Certificate, error) {
			return p.Service.WithdrawCertificate(ctx, c.Number, strings.TrimSpace(reason.Text))
		}, func(_ event.Certificate, err error) {
			if err != nil {
				p.refuse(form, err)
				return
			}
			d.Close()
			kit.Toast(p.Window.Canvas(), t("certificates.withdrawn", i18n.Args{"Number": c.Number}), nil)
			p.read()
		})
		return false
	})
}

// refuse marks the field that is wrong; what belongs to no field is told afterwards, in a dialog of its own.
func (p *Page) refuse(form *kit.Form, err error) {
	var known *event.Error
	if errors.As(err, &known) && form.SetError(known.Field, p.Printer.Error(known)) {
		return
	}
	kit.ShowError(p.Window, p.Printer, err)
}

// showActions brings what can be done with several rows to the bottom edge; first are the actions of one list.
func (p *Page) showActions(bar *fyne.Container, n int, valid []event.Certificate, clear func(), first ...*kit.Button) {
	bar.Objects = nil
	if n > 1 {
		t := p.Printer.T
		row := kit.HStack(2, kit.NewText(p.Printer.N("common.selected", n), kit.StyleStrong), kit.Gap(1))
		mail := kit.NewButton(t("certificates.mail"), kit.IconMail, func() { p.onMail(valid) })
		save := kit.NewButton(t("certificates.save"), kit.IconFolder, func() { p.saveTo(valid) })
		print := kit.NewButton(t("register.print"), kit.IconPrint, func() { p.onPrintSome(valid) })
		for _, b := range []*kit.Button{print, save, mail} {
			b.SetEnabled(len(valid) > 0 && p.job == nil)
		}
		for _, b := range append(first, print, save, mail) {
			row.Add(b)
		}
		row.Add(kit.Spacer())
		row.Add(kit.NewQuiet(t("certificates.selection.clear"), kit.IconClose, clear))
		bar.Objects = []fyne.CanvasObject{kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.PadSides(1, 2, 1, 3, row)))}
	}
	bar.Refresh()
}

func numbers(all []event.Certificate) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Number
	}
	return out
}
