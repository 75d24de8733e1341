package mail

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onBrowser opens the provider's page and waits for its answer.
func (f *accountForm) onBrowser() {
	f.signIn(f.p.Printer.T("account.signin.waiting"), func(ctx context.Context, acc event.MailAccount) (string, error) {
		return f.p.SignIn.Browser(ctx, acc, openPage)
	})
}

// onDevice shows a code to type on the provider's page.
func (f *accountForm) onDevice() {
	f.signIn(f.p.Printer.T("account.signin.asking"), func(ctx context.Context, acc event.MailAccount) (string, error) {
		return f.p.SignIn.Device(ctx, acc, func(code, page string) {
			fyne.Do(func() {
				if ctx.Err() == nil {
					f.showCode(code, page)
				}
			})
		})
	})
}

// openPage opens an address in the browser.
func openPage(page string) error {
	u, err := url.Parse(page)
	if err != nil {
		return err
	}
	return fyne.CurrentApp().OpenURL(u)
}

// signIn waits for somebody to sign in; another try ends this one.
func (f *accountForm) signIn(waiting string, do func(context.Context, event.MailAccount) (string, error)) {
	f.clearErrors()
	acc, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	f.endSignIn()
	ctx, cancel := context.WithCancel(f.p.ctx)
	f.stop = cancel
	f.showStatus(kit.HStack(2, kit.NewText(waiting, kit.StyleMuted), kit.NewQuiet(f.p.Printer.T("account.signin.stop"), kit.IconClose, f.onStop)))
	kit.Run(ctx, func(ctx context.Context) (string, error) { return do(ctx, acc) }, func(token string, err error) {
		f.endSignIn()
		switch {
		case f.dialog == nil || !f.dialog.Open():
		case errors.Is(err, &event.Error{Code: event.CodeSignInSettings}):
			f.showSigned()
			f.refuse(err)
		case err != nil:
			f.showStatus(kit.HStack(2, kit.NewChip(kit.ToneRefused, kit.IconCross, f.p.Printer.T("account.signin.not"))))
			f.tell(kit.ToneRefused, f.p.Printer.Error(err))
		default:
			f.token = token
			f.outcome.Objects = nil
			f.showSigned()
		}
	})
}

func (f *accountForm) onStop() {
	f.endSignIn()
	f.showSigned()
}

// askSigned finds out whether the account is signed in already. Where the secrets cannot be read nothing is said.
func (f *accountForm) askSigned() {
	if !byToken(f.p.state.event.MailAccount.Auth) {
		return
	}
	kit.Run(f.p.ctx, func(context.Context) (string, error) { return f.p.Secrets.Get(event.MailSecretName(f.p.Event.ID)) },
		func(secret string, err error) {
			f.signed = err == nil && strings.HasPrefix(secret, "{") // else it is the password of an account before
			f.showSigned()
		})
}

// showSigned says that the account is signed in: now, or since it was saved.
func (f *accountForm) showSigned() {
	switch {
	case f.dialog == nil || !f.dialog.Open() || f.stop != nil: // not now
	case f.token != "" || (f.signed && f.kept()):
		f.showStatus(kit.HStack(2, kit.NewChip(kit.ToneAdmitted, kit.IconCheck, f.p.Printer.T("account.signin.done"))))
	case len(f.status.Objects) > 0:
		f.showStatus()
	}
}

func (f *accountForm) endSignIn() {
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

// showCode says what to type, and where.
func (f *accountForm) showCode(code, page string) {
	t := f.p.Printer.T
	copied := kit.NewButton(t("account.signin.copy"), kit.IconNone, nil)
	copied.OnTapped(func() {
		fyne.CurrentApp().Clipboard().SetContent(code)
		copied.SetText(t("account.signin.copied"))
	})
	opened := kit.NewButton(t("account.signin.open"), kit.IconDoorIn, func() {
		if err := openPage(page); err != nil {
			f.tell(kit.ToneRefused, t("account.signin.by_hand", i18n.Args{"Page": page}))
		}
	})
	f.showStatus(kit.VStack(2, kit.NewParagraph(t("account.signin.code", i18n.Args{"Page": page}), kit.StyleBody),
		kit.NewText(code, kit.TextStyle{Size: kit.SizeStat, Bold: true}),
		kit.HStack(2, copied, opened, kit.NewQuiet(t("account.signin.stop"), kit.IconClose, f.onStop))))
}

func (f *accountForm) showStatus(objects ...fyne.CanvasObject) {
	f.status.Objects = nil
	if len(objects) > 0 {
		f.status.Objects = []fyne.CanvasObject{kit.VStack(1, objects...)}
	}
	f.access.Refresh()
	f.changed()
}
