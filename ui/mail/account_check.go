package mail

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tell says below the form how the last try stands; it stays until the next one.
func (f *accountForm) tell(tone kit.Tone, text string) {
	f.outcome.Objects = []fyne.CanvasObject{kit.Notice(tone, text, nil)}
	f.changed()
}

// explain says what is wrong, beside the field that can mend it.
func (f *accountForm) explain(acc event.MailAccount, err error) {
	var known *event.Error
	if !errors.As(err, &known) {
		f.tell(kit.ToneRefused, f.p.Printer.Error(err))
		return
	}
	t := f.p.Printer.T
	args := i18n.Args{"Reply": known.Args["Reply"], "Host": acc.Host, "Port": acc.Port}
	switch known.Code {
	case event.CodeMailLogin, event.CodeMailSecret, event.CodeSignInAgain:
		f.explainAccess(acc, known.Code, args)
	case event.CodeMailSender:
		f.mark("address", t("account.try.sender", args))
	case event.CodeMailConnect:
		f.tell(kit.ToneRefused, t("account.try.connect", args))
	case event.CodeMailBusy, event.CodeMailQuota:
		f.tell(kit.ToneAttention, t("account.try.busy", args))
	default:
		f.refuse(err)
	}
}

// explainAccess says it at the password, or at the buttons for signing in.
func (f *accountForm) explainAccess(acc event.MailAccount, code string, args i18n.Args) {
	t := f.p.Printer.T
	switch {
	case byToken(acc.Auth):
		f.tabs.Choose(tabAccount)
		f.tell(kit.ToneRefused, t("account.try.token", args))
	case code == event.CodeMailSecret:
		f.mark("secret", t("account.try.secret"))
	default:
		f.mark("secret", t("account.try.login", args))
	}
}

// mark shows an error at a field, and the field.
func (f *accountForm) mark(field, text string) {
	for tab, form := range f.forms {
		if form.Field(field) != nil {
			f.tabs.Choose(tab)
			form.SetError(field, text)
		}
	}
	f.outcome.Objects = nil
	f.changed()
}

// secretToUse is what was typed, or what is kept.
func (f *accountForm) secretToUse(ctx context.Context, acc event.MailAccount, typed string) (string, error) {
	if typed != "" {
		return typed, nil
	}
	return f.p.Mailer.Secret(ctx, f.p.Event.ID, acc)
}

// onCheck connects and signs in with what the form says, and writes nothing.
func (f *accountForm) onCheck() {
	f.try(f.p.Printer.T("mail.check.ok"), f.p.Mailer.Check)
}

// onTest sends a mail to the account's own address.
func (f *accountForm) onTest() {
	to := strings.TrimSpace(f.address.Text)
	f.try(f.p.Printer.T("account.test.sent", i18n.Args{"Address": to}), func(ctx context.Context, acc event.MailAccount, secret string) error {
		return f.p.Mailer.Test(ctx, acc, secret, acc.Address, f.p.Printer.Lang())
	})
}

// try does something with the account as it stands in the form, and says how it ended.
func (f *accountForm) try(done string, do func(context.Context, event.MailAccount, string) error) {
	f.clearErrors()
	acc, err := f.read()
	if err != nil {
		f.refuse(err)
		f.tell(kit.ToneRefused, f.p.Printer.Error(err))
		return
	}
	f.tell(kit.ToneNeutral, f.p.Printer.T("mail.checking"))
	f.enableTries(false)
	typed := f.typedSecret(acc)
	kit.Run(f.p.ctx, func(ctx context.Context) (*event.ServerCertificate, error) {
		secret, err := f.secretToUse(ctx, acc, typed)
		if err == nil {
			err = do(ctx, acc, secret)
		}
		if !untrusted(err) {
			return nil, err
		}
		shown, certErr := f.p.Mailer.ServerCertificate(ctx, acc)
		if certErr != nil {
			return nil, err
		}
		return &shown, err
	}, func(shown *event.ServerCertificate, err error) {
		f.enableTries(true)
		switch {
		case err == nil:
			f.tell(kit.ToneAdmitted, done)
		case shown != nil:
			f.showCertificate(acc, *shown)
		default:
			f.explain(acc, err)
		}
	})
}

func (f *accountForm) enableTries(enabled bool) {
	for _, b := range f.tries {
		b.SetEnabled(enabled)
	}
}

// untrusted tells of a server whose certificate nobody here vouches for.
func untrusted(err error) bool {
	var known *event.Error
	if !errors.As(err, &known) || known.Code != event.CodeMailTLS {
		return false
	}
	blamed, _ := known.Args["Certificate"].(bool)
	return blamed
}

// showCertificate lets a person look at the server's certificate, and trust it if that would help.
func (f *accountForm) showCertificate(acc event.MailAccount, c event.ServerCertificate) {
	t, now := f.p.Printer.T, f.p.Now()
	args := i18n.Args{"Host": acc.Host, "Name": c.Subject, "Issuer": c.Issuer, "Names": strings.Join(c.Names, ", ")}
	box := kit.VStack(2)
	var wrong string
	switch {
	case now.Before(c.From) || now.After(c.Until):
		wrong = t("account.certificate.date", args)
	case !c.Matches:
		wrong = t("account.certificate.name", args)
	}
	if wrong != "" {
		box.Add(kit.NewParagraph(wrong, kit.StyleStrong))
	} else {
		box.Add(kit.NewParagraph(t("account.certificate.unknown", args), kit.StyleStrong))
	}
	for _, line := range []string{t("account.certificate.subject", args), t("account.certificate.issuer", args),
		t("account.certificate.validity", i18n.Args{"From": f.day(c.From), "Until": f.day(c.Until)}), t("account.certificate.fingerprint")} {
		box.Add(kit.NewText(line, kit.StyleMuted.Truncated()))
	}
	half := len(c.Fingerprint) / 2
	for _, part := range []string{c.Fingerprint[:half], strings.TrimPrefix(c.Fingerprint[half:], ":")} {
		box.Add(kit.NewText(part, kit.StyleBody))
	}
	answers := kit.HStack(2)
	if wrong == "" {
		answers.Add(kit.NewButton(t("account.certificate.trust"), kit.IconLock, func() { f.trust(c) }))
	}
	answers.Add(kit.NewButton(t("account.certificate.back"), kit.IconUndo, f.endQuestion))
	f.outcome.Objects = nil
	f.question.Objects = []fyne.CanvasObject{kit.VStack(3, box, answers)}
	f.main.Hide()
	f.question.Show()
	f.setReady(false)
	f.changed()
}

// endQuestion comes back to the form.
func (f *accountForm) endQuestion() {
	f.question.Objects = nil
	f.question.Hide()
	f.main.Show()
	f.setReady(true)
	f.changed()
}

// setReady lets the account be saved; not while there is a question to answer.
func (f *accountForm) setReady(ready bool) {
	if f.dialog != nil {
		f.dialog.SetReady(ready)
	}
}

func (f *accountForm) day(at time.Time) string {
	return f.p.Printer.ShortDate(at.In(f.p.state.event.Zone()))
}

// trust takes the certificate that was shown, and tries again.
func (f *accountForm) trust(c event.ServerCertificate) {
	f.endQuestion()
	f.setCA(c.PEM)
	f.onCheck()
}
