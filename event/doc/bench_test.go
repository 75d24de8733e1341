package doc

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/passcode"
)

// cpu is the processor time that this program has used.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkBadges makes 1,000 badges in one PDF; every round draws new QR symbols.
func BenchmarkBadges(b *testing.B) {
	badges := make([]event.Badge, 1000)
	for i := range badges {
		badges[i] = sampleBadge(i)
	}
	start := cpu(b)
	for b.Loop() {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", badges)}
		if _, err := New().Badges(context.Background(), io.Discard, job, event.Silent); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((cpu(b)-start).Seconds()/float64(b.N), "cpu-s/op")
}

// BenchmarkBadges10000 makes 10,000 badges in one PDF. Its memory must be about that of 1,000: the most that was in
// use at once is measured as pages are written.
func BenchmarkBadges10000(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			badges := make([]event.Badge, n)
			for i := range badges {
				badges[i] = sampleBadge(i)
			}
			job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("", badges)}
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			peak := &highest{from: before.HeapInuse}
			for b.Loop() {
				if _, err := New().Badges(context.Background(), peak, job, event.Silent); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(peak.most)/(1<<20), "peak-MB")
		})
	}
}

// highest takes a document and watches the memory meanwhile.
type highest struct {
	from, most uint64
	writes     int
}

func (h *highest) Write(data []byte) (int, error) {
	if h.writes++; h.writes%200 == 0 {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		h.most = max(h.most, now.HeapInuse-min(now.HeapInuse, h.from))
	}
	return len(data), nil
}

// BenchmarkCertificates makes 1,000 certificates, a PDF each, on every design: with a QR symbol, two logos and the
// picture of a signature.
func BenchmarkCertificates(b *testing.B) {
	_, secret, err := COSE{}.NewKey()
	if err != nil {
		b.Fatal(err)
	}
	for _, l := range New().CertificateLayouts() {
		b.Run(l.ID, func(b *testing.B) {
			jobs := manyCertificates(b, l, secret)
			start, size := cpu(b), 0
			for b.Loop() {
				size = 0
				err := New().Certificates(context.Background(), jobs, func(_ int, pdf []byte) error {
					size = max(size, len(pdf))
					return nil
				}, event.Silent)
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((cpu(b)-start).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(size), "largest-bytes")
		})
	}
}

// BenchmarkCertificateTroubles looks what 1,000 certificates would lack.
func BenchmarkCertificateTroubles(b *testing.B) {
	_, secret, err := COSE{}.NewKey()
	if err != nil {
		b.Fatal(err)
	}
	jobs := manyCertificates(b, New().CertificateLayouts()[0], secret)
	w := New()
	for b.Loop() {
		for i := range jobs {
			jobs[i].Token = ""
			w.CertificateTroubles(jobs[i])
		}
	}
}

func manyCertificates(b *testing.B, l event.Layout, secret string) []event.CertificateJob {
	_, pictures := courseCertificate()
	jobs := make([]event.CertificateJob, 1000)
	for i := range jobs {
		data := sampleCertificate()
		data.Number = fmt.Sprintf("ZAR/2012/%04d", i+1)
		data.Name = fmt.Sprint(givenNames[i%len(givenNames)], " ", familyNames[i/7%len(familyNames)])
		data.Logos = []event.Logo{{Image: "wide"}, {Image: "square"}}
		data.Signatures[0].Image = "ink"
		jobs[i] = signed(b, data, secret)
		jobs[i].Layout, jobs[i].Pictures = l, pictures
	}
	return jobs
}

func signed(t testing.TB, data event.CertificateData, secret string) event.CertificateJob {
	t.Helper()
	token, err := COSE{}.Sign(event.Statement{
		Event: sampleEvent().ID, Number: data.Number, Name: data.Name, Title: data.Title, Hours: data.Hours, Date: data.Date,
	}, secret)
	if err != nil {
		t.Fatal(err)
	}
	return event.CertificateJob{Data: data, Token: token}
}

// sampleBadge makes badge i; all have different codes.
func sampleBadge(i int) event.Badge {
	code, err := passcode.New(passcode.Person)
	if err != nil {
		panic(err) // no randomness, no tests
	}
	given := givenNames[i%len(givenNames)]
	family := familyNames[i/7%len(familyNames)]
	return event.Badge{
		Code: code, Number: i + 1, Box: string([]rune(family)[:1]),
		Name:        event.Name{Given: given, Family: family},
		Institution: institutions[i%len(institutions)], Town: towns[i%len(towns)],
		Role: event.Roles[i%len(event.Roles)], Address: event.GuessAddress(given),
	}
}

var (
	givenNames   = []string{"Anna", "Małgorzata", "Jan", "Świętosława", "Ewa", "Zbigniew", "Łucja", "Józef", "Żaneta"}
	familyNames  = []string{"Nowak", "Brzęczyszczykiewicz", "Lis", "Gżegżółka-Wielopolska", "Żak", "Ćwik", "Łęcka", "Wójcik", "Źrebiec"}
	institutions = []string{"MOPS Gdynia", "Powiatowe Centrum Pomocy Rodzinie w Ostrowie Wielkopolskim", "", "GOPS Żarki"}
	towns        = []string{"Gdynia", "Ostrów Wielkopolski", "Kraków", "Żarki", "Łódź"}
)

func sampleEvent() event.Event {
	return event.Event{
		ID: "0192f0c1-2345-7abc-8def-0123456789ab", Kind: event.Rally,
		Title: "VII Ogólnopolski Zlot Asystentów Rodziny", Edition: 7,
		Start: "2012-09-06", End: "2012-09-07", Town: "Podlesice", Venue: "Gród Jurajski", HourMinutes: 45,
		Organizers: []string{"Stowarzyszenie Asystentów Rodziny „Razem”", "Miejski Ośrodek Pomocy Społecznej w Żarkach"},
	}
}

func sampleCertificate() event.CertificateData {
	e := sampleEvent()
	return event.CertificateData{
		Number: "ZAR/2012/0001", Name: "Anna Nowak", Address: event.Feminine, Language: "pl",
		Institution: "Miejski Ośrodek Pomocy Społecznej w Gdyni",
		Kind:        e.Kind, Title: e.Title, Edition: e.Edition, Start: e.Start, End: e.End, Town: e.Town, Venue: e.Venue,
		Hours: 12, HourMinutes: 45, Organizers: e.Organizers,
		Partners:    []string{"Powiatowe Centrum Pomocy Rodzinie w Myszkowie"},
		Patrons:     []string{"Marszałek Województwa Śląskiego", "Radio Katowice"},
		CoFinancing: "Projekt współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego.",
		Topics: []event.Topic{
			{Title: "Asystent rodziny w systemie wsparcia", Hours: 3},
			{Title: "Praca z rodziną w kryzysie i z rodziną z problemem uzależnienia", Hours: 4.5},
			{Title: "Superwizja", Hours: 4.5},
		},
		Signatures: []event.Signature{
			{Name: "Maria Wiśniewska", Role: "prezeska Stowarzyszenia"},
			{Name: "dr Tomasz Zieliński", Role: "kierownik merytoryczny"},
		},
		Place: "Żarki", Date: "2012-09-07",
	}
}
