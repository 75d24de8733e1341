package event

import (
	"encoding/json"
	"slices"
	"strings"
)

// Traits are what a person was ever called and reached by: words that a saved filter must not go on saying
// once they are forgotten.
type Traits struct {
	names  []spelling
	emails []string
	phones []string
}

// Note takes what a fact about the person says, as far as the fields are to be forgotten.
func (t *Traits) Note(f Fact, s Fields) {
	switch f.Kind {
	case PersonAdded{}.FactKind():
		var p Person
		if json.Unmarshal(f.Body, &p) == nil {
			t.add(p, s)
		}
	case PersonChanged{}.FactKind():
		var c Change
		if json.Unmarshal(f.Body, &c) != nil {
			return
		}
		for _, value := range []json.RawMessage{c.Old, c.New} {
			var p Person
			if (Change{Field: c.Field, New: value}).Apply(&p) == nil {
				t.add(p, s)
			}
		}
	}
}

func (t *Traits) add(p Person, s Fields) {
	if n := spell(p.Name); s.all() && n.family != "" {
		t.names = append(t.names, n)
	}
	if p.Email != "" && s.Has("email") {
		t.emails = append(t.emails, strings.ToLower(p.Email))
	}
	if key := phoneKey(p.Phone); key != "" && s.Has("phone") {
		t.phones = append(t.phones, key)
	}
}

// None reports that there is nothing to look for.
func (t *Traits) None() bool { return len(t.names)+len(t.emails)+len(t.phones) == 0 }

// Without is the filters without those that are about the person. Half a filter would choose others than it
// says, so it goes whole; the same slice comes back where none is about the person.
func (t *Traits) Without(filters []SavedFilter) []SavedFilter {
	if !slices.ContainsFunc(filters, t.meant) {
		return filters
	}
	return slices.DeleteFunc(slices.Clone(filters), t.meant)
}

func (t *Traits) meant(f SavedFilter) bool {
	if t.named(f.Name, true) || t.reached(f.Name) {
		return true
	}
	return slices.ContainsFunc(f.Terms, func(c Condition) bool {
		switch {
		case t.reached(c.Value):
			return true
		case c.Field == FieldSearch:
			return t.named(c.Value, false) || t.isLocal(c.Value)
		case c.Field == FieldFamily:
			return t.named(c.Value, false)
		case c.Field == FieldEmail:
			return t.isLocal(c.Value)
		}
		return false
	})
}

// named reports whether a text has the person's family name in it, and the given name if both are asked for.
func (t *Traits) named(text string, both bool) bool {
	words := strings.Fields(Fold(text))
	has := func(w string) bool { return slices.Contains(words, w) }
	all := func(name string) bool {
		return !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !has(w) })
	}
	return slices.ContainsFunc(t.names, func(n spelling) bool {
		return all(n.family) && (!both || slices.ContainsFunc(strings.Fields(n.given), has))
	})
}

// reached reports whether a text has the person's address or telephone number in it.
func (t *Traits) reached(text string) bool {
	text = strings.ToLower(text)
	return slices.Contains(t.phones, phoneKey(text)) ||
		slices.ContainsFunc(t.emails, func(address string) bool { return strings.Contains(text, address) })
}

// isLocal reports whether a text is what stands before the @ of the person's address.
func (t *Traits) isLocal(text string) bool {
	return slices.ContainsFunc(t.emails, func(address string) bool {
		local, _, _ := strings.Cut(address, "@")
		return strings.TrimSuffix(strings.ToLower(text), "@") == local
	})
}

// WithoutFilters is the fact without the saved filters that are about a person; changed is false if there
// was none.
func (f Fact) WithoutFilters(t *Traits) (without Fact, changed bool, err error) {
	switch f.Kind {
	case EventCreated{}.FactKind():
		return rewrite(f, func(b EventCreated) EventCreated {
			b.Filters = t.Without(b.Filters)
			return b
		})
	case EventChanged{}.FactKind():
		return rewrite(f, func(b EventChanged) EventChanged {
			if b.Field == "filters" {
				b.Old, b.New = t.withoutIn(b.Old), t.withoutIn(b.New)
			}
			return b
		})
	}
	return f, false, nil
}

func (t *Traits) withoutIn(raw json.RawMessage) json.RawMessage {
	var filters []SavedFilter
	if json.Unmarshal(raw, &filters) != nil || !slices.ContainsFunc(filters, t.meant) {
		return raw
	}
	out, err := json.Marshal(t.Without(filters))
	if err != nil {
		panic(err) // plain data
	}
	return out
}
