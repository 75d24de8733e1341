package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"zlot/event"
	"zlot/event/secret"
)

// The secrets of the run, each of which stands nowhere else.
const (
	mailSecret, refreshSecret, accessSecret = "hasło-poczty-Qx71", "1//odswiez-Zk93ytr", "ya29.dostep-Lw40bnm"
	keySecret, boxSecret                    = "hasło-klucza-Pm52", "zielona-herbata-Vr18"
	copySecret, nextCopySecret              = "czarna-kawa-Tg64", "biała-mewa-Nd27"
	leadPIN, stewardPIN                     = "73910462", "58204719"
)

// After a life with known secrets none of them is in any file: not in the database or its log, its copies, the folder
// of secrets and settings, what was exported, or what the program said.
func TestSecrets_AreInNoFile(t *testing.T) {
	d := newDesk(t)
	for name, value := range map[string]string{"ZLOT_PASSPHRASE": boxSecret, secretEnv: mailSecret, copyPassphraseEnv: copySecret} {
		t.Setenv(name, value)
	}
	said := &strings.Builder{}
	call := func(args ...string) {
		t.Helper()
		code, out, errs := d.call("", args...)
		said.WriteString(out + errs)
		if code != 0 && code != 3 {
			t.Fatalf("%v: exit %d: %s", args, code, errs)
		}
	}
	call("demo")
	d.scan(0, d.codes()[:4], "--at", "2012-09-06T08:30:00+02:00")
	srv := newMailServer(t, "nikt", "nikt")
	d.account(srv.port)
	t.Setenv(sealPassword, keySecret)
	call("certificates", "key", filepath.Join(keyFile(t), "klucz.p12"))
	call("certificates", "issue")
	eventID := must[struct{ Events []struct{ ID string } }](d, 0, "event", "list").Events[0].ID
	signing := d.keepTokens(eventID)
	call("certificates", "export", filepath.Join(d.dir, "zaświadczenia"))
	call("certificates", "page", "-o", filepath.Join(d.dir, "sprawdz.html"))
	call("mail", "queue", "certificates")
	call("mail", "send")
	call("mail", "export", filepath.Join(d.dir, "poczta.csv"))
	call("copies", "passphrase")
	call("copies", "make")
	t.Setenv(newPassphraseEnv, nextCopySecret)
	call("copies", "passphrase")
	call("export", filepath.Join(d.dir, "lista.csv"))
	call("backup", filepath.Join(d.dir, "kopia.zlot"))
	t.Setenv(newPINEnv, leadPIN)
	call("operators", "add", "--name", "Ewa", "--role", "lead")
	working(t, "Ewa", leadPIN)
	t.Setenv(newPINEnv, stewardPIN)
	call("operators", "add", "--name", "Jan", "--role", "steward")
	working(t, "Jan", stewardPIN)
	d.scan(0, d.codes()[5:6], "--at", "2012-09-06T08:31:00+02:00")
	working(t, "Jan", "11111111")
	d.call("", "operators")
	working(t, "Ewa", leadPIN)
	call("check")
	if err := os.WriteFile(filepath.Join(d.dir, "said"), []byte(said.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	secrets := []string{mailSecret, refreshSecret, accessSecret, keySecret, boxSecret, copySecret, nextCopySecret, leadPIN, stewardPIN, signing}
	found, files := hunt(t, secrets, nil, d.dir)
	if len(found) > 0 || files < 10 {
		t.Errorf("in %d files: %v", files, found)
	}
}

// keyFile writes a key of an organizer's into a folder that is not the program's.
func keyFile(t *testing.T) (folder string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: pkix.Name{CommonName: "Fundacja Próba"}, NotBefore: time.Now().AddDate(0, -1, 0), NotAfter: time.Now().AddDate(1, 0, 0)}
	raw, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	p12, err := pkcs12.Modern.Encode(key, leaf, nil, keySecret)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "klucz.p12"), p12, 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// keepTokens keeps the tokens of a sign-in as the program does, and returns the key that certificates are signed with.
func (d *desk) keepTokens(eventID string) (signing string) {
	d.t.Helper()
	box := secret.Open(filepath.Join(d.dir, "config", "zlot", "keys"), secret.Passphrase(boxSecret))
	token, err := json.Marshal(map[string]string{"access_token": accessSecret, "refresh_token": refreshSecret})
	if err == nil {
		err = box.Set(event.MailSecretName(eventID)+"/token", string(token))
	}
	if err != nil {
		d.t.Fatal(err)
	}
	if signing, err = box.Get("signing-key/" + eventID); err != nil || signing == "" {
		d.t.Fatalf("the signing key: %q, %v", signing, err)
	}
	return signing
}

// What is sought would be found: a secret that is written anywhere, in whatever guise.
func TestSecrets_WouldBeFound(t *testing.T) {
	dir := t.TempDir()
	for guise, coded := range guises(mailSecret) {
		if strings.HasPrefix(guise, "base64") && !strings.HasPrefix(guise, "base640") {
			continue // it begins in the middle of a group
		}
		if err := os.WriteFile(filepath.Join(dir, "f"), append([]byte("x="), coded...), 0o600); err != nil {
			t.Fatal(err)
		}
		if found, _ := hunt(t, []string{mailSecret}, nil, dir); len(found) == 0 {
			t.Errorf("%q is not found", guise)
		}
	}
	if names := slices.Sorted(maps.Keys(guises(mailSecret))); len(names) < 14 {
		t.Error(fmt.Sprint(names))
	}
}
