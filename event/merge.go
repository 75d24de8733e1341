package event

import (
	"context"
	"fmt"
	"slices"
)

// The facts of merging: the entity was the same as another one and became part of it.
type (
	// PersonMerged makes a person part of another one.
	PersonMerged struct {
		Into string `json:"into"`
	}
	// RegistrationMerged makes a registration part of another one of the same event.
	RegistrationMerged struct {
		Into string `json:"into"`
	}
)

// FactKind names the kind.
func (PersonMerged) FactKind() string       { return "person.merged" }
func (RegistrationMerged) FactKind() string { return "registration.merged" }

// The choices for a field of a merge.
const (
	ChooseKeep = "keep"
	ChooseDrop = "drop"
)

// MergeField is a field of two registrations, or of their persons, that are to become one. The values are
// text: statuses, roles and groups as their codes and ids, several joined by "; ".
type MergeField struct {
	Field  string // JSON name, or "answers.<key>"
	Keep   string
	Drop   string
	Choice string // ChooseKeep or ChooseDrop: what happens unless somebody chooses otherwise
}

// Same reports whether there is nothing to choose.
func (f MergeField) Same() bool { return f.Keep == f.Drop }

// MergePlan shows what a merge would do.
type MergePlan struct {
	Keep, Drop Entry
	SamePerson bool         // one person who is registered twice
	Fields     []MergeField // those that are filled on either side
	Moves      MergeMoves   // what hangs on the dropped registration and goes over to the kept one
	Along      []MergePair  // at other events where both are registered: these become one as well
	Follow     []Entry      // other registrations of the dropped person: they become the kept person's
}

// MergeMoves counts what hangs on a registration.
type MergeMoves struct{ Scans, Enrolments, Grants, Certificates, Messages int }

// MergePair is two registrations that become one.
type MergePair struct{ Keep, Drop Entry }

// MergePlan shows both registrations field by field, and what moves.
func (s *Service) MergePlan(ctx context.Context, keep, drop string) (MergePlan, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return MergePlan{}, err
	}
	m, err := gatherMerge(ctx, s.Store, keep, drop)
	if err != nil {
		return MergePlan{}, fmt.Errorf("plan to merge %s into %s: %w", drop, keep, err)
	}
	p := MergePlan{Keep: m.keep, Drop: m.drop, SamePerson: m.samePerson(), Fields: m.fields(), Follow: m.follow}
	for _, pair := range m.pairs {
		if !m.asked(pair) {
			p.Along = append(p.Along, pair)
		}
	}
	if m.keep.Event == m.drop.Event {
		p.Moves, err = movesOf(ctx, s.Store, m.drop)
	}
	return p, err
}

// Merge makes two registrations one, and their two persons one person with the registrations of both at
// other events. choices says which side's value a field gets; what it leaves out goes as the plan says.
// Two valid certificates of one event are merge.certificates, an erased person is person.erased.
func (s *Service) Merge(ctx context.Context, keep, drop string, choices map[string]string) (Entry, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return Entry{}, err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		m, err := gatherMerge(ctx, r, keep, drop)
		if err != nil {
			return b, err
		}
		chosen, err := m.choose(choices)
		if err != nil {
			return b, err
		}
		seats := s.seating(r)
		now := map[string]Entry{}
		for _, pair := range m.pairs {
			if e, again := now[pair.Keep.ID]; again {
				pair.Keep = e
			}
			this := chosen
			if !m.asked(pair) {
				this = suggested(registrationFields(pair.Keep, pair.Drop), pair.Keep, pair.Drop)
			}
			if now[pair.Keep.ID], err = mergeRegistrations(ctx, seats, pair, this, &b); err != nil {
				return b, err
			}
		}
		if !m.samePerson() {
			mergePersons(m, chosen, &b)
		}
		seats.settle(&b)
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("merge %s into %s: %w", drop, keep, err)
	}
	return s.Store.Entry(ctx, keep)
}

// merging is what a merge is about.
type merging struct {
	keep, drop Entry
	pairs      []MergePair // the registrations at one event that become one
	follow     []Entry
}

func (m merging) samePerson() bool { return m.keep.Person == m.drop.Person }

// asked reports whether somebody chose between the two of a pair; those at other events go as suggested.
func (m merging) asked(pair MergePair) bool {
	return pair.Keep.ID == m.keep.ID && pair.Drop.ID == m.drop.ID
}

func gatherMerge(ctx context.Context, r Reader, keep, drop string) (m merging, err error) {
	if m.keep, err = r.Entry(ctx, keep); err != nil {
		return m, err
	}
	if m.drop, err = r.Entry(ctx, drop); err != nil {
		return m, err
	}
	if keep == drop || (m.samePerson() && m.keep.Event != m.drop.Event) {
		return m, Fail(CodeMergeSame)
	}
	if m.keep.Who.Erased || m.drop.Who.Erased { // what is known of the other one would be lost
		return m, Fail(CodePersonErased)
	}
	if m.keep.Event == m.drop.Event {
		m.pairs = append(m.pairs, MergePair{m.keep, m.drop})
	}
	if !m.samePerson() {
		if err := m.meet(ctx, r); err != nil {
			return m, err
		}
	}
	for _, pair := range m.pairs {
		if err := oneCertificate(ctx, r, pair); err != nil {
			return m, err
		}
	}
	return m, nil
}

// meet finds the other events of the dropped person, and those at which both are registered.
func (m *merging) meet(ctx context.Context, r Reader) error {
	kept, err := r.Entries(ctx, EntryFilter{Person: m.keep.Person})
	if err != nil {
		return err
	}
	dropped, err := r.Entries(ctx, EntryFilter{Person: m.drop.Person})
	if err != nil {
		return err
	}
	for _, d := range dropped {
		if d.ID == m.drop.ID && m.keep.Event == m.drop.Event {
			continue
		}
		own := slices.IndexFunc(kept, func(k Entry) bool { return k.Event == d.Event })
		switch {
		case d.Event == m.keep.Event:
			m.pairs = append(m.pairs, MergePair{m.keep, d})
		case own >= 0:
			m.pairs = append(m.pairs, MergePair{kept[own], d})
		default:
			m.follow = append(m.follow, d)
		}
	}
	return nil
}

// oneCertificate refuses two valid certificates of one kind for one person and event.
func oneCertificate(ctx context.Context, r Reader, pair MergePair) error {
	all, err := r.Certificates(ctx, pair.Keep.Event)
	if err != nil {
		return err
	}
	valid := map[kindOf]string{}
	for _, c := range all {
		if c.State == Issued {
			valid[c.kindOf()] = c.Number
		}
	}
	for of, keep := range valid {
		if of.registration != pair.Keep.ID {
			continue
		}
		if drop := valid[kindOf{pair.Drop.ID, of.kind}]; drop != "" {
			return Fail(CodeMergeCertificates, "Keep", keep, "Drop", drop)
		}
	}
	return nil
}

func movesOf(ctx context.Context, r Reader, e Entry) (m MergeMoves, err error) {
	scans, err := r.Scans(ctx, ScanFilter{Event: e.Event, Registration: e.ID})
	if err != nil {
		return m, err
	}
	enrolments, err := r.Enrolments(ctx, EnrolmentFilter{Registration: e.ID})
	if err != nil {
		return m, err
	}
	grants, err := r.Grants(ctx, e.Event)
	if err != nil {
		return m, err
	}
	certificates, err := r.Certificates(ctx, e.Event)
	if err != nil {
		return m, err
	}
	messages, err := r.Messages(ctx, e.Event)
	m.Scans, m.Enrolments = count(scans, func(s ScanRow) bool { return !s.Undone && s.Undoes == "" }), len(enrolments)
	m.Grants = count(grants, func(g Grant) bool { return g.Registration == e.ID })
	m.Certificates = count(certificates, func(c Certificate) bool { return c.Registration == e.ID })
	m.Messages = count(messages, func(g Message) bool { return g.Registration == e.ID })
	return m, err
}

func count[T any](all []T, is func(T) bool) (n int) {
	for _, v := range all {
		if is(v) {
			n++
		}
	}
	return n
}
