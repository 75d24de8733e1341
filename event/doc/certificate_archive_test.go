package doc

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/sight"
)

// drawOne makes the document of one certificate.
func drawOne(t *testing.T, job event.CertificateJob) []byte {
	t.Helper()
	var made []byte
	err := New().Certificates(t.Context(), []event.CertificateJob{job}, func(_ int, pdf []byte) error { made = pdf; return nil }, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// signedLooks are all designs with all that they can hold.
func signedLooks(t *testing.T) map[string]event.CertificateJob {
	t.Helper()
	_, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]event.CertificateJob{}
	for _, l := range New().CertificateLayouts() {
		for name, job := range looks() {
			job.Layout, job.Token = l, signed(t, job.Data, secret).Token
			all[l.ID+" "+name] = job
		}
	}
	return all
}

// The rules of PDF/A-2b (ISO 19005-2) that can be told from the file itself.
func TestCertificates_Archive(t *testing.T) {
	for name, job := range signedLooks(t) {
		pdf := drawOne(t, job)
		if !bytes.HasPrefix(pdf, []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")) || !bytes.HasSuffix(pdf, []byte("%%EOF\n")) {
			t.Errorf("%s: it begins %q and ends %q", name, pdf[:16], pdf[len(pdf)-8:])
		}
		for _, forbidden := range []string{"/Encrypt", "/SMask", "/JavaScript", "/LZWDecode", "/ca ", "/CA ", "/BM ", "/Launch", "/EmbeddedFile", "/XFA", "/AA ", "/Interpolate true", "/DeviceCMYK"} {
			if bytes.Contains(pdf, []byte(forbidden)) {
				t.Errorf("%s: it has %s", name, forbidden)
			}
		}
		for _, needed := range []string{"/GTS_PDFA1", "/ID [<", "/CIDToGIDMap /Identity", "/FontFile2 ", "/ToUnicode ", "/Type /Metadata /Subtype /XML /Length", "/Lang (" + string(job.Data.Language)} {
			if !bytes.Contains(pdf, []byte(needed)) {
				t.Errorf("%s: it lacks %s", name, needed)
			}
		}
		checkXMP(t, name, pdf, job)
	}
}

func checkXMP(t *testing.T, name string, pdf []byte, job event.CertificateJob) {
	t.Helper()
	_, packet, _ := bytes.Cut(pdf, []byte("<?xpacket begin="))
	packet, _, found := bytes.Cut(packet, []byte("<?xpacket end="))
	_, packet, _ = bytes.Cut(packet, []byte("?>"))
	if !found {
		t.Fatalf("%s: no metadata", name)
	}
	var meta struct {
		Part        string `xml:"RDF>Description>part"`
		Conformance string `xml:"RDF>Description>conformance"`
		Title       string `xml:"RDF>Description>title>Alt>li"`
		Created     string `xml:"RDF>Description>CreateDate"`
	}
	if err := xml.Unmarshal(packet, &meta); err != nil {
		t.Fatalf("%s: metadata: %v", name, err)
	}
	if meta.Part != "2" || meta.Conformance != "B" || !strings.Contains(meta.Title, job.Data.Name) {
		t.Errorf("%s: %+v", name, meta)
	}
	if created := strings.ReplaceAll(meta.Created, "-", ""); created != "" && !bytes.Contains(pdf, []byte("/CreationDate (D:"+created+")")) {
		t.Errorf("%s: the metadata say %s, the dictionary something else", name, meta.Created)
	}
}

// The profile says of itself what it is, its parts lie inside, and white is white.
func TestSRGB(t *testing.T) {
	r, err := zlib.NewReader(bytes.NewReader(colours()))
	if err != nil {
		t.Fatal(err)
	}
	p, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if int(binary.BigEndian.Uint32(p)) != len(p) || string(p[12:24]) != "mntrRGB XYZ " || string(p[36:40]) != "acsp" {
		t.Fatalf("header %q of %d bytes", p[:40], len(p))
	}
	sums := [3]float64{}
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		tag := p[132+12*i:]
		at, size := binary.BigEndian.Uint32(tag[4:]), binary.BigEndian.Uint32(tag[8:])
		if int(at+size) > len(p) || at%4 != 0 {
			t.Fatalf("%s lies at %d, %d bytes of %d", tag[:4], at, size, len(p))
		}
		if strings.HasSuffix(string(tag[:4]), "XYZ") {
			for n := range sums {
				sums[n] += float64(int32(binary.BigEndian.Uint32(p[int(at)+8+4*n:]))) / 65536
			}
		}
	}
	for n, want := range []float64{0.9642, 1, 0.8249} {
		if diff := sums[n] - want; diff > 0.001 || diff < -0.001 {
			t.Errorf("the colours sum up to %v", sums)
		}
	}
}

// Every document is sound by the outside tools, and its text comes out in the order of reading.
func TestCertificates_Sound(t *testing.T) {
	tool(t, "pdftotext")
	for name, job := range signedLooks(t) {
		if !strings.HasSuffix(name, "course") && !strings.HasSuffix(name, "english") && !strings.HasSuffix(name, "bare") {
			continue
		}
		path := save(t, drawOne(t, job))
		t.Run(name, func(t *testing.T) { sound(t, path) })
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
		if strings.ContainsAny(text, "?\ufffd") {
			t.Errorf("%s: the text is %q", name, text)
		}
		at := 0
		for _, want := range []string{job.Data.Number, job.Data.Name, job.Data.Title} {
			next := strings.Index(text[at:], want)
			if next < 0 {
				t.Fatalf("%s: %q is missing or comes too early:\n%s", name, want, text)
			}
			at += next
		}
	}
}

// The symbol of every design reads as it is printed, by a foreign program and by our own.
func TestCertificates_CodesRead(t *testing.T) {
	tool(t, "pdftoppm", "zbarimg")
	for name, job := range signedLooks(t) {
		if !strings.HasSuffix(name, "course") && !strings.HasSuffix(name, "long") {
			continue
		}
		item := find(job.Layout.Front, event.ItemCode)
		symbol := renderPart(t, save(t, drawOne(t, job)), 1, dpi, box{item.X - 2, item.Y - 2, item.W + 4, item.H + 4})
		if got := scanDots(t, symbol); got != job.Token {
			t.Errorf("%s: the symbol reads %q", name, got)
		}
		seen := sight.Codes(t.Context(), symbol, sight.Thorough)
		if len(seen) != 1 || seen[0] != job.Token {
			t.Errorf("%s: our own eyes read %q", name, seen)
		}
	}
}

// renderPart renders a part of a page, in millimetres.
func renderPart(t *testing.T, path string, page, dpi int, part box) image.Image {
	t.Helper()
	px := func(mm float64) string { return fmt.Sprint(int(mm / 25.4 * float64(dpi))) }
	out := run(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-png", "-singlefile", "-f", fmt.Sprint(page),
		"-x", px(part.x), "-y", px(part.y), "-W", px(part.w), "-H", px(part.h), path)
	picture, err := png.Decode(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// The page on the screen is that of the document.
func TestCertificatePages_LikeTheDocument(t *testing.T) {
	tool(t, "pdftoppm")
	for name, job := range signedLooks(t) {
		if !strings.HasSuffix(name, "duplicate") {
			continue
		}
		const dpi = 100
		pages, err := New().CertificatePages(t.Context(), job, dpi)
		if err != nil || len(pages) != 2 {
			t.Fatalf("%s: %d pages, %v", name, len(pages), err)
		}
		path := save(t, drawOne(t, job))
		for n, page := range pages {
			whole := box{0, 0, job.Layout.Stock.PageWidth, job.Layout.Stock.PageHeight}
			if off := unlike(page, renderPart(t, path, n+1, dpi, whole)); off > 0.012 {
				t.Errorf("%s: page %d differs by %.4f", name, n+1, off)
			}
		}
	}
}

// unlike is how much two pictures differ, looked at through blocks of some dots.
func unlike(a, b image.Image) float64 {
	const block = 4
	sum, count := 0.0, 0
	light := func(m image.Image, x, y int) (s float64) {
		for dy := range block {
			for dx := range block {
				r, g, b, _ := m.At(m.Bounds().Min.X+x+dx, m.Bounds().Min.Y+y+dy).RGBA()
				s += float64(r+g+b) / (3 * 65535 * block * block)
			}
		}
		return s
	}
	size := a.Bounds().Intersect(b.Bounds()).Size()
	for y := 0; y+block <= size.Y; y += block {
		for x := 0; x+block <= size.X; x += block {
			d := light(a, x, y) - light(b, x, y)
			sum += max(d, -d)
			count++
		}
	}
	return sum / float64(count)
}

// Nothing leaves the page, and no words come near a symbol or each other, whatever the certificate says.
func TestCertificates_EverythingStaysInside(t *testing.T) {
	for name, job := range signedLooks(t) {
		b := New().newBatch([]event.CertificateJob{job})
		c := b.certificate(&job)
		var pages []*probe
		c.draw(func() canvas {
			pages = append(pages, &probe{})
			return pages[len(pages)-1]
		})
		for n, on := range pages {
			for i, w := range on.words {
				if w.x < 8 || w.y < 8 || w.x+w.w > c.layout.Stock.Width-8 || w.y+w.h > c.layout.Stock.Height-8 {
					t.Errorf("%s: page %d: %q lies at %v", name, n+1, w.text, w.box)
				}
				if w.size < 4 {
					t.Errorf("%s: page %d: %q is %.1f points small", name, n+1, w.text, w.size)
				}
				for _, s := range on.symbols {
					if meets(w.box, s) {
						t.Errorf("%s: %q lies on the symbol", name, w.text)
					}
				}
				for _, other := range on.words[i+1:] {
					if meets(w.box, other.box) {
						t.Errorf("%s: page %d: %q lies on %q", name, n+1, w.text, other.text)
					}
				}
			}
		}
	}
}

func meets(a, b box) bool {
	const slack = 0.3
	return a.x+slack < b.x+b.w && b.x+slack < a.x+a.w && a.y+slack < b.y+b.h && b.y+slack < a.y+a.h
}

var oneLetter = regexp.MustCompile(`(^|\s)[aiouwzAIOUWZ]$`)

// No line of a certificate ends with a word of one letter.
func TestCertificates_NoLineEndsWithOneLetter(t *testing.T) {
	for name, job := range signedLooks(t) {
		b := New().newBatch([]event.CertificateJob{job})
		c := b.certificate(&job)
		c.draw(func() canvas {
			return &listener{probe: &probe{}, hear: func(text string) {
				if oneLetter.MatchString(text) {
					t.Errorf("%s: a line ends so: %q", name, text)
				}
			}}
		})
	}
}

// listener is a canvas that hears what is written on it.
type listener struct {
	*probe
	hear func(text string)
}

func (l *listener) text(x, y float64, text string, st style) {
	l.hear(text)
	l.probe.text(x, y, text, st)
}

// The hours of the reverse sum up to those of the face, or say what else counts.
func TestTopics_Sum(t *testing.T) {
	for name, c := range map[string]struct {
		hours float64
		want  []string
		not   string
	}{
		"as on the face":   {150, []string{"razem 150,0"}, "inne"},
		"some recognised":  {160, []string{"inne zaliczone godziny 10,0", "razem 160,0"}, ""},
		"some taken away":  {140, nil, "razem"},
		"a quarter beyond": {150.25, []string{"inne zaliczone godziny 0,25", "razem 150,25"}, ""},
	} {
		job := looks()["3-course"]
		job.Data.Hours = c.hours
		tool(t, "pdftotext")
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", save(t, drawOne(t, job)), "-")), " ")
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the text lacks %q", name, want)
			}
		}
		if c.not != "" && strings.Contains(text, c.not) {
			t.Errorf("%s: the text has %q", name, c.not)
		}
	}
}

// What the words say depends on the role, the form of address and the language.
func TestCertificates_Deeds(t *testing.T) {
	for want, d := range map[string]event.CertificateData{
		"ukończyła kurs":      {Kind: event.Course, Address: event.Feminine, Role: event.Participant},
		"ukończył":            {Kind: event.Course, Address: event.Masculine, Title: "Kurs dla asystentów"},
		"ukończył kurs":       {Kind: event.Course, Address: event.Masculine},
		"za ukończenie kursu": {Kind: event.Course},
		"wystąpiła jako panelistka podczas konferencji": {Kind: event.Conference, Address: event.Feminine, Role: event.Panelist},
		"poprowadziła zajęcia w ramach kursu":           {Kind: event.Course, Address: event.Feminine, Role: event.Trainer},
		"za poprowadzenie zajęć podczas spotkania":      {Kind: event.Meeting, Role: event.Trainer},
		"współorganizował wydarzenie":                   {Address: event.Masculine, Role: event.Organizer},
		"wzięła udział jako mentorka w kursie":          {Kind: event.Course, Address: event.Feminine, Role: event.Mentor},
		"led sessions of the course":                    {Kind: event.Course, Role: event.Trainer, Language: "en"},
	} {
		job := event.CertificateJob{Data: d}
		b := New().newBatch([]event.CertificateJob{job})
		if got := strings.ReplaceAll(b.certificate(&job).words.deed(), "\u00a0", " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	item := &event.LayoutItem{Text: "{ukończyła|ukończył|ukończył(a)} z wyróżnieniem {event}"}
	for address, want := range map[event.FormOfAddress]string{event.Feminine: "ukończyła", event.Masculine: "ukończył", event.Neutral: "ukończył(a)"} {
		job := event.CertificateJob{Data: event.CertificateData{Address: address, Title: "kurs"}}
		b := New().newBatch([]event.CertificateJob{job})
		if got := filled(item.Text, b.certificate(&job)); got != want+" z wyróżnieniem kurs" {
			t.Errorf("%q of %q", got, address)
		}
	}
}
