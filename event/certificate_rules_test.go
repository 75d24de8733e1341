package event

import (
	"math"
	"testing"
)

func TestCheckKinds(t *testing.T) {
	good := CertificateKind{ID: "a", Title: "Uczestnictwo", Pattern: "Z/{year}/{n:4}"}
	with := func(change func(*CertificateKind)) []CertificateKind {
		k := good
		change(&k)
		return []CertificateKind{k}
	}
	for name, c := range map[string]struct {
		kinds []CertificateKind
		field string
	}{
		"good":           {[]CertificateKind{good}, ""},
		"no title":       {with(func(k *CertificateKind) { k.Title = "" }), ""},
		"two of one id":  {[]CertificateKind{good, good}, "id"},
		"two, no title":  {[]CertificateKind{good, {ID: "b", Pattern: good.Pattern}}, "title"},
		"no counter":     {with(func(k *CertificateKind) { k.Pattern = "Z/{year}" }), "pattern"},
		"over a hundred": {with(func(k *CertificateKind) { k.Rule.MinPercent = 101 }), "min_percent"},
		"no number":      {with(func(k *CertificateKind) { k.Rule.MinHours = math.NaN() }), "min_hours"},
		"less than none": {with(func(k *CertificateKind) { k.Rule.MinHours = -1 }), "min_hours"},
	} {
		err := CheckKinds(c.kinds)
		known, _ := err.(*Error)
		if c.field == "" && err != nil || c.field != "" && (known == nil || known.Field != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
