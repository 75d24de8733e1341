package doc

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
)

// Whatever a layout says has words in both languages: its name, its fields, and what is wrong with it.
func TestLayouts_Words(t *testing.T) {
	for _, language := range []string{i18n.Polish, i18n.English} {
		words := i18n.New(language)
		need := func(id string) {
			if !words.Has(id) {
				t.Errorf("%s: no words for %s", language, id)
			}
		}
		for _, name := range event.BadgeFields {
			need("layout.field." + name)
		}
		for _, l := range New().Layouts() {
			need(l.Title)
			for _, item := range append(l.Front, l.Back...) {
				for _, name := range event.TextFields(item.Text) {
					if strings.HasPrefix(name, event.LayoutWord) {
						need(name)
					}
				}
			}
			spelled := event.SpellLayout(l, func(id string) string { return words.T(id) })
			for _, item := range append(spelled.Front, spelled.Back...) {
				if strings.Contains(item.Text, event.LayoutWord) {
					t.Errorf("%s: %q is left", l.ID, item.Text)
				}
			}
		}
	}
}
