package mail

import (
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// openAccount shows the form of an event's account.
func openAccount(t *testing.T, d *desk) *accountForm {
	t.Helper()
	f := newAccountForm(d.Page)
	f.fill(d.state.event)
	f.open()
	t.Cleanup(f.dialog.Close)
	return f
}

func withoutAccount() setup {
	s := plain
	s.noAccount = true
	return s
}

func TestAccount_SuggestsChecksAndSaves(t *testing.T) {
	d := newDesk(t, withoutAccount())
	if !d.write.Disabled() {
		t.Error("sending is offered without an account")
	}
	f := newAccountForm(d.Page)
	f.fill(d.event)
	f.submit(nil)
	if f.field("host").Error() == "" || f.tabs.Chosen() != tabServer || f.forms[tabServer].Hidden {
		t.Error("a missing server is not marked where it can be seen")
	}
	f.address.SetText("biuro@example.org")
	f.suggest()
	if tls, _ := f.tls.Value(); f.host.Text != "smtp.example.org" || f.port.Text != "587" || tls != event.TLSStart {
		t.Errorf("suggested: %s:%s %s", f.host.Text, f.port.Text, tls)
	}
	f.port.SetText("x")
	f.onCheck()
	if f.field("port").Error() == "" {
		t.Error("a wrong port is not marked")
	}
	f.port.SetText("587")
	f.perMinute.SetText("dużo")
	f.perMinute.FocusLost()
	f.suggest()
	if f.field("per_minute").Error() == "" || f.perMinute.Text != "dużo" {
		t.Errorf("a wrong limit reads %q and is not marked", f.perMinute.Text)
	}
	f.perMinute.SetText("")
	f.secret.SetText("sekret 12345")
	f.onCheck()
	if !slices.Equal(d.server.secrets, []string{"sekret 12345"}) || len(d.secrets) != 0 {
		t.Errorf("checked with %q; kept %v", d.server.secrets, d.secrets)
	}
	f.submitTo(func() {})
	if d.secrets[event.MailSecretName(d.event.ID)] != "sekret 12345" || d.state.event.MailAccount.User != "biuro@example.org" {
		t.Errorf("kept %v, account %+v", d.secrets, d.state.event.MailAccount)
	}
}

// Another address brings its own provider's settings, unless somebody changed them by hand.
func TestAccount_SuggestsAgain(t *testing.T) {
	d := newDesk(t, withoutAccount())
	f := newAccountForm(d.Page)
	f.fill(d.event)
	f.address.SetText("ala@example.org")
	f.suggest()
	f.provider.Choose("gmail")
	if f.host.Text != "smtp.gmail.com" || f.perDay.Text != "450" || f.user.Text != "ala@example.org" || f.imapHost.Text != "imap.gmail.com" {
		t.Errorf("chosen by hand: %s, %s a day, %s", f.host.Text, f.perDay.Text, f.user.Text)
	}
	f.address.SetText("ola@example.org")
	f.suggest()
	if f.host.Text != "smtp.example.org" || f.user.Text != "ola@example.org" {
		t.Errorf("for another address: %s %s", f.host.Text, f.user.Text)
	}
	f.host.SetText("mail.example.org")
	f.address.SetText("ela@example.org")
	f.suggest()
	if f.host.Text != "mail.example.org" {
		t.Errorf("a server typed by hand became %s", f.host.Text)
	}
}

// An address of a domain of one's own is looked up, once.
func TestAccount_LooksUpADomain(t *testing.T) {
	d := newDesk(t, withoutAccount())
	f := newAccountForm(d.Page)
	f.fill(d.event)
	f.address.SetText("biuro@fundacja.org.example")
	f.suggest()
	f.suggest()
	if name, _ := f.provider.Value(); name != "gmail" || f.user.Text != "biuro@fundacja.org.example" || len(d.server.asked) != 1 {
		t.Errorf("found %q for %s, asked %v", name, f.user.Text, d.server.asked)
	}
	f.address.SetText("biuro@gdzie.example")
	f.suggest()
	if len(d.server.asked) != 2 || f.host.Text != "" {
		t.Errorf("asked %v; host %s of another address", d.server.asked, f.host.Text)
	}
	f.provider.Choose("gmail")
	f.address.SetText("zarząd@gdzie.example")
	f.suggest()
	if len(d.server.asked) != 2 || f.host.Text != "smtp.gmail.com" || f.user.Text != "zarząd@gdzie.example" {
		t.Errorf("a provider named by hand: asked %v; host %s for %s", d.server.asked, f.host.Text, f.user.Text)
	}
}

// Saving a form that nobody touched changes nothing, the address for replies included.
func TestAccount_UnchangedStaysAsItIs(t *testing.T) {
	d := newDesk(t, plain)
	full := account
	full.PerHour, full.PerDay, full.IMAPHost, full.IMAPPort, full.Sent = 100, 450, "imap.example.org", 993, "Wysłane"
	full.OAuth = event.OAuth{ClientID: "id", AuthURL: "https://a.example.org", TokenURL: "https://t.example.org", DeviceURL: "https://d.example.org", Scopes: "a b"}
	if _, err := d.svc.UpdateEvent(t.Context(), d.event.ID, event.EventUpdate{MailAccount: &full}); err != nil {
		t.Fatal(err)
	}
	d.read()
	f := newAccountForm(d.Page)
	f.fill(d.state.event)
	f.suggest()
	if acc, err := f.read(); err != nil || acc != full {
		t.Errorf("%+v, %v", acc, err)
	}
}

func TestAccount_SendsATestToItself(t *testing.T) {
	d := newDesk(t, plain)
	f := openAccount(t, d)
	f.secret.SetText("hasło")
	d.press(d.Printer.T("account.test"))
	if !slices.Equal(d.server.secrets, []string{"hasło zlot@example.org pl"}) {
		t.Errorf("sent with %q", d.server.secrets)
	}
	if said := told(f); !strings.Contains(said, "zlot@example.org") {
		t.Errorf("says %q", said)
	}
	d.server.refuse = event.Fail(event.CodeMailSender, "Reply", "5.7.1 not yours")
	d.press(d.Printer.T("account.test"))
	if said := f.field("address").Error(); !strings.Contains(said, "not yours") {
		t.Errorf("says %q", said)
	}
	d.server.refuse = event.Fail(event.CodeMailLogin, "Reply", "5.7.8 no")
	d.press(d.Printer.T("account.test"))
	if said := f.field("secret").Error(); !strings.Contains(said, "5.7.8 no") {
		t.Errorf("says %q at the password", said)
	}
	if f.tries[1].Disabled() {
		t.Error("no second try")
	}
}

// told is what stands below the form.
func told(f *accountForm) string { return kittest.Words(f.outcome) }

// A server of a private authority shows its certificate; a person decides.
func TestAccount_PrivateAuthority(t *testing.T) {
	d := newDesk(t, plain)
	f := openAccount(t, d)
	d.server.refuse = event.Fail(event.CodeMailTLS, "Host", "smtp.example.org", "Certificate", true)
	d.press(d.Printer.T("mail.check"))
	if said := kittest.Words(f.question); !strings.Contains(said, "Urząd Zlotu") || !strings.Contains(said, "3B:11:9A") {
		t.Errorf("shows %q", said)
	}
	if f.ca != "" {
		t.Error("trusted before anybody was asked")
	}
	d.server.refuse = nil
	d.press(d.Printer.T("account.certificate.trust"))
	if authorityName(f.ca) != "Urząd Zlotu" || len(d.server.secrets) != 2 {
		t.Errorf("trusts %q after %d tries", authorityName(f.ca), len(d.server.secrets))
	}
	for name, change := range map[string]func(*event.ServerCertificate){
		"expired":      func(c *event.ServerCertificate) { c.Until = d.now.AddDate(0, 0, -1) },
		"not yet":      func(c *event.ServerCertificate) { c.From = d.now.AddDate(0, 0, 1) },
		"another name": func(c *event.ServerCertificate) { c.Matches = false },
	} {
		f.setCA("")
		d.server.refuse = event.Fail(event.CodeMailTLS, "Host", "smtp.example.org", "Certificate", true)
		d.server.certificate = change
		d.press(d.Printer.T("mail.check"))
		if said := kittest.Words(f.question); strings.Contains(said, d.Printer.T("account.certificate.trust")) || !strings.Contains(said, "3B:11:9A") {
			t.Errorf("%s: %q", name, said)
		}
		d.press(d.Printer.T("account.certificate.back"))
		if !f.main.Visible() || f.question.Visible() {
			t.Errorf("%s: no way back", name)
		}
	}
}

// Where a token signs in there is no password to type; it is kept with the account, and not before.
func TestAccount_SignsIn(t *testing.T) {
	d := newDesk(t, withoutAccount())
	d.SignIn = signIn{token: `{"access_token":"t"}`}
	f := openAccount(t, d)
	f.address.SetText("biuro@firma.example.org")
	f.provider.Choose("microsoft365")
	if f.field("client_id").Hidden {
		t.Error("nowhere to enter the application's id")
	}
	d.press(d.Printer.T("account.signin.browser"))
	if f.token == "" || len(d.secrets) != 0 {
		t.Errorf("token %q, kept %v", f.token, d.secrets)
	}
	f.onCheck()
	f.submitTo(func() {})
	if !slices.Equal(d.server.secrets, []string{`{"access_token":"t"}`}) || d.secrets[event.MailSecretName(d.event.ID)] != `{"access_token":"t"}` {
		t.Errorf("used %v, kept %v", d.server.secrets, d.secrets)
	}
	d.SignIn = signIn{err: event.Fail(event.CodeSignInDenied)}
	d.press(d.Printer.T("account.signin.device"))
	if said := told(f); said == "" || f.token == "" {
		t.Errorf("a refusal says %q; the old token is %q", said, f.token)
	}
	d.SignIn = signIn{err: event.Fail(event.CodeSignInSettings).In("client_id")}
	d.press(d.Printer.T("account.signin.device"))
	if f.field("client_id").Error() == "" || f.tabs.Chosen() != tabServer {
		t.Error("the missing id is not marked")
	}
}

// What was signed in and saved is so when the form is opened again, but not for another provider.
func TestAccount_IsSignedIn(t *testing.T) {
	d := newDesk(t, plain)
	acc, done := account, d.Printer.T("account.signin.done")
	acc.Host, acc.Auth, acc.OAuth.ClientID = "smtp.office365.com", "xoauth2", "id"
	d.state.event.MailAccount = acc
	for secret, want := range map[string]bool{`{"access_token":"t"}`: true, "hasło": false, "": false} {
		d.secrets[event.MailSecretName(d.event.ID)] = secret
		f := openAccount(t, d)
		if got := strings.Contains(kittest.Words(f.status), done); got != want {
			t.Errorf("%q: signed in %v", secret, got)
		}
		f.host.SetText("smtp.example.org")
		f.showProvider()
		if strings.Contains(kittest.Words(f.status), done) {
			t.Error("another server is signed in too")
		}
		f.dialog.Close()
	}
}

func TestAccount_ShowsACode(t *testing.T) {
	d := newDesk(t, plain)
	f := openAccount(t, d)
	f.provider.Choose("microsoft365")
	f.showCode("ABCD-EFGH", "https://example.org/kod")
	d.press(d.Printer.T("account.signin.copy"))
	if got := fyne.CurrentApp().Clipboard().Content(); got != "ABCD-EFGH" {
		t.Errorf("copied %q", got)
	}
	d.press(d.Printer.T("account.signin.stop"))
	if len(f.status.Objects) != 0 {
		t.Error("the code is still there")
	}
}

// The server's own certificate is kept, shown by name, and can be taken away.
func TestAccount_ServerCertificate(t *testing.T) {
	d := newDesk(t, plain)
	f := newAccountForm(d.Page)
	f.fill(d.state.event)
	path := filepath.Join(t.TempDir(), "ca.pem")
	f.readCA(path)
	if f.ca != "" {
		t.Errorf("a file that is not there: %q", f.ca)
	}
	if err := os.WriteFile(path, certificate(t), 0o600); err != nil {
		t.Fatal(err)
	}
	f.readCA(path)
	if acc, err := f.read(); err != nil || authorityName(acc.CA) != "Urząd Zlotu" {
		t.Fatalf("%q, %v", authorityName(acc.CA), err)
	}
	f.setCA("")
	if acc, err := f.read(); err != nil || acc.CA != "" {
		t.Errorf("still %q, %v", acc.CA, err)
	}
}

// certificate is one as a server hands it out, not as text.
func certificate(t *testing.T) []byte {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Urząd Zlotu"}}
	raw, err := x509.CreateCertificate(nil, about, about, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func pemOf(t *testing.T) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate(t)})
}

// TestPictures_Account shows the form in its states; see TestPictures.
func TestPictures_Account(t *testing.T) {
	looks := map[string]setup{
		"pl-light": plain,
		"en-dark":  {lang: "en", variant: kit.VariantDark, width: 1166, height: 700},
	}
	states := map[string]func(d *desk, f *accountForm){
		"plain":  func(*desk, *accountForm) {},
		"gmail":  func(_ *desk, f *accountForm) { f.provider.Choose("gmail") },
		"server": func(_ *desk, f *accountForm) { f.tabs.Choose(tabServer) },
		"limits": func(_ *desk, f *accountForm) { f.tabs.Choose(tabLimits) },
		"oauth":  func(_ *desk, f *accountForm) { f.provider.Choose("microsoft365"); f.tabs.Choose(tabServer) },
		"signin": func(_ *desk, f *accountForm) { f.provider.Choose("microsoft365") },
		"code": func(_ *desk, f *accountForm) {
			f.provider.Choose("microsoft365")
			f.showCode("ABCD-EFGH", "https://microsoft.com/devicelogin")
		},
		"signed": func(d *desk, f *accountForm) {
			d.SignIn = signIn{token: "t"}
			f.provider.Choose("microsoft365")
			f.onBrowser()
		},
		"certificate": func(d *desk, f *accountForm) {
			d.server.refuse = event.Fail(event.CodeMailTLS, "Host", "smtp.example.org", "Certificate", true)
			f.onCheck()
		},
		"refused": func(d *desk, f *accountForm) {
			d.server.refuse = event.Fail(event.CodeMailLogin, "Reply", "5.7.8 Error: authentication failed")
			f.onTest()
		},
		"tested":  func(_ *desk, f *accountForm) { f.onTest() },
		"missing": func(_ *desk, f *accountForm) { f.host.SetText(""); f.submit(f.dialog) },
	}
	for look, s := range looks {
		for name, play := range states {
			t.Run(look+"/"+name, func(t *testing.T) {
				d := newDesk(t, s)
				play(d, openAccount(t, d))
				kittest.Screenshot(t, d.w.Canvas(), "account-"+look+"-"+name)
			})
		}
	}
}
