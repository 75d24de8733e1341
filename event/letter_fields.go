package event

import "strings"

// IsForm reports whether a field is a choice by the form of address: {ukończyła|ukończył|ukończył(a)}.
func IsForm(field string) bool { return strings.Contains(field, "|") }

// AddressForm chooses from words parted by bars by a form of address: feminine|masculine|neutral. Where there are two,
// both stand for somebody whose form of address is not known.
func AddressForm(words string, address FormOfAddress) string {
	parts := strings.Split(words, "|")
	switch {
	case address == Feminine:
		return parts[0]
	case address == Masculine && len(parts) > 1:
		return parts[1]
	case len(parts) > 2:
		return parts[2]
	case len(parts) > 1 && parts[0] != "" && parts[1] != "":
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// FillForms puts what stands for the fields into words, as FillText does, and chooses the grammar of fields with
// bars in them by the form of address.
func FillForms(template string, address FormOfAddress, fields map[string]string) string {
	return FillText(template, func(name string) string {
		if IsForm(name) {
			return AddressForm(name, address)
		}
		return fields[name]
	})
}
