package registrations

import (
	"slices"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// steps are what people do with a long list.
var steps = []struct {
	name string
	do   func(*stage)
}{
	{"open", func(s *stage) { s.page.read() }},
	{"search", func(s *stage) {
		kittest.Type(s.window.Canvas(), s.page.search, "łuc")
		s.clock.Advance(kit.SearchDelay)
	}},
	{"search no more", func(s *stage) {
		s.page.search.SetText("")
		s.clock.Advance(kit.SearchDelay)
	}},
	{"filter", func(s *stage) {
		s.page.setTerms([]event.Condition{{Field: "town", Op: event.OpNot, Value: "Łódź"}, {Field: "institution", Op: event.OpHas, Value: "ops"}})
	}},
	{"filter no more", func(s *stage) { s.page.setTerms(nil) }},
	{"sort", func(s *stage) { s.page.list.SortBy("family", true); s.page.showList() }},
	{"sort by town", func(s *stage) { s.page.list.SortBy("town", false); s.page.showList() }},
	{"select all", func(s *stage) { s.page.list.SelectAll() }},
	{"go to the end", func(s *stage) { s.page.list.SelectRow(s.page.list.Len() - 1) }},
}

// A list of 5,000 people opens, is searched and scrolled without a hitch. The
// limits are wide: they are there to find what grows with the square.
func TestPage_Crowd(t *testing.T) {
	const people, limit = 5000, 2 * time.Second
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, crowd(people))
	if s.page.list.Len() != people {
		t.Fatalf("%d people listed", s.page.list.Len())
	}
	for _, step := range steps {
		start := time.Now()
		step.do(s)
		took := time.Since(start)
		t.Logf("%-14s %v", step.name, took.Round(100*time.Microsecond))
		if took > limit {
			t.Errorf("%s took %v", step.name, took)
		}
	}
}

// BenchmarkList is the window's share with 100,000 people: what happens on its
// thread when somebody types, and while the list is scrolled.
func BenchmarkList(b *testing.B) {
	const people = 100_000
	s := openStage(b, kit.VariantLight, i18n.Polish, width, height, crowd(people))
	if s.page.list.Len() != people {
		b.Fatalf("%d people listed", s.page.list.Len())
	}
	report := func(b *testing.B, took []time.Duration) {
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	}
	for _, query := range []string{"k", "kow", "anna no"} {
		ids, _, err := s.svc.Store.Search(b.Context(), s.event.ID, query, 0)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("type "+query, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				s.page.found = ids
				s.page.showList()
				took = append(took, time.Since(start))
			}
			report(b, took)
		})
	}
	s.page.found = nil
	s.page.showList()
	b.Run("scroll", func(b *testing.B) {
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			s.page.list.MoveBy(37)
			took = append(took, time.Since(start))
		}
		report(b, took)
	})
	for _, step := range steps[3:] {
		b.Run(step.name, func(b *testing.B) {
			for b.Loop() {
				step.do(s)
			}
		})
	}
}
