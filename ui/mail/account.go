package mail

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// accountForm asks how mail leaves: the address fills in what is usual for its provider.
type accountForm struct {
	p    *Page
	form *kit.Form
	note *kit.Paragraph

	dialog *kit.Dialog
	checks *fyne.Container // how the last check of the connection ended
	caLine *fyne.Container // the server's own certificate

	address, name, replyTo, host, port, user, secret, perMinute *kit.Entry
	tls                                                         *kit.Select[event.MailTLS]
	auth                                                        *kit.Select[string]
	ca                                                          string
}

// auths are the ways to sign in, the usual one first.
var auths = []string{"auto", "plain", "login", "cram-md5", "scram-sha-256", "xoauth2", "oauthbearer", "external", "none"}

// onAccount shows the account's form.
func (p *Page) onAccount() {
	f := newAccountForm(p)
	f.fill(p.state.event)
	f.open()
}

func (f *accountForm) open() {
	t := f.p.Printer.T
	f.dialog = kit.FormDialog(f.p.Window, t("mail.account"), f.form, t("common.save"), f.submit)
}

func newAccountForm(p *Page) *accountForm {
	t := p.Printer.T
	f := &accountForm{p: p, note: kit.NewParagraph(t("mail.account.hint"), kit.StyleMuted), checks: container.NewStack(), caLine: container.NewStack()}
	f.address, f.name, f.host = kit.NewEntry("zlot@example.org"), kit.NewEntry(""), kit.NewEntry("smtp.example.org")
	f.port, f.user, f.perMinute = kit.NewEntry("465"), kit.NewEntry(""), kit.NewEntry("")
	f.replyTo = kit.NewEntry("")
	f.secret = kit.NewPassword(t("mail.secret.kept"))
	f.address.OnFocusLost = f.suggest
	f.perMinute.OnFocusLost = f.checkPerMinute
	f.tls = kit.NewSelect([]kit.Option[event.MailTLS]{
		{Value: event.TLSImplicit, Text: t("mail.tls.implicit")},
		{Value: event.TLSStart, Text: t("mail.tls.starttls")},
		{Value: event.TLSNone, Text: t("mail.tls.none")},
	}, nil)
	var ways []kit.Option[string]
	for _, a := range auths {
		ways = append(ways, kit.Option[string]{Value: a, Text: t("mail.auth." + a)})
	}
	f.auth = kit.NewSelect(ways, nil)
	f.form = kit.NewForm().
		AddObject(f.note).
		AddRow([]string{"address", "name"}, kit.NewField(t("mail.field.address"), f.address, ""), kit.NewField(t("mail.field.name"), f.name, "")).
		AddRow([]string{"host", "port"}, kit.NewField(t("mail.field.host"), f.host, ""), kit.NewField(t("mail.field.port"), f.port, "")).
		AddRow([]string{"tls", "auth"}, kit.NewField(t("mail.field.tls"), f.tls, ""), kit.NewField(t("mail.field.auth"), f.auth, "")).
		AddRow([]string{"user", "secret"}, kit.NewField(t("mail.field.user"), f.user, ""), kit.NewField(t("mail.field.secret"), f.secret, t("mail.field.secret.hint"))).
		AddRow([]string{"reply_to", "per_minute"}, kit.NewField(t("mail.field.reply_to"), f.replyTo, t("mail.field.reply_to.hint")), kit.NewField(t("mail.field.per_minute"), f.perMinute, t("mail.field.per_minute.hint"))).
		AddObject(f.caLine).
		AddObject(container.NewBorder(nil, nil, container.NewCenter(kit.NewButton(t("mail.check"), kit.IconRefresh, f.onCheck)), nil, f.checks))
	f.showCA()
	return f
}

func (f *accountForm) fill(ev event.Event) {
	acc := ev.MailAccount
	if acc.Address == "" {
		acc = event.MailAccount{TLS: event.TLSImplicit, Auth: "auto", Port: 465}
		if len(ev.Organizers) > 0 {
			acc.Name = ev.Organizers[0]
		}
	}
	f.address.SetText(acc.Address)
	f.name.SetText(acc.Name)
	f.replyTo.SetText(acc.ReplyTo)
	f.ca = acc.CA
	f.show(acc)
	f.showCA()
}

// show fills in what a provider decides.
func (f *accountForm) show(acc event.MailAccount) {
	f.host.SetText(acc.Host)
	f.port.SetText(strconv.Itoa(acc.Port))
	f.user.SetText(acc.User)
	f.tls.SetValue(acc.TLS)
	f.auth.SetValue(acc.Auth)
	if acc.PerMinute > 0 {
		f.perMinute.SetText(strconv.Itoa(acc.PerMinute))
	}
}

// suggest fills in the provider's usual settings once an address is typed, where nothing was chosen yet.
func (f *accountForm) suggest() {
	if f.host.Text != "" {
		return
	}
	if acc, ok := f.p.Mailer.Preset(strings.TrimSpace(f.address.Text)); ok {
		f.show(acc)
	}
}

// read takes the account from the form.
func (f *accountForm) read() (event.MailAccount, error) {
	acc := event.MailAccount{Address: strings.TrimSpace(f.address.Text), Name: strings.TrimSpace(f.name.Text),
		ReplyTo: strings.TrimSpace(f.replyTo.Text),
		Host:    strings.TrimSpace(f.host.Text), User: strings.TrimSpace(f.user.Text), CA: f.ca}
	acc.TLS, _ = f.tls.Value()
	acc.Auth, _ = f.auth.Value()
	var err error
	if acc.Port, err = strconv.Atoi(strings.TrimSpace(f.port.Text)); err != nil {
		return acc, event.Fail(event.CodeMailPort, "Value", f.port.Text).In("port")
	}
	if acc.PerMinute, err = f.rate(); err != nil {
		return acc, err
	}
	return acc, f.p.Mailer.Validate(acc)
}

// rate is how many messages a minute may go; 0: as many as there are.
func (f *accountForm) rate() (int, error) {
	text := strings.TrimSpace(f.perMinute.Text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, event.Fail(event.CodeNumber, "Value", text).In("per_minute")
	}
	return n, nil
}

// checkPerMinute marks a wrong limit as soon as it is left.
func (f *accountForm) checkPerMinute() {
	if _, err := f.rate(); err != nil {
		f.refuse(err)
		return
	}
	f.form.SetError("per_minute", "")
}

// refuse marks the field that is wrong.
func (f *accountForm) refuse(err error) {
	var known *event.Error
	if errors.As(err, &known) && f.form.SetError(known.Field, f.p.Printer.Error(err)) {
		return
	}
	f.say(f.p.Printer.Error(err))
}

// say puts a sentence at the top of the form: a dialog never opens another one.
func (f *accountForm) say(text string) { f.note.SetText(text) }

// secretToUse is what was typed, or what is kept.
func (f *accountForm) secretToUse() (string, error) {
	if f.secret.Text != "" {
		return f.secret.Text, nil
	}
	return f.p.Secrets.Get(event.MailSecretName(f.p.Event.ID))
}

// onCheck connects and signs in with what the form says, and writes nothing.
func (f *accountForm) onCheck() {
	f.form.ClearErrors()
	acc, err := f.read()
	if err != nil {
		f.showCheck(kit.ToneRefused, f.p.Printer.Error(err))
		f.refuse(err)
		return
	}
	f.showCheck(kit.ToneNeutral, f.p.Printer.T("mail.checking"))
	kit.Run(f.p.ctx, func(ctx context.Context) (struct{}, error) {
		secret, err := f.secretToUse()
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, f.p.Mailer.Check(ctx, acc, secret)
	}, func(_ struct{}, err error) {
		if err != nil {
			f.showCheck(kit.ToneRefused, f.p.Printer.Error(err))
			return
		}
		f.showCheck(kit.ToneAdmitted, f.p.Printer.T("mail.check.ok"))
	})
}

// showCheck tells beside the button how the check stands; it stays until the next one.
func (f *accountForm) showCheck(tone kit.Tone, text string) {
	f.checks.Objects = []fyne.CanvasObject{kit.PadSides(0, 0, 0, 2, kit.Notice(tone, text, nil))}
	f.form.Refresh()
}

// submit keeps the account in the event and the secret outside the database.
func (f *accountForm) submit(d *kit.Dialog) bool {
	f.submitTo(func() { d.Close() })
	return false
}

// submitTo saves, and calls done when everything is kept.
func (f *accountForm) submitTo(done func()) {
	f.form.ClearErrors()
	acc, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	typed := f.secret.Text
	kit.Run(f.p.ctx, func(ctx context.Context) (event.Event, error) {
		if typed != "" {
			if err := f.p.Secrets.Set(event.MailSecretName(f.p.Event.ID), typed); err != nil {
				return event.Event{}, err
			}
		}
		return f.p.Service.UpdateEvent(ctx, f.p.Event.ID, event.EventUpdate{MailAccount: &acc})
	}, func(_ event.Event, err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		done()
		kit.Toast(f.p.Window.Canvas(), f.p.Printer.T("mail.account.saved"), nil)
		f.p.read()
	})
}
