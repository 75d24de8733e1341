package doc

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"software.sslmate.com/src/go-pkcs12"

	"zlot/event"
)

// PAdES signs finished PDFs with a key of the organizer's, so that any reader of PDFs can check them (ETSI EN
// 319 142, level B-B). It is the last thing that happens to a document.
type PAdES struct{}

var _ event.DocumentSigner = PAdES{}

// Open reads a key file. Codes: certificate.seal.password, certificate.seal.file.
func (PAdES) Open(p12 []byte, password string) (event.DocumentKey, error) {
	private, leaf, chain, err := pkcs12.DecodeChain(p12, password)
	if errors.Is(err, pkcs12.ErrIncorrectPassword) {
		return nil, event.Fail(event.CodeSealPassword).In("password")
	}
	if err != nil {
		return nil, event.Fail(event.CodeSealFile).In("file").Because(err)
	}
	signer, ok := private.(crypto.Signer)
	if !ok || !canSign(signer, leaf) {
		return nil, event.Fail(event.CodeSealFile).In("file")
	}
	return &sealKey{signer, leaf, chain}, nil
}

// canSign reports whether a key is of a kind that readers of PDFs know, is the certificate's own, and may sign.
func canSign(key crypto.Signer, of *x509.Certificate) bool {
	type comparable interface{ Equal(crypto.PublicKey) bool }
	public, ok := key.Public().(comparable)
	const usages = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	return ok && public.Equal(of.PublicKey) && (of.PublicKeyAlgorithm == x509.RSA || of.PublicKeyAlgorithm == x509.ECDSA) &&
		(of.KeyUsage == 0 || of.KeyUsage&usages != 0)
}

type sealKey struct {
	key   crypto.Signer
	leaf  *x509.Certificate
	chain []*x509.Certificate
}

// Holder tells whom the key speaks for.
func (k *sealKey) Holder() event.KeyHolder {
	return event.KeyHolder{Name: nameOf(k.leaf.Subject.CommonName, k.leaf.Subject.Organization),
		Issuer: nameOf(k.leaf.Issuer.CommonName, k.leaf.Issuer.Organization), From: k.leaf.NotBefore, Until: k.leaf.NotAfter}
}

func nameOf(common string, organization []string) string {
	if common == "" {
		return strings.Join(organization, ", ")
	}
	return common
}

// Seal adds a signature behind the end of a document, whose bytes stay as they are.
func (k *sealKey) Seal(pdf []byte, at time.Time) ([]byte, error) {
	u, err := newUpdate(pdf)
	if err != nil {
		return nil, fmt.Errorf("sign document: %w", err)
	}
	room := k.room()
	u.addSignature(nameOf(k.leaf.Subject.CommonName, k.leaf.Subject.Organization), at, room)
	u.end()
	signed := u.out.Bytes()
	// What is signed is everything but the signature itself, whose place is known only now.
	from, to := u.contents, u.contents+2*room+2
	ranges := fmt.Sprintf("[0 %d %d %d]", from, to, len(signed)-to)
	if len(ranges) > len(emptyRange) {
		return nil, fmt.Errorf("sign document of %d bytes: %w", len(signed), errPDF)
	}
	copy(signed[u.ranges:], ranges+strings.Repeat(" ", len(emptyRange)-len(ranges)))
	sum := sha256.New()
	sum.Write(signed[:from])
	sum.Write(signed[to:])
	signature, err := k.cms(sum.Sum(nil))
	if err != nil {
		return nil, fmt.Errorf("sign document: %w", err)
	}
	if len(signature) > room {
		return nil, fmt.Errorf("a signature of %d bytes: %w", len(signature), errPDF)
	}
	hex.Encode(signed[from+1:], signature)
	return signed, nil
}

// room is for how many bytes of a signature place is kept.
func (k *sealKey) room() int {
	n := 2048
	for _, c := range append([]*x509.Certificate{k.leaf}, k.chain...) {
		n += len(c.Raw)
	}
	return n
}

// sign makes the signature of a SHA-256.
func (k *sealKey) sign(sum []byte) ([]byte, error) {
	return k.key.Sign(rand.Reader, sum, crypto.SHA256)
}

// update is what is added behind a document: changed and new objects, and a table of them.
type update struct {
	file     *boundFile
	out      bytes.Buffer
	size     int         // objects of the document with those that are new
	at       map[int]int // where the changed and new ones begin
	prev     int         // table of the document
	trailer  []pdfEntry
	ranges   int // where the range that is signed is written
	contents int // and where the signature itself is
	err      error
}

// emptyRange is as long as any range gets.
const emptyRange = "[0 0000000000 0000000000 0000000000]"

func newUpdate(pdf []byte) (*update, error) {
	file, err := openBound(pdf)
	if err != nil {
		return nil, err
	}
	u := &update{file: file, at: map[int]int{}}
	tail := bytes.LastIndex(pdf, []byte("startxref"))
	u.prev, _, _ = pdfNumber(pdf, skipSpace(pdf, tail+len("startxref")))
	trailer := bytes.LastIndex(pdf[:tail], []byte("trailer"))
	if trailer < 0 {
		return nil, errPDF
	}
	if u.trailer, err = pdfDict(pdf[skipSpace(pdf, trailer+len("trailer")):]); err != nil {
		return nil, err
	}
	var ok bool
	if u.size, _, ok = pdfNumber(pdfFind(u.trailer, "/Size"), 0); !ok {
		return nil, errPDF
	}
	u.out.Write(pdf)
	if !bytes.HasSuffix(pdf, []byte("\n")) {
		u.out.WriteByte('\n')
	}
	return u, u.check()
}

// check makes sure that the objects which are going to be changed can be read.
func (u *update) check() error {
	leaves, err := u.file.pages()
	if err != nil {
		return err
	}
	if len(leaves) == 0 {
		return errPDF
	}
	root, err := u.entries(u.file.root)
	if err != nil || pdfFind(root, "/AcroForm") != nil {
		return errors.Join(err, errPDF)
	}
	return nil
}

func (u *update) entries(n int) ([]pdfEntry, error) {
	body, _, err := u.file.object(n)
	if err != nil {
		return nil, err
	}
	return pdfDict(body)
}

// object begins an object; a number beyond the document's is a new one.
func (u *update) object(n int) {
	u.at[n] = u.out.Len()
	u.size = max(u.size, n+1)
	fmt.Fprintf(&u.out, "%d 0 obj\n<<", n)
}

// addSignature adds a signature without a picture, and the field that holds it, to the first page.
func (u *update) addSignature(name string, at time.Time, room int) {
	signature, field := u.size, u.size+1
	u.object(signature)
	fmt.Fprintf(&u.out, " /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name %s /M (D:%s+00'00')\n/ByteRange ",
		textString(name), at.UTC().Format("20060102150405"))
	u.ranges = u.out.Len()
	u.out.WriteString(emptyRange + "\n/Contents ")
	u.contents = u.out.Len()
	u.out.WriteString("<" + strings.Repeat("0", 2*room) + "> >>\nendobj\n")

	page, entries := u.firstPage()
	u.object(field)
	fmt.Fprintf(&u.out, " /Type /Annot /Subtype /Widget /FT /Sig /T (Zlot) /V %d 0 R /P %d 0 R /Rect [0 0 0 0] /F 132 >>\nendobj\n", signature, page)
	u.object(page)
	for _, e := range entries {
		if e.key != "/Annots" {
			fmt.Fprintf(&u.out, " %s %s\n", e.key, e.value)
		}
	}
	annots := strings.Trim(string(pdfFind(entries, "/Annots")), "[] \n")
	fmt.Fprintf(&u.out, " /Annots [%s %d 0 R] >>\nendobj\n", annots, field)
	root, err := u.entries(u.file.root)
	u.err = errors.Join(u.err, err)
	u.object(u.file.root)
	for _, e := range root {
		fmt.Fprintf(&u.out, " %s %s\n", e.key, e.value)
	}
	fmt.Fprintf(&u.out, " /AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>\nendobj\n", field)
}

// firstPage is the number of the first page and what it says by itself.
func (u *update) firstPage() (int, []pdfEntry) {
	root, _ := u.entries(u.file.root)
	n, _ := pdfRef(pdfFind(root, "/Pages"))
	for range deepestTree {
		entries, err := u.entries(n)
		kids := pdfRefs(pdfFind(entries, "/Kids"))
		if err != nil || len(kids) == 0 {
			return n, entries
		}
		n = kids[0]
	}
	return n, nil
}

// end writes the table of what was added.
func (u *update) end() {
	start := u.out.Len()
	u.out.WriteString("xref\n")
	var numbers []int
	for n := range u.at {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 {
			j++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[i], j-i)
		for ; i < j; i++ {
			fmt.Fprintf(&u.out, "%010d 00000 n \n", u.at[numbers[i]])
		}
	}
	fmt.Fprintf(&u.out, "trailer\n<< /Size %d /Prev %d", u.size, u.prev)
	for _, e := range u.trailer {
		if e.key != "/Size" && e.key != "/Prev" {
			fmt.Fprintf(&u.out, " %s %s", e.key, e.value)
		}
	}
	fmt.Fprintf(&u.out, " >>\nstartxref\n%d\n%%%%EOF\n", start)
}

// textString writes words the way PDF has them.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(clean(s))) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
