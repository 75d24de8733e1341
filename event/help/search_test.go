package help

import (
	"strings"
	"testing"
	"testing/fstest"
)

func searched(t *testing.T) *Book {
	t.Helper()
	topic := func(title, order, keywords, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\nsummary: Krótko.\norder: " + order + "\nkeywords: " + keywords + "\n---\n" + body)}
	}
	b, err := read(fstest.MapFS{
		"badges.pl.md":  topic("Identyfikatory", "20", "drukarka, etykiety", "Zanim wydrukujesz.\n\n## Łóżko na papier\n\nUstaw zajączka drukarki na środku kartki i wydrukuj jedną stronę próbną, zanim na papier pójdzie cała reszta tego, co ma być gotowe na rano.\n"),
		"desk.pl.md":    topic("Odprawa", "30", "wejście", "Skanuj.\n\n## Identyfikatory zgubione\n\nWydrukuj nowy.\n"),
		"failure.pl.md": topic("Gdy coś nie działa", "40", "awaria", "Drukarka milczy.\n"),
		"other.en.md":   topic("Other", "10", "printer", "Badges.\n"),
	}, "pl")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBook_Search(t *testing.T) {
	b := searched(t)
	for _, c := range []struct{ query, want string }{
		{"identyfikatory", "badges desk"}, // a title before a heading
		{"ident", "badges desk"},
		{"DRUKARKA", "badges failure"}, // keywords before the text
		{"drukarkami", "badges failure"},
		{"lozko", "badges"},
		{"papier łóżko", "badges"},
		{"lo pap", "badges"},
		{"nowy identyfikator", "desk"},
		{"dzia", "failure"},
		{"druk papieru zając", "badges"},
		{"nic takiego", ""},
		{"printer", ""},
		{" ", ""},
	} {
		var got []string
		for _, hit := range b.Search(c.query) {
			got = append(got, hit.Topic.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q found %v, want %s", c.query, got, c.want)
		}
	}
}

func TestBook_SearchShowsWhere(t *testing.T) {
	b := searched(t)
	hit := b.Search("stronę próbną")[0]
	if hit.Heading != "Łóżko na papier" || hit.Topic.Blocks[hit.Block].Kind != Heading ||
		!strings.HasPrefix(hit.Excerpt, "… ") || !strings.HasSuffix(hit.Excerpt, " …") || !strings.Contains(hit.Excerpt, "próbną") {
		t.Errorf("found %+v", hit)
	}
	if hit := b.Search("odprawa")[0]; hit.Block != 0 || hit.Heading != "" || hit.Excerpt != "" {
		t.Errorf("found %+v", hit)
	}
}

// What people type when something goes wrong finds what helps them.
func TestBook_SearchAsPeopleAsk(t *testing.T) {
	for _, c := range []struct{ lang, query, topic, heading string }{
		{"pl", "skaner nie działa", "scanners", ""},
		{"pl", "zapomniany PIN", "failure", "Zapomniany PIN albo hasło"},
		{"pl", "zapomniałem PIN-u", "failure", "Zapomniany PIN albo hasło"},
		{"pl", "nie mam internetu", "failure", "Nie ma internetu"},
		{"pl", "jak dodać osobę do listy", "registrations", ""},
		{"pl", "nie działa", "failure", ""},
		{"en", "the scanner doesn't work", "scanners", ""},
		{"en", "forgotten PIN", "failure", "A\u00a0forgotten PIN or password"},
		{"en", "no internet", "failure", "No internet"},
	} {
		hits := Open(c.lang).Search(c.query)
		if len(hits) == 0 {
			t.Errorf("%q finds nothing", c.query)
			continue
		}
		if h := hits[0]; h.Topic.ID != c.topic || c.heading != "" && h.Heading != c.heading {
			t.Errorf("%q finds %s, %q first, want %s, %q", c.query, h.Topic.ID, h.Heading, c.topic, c.heading)
		}
	}
}

func BenchmarkBook_Search(b *testing.B) {
	book := Open("pl")
	for b.Loop() {
		book.Search("drukarka ident")
	}
}
