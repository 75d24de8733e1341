package help

import (
	"cmp"
	"slices"
	"strings"

	"zlot/event"
)

// Hit is a topic that was found.
type Hit struct {
	Topic Topic
	// Block is where in the topic the words stand: the heading above them, or 0.
	Block int
	// Heading is that heading; empty: the words stand before the first one.
	Heading string
	// Excerpt is a piece of the text around the words; empty: they are in a title or heading.
	Excerpt string
}

// What a word is worth by where it stands.
const (
	inTitle    = 80
	inHeading  = 45
	inKeywords = 40
	inSummary  = 12
	inText     = 5
	wholeWord  = 2 // times as much as the beginning of a word
	otherEnd   = 3 // parts of it for a word in another form
)

// leastStem is how much of a word stays when its ending is cut off, and mostEnding how long an ending is: help is
// looked for in other cases than it is written in.
const (
	leastStem  = 4
	mostEnding = 3
)

// index is a topic as it is searched.
type index struct {
	title, keywords, summary []string
	sections                 []section
}

// section is a heading with what stands under it.
type section struct {
	block          int // of the heading
	heading, words []string
}

func newIndex(t Topic) index {
	x := index{
		title: fold(t.Title), keywords: fold(strings.Join(t.Keywords, " ")), summary: fold(t.Summary),
		sections: []section{{}},
	}
	for i, b := range t.Blocks {
		if b.Kind == Heading {
			x.sections = append(x.sections, section{block: i, heading: fold(b.Text())})
			continue
		}
		last := &x.sections[len(x.sections)-1]
		last.words = append(last.words, fold(b.Text())...)
	}
	return x
}

func fold(s string) []string { return strings.Fields(event.Fold(s)) }

// idle are words that say nothing of what is looked for, in both languages: people ask in sentences.
var idle = fold(`nie działa działają działać jest są być mam mamy masz ma mogę można czy jak co gdy kiedy gdzie dlaczego
	czemu się to ten ta do w we na z ze za o od po dla i a u by mi mój moja moje
	not doesn't does do don't didn't isn't work works working have has had no how what when where why which the a an is
	are be can can't cannot could i my me it to of in on at for with and`)

// telling are the words of a query that say what is looked for; all of them where none does.
func telling(query string) []string {
	words := fold(query)
	told := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(idle, w) })
	if len(told) == 0 {
		return words
	}
	return told
}

// Search finds the topics that have all the telling words, best first: folded, in any order, from their beginning, and
// in other forms too.
func (b *Book) Search(query string) []Hit {
	words := telling(query)
	if len(words) == 0 {
		return nil
	}
	type scored struct {
		hit   Hit
		score int
	}
	var found []scored
	for i, x := range b.indexes {
		score, best := x.score(words)
		if score == 0 {
			continue
		}
		found = append(found, scored{b.Topics[i].hit(x.sections[best], words), score})
	}
	slices.SortStableFunc(found, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	hits := make([]Hit, len(found))
	for i, f := range found {
		hits[i] = f.hit
	}
	return hits
}

// score is what a topic is worth to somebody who looks for words, 0 where one is missing, and its best section.
func (x index) score(words []string) (total, best int) {
	bySection := make([]int, len(x.sections))
	for _, word := range words {
		score := max(inTitle*worth(word, x.title), inKeywords*worth(word, x.keywords), inSummary*worth(word, x.summary))
		for i, s := range x.sections {
			here := max(inHeading*worth(word, s.heading), inText*worth(word, s.words))
			bySection[i] += here
			score = max(score, here)
		}
		if score == 0 {
			return 0, 0
		}
		total += score
	}
	for i, score := range bySection {
		if score > bySection[best] {
			best = i
		}
	}
	return total, best
}

// worth is how well the best of some words fits the one looked for.
func worth(word string, among []string) (best int) {
	for _, w := range among {
		best = max(best, fits(word, w))
	}
	return best
}

func fits(word, found string) int {
	switch {
	case word == found:
		return wholeWord * otherEnd
	case strings.HasPrefix(found, word):
		return otherEnd
	case sameStem(word, found):
		return 1
	}
	return 0
}

// sameStem tells whether two words differ in their endings only.
func sameStem(a, b string) bool {
	common := 0
	for common < min(len(a), len(b)) && a[common] == b[common] {
		common++
	}
	return common >= leastStem && len(a)-common <= mostEnding && len(b)-common <= mostEnding
}

// hit is a topic as it is shown among what was found.
func (t Topic) hit(s section, words []string) Hit {
	h := Hit{Topic: t, Block: s.block, Excerpt: t.excerpt(s.block, words)}
	if s.heading != nil {
		h.Heading = t.Blocks[s.block].Text()
	}
	return h
}

// The length of an excerpt in words, and how many stand before the first that was found.
const (
	excerptWords  = 18
	excerptBefore = 5
)

// excerpt is a piece of a section, of the block that has most of the words.
func (t Topic) excerpt(from int, words []string) string {
	var most int
	var text string
	for i := from; i < len(t.Blocks); i++ {
		b := t.Blocks[i]
		if b.Kind == Heading {
			if i > from {
				break
			}
			continue
		}
		if n := hits(fold(b.Text()), words); n > most {
			most, text = n, b.Text()
		}
	}
	return cut(text, words)
}

func hits(text, words []string) (n int) {
	for _, w := range words {
		if worth(w, text) > 0 {
			n++
		}
	}
	return n
}

// cut shortens a text around the first of some words.
func cut(text string, words []string) string {
	all := strings.Fields(text)
	first := slices.IndexFunc(all, func(w string) bool { return hits(fold(w), words) > 0 })
	from := max(min(first-excerptBefore, len(all)-excerptWords), 0)
	to := min(from+excerptWords, len(all))
	piece := strings.Join(all[from:to], " ")
	if from > 0 {
		piece = "… " + piece
	}
	if to < len(all) {
		piece += " …"
	}
	return piece
}
