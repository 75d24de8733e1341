package verifypage_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zlot/assets"
	"zlot/event"
	"zlot/event/doc"
	"zlot/event/verifypage"
)

const eventID = "0199e0aa-1111-7222-8333-444455556666"

// desk is an organizer with a key, and what is signed with it.
type desk struct {
	t              *testing.T
	public, secret string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	public, secret, err := doc.COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return desk{t, public, secret}
}

func (d desk) token(number string, hours float64) string {
	d.t.Helper()
	token, err := doc.COSE{}.Sign(event.Statement{Event: eventID, Number: number, Name: "dr Żaneta <b>Łącka</b>", Title: "Kurs „Ścieżki”",
		Hours: hours, Date: "2026-09-08"}, d.secret)
	if err != nil {
		d.t.Fatal(err)
	}
	return token
}

func (d desk) page() event.VerifyPage {
	return event.VerifyPage{
		Events: []event.VerifyEvent{{ID: eventID, Title: "Kurs „Ścieżki”", Edition: 3, Start: "2026-08-03", End: "2026-09-08"}}, Keys: []string{d.public},
		Withdrawn: []string{event.NumberFingerprint(eventID, "Z/2026/0002")}, Replaced: []string{event.NumberFingerprint(eventID, "Z/2026/0003")},
		Date: "2026-11-22",
	}
}

// node runs a script behind those of the page, and skips the test where there is no node.
func node(t *testing.T, script string, args any) []byte {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED CHECK: node is not installed")
	}
	var source bytes.Buffer
	for _, name := range []string{"crypto.js", "statement.js"} {
		part, err := assets.Verify(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(part)
	}
	raw, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&source, "\nconst args = %s;\n(async () => { %s })().then((r) => console.log(JSON.stringify(r)), (e) => { console.error(e); process.exit(1); });\n", raw, script)
	path := filepath.Join(t.TempDir(), "page.cjs")
	if err := os.WriteFile(path, source.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", path).CombinedOutput()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	return out
}

type verdict struct {
	Verdict   string
	Statement *struct {
		Event, Number, Name, Title, Date string
		Hours                            float64
	}
}

func TestPage_Verdicts(t *testing.T) {
	ours, theirs := newDesk(t), newDesk(t)
	good := ours.token("Z/2026/0001", 7.5)
	// Another letter of the alphabet near the end, in the signature, that can still be read: three letters can say more
	// than two bytes hold.
	changed := func(s string) string {
		for at := len(s) - 4; at > len(s)-40; at-- {
			b := []byte(s)
			if b[at]++; b[at] > 'Z' || b[at] < 'A' {
				b[at] = 'A'
			}
			if _, err := (doc.COSE{}).Verify(string(b), []string{ours.public}); errors.Is(err, event.Fail(event.CodeVerifyChanged)) {
				return string(b)
			}
		}
		t.Fatal("no letter of the signature can be changed")
		return ""
	}
	cases := map[string]struct{ token, want string }{
		"valid":           {good, "valid"},
		"whole hours":     {ours.token("Z/2026/0009", 150), "valid"},
		"thirds":          {ours.token("Z/2026/0008", 10.0/3), "valid"},
		"CapsLock":        {strings.ToLower(good), "valid"},
		"wrapped":         {" " + good[:70] + "\r\n" + good[70:] + "\n", "valid"},
		"link":            {strings.ReplaceAll(url.QueryEscape(good), "+", "%20"), "valid"},
		"foreign":         {theirs.token("Z/2026/0001", 7.5), "foreign"},
		"withdrawn":       {ours.token("Z/2026/0002", 7.5), "withdrawn"},
		"replaced":        {ours.token("Z/2026/0003", 7.5), "replaced"},
		"signature":       {changed(good), "changed"},
		"end is missing":  {good[:len(good)-3], "unreadable"},
		"nothing":         {"", "unreadable"},
		"words":           {"Z/2026/0001", "unreadable"},
		"prefix alone":    {"ZLOT1:", "unreadable"},
		"no base45":       {"ZLOT1:ŻÓŁĆ", "unreadable"},
		"beyond bytes":    {"ZLOT1::::", "unreadable"},
		"another's badge": {"48312094771655029", "unreadable"},
		"very long":       {"ZLOT1:" + strings.Repeat("BB8", 4000), "unreadable"},
	}
	tokens := map[string]string{}
	for name, c := range cases {
		tokens[name] = c.token
	}
	page := ours.page()
	out := node(t, `const all = {};
		for (const [name, token] of Object.entries(args.tokens)) all[name] = await ZlotStatement.verify(token, args.page);
		return all;`, map[string]any{"tokens": tokens, "page": map[string]any{
		"keys": page.Keys, "withdrawn": page.Withdrawn, "replaced": page.Replaced, "events": page.Events}})
	var got map[string]verdict
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, c := range cases {
		if got[name].Verdict != c.want {
			t.Errorf("%s: %s, want %s", name, got[name].Verdict, c.want)
		}
	}
	s := got["valid"].Statement
	if s == nil || s.Event != eventID || s.Number != "Z/2026/0001" || s.Name != "dr Żaneta <b>Łącka</b>" || s.Hours != 7.5 || s.Date != "2026-09-08" {
		t.Errorf("said %+v", s)
	}
	if h := got["thirds"].Statement; h == nil || h.Hours != 10.0/3 {
		t.Errorf("said %+v", h)
	}
}

// Whatever bit of a token is turned, it is not taken for genuine.
func TestPage_EveryBit(t *testing.T) {
	ours := newDesk(t)
	page := ours.page()
	out := node(t, `let passed = [];
		const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
		Object.defineProperty(globalThis, "crypto", { value: undefined }); // a browser without
		for (let i = 6; i < args.token.length; i += 7) {
			const other = alphabet[(alphabet.indexOf(args.token[i]) + 1 + i % 43) % 45];
			const token = args.token.slice(0, i) + other + args.token.slice(i + 1);
			const answer = await ZlotStatement.verify(token, args.page);
			if (answer.verdict === "valid") passed.push(i);
		}
		return passed;`, map[string]any{"token": ours.token("Z/2026/0001", 7.5), "page": map[string]any{
		"keys": page.Keys, "withdrawn": []string{}, "replaced": []string{}, "events": []string{}}})
	if strings.TrimSpace(string(out)) != "[]" {
		t.Errorf("taken for genuine with another letter at %s", out)
	}
}

func TestPage_Crypto(t *testing.T) {
	type vector struct {
		Key, Message, Signature string
		Valid                   bool
	}
	// RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc); the last ones are changed.
	const sig1 = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
	const key2, sig2 = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
	vectors := []vector{
		{"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", sig1, true},
		{key2, "72", sig2, true},
		{"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
			"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a", true},
		{"ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
			"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
			"dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704", true},
		{key2, "73", sig2, false},
		{key2, "72", sig1, false},
		{strings.Repeat("ff", 32), "72", sig2, false},
		{key2, "72", sig2[:64] + strings.Repeat("ff", 32), false}, // S beyond the order
		{key2, "72", sig2[:126], false},
	}
	hashes := map[string]string{}
	for _, n := range []int{0, 1, 55, 56, 63, 64, 111, 112, 127, 128, 300} {
		hashes[fmt.Sprint(n)] = strings.Repeat("61", n)
	}
	out := node(t, `const bytes = (h) => new Uint8Array(Buffer.from(h, "hex"));
		const hash = require("node:crypto");
		const bad = [];
		for (const v of args.vectors) {
			const [k, s, m] = [bytes(v.Key), bytes(v.Signature), bytes(v.Message)];
			const byHand = ZlotCrypto.verifyByHand(k, s, m), any = await ZlotCrypto.verify(k, s, m);
			if (byHand !== v.Valid || any !== v.Valid) bad.push([v, byHand, any]);
		}
		for (const [n, h] of Object.entries(args.hashes)) {
			for (const name of ["sha256", "sha512"]) {
				const want = hash.createHash(name).update(bytes(h)).digest("hex");
				const got = Buffer.from(ZlotCrypto[name](bytes(h))).toString("hex");
				if (got !== want) bad.push([name, n, got, want]);
			}
		}
		return bad;`, map[string]any{"vectors": vectors, "hashes": hashes})
	if strings.TrimSpace(string(out)) != "[]" {
		t.Errorf("wrong: %s", out)
	}
}

func TestPage_PDF(t *testing.T) {
	ours := newDesk(t)
	token := ours.token("Z/2026/0001", 7.5)
	var pdf []byte
	job := event.CertificateJob{Token: token, Data: event.CertificateData{Number: "Z/2026/0001", Name: "Anna Łoś", Title: "Kurs", Kind: event.Course,
		Start: "2026-08-03", End: "2026-09-08", Hours: 7.5, HourMinutes: 45, Date: "2026-09-08", Language: "pl"}}
	err := doc.New().Certificates(t.Context(), []event.CertificateJob{job}, func(_ int, made []byte) error { pdf = made; return nil }, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"ours": hex.EncodeToString(pdf), "none": hex.EncodeToString([]byte("%PDF-1.7\n%%EOF"))}
	if _, err := exec.LookPath("qpdf"); err == nil { // saved again by another program, everything packed
		in, packed := filepath.Join(t.TempDir(), "in.pdf"), filepath.Join(t.TempDir(), "packed.pdf")
		if err := os.WriteFile(in, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), "qpdf", "--object-streams=generate", in, packed).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		data, err := os.ReadFile(packed)
		if err != nil {
			t.Fatal(err)
		}
		files["packed"] = hex.EncodeToString(data)
	}
	out := node(t, `const all = {};
		for (const [name, h] of Object.entries(args)) all[name] = await ZlotStatement.fromPDF(new Uint8Array(Buffer.from(h, "hex")));
		return all;`, files)
	var got map[string]string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for name, found := range got {
		if want := map[bool]string{true: "", false: token}[name == "none"]; found != want {
			t.Errorf("%s: found %q", name, found)
		}
	}
}

// browser opens the page with a token in a real browser and returns what it shows.
func browser(t *testing.T, page event.VerifyPage, token string) string {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("SKIPPED CHECK: chromium is not installed")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "verify.html")
	if err := event.WriteFile(path, func(w io.Writer) error { return verifypage.Writer{}.Write(w, page) }); err != nil {
		t.Fatal(err)
	}
	address := url.URL{Scheme: "file", Path: path}
	cmd := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--virtual-time-budget=4000", "--dump-dom", address.String()+"#"+url.PathEscape(token))
	cmd.Env = append(os.Environ(), "HOME="+dir)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return string(out)
}

func TestPage_Browser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	ours, theirs := newDesk(t), newDesk(t)
	for name, c := range map[string]struct{ token, verdict string }{
		"valid":     {ours.token("Z/2026/0001", 7.5), "valid"},
		"withdrawn": {ours.token("Z/2026/0002", 7.5), "withdrawn"},
		"foreign":   {theirs.token("Z/2026/0001", 7.5), "foreign"},
	} {
		t.Run(name, func(t *testing.T) {
			shown := browser(t, ours.page(), c.token)
			if !strings.Contains(shown, `data-verdict="`+c.verdict+`"`) {
				t.Errorf("the page shows something else:\n%s", shown[max(0, len(shown)-3000):])
			}
			if named := strings.Contains(shown, "dr Żaneta &lt;b&gt;Łącka&lt;/b&gt;"); named != (c.verdict != "foreign") {
				t.Errorf("named: %v", named)
			}
		})
	}
}

// The page asks nobody for anything, and nothing in it can be taken for markup.
func TestWriter_SelfContained(t *testing.T) {
	page := newDesk(t).page()
	page.Events[0].Title = "</script><script>alert(1)</script>"
	var out strings.Builder
	if err := (verifypage.Writer{}).Write(&out, page); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"http:", "https:", "alert(1)</script>", "{{", " src=", "<link", "@import", "url("} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(out.String(), "default-src 'none'") || out.Len() > 100_000 {
		t.Errorf("a page of %d bytes", out.Len())
	}
}
