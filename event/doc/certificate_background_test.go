package doc

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
)

// pagePDF is a document of so many landscape pages, each with a red field in its upper left quarter.
func pagePDF(t *testing.T, pages int) []byte {
	t.Helper()
	var out bytes.Buffer
	file := newStream(&out)
	for range pages {
		l := newLeaf(297, 210)
		l.block(0, 0, 148.5, 105, 0, 0xcc0000)
		l.text(20, 180, "Tło zaświadczenia", style{face: loadFace("Lato-Regular"), size: 30})
		file.page(l, deflated(l.ops))
	}
	if err := file.finish(properties{language: "pl"}, ""); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changed is a PDF after qpdf did something to it.
func changed(t *testing.T, pdf []byte, args ...string) []byte {
	t.Helper()
	tool(t, "qpdf")
	to := filepath.Join(t.TempDir(), "changed.pdf")
	run(t, "qpdf", append(append([]string{save(t, pdf)}, args...), to)...)
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func onBackground(data []byte) event.CertificateJob {
	job := looks()["1-rally"]
	job.Layout = New().CertificateLayouts()[1]
	job.Layout.Front = job.Layout.Front[1:] // without the band at the left, which would hide a part of it
	job.Layout.Background = "under"
	job.Pictures = map[string][]byte{"under": data}
	return job
}

// redAt reports whether the page is red in the middle of a quarter.
func redAt(m image.Image, right, bottom bool) bool {
	b := m.Bounds()
	x, y := b.Dx()*7/16, b.Dy()*7/16
	if right {
		x = b.Dx() * 15 / 16
	}
	if bottom {
		y = b.Dy() * 15 / 16
	}
	r, g, _, _ := m.At(b.Min.X+x, b.Min.Y+y).RGBA()
	return r > 0x9000 && g < 0x4000
}

func TestBackgrounds_PDF(t *testing.T) {
	plain := pagePDF(t, 1)
	for name, pdf := range map[string][]byte{
		"plain":             plain,
		"compressed tables": changed(t, plain, "--object-streams=generate"),
		// Turned about a half: the field lies at the lower right then.
		"turned": changed(t, plain, "--rotate=180"),
	} {
		if err := New().CheckBackground(pdf); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		job := onBackground(pdf)
		made := drawOne(t, job)
		if bytes.Contains(made, []byte("GTS_PDFA1")) {
			t.Errorf("%s: what a foreign page holds nobody can promise", name)
		}
		path := save(t, made)
		t.Run(name, func(t *testing.T) { sound(t, path) })
		tool(t, "pdftoppm", "pdftotext")
		half := name == "turned"
		printed := render(t, path, 1)
		if redAt(printed, half, half) != true || redAt(printed, !half, !half) != false {
			t.Errorf("%s: the background does not lie as it should", name)
		}
		pages, err := New().CertificatePages(t.Context(), job, 60)
		if err != nil || redAt(pages[0], half, half) != true {
			t.Errorf("%s: the screen shows something else, %v", name, err)
		}
		if text := run(t, "pdftotext", path, "-"); !strings.Contains(text, job.Data.Name) || !strings.Contains(text, "Tło zaświadczenia") {
			t.Errorf("%s: the text is %q", name, text)
		}
	}
	// A page turned by a quarter is upright then, and covers the sheet without being stretched.
	turned := changed(t, plain, "--rotate=90")
	job := onBackground(turned)
	job.Layout = New().CertificateLayouts()[0]
	job.Layout.Front, job.Layout.Background = job.Layout.Front[2:], "under"
	printed := render(t, save(t, drawOne(t, job)), 1)
	if r, g, _, _ := printed.At(printed.Bounds().Dx()*15/16, printed.Bounds().Dy()/32).RGBA(); r < 0x9000 || g > 0x4000 {
		t.Error("a page turned by a quarter does not lie as it should")
	}
}

func TestBackgrounds_Refused(t *testing.T) {
	plain := pagePDF(t, 1)
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"two pages": {pagePDF(t, 2), event.CodeBackgroundPages},
		"encrypted": {changed(t, plain, "--encrypt", "", "owner", "256", "--"), event.CodeBackgroundEncrypted},
		"cut":       {plain[:len(plain)/2], event.CodeBackgroundDamaged},
		"garbled":   {bytes.ReplaceAll(plain, []byte("/Contents"), []byte("/Kontents")), ""},
		"no page":   {[]byte("%PDF-1.4\n%%EOF"), event.CodeBackgroundDamaged},
	} {
		err := New().CheckBackground(c.data)
		if c.code != "" && !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if err != nil { // in a layout of another desk it is a trouble, and the rest is drawn
			job := onBackground(c.data)
			drawOne(t, job)
			found := false
			for _, trouble := range New().CertificateTroubles(job) {
				found = found || trouble.Code == event.TroublePicture
			}
			if !found {
				t.Errorf("%s: nobody is told", name)
			}
		}
	}
}

func FuzzCheckBackground(f *testing.F) {
	var out bytes.Buffer
	file := newStream(&out)
	l := newLeaf(50, 50)
	l.block(0, 0, 10, 10, 0, black)
	file.page(l, deflated(l.ops))
	if err := file.finish(properties{language: "pl"}, ""); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("%PDF-1.4\nxref\n0.4 ")) // the library reads on for ever
	f.Add([]byte("%PDF-1.4\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var e *event.Error
		if err := New().CheckBackground(data); err != nil && !errors.As(err, &e) {
			t.Error(err)
		}
	})
}

// A picture covers the page, and the document is one to be kept.
func TestBackgrounds_Picture(t *testing.T) {
	tool(t, "pdftoppm")
	m := image.NewRGBA(image.Rect(0, 0, 594, 420))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(0, 0, 297, 210), image.NewUniform(color.RGBA{204, 0, 0, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	pdf := drawOne(t, onBackground(b.Bytes()))
	if !redAt(render(t, save(t, pdf), 1), false, false) || !bytes.Contains(pdf, []byte("GTS_PDFA1")) {
		t.Error("the picture does not lie under the certificate")
	}
}

// A signature on a background is ink alone: its paper is not painted over the background.
func TestBackgrounds_SignaturesAreClear(t *testing.T) {
	tool(t, "pdftoppm")
	job := onBackground(sampleLogo(594, 420, color.RGBA{255, 214, 170, 255})) // a coloured square at the left, white at the right
	job.Data.Signatures = []event.Signature{{Name: "Jan Lis", Image: "ink"}}
	job.Pictures["ink"] = sampleInk()
	job.Layout.Front = []event.LayoutItem{{Kind: event.ItemSignatures, X: 20, Y: 60, W: 80, H: 40, Align: "left"}}
	pages, err := New().CertificatePages(t.Context(), job, dpi)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]image.Image{"screen": pages[0], "document": render(t, save(t, drawOne(t, job)), 1)} {
		ink, ground, white := 0, 0, 0
		for y := 60 * dpi / 25; y < 80*dpi/25; y++ {
			for x := 25 * dpi / 25; x < 60*dpi/25; x++ {
				switch r, g, b, _ := page.At(x, y).RGBA(); {
				case r < 0x8000:
					ink++
				case b > 0xf800 && g > 0xf800:
					white++
				default:
					ground++
				}
			}
		}
		if ink < 1000 || ground < 10*ink || white > 0 {
			t.Errorf("%s: %d dots of ink, %d of the background, %d white", name, ink, ground, white)
		}
	}
}

// Without a tool that shows it, the place of a background says what will be there.
func TestBackgrounds_Unseen(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	pages, err := New().CertificatePages(t.Context(), onBackground(pagePDF(t, 1)), 60)
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := pages[0].At(5, 5).RGBA(); r>>8 != 0xf3 || g>>8 != 0xf5 || b>>8 != 0xf8 {
		t.Error("the background is not shown pale")
	}
}

func TestCertificateTroubles(t *testing.T) {
	codes := func(job event.CertificateJob) string {
		var all []string
		for _, trouble := range New().CertificateTroubles(job) {
			code := string(trouble.Code)
			if trouble.Grave {
				code += "!"
			}
			all = append(all, code)
		}
		return strings.Join(all, " ")
	}
	for want, change := range map[string]func(*event.CertificateJob){
		"":         func(*event.CertificateJob) {},
		"letters!": func(job *event.CertificateJob) { job.Data.Name = "Anna 🙂 Nowak" },
		"signature": func(job *event.CertificateJob) {
			job.Pictures = map[string][]byte{"wide": job.Pictures["wide"], "square": job.Pictures["square"], "middle": job.Pictures["middle"]}
		},
		"logo": func(job *event.CertificateJob) {
			job.Data.Logos = append(job.Data.Logos, event.Logo{Name: "Nowe", Image: "new"})
		},
		"unsigned": func(job *event.CertificateJob) { job.Data.Signatures = nil },
		"topics":   func(job *event.CertificateJob) { job.Data.Topics = nil },
		"hours":    func(job *event.CertificateJob) { job.Data.Hours = 0 },
		"empty":    func(job *event.CertificateJob) { job.Data.Place = "" },
		"signatures": func(job *event.CertificateJob) {
			job.Data.Signatures = append(job.Data.Signatures, event.Signature{Name: "Jan Lis"})
		},
		"text": func(job *event.CertificateJob) {
			job.Data.CoFinancing = strings.Repeat("Projekt współfinansowany ze środków unijnych. ", 40)
		},
		"field": func(job *event.CertificateJob) {
			job.Layout.Front = append(job.Layout.Front, event.LayoutItem{Kind: event.ItemText, X: 30, Y: 20, W: 50, H: 9, Text: "{nonsense}"})
		},
		"picture": func(job *event.CertificateJob) {
			job.Layout.Front = append(job.Layout.Front, event.LayoutItem{Kind: event.ItemImage, X: 30, Y: 20, W: 50, H: 9, Image: "gone"})
		},
	} {
		job := looks()["3-course"]
		job.Layout = New().CertificateLayouts()[0]
		change(&job)
		if got := codes(job); got != want {
			t.Errorf("troubles %q, want %q", got, want)
		}
	}
	// Issued, such a letter is an error that names it and the person.
	job := looks()["3-course"]
	job.Data.Name = "Anna 🙂 Nowak"
	err := New().Certificates(t.Context(), []event.CertificateJob{job}, func(int, []byte) error { return nil }, event.Silent)
	var e *event.Error
	if !errors.As(err, &e) || e.Code != event.CodeCertificateGlyph || e.Args["Letter"] != "🙂" || e.Args["Name"] != job.Data.Name {
		t.Errorf("issued with a letter that no font has: %v", err)
	}
}

// A name in other letters than Latin ones is set in a face that has them.
func TestCertificates_OtherLetters(t *testing.T) {
	tool(t, "pdftotext")
	job := looks()["3-course"]
	job.Data.Name, job.Data.Institution = "Олена Шевченко", "Őszi Ünnep, Čačak, Åse Ørsted"
	text := run(t, "pdftotext", save(t, drawOne(t, job)), "-")
	for _, want := range []string{job.Data.Name, job.Data.Institution} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
}
