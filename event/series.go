package event

import (
	"context"
	"fmt"
	"slices"
)

// SeriesOverview is a series of editions side by side.
type SeriesOverview struct {
	Series   string
	Editions []Edition // the oldest first
	People   int       // different people of all editions
	Faithful int       // of them, those of two editions or more
}

// Edition is one event of a series in figures. Cancelled registrations do not count.
type Edition struct {
	Event         Event
	Registrations int
	Present       int // let in at least once
	Certificates  int // valid
	Returning     int // registered for an earlier edition too
}

// Series looks at all editions of a series. A series nobody knows is series.not_found.
func (s *Service) Series(ctx context.Context, series string) (SeriesOverview, error) {
	all, err := s.Store.Events(ctx)
	if err != nil {
		return SeriesOverview{}, fmt.Errorf("series: %w", err)
	}
	o := SeriesOverview{Series: series}
	known := map[string]int{} // person → editions
	slices.Reverse(all)
	for _, ev := range all {
		if ev.Series != series || series == "" {
			continue
		}
		ed, err := edition(ctx, s.Store, ev, known)
		if err != nil {
			return SeriesOverview{}, fmt.Errorf("series: edition %s: %w", ev.ID, err)
		}
		o.Editions = append(o.Editions, ed)
	}
	if len(o.Editions) == 0 {
		return SeriesOverview{}, Fail(CodeSeries, "Value", series)
	}
	o.People = len(known)
	for _, n := range known {
		if n > 1 {
			o.Faithful++
		}
	}
	return o, nil
}

// edition counts one event and adds its people to those known from earlier ones.
func edition(ctx context.Context, r Reader, ev Event, known map[string]int) (Edition, error) {
	ed := Edition{Event: ev}
	entries, err := r.Entries(ctx, EntryFilter{Event: ev.ID})
	if err != nil {
		return ed, err
	}
	here := map[string]bool{}
	for _, e := range entries {
		if e.Status == Cancelled {
			continue
		}
		ed.Registrations++
		if !here[e.Person] {
			here[e.Person] = true
			if known[e.Person]++; known[e.Person] > 1 {
				ed.Returning++
			}
		}
	}
	scans, err := r.Scans(ctx, ScanFilter{Event: ev.ID})
	if err != nil {
		return ed, err
	}
	came := map[string]bool{}
	for _, sc := range scans {
		if sc.Outcome == Admitted && !sc.Undone && sc.Registration != "" {
			came[sc.Registration] = true
		}
	}
	ed.Present = len(came)
	papers, err := r.Certificates(ctx, ev.ID)
	for _, c := range papers {
		if c.State == Issued {
			ed.Certificates++
		}
	}
	return ed, err
}
