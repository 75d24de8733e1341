package event

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// nameKey is a name and an institution whatever the order of the words and the marks on them.
func nameKey(n Name, institution string) string {
	return sortedWords(n.Full()) + "|" + Fold(institution)
}

func sortedWords(s string) string {
	words := strings.Fields(Fold(s))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// sameName takes two spellings for one person: the same words, one a part of the other (a second given
// name, a married name added), or a slip of the pen.
func sameName(a, b Name) bool {
	x, y := sortedWords(a.Full()), sortedWords(b.Full())
	if x == y {
		return true
	}
	xs, ys := strings.Fields(x), strings.Fields(y)
	if len(xs) > len(ys) {
		xs, ys = ys, xs
	}
	part := len(xs) >= 2
	for _, w := range xs {
		part = part && slices.Contains(ys, w)
	}
	return part || slip(a, b)
}

// slip takes long names that differ by little for one, badly typed. Short ones are too near each other, as
// are those of a couple, who share an address: Ewa and Ela, Maria and Marta, Stanisław and Stanisława.
func slip(a, b Name) bool {
	given, other := Fold(a.Given), Fold(b.Given)
	if given != other && (min(len(given), len(other)) < 6 || !within(given, other, 1) || GuessAddress(given) != GuessAddress(other)) {
		return false
	}
	family, another := Fold(a.Family), Fold(b.Family)
	return family == another || (min(len(family), len(another)) >= 5 && within(family, another, 2))
}

// within reports whether at most limit letters have to be added, dropped or changed.
func within(a, b string, limit int) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > limit || len(b) > 200 {
		return false
	}
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := last[0]
		last[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, last[j], last[j-1])
			}
			diagonal, last[j] = last[j], cost
		}
	}
	return last[len(b)] <= limit
}

// sameGiven is how a person with a new family name is known by an unchanged address.
func sameGiven(a, b Name) bool {
	x, _, _ := strings.Cut(Fold(a.Given), " ")
	y, _, _ := strings.Cut(Fold(b.Given), " ")
	return x != "" && x == y
}

// mergeRepeated makes one record of rows about one person: the later answers count, by the time of
// sending, else by order; what the later row leaves empty is taken from the earlier. One address under
// two names is two people (somebody signs up the colleagues), and worth a warning.
func (src *importSource) mergeRepeated() {
	byEmail, byName := map[string][]int{}, map[string][]int{}
	var people []record
	for _, rec := range src.people {
		key := nameKey(rec.name, rec.institution)
		at := -1
		if rec.email != "" {
			for _, i := range byEmail[rec.email] {
				if sameName(people[i].name, rec.name) {
					at = i
					break
				}
			}
			if at < 0 && len(byEmail[rec.email]) > 0 {
				src.warnings = append(src.warnings, rowError(rec.row, "", CodeImportEmailShared,
					"Email", rec.email, "Other", people[byEmail[rec.email][0]].row))
			}
		}
		if at < 0 {
			for _, i := range byName[key] {
				if rec.email == "" || people[i].email == "" {
					at = i
					break
				}
			}
		}
		if at < 0 {
			people = append(people, rec)
			at = len(people) - 1
		} else {
			src.merge(&people[at], rec)
		}
		if rec.email != "" && !slices.Contains(byEmail[rec.email], at) {
			byEmail[rec.email] = append(byEmail[rec.email], at)
		}
		if !slices.Contains(byName[key], at) {
			byName[key] = append(byName[key], at)
		}
	}
	src.people = people
}

// merge joins two rows of one person and says which one was left aside.
func (src *importSource) merge(into *record, rec record) {
	earlier, later := *into, rec
	if earlier.submitted.After(later.submitted) && !later.submitted.IsZero() {
		earlier, later = later, earlier
	}
	later.fillFrom(earlier)
	*into = later
	e := rowError(earlier.row, "", CodeImportRepeat, "Other", later.row, "Name", later.name.Full())
	src.repeated = append(src.repeated, e)
	src.warnings = append(src.warnings, e)
}

// fillFrom takes from an earlier row what this one leaves empty.
func (rec *record) fillFrom(o record) {
	for _, f := range []struct{ to, from *string }{{&rec.email, &o.email}, {&rec.phone, &o.phone},
		{&rec.institution, &o.institution}, {&rec.position, &o.position}, {&rec.town, &o.town},
		{&rec.voivodeship, &o.voivodeship}, {&rec.diet, &o.diet}, {&rec.accommodation, &o.accommodation},
		{&rec.transport, &o.transport}, {&rec.note, &o.note}, {&rec.group, &o.group}, {&rec.name.Title, &o.name.Title}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if len(rec.preferences) == 0 {
		rec.preferences = o.preferences
	}
	if len(rec.roles) == 0 {
		rec.roles = o.roles
	}
	if rec.status == "" {
		rec.status = o.status
	}
	if rec.submitted.IsZero() {
		rec.submitted = o.submitted
	}
	if rec.fee == nil {
		rec.fee = o.fee
	}
	if rec.paid == nil {
		rec.paid = o.paid
	}
	for _, c := range o.consents {
		if !slices.ContainsFunc(rec.consents, func(mine Consent) bool { return mine.Wording == c.Wording }) {
			rec.consents = append(rec.consents, c)
		}
	}
	answers := maps.Clone(o.answers)
	if answers == nil {
		answers = rec.answers
	} else {
		maps.Copy(answers, rec.answers)
	}
	rec.answers = answers
}

// matcher finds the people of a file among those of the store. It reads the event's entries once.
type matcher struct {
	r       Reader
	entries []Entry
	byEmail map[string][]int
	byName  map[string][]int
	used    []bool
	persons map[string]bool // ids of the persons registered here
	others  bool            // there are other events, and so people who are not registered here
}

func newMatcher(ctx context.Context, r Reader, eventID string) (*matcher, error) {
	m := &matcher{r: r, byEmail: map[string][]int{}, byName: map[string][]int{}, persons: map[string]bool{}}
	events, err := r.Events(ctx)
	if err != nil {
		return nil, err
	}
	m.others = len(events) > 1
	if m.entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return nil, err
	}
	m.used = make([]bool, len(m.entries))
	for i, e := range m.entries {
		m.persons[e.Person] = true
		if address := strings.ToLower(e.Who.Email); address != "" {
			m.byEmail[address] = append(m.byEmail[address], i)
		}
		key := nameKey(e.Who.Name, e.Who.Institution)
		m.byName[key] = append(m.byName[key], i)
	}
	return m, nil
}

// match gives the entry of each record, or -1. The surest matches choose first: address and name, then
// name and institution where an address is missing, then an address with the given name alone.
func (m *matcher) match(people []record) []int {
	found := make([]int, len(people))
	for i := range found {
		found[i] = -1
	}
	if len(m.entries) == 0 {
		return found
	}
	passes := []func(rec *record, e *Entry) bool{
		func(rec *record, e *Entry) bool { return sameName(rec.name, e.Who.Name) },
		func(rec *record, e *Entry) bool { return rec.email == "" || e.Who.Email == "" },
		func(rec *record, e *Entry) bool { return sameGiven(rec.name, e.Who.Name) },
	}
	for pass, fits := range passes {
		for i := range people {
			rec := &people[i]
			if found[i] >= 0 {
				continue
			}
			candidates := m.byEmail[rec.email]
			if pass == 1 {
				candidates = m.byName[nameKey(rec.name, rec.institution)]
			}
			for _, c := range candidates {
				if !m.used[c] && fits(rec, &m.entries[c]) {
					found[i], m.used[c] = c, true
					break
				}
			}
		}
	}
	return found
}

// person finds somebody of another edition by the address, or makes a new person.
func (m *matcher) person(ctx context.Context, rec *record) (Person, bool, error) {
	if !m.others || rec.email == "" {
		return Person{}, false, nil
	}
	known, err := m.r.PersonsByEmail(ctx, rec.email)
	if err != nil {
		return Person{}, false, err
	}
	for _, same := range []func(a, b Name) bool{sameName, sameGiven} {
		for _, p := range known {
			if !m.persons[p.ID] && same(p.Name, rec.name) {
				m.persons[p.ID] = true
				return p, true, nil
			}
		}
	}
	return Person{}, false, nil
}

// similar finds somebody of the same name and institution who is here under another address.
func (m *matcher) similar(rec *record) (email string, ok bool) {
	for _, c := range m.byName[nameKey(rec.name, rec.institution)] {
		if e := m.entries[c]; e.Who.Email != rec.email {
			return e.Who.Email, true
		}
	}
	return "", false
}

// vanished lists the entries that are not in the file; who is there in a rejected row is not gone.
func (m *matcher) vanished(rejected []RowError) []Entry {
	there := map[string]bool{}
	for _, e := range rejected {
		if name, ok := e.Args["Name"].(string); ok {
			there[sortedWords(name)] = true
		}
	}
	var gone []Entry
	for i, e := range m.entries {
		if !m.used[i] && e.Status != Cancelled && !there[sortedWords(e.Who.Name.Full())] {
			gone = append(gone, e)
		}
	}
	return gone
}
