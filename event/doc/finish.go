package doc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"zlot/event"
)

// properties is what a document tells about itself.
type properties struct {
	title    string
	author   string
	subject  string
	language string
	date     event.Date // of making; "": none
	token    string     // the signed statement of a certificate
	archive  bool       // to be kept for decades: PDF/A-2b
}

// producer is the program's name in its documents.
const producer = "Zlot"

// tokenKey marks the signed statement among a document's properties, where it can be found without
// reading the QR symbol. The properties are never compressed.
const tokenKey = "/ZlotToken ("

var errPDF = errors.New("the PDF library wrote something unexpected")

// complete gives a document the parts that gopdf does not write: its language, that it must be printed
// in true size, its properties and an identity made from its content. It replaces the table of objects
// at the end of the file by a longer one; the catalogue that gopdf wrote stays behind unused.
func complete(raw []byte, about properties) ([]byte, error) {
	tail := bytes.LastIndex(raw, []byte("startxref\n"))
	if tail < 0 {
		return nil, errPDF
	}
	digits, _, _ := bytes.Cut(raw[tail+len("startxref\n"):], []byte("\n"))
	start, err := strconv.Atoi(string(digits))
	if err != nil || start >= tail {
		return nil, errPDF
	}
	var first, count int
	table := raw[start:tail]
	if _, err := fmt.Sscanf(string(table[:min(len(table), 64)]), "xref\n%d %d\n", &first, &count); err != nil || first != 0 {
		return nil, errPDF
	}
	entries := bytes.Index(table, []byte("0000000000"))
	if entries < 0 || len(table) < entries+20*count {
		return nil, errPDF
	}
	var out bytes.Buffer
	out.Grow(len(raw) + 2048)
	out.Write(raw[:start])
	catalogue := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n<< /Type /Catalog /Pages 2 0 R%s /Lang (%s) /ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>\nendobj\n\n", count, chapters(raw), about.language)
	info := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%sendobj\n\n", count+1, about.dictionary())
	identity := sha256.Sum256(out.Bytes())
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n", count+2)
	out.Write(table[entries : entries+20*count])
	fmt.Fprintf(&out, "%010d 00000 n \n%010d 00000 n \n", catalogue, info)
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		count+2, count, count+1, identity[:16], identity[:16], xref)
	return out.Bytes(), nil
}

// chapters is what the catalogue that gopdf wrote tells of the list of chapters, if the document has one.
func chapters(raw []byte) string {
	catalogue := raw[max(bytes.Index(raw, []byte("/Type /Catalog")), 0):]
	catalogue, _, _ = bytes.Cut(catalogue, []byte("endobj"))
	at := bytes.Index(catalogue, []byte("/PageMode /UseOutlines"))
	if at < 0 {
		return ""
	}
	entries, _, _ := bytes.Cut(catalogue[at:], []byte(">>"))
	return " " + strings.Join(strings.Fields(string(entries)), " ")
}

func (p properties) dictionary() string {
	var b strings.Builder
	b.WriteString("<<\n")
	for _, entry := range []struct{ key, value string }{
		{"Title", p.title}, {"Author", p.author}, {"Subject", p.subject}, {"Creator", producer}, {"Producer", producer},
	} {
		if entry.value != "" {
			fmt.Fprintf(&b, "/%s <FEFF", entry.key)
			for _, unit := range utf16.Encode([]rune(clean(entry.value))) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
	}
	if p.date.Valid() {
		fmt.Fprintf(&b, "/CreationDate (D:%s)\n", strings.ReplaceAll(string(p.date), "-", ""))
	}
	if p.token != "" {
		b.WriteString(tokenKey + p.token + ")\n")
	}
	b.WriteString(">>\n")
	return b.String()
}

// Token reads the signed statement out of a certificate's PDF. A PDF without one is verify.unsigned;
// what is no PDF, or only a part of one, is verify.unreadable.
func (w *Writer) Token(pdf []byte) (string, error) {
	head, tail := pdf[:min(len(pdf), 1024)], pdf[max(0, len(pdf)-1024):]
	if !bytes.Contains(head, []byte("%PDF-")) || !bytes.Contains(tail, []byte("%%EOF")) {
		return "", event.Fail(event.CodeVerifyUnreadable)
	}
	at := bytes.LastIndex(pdf, []byte(tokenKey))
	if at < 0 {
		return "", event.Fail(event.CodeVerifyUnsigned)
	}
	token, _, found := bytes.Cut(pdf[at+len(tokenKey):], []byte(")"))
	if !found || !bytes.HasPrefix(token, []byte(tokenPrefix)) {
		return "", event.Fail(event.CodeVerifyUnreadable)
	}
	return string(token), nil
}
