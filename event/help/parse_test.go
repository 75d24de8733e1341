package help

import (
	"reflect"
	"strings"
	"testing"
)

const front = "---\ntitle: Próba\nsummary: O próbie.\nscreens: home, badges\norder: 10\nkeywords: test, w domu\n---\n"

func TestParse(t *testing.T) {
	topic, err := parse("try", []byte(front+`Wejdź w **Ustawienia** i naciśnij
`+"`F1`"+`, zobacz [odprawę](desk) *dziś*.

## Krok po kroku

3. Raz
4. Dwa
   i pół

- kropka

> Uwaga.

![Co widać.](home)
`))
	if err != nil {
		t.Fatal(err)
	}
	want := Topic{
		ID: "try", Title: "Próba", Summary: "O\u00a0próbie.", Screens: []string{"home", "badges"}, Order: 10,
		Keywords: []string{"test", "w domu"},
		Blocks: []Block{
			{Kind: Paragraph, Spans: []Span{
				{Text: "Wejdź w\u00a0"}, {Text: "Ustawienia", Style: Name}, {Text: " i\u00a0naciśnij "},
				{Text: "F1", Style: Key}, {Text: ", zobacz "}, {Text: "odprawę", Style: Link, Topic: "desk"},
				{Text: " "}, {Text: "dziś", Style: Stress}, {Text: "."},
			}},
			{Kind: Heading, Spans: []Span{{Text: "Krok po kroku"}}},
			{Kind: Item, Number: 3, Spans: []Span{{Text: "Raz"}}},
			{Kind: Item, Number: 4, Spans: []Span{{Text: "Dwa i\u00a0pół"}}},
			{Kind: Item, Spans: []Span{{Text: "kropka"}}},
			{Kind: Note, Spans: []Span{{Text: "Uwaga."}}},
			{Kind: Picture, Spans: []Span{{Text: "Co widać."}}, Picture: "home"},
		},
	}
	if !reflect.DeepEqual(topic, want) {
		t.Errorf("got  %+v\nwant %+v", topic, want)
	}
}

func TestParse_RefusesWhatCannotBeShown(t *testing.T) {
	for name, source := range map[string]string{
		"no front matter":   "Tekst.",
		"no end of it":      "---\ntitle: a\n",
		"nothing in it":     "---\n\n---\nTekst.",
		"an unknown key":    strings.Replace(front, "order", "place", 1),
		"an order of words": strings.Replace(front, "10", "first", 1),
		"another heading":   front + "# Duży\n",
		"a table of HTML":   front + "<table></table>\n",
		"HTML in a text":    front + "Raz<br>dwa\n",
		"a picture within":  front + "Raz ![a](b) dwa\n",
		"a list in a list":  front + "- a\n  - b\n",
		"a long note":       front + "> a\n>\n> b\n",
		"code":              front + "```\na\n```\n",
		"a line":            front + "a\n\n***\n",
		"an address":        front + "<https://example.org>\n",
	} {
		if topic, err := parse("try", []byte(source)); err == nil {
			t.Errorf("%s: read as %+v", name, topic)
		}
	}
}
