package mail

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// suggest fills in the provider's usual settings once an address is typed, where nothing was chosen by hand yet.
func (f *accountForm) suggest() {
	if host := strings.TrimSpace(f.host.Text); host != "" && host != f.suggested.Host || f.kept() {
		return
	}
	address := strings.TrimSpace(f.address.Text)
	if acc, ok := f.p.Mailer.Preset(address); ok {
		f.take(acc)
		return
	}
	if name, _ := f.provider.Value(); f.named && name != "" {
		f.onProvider(name)
		return
	}
	if address == f.asked || !strings.Contains(address, "@") {
		return
	}
	f.asked = address
	kit.Run(f.p.ctx, func(ctx context.Context) (*event.MailAccount, error) {
		acc, ok := f.p.Mailer.Discover(ctx, address)
		if !ok {
			return nil, nil
		}
		return &acc, nil
	}, func(acc *event.MailAccount, _ error) {
		// Meanwhile somebody may have typed on.
		if strings.TrimSpace(f.address.Text) != address || strings.TrimSpace(f.host.Text) != f.suggested.Host {
			return
		}
		if acc == nil {
			acc = &noAccount // what is there is another address's
		}
		f.take(*acc)
	})
}

// noAccount is what a form begins with.
var noAccount = event.MailAccount{TLS: event.TLSImplicit, Auth: "auto", Port: 465}

// take fills in what is suggested.
func (f *accountForm) take(acc event.MailAccount) {
	f.named = false
	if acc == f.suggested {
		return
	}
	f.show(acc)
	f.changed()
}

// kept says that the form shows an account that is in use: nothing in it changes by itself.
func (f *accountForm) kept() bool {
	acc := f.p.state.event.MailAccount
	return acc.Address != "" && acc.Host == strings.TrimSpace(f.host.Text)
}

// onProvider fills in what is usual at the provider that a person names, for an address of a domain of one's own.
func (f *accountForm) onProvider(name string) {
	f.named = name != ""
	if f.named {
		acc := f.p.Mailer.ProviderAccount(name, strings.TrimSpace(f.address.Text))
		f.show(acc)
		f.provider.SetValue(name) // its host may be left open
	}
	f.showProvider()
	f.changed()
}

// showProvider says what this provider takes for a password, and asks for it or lets one sign in.
func (f *accountForm) showProvider() {
	if f.forms == nil {
		return
	}
	name, _ := f.provider.Value()
	advice := f.p.Printer.T("account.advice.other")
	if name != "" {
		advice = f.p.Printer.T("account.advice." + name)
	}
	f.advice.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneInfo, advice, nil)}
	f.advice.Refresh()
	way, _ := f.auth.Value()
	f.showAccess(way)
	for _, field := range []string{"client_id", "auth_url", "token_url", "device_url", "scopes"} {
		f.field(field).Hidden = !byToken(way)
	}
	f.forms[tabServer].Refresh()
	f.showSigned()
}

// showAccess asks for a password, offers to sign in, or says that neither is needed.
func (f *accountForm) showAccess(way string) {
	t := f.p.Printer.T
	none := way == "none" || way == "external"
	f.field("secret").Hidden = none || byToken(way)
	f.access.Hidden = !f.field("secret").Hidden
	switch {
	case none:
		f.access.Objects = []fyne.CanvasObject{kit.NewText(t("account.no_secret"), kit.StyleMuted)}
	case byToken(way):
		f.access.Objects = []fyne.CanvasObject{kit.VStack(2, kit.HStack(2,
			kit.NewButton(t("account.signin.browser"), kit.IconDoorIn, f.onBrowser),
			kit.NewButton(t("account.signin.device"), kit.IconKey, f.onDevice)), f.status)}
	}
	f.forms[tabAccount].Refresh()
}

func byToken(way string) bool { return way == "xoauth2" || way == "oauthbearer" }

// typedSecret is what was typed or signed in for in this form, or "".
func (f *accountForm) typedSecret(acc event.MailAccount) string {
	if byToken(acc.Auth) {
		return f.token
	}
	return f.secret.Text
}
