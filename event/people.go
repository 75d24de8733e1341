package event

import (
	"context"
	"fmt"
)

// KnownPerson is somebody who was registered before, and where.
type KnownPerson struct {
	Person
	Events []KnownEvent // newest first
}

// KnownEvent is an event at which a person was registered.
type KnownEvent struct {
	ID           string
	Title        string
	Edition      int
	Start        Date
	Registration string
	Status       Status
}

// mostKnown is how many people are offered at most.
const mostKnown = 50

// FindPeople finds people of all editions by folded words in any order, to be offered when somebody new
// is typed (NewRegistration.PersonID takes one). An empty query finds nobody.
func (s *Service) FindPeople(ctx context.Context, query string, limit int) ([]KnownPerson, error) {
	if Fold(query) == "" {
		return nil, nil
	}
	if limit <= 0 || limit > mostKnown {
		limit = mostKnown
	}
	people, err := s.Store.KnownPeople(ctx, query, limit)
	if err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	return people, nil
}
