package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strings"
	"testing"

	"zlot/event"
)

func testAccount() event.MailAccount {
	return event.MailAccount{Address: "biuro@żółw.example.org", Name: "Biuro Zlotu „Żółw”", ReplyTo: "pomoc@example.org",
		Host: "smtp.example.org", Port: 465, TLS: event.TLSImplicit, Auth: "auto"}
}

func render(t testing.TB, m event.Message, acc event.MailAccount) []byte {
	t.Helper()
	raw, err := Render(m, acc, testEvent(), files(testPDF()))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestRender_headers(t *testing.T) {
	m := testMessage(1, "zaneta@poczta.łódź.example.org", testPDF())
	m.MessageID = "m001@żółw.example.org"
	raw := render(t, m, testAccount())
	msg, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	decode := func(name string) string {
		s, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return s
	}
	want := map[string]string{
		"From":                     `Biuro Zlotu „Żółw” <biuro@xn--w-uga1v8h.example.org>`,
		"To":                       `Żaneta Łęcka <zaneta@poczta.xn--d-uga0v4h.example.org>`,
		"Reply-To":                 `<pomoc@example.org>`,
		"Subject":                  "Twoje zaświadczenie ze Zlotu",
		"Date":                     "Sat, 08 Sep 2012 11:00:00 +0200",
		"Message-Id":               "<m001@xn--w-uga1v8h.example.org>",
		"Auto-Submitted":           "auto-generated",
		"X-Auto-Response-Suppress": "OOF, DR, RN, NRN, AutoReply",
		"Mime-Version":             "1.0",
		"User-Agent":               "",
		"X-Mailer":                 "",
	}
	from, err := netmail.ParseAddress(msg.Header.Get("From"))
	if err != nil || from.Name != "Biuro Zlotu „Żółw”" {
		t.Errorf("From: %v, %v", from, err)
	}
	delete(want, "From")
	for name, text := range want {
		if got := decode(name); got != text {
			t.Errorf("%s: %q, want %q", name, got, text)
		}
	}
	if strings.Count(string(raw), "\r\nTo: ") != 1 || strings.Contains(string(raw), "\r\nCc:") {
		t.Error("more than one recipient")
	}
}

func TestRender_parts(t *testing.T) {
	m := testMessage(1, "a@example.org", testPDF())
	msg, err := netmail.ReadMessage(bytes.NewReader(render(t, m, testAccount())))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, _ := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if kind != "multipart/mixed" {
		t.Fatalf("kind %q", kind)
	}
	mixed := multipart.NewReader(msg.Body, params["boundary"])
	letter, err := mixed.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	kind, params, _ = mime.ParseMediaType(letter.Header.Get("Content-Type"))
	if kind != "multipart/alternative" {
		t.Fatalf("kind %q", kind)
	}
	both := multipart.NewReader(letter, params["boundary"])
	for _, want := range []string{"text/plain; charset=UTF-8", "text/html; charset=UTF-8"} {
		part, err := both.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		if got := part.Header.Get("Content-Type"); got != want {
			t.Errorf("part %q, want %q", got, want)
		}
		if e := part.Header.Get("Content-Transfer-Encoding"); e != "quoted-printable" {
			t.Errorf("encoding %q", e)
		}
	}
	pdf, err := mixed.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if pdf.FileName() != "Zaświadczenie ZAR-2012-0001.pdf" {
		t.Errorf("file name %q", pdf.FileName())
	}
	data, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, pdf))
	if err != nil || !bytes.Equal(data, testPDF()) {
		t.Errorf("the document differs: %v", err)
	}
}

func TestRender_refuses(t *testing.T) {
	pdf := testPDF()
	good := testMessage(1, "a@example.org", pdf)
	change := func(f func(*event.Message)) event.Message { m := good; f(&m); return m }
	tests := map[string]struct {
		m    event.Message
		pdf  []byte
		code string
	}{
		"local part":   {change(func(m *event.Message) { m.To = "żaneta@example.org" }), pdf, event.CodeMailAddress},
		"no domain":    {change(func(m *event.Message) { m.To = "zaneta" }), pdf, event.CodeMailAddress},
		"two people":   {change(func(m *event.Message) { m.To = "a@example.org, b@example.org" }), pdf, event.CodeMailAddress},
		"injection":    {change(func(m *event.Message) { m.To = "a@example.org\r\nRCPT TO:<b@example.org>" }), pdf, event.CodeMailAddress},
		"empty":        {good, nil, event.CodeMailMessage},
		"other bytes":  {good, pdf[1:], event.CodeMailMessage},
		"no id":        {change(func(m *event.Message) { m.MessageID = "" }), pdf, event.CodeMailMessage},
		"id injection": {change(func(m *event.Message) { m.MessageID = "a@b\r\nBcc: c" }), pdf, event.CodeMailMessage},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Render(tt.m, testAccount(), testEvent(), files(tt.pdf)); !errors.Is(err, &event.Error{Code: tt.code}) {
				t.Errorf("Render: %v, want %s", err, tt.code)
			}
		})
	}
}

func TestRender_headersCannotBeInjected(t *testing.T) {
	m := testMessage(1, "a@example.org", testPDF())
	m.Name, m.Subject = "Jan\r\nBcc: zly@example.org", "Temat\r\nBcc: zly@example.org"
	msg, err := netmail.ReadMessage(bytes.NewReader(render(t, m, testAccount())))
	if err != nil || msg.Header.Get("Bcc") != "" {
		t.Errorf("Bcc %q, %v", msg.Header.Get("Bcc"), err)
	}
}

func TestRender_cleansAddresses(t *testing.T) {
	m := testMessage(1, " \u200bala@Example.org\ufeff ", testPDF())
	msg, err := netmail.ReadMessage(bytes.NewReader(render(t, m, testAccount())))
	if err != nil || !strings.Contains(msg.Header.Get("To"), "<ala@example.org>") {
		t.Errorf("To %q, %v", msg.Header.Get("To"), err)
	}
}

func TestRender_longNamesStayShortLines(t *testing.T) {
	m := testMessage(1, "a@example.org", testPDF())
	m.Certificate = strings.Repeat("Zażółć/gęślą/jaźń/", 12) + "1"
	m.Name, m.Subject = strings.Repeat("Żółć ", 60), strings.Repeat("gęślą jaźń ", 80)
	raw := render(t, m, testAccount())
	for line := range strings.SplitSeq(string(raw), "\r\n") {
		if len(line) > 100 {
			t.Errorf("long line: %.120s", line)
		}
	}
	if !strings.Contains(string(raw), "filename*1*=") {
		t.Error("a long name is not continued")
	}
}

func TestRender_english(t *testing.T) {
	m := testMessage(1, "a@example.org", testPDF())
	m.Language = "en"
	raw := string(render(t, m, testAccount()))
	for _, want := range []string{`filename="Certificate ZAR-2012-0001.pdf"`, "Hello,", "6=E2=80=937 September 2012"} {
		if !strings.Contains(raw, want) {
			t.Errorf("no %q", want)
		}
	}
}

// A sample says what it is, and does not say that it went where it did not go.
func TestLetter_Sample(t *testing.T) {
	m := testMessage(1, "biuro@example.org", testPDF())
	why := newLetter(m, testAccount(), testEvent()).Why
	for lang, mark := range map[string]string{"pl": "[próba] ", "en": "[sample] "} {
		m.Sample, m.Language = true, lang
		l := newLetter(m, testAccount(), testEvent())
		if !strings.HasPrefix(l.Subject, mark) || l.Why == why || !strings.Contains(l.text(), l.Why) {
			t.Errorf("%s: %q, %q", lang, l.Subject, l.Why)
		}
		msg, err := netmail.ReadMessage(bytes.NewReader(render(t, m, testAccount())))
		if err != nil {
			t.Fatal(err)
		}
		if to, err := msg.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Name != testAccount().Name {
			t.Errorf("%s: the sample goes to %v, %v", lang, to, err)
		}
	}
}

// files are documents by their checksums.
func files(all ...[]byte) map[string][]byte {
	m := map[string][]byte{}
	for _, data := range all {
		m[hexSum(data)] = data
	}
	return m
}
