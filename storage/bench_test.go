package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"zlot/event"
)

var (
	families = []string{"Nowak", "Kowalska", "Wiśniewski", "Wójcik", "Kowalczyk", "Kamińska", "Lewandowska", "Zieliński",
		"Szymańska", "Woźniak", "Dąbrowski", "Kozłowska", "Mazur", "Jankowska", "Kwiatkowski", "Krawczyk", "Kaczmarek",
		"Piotrowska", "Grabowski", "Zając", "Król", "Wałęsa", "Ćwikła", "Świderska", "Łukasiewicz", "Żak", "Źrebiec"}
	endings      = []string{"", "-Mazur", "-Żak", "-Król", "-Nowak", "-Bąk", "-Łoś", "-Świt", "-Ćma"}
	givens       = []string{"Anna", "Łukasz", "Żaneta", "Ewa", "Jan", "Świętosława", "Piotr", "Katarzyna", "Małgorzata", "Michał", "Zofia", "Paweł", "Agnieszka"}
	institutions = []string{"Miejski Ośrodek Pomocy Społecznej", "Gminny Ośrodek Pomocy Społecznej", "Powiatowe Centrum Pomocy Rodzinie", "Fundacja Wspólny Dom"}
	towns        = []string{"Kraków", "Łódź", "Żywiec", "Świdnica", "Ostrów Wielkopolski", "Zakopane", "Bielsko-Biała", "Chorzów"}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// attendee adds a person and a registration as an import does; n is the badge number.
func attendee(b *event.Batch, r *rand.Rand, eventID string, n int) event.Registration {
	p := event.Person{ID: event.NewID(), Name: event.Name{Given: pick(r, givens), Family: pick(r, families) + pick(r, endings)},
		Email: fmt.Sprintf("gosc%d@example.org", n), Phone: fmt.Sprintf("+48 %03d %03d %03d", r.IntN(1000), r.IntN(1000), r.IntN(1000)),
		Institution: pick(r, institutions), Position: "asystent rodziny", Town: pick(r, towns), Voivodeship: "małopolskie"}
	reg := event.Registration{ID: event.NewID(), Event: eventID, Person: p.ID, Status: event.Confirmed,
		Roles: []event.Role{event.Participant}, Answers: map[string]string{"Skąd wiesz o zlocie?": "od koleżanki z pracy"},
		Preferences: []string{"Praca z rodziną", "Superwizja"}, Diet: "wegetariańska", Badge: badgeOf(fmt.Sprint(n)), Number: n,
		Consents:  []event.Consent{{Wording: "Zgadzam się na przetwarzanie moich danych osobowych.", Given: true, At: morning}},
		Submitted: morning}
	b.Add("", p.ID, event.PersonAdded{Person: p})
	b.Add(eventID, reg.ID, event.RegistrationAdded{Registration: reg})
	return reg
}

const (
	crowd = 100_000
	chunk = 5_000
)

// big is a file with 100,000 registrations, made once for all benchmarks of a run.
var big struct {
	sync.Once
	folder string
	db     *DB
	regs   []event.Registration
}

func bigFile(b *testing.B) *DB {
	b.Helper()
	big.Do(func() {
		var err error
		big.db, err = tryOpen(b, filepath.Join(big.folder, "big.zlot"), Options{Create: true, Clock: event.ClockFunc(time.Now)})
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 2))
		commit(b, big.db, func(batch *event.Batch) {
			batch.Add("rally", "rally", event.EventCreated{Event: rally})
			batch.Add("rally", "desk", event.CheckpointAdded{Checkpoint: event.Checkpoint{ID: "desk", Event: "rally", Kind: event.Desk, Policy: event.OnceADay}})
		})
		for n := 0; n < crowd; n += chunk {
			commit(b, big.db, func(batch *event.Batch) {
				for i := range chunk {
					big.regs = append(big.regs, attendee(batch, r, "rally", n+i+1))
				}
			})
		}
	})
	return big.db
}

// quantiles reports the median and the 99th percentile of what was measured.
func quantiles(b *testing.B, name string, took []time.Duration) (median, p99 time.Duration) {
	slices.Sort(took)
	median, p99 = took[len(took)/2], took[len(took)*99/100]
	b.ReportMetric(float64(median), name+"p50-ns")
	b.ReportMetric(float64(p99), name+"p99-ns")
	return median, p99
}

func BenchmarkSearch(b *testing.B) {
	db := bigFile(b)
	ctx := context.Background()
	if _, n, err := db.Search(ctx, "rally", "", 1); err != nil || n != crowd {
		b.Fatal(n, err)
	}
	queries := []string{"k", "a", "ł", "no", "nowak anna", "Anna Nowak", "swid", "lukasz wal", "k a", "4831", "777", "mops krakow",
		"zaneta zak zyw", "qqqq", "xanadu nowhere", "gosc99999", "600 123 456", "a k m", "powiatowe ewa"}
	for _, q := range queries {
		b.Run(q, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, _, err := db.Search(ctx, "rally", q, 200); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			quantiles(b, "", took)
		})
	}
}

func BenchmarkSearchMix(b *testing.B) {
	db := bigFile(b)
	ctx := context.Background()
	queries := []string{"k", "nowak anna", "swid", "lukasz wal", "4831", "qqqq", "gosc99999", "w", "zaneta zak zyw", "a k"}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, _, err := db.Search(ctx, "rally", queries[i%len(queries)], 200); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	if _, p99 := quantiles(b, "", took); p99 > 10*time.Millisecond {
		b.Logf("p99 %v is above 10 ms", p99)
	}
}

// BenchmarkScan runs bare one-row commits and whole scans in turns, so that the disk is the same.
func BenchmarkScan(b *testing.B) {
	db := bigFile(b)
	bare := bareFile(b)
	r := rand.New(rand.NewPCG(3, 4))
	var scans, commits []time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := bare.Exec("INSERT INTO t (v) VALUES ('durable')"); err != nil {
			b.Fatal(err)
		}
		commits = append(commits, time.Since(start))
		reg := big.regs[r.IntN(len(big.regs))]
		start = time.Now()
		if err := scanOnce(db, reg.Badge); err != nil {
			b.Fatal(err)
		}
		scans = append(scans, time.Since(start))
	}
	bareMedian, _ := quantiles(b, "bare-", commits)
	median, p99 := quantiles(b, "scan-", scans)
	b.ReportMetric(float64(median)/float64(bareMedian), "times-bare")
	if p99 > 3*time.Millisecond || median > 3*bareMedian {
		b.Logf("above the limit: p99 %v, median %v against %v", p99, median, bareMedian)
	}
}

func bareFile(b *testing.B) *sql.DB {
	b.Helper()
	bare, err := sql.Open("sqlite", dsn(filepath.Join(b.TempDir(), "bare"), "rwc", "journal_mode(wal)", "synchronous(full)"))
	if err != nil {
		b.Fatal(err)
	}
	bare.SetMaxOpenConns(1)
	b.Cleanup(func() { bare.Close() })
	if _, err := bare.Exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"); err != nil {
		b.Fatal(err)
	}
	return bare
}

// scanOnce is the way of a scan from the code to the durable verdict.
func scanOnce(db *DB, code string) error {
	ctx := context.Background()
	_, err := db.Commit(ctx, func(r event.Reader) (batch event.Batch, err error) {
		s := event.Scan{ID: event.NewID(), Checkpoint: "desk", Code: code, Direction: event.In, At: time.Now(), Stored: time.Now(), Outcome: event.Admitted}
		e, _, err := r.EntryByBadge(ctx, code)
		if err != nil {
			return batch, err
		}
		c, err := r.Checkpoint(ctx, s.Checkpoint)
		if err != nil {
			return batch, err
		}
		if _, err := r.Event(ctx, c.Event); err != nil {
			return batch, err
		}
		s.Event, s.Registration = e.Event, e.ID
		past, err := r.Scans(ctx, event.ScanFilter{Checkpoint: c.ID, Registration: e.ID})
		if err != nil {
			return batch, err
		}
		if len(past) > 0 {
			s.Outcome = event.AlreadyIn
		}
		batch.Add(s.Event, s.ID, event.ScanMade{Scan: s})
		return batch, nil
	})
	return err
}

// BenchmarkImport writes 10,000 people with their registrations in one commit.
func BenchmarkImport(b *testing.B) {
	const rows = 10_000
	var took []time.Duration
	for b.Loop() {
		b.StopTimer()
		db := openNew(b)
		r := rand.New(rand.NewPCG(5, 6))
		b.StartTimer()
		start := time.Now()
		commit(b, db, func(batch *event.Batch) {
			for n := range rows {
				attendee(batch, r, "rally", n+1)
			}
		})
		took = append(took, time.Since(start))
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	quantiles(b, "", took)
}
