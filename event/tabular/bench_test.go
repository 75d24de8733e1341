package tabular

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"zlot/event"
)

// crowd is a list of n people with the columns of a usual form.
func crowd(n int) [][]string {
	rows := [][]string{{"Sygnatura czasowa", "Adres e-mail", "Imię i nazwisko", "Instytucja", "Stanowisko", "Miejscowość", "Telefon",
		"Wybieram warsztaty", "Nocleg", "Dieta", "Zgadzam się na przetwarzanie danych osobowych"}}
	for i := range n {
		rows = append(rows, []string{"30.06.2012 16:00:50", fmt.Sprintf("osoba.%d@example.org", i), fmt.Sprintf("Żaneta Źrebiec-%d", i), fmt.Sprintf("OPS, nr %d", i%700),
			"asystentka rodziny", "Częstochowa", fmt.Sprintf("600 %03d %03d", i/1000, i%1000), "Dialog motywujący, Superwizja w pracy asystenta", "Tak", "zwykła", "Tak"})
	}
	return rows
}

// benchRead reads a file and reports the highest amount of memory that was in use meanwhile.
func benchRead(b *testing.B, data []byte, rows int) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	var peak uint64
	for b.Loop() {
		runtime.GC()
		done, wait := make(chan struct{}), sync.WaitGroup{}
		wait.Go(func() {
			var m runtime.MemStats
			for tick := time.NewTicker(2 * time.Millisecond); ; {
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
				select {
				case <-done:
					tick.Stop()
					return
				case <-tick.C:
				}
			}
		})
		table := read(b, data, event.TableOptions{})
		close(done)
		wait.Wait()
		if len(table.Rows) != rows {
			b.Fatalf("%d rows", len(table.Rows))
		}
	}
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
}

func BenchmarkRead100000(b *testing.B) {
	rows := crowd(100_000)
	var csv bytes.Buffer
	if err := New().Write(&csv, "csv", rows[0], rows[1:]); err != nil {
		b.Fatal(err)
	}
	b.Run("csv", func(b *testing.B) { benchRead(b, csv.Bytes(), 100_000) })
	b.Run("utf-16", func(b *testing.B) {
		benchRead(b, utf16Bytes(strings.TrimPrefix(csv.String(), "\ufeff"), false, true), 100_000)
	})
	var xlsx bytes.Buffer
	if err := New().Write(&xlsx, "xlsx", rows[0], rows[1:]); err != nil {
		b.Fatal(err)
	}
	b.Run("xlsx", func(b *testing.B) { benchRead(b, xlsx.Bytes(), 100_000) })
	b.Run("xlsx-shared", func(b *testing.B) { benchRead(b, writeShared(b, rows), 100_000) })
	b.Run("ods", func(b *testing.B) { benchRead(b, writeODS(b, rows), 100_000) })
}
