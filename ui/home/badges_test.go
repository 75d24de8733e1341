package home

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
)

// There may be more badges than people confirmed, and the words say why.
func TestSaysBadges(t *testing.T) {
	p := &Page{Deps: Deps{Printer: i18n.New("pl")}}
	for want, o := range map[string]event.Overview{
		"także dla osób bez potwierdzenia (2)": {Registered: 63, Waiting: 2, Badges: 65},
		"Wydrukowano 0 z 63":                   {Registered: 63, Badges: 63},
	} {
		if got := p.saysBadges(state{Overview: o}); !strings.HasSuffix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
