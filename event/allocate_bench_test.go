package event

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// bigProgramme has three times with 60 workshops each and 3,000 people who have wishes at each of them; more
// of them like the same ones than there are places.
func bigProgramme(wishes int, shape func(p *Programme)) Programme {
	r := rand.New(rand.NewPCG(2012, 3))
	p := Programme{Event: Event{ID: "e"}}
	start := time.Date(2026, 9, 1, 7, 0, 0, 0, time.UTC)
	for slot := range 3 {
		for n := range 60 {
			places := 50
			from := start.Add(time.Duration(slot) * 2 * time.Hour)
			p.Sessions = append(p.Sessions, Session{ID: fmt.Sprintf("s%d-%02d", slot, n), Event: "e", Kind: Workshop, Title: fmt.Sprintf("Warsztat %d/%d", slot, n),
				Start: from, End: from.Add(90 * time.Minute), Capacity: &places, SignUp: true})
		}
	}
	if shape != nil {
		shape(&p)
	}
	for i := range 3000 {
		e := Entry{Registration: Registration{ID: fmt.Sprintf("r%04d", i), Event: "e", Status: Confirmed, Number: i + 1,
			Submitted: start.AddDate(0, -1, 0).Add(time.Duration(i) * time.Minute)}}
		for n := range wishes {
			for slot := range 3 {
				at := min(r.IntN(60), r.IntN(60)) // the first ones are liked more
				if wishes == 60 {
					at = (i*7 + n*(1+2*(i%8))) % 60 // all of them, in some order
				}
				title := p.Sessions[slot*60+at].Title
				e.Preferences = append(e.Preferences, title)
			}
		}
		p.Entries = append(p.Entries, e)
	}
	return p
}

func benchmarkAllocate(b *testing.B, p Programme) {
	b.Helper()
	var plan AllocationPlan
	for b.Loop() {
		var err error
		if plan, err = p.Allocate(b.Context(), AllocateOptions{}); err != nil {
			b.Fatal(err)
		}
	}
	proven := 0.0
	if plan.Proven {
		proven = 1
	}
	b.ReportMetric(proven, "proven")
	b.ReportMetric(float64(plan.Placed), "placed")
	b.ReportMetric(float64(plan.ByRank[1]), "first")

}

// BenchmarkAllocate gives 3,000 people places in 60 workshops at each of three times: five wishes for each, and
// hardly more places than people.
func BenchmarkAllocate(b *testing.B) { benchmarkAllocate(b, bigProgramme(5, nil)) }

// BenchmarkAllocate_AllWishes is the same with all workshops in an order of preference.
func BenchmarkAllocate_AllWishes(b *testing.B) { benchmarkAllocate(b, bigProgramme(60, nil)) }

// BenchmarkAllocate_Long has ten workshops that take the time of two.
func BenchmarkAllocate_Long(b *testing.B) {
	benchmarkAllocate(b, bigProgramme(5, func(p *Programme) {
		for n := range 10 {
			p.Sessions[n*6].End = p.Sessions[60].End
		}
	}))
}

// BenchmarkAllocate_OneLong has one workshop that takes the time of two.
func BenchmarkAllocate_OneLong(b *testing.B) {
	benchmarkAllocate(b, bigProgramme(5, func(p *Programme) { p.Sessions[7].End = p.Sessions[60].End }))
}

// BenchmarkAllocate_Repeated has every workshop at all three times.
func BenchmarkAllocate_Repeated(b *testing.B) {
	benchmarkAllocate(b, bigProgramme(5, func(p *Programme) {
		for i := range p.Sessions {
			p.Sessions[i].Title = p.Sessions[i%60].Title
		}
	}))
}
