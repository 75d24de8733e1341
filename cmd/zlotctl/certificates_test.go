package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// issuedCourse is the course with its certificates.
func issuedCourse(t *testing.T) (d *desk, numbers []string) {
	t.Helper()
	d = newDesk(t)
	t.Setenv("ZLOT_PASSPHRASE", "zielona herbata")
	must[object](d, 0, "demo", "--sample", "course-2010")
	dry := d.keys(3, "issued not_eligible refused missing", "certificates", "issue", "--dry-run")
	if n := len(dry["issued"].([]any)); n != 12 {
		t.Fatalf("%d would be issued", n)
	}
	for _, c := range d.items(d.keys(3, "issued", "certificates", "issue", "--kind", "attendance"), "issued", "number registration kind series") {
		numbers = append(numbers, c["number"].(string))
	}
	return d, numbers
}

func TestCertificates_Register(t *testing.T) {
	d, numbers := issuedCourse(t)
	copyPath := filepath.Join(d.dir, "duplikat.pdf")
	if made := d.keys(0, "number duplicates", "certificates", "duplicate", numbers[0], "--reason", "zgubione", "-o", copyPath); made["duplicates"] != 1.0 {
		t.Errorf("duplicate: %v", made)
	}
	if v := d.keys(0, "valid state duplicate", "certificates", "verify", copyPath); v["valid"] != true || v["duplicate"] != 1.0 {
		t.Errorf("the duplicate is not recognised: %v", v)
	}
	d.refused(2, "usage", "certificates", "duplicate", numbers[0])
	if made := d.keys(3, "number duplicates", "certificates", "duplicate", numbers[0], "--reason", "zgubione", "-o", filepath.Join(d.dir, "nie ma", "d.pdf")); made["duplicates"] != 2.0 {
		t.Errorf("a duplicate that could not be written: %v", made)
	}
	if got := d.keys(0, "received how day", "certificates", "receive", numbers[0], numbers[1], "--how", "posted", "--note", "list 7"); len(got["received"].([]any)) != 2 {
		t.Errorf("received: %v", got)
	}
	d.refused(1, "certificate.receipt.day", "certificates", "receive", numbers[2], "--day", "1999-01-01")
	d.keys(0, "number", "certificates", "withdraw", numbers[2], "--reason", "Pomyłka")
	fresh := d.keys(0, "number replaces", "certificates", "replace", numbers[3])
	list := d.items(d.keys(0, "certificates", "certificates", "list"), "certificates", "number kind receipt duplicates")
	if r, ok := list[0]["receipt"].(object); !ok || r["how"] != "posted" || len(list) != 13 {
		t.Errorf("listed: %v", list[0])
	}
	for _, name := range []string{"rejestr.pdf", "rejestr.csv", "rejestr.xlsx"} {
		path := filepath.Join(d.dir, name)
		if got := d.keys(0, "rows file", "certificates", "register", path); got["rows"] != 13.0 {
			t.Errorf("%s: %v", name, got)
		}
		if info, err := os.Stat(path); err != nil || info.Size() < 500 {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.refused(1, "table.export", "certificates", "register", filepath.Join(d.dir, "rejestr.doc"))
	if _, err := os.Stat(filepath.Join(d.dir, "rejestr.doc")); err == nil {
		t.Error("what was refused left a file")
	}
	bound := filepath.Join(d.dir, "wszystkie.pdf")
	if got := d.keys(0, "certificates pages file", "certificates", "print", "-o", bound); got["certificates"] != 11.0 {
		t.Errorf("bound: %v", got)
	}
	if got := d.keys(0, "certificates pages", "certificates", "print", "-o", bound, numbers[5], numbers[4]); got["certificates"] != 2.0 {
		t.Errorf("bound: %v", got)
	}
	d.refused(1, "certificate.not_found", "certificates", "print", "-o", bound, "X/1")
	d.refused(1, "input.required", "certificates", "print")
	for _, command := range [][]string{{"list"}, {"issue"}, {"export", filepath.Join(d.dir, "obcy")}, {"register", filepath.Join(d.dir, "obcy.pdf")}, {"print", "-o", bound}} {
		d.refused(1, "decision.kind", append(append([]string{"certificates"}, command...), "--kind", "obcy")...)
	}
	d.refused(1, "registration.not_found", "certificates", "issue", "nikt")
	for _, name := range []string{"obcy", "obcy.pdf"} {
		if _, err := os.Stat(filepath.Join(d.dir, name)); err == nil {
			t.Errorf("what was refused left %s", name)
		}
	}
	page := filepath.Join(d.dir, "sprawdź.html")
	if got := d.keys(0, "file events ended date", "certificates", "page", "-o", page); got["ended"] != 2.0 {
		t.Errorf("page: %v", got)
	}
	html, err := os.ReadFile(page)
	if err != nil || !bytes.HasPrefix(html, []byte("<!doctype html>")) || strings.Contains(string(html), fresh["number"].(string)) {
		t.Errorf("the page: %v", err)
	}
	if check := d.keys(0, "ok", "check"); check["ok"] != true {
		t.Errorf("check: %v", check)
	}
}

func TestCertificates_Key(t *testing.T) {
	d, numbers := issuedCourse(t)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string, from, until time.Time) string {
		about := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: pkix.Name{CommonName: "Fundacja Próba"}, NotBefore: from, NotAfter: until}
		raw, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(raw)
		if err != nil {
			t.Fatal(err)
		}
		p12, err := pkcs12.Modern.Encode(key, leaf, nil, "tajne")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(d.dir, name)
		if err := os.WriteFile(path, p12, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	now := time.Now()
	good := file("dobry.p12", now.AddDate(0, -1, 0), now.AddDate(1, 0, 0))
	d.refused(1, "certificate.seal.password", "certificates", "key", good)
	t.Setenv(sealPassword, "tajne")
	d.refused(1, "certificate.seal.expired", "certificates", "key", file("stary.p12", now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)))
	d.refused(1, "certificate.seal.file", "certificates", "key", d.file("list.p12", []byte("to nie jest klucz")))
	if got := must[object](d, 0, "certificates", "key"); got["key"] != nil {
		t.Errorf("a refused key is used: %v", got)
	}
	if got := must[struct{ Key object }](d, 0, "certificates", "key", good); got.Key["name"] != "Fundacja Próba" {
		t.Errorf("key: %v", got)
	}
	fresh := d.keys(0, "number", "certificates", "replace", numbers[0])["number"].(string)
	out := filepath.Join(d.dir, "out")
	for _, f := range d.keys(0, "files", "certificates", "export", out)["files"].([]any) {
		pdf, err := os.ReadFile(f.(string))
		if err != nil {
			t.Fatal(err)
		}
		ours := strings.Contains(filepath.Base(f.(string)), strings.ReplaceAll(fresh, "/", "-"))
		if bytes.Contains(pdf, []byte("/ETSI.CAdES.detached")) != ours {
			t.Errorf("%s is signed: %v", f, !ours)
		}
		if v := d.keys(0, "valid", "certificates", "verify", f.(string)); v["valid"] != true {
			t.Errorf("%s: %v", f, v)
		}
	}
	must[object](d, 0, "certificates", "key", "--remove")
	if got := must[object](d, 0, "certificates", "key"); got["key"] != nil {
		t.Errorf("a key that was removed is used: %v", got)
	}
}

func TestCertificates_WithdrawnIsIssuedOnlyByName(t *testing.T) {
	d, numbers := issuedCourse(t)
	d.keys(0, "number", "certificates", "withdraw", numbers[2], "--reason", "Pomyłka")
	withdrawn := d.items(d.keys(0, "certificates", "certificates", "list"), "certificates", "number registration")[2]["registration"].(string)
	again := d.keys(3, "issued refused not_eligible missing", "certificates", "issue", "--kind", "attendance")
	if len(again["issued"].([]any)) != 0 {
		t.Errorf("issued again: %v", again["issued"])
	}
	told := false
	for _, r := range d.items(again, "refused", "registration kind because") {
		if r["registration"] == withdrawn {
			because := r["because"].([]any)[0].(object)
			told = because["code"] == "withdrawn" && strings.Contains(because["message"].(string), numbers[2])
		}
	}
	if !told {
		t.Errorf("refused: %v", again["refused"])
	}
	named := d.keys(0, "issued missing", "certificates", "issue", "--kind", "attendance", withdrawn)
	remarked := false
	for _, m := range d.items(named, "missing", "kind code message") {
		remarked = remarked || m["code"] == "withdrawn" && m["registration"] == withdrawn
	}
	if len(named["issued"].([]any)) != 1 || !remarked {
		t.Errorf("by name: %v", named)
	}
}
