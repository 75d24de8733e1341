package event

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"strconv"
	"strings"
)

// rowKey is how RowChoice.SameAs names another row of the file.
const rowKey = "#"

// party is what is compared of two who are probably one.
type party struct {
	spelling                        spelling
	email, phone, institution, town string
}

func (rec *record) party() party {
	return party{spelling: rec.spelling, email: rec.email, phone: rec.phone, institution: Fold(rec.institution), town: Fold(rec.town)}
}

func (p *Person) party(s spelling) party {
	return party{spelling: s, email: strings.ToLower(p.Email), phone: p.Phone, institution: Fold(p.Institution), town: Fold(p.Town)}
}

// probably says why two may be one person, or "". The same name is not enough: Anna Nowak is many people.
func (p party) probably(o party) string {
	exact := p.spelling.sameWords(o.spelling)
	if !exact && !p.spelling.typo(o.spelling) {
		return ""
	}
	oneAddress := p.email != "" && p.email == o.email
	onePlace := p.institution != "" && p.institution == o.institution
	switch {
	case oneAddress && !exact:
		return DuplicateName
	case oneAddress, counted(p.email, o.email):
		return ""
	case samePhone(p.phone, o.phone), onePlace, alike(p.email, o.email):
	case exact && p.silent(o):
	default:
		return ""
	}
	if exact {
		return DuplicateEmail
	}
	return DuplicateName
}

// silent reports that nothing else is known by which two of one name could be told apart.
func (p party) silent(o party) bool {
	return (p.institution == "" || o.institution == "") && (p.town == "" || o.town == "" || p.town == o.town)
}

// samePhone compares the last nine digits: the country's prefix is written or not.
func samePhone(a, b string) bool {
	x, y := phoneKey(a), phoneKey(b)
	return x != "" && x == y
}

func phoneKey(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	const subscriber = 9 // digits of a Polish number
	if len(digits) < subscriber {
		return ""
	}
	return digits[len(digits)-subscriber:]
}

// alike takes two addresses for one badly typed, or for the private and the official one of a person.
func alike(a, b string) bool {
	x, xHost, _ := strings.Cut(a, "@")
	y, yHost, _ := strings.Cut(b, "@")
	const telling = 6 // letters that are no mere first name or office
	if min(len(x), len(y)) < telling {
		return false
	}
	return x == y && strings.ContainsAny(x, "._-") || xHost == yHost && nearly(x, y, 1) || x == y && nearly(xHost, yHost, 2)
}

// counted tells two addresses that differ by their numbers alone: somebody counted the people.
func counted(a, b string) bool {
	x, y := withoutDigits(a), withoutDigits(b)
	return a != b && x == y && x != a && y != b
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// mostAlike is how many of one name and place are compared with each other: where there are more, the
// name says nothing.
const mostAlike = 12

// duplicateFinder looks for probable duplicates of the new people of a file.
type duplicateFinder struct {
	*matcher
	records, registered []party
	repeats             []int // by record: the candidate that it probably repeats
}

// A candidate is a record by its place, or an entry by -1 - its place; nobody is noCandidate.
const noCandidate = math.MinInt

// clue is a digest of what two who are one have in common, and a candidate.
type clue struct {
	digest    uint64
	candidate int
}

func newDuplicateFinder(m *matcher) *duplicateFinder {
	d := &duplicateFinder{matcher: m, repeats: make([]int, len(m.people))}
	anybody := false
	for i := range d.repeats {
		d.repeats[i] = noCandidate
		anybody = anybody || d.isNew(i)
	}
	if anybody {
		d.compare(d.clues())
	}
	return d
}

// isNew reports a record that nobody was found for.
func (d *duplicateFinder) isNew(candidate int) bool {
	if candidate < 0 || d.found[candidate] >= 0 {
		return false
	}
	_, returns := d.returned[candidate]
	return !returns
}

// clues lists what every record, and every entry that no record is about, may be recognised by: the whole
// name, and each part of it with an address, a telephone or an institution.
func (d *duplicateFinder) clues() []clue {
	list := make([]clue, 0, 6*len(d.people))
	seed := maphash.MakeSeed()
	add := func(candidate int, parts ...string) {
		var h maphash.Hash
		h.SetSeed(seed)
		for _, part := range parts {
			h.WriteString(part)
			h.WriteByte(0)
		}
		list = append(list, clue{h.Sum64(), candidate})
	}
	note := func(candidate int, p party) {
		s := p.spelling
		add(candidate, "name", s.sorted)
		for _, known := range []string{p.email, p.institution, phoneKey(p.phone)} {
			if known != "" {
				add(candidate, "given", s.given, known)
				add(candidate, "family", s.family, known)
			}
		}
		if words := strings.Fields(s.sorted); len(words) > 2 { // elsewhere a part of the name may be missing
			for i := range words {
				for _, other := range words[i+1:] {
					add(candidate, "name", words[i]+" "+other)
				}
			}
		}
	}
	d.records, d.registered = make([]party, len(d.people)), make([]party, len(d.entries))
	for i := range d.people {
		d.records[i] = d.people[i].party()
		note(i, d.records[i])
	}
	for c := range d.entries {
		if d.taken[c] < 0 && !d.entries[c].Who.Erased {
			d.registered[c] = d.entries[c].Who.party(d.spellings[c])
			note(-1-c, d.registered[c])
		}
	}
	return list
}

// compare looks at all who share a clue.
func (d *duplicateFinder) compare(clues []clue) {
	slices.SortFunc(clues, func(a, b clue) int {
		return cmp.Or(cmp.Compare(a.digest, b.digest), cmp.Compare(a.candidate, b.candidate))
	})
	for len(clues) > 0 {
		n := 1
		for n < len(clues) && clues[n].digest == clues[0].digest {
			n++
		}
		if group := clues[:n]; n > 1 && n <= mostAlike {
			for i := range group {
				for j := range i {
					d.consider(group[i].candidate, group[j].candidate)
				}
			}
		}
		clues = clues[n:]
	}
}

// consider notes that the new one of two probably repeats the other: a row somebody registered, else the
// later row the earlier.
func (d *duplicateFinder) consider(later, earlier int) {
	if !d.isNew(later) {
		later, earlier = earlier, later
	}
	if later == earlier || !d.isNew(later) {
		return
	}
	best := d.repeats[later]
	if better := best == noCandidate || best >= 0 && earlier < best; better && d.party(earlier).probably(d.records[later]) != "" {
		d.repeats[later] = earlier
	}
}

func (d *duplicateFinder) party(candidate int) party {
	if candidate < 0 {
		return d.registered[-1-candidate]
	}
	return d.records[candidate]
}

// of finds the one whom a new record most likely repeats: somebody registered, another row, somebody of
// another edition.
func (d *duplicateFinder) of(i int) (Duplicate, bool) {
	if !d.isNew(i) {
		return Duplicate{}, false
	}
	dup := Duplicate{Row: d.people[i].row}
	switch other := d.repeats[i]; {
	case other == noCandidate:
		return d.elsewhereOf(dup, i)
	case other < 0:
		dup.Other = d.entries[-1-other]
		dup.Key = dup.Other.ID
	default:
		dup.OtherRow = d.people[other].row
		dup.Key = rowKey + strconv.Itoa(dup.OtherRow)
		if dup.Other.Who = d.people[other].person(); d.found[other] >= 0 {
			dup.Other = d.entries[d.found[other]]
		}
	}
	dup.Reason = d.party(d.repeats[i]).probably(d.records[i])
	return dup, true
}

// elsewhereOf finds somebody of another edition with another address.
func (d *duplicateFinder) elsewhereOf(dup Duplicate, i int) (Duplicate, bool) {
	me := d.people[i].party()
	named := d.named[me.spelling.sorted]
	if len(named) > mostAlike {
		return dup, false
	}
	for _, p := range named {
		if !d.back[p] && me.probably(d.elsewhere[p].party(d.away[p])) != "" {
			dup.Reason, dup.Key, dup.Other = DuplicateEdition, d.elsewhere[p].ID, Entry{Who: d.elsewhere[p]}
			return dup, true
		}
	}
	return dup, false
}

// Remark says in a sentence why a row is taken for a probable duplicate.
func (d Duplicate) Remark() RowError {
	pairs := []any{"Name", d.Other.Who.Name.Full(), "Email", d.Other.Who.Email}
	if d.OtherRow > 0 {
		pairs = append(pairs, "Other", d.OtherRow)
	}
	code := map[string]string{DuplicateEmail: CodeImportSimilar, DuplicateName: CodeImportTypo, DuplicateEdition: CodeImportEdition}[d.Reason]
	return rowError(d.Row, "", code, pairs...)
}
