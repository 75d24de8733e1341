package event

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// mergeField is a field of which one side's value stays: how it reads, and how the other side's is taken.
type mergeField struct {
	name string
	text func(Entry) string
	take func(d *differ, keep *Entry, drop Entry) // nil: the status, which takes a place
}

// personFields are chosen where two persons become one.
var personFields = []mergeField{
	{"name", func(e Entry) string { return e.Who.Name.Formal() }, func(d *differ, keep *Entry, drop Entry) { edit(d, "name", &keep.Who.Name, &drop.Who.Name) }},
	textField("email", func(e *Entry) *string { return &e.Who.Email }),
	textField("phone", func(e *Entry) *string { return &e.Who.Phone }),
	textField("institution", func(e *Entry) *string { return &e.Who.Institution }),
	textField("position", func(e *Entry) *string { return &e.Who.Position }),
	textField("town", func(e *Entry) *string { return &e.Who.Town }),
	textField("voivodeship", func(e *Entry) *string { return &e.Who.Voivodeship }),
	textField("address", func(e *Entry) *FormOfAddress { return &e.Who.Address }),
	textField("language", func(e *Entry) *string { return &e.Who.Language }),
}

var ownFields = []mergeField{
	{"status", func(e Entry) string { return string(e.Status) }, nil},
	{"roles", func(e Entry) string { return joined(e.Roles) }, func(d *differ, keep *Entry, drop Entry) { edit(d, "roles", &keep.Roles, &drop.Roles) }},
	textField("group", func(e *Entry) *string { return &e.Group }),
	{"preferences", func(e Entry) string { return joined(e.Preferences) }, func(d *differ, keep *Entry, drop Entry) {
		edit(d, "preferences", &keep.Preferences, &drop.Preferences)
	}},
	textField("diet", func(e *Entry) *string { return &e.Diet }),
	textField("accommodation", func(e *Entry) *string { return &e.Accommodation }),
	textField("transport", func(e *Entry) *string { return &e.Transport }),
	{"payment", mergedPayment, func(d *differ, keep *Entry, drop Entry) { edit(d, "payment", &keep.Payment, &drop.Payment) }},
	textField("note", func(e *Entry) *string { return &e.Note }),
	textField("photo", func(e *Entry) *string { return &e.Photo }),
}

func textField[T ~string](name string, field func(*Entry) *T) mergeField {
	return mergeField{name, func(e Entry) string { return string(*field(&e)) },
		func(d *differ, keep *Entry, drop Entry) { edit(d, name, field(keep), field(&drop)) }}
}

func joined[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, v := range all {
		words[i] = string(v)
	}
	return strings.Join(words, "; ")
}

// mergedPayment is the fee in grosz, and "paid" once it came.
func mergedPayment(e Entry) string {
	switch {
	case e.Payment == Payment{}:
		return ""
	case e.Payment.Paid:
		return strconv.FormatInt(e.Payment.Fee, 10) + " paid"
	}
	return strconv.FormatInt(e.Payment.Fee, 10)
}

// registrationFields are the fields of two registrations, with the answers of either.
func registrationFields(keep, drop Entry) []mergeField {
	fields := slices.Clone(ownFields)
	keys := slices.AppendSeq(slices.Collect(maps.Keys(keep.Answers)), maps.Keys(drop.Answers))
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		fields = append(fields, mergeField{"answers." + key, func(e Entry) string { return e.Answers[key] },
			func(d *differ, keep *Entry, drop Entry) {
				answers := maps.Clone(keep.Answers)
				if answers == nil {
					answers = map[string]string{}
				}
				answers[key] = drop.Answers[key]
				edit(d, "answers", &keep.Answers, &answers)
			}})
	}
	return fields
}

// all are the fields of which somebody can choose.
func (m merging) all() []mergeField {
	var fields []mergeField
	if !m.samePerson() {
		fields = append(fields, personFields...)
	}
	if m.keep.Event == m.drop.Event {
		fields = append(fields, registrationFields(m.keep, m.drop)...)
	}
	return fields
}

func (m merging) fields() []MergeField {
	var out []MergeField
	for _, f := range m.all() {
		keep, drop := f.text(m.keep), f.text(m.drop)
		if keep != "" || drop != "" {
			out = append(out, MergeField{Field: f.name, Keep: keep, Drop: drop, Choice: f.suggest(m.keep, m.drop)})
		}
	}
	return out
}

// suggest keeps what is there, and fills what is empty. Of two statuses the one nearer to taking part
// stays, of two payments the one that came.
func (f mergeField) suggest(keep, drop Entry) string {
	better := f.text(keep) == "" && f.text(drop) != ""
	switch f.name {
	case "status":
		nearness := []Status{Cancelled, Pending, Waitlisted, Confirmed}
		better = slices.Index(nearness, drop.Status) > slices.Index(nearness, keep.Status)
	case "payment":
		better = better || (drop.Payment.Paid && !keep.Payment.Paid)
	}
	if better {
		return ChooseDrop
	}
	return ChooseKeep
}

func suggested(fields []mergeField, keep, drop Entry) map[string]string {
	chosen := map[string]string{}
	for _, f := range fields {
		chosen[f.name] = f.suggest(keep, drop)
	}
	return chosen
}

// choose completes what somebody chose.
func (m merging) choose(choices map[string]string) (map[string]string, error) {
	chosen := suggested(m.all(), m.keep, m.drop)
	for name, side := range choices {
		if _, known := chosen[name]; !known || (side != ChooseKeep && side != ChooseDrop) {
			return nil, Fail(CodeMergeChoice, "Value", name)
		}
		chosen[name] = side
	}
	return chosen, nil
}

// mergePersons makes one person of two.
func mergePersons(m merging, chosen map[string]string, b *Batch) {
	d := differ{entity: m.keep.Person, base: m.keep.Version, wrap: func(c Change) Body { return PersonChanged{c} }}
	keep := m.keep
	for _, f := range personFields {
		if chosen[f.name] == ChooseDrop {
			f.take(&d, &keep, m.drop)
		}
	}
	b.Facts = append(b.Facts, d.batch.Facts...)
	b.Add("", m.drop.Person, PersonMerged{Into: m.keep.Person})
}

// mergeRegistrations makes one registration of two. The dropped one leaves its place; the kept one has it
// if its status is chosen. It returns the kept one as it is then.
func mergeRegistrations(ctx context.Context, seats *seating, pair MergePair, chosen map[string]string, b *Batch) (Entry, error) {
	keep, drop := pair.Keep, pair.Drop
	places, err := seats.of(ctx, keep.Event)
	if err != nil {
		return keep, err
	}
	places.leave(drop)
	places.freed = places.freed || drop.holdsSeat()
	d := places.differ(keep.ID, keep.Version)
	if chosen["status"] == ChooseDrop && keep.Status != drop.Status {
		if err := places.become(b, &keep, drop.Status, keep.Version, true); err != nil {
			return keep, err
		}
		edit(&d, "offer", &keep.Offer, &drop.Offer)
		edit(&d, "waiting_since", &keep.WaitingSince, &drop.WaitingSince)
		places.leave(keep)
		places.enter(keep)
	}
	for _, f := range registrationFields(keep, drop) {
		if chosen[f.name] == ChooseDrop && f.take != nil {
			f.take(&d, &keep, drop)
		}
	}
	consents := unitedConsents(keep.Consents, drop.Consents)
	edit(&d, "consents", &keep.Consents, &consents)
	b.Facts = append(b.Facts, d.batch.Facts...)
	b.Add(drop.Event, drop.ID, RegistrationMerged{Into: keep.ID})
	return keep, nil
}

// unitedConsents are the consents of both; of the same wording the later one counts.
func unitedConsents(a, b []Consent) []Consent {
	all := slices.Clone(a)
	for _, c := range b {
		i := slices.IndexFunc(all, func(x Consent) bool { return x.Wording == c.Wording })
		switch {
		case i < 0:
			all = append(all, c)
		case c.At.After(all[i].At):
			all[i] = c
		}
	}
	return all
}
