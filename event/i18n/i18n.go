// Package i18n turns ids into text for people: Polish by default, English
// second. Texts live in assets/locale/<area>.<lang>.json; no sentence is
// written in Go code. Below this package there are only codes and values.
package i18n

import (
	"maps"
	"strconv"
	"strings"
	"time"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// Polish and English are the languages a Printer can speak.
const (
	Polish  = "pl"
	English = "en"
)

// Args are the values that a text's {{.Name}} placeholders stand for.
type Args = map[string]any

// Printer writes text, dates and numbers in one language. It is safe for
// concurrent use; to change the language, take another Printer.
type Printer struct {
	lang      string
	catalogue *catalogue
	localizer *goi18n.Localizer
}

// New returns the printer for "pl" or "en"; anything else is Polish.
// Ids that English lacks are answered in Polish.
func New(lang string) *Printer {
	if lang != English {
		lang = Polish
	}
	c := loadOnce()
	return &Printer{lang: lang, catalogue: c, localizer: goi18n.NewLocalizer(c.bundle, lang)}
}

// Lang is "pl" or "en".
func (p *Printer) Lang() string { return p.lang }

// Has tells whether the id has a text, be it only the Polish one.
func (p *Printer) Has(id string) bool { return p.catalogue.ids[id] }

// T returns the text of an id. Decimals, times and lists among the arguments
// are written the way people write them. An id without a text comes back as ⟦id⟧, so
// that eyes and tests find it.
func (p *Printer) T(id string, args ...Args) string {
	return p.localize(id, nil, merged(args))
}

// N returns the plural form of an id that fits count; {{.Count}} in the text
// is the count, grouped in thousands.
func (p *Printer) N(id string, count int, args ...Args) string {
	data := Args{"Count": p.integer(int64(count))}
	maps.Copy(data, merged(args))
	return p.localize(id, count, data)
}

// localize finds the text; plural is nil, an int, or a decimal number as
// text such as "1.5", which Polish declines differently from whole numbers.
func (p *Printer) localize(id string, plural any, data Args) string {
	values := make(Args, len(data)) // not nil: go-i18n would fill in its own
	for name, value := range data {
		values[name] = p.readable(value)
	}
	// The error only repeats what is already visible in the answer: the id is
	// unknown, or its text was taken from the other language.
	text, _ := p.localizer.Localize(&goi18n.LocalizeConfig{
		MessageID:    id,
		TemplateData: values,
		PluralCount:  plural,
	})
	if text == "" && !p.Has(id) {
		return "⟦" + id + "⟧"
	}
	return strings.ReplaceAll(text, "<no value>", "⟦?⟧")
}

func merged(args []Args) Args {
	if len(args) == 1 {
		return args[0]
	}
	all := Args{}
	for _, a := range args {
		maps.Copy(all, a)
	}
	return all
}

// pluralOperand writes a number the way the plural rules read it.
func pluralOperand(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// readable shows dates and decimals the way people write them. Whole numbers
// stay as they are: they may be ports, rows or years.
func (p *Printer) readable(value any) any {
	switch v := value.(type) {
	case time.Time:
		if v.Hour() == 0 && v.Minute() == 0 && v.Second() == 0 {
			return p.Date(v)
		}
		return p.ShortDate(v) + ", " + p.Time(v)
	case float64:
		return p.decimal(v)
	case []string:
		return strings.Join(v, ", ")
	}
	return value
}
