package registrations

import (
	"testing"
	"time"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// A list of 5,000 people opens, is searched and scrolled without a hitch. The
// limits are wide: they are there to find what grows with the square.
func TestPage_Crowd(t *testing.T) {
	const people, limit = 5000, 2 * time.Second
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, crowd(people))
	if s.page.list.Len() != people {
		t.Fatalf("%d people listed", s.page.list.Len())
	}
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"open", s.page.read},
		{"search", func() {
			kittest.Type(s.window.Canvas(), s.page.search, "łuc")
			s.clock.Advance(kit.SearchDelay)
		}},
		{"sort", func() { s.page.list.SortBy("family", true) }},
		{"select all", s.page.list.SelectAll},
		{"go to the end", func() { s.page.list.SelectRow(s.page.list.Len() - 1) }},
	} {
		start := time.Now()
		step.do()
		took := time.Since(start)
		t.Logf("%-14s %v", step.name, took.Round(100*time.Microsecond))
		if took > limit {
			t.Errorf("%s took %v", step.name, took)
		}
	}
}
