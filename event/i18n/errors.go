package i18n

import (
	"errors"
	"unicode"
	"unicode/utf8"
)

// coded is what an error of the domain tells about itself. Asking for it by
// its methods keeps this package free of the domain.
type coded interface {
	ErrorCode() string
	ErrorArgs() map[string]any
	ErrorField() string
}

// Error returns the sentence for people: the text of "error." and the code of
// the error, or a general sentence for an error without a code. A code that
// has no text yet is added to the general sentence in brackets.
func (p *Printer) Error(err error) string {
	if err == nil {
		return ""
	}
	var e coded
	if !errors.As(err, &e) || e.ErrorCode() == "" {
		return p.T("error.generic")
	}
	id := "error." + e.ErrorCode()
	if !p.Has(id) {
		return p.T("error.generic") + " (" + e.ErrorCode() + ")"
	}
	data := Args{"Field": e.ErrorField()}
	for name, value := range e.ErrorArgs() {
		data[name] = quoted(value)
	}
	data["Field"] = p.fieldLabel(data["Field"])
	var plural any
	if count, ok := data["Count"].(int); ok {
		plural = count
	}
	return capitalised(p.localize(id, plural, data))
}

// fieldLabel is what people call an input; "" for one without a name, so that
// the sentence says "this field".
func (p *Printer) fieldLabel(field any) string {
	name, _ := field.(string)
	if id := "field." + name; p.Has(id) {
		return p.T(id)
	}
	return ""
}

// capitalised is for sentences whose beginning, such as the number of a row,
// may be left out.
func capitalised(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
