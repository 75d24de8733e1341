package doc

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"zlot/event"
)

// keyFile makes a key file as an organizer gets it from an authority.
func keyFile(t *testing.T, key crypto.Signer, password string) []byte {
	t.Helper()
	authority, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	top := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Urząd Próbny"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2035, 1, 1, 0, 0, 0, 0, time.UTC), KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(77), Subject: pkix.Name{CommonName: "Stowarzyszenie Próba", Organization: []string{"Próba"}},
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC), KeyUsage: x509.KeyUsageDigitalSignature}
	sign := func(c, by *x509.Certificate, public crypto.PublicKey) *x509.Certificate {
		raw, err := x509.CreateCertificate(rand.Reader, c, by, public, authority)
		if err != nil {
			t.Fatal(err)
		}
		made, err := x509.ParseCertificate(raw)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	ca := sign(top, top, authority.Public())
	p12, err := pkcs12.Modern.Encode(key, sign(leaf, ca, key.Public()), []*x509.Certificate{ca}, password)
	if err != nil {
		t.Fatal(err)
	}
	return p12
}

func TestPAdES(t *testing.T) {
	byRSA, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	byECDSA, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]crypto.Signer{"RSA": byRSA, "ECDSA": byECDSA} {
		t.Run(name, func(t *testing.T) {
			opened, err := PAdES{}.Open(keyFile(t, key, "hasło ąę"), "hasło ąę")
			if err != nil {
				t.Fatal(err)
			}
			if h := opened.Holder(); h.Name != "Stowarzyszenie Próba" || h.Issuer != "Urząd Próbny" || h.Until.Year() != 2028 {
				t.Errorf("holder %+v", h)
			}
			pdf := madeCertificates(t, 1)[0]
			sealed, err := opened.Seal(pdf, time.Date(2026, 9, 8, 12, 0, 0, 0, time.UTC))
			if err != nil {
				t.Fatal(err)
			}
			if string(sealed[:len(pdf)]) != string(pdf) {
				t.Error("the document itself changed")
			}
			before, err := New().Token(pdf)
			if after, err2 := New().Token(sealed); err != nil || err2 != nil || before != after {
				t.Errorf("statement %q, then %q: %v, %v", before, after, err, err2)
			}
			tool(t, "qpdf", "pdfsig", "pdftotext")
			path := save(t, sealed)
			sound(t, path)
			said := run(t, "pdfsig", "-nocert", path)
			for _, want := range []string{"Signature is Valid", "ETSI.CAdES.detached", "SHA-256", "Total document signed", "Stowarzyszenie Próba"} {
				if !strings.Contains(said, want) {
					t.Errorf("pdfsig lacks %q:\n%s", want, said)
				}
			}
			if run(t, "pdftotext", path, "-") != run(t, "pdftotext", save(t, pdf), "-") {
				t.Error("the signed document reads otherwise")
			}
			var bound strings.Builder
			if _, err := New().Bind(t.Context(), &bound, event.BindJob{PDFs: each([][]byte{sealed, pdf})}); err != nil {
				t.Fatal(err)
			}
			sound(t, save(t, []byte(bound.String())))
		})
	}
}

func TestPAdES_Open_Refused(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p12 := keyFile(t, key, "right")
	if _, err := (PAdES{}).Open(p12, "wrong"); !errors.Is(err, event.Fail(event.CodeSealPassword)) {
		t.Errorf("wrong password: %v", err)
	}
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "half": p12[:len(p12)/2]} {
		if _, err := (PAdES{}).Open(data, "right"); !errors.Is(err, event.Fail(event.CodeSealFile)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
