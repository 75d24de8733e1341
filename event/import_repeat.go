package event

import (
	"maps"
	"slices"
)

// mergeRepeated makes one record of rows about one person: the later answers count, by the time of
// sending, else by order; what the later row leaves empty is taken from the earlier. One address under
// two names is two people (somebody signs up the colleagues), and worth a warning.
func (src *importSource) mergeRepeated() {
	byEmail, byName := make(map[string][]int, len(src.people)), make(map[string][]int, len(src.people))
	people := src.people[:0]
	for _, rec := range src.people {
		rec.spelling = spell(rec.name)
		key := rec.spelling.nameKey(rec.institution)
		at := -1
		for _, i := range byEmail[rec.email] {
			if people[i].isRepeated(&rec) {
				at = i
				break
			}
		}
		if at < 0 && len(byEmail[rec.email]) > 0 {
			src.warnings = append(src.warnings, rowError(rec.row, "", CodeImportEmailShared,
				"Email", rec.email, "Other", people[byEmail[rec.email][0]].row))
		}
		for _, i := range byName[key] {
			if at < 0 && people[i].isUnaddressed(&rec) {
				at = i
			}
		}
		if at < 0 {
			people = append(people, rec)
			at = len(people) - 1
		} else {
			e := people[at].join(rec)
			src.repeated = append(src.repeated, e)
			src.warnings = append(src.warnings, e)
		}
		if rec.email != "" && !slices.Contains(byEmail[rec.email], at) {
			byEmail[rec.email] = append(byEmail[rec.email], at)
		}
		if !slices.Contains(byName[key], at) {
			byName[key] = append(byName[key], at)
		}
	}
	clear(src.people[len(people):])
	src.people = people
}

// isRepeated reports whether another row under the same address is about the same person. Two telephone
// numbers say that names which differ by a letter are two people's.
func (rec *record) isRepeated(o *record) bool {
	return rec.spelling.sameWords(o.spelling) || rec.spelling.slip(o.spelling) && (rec.phone == "" || o.phone == "" || samePhone(rec.phone, o.phone))
}

// isUnaddressed reports whether a row of the same name and institution is about the same person although
// one of the two has no address. Two telephone numbers tell namesakes apart.
func (rec *record) isUnaddressed(o *record) bool {
	return (rec.email == "" || o.email == "") && (rec.phone == "" || o.phone == "" || samePhone(rec.phone, o.phone))
}

// join makes one record of two rows of one person and says which one was left aside.
func (rec *record) join(o record) RowError {
	earlier, later := *rec, o
	if earlier.submitted.After(later.submitted) && !later.submitted.IsZero() {
		earlier, later = later, earlier
	}
	later.fillFrom(earlier)
	*rec = later
	return rowError(earlier.row, "", CodeImportRepeat, "Other", later.row, "Name", later.name.Full())
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
			rec.consents = append(slices.Clip(rec.consents), c)
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
