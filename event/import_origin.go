package event

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// origin says where the present values of an entity come from.
type origin struct {
	addedByHand bool
	changed     map[string]bool // by FieldChange.ID: whether the last change was made by hand
	before      map[string]bool // the same before an import changed it, for when that is taken back
}

// byHand reports whether a field holds what a person wrote. An empty field that nobody emptied may be filled.
func (o *origin) byHand(field string, empty bool) bool {
	if o == nil {
		return false
	}
	if hand, ok := o.changed[field]; ok {
		return hand
	}
	return o.addedByHand && !empty
}

// readOrigins reads where the values of entities come from.
func readOrigins(ctx context.Context, r Reader, entities []string) (map[string]*origin, error) {
	history := make(map[string]*origin, len(entities))
	err := r.FactsOf(ctx, entities, func(f Fact) error {
		o := history[f.Entity]
		if o == nil {
			o = newOrigin()
			history[f.Entity] = o
		}
		o.note(f)
		return nil
	})
	return history, err
}

// originOf says where the values of one entity come from.
func originOf(facts []Fact) *origin {
	o := newOrigin()
	for _, f := range facts {
		o.note(f)
	}
	return o
}

func newOrigin() *origin { return &origin{changed: map[string]bool{}, before: map[string]bool{}} }

// note takes one fact into account; they come in order.
func (o *origin) note(f Fact) {
	switch {
	case strings.HasSuffix(f.Kind, ".added"):
		o.addedByHand = !isImport(f.By)
	case strings.HasSuffix(f.Kind, ".changed"):
		var c Change
		if json.Unmarshal(f.Body, &c) != nil {
			return
		}
		if bytes.Equal(c.Old, c.New) { // somebody decided that it stays
			o.changed[c.Field] = true
			return
		}
		for _, id := range c.ids() {
			o.change(id, f.By)
		}
	}
}

func (o *origin) change(id, by string) {
	was, changed := o.changed[id]
	switch {
	case isUndo(by):
		if o.changed[id], changed = o.before[id]; !changed {
			delete(o.changed, id)
		}
	case isImport(by):
		if o.before[id] = was; !changed {
			delete(o.before, id)
		}
		o.changed[id] = false
	default:
		o.changed[id] = true
	}
}

// ids are the FieldChange.IDs of a change: of answers and consents those that differ.
func (c Change) ids() []string {
	var ids []string
	switch c.Field {
	case "answers":
		var old, now map[string]string
		if json.Unmarshal(c.Old, &old) != nil || json.Unmarshal(c.New, &now) != nil {
			return nil
		}
		for key := range now {
			if was, ok := old[key]; !ok || was != now[key] {
				ids = append(ids, FieldChange{Field: c.Field, Column: key}.ID())
			}
		}
		for key := range old {
			if _, ok := now[key]; !ok {
				ids = append(ids, FieldChange{Field: c.Field, Column: key}.ID())
			}
		}
	case "consents":
		var old, now []Consent
		if json.Unmarshal(c.Old, &old) != nil || json.Unmarshal(c.New, &now) != nil {
			return nil
		}
		for _, consent := range now {
			if !slices.Contains(old, consent) {
				ids = append(ids, FieldChange{Field: c.Field, Column: consent.Wording}.ID())
			}
		}
	default:
		ids = []string{c.Field}
	}
	return ids
}
