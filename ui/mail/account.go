package mail

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// accountForm asks how mail leaves. The address fills in what is usual for its provider; what only few have to
// look at is folded away behind tabs.
type accountForm struct {
	p      *Page
	dialog *kit.Dialog
	tabs   *kit.Tabs
	forms  map[string]*kit.Form // by tab
	body   fyne.CanvasObject
	main   *fyne.Container // the form
	// question stands in its place while a person is asked about a certificate
	question *fyne.Container

	advice  *fyne.Container // what this provider takes for a password
	access  *fyne.Container // for signing in, where no password is typed
	status  *fyne.Container // how the signing in stands
	outcome *fyne.Container // how the last try of the connection ended
	caLine  *fyne.Container // the server's own certificate
	tries   []*kit.Button

	address, name, replyTo, host, port, user, secret *kit.Entry
	perMinute, perHour, perDay                       *kit.Entry
	imapHost, imapPort, sent                         *kit.Entry
	clientID, authURL, tokenURL, deviceURL, scopes   *kit.Entry

	provider *kit.Select[string]
	tls      *kit.Select[event.MailTLS]
	auth     *kit.Select[string]

	ca        string
	token     string            // got by signing in, not kept yet
	signed    bool              // the account has a token that is kept
	suggested event.MailAccount // what was filled in last
	named     bool              // a person named the provider
	asked     string            // the address that the name service was asked about last
	stop      context.CancelFunc
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
	f.dialog = kit.FormDialog(f.p.Window, t("mail.account"), f.body, t("common.save"), f.submit)
	f.p.Window.Canvas().Focus(f.address) // not the tabs above it
	f.askSigned()
}

// changed makes the dialog as high as its content has become.
func (f *accountForm) changed() {
	f.body.Refresh()
	if f.dialog != nil {
		f.dialog.Fit()
	}
}

func (f *accountForm) fill(ev event.Event) {
	acc := ev.MailAccount
	if acc.Address == "" {
		acc = noAccount
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
	for entry, n := range map[*kit.Entry]int{f.perMinute: acc.PerMinute, f.perHour: acc.PerHour, f.perDay: acc.PerDay, f.imapPort: acc.IMAPPort} {
		entry.SetText(numberOrNothing(n))
	}
	f.imapHost.SetText(acc.IMAPHost)
	f.sent.SetText(acc.Sent)
	for entry, text := range map[*kit.Entry]string{f.clientID: acc.OAuth.ClientID, f.authURL: acc.OAuth.AuthURL,
		f.tokenURL: acc.OAuth.TokenURL, f.deviceURL: acc.OAuth.DeviceURL, f.scopes: acc.OAuth.Scopes} {
		entry.SetText(text)
	}
	f.suggested = acc
	f.provider.SetValue(f.p.Mailer.Provider(acc))
	f.showProvider()
}

func numberOrNothing(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// read takes the account from the form.
func (f *accountForm) read() (event.MailAccount, error) {
	text := func(e *kit.Entry) string { return strings.TrimSpace(e.Text) }
	acc := event.MailAccount{Address: text(f.address), Name: text(f.name), ReplyTo: text(f.replyTo), Host: text(f.host), User: text(f.user),
		CA: f.ca, IMAPHost: text(f.imapHost), Sent: text(f.sent), OAuth: event.OAuth{ClientID: text(f.clientID), AuthURL: text(f.authURL),
			TokenURL: text(f.tokenURL), DeviceURL: text(f.deviceURL), Scopes: text(f.scopes)}}
	acc.TLS, _ = f.tls.Value()
	acc.Auth, _ = f.auth.Value()
	var err error
	if acc.Port, err = strconv.Atoi(text(f.port)); err != nil {
		return acc, event.Fail(event.CodeMailPort, "Value", f.port.Text).In("port")
	}
	for _, n := range []struct {
		field string
		entry *kit.Entry
		to    *int
	}{{"per_minute", f.perMinute, &acc.PerMinute}, {"per_hour", f.perHour, &acc.PerHour}, {"per_day", f.perDay, &acc.PerDay},
		{"imap_port", f.imapPort, &acc.IMAPPort}} {
		if *n.to, err = limit(n.field, n.entry.Text); err != nil {
			return acc, err
		}
	}
	return acc, f.p.Mailer.Validate(acc)
}

// limit is a number that may be left out; 0: as many as there are.
func limit(field, text string) (int, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, event.Fail(event.CodeNumber, "Value", text).In(field)
	}
	return n, nil
}

// field finds a field on any tab.
func (f *accountForm) field(name string) *kit.Field {
	for _, form := range f.forms {
		if field := form.Field(name); field != nil {
			return field
		}
	}
	return nil
}

// refuse marks the field that is wrong, on the tab where it is.
func (f *accountForm) refuse(err error) {
	var known *event.Error
	if errors.As(err, &known) {
		for tab, form := range f.forms {
			if form.Field(known.Field) != nil {
				f.tabs.Choose(tab)
				form.SetError(known.Field, f.p.Printer.Error(err))
				f.changed()
				return
			}
		}
	}
	f.tell(kit.ToneRefused, f.p.Printer.Error(err))
}

func (f *accountForm) clearErrors() {
	for _, form := range f.forms {
		form.ClearErrors()
	}
}

// submit keeps the account in the event and the secret outside the database.
func (f *accountForm) submit(d *kit.Dialog) bool {
	f.submitTo(func() { d.Close() })
	return false
}

// submitTo saves, and calls done when everything is kept.
func (f *accountForm) submitTo(done func()) {
	f.clearErrors()
	acc, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	secret := f.typedSecret(acc)
	kit.Run(f.p.ctx, func(ctx context.Context) (event.Event, error) {
		if secret != "" {
			if err := f.p.Secrets.Set(event.MailSecretName(f.p.Event.ID), secret); err != nil {
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
