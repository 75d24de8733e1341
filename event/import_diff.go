package event

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// filler turns what a row says into the fields of a registration: it knows the groups and the options.
type filler struct {
	r         Reader
	src       importSource
	options   *optionSet
	groups    map[string]string // ids by folded title; a group to be made has "" for its id
	titles    map[string]string // by id
	newGroups []string
	history   map[string]origin // by entity
}

// groupToCome stands for the id of a group that is not made yet, before its title.
const groupToCome = "\x00"

func newFiller(ctx context.Context, r Reader, src importSource) (*filler, error) {
	f := &filler{r: r, src: src, options: newOptionSet(), groups: map[string]string{}, titles: map[string]string{}, history: map[string]origin{}}
	groups, err := r.Groups(ctx, src.event)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		f.groups[Fold(g.Title)], f.titles[g.ID] = g.ID, g.Title
	}
	if len(src.options) == 0 {
		return f, nil
	}
	sessions, err := r.Sessions(ctx, src.event)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		f.options.add(s.Title)
	}
	for _, cell := range src.options {
		f.options.learn(cell)
	}
	return f, nil
}

// group is the id of a group by its title. A new group gets its id when the import is applied.
func (f *filler) group(title string) string {
	if title == "" {
		return ""
	}
	key := Fold(title)
	if id, ok := f.groups[key]; ok {
		return id
	}
	f.newGroups = append(f.newGroups, title)
	id := groupToCome + title
	f.groups[key], f.titles[id] = id, title
	return id
}

// preferences are the workshops of a row, first choice first.
func (f *filler) preferences(rec *record) []string {
	var chosen []string
	for _, cell := range rec.preferences {
		for _, option := range f.options.split(cell) {
			if !slices.Contains(chosen, option) {
				chosen = append(chosen, option)
			}
		}
	}
	return chosen
}

// registration is the new registration of a row, without ids, number and badge.
func (f *filler) registration(rec *record) Registration {
	reg := Registration{
		Event: f.src.event, Status: rec.status, Roles: rec.roles, Group: f.group(rec.group),
		Answers: rec.answers, Preferences: f.preferences(rec), Diet: rec.diet, Accommodation: rec.accommodation,
		Transport: rec.transport, Consents: rec.consents, Note: rec.note, Submitted: rec.submitted,
	}
	if reg.Status == "" {
		reg.Status = f.src.status
	}
	if len(reg.Roles) == 0 {
		reg.Roles = []Role{Participant}
	}
	reg.Payment = rec.payment(Payment{})
	return reg
}

// payment is what a row says about money, over what is known.
func (rec *record) payment(p Payment) Payment {
	if rec.fee != nil {
		p.Fee = *rec.fee
	}
	if rec.paid != nil {
		p.Paid = *rec.paid
	}
	return p
}

// pendingChange is a changed field with what it takes to write it.
type pendingChange struct {
	ofPerson bool
	field    string
	old, new any
	shown    []FieldChange
	filled   bool   // the field was empty
	revert   func() // takes the change out of the entry again
}

// changes collects what a row changes in an entry.
type changes struct {
	item *ImportItem
	base int64
	list []pendingChange
}

// field notes a change of a field to a value that is not empty. revert is what keeps the old value.
func change[T any](c *changes, ofPerson bool, name string, at *T, value T, text func(T) string) {
	var zero T
	old := *at
	if reflect.DeepEqual(value, zero) || reflect.DeepEqual(old, value) {
		return
	}
	c.list = append(c.list, pendingChange{ofPerson: ofPerson, field: name, old: old, new: value,
		shown:  []FieldChange{{Field: name, Old: text(old), New: text(value)}},
		filled: reflect.DeepEqual(old, zero), revert: func() { *at = old }})
	*at = value
}

func itself(s string) string { return s }

// person compares a person with a row.
func (c *changes) person(p *Person, rec *record) {
	name := rec.name
	if name.Title == "" {
		name.Title = p.Name.Title // most lists have no titles
	}
	if sortedWords(name.Full()) == sortedWords(p.Name.Full()) && name.Given != p.Name.Given && Fold(name.Full()) != Fold(p.Name.Full()) {
		name.Given, name.Family = p.Name.Given, p.Name.Family // the same words the other way round
	}
	change(c, true, "name", &p.Name, name, Name.Formal)
	for _, f := range []struct {
		name  string
		at    *string
		value string
	}{{"email", &p.Email, rec.email}, {"phone", &p.Phone, rec.phone}, {"institution", &p.Institution, rec.institution},
		{"position", &p.Position, rec.position}, {"town", &p.Town, rec.town}, {"voivodeship", &p.Voivodeship, rec.voivodeship}} {
		change(c, true, f.name, f.at, f.value, itself)
	}
}

// registration compares a registration with a row.
func (c *changes) registration(reg *Registration, rec *record, f *filler) {
	change(c, false, "status", &reg.Status, rec.status, func(s Status) string { return string(s) })
	change(c, false, "roles", &reg.Roles, rec.roles, rolesText)
	change(c, false, "group", &reg.Group, f.group(rec.group), func(id string) string { return f.titles[id] })
	change(c, false, "preferences", &reg.Preferences, f.preferences(rec), func(p []string) string { return strings.Join(p, "; ") })
	for _, t := range []struct {
		name  string
		at    *string
		value string
	}{{"diet", &reg.Diet, rec.diet}, {"accommodation", &reg.Accommodation, rec.accommodation},
		{"transport", &reg.Transport, rec.transport}, {"note", &reg.Note, rec.note}} {
		change(c, false, t.name, t.at, t.value, itself)
	}
	if rec.fee != nil || rec.paid != nil {
		change(c, false, "payment", &reg.Payment, rec.payment(reg.Payment), paymentText)
	}
	c.answers(reg, rec)
	c.consents(reg, rec)
	if !rec.submitted.IsZero() && !rec.submitted.Equal(reg.Submitted) {
		change(c, false, "submitted", &reg.Submitted, rec.submitted, momentText)
	}
}

// answers are one field of the registration; what the file does not ask stays.
func (c *changes) answers(reg *Registration, rec *record) {
	var shown []FieldChange
	for _, key := range slices.Sorted(maps.Keys(rec.answers)) {
		if old := reg.Answers[key]; old != rec.answers[key] {
			shown = append(shown, FieldChange{Field: "answers", Column: key, Old: old, New: rec.answers[key]})
		}
	}
	if len(shown) == 0 {
		return
	}
	merged := maps.Clone(reg.Answers)
	if merged == nil {
		merged = map[string]string{}
	}
	maps.Copy(merged, rec.answers)
	change(c, false, "answers", &reg.Answers, merged, func(map[string]string) string { return "" })
	c.list[len(c.list)-1].shown = shown
}

// consents are compared by their wording; another wording is another consent.
func (c *changes) consents(reg *Registration, rec *record) {
	merged := slices.Clone(reg.Consents)
	var shown []FieldChange
	for _, given := range rec.consents {
		i := slices.IndexFunc(merged, func(o Consent) bool { return o.Wording == given.Wording })
		switch {
		case i < 0:
			merged = append(merged, given)
			shown = append(shown, FieldChange{"consents", given.Wording, "", strconv.FormatBool(given.Given)})
		case merged[i].Given != given.Given || !merged[i].At.Equal(given.At):
			shown = append(shown, FieldChange{"consents", given.Wording, strconv.FormatBool(merged[i].Given), strconv.FormatBool(given.Given)})
			merged[i] = given
		}
	}
	if len(shown) > 0 {
		change(c, false, "consents", &reg.Consents, merged, func([]Consent) string { return "" })
		c.list[len(c.list)-1].shown = shown
	}
}

// settle lets edits by hand win: what somebody changed after the last import, and what the desk wrote
// itself, stays, and is listed as kept.
func (c *changes) settle(ctx context.Context, f *filler) error {
	for _, p := range c.list {
		entity := c.item.Entry.ID
		if p.ofPerson {
			entity = c.item.Entry.Who.ID
		}
		o, err := f.origin(ctx, entity)
		if err != nil {
			return err
		}
		if o.byHand(p.field, p.filled) {
			p.revert()
			c.item.Kept = append(c.item.Kept, p.shown...)
			continue
		}
		c.item.Changes = append(c.item.Changes, p.shown...)
		c.item.pending = append(c.item.pending, p)
	}
	return nil
}

// origin says where the present values of an entity come from.
type origin struct {
	addedByHand bool
	changed     map[string]bool // by field: whether the last change was made by hand
}

// byHand reports whether a field holds what a person wrote. An empty field that nobody emptied may be filled.
func (o origin) byHand(field string, empty bool) bool {
	if hand, ok := o.changed[field]; ok {
		return hand
	}
	return o.addedByHand && !empty
}

// origin reads the log of an entity; only those that differ from the file are asked for.
func (f *filler) origin(ctx context.Context, entity string) (origin, error) {
	if o, ok := f.history[entity]; ok {
		return o, nil
	}
	facts, err := f.r.Facts(ctx, entity, 0)
	if err != nil {
		return origin{}, err
	}
	f.history[entity] = originOf(facts)
	return f.history[entity], nil
}

func originOf(facts []Fact) origin {
	o := origin{changed: map[string]bool{}}
	for _, fact := range facts {
		hand := !isImport(fact.By)
		switch {
		case strings.HasSuffix(fact.Kind, ".added"):
			o.addedByHand = hand
		case strings.HasSuffix(fact.Kind, ".changed"):
			var c Change
			if json.Unmarshal(fact.Body, &c) == nil {
				o.changed[c.Field] = hand
			}
		}
	}
	return o
}
