package doc

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"zlot/event"
)

// The examples of RFC 9285, section 4.3 and 4.4.
func TestBase45(t *testing.T) {
	for plain, coded := range map[string]string{
		"AB": "BB8", "Hello!!": "%69 VD92EX0", "base-45": "UJCLQE7W581", "ietf!": "QED8WEX0", "": "",
	} {
		if got := encodeBase45([]byte(plain)); got != coded {
			t.Errorf("encode %q: %q, want %q", plain, got, coded)
		}
		if got, err := decodeBase45(coded); err != nil || string(got) != plain {
			t.Errorf("decode %q: %q, %v; want %q", coded, got, err, plain)
		}
	}
	for _, bad := range []string{"A", "GGW", ":::", "::", "ab8", "BB8B", "BB\x00"} {
		if got, err := decodeBase45(bad); err == nil {
			t.Errorf("decode %q: %q, want an error", bad, got)
		}
	}
}

func FuzzBase45(f *testing.F) {
	f.Add("QED8WEX0")
	f.Add("GGW")
	f.Fuzz(func(t *testing.T, text string) {
		if data, err := decodeBase45(text); err == nil && encodeBase45(data) != text {
			t.Errorf("%q decodes to what is written as %q", text, encodeBase45(data))
		}
	})
}

func statement() event.Statement {
	return event.Statement{
		Event: "0192f0c1-2345-7abc-8def-0123456789ab", Number: "ZAR/2012/0001", Name: "Świętosława Żółć",
		Title: "VII Ogólnopolski Zlot Asystentów Rodziny", Hours: 12.5, Date: "2012-09-07",
	}
}

func TestCOSE(t *testing.T) {
	public, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	token, err := COSE{}.Sign(statement(), secret)
	if err != nil {
		t.Fatal(err)
	}
	if len(token) > 320 {
		t.Errorf("a token of %d characters makes the symbol too dense", len(token))
	}
	if got, err := (COSE{}).Verify("  "+token+"\n", []string{"nonsense", other, public}); err != nil || got != statement() {
		t.Errorf("verify: %+v, %v", got, err)
	}
	signed, err := decodeBase45(strings.TrimPrefix(token, tokenPrefix))
	if err != nil {
		t.Fatal(err)
	}
	forged := tokenPrefix + encodeBase45([]byte(strings.Replace(string(signed), "ZAR/2012/0001", "ZAR/2012/0002", 1)))
	for name, c := range map[string]struct {
		token, code string
		keys        []string
	}{
		"foreign":   {token, event.CodeVerifyForeign, []string{other}},
		"no keys":   {token, event.CodeVerifyForeign, nil},
		"changed":   {forged, event.CodeVerifyChanged, []string{public}},
		"cut":       {token[:len(token)-30], event.CodeVerifyUnreadable, []string{public}},
		"prefix":    {"HC1:" + token, event.CodeVerifyUnreadable, []string{public}},
		"nothing":   {"", event.CodeVerifyUnreadable, []string{public}},
		"no base45": {tokenPrefix + "ąę", event.CodeVerifyUnreadable, []string{public}},
	} {
		if _, err := (COSE{}).Verify(c.token, c.keys); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func TestCOSE_Sign(t *testing.T) {
	public, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	// An id that is no UUID, no date and whole hours come back as they were.
	plain := event.Statement{Event: "sample-event-16b", Number: "1", Name: "A", Title: "B", Hours: 150}
	token, err := COSE{}.Sign(plain, secret)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := (COSE{}).Verify(token, []string{public}); err != nil || got != plain {
		t.Errorf("verify: %+v, %v; want %+v", got, err, plain)
	}
	if _, err := (COSE{}).Sign(plain, "no key"); !errors.Is(err, event.Fail(event.CodeKeyMissing)) {
		t.Errorf("sign without a key: %v", err)
	}
	plain.Date = "2012-02-30"
	if _, err := (COSE{}).Sign(plain, secret); !errors.Is(err, event.Fail(event.CodeDate)) {
		t.Errorf("sign with a wrong date: %v", err)
	}
}

// Whatever is scanned, Verify answers with one of its codes, and never takes a changed token for ours.
func FuzzVerify(f *testing.F) {
	public := base64.StdEncoding.EncodeToString(make([]byte, 32))
	f.Add(tokenPrefix + "6BFOXN*TS0BI$ZD4N9")
	if _, secret, err := (COSE{}).NewKey(); err == nil {
		token, err := COSE{}.Sign(statement(), secret)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(token)
	}
	f.Fuzz(func(t *testing.T, token string) {
		_, err := COSE{}.Verify(token, []string{public})
		var e *event.Error
		if !errors.As(err, &e) || !strings.HasPrefix(e.Code, "verify.") {
			t.Errorf("%q: %v", token, err)
		}
	})
}
