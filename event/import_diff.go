package event

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// filler turns what a row says into the fields of a registration: it knows the groups and the options.
type filler struct {
	src       *importSource
	options   *optionSet
	groups    map[string]string // ids by folded title; a group to be made has "" for its id
	titles    map[string]string // by id
	newGroups []string
}

// groupToCome stands for the id of a group that is not made yet, before its title.
const groupToCome = "\x00"

func newFiller(ctx context.Context, r Reader, src *importSource) (*filler, error) {
	f := &filler{src: src, options: newOptionSet(), groups: map[string]string{}, titles: map[string]string{}}
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

// difference is one thing that a row says otherwise than the store: a field, one answer, one consent.
type difference struct {
	ofPerson bool
	field    string
	shown    FieldChange
	old      any        // of the whole field
	now      func() any // the whole field
	filled   bool       // there was nothing before
	keep     func()     // puts the store's value back
}

// differences collects what a row changes in an entry, which becomes what the row says.
type differences struct{ list []difference }

// change notes a change of a field to a value that is not empty.
func change[T any](d *differences, ofPerson bool, name string, at *T, value T, text func(T) string) {
	var zero T
	old := *at
	if reflect.DeepEqual(value, zero) || reflect.DeepEqual(old, value) {
		return
	}
	d.list = append(d.list, difference{ofPerson: ofPerson, field: name, old: old, now: func() any { return *at },
		shown:  FieldChange{Field: name, Old: text(old), New: text(value)},
		filled: reflect.DeepEqual(old, zero), keep: func() { *at = old }})
	*at = value
}

// changeText is change for the plain fields, which are most.
func changeText(d *differences, ofPerson bool, name string, at *string, value string) {
	if value != "" && !sameMarks(*at, value) {
		change(d, ofPerson, name, at, value, itself)
	}
}

// plainMarks are the marks of a keyboard for those of printing: an encoding that lacks these has the others.
var plainMarks = strings.NewReplacer("„", `"`, "”", `"`, "“", `"`, "»", `"`, "«", `"`, "’", `"`, "‘", `"`, "'", `"`,
	"–", "-", "—", "-", "\u00a0", " ", "…", "...")

// sameMarks reports whether two texts differ in nothing but such marks.
func sameMarks(a, b string) bool { return a == b || plainMarks.Replace(a) == plainMarks.Replace(b) }

func itself(s string) string { return s }

// person compares a person with a row.
func (d *differences) person(p *Person, rec *record) {
	name := rec.name
	if name.Title == "" {
		name.Title = p.Name.Title // most lists have no titles
	}
	if name.Given != p.Name.Given && rec.spelling.sorted == sortedWords(p.Name.Full()) && Fold(name.Full()) != Fold(p.Name.Full()) {
		name.Given, name.Family = p.Name.Given, p.Name.Family // the same words the other way round
	}
	if name != p.Name {
		change(d, true, "name", &p.Name, name, Name.Formal)
	}
	changeText(d, true, "email", &p.Email, rec.email)
	changeText(d, true, "phone", &p.Phone, rec.phone)
	changeText(d, true, "institution", &p.Institution, rec.institution)
	changeText(d, true, "position", &p.Position, rec.position)
	changeText(d, true, "town", &p.Town, rec.town)
	changeText(d, true, "voivodeship", &p.Voivodeship, rec.voivodeship)
}

// registration compares a registration with a row.
func (d *differences) registration(reg *Registration, rec *record, f *filler) {
	status, open := rec.status, reg.Invited && reg.Status == Pending && reg.Submitted.IsZero()
	if status == "" && open {
		status = f.src.status // who was carried over has signed up now
	}
	if status != "" && status != reg.Status {
		change(d, false, "status", &reg.Status, status, func(s Status) string { return string(s) })
		d.list[len(d.list)-1].filled = open // nobody had decided
	}
	change(d, false, "roles", &reg.Roles, rec.roles, rolesText)
	if rec.group != "" {
		change(d, false, "group", &reg.Group, f.group(rec.group), func(id string) string { return f.titles[id] })
	}
	change(d, false, "preferences", &reg.Preferences, f.preferences(rec), func(p []string) string { return strings.Join(p, "; ") })
	changeText(d, false, "diet", &reg.Diet, rec.diet)
	changeText(d, false, "accommodation", &reg.Accommodation, rec.accommodation)
	changeText(d, false, "transport", &reg.Transport, rec.transport)
	changeText(d, false, "note", &reg.Note, rec.note)
	if rec.fee != nil || rec.paid != nil {
		change(d, false, "payment", &reg.Payment, rec.payment(reg.Payment), paymentText)
	}
	d.answers(reg, rec, f.src.questions)
	d.consents(reg, rec)
	if !rec.submitted.IsZero() && !rec.submitted.Equal(reg.Submitted) {
		change(d, false, "submitted", &reg.Submitted, rec.submitted, momentText)
	}
}

// answers are one field of the registration, but each is compared by itself; what the file does not ask stays.
// An answer that was kept before its question was made may be written otherwise and say the same.
func (d *differences) answers(reg *Registration, rec *record, questions Questions) {
	old := reg.Answers
	merged := false
	for _, key := range slices.Sorted(maps.Keys(rec.answers)) {
		before, had := old[key]
		if before == rec.answers[key] || before != "" && questions.same(key, before, rec.answers[key]) {
			continue
		}
		if !merged {
			merged, reg.Answers = true, maps.Clone(old)
			if reg.Answers == nil {
				reg.Answers = map[string]string{}
			}
		}
		answers := reg.Answers
		answers[key] = rec.answers[key]
		d.list = append(d.list, difference{field: "answers", old: old, now: func() any { return answers }, filled: before == "",
			shown: FieldChange{Field: "answers", Column: key, Old: before, New: rec.answers[key]},
			keep: func() {
				if answers[key] = before; !had {
					delete(answers, key)
				}
			}})
	}
}

// consents are compared by their wording; another wording is another consent.
func (d *differences) consents(reg *Registration, rec *record) {
	old := reg.Consents
	for _, given := range rec.consents {
		of := func(o Consent) bool { return o.Wording == given.Wording }
		i := slices.IndexFunc(old, of)
		diff := difference{field: "consents", old: old, now: func() any { return reg.Consents }, filled: i < 0,
			shown: FieldChange{Field: "consents", Column: given.Wording, New: strconv.FormatBool(given.Given)}}
		switch {
		case i < 0:
			reg.Consents = append(slices.Clip(reg.Consents), given)
			diff.keep = func() { reg.Consents = slices.DeleteFunc(slices.Clone(reg.Consents), of) }
		case old[i].Given != given.Given || !old[i].At.Equal(given.At):
			before := old[i]
			reg.Consents = slices.Clone(reg.Consents)
			reg.Consents[i] = given
			diff.shown.Old = strconv.FormatBool(before.Given)
			diff.keep = func() { reg.Consents[slices.IndexFunc(reg.Consents, of)] = before }
		default:
			continue
		}
		d.list = append(d.list, diff)
	}
}

// pendingChange is a changed field, ready to be written.
type pendingChange struct {
	ofPerson bool
	field    string
	old, new any
}

// settle decides about every difference: edits by hand win, what somebody changed after the last import
// and what the desk wrote itself, unless the organizer chose otherwise.
func (d *differences) settle(item *ImportItem, history map[string]*origin, decided *decisions) {
	var taken []difference
	for _, diff := range d.list {
		entity := item.Entry.ID
		if diff.ofPerson {
			entity = item.Entry.Who.ID
		}
		wins := !history[entity].byHand(diff.shown.ID(), diff.filled)
		take := wins
		if chosen, ok := decided.field(item.Row, diff.shown); ok {
			take = chosen
		}
		if !take {
			if wins && diff.field == diff.shown.ID() { // remembered, as a value that somebody decided on
				item.pend(pendingChange{diff.ofPerson, diff.field, diff.old, diff.old})
			}
			diff.keep()
			item.Kept = append(item.Kept, diff.shown)
			continue
		}
		item.Changes = append(item.Changes, diff.shown)
		taken = append(taken, diff)
	}
	for _, diff := range taken { // now that the whole fields are as they will be
		item.pend(pendingChange{diff.ofPerson, diff.field, diff.old, diff.now()})
	}
}

// pend takes a change down once.
func (item *ImportItem) pend(p pendingChange) {
	same := func(o pendingChange) bool { return o.field == p.field && o.ofPerson == p.ofPerson }
	if !slices.ContainsFunc(item.pending, same) {
		item.pending = append(item.pending, p)
	}
}

// alsoCalled remembers how rows call somebody of whom the organizer said who it is: the same file again
// is about the same person then.
func (item *ImportItem) alsoCalled(rec *record, chosen bool) {
	if chosen && !rec.isCalled(item.Entry.Who) {
		item.also = append(item.also, rec.person())
	}
	for _, other := range rec.others {
		if o := (&record{name: other.Name, spelling: spell(other.Name), email: other.Email}); !o.isCalled(item.Entry.Who) {
			item.also = append(item.also, other)
		}
	}
}
