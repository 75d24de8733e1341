package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/secret"
)

type accountDoc struct {
	Account    event.MailAccount `json:"account"`
	SecretKept bool              `json:"secret_kept"`
}

// rally is a file with a sample event.
func (d *desk) rally() string {
	d.t.Helper()
	return must[struct {
		Event struct {
			ID string `json:"id"`
		} `json:"event"`
	}](d, 0, "demo", "--sample", "rally-2012").Event.ID
}

func (d *desk) kept(eventID, passphrase string) string {
	d.t.Helper()
	value, err := secret.Open(filepath.Join(d.dir, "config", "zlot", "keys"), secret.Passphrase(passphrase)).Get(event.MailSecretName(eventID))
	if err != nil {
		d.t.Fatal(err)
	}
	return value
}

func TestMailAccount_Set(t *testing.T) {
	d := newDesk(t)
	id := d.rally()
	doc := must[accountDoc](d, 0, "mail", "account", "set", "--address", "ala@gmail.com")
	if a := doc.Account; a.Host != "smtp.gmail.com" || a.Port != 465 || a.PerMinute != 20 || a.PerDay != 450 || a.IMAPHost != "imap.gmail.com" || doc.SecretKept {
		t.Errorf("by the address alone: %+v", doc)
	}
	doc = must[accountDoc](d, 0, "mail", "account", "set", "--address", "zlot@example.org", "--host", "mail.example.org", "--port", "587", "--tls", "starttls",
		"--auth", "plain", "--user", "zlot", "--per-minute", "7", "--per-hour", "70", "--per-day", "700", "--imap-host", "imap.example.org", "--imap-port", "143", "--sent", "Wysłane")
	want := event.MailAccount{Address: "zlot@example.org", Name: doc.Account.Name, Host: "mail.example.org", Port: 587, TLS: event.TLSStart, Auth: "plain", User: "zlot",
		PerMinute: 7, PerHour: 70, PerDay: 700, IMAPHost: "imap.example.org", IMAPPort: 143, Sent: "Wysłane"}
	if doc.Account != want {
		t.Errorf("by flags: %+v", doc.Account)
	}
	must[failure](d, 1, "mail", "account", "set", "--address", "zlot@example.org").wants(t, event.CodeMailHost, "host")
	must[failure](d, 1, "mail", "account", "set", "--address", "zlot@example.org", "--host", "h.example.org", "--port", "25", "--per-day=-1").wants(t, event.CodeNumber, "per_day")

	// Without a keyring and a passphrase the account is set, and says that its secret is not kept.
	t.Setenv(secretEnv, "tajne-hasło")
	set := []string{"mail", "account", "set", "--address", "ala@gmail.com"}
	if doc = must[accountDoc](d, 0, set...); doc.SecretKept {
		t.Error("a secret was kept without protection")
	}
	t.Setenv("ZLOT_PASSPHRASE", "zielona herbata")
	if doc = must[accountDoc](d, 0, set...); !doc.SecretKept || d.kept(id, "zielona herbata") != "tajne-hasło" {
		t.Errorf("kept: %t", doc.SecretKept)
	}
	raw, err := os.ReadFile(filepath.Join(d.dir, "config", "zlot", "keys", "secrets.age"))
	if err != nil || strings.Contains(string(raw), "tajne") {
		t.Errorf("the file of secrets: %v", err)
	}
}

// failure is the document of an error.
type failure struct {
	Error errorDoc `json:"error"`
}

func (f failure) wants(t *testing.T, code, field string) {
	t.Helper()
	if f.Error.Code != code || f.Error.Field != field {
		t.Errorf("error %+v, want %s at %s", f.Error, code, field)
	}
}

func TestMailAccount_Test(t *testing.T) {
	d := newDesk(t)
	d.rally()
	must[failure](d, 1, "mail", "account", "test").wants(t, event.CodeMailAccount, "")
	srv := newMailServer(t, "nikt@", "cisza@")
	must[accountDoc](d, 0, "mail", "account", "set", "--address", "zlot@example.org", "--host", "127.0.0.1", "--port", strconv.Itoa(srv.port), "--tls", "none", "--auth", "none")
	type doc struct {
		Accepted bool   `json:"accepted"`
		To       string `json:"to"`
	}
	if got := must[doc](d, 0, "mail", "account", "test"); !got.Accepted || got.To != "zlot@example.org" {
		t.Errorf("%+v", got)
	}
	must[failure](d, 1, "mail", "account", "test", "--to", "nikt@example.org").wants(t, event.CodeMailUnknown, "")
	must[failure](d, 1, "mail", "account", "certificate").wants(t, event.CodeMailTLSRequired, "tls")
}

func TestMailAccount_SignIn(t *testing.T) {
	d := newDesk(t)
	id := d.rally()
	t.Setenv("ZLOT_PASSPHRASE", "zielona herbata")
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer := `{"device_code":"d","user_code":"ABCD-EFGH","verification_uri":"https://example.org/kod","expires_in":60,"interval":1}`
		if r.URL.Path == "/token" {
			answer = `{"access_token":"a1","refresh_token":"r1","token_type":"Bearer","expires_in":3600}`
		}
		_, _ = w.Write([]byte(answer))
	}))
	defer provider.Close()
	must[failure](d, 1, "mail", "account", "sign-in").wants(t, event.CodeMailAccount, "")
	must[accountDoc](d, 0, "mail", "account", "set", "--address", "zlot@example.org", "--host", "smtp.office365.com", "--port", "587", "--tls", "starttls", "--auth", "xoauth2",
		"--client-id", "zlot", "--device-url", provider.URL+"/device", "--token-url", provider.URL+"/token")
	code, out, errs := d.call("", "mail", "account", "sign-in", "--device")
	if code != 0 || !strings.Contains(errs, "ABCD-EFGH") || !strings.Contains(errs, "https://example.org/kod") || strings.Contains(out+errs, "a1") {
		t.Errorf("exit %d\n%s\n%s", code, out, errs)
	}
	if kept := d.kept(id, "zielona herbata"); !strings.Contains(kept, `"r1"`) {
		t.Errorf("kept %q", kept)
	}
}
