package doc

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// TestMain lets the test program read a page in a process of its own, as the programs do.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == PageReader {
		if err := ReadPage(os.Stdin, os.Stdout, os.Exit); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// apart is a Writer that reads foreign pages in another process.
func apart(t *testing.T) *Writer {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	w := New()
	w.ReadPagesBy(program)
	return w
}

// tables is a PDF whose table of objects is a stream that says of itself what a test wants.
func tables(about string, stream []byte) []byte {
	return fmt.Appendf(nil, "%%PDF-1.5\n1 0 obj\n<< /Type /XRef %s >>\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF\n", about, stream)
}

func squeezed(t *testing.T, what []byte, times int) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	for range times {
		if _, err := z.Write(what); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Files that would end the program, or never end, are damaged files, and nothing of them is left behind.
func TestBackgrounds_Hostile(t *testing.T) {
	zeros := squeezed(t, make([]byte, 1<<20), 1200)
	few := squeezed(t, []byte("x"), 1)
	w := apart(t)
	for name, pdf := range map[string][]byte{
		"lists in lists":         []byte("%PDF-1.4\n1 0 obj\n" + strings.Repeat("[ ", 2<<20) + "\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n0\n%%EOF"),
		"trailers in trailers":   []byte("%PDF-1.4\nxref\n0 0\ntrailer\n" + strings.Repeat("<< /A ", 700_000) + "\nstartxref\n9\n%%EOF"),
		"a gigabyte of nothing":  tables(fmt.Sprintf("/W [1 2 1] /Size 2 /Length %d", len(zeros)), zeros),
		"fields of no bytes":     tables(fmt.Sprintf("/W [0 0 0] /Size 2 /Length %d", len(few)), few),
		"fields of many bytes":   tables(fmt.Sprintf("/W [1 2000000000 2000000000] /Size 2 /Length %d", len(few)), few),
		"a length without sense": tables("/W [1 2 1] /Size 2 /Length 99999999999", few),
		"less than nothing":      tables("/W [1 2 1] /Size 2 /Length -1", few),
		"a table before itself":  tables(fmt.Sprintf("/W [1 2 1] /Size 2 /Prev 9 /Length %d", len(few)), few),
		"an object that is it":   []byte("%PDF-1.4\n1 0 obj\n1 0 R\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n34\n%%EOF"),
		"no end":                 []byte("%PDF-1.4\nxref\n0.4 "),
	} {
		begin := time.Now()
		err := w.CheckBackground(pdf)
		var known *event.Error
		if !errors.As(err, &known) || !strings.HasPrefix(known.Code, event.CodeBackground) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(begin); took > patience+5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// sizes are how large the objects are, smallest first.
func sizes(objects map[int]string) []int {
	var all []int
	for _, o := range objects {
		all = append(all, len(o))
	}
	slices.Sort(all)
	return all
}

// What is read in another process is the page that this one would read.
func TestBackgrounds_Apart(t *testing.T) {
	plain := pagePDF(t, 1)
	here, err := New().readBackdrop("a", plain)
	if err != nil {
		t.Fatal(err)
	}
	there, err := apart(t).readBackdrop("a", plain)
	if err != nil {
		t.Fatal(err)
	}
	if there.width != here.width || there.height != here.height || there.id != here.id || len(there.objects) != len(here.objects) {
		t.Errorf("%v x %v, %d of %d; here %v x %v, %d of %d", there.width, there.height, there.id, len(there.objects), here.width, here.height, here.id, len(here.objects))
	}
	// The library numbers what a page needs, and writes its dictionaries, in any order.
	if got, want := sizes(there.objects), sizes(here.objects); !slices.Equal(got, want) {
		t.Errorf("objects of %d bytes, here of %d", got, want)
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"two pages": {pagePDF(t, 2), event.CodeBackgroundPages},
		"encrypted": {changed(t, plain, "--encrypt", "", "owner", "256", "--"), event.CodeBackgroundEncrypted},
		"cut":       {plain[:len(plain)/2], event.CodeBackgroundDamaged},
	} {
		err := apart(t).CheckBackground(c.data)
		var known *event.Error
		if !errors.As(err, &known) || known.Code != c.code || c.code == event.CodeBackgroundPages && known.Args["Count"] != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Another program does not know what is wanted of it: the page is read here.
	elsewhere := New()
	elsewhere.ReadPagesBy("/bin/true")
	if err := elsewhere.CheckBackground(plain); err != nil {
		t.Error(err)
	}
}
