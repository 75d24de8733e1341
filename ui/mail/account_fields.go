package mail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// The tabs of the account's form.
const (
	tabAccount = "account"
	tabServer  = "server"
	tabLimits  = "limits"
)

func newAccountForm(p *Page) *accountForm {
	t := p.Printer.T
	f := &accountForm{p: p, advice: container.NewStack(), access: container.NewStack(), status: container.NewStack(),
		outcome: container.NewStack(), caLine: container.NewStack()}
	f.address, f.name, f.replyTo = kit.NewEntry("zlot@example.org"), kit.NewEntry(""), kit.NewEntry("")
	f.host, f.port, f.user = kit.NewEntry("smtp.example.org"), kit.NewEntry("465"), kit.NewEntry("")
	f.perMinute, f.perHour, f.perDay = kit.NewEntry(""), kit.NewEntry(""), kit.NewEntry("")
	f.imapHost, f.imapPort, f.sent = kit.NewEntry("imap.example.org"), kit.NewEntry("993"), kit.NewEntry("")
	f.clientID, f.scopes = kit.NewEntry(""), kit.NewEntry("")
	f.authURL, f.tokenURL, f.deviceURL = kit.NewEntry("https://"), kit.NewEntry("https://"), kit.NewEntry("https://")
	f.secret = kit.NewPassword(t("mail.secret.kept"))
	f.address.OnFocusLost = f.suggest
	for field, entry := range map[string]*kit.Entry{"per_minute": f.perMinute, "per_hour": f.perHour, "per_day": f.perDay} {
		entry.OnFocusLost = func() { f.checkLimit(field, entry) }
	}
	f.makeChoices()
	f.forms = map[string]*kit.Form{tabAccount: f.makeAccount(), tabServer: f.makeServer(), tabLimits: f.makeLimits()}
	pages := container.New(steady{}, f.forms[tabAccount], f.forms[tabServer], f.forms[tabLimits])
	f.tabs = kit.NewTabs([]kit.Tab{{ID: tabAccount, Text: t("account.tab.account")}, {ID: tabServer, Text: t("account.tab.server")},
		{ID: tabLimits, Text: t("account.tab.limits")}}, f.showTab)
	f.showTab(tabAccount)
	check := kit.NewButton(t("mail.check"), kit.IconRefresh, f.onCheck)
	test := kit.NewButton(t("account.test"), kit.IconMail, f.onTest)
	f.tries = []*kit.Button{check, test}
	f.main = kit.VStack(3, f.tabs, pages, kit.HStack(2, check, test), f.outcome)
	f.question = container.NewStack()
	f.question.Hide()
	f.body = container.NewStack(f.main, f.question)
	f.showCA()
	return f
}

// steady keeps the height of its highest object, shown or not, so that a dialog does not jump between tabs.
type steady struct{}

func (steady) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (steady) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
}

func (f *accountForm) showTab(id string) {
	for tab, form := range f.forms {
		form.Hidden = tab != id
		form.Refresh()
	}
}

func (f *accountForm) makeChoices() {
	t := f.p.Printer.T
	providers := []kit.Option[string]{{Value: "", Text: t("account.provider.other")}}
	for _, name := range f.p.Mailer.Providers() {
		providers = append(providers, kit.Option[string]{Value: name, Text: t("account.provider." + name)})
	}
	f.provider = kit.NewSelect(providers, f.onProvider)
	f.tls = kit.NewSelect([]kit.Option[event.MailTLS]{
		{Value: event.TLSImplicit, Text: t("mail.tls.implicit")},
		{Value: event.TLSStart, Text: t("mail.tls.starttls")},
		{Value: event.TLSNone, Text: t("mail.tls.none")},
	}, nil)
	var ways []kit.Option[string]
	for _, a := range auths {
		ways = append(ways, kit.Option[string]{Value: a, Text: t("mail.auth." + a)})
	}
	f.auth = kit.NewSelect(ways, func(string) { f.showProvider() })
}

func (f *accountForm) makeAccount() *kit.Form {
	t := f.p.Printer.T
	return kit.NewForm().
		AddRow([]string{"address", "name"}, kit.NewField(t("mail.field.address"), f.address, t("account.address.hint")), kit.NewField(t("mail.field.name"), f.name, t("account.name.hint"))).
		AddRow([]string{"provider", "reply_to"}, kit.NewField(t("account.provider"), f.provider, ""), kit.NewField(t("mail.field.reply_to"), f.replyTo, t("mail.field.reply_to.hint"))).
		AddObject(f.advice).
		AddObject(f.access).
		Add("secret", kit.NewField(t("mail.field.secret"), f.secret, t("mail.field.secret.hint")))
}

func (f *accountForm) makeServer() *kit.Form {
	t := f.p.Printer.T
	return kit.NewForm().
		AddRow([]string{"host", "port"}, kit.NewField(t("mail.field.host"), f.host, ""), kit.NewField(t("mail.field.port"), f.port, "")).
		AddRow([]string{"tls", "auth"}, kit.NewField(t("mail.field.tls"), f.tls, ""), kit.NewField(t("mail.field.auth"), f.auth, "")).
		AddRow([]string{"user", "client_id"}, kit.NewField(t("mail.field.user"), f.user, t("account.user.hint")), kit.NewField(t("account.client_id"), f.clientID, t("account.client_id.hint"))).
		AddObject(f.caLine).
		AddRow([]string{"auth_url", "token_url"}, kit.NewField(t("account.auth_url"), f.authURL, ""), kit.NewField(t("account.token_url"), f.tokenURL, "")).
		AddRow([]string{"device_url", "scopes"}, kit.NewField(t("account.device_url"), f.deviceURL, ""), kit.NewField(t("account.scopes"), f.scopes, ""))
}

func (f *accountForm) makeLimits() *kit.Form {
	t := f.p.Printer.T
	return kit.NewForm().
		AddObject(kit.NewParagraph(t("account.limits.hint"), kit.StyleMuted)).
		AddRow([]string{"per_minute", "per_hour", "per_day"}, kit.NewField(t("account.per_minute"), f.perMinute, ""), kit.NewField(t("account.per_hour"), f.perHour, ""), kit.NewField(t("account.per_day"), f.perDay, "")).
		AddObject(kit.NewParagraph(t("account.imap.hint"), kit.StyleMuted)).
		AddRow([]string{"imap_host", "imap_port", "sent"}, kit.NewField(t("account.imap_host"), f.imapHost, ""), kit.NewField(t("account.imap_port"), f.imapPort, ""), kit.NewField(t("account.sent"), f.sent, t("account.sent.hint")))
}

// checkLimit marks a wrong limit as soon as it is left.
func (f *accountForm) checkLimit(field string, entry *kit.Entry) {
	words := ""
	if _, err := limit(field, entry.Text); err != nil {
		words = f.p.Printer.Error(err)
	}
	f.field(field).SetError(words)
	f.changed()
}
