package doc

import (
	"bytes"
	"fmt"
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

// sampleLogo draws a mark of a proportion, as a PNG on white.
func sampleLogo(w, h int, c color.RGBA) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(0, 0, h, h), image.NewUniform(c), image.Point{}, draw.Src)
	for x := h + h/4; x < w; x += h / 3 {
		draw.Draw(m, image.Rect(x, h/4, min(w, x+h/4), h-h/4), image.NewUniform(c), image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// sampleInk draws something like a signature.
func sampleInk() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 600, 200))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for x := 20; x < 580; x++ {
		y := 100 + (x*37%140-70)*(600-x)/700
		draw.Draw(m, image.Rect(x, y, x+3, y+6), image.NewUniform(color.RGBA{30, 50, 120, 255}), image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// courseCertificate is that of a long course, with everything a certificate can have.
func courseCertificate() (event.CertificateData, map[string][]byte) {
	d := sampleCertificate()
	d.Kind, d.Title, d.Edition = event.Course, "Asystent rodziny – praca z rodziną z wieloma problemami", 0
	d.Start, d.End, d.Town, d.Venue, d.Hours = "2010-08-20", "2010-10-31", "Gdynia", "Centrum Szkoleniowe przy ul. Śląskiej 12", 150
	d.CoFinancing = "Projekt „Asystent rodziny – profesjonalne wsparcie” współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego."
	d.Topics = nil
	for i := range 18 {
		title := []string{"Podstawy prawne pracy asystenta rodziny", "Komunikacja i praca z oporem w rodzinie", "Rodzina z problemem uzależnienia – rozpoznawanie, motywowanie do leczenia i współpraca z instytucjami w środowisku lokalnym",
			"Plan pracy z rodziną", "Interwencja kryzysowa", "Superwizja"}[i%6]
		d.Topics = append(d.Topics, event.Topic{Title: fmt.Sprintf("%s%s", title, []string{"", " – część II", " – ćwiczenia"}[i/6]), Hours: []float64{8, 8.5, 8.5}[i%3]})
	}
	d.Signatures = append(d.Signatures, event.Signature{Name: "Katarzyna Brzęczyszczykiewicz", Role: "dyrektor Powiatowego Centrum Pomocy Rodzinie"})
	d.Signatures[0].Image = "ink"
	d.Logos = []event.Logo{{Name: "UE", Image: "wide"}, {Name: "PCPR", Image: "square"}, {Name: "Razem", Image: "middle"}}
	return d, map[string][]byte{"ink": sampleInk(), "wide": sampleLogo(900, 200, color.RGBA{0, 51, 153, 255}),
		"square": sampleLogo(300, 300, color.RGBA{27, 127, 75, 255}), "middle": sampleLogo(600, 260, color.RGBA{160, 30, 50, 255})}
}

// looks are certificates that differ in all that changes how one looks.
func looks() map[string]event.CertificateJob {
	course, pictures := courseCertificate()
	rally := sampleCertificate()
	with := func(d event.CertificateData, change func(*event.CertificateData)) event.CertificateJob {
		change(&d)
		return event.CertificateJob{Data: d, Pictures: pictures}
	}
	long := func(d *event.CertificateData) {
		d.Name = "prof. dr hab. Maria Konstancja Aleksandra Brzęczyszczykiewicz-Wielopolska de domo Nieprzetłumaczalnowska z Krzemienieckich"
		d.Institution = "Powiatowe Centrum Pomocy Rodzinie i Miejski Ośrodek Pomocy Społecznej w Ostrowie Wielkopolskim"
		d.Title = strings.TrimSpace(strings.Repeat("Ogólnopolska konferencja o pracy z rodziną i w rodzinie ", 3))
		for range 22 {
			d.Topics = append(d.Topics, d.Topics[len(d.Topics)%18])
		}
		d.Hours = 0
		for _, t := range d.Topics {
			d.Hours += t.Hours
		}
	}
	duplicate := with(course, func(d *event.CertificateData) { d.Role, d.Address, d.Name = event.Trainer, event.Masculine, "Jan Lis" })
	duplicate.Duplicate = event.DuplicateMark{Date: "2026-12-09", Number: 2}
	return map[string]event.CertificateJob{
		"1-rally": with(rally, func(*event.CertificateData) {}),
		"2-panelist": with(rally, func(d *event.CertificateData) {
			d.Role, d.Address, d.Name = event.Panelist, event.Masculine, "dr Zbigniew Żak"
			d.Logos = course.Logos
		}),
		"3-course":    with(course, func(*event.CertificateData) {}),
		"4-duplicate": duplicate,
		"5-long":      with(course, long),
		"6-english": with(course, func(d *event.CertificateData) {
			d.Language, d.Address, d.Replaces = "en", event.Neutral, "ZAR/2012/0007"
		}),
		"7-bare": with(rally, func(d *event.CertificateData) {
			*d = event.CertificateData{Number: "Z/2026/0001", Name: "Łucja Źrebiec", Title: "Spotkanie", Address: event.Neutral}
		}),
	}
}

// Every design of a certificate as pictures to look at, where a folder for them is named.
func TestCertificates_Look(t *testing.T) {
	folder := os.Getenv("ZLOT_SHOTS")
	if folder == "" {
		t.Skip("no ZLOT_SHOTS")
	}
	_, secret, err := COSE{}.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range New().CertificateLayouts() {
		for name, job := range looks() {
			job.Layout = l
			job.Token = signed(t, job.Data, secret).Token
			base := filepath.Join(folder, l.ID+"-"+name)
			err := New().Certificates(t.Context(), []event.CertificateJob{job}, func(_ int, pdf []byte) error {
				return os.WriteFile(base+".pdf", pdf, 0o600)
			}, event.Silent)
			if err != nil {
				t.Fatal(err)
			}
			run(t, "pdftoppm", "-r", "80", "-png", base+".pdf", base)
			for _, trouble := range New().CertificateTroubles(job) {
				t.Log(l.ID, name, trouble)
			}
		}
	}
}
