package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"zlot/assets"
	"zlot/event"
)

// invented is somebody who does not exist.
type invented struct {
	given, family     string
	feminine          bool
	town, voivodeship string
	institution       string
	email, phone      string
}

// inventor makes people up. The same seed makes the same people.
type inventor struct {
	rand         *rand.Rand
	women, men   []string
	families     []string
	towns        []place
	institutions []string
	taken        map[string]bool
}

type place struct{ town, voivodeship string }

func newInventor(c crowd) (*inventor, error) {
	inv := &inventor{rand: rand.New(rand.NewPCG(c.Seed, 2012)), taken: map[string]bool{}}
	for file, words := range map[string]*[]string{"women": &inv.women, "men": &inv.men, "families": &inv.families, "institutions": &inv.institutions} {
		data, err := assets.Sample("people/" + file + ".txt")
		if err != nil {
			return nil, err
		}
		*words = strings.Fields(string(data))
	}
	data, err := assets.Sample("people/towns.txt")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		voivodeship, towns, _ := strings.Cut(line, ":")
		if c.From != "" && c.From != voivodeship {
			continue
		}
		for _, town := range strings.Fields(towns) {
			inv.towns = append(inv.towns, place{strings.ReplaceAll(town, "_", " "), voivodeship})
		}
	}
	return inv, nil
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// person makes up one more: of ten assistants nine are women.
func (inv *inventor) person() invented {
	for {
		p := invented{feminine: inv.rand.IntN(10) > 0, family: pick(inv.rand, inv.families)}
		if p.feminine {
			p.given, p.family = pick(inv.rand, inv.women), feminine(p.family)
		} else {
			p.given = pick(inv.rand, inv.men)
		}
		address := strings.ReplaceAll(event.Fold(p.given)+"."+event.Fold(p.family), " ", ".")
		home := pick(inv.rand, inv.towns)
		p.town, p.voivodeship = home.town, home.voivodeship
		p.institution = pick(inv.rand, inv.institutions) + " " + p.town
		p.phone = fmt.Sprintf("600 %03d %03d", inv.rand.IntN(1000), inv.rand.IntN(1000))
		if !inv.taken[address] {
			inv.taken[address] = true
			p.email = address + "@example.org"
			return p
		}
	}
}

// people makes up several.
func (inv *inventor) people(n int) []invented {
	all := make([]invented, n)
	for i := range all {
		all[i] = inv.person()
	}
	return all
}

// feminine is a family name as a woman bears it: Nowacka, but Kowalczyk.
func feminine(family string) string {
	for _, end := range []string{"ski", "cki", "dzki"} {
		if strings.HasSuffix(family, end) {
			return strings.TrimSuffix(family, "i") + "a"
		}
	}
	if strings.HasSuffix(family, "ny") || strings.HasSuffix(family, "hy") {
		return strings.TrimSuffix(family, "y") + "a"
	}
	return family
}

// crowd says how a list of invented people looks: as a form or a spreadsheet gives it.
type crowd struct {
	Count   int       `json:"count"`
	From    string    `json:"from"` // voivodeship; "": all of them
	Seed    uint64    `json:"seed"`
	Columns []answers `json:"columns"`
}

// answers are a column of the list.
type answers struct {
	Field   string   `json:"field"` // of event.ImportFields
	Header  string   `json:"header"`
	Options []string `json:"options"` // one of them each; "she|he" by the grammar
	Many    bool     `json:"many"`    // several, the best first
	Yes     int      `json:"yes"`     // of a hundred, for questions of yes and no
}

// list makes the table of these people's answers, as it was sent in before the event.
func (c crowd) list(people []invented, seed uint64, start event.Date) event.Table {
	r := rand.New(rand.NewPCG(seed, 1))
	t := event.Table{Name: "list.csv", Encoding: "utf-8", Delimiter: ","}
	for _, col := range c.Columns {
		t.Header = append(t.Header, col.Header)
	}
	opened := start.Time(time.UTC).AddDate(0, 0, -70)
	for _, p := range people {
		sent := opened.Add(time.Duration(r.IntN(60*24*60*60)) * time.Second)
		row := make([]string, len(c.Columns))
		for i, col := range c.Columns {
			row[i] = col.answer(p, r, sent)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (col answers) answer(p invented, r *rand.Rand, sent time.Time) string {
	switch {
	case col.Field == event.FieldSubmitted:
		return sent.Format("02.01.2006 15:04:05")
	case col.Field == event.FieldConsent:
		return col.yesNo(r.IntN(100) < col.Yes)
	case len(col.Options) == 0:
		return p.data()[col.Field]
	case col.Many:
		some := slices.Clone(col.Options)
		r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		return strings.Join(some[:1+r.IntN(len(some))], ", ")
	}
	she, he, differ := strings.Cut(pick(r, col.Options), "|")
	if differ && !p.feminine {
		return he
	}
	return she
}

// data is what a form knows of a person, by field; the group is that of the region.
func (p invented) data() map[string]string {
	return map[string]string{event.FieldEmail: p.email, event.FieldName: p.given + " " + p.family, event.FieldGiven: p.given,
		event.FieldFamily: p.family, event.FieldInstitution: p.institution, event.FieldTown: p.town, event.FieldVoivodeship: p.voivodeship,
		event.FieldPhone: p.phone, event.FieldGroup: p.voivodeship}
}

// yesNo answers in the words of the form, yes first.
func (col answers) yesNo(yes bool) string {
	if yes {
		return col.Options[0]
	}
	return col.Options[1]
}

// mapping says which field each column is, as an organizer would confirm it.
func (c crowd) mapping() event.Mapping {
	m := event.Mapping{}
	for _, col := range c.Columns {
		m[col.Header] = col.Field
	}
	return m
}
