package mail

import (
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zlot/event"
)

func TestAccount_SuggestsChecksAndSaves(t *testing.T) {
	s := plain
	s.noAccount = true
	d := newDesk(t, s)
	if !d.send.Disabled() {
		t.Error("sending is offered without an account")
	}
	f := newAccountForm(d.Page)
	f.fill(d.event)
	f.submit(nil)
	if f.form.Field("host").Error() == "" {
		t.Error("a missing server is not marked")
	}
	f.address.SetText("biuro@example.org")
	f.suggest()
	if tls, _ := f.tls.Value(); f.host.Text != "smtp.example.org" || f.port.Text != "587" || tls != event.TLSStart {
		t.Errorf("suggested: %s:%s %s", f.host.Text, f.port.Text, tls)
	}
	f.port.SetText("x")
	f.onCheck()
	if f.form.Field("port").Error() == "" {
		t.Error("a wrong port is not marked")
	}
	f.port.SetText("587")
	f.perMinute.SetText("dużo")
	f.perMinute.FocusLost()
	f.suggest()
	if f.form.Field("per_minute").Error() == "" || f.perMinute.Text != "dużo" {
		t.Errorf("a wrong limit reads %q and is not marked", f.perMinute.Text)
	}
	f.perMinute.SetText("")
	f.secret.SetText("sekret 12345")
	f.onCheck()
	if !slices.Equal(d.server.secrets, []string{"sekret 12345"}) || len(d.secrets) != 0 {
		t.Errorf("checked with %q; kept %v", d.server.secrets, d.secrets)
	}
	d.onAccount()
	f.submitTo(func() {})
	if d.secrets[event.MailSecretName(d.event.ID)] != "sekret 12345" || d.state.event.MailAccount.User != "biuro@example.org" {
		t.Errorf("kept %v, account %+v", d.secrets, d.state.event.MailAccount)
	}
}

// Saving a form that nobody touched changes nothing, the address for replies included.
func TestAccount_UnchangedStaysAsItIs(t *testing.T) {
	d := newDesk(t, plain)
	f := newAccountForm(d.Page)
	f.fill(d.state.event)
	if acc, err := f.read(); err != nil || acc != account {
		t.Errorf("%+v, %v", acc, err)
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
