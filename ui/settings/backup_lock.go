package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// makeLock is the line of the passphrase.
func (b *backup) makeLock() fyne.CanvasObject {
	t := b.p.Printer.T
	edit := kit.NewQuiet("", kit.IconEdit, b.onPassphrase)
	switch b.d.Copies.Lock() {
	case event.CopiesLocked:
		return row(t("backup.lock"), t("backup.lock.on"), kit.HStack(0, edit, kit.NewQuiet("", kit.IconTrash, b.onForget)))
	case event.CopiesWere:
		return row(t("backup.lock"), t("backup.lock.were"), edit)
	}
	return row(t("backup.lock"), t("backup.lock.off"), edit)
}

// onPassphrase sets or changes the passphrase.
func (b *backup) onPassphrase() {
	t := b.p.Printer.T
	locked := b.d.Copies.Lock() == event.CopiesLocked
	old, first, again := kit.NewPassword(""), kit.NewPassword(""), kit.NewPassword("")
	form := kit.NewForm()
	if locked {
		form.Add("old", kit.NewField(t("backup.lock.old"), old, ""))
	}
	form.Add("passphrase", kit.NewField(t("backup.lock.new"), first, t("backup.lock.new.hint"))).
		Add("again", kit.NewField(t("backup.lock.again"), again, ""))
	body := kit.VStack(3, kit.NewParagraph(t("backup.lock.about"), kit.StyleBody), form)
	kit.FormDialog(b.p.Window, t("backup.lock.title"), body, t("common.save"), func(d *kit.Dialog) bool {
		form.ClearErrors()
		if first.Text != again.Text {
			form.SetError("again", t("backup.lock.differ"))
			return false
		}
		d.SetReady(false)
		before, next := old.Text, first.Text
		b.lock(func(ctx context.Context) error { return b.d.Copies.SetPassphrase(ctx, before, next) }, func(err error) {
			d.SetReady(true)
			var known *event.Error
			switch {
			case err == nil:
				d.Close()
				b.onMake() // the first that is encrypted
			case errors.As(err, &known) && known.Code == event.CodeCopyPassphrase:
				form.SetError("old", b.p.Printer.Error(err))
			case errors.As(err, &known) && known.Field == "passphrase":
				form.SetError("passphrase", b.p.Printer.Error(err))
			default:
				d.Close()
				kit.ShowError(b.p.Window, b.p.Printer, err)
			}
		})
		return false
	})
}

// onForget ends encrypting.
func (b *backup) onForget() {
	t := b.p.Printer.T
	kit.Confirm(b.p.Window, t("backup.lock.forget"), t("backup.lock.forget.question"), t("backup.lock.forget.yes"), func() {
		b.lock(b.d.Copies.ForgetPassphrase, func(err error) {
			if err != nil {
				kit.ShowError(b.p.Window, b.p.Printer, err)
			}
		})
	})
}

// lock changes how or where copies are kept, if whoever works now may.
func (b *backup) lock(change func(context.Context) error, done func(error)) {
	kit.Run(b.p.Context, func(ctx context.Context) (struct{}, error) {
		if err := b.d.Service.Allow(ctx, event.DoBackup); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, change(ctx)
	}, func(_ struct{}, err error) {
		done(err)
		b.show()
	})
}
