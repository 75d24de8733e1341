package event

import (
	"context"
	"strings"
	"sync"
)

// guard is the store as somebody with a role has it: Commit refuses what the role may not decide and says who
// decided it, and the reads of a steward leave out what the door does not need.
type guard struct {
	Store
	who       func() string
	clock     Clock
	operators operatorList
}

// operatorList is what Commit knows of the operators: a scan must not wait for a reader of the file, who may be busy
// with something long. Who only reads the file does not commit, and always asks it.
type operatorList struct {
	mu      sync.Mutex
	all     []Operator
	known   bool
	changes int // since the program was started
}

// remembering is a store whose operators are known.
type remembering struct {
	Store
	list *operatorList
}

// Operators reads them once, and again when they have changed.
func (r remembering) Operators(ctx context.Context) ([]Operator, error) {
	l := r.list
	l.mu.Lock()
	all, known, changes := l.all, l.known, l.changes
	l.mu.Unlock()
	if known {
		return all, nil
	}
	all, err := r.Store.Operators(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil && changes == l.changes { // else somebody changed them meanwhile
		l.all, l.known = all, true
	}
	return all, err
}

// note forgets the list where somebody was added, changed or removed.
func (l *operatorList) note(facts []Fact) {
	for _, f := range facts {
		if strings.HasPrefix(f.Kind, "operator.") {
			l.mu.Lock()
			l.all, l.known = nil, false
			l.changes++
			l.mu.Unlock()
			return
		}
	}
}

// guarded puts the guard before a store.
func guarded(p Ports) Store {
	if p.Store == nil {
		return nil
	}
	return &guard{Store: unguarded(p.Store), who: p.Who, clock: p.Clock}
}

// unguarded is the store behind the guard.
func unguarded(s Store) Store {
	if g, ok := s.(*guard); ok {
		return g.Store
	}
	return s
}

// Commit is Store.Commit for those who may.
func (g *guard) Commit(ctx context.Context, decide func(Reader) (Batch, error)) ([]Fact, error) {
	who, err := standingOf(ctx, remembering{g.Store, &g.operators}, g.who)
	if err != nil {
		return nil, err
	}
	if who.id != "" {
		ctx = WithActor(ctx, signed(who.id, Actor(ctx)))
	}
	facts, err := g.Store.Commit(ctx, func(r Reader) (Batch, error) {
		b, err := decide(readerFor(who.role, r))
		if err != nil {
			return b, err
		}
		return b, g.check(ctx, r, who, b)
	})
	g.operators.note(facts)
	return facts, err
}

// signed is the By of what an operator does; how it was done stays with it.
func signed(id, actor string) string {
	switch {
	case isImport(actor):
		return byImport(id)
	case isUndo(actor):
		return byUndo(id)
	}
	return id
}

// check refuses what a role may not decide.
func (g *guard) check(ctx context.Context, r Reader, who standing, b Batch) error {
	if who.role == OperatorLead {
		return nil
	}
	for _, f := range b.Facts {
		if least := leastOf(leastToWrite, f.Kind); !who.role.Reaches(least) {
			return denied(least)
		}
	}
	if who.role == OperatorDesk {
		return nil
	}
	if len(b.Blobs) > 0 {
		return denied(OperatorDesk)
	}
	for _, f := range b.Facts {
		switch c := f.Content().(type) {
		case ScanMade:
			if c.Forced {
				return denied(OperatorDesk)
			}
		case ScanUndone:
			if err := g.checkUndo(ctx, r, c.Undoes); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkUndo lets a steward take back what is theirs and fresh.
func (g *guard) checkUndo(ctx context.Context, r Reader, scan string) error {
	made, err := r.Facts(ctx, scan, 0)
	if err != nil {
		return err
	}
	for _, f := range made {
		if f.Kind == (ScanMade{}).FactKind() && f.By == Actor(ctx) && g.clock.Now().Sub(f.At) < undoTime {
			return nil
		}
	}
	return denied(OperatorDesk)
}

// Backup is for those who may have the whole file.
func (g *guard) Backup(ctx context.Context, path string) error {
	if err := g.allow(ctx, DoBackup); err != nil {
		return err
	}
	return g.Store.Backup(ctx, path)
}

func (g *guard) allow(ctx context.Context, a Action) error {
	who, err := standingOf(ctx, g.Store, g.who)
	if err != nil {
		return err
	}
	if least := leastOf(leastToDo, a); !who.role.Reaches(least) {
		return denied(least)
	}
	return nil
}
