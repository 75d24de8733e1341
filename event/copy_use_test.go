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
