package event_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/passcode"
	"zlot/storage"
)

const crowd = 100_000

// bigEvent is a file with crowd confirmed people at one event, and their badge codes.
func bigEvent(b *testing.B, dir string) (*event.Service, event.Event, []string) {
	b.Helper()
	db, err := storage.Open(b.Context(), filepath.Join(dir, "big.db"), storage.Options{Create: true, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	svc := event.NewService(event.Ports{Store: db, Outbox: db, Clock: event.ClockFunc(time.Now)})
	ev, err := svc.CreateEvent(b.Context(), event.Event{Kind: event.Conference, Title: "Upowszechnienie pilotażu", Start: "2012-03-01", End: "2012-03-02"}, "Rejestracja")
	if err != nil {
		b.Fatal(err)
	}
	codes := make([]string, crowd)
	const chunk = 10_000
	for from := 0; from < crowd; from += chunk {
		_, err := db.Commit(b.Context(), func(event.Reader) (batch event.Batch, err error) {
			for i := from; i < from+chunk; i++ {
				if codes[i], err = passcode.New(passcode.Person); err != nil {
					return batch, err
				}
				p := event.Person{ID: event.NewID(), Name: event.Name{Given: "Żaneta", Family: fmt.Sprintf("Ćwik%d", i)}, Institution: "MOPS Gdynia",
					Town: "Gdynia", Email: fmt.Sprintf("osoba%d@example.org", i), Phone: "600 000 000", Address: event.Feminine}
				r := event.Registration{ID: event.NewID(), Event: ev.ID, Person: p.ID, Status: event.Confirmed, Roles: []event.Role{event.Participant},
					Badge: codes[i], Number: i + 1, Diet: "zwykła", Consents: []event.Consent{{Wording: "Zgadzam się na przetwarzanie danych osobowych", Given: true}}}
				batch.Add("", p.ID, event.PersonAdded{Person: p})
				batch.Add(ev.ID, r.ID, event.RegistrationAdded{Registration: r})
			}
			return batch, nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return svc, ev, codes
}

// BenchmarkCheckIn is a scan from the code to the durable verdict among 100,000 registrations, in turns
// with a bare durable commit of one row on the same disk.
func BenchmarkCheckIn(b *testing.B) {
	dir := b.TempDir()
	svc, ev, codes := bigEvent(b, dir)
	bare, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "bare.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	bare.SetMaxOpenConns(1)
	if _, err := bare.Exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var scans, commits []time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := bare.Exec("INSERT INTO t (v) VALUES ('durable')"); err != nil {
			b.Fatal(err)
		}
		commits = append(commits, time.Since(start))
		code := codes[random.IntN(len(codes))]
		start = time.Now()
		if _, err := svc.CheckIn(context.Background(), event.ScanRequest{Event: ev.ID, Code: code}); err != nil {
			b.Fatal(err)
		}
		scans = append(scans, time.Since(start))
	}
	slices.Sort(scans)
	slices.Sort(commits)
	at := func(d []time.Duration, share float64) float64 {
		return float64(d[int(float64(len(d)-1)*share)].Microseconds())
	}
	b.ReportMetric(at(scans, 0.5), "scan-p50-µs")
	b.ReportMetric(at(scans, 0.99), "scan-p99-µs")
	b.ReportMetric(at(commits, 0.5), "bare-p50-µs")
	b.ReportMetric(at(scans, 0.5)/at(commits, 0.5), "times-bare")
}
