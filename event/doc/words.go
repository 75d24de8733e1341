package doc

import (
	"math"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// certificateWords is everything a certificate says, in the language and the grammar of its person.
// Names of people are never declined.
type certificateWords struct {
	*i18n.Printer
	data event.CertificateData
}

// intro is the line above the name. The neutral form of Polish has no past tense, so it gives the
// certificate "for taking part" instead of telling that somebody took part.
func (w certificateWords) intro() string {
	if w.data.Address == event.Neutral {
		return w.T("doc.certificate.intro.neutral")
	}
	return w.T("doc.certificate.intro")
}

// deed is the line below the name: what somebody did there, by the role.
func (w certificateWords) deed() string {
	address := string(w.data.Address)
	if w.data.Address == event.Neutral {
		address = "n"
	}
	kind := w.data.Kind
	if kind == "" {
		kind = event.Rally
	}
	end := "." + string(kind) + "." + address
	role := i18n.Args{"Role": roleWord(w.Printer, w.data.Role, w.data.Address)}
	var text string
	switch w.data.Role {
	case "", event.Participant, event.Guest, event.Media:
		text = w.attended(kind, end)
	case event.Trainer:
		text = w.T("doc.certificate.deed_lead" + end)
	case event.Panelist, event.Moderator, event.Expert:
		text = w.T("doc.certificate.deed_speak"+end, role)
	case event.Organizer:
		text = w.T("doc.certificate.deed_make" + end)
	default:
		text = w.T("doc.certificate.deed_as"+end, role)
	}
	return w.hard(text)
}

// attended is what a participant did. A title that says itself that it is a course is not called one once more.
func (w certificateWords) attended(kind event.Kind, end string) string {
	begin, _, _ := strings.Cut(event.Fold(w.data.Title), " ")
	if kind == event.Course && begin == event.Fold(w.T("doc.certificate.course")) {
		switch w.data.Address {
		case event.Feminine:
			return w.T("doc.certificate.deed_bare.f")
		case event.Masculine:
			return w.T("doc.certificate.deed_bare.m")
		}
	}
	return w.T("doc.certificate.deed" + end)
}

// field is what stands for those fields that are made of words.
func (w certificateWords) field(name string) (text string, known bool) {
	d := w.data
	switch name {
	case "heading":
		return w.T("doc.certificate.heading"), true
	case "number_words":
		return w.T("doc.certificate.number", i18n.Args{"Number": d.Number}), true
	case "intro":
		return w.intro(), true
	case "deed":
		return w.deed(), true
	case event.FieldRole:
		return roleWord(w.Printer, d.Role, d.Address), true
	case "dates":
		return w.DateRange(d.Start.Time(time.UTC), d.End.Time(time.UTC)), true
	case "hours_words":
		return w.hours(), true
	case "date":
		return w.Date(d.Date.Time(time.UTC)), true
	case "place_date":
		return w.placeAndDate(), true
	case "code_words":
		return w.T("doc.certificate.code"), true
	}
	return w.listField(name)
}

// listField is what stands for the fields that sum up or list something, and for those that may be empty.
func (w certificateWords) listField(name string) (text string, known bool) {
	d := w.data
	switch name {
	case "replaces":
		if d.Replaces == "" {
			return "", true
		}
		return w.T("doc.certificate.replaces", i18n.Args{"Number": d.Replaces}), true
	case "edition":
		if d.Edition < 1 {
			return "", true
		}
		return roman(d.Edition), true
	case "hours":
		if d.Hours <= 0 {
			return "", true
		}
		return w.decimal(math.Round(d.Hours*100) / 100), true
	case "topics_count":
		if len(d.Topics) == 0 {
			return "", true
		}
		return strconv.Itoa(len(d.Topics)), true
	case "topics_heading":
		return w.T("doc.topics.heading"), true
	case "topics_about":
		return w.T("doc.topics.about", i18n.Args{"Number": d.Number, "Name": d.Name}), true
	case "partners_words":
		return captioned(w.N("doc.certificate.partners", len(d.Partners)), d.Partners), true
	case "patrons_words":
		return captioned(w.T("doc.certificate.patrons"), d.Patrons), true
	}
	return "", false
}

func captioned(caption string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	return caption + ": " + strings.Join(names, ", ")
}

// duplicate is the mark of a duplicate.
func (w certificateWords) duplicate(mark event.DuplicateMark) string {
	args := i18n.Args{"Date": w.Date(mark.Date.Time(time.UTC)), "Number": mark.Number}
	if mark.Number > 1 {
		return w.T("doc.certificate.duplicate.again", args)
	}
	return w.T("doc.certificate.duplicate", args)
}

// edition is empty where the title already tells it, in digits or in Roman numerals.
func (w certificateWords) edition() string {
	n := w.data.Edition
	if n < 1 {
		return ""
	}
	for _, word := range strings.FieldsFunc(w.data.Title, func(r rune) bool { return strings.ContainsRune(" .,()–-„”\"", r) }) {
		if word == strconv.Itoa(n) || word == roman(n) {
			return ""
		}
	}
	return w.T("doc.certificate.edition", i18n.Args{"Number": roman(n)})
}

// when tells the days and the place of the event.
func (w certificateWords) when() []string {
	start, end := w.data.Start.Time(time.UTC), w.data.End.Time(time.UTC)
	var lines []string
	switch {
	case w.data.Start == w.data.End || end.IsZero():
		if day := w.Date(start); day != "" {
			lines = append(lines, w.hard(w.T("doc.certificate.day", i18n.Args{"Date": day})))
		}
	default:
		lines = append(lines, w.hard(w.T("doc.certificate.days", i18n.Args{"Dates": w.DateRange(start, end)})))
	}
	place := w.data.Venue
	if w.data.Town != "" && !strings.Contains(place, w.data.Town) {
		place = strings.TrimPrefix(place+", "+w.data.Town, ", ")
	}
	if place != "" {
		lines = append(lines, w.hard(place))
	}
	return lines
}

// hours is the length of the event for this person, and how long an hour is.
func (w certificateWords) hours() string {
	v := math.Round(w.data.Hours*100) / 100
	if v <= 0 {
		return ""
	}
	minutes := w.data.HourMinutes
	if minutes == 0 {
		minutes = 60
	}
	count, whole := int(v), v == math.Trunc(v)
	var text string
	switch {
	case minutes < 60 && whole:
		text = w.N("doc.certificate.hours.didactic", count)
	case minutes < 60:
		text = w.T("doc.certificate.hours.didactic_fraction", i18n.Args{"Value": w.decimal(v)})
	case whole:
		text = w.N("doc.certificate.hours.clock", count)
	default:
		text = w.T("doc.certificate.hours.clock_fraction", i18n.Args{"Value": w.decimal(v)})
	}
	return w.hard(text + " " + w.N("doc.certificate.hours.unit", minutes))
}

// placeAndDate is where and when the certificate was issued.
func (w certificateWords) placeAndDate() string {
	date := w.Date(w.data.Date.Time(time.UTC))
	switch {
	case date == "":
		return w.data.Place
	case w.data.Place == "":
		return w.hard(w.T("doc.certificate.date", i18n.Args{"Date": date}))
	}
	return w.hard(w.T("doc.certificate.place_date", i18n.Args{"Place": w.data.Place, "Date": date}))
}

// decimal writes a number with as few decimals as it needs.
func (w certificateWords) decimal(v float64) string { return w.Number(v, decimalsOf(v)) }

// decimalsOf tells how many decimals a number needs, at most two.
func decimalsOf(v float64) int {
	hundredths := int(math.Round(v * 100))
	switch {
	case hundredths%100 == 0:
		return 0
	case hundredths%10 == 0:
		return 1
	}
	return 2
}

// hard keeps together what a line break must not part. The rules are those of Polish, in every language: so are the
// names and titles.
func (w certificateWords) hard(text string) string { return i18n.HardSpaces(text) }

func roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value  int
		letter string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.letter)
		}
	}
	return b.String()
}
