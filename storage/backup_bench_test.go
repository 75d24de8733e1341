package storage

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkBackup copies the large file while the desk scans as fast as it can, 20 a second at least.
func BenchmarkBackup(b *testing.B) {
	db := bigFile(b)
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "copy.zlot")
	r := rand.New(rand.NewPCG(7, 8))
	var copied, scans []time.Duration
	for b.Loop() {
		done := make(chan error, 1)
		start := time.Now()
		go func() { done <- db.Backup(ctx, path) }()
		for running := true; running; {
			began := time.Now()
			if err := scanOnce(db, big.regs[r.IntN(len(big.regs))].Badge); err != nil {
				b.Fatal(err)
			}
			scans = append(scans, time.Since(began))
			select {
			case err := <-done:
				if err != nil {
					b.Fatal(err)
				}
				running = false
			default:
			}
		}
		copied = append(copied, time.Since(start))
	}
	median, _ := quantiles(b, "copy-", copied)
	_, p99 := quantiles(b, "scan-", scans)
	b.ReportMetric(float64(len(scans))/float64(b.N), "scans/copy")
	if median > 2*time.Second || p99 > 16*time.Millisecond {
		b.Logf("above the limit: a copy takes %v, the 99th of 100 scans %v", median, p99)
	}
}

// BenchmarkCheck looks for damage in the large file.
func BenchmarkCheck(b *testing.B) {
	db := bigFile(b)
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		problems, err := db.Check(context.Background())
		if err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
		took = append(took, time.Since(start))
	}
	if median, _ := quantiles(b, "", took); median > 5*time.Second {
		b.Logf("above the limit: %v", median)
	}
}
