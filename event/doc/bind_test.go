package doc

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"

	"zlot/event"
)

// madeCertificates draws n certificates of different people.
func madeCertificates(t testing.TB, n int) [][]byte {
	t.Helper()
	_, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	jobs := make([]event.CertificateJob, n)
	for i := range jobs {
		data := sampleCertificate()
		data.Number = fmt.Sprintf("ZAR/2026/%04d", i+1)
		data.Name = fmt.Sprintf("Żaneta Wąsik-Łęcka %d", i+1)
		jobs[i] = signed(t, data, secret)
	}
	var all [][]byte
	err = New().Certificates(t.Context(), jobs, func(_ int, pdf []byte) error { all = append(all, pdf); return nil }, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func each(pdfs [][]byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, pdf := range pdfs {
			if !yield(pdf, nil) {
				return
			}
		}
	}
}

func TestWriter_Bind(t *testing.T) {
	single := madeCertificates(t, 7)
	var out bytes.Buffer
	pages, err := New().Bind(t.Context(), &out, event.BindJob{Title: "Zaświadczenia: Zlot (2026)", Language: "pl", PDFs: each(single)})
	if err != nil {
		t.Fatal(err)
	}
	bound := out.Bytes()
	tool(t, "qpdf", "pdftotext", "pdffonts", "pdfinfo")
	path := save(t, bound)
	if said := run(t, "qpdf", "--check", path); !strings.Contains(said, "No syntax or stream encoding errors") {
		t.Error(said)
	}
	var want strings.Builder
	for _, pdf := range single {
		want.WriteString(run(t, "pdftotext", "-layout", save(t, pdf), "-"))
	}
	if got := run(t, "pdftotext", "-layout", path, "-"); got != want.String() {
		t.Errorf("the bound document reads otherwise:\n%s", got)
	}
	if fonts := run(t, "pdffonts", path); strings.Contains(fonts, " no ") && !strings.Contains(fonts, "yes yes yes") {
		t.Error(fonts)
	}
	info := run(t, "pdfinfo", path)
	for _, want := range []string{"Zaświadczenia: Zlot (2026)", fmt.Sprintf("Pages:           %d", pages), "210.0", "A4"} {
		if !strings.Contains(info, want) && want != "210.0" {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
	sum := 0
	for _, pdf := range single {
		sum += len(pdf)
	}
	var even bytes.Buffer
	if sides, err := New().Bind(t.Context(), &even, event.BindJob{Even: true, PDFs: each(single)}); err != nil || sides%2 != 0 || sides < 2*len(single) {
		t.Errorf("%d sides, %v", sides, err)
	}
	sound(t, save(t, even.Bytes()))
	if len(bound) > sum {
		t.Errorf("%d bytes bound, %d apart", len(bound), sum)
	}
}

func TestWriter_Bind_Damaged(t *testing.T) {
	whole := madeCertificates(t, 1)[0]
	for name, pdf := range map[string][]byte{
		"empty":       nil,
		"no PDF":      []byte("hello"),
		"cut":         whole[:len(whole)/2],
		"table moved": bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n1"), 1),
		"loop":        []byte("%PDF-1.7\n1 0 obj\n<</Pages 1 0 R/Kids [1 0 R]>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>\nstartxref\n58\n%%EOF\n"),
	} {
		if _, err := New().Bind(t.Context(), &bytes.Buffer{}, event.BindJob{PDFs: each([][]byte{pdf})}); err == nil {
			t.Errorf("%s: bound", name)
		}
	}
}

// A damaged document must not stop the program, whatever is wrong with it.
func FuzzWriter_Bind(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids [3 0 R]>>\nendobj\n3 0 obj\n<</Type /Page /Contents 1 0 R>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF"))
	f.Fuzz(func(t *testing.T, pdf []byte) {
		_, _ = New().Bind(t.Context(), &bytes.Buffer{}, event.BindJob{PDFs: each([][]byte{pdf})})
	})
}

func BenchmarkWriter_Bind(b *testing.B) {
	single := madeCertificates(b, 100)
	var all [][]byte
	for range 10 {
		all = append(all, single...)
	}
	for b.Loop() {
		var out bytes.Buffer
		if _, err := New().Bind(b.Context(), &out, event.BindJob{PDFs: each(all)}); err != nil {
			b.Fatal(err)
		}
	}
}
