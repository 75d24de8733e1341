package event

import "testing"

func TestFillText(t *testing.T) {
	fields := map[string]string{"given": "Anna", "family": "Nowak", "town": "Gdynia", "number": "147", "box": "N", "empty": " "}
	for template, want := range map[string]string{
		"{given} {family}":                     "Anna Nowak",
		"{institution} · {town}":               "Gdynia",
		"{institution} – {town}":               "Gdynia",
		"{town} · {institution}":               "Gdynia",
		"{given}, {institution} · {town}":      "Anna, Gdynia",
		"{unknown}":                            "",
		"{empty}":                              "",
		"nr {number}":                          "nr 147",
		"{institution}nr {number}":             "nr 147",
		"Wi-Fi: zlot, {given}":                 "Wi-Fi: zlot, Anna",
		"plain - words":                        "plain - words",
		"– {given} –":                          "– Anna –",
		"{given}\n{institution}\n{town}":       "Anna\nGdynia",
		"first\n\nlast {number}":               "first\n\nlast 147",
		"{given":                               "{given",
		"}{given}{":                            "}Anna{",
		"{box} {number}":                       "N 147",
		"{institution} · {unknown} · {number}": "147",
		"{given} · {unknown} · {unknown}":      "Anna",
	} {
		if got := FillText(template, func(name string) string { return fields[name] }); got != want {
			t.Errorf("%q became %q, want %q", template, got, want)
		}
	}
}

func FuzzFillText(f *testing.F) {
	f.Add("{given} · {family}", "Anna")
	f.Add("}{", "{given}")
	f.Fuzz(func(t *testing.T, template, value string) {
		FillText(template, func(name string) string { return map[string]string{"given": value}[name] })
		for _, name := range TextFields(template) {
			if len(name) > len(template) {
				t.Errorf("%q has a field %q", template, name)
			}
		}
	})
}
