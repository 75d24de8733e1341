package event

import (
	"encoding/json"
	"slices"
)

// A programme names the people who make it. Whoever is erased is named nowhere any more: in the sessions, in
// what they were before, and in the programmes that were made known. That somebody was there stays.

// Without is the contributor without the fields that are emptied.
func (c Contributor) Without(s Fields) Contributor {
	if s.all() {
		c.Name = ""
	}
	if s.Has("institution") {
		c.Institution = ""
	}
	if s.Has("town") {
		c.Town = ""
	}
	return c
}

// contributorsWithout empties those of a list who are meant.
func contributorsWithout(list []Contributor, s Fields, meant func(Contributor) bool) []Contributor {
	if !slices.ContainsFunc(list, meant) {
		return list
	}
	list = slices.Clone(list)
	for i, c := range list {
		if meant(c) {
			list[i] = c.Without(s)
		}
	}
	return list
}

// WithoutContributors is the session without what is personal of those contributors who are meant.
func (s Session) WithoutContributors(fields Fields, meant func(Contributor) bool) Session {
	s.Contributors = contributorsWithout(s.Contributors, fields, meant)
	return s
}

// WithoutContributors is the released programme without what is personal of those who are meant in a session.
func (r Release) WithoutContributors(fields Fields, meant func(session string, c Contributor) bool) Release {
	r.Sessions = slices.Clone(r.Sessions)
	for i := range r.Sessions {
		x := &r.Sessions[i]
		*x = x.WithoutContributors(fields, func(c Contributor) bool { return meant(x.ID, c) })
	}
	return r
}

// EachContributor calls see for everybody whom a fact names as making a session, before and now.
func (f Fact) EachContributor(see func(session string, c Contributor)) error {
	_, _, err := f.WithoutContributors(nil, func(session string, c Contributor) bool {
		see(session, c)
		return false
	})
	return err
}

// NamesContributors reports whether facts of this kind name people who make sessions.
func (f Fact) NamesContributors() bool {
	return slices.Contains(ContributorKinds, f.Kind)
}

// ContributorKinds are the kinds of facts that name people who make sessions.
var ContributorKinds = []string{SessionAdded{}.FactKind(), SessionChanged{}.FactKind(), ProgrammeReleased{}.FactKind()}

// WithoutContributors is the fact without what is personal of those contributors who are meant; changed is
// false if there was nothing.
func (f Fact) WithoutContributors(s Fields, meant func(session string, c Contributor) bool) (without Fact, changed bool, err error) {
	here := func(c Contributor) bool { return meant(f.Entity, c) }
	switch f.Kind {
	case SessionAdded{}.FactKind():
		return rewrite(f, func(b SessionAdded) SessionAdded { return SessionAdded{b.Session.WithoutContributors(s, here)} })
	case SessionChanged{}.FactKind():
		return rewrite(f, func(b SessionChanged) SessionChanged {
			if b.Field == "contributors" {
				b.Old, b.New = listWithout(b.Old, s, here), listWithout(b.New, s, here)
			}
			return b
		})
	case ProgrammeReleased{}.FactKind():
		return rewrite(f, func(b ProgrammeReleased) ProgrammeReleased {
			return ProgrammeReleased{b.Release.WithoutContributors(s, meant)}
		})
	}
	return f, false, nil
}

// listWithout empties those of a list of contributors in JSON who are meant.
func listWithout(raw json.RawMessage, s Fields, meant func(Contributor) bool) json.RawMessage {
	var list []Contributor
	if json.Unmarshal(raw, &list) != nil || !slices.ContainsFunc(list, meant) {
		return raw
	}
	out, err := json.Marshal(contributorsWithout(list, s, meant))
	if err != nil {
		panic(err) // plain data
	}
	return out
}

// Relinked is the session with contributors linked to what their registrations have become; somebody who is
// there twice then, with one role, is there once.
func (s Session) Relinked(becomes func(registration string) string) Session {
	if !slices.ContainsFunc(s.Contributors, func(c Contributor) bool { return becomes(c.Person) != c.Person }) {
		return s
	}
	var list []Contributor
	for _, c := range s.Contributors {
		c.Person = becomes(c.Person)
		if c.Person == "" || !slices.ContainsFunc(list, func(o Contributor) bool { return o.Person == c.Person && o.Role == c.Role }) {
			list = append(list, c)
		}
	}
	s.Contributors = list
	return s
}

// Relinked is the released programme, likewise.
func (r Release) Relinked(becomes func(registration string) string) Release {
	r.Sessions = slices.Clone(r.Sessions)
	for i := range r.Sessions {
		r.Sessions[i] = r.Sessions[i].Relinked(becomes)
	}
	return r
}
