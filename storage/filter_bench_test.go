package storage

import (
	"testing"
	"time"

	"zlot/event"
)

// BenchmarkFilter is what happens at each key while 100,000 registrations are searched and filtered: the
// search, and the conditions over what it found.
func BenchmarkFilter(b *testing.B) {
	db := bigFile(b)
	ctx := b.Context()
	start := time.Now()
	entries, err := db.Entries(ctx, event.EntryFilter{Event: "rally"})
	if err != nil {
		b.Fatal(err)
	}
	read := time.Since(start)
	start = time.Now()
	roll := event.NewRoll(entries, nil, time.UTC)
	terms := []event.Condition{{Field: "town", Op: "not", Value: "lodz"}, {Field: "institution", Op: "has", Value: "pomoc"}, {Field: "status", Op: "is", Value: "confirmed"}}
	if n := len(roll.Pick(terms)); n == 0 || n == crowd {
		b.Fatalf("%d picked", n)
	}
	ready := time.Since(start)
	if _, _, err := db.Search(ctx, "rally", "", 1); err != nil {
		b.Fatal(err)
	}
	for _, queries := range [][]string{{"a"}, {"ł"}, {"nowak"}, {"n", "no", "now", "nowa", "nowak", "nowak a", "nowak an", "nowak ann", "swid", "mops k", "6", "60", "qqq"}} {
		b.Run(queries[0], func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				ids, _, err := db.Search(ctx, "rally", queries[i%len(queries)], 0)
				if err != nil {
					b.Fatal(err)
				}
				roll.Found(ids, terms)
				took = append(took, time.Since(start))
			}
			if _, p99 := quantiles(b, "", took); p99 > 10*time.Millisecond {
				b.Logf("p99 %v is above 10 ms", p99)
			}
		})
	}
	b.ReportMetric(float64(read.Milliseconds()), "read-ms")
	b.ReportMetric(float64(ready.Milliseconds()), "ready-ms")
}
