package event

import "sync"

// Shift is who works at a program now. It is safe for concurrent use.
type Shift struct {
	mu sync.Mutex
	id string
}

// Take says that an operator works now; "" that nobody does.
func (s *Shift) Take(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id = id
}

// Who is the operator who works now, or "".
func (s *Shift) Who() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.id
}
