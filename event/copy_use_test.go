package event

import (
	"context"
	"testing"
	"time"
)

// erasedOnce is a store that holds one fact.
type erasedOnce struct {
	Store
	fact Fact
}

func (e erasedOnce) Facts(context.Context, string, int) ([]Fact, error) { return []Fact{e.fact}, nil }

// Where the clock was set back before an erasure, the log has a later time than the clock: then no copy's time says that it
// is from after.
func TestService_ErasedAt(t *testing.T) {
	at := time.Date(2012, 9, 6, 8, 15, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		log  time.Time
		want time.Time
	}{
		"a clock that goes on":          {at, at},
		"a clock that is a moment late": {at.Add(time.Second), at},
		"a clock that was set back":     {at.Add(2 * time.Hour), endless},
	} {
		f := Fact{Kind: PersonErased{}.FactKind(), Entity: "p-anna", At: at, HLC: c.log.UnixMilli() << 16}
		s := &Service{Ports: Ports{Store: erasedOnce{fact: f}}}
		if got, err := s.erasedAt(t.Context(), Person{ID: "p-anna"}); err != nil || !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v, %v", name, got, c.want, err)
		}
	}
}

// shelf holds copies that hold somebody.
type shelf struct {
	Copies
	held []Backup
}

func (s shelf) Holding(context.Context, string, time.Time, time.Time) ([]Backup, error) {
	return s.held, nil
}

// A last day is said only of copies that go by themselves.
func TestService_HeldCopies(t *testing.T) {
	at := time.Date(2012, 9, 6, 8, 15, 0, 0, time.UTC)
	own := Backup{Name: "own", At: at, First: true}
	aside := Backup{Name: "aside", At: at.Add(time.Hour), First: true, Aside: true}
	others := Backup{Name: "own", Path: "stick/others/own", At: at.Add(2 * time.Hour), Second: true, Foreign: true}
	clock := ClockFunc(func() time.Time { return at })
	for name, c := range map[string]struct {
		held        []Backup
		names, left int
		until       time.Time
	}{
		"all":       {[]Backup{others, aside, own}, 2, 1, at.Add(CopiesKept)},
		"put aside": {[]Backup{aside}, 1, 0, time.Time{}},
		"others'":   {[]Backup{others}, 0, 1, time.Time{}},
	} {
		s := &Service{Ports: Ports{Copies: shelf{held: c.held}, Clock: clock}}
		h, err := s.heldCopies(t.Context(), "p-anna", at)
		if err != nil || len(h.Names) != c.names || len(h.Left) != c.left || !h.Until.Equal(c.until) {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
	many := HeldCopies{Left: []string{"b/1", "b/2", "a/1", "b/3"}}
	if got := many.LeftAt(); got != "a, b" {
		t.Errorf("many are at %q", got)
	}
}
