package doc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
)

// tool skips a test loudly where an outside checker is missing.
func tool(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip("SKIPPED CHECK: " + name + " is not installed")
		}
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, stderr.String())
	}
	return string(out)
}

func save(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sound checks what must hold for every document: no damage, all fonts inside as subsets.
func sound(t *testing.T, path string) {
	t.Helper()
	tool(t, "qpdf", "pdffonts")
	if out := run(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	fonts := strings.Split(strings.TrimSpace(run(t, "pdffonts", path)), "\n")[2:]
	if len(fonts) == 0 {
		t.Error("no fonts")
	}
	for _, font := range fonts {
		if !strings.Contains(font, "yes yes yes") {
			t.Errorf("not embedded, no subset, or without letters: %s", font)
		}
	}
}

// sheets puts badges on a layout that comes with the program, "" is the usual one.
func sheets(layout string, badges []event.Badge) []event.BadgeSheets {
	all := New().Layouts()
	for _, l := range all {
		if l.ID == layout {
			return []event.BadgeSheets{{Layout: l, Badges: badges}}
		}
	}
	return []event.BadgeSheets{{Layout: all[0], Badges: badges}}
}

func makeBadges(t *testing.T, job event.BadgeJob) (pdf []byte, pages int) {
	t.Helper()
	var out bytes.Buffer
	pages, err := New().Badges(context.Background(), &out, job, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), pages
}

func sampleBadges(n int) []event.Badge {
	badges := make([]event.Badge, n)
	for i := range badges {
		badges[i] = sampleBadge(i)
	}
	badges[1].Name = event.Name{Given: "Małgorzata Aleksandra", Family: "Brzęczyszczykiewicz-Nieprzetłumaczalnowska"}
	badges[2].Name = event.Name{Given: "Олена", Family: "Шевченко"}
	badges[3] = event.Badge{Code: badges[3].Code, Number: 4}
	return badges
}

func TestBadges(t *testing.T) {
	badges := sampleBadges(56)
	pdf, pages := makeBadges(t, event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", badges)})
	if pages != 7 {
		t.Errorf("%d pages for 56 badges, want 7", pages)
	}
	path := save(t, pdf)
	sound(t, path)
	tool(t, "pdftotext", "pdftoppm", "zbarimg")
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
	for _, b := range badges {
		if b.Number == 2 {
			continue // its family name is broken after the hyphen
		}
		for _, want := range []string{b.Name.Full(), passcode.Format(b.Code)} {
			if !strings.Contains(text, want) {
				t.Errorf("the text lacks %q", want)
			}
		}
	}
	stock := New().Layouts()[0].Stock
	for page := range pages {
		sheet := render(t, path, page+1)
		var crops []image.Image
		for slot := range stock.Each() {
			x, y := stock.Place(slot)
			crops = append(crops, cropped(sheet, x+stock.Width/2, y, stock.Width/2, stock.Height))
		}
		for slot, got := range scanAll(t, crops) {
			if b := badges[page*stock.Each()+slot]; got != b.Code {
				t.Errorf("badge %d reads %q, want %q", b.Number, got, b.Code)
			}
		}
	}
}

const dpi = 300

func render(t *testing.T, path string, page int) image.Image {
	t.Helper()
	root := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-png", "-singlefile", "-f", fmt.Sprint(page), path, root)
	file, err := os.Open(root + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sheet, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

// scan reads the QR symbol in a part of a page, in millimetres.
func scan(t *testing.T, sheet image.Image, x, y, w, h float64) string {
	t.Helper()
	px := func(mm float64) int { return int(mm / 25.4 * dpi) }
	crop := image.NewRGBA(image.Rect(0, 0, px(w), px(h)))
	draw.Draw(crop, crop.Bounds(), sheet, image.Pt(px(x), px(y)), draw.Src)
	return scanDots(t, crop)
}

// scanDots reads the QR symbol in a picture.
func scanDots(t *testing.T, picture image.Image) string {
	t.Helper()
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "crop.png")
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(run(t, "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path), "\n")
}

func TestBadges_Layouts(t *testing.T) {
	for name, want := range map[string]int{"": 2, "a4-8-90x54": 2, "a4-10-85x54": 2, "a4-4-a6": 3} {
		pdf, pages := makeBadges(t, event.BadgeJob{Event: sampleEvent(), Language: "en", Sheets: sheets(name, sampleBadges(12))})
		if pages != want {
			t.Errorf("%s: %d pages, want %d", name, pages, want)
		}
		t.Run(name, func(t *testing.T) { sound(t, save(t, pdf)) })
	}
	large := sheets("", sampleBadges(4))
	large[0].Layout.Stock.Columns = 3
	if _, err := New().Badges(context.Background(), &bytes.Buffer{}, event.BadgeJob{Event: sampleEvent(), Sheets: large}, event.Silent); !errors.Is(err, event.Fail(event.CodeLayoutLarge)) {
		t.Errorf("a layout larger than its sheet: %v", err)
	}
}

func TestBadges_Refused(t *testing.T) {
	damaged := sampleBadge(0)
	damaged.Code = "48312094771655028"
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx    context.Context
		badges []event.Badge
		want   error
	}{
		"none":      {context.Background(), nil, event.Fail(event.CodeNoBadges)},
		"code":      {context.Background(), []event.Badge{damaged}, event.Fail(event.CodeBadgeDamaged)},
		"cancelled": {cancelled, sampleBadges(8), context.Canceled},
	} {
		var out bytes.Buffer
		_, err := New().Badges(c.ctx, &out, event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", c.badges)}, event.Silent)
		if !errors.Is(err, c.want) || out.Len() > 0 {
			t.Errorf("%s: %d bytes, %v; want %v", name, out.Len(), err, c.want)
		}
	}
}

// noted is a progress that keeps what it is told.
type noted struct {
	event.Progress
	all []error
}

func (n *noted) Note(err error) { n.all = append(n.all, err) }

// A letter that the font lacks spoils one name, not the whole sheet; who has an answer cut short is told too.
func TestBadges_Remarks(t *testing.T) {
	smiling := sampleBadge(0)
	smiling.Name = event.Name{Given: "Anna 🙂🙃", Family: "Ćwik"}
	long := sampleBadge(2)
	long.Lines = []string{"Dieta: wegetariańska, bez orzechów, bez glutenu i bez laktozy"}
	blank, err := passcode.New(passcode.Blank)
	if err != nil {
		t.Fatal(err)
	}
	p := &noted{Progress: event.Silent}
	var out bytes.Buffer
	if _, err := New().Badges(t.Context(), &out, event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", []event.Badge{sampleBadge(1), smiling, long, {Code: blank}})}, p); err != nil {
		t.Fatal(err)
	}
	var e *event.Error
	if len(p.all) != 2 || !errors.Is(p.all[0], event.Fail(event.CodeBadgeLetters)) || !errors.Is(p.all[1], event.Fail(event.CodeBadgeShortened)) {
		t.Fatalf("told %v", p.all)
	}
	if !errors.As(p.all[0], &e) || e.Args["Letters"] != "🙂🙃" || e.Args["Name"] != smiling.Name.Full() {
		t.Errorf("told %v", p.all)
	}
	tool(t, "pdftotext")
	if text := run(t, "pdftotext", "-raw", save(t, out.Bytes()), "-"); !strings.Contains(text, "Anna ?") || strings.Contains(text, "??") {
		t.Errorf("the sheet says\n%s", text)
	}
}

func makeCertificate(t *testing.T, data event.CertificateData) (pdf []byte, token, public string) {
	t.Helper()
	public, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	job := signed(t, data, secret)
	err = New().Certificates(context.Background(), []event.CertificateJob{job}, func(_ int, made []byte) error {
		pdf = made
		return nil
	}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	return pdf, job.Token, public
}

func TestCertificates(t *testing.T) {
	cases := map[string]struct {
		change func(*event.CertificateData)
		want   []string
		pages  int
	}{
		"feminine": {func(*event.CertificateData) {}, []string{
			"Zaświadcza się, że", "Anna Nowak", "wzięła udział w wydarzeniu", "w dniach 6–7 września 2012 r.", "Gród Jurajski, Podlesice",
			"w wymiarze 12 godzin dydaktycznych (godzina = 45 minut)", "Superwizja – 4,5 godz.", "Żarki, 7 września 2012 r.",
			"Maria Wiśniewska", "kierownik merytoryczny", "nr ZAR/2012/0001", "Patronat: Marszałek Województwa Śląskiego",
		}, 1},
		"masculine trainer": {func(d *event.CertificateData) {
			d.Name, d.Address, d.Role, d.Kind = "Jan Lis", event.Masculine, event.Trainer, event.Course
		}, []string{"Jan Lis", "poprowadził zajęcia w ramach kursu"}, 1},
		"course": {func(d *event.CertificateData) {
			d.Address, d.Kind, d.Hours, d.HourMinutes = event.Masculine, event.Course, 1.5, 60
		}, []string{"ukończył kurs", "w wymiarze 1,5 godziny zegarowej (godzina = 60 minut)"}, 1},
		"neutral": {func(d *event.CertificateData) {
			d.Address, d.Title, d.End = event.Neutral, "Zlot Asystentów Rodziny", d.Start
		}, []string{"Zaświadczenie otrzymuje", "za udział w wydarzeniu", "edycja VII", "w dniu 6 września 2012 r."}, 1},
		"english": {func(d *event.CertificateData) { d.Language = "en" }, []string{
			"Certificate", "This is to certify that", "took part in the event", "held on 6–7 September 2012", "12 teaching hours (1 hour = 45 minutes)",
		}, 1},
		"many topics": {func(d *event.CertificateData) {
			d.Topics, d.Hours = nil, 150
			for i := range 60 {
				d.Topics = append(d.Topics, event.Topic{Title: fmt.Sprintf("Temat numer %d", i+1), Hours: 2.5})
			}
		}, []string{"Zakres tematyczny na następnej stronie", "Temat numer 60 2,5", "razem 150"}, 3},
		"long": {func(d *event.CertificateData) {
			d.Name = "prof. dr hab. Maria Konstancja Aleksandra Brzęczyszczykiewicz-Wielopolska de domo Nieprzetłumaczalnowska z Krzemienieckich"
			d.Title = strings.Repeat("Ogólnopolska konferencja o pracy z rodziną ", 4)
		}, []string{"Nieprzetłumaczalnowska z Krzemienieckich"}, 0},
		"bare": {func(d *event.CertificateData) {
			*d = event.CertificateData{Number: "1", Name: "Łucja Źrebiec", Title: "Spotkanie", Replaces: "0"}
		}, []string{"Łucja Źrebiec", "zastępuje zaświadczenie nr 0"}, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			data := sampleCertificate()
			c.change(&data)
			pdf, token, public := makeCertificate(t, data)
			if len(pdf) > 70_000 {
				t.Errorf("%d bytes", len(pdf))
			}
			found, err := New().Token(pdf)
			if err != nil || found != token {
				t.Fatalf("token %q, %v", found, err)
			}
			if s, err := (COSE{}).Verify(found, []string{public}); err != nil || s.Name != data.Name {
				t.Errorf("verify: %+v, %v", s, err)
			}
			path := save(t, pdf)
			sound(t, path)
			tool(t, "pdftotext", "pdfinfo", "pdftoppm", "zbarimg")
			text := strings.Join(strings.Fields(run(t, "pdftotext", path, "-")), " ")
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("the text lacks %q:\n%s", want, text)
				}
			}
			info := run(t, "pdfinfo", path)
			if c.pages > 0 && !strings.Contains(info, fmt.Sprintf("Pages:           %d\n", c.pages)) {
				t.Errorf("want %d pages:\n%s", c.pages, info)
			}
			if got := scan(t, render(t, path, 1), 15, 243, 46, 44); got != token {
				t.Errorf("the symbol reads %q, want %q", got, token)
			}
		})
	}
}

// The same job makes the same bytes: a certificate is checked by its SHA-256.
func TestCertificates_Repeatable(t *testing.T) {
	job := event.CertificateJob{Data: sampleCertificate(), Token: tokenPrefix + "BB8"}
	var made [][]byte
	jobs := []event.CertificateJob{job, job, job, job}
	err := New().Certificates(context.Background(), jobs, func(i int, pdf []byte) error {
		made = append(made, pdf)
		return nil
	}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	for i := range made {
		if !bytes.Equal(made[0], made[i]) {
			t.Errorf("certificate %d differs", i)
		}
	}
	if !bytes.Contains(made[0], []byte("/Lang (pl)")) || !bytes.Contains(made[0], []byte("/PrintScaling /None")) {
		t.Error("language or print scaling is missing")
	}
}

func TestToken(t *testing.T) {
	badges, _ := makeBadges(t, event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", sampleBadges(4))})
	certificate, _, _ := makeCertificate(t, sampleCertificate())
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"foreign": {badges, event.CodeVerifyUnsigned},
		"cut":     {certificate[:len(certificate)/2], event.CodeVerifyUnreadable},
		"text":    {[]byte("Anna Nowak"), event.CodeVerifyUnreadable},
		"empty":   {nil, event.CodeVerifyUnreadable},
		"garbled": {bytes.Replace(certificate, []byte(tokenPrefix), []byte("XXXX"), 1), event.CodeVerifyUnreadable},
	} {
		if token, err := New().Token(c.data); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %q, %v; want %s", name, token, err, c.code)
		}
	}
}
