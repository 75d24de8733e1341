package event

import (
	"slices"
	"strings"
	"unicode"
)

// Label is what a line is called: its letters.
func (q Queue) Label() string {
	if q.From == q.To {
		return q.From
	}
	return q.From + "–" + q.To
}

// SplitQueues divides the confirmed people by the beginnings of their family names, in Polish order, into at
// most n lines that are as equal as can be. A letter stays whole unless it alone is more than the share of a
// line; then its second letters decide. The lines together cover the alphabet, so that somebody who is on no
// list finds one too.
func SplitQueues(entries []Entry, n int) []Queue {
	heads := headsOf(entries, max(n, 1))
	if len(heads) == 0 {
		return nil
	}
	cuts := evenCuts(heads, min(max(n, 1), len(heads)))
	queues := make([]Queue, len(cuts))
	for i, from := range cuts {
		to := len(heads)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		q := Queue{From: firstLetter, To: lastLetter}
		for _, h := range heads[from:to] {
			q.People += h.people
		}
		if i > 0 {
			q.From = beginning(heads, from)
			queues[i-1].To = before(q.From, heads[from-1].text)
		}
		queues[i] = q
	}
	return queues
}

// LineOf is the place of the queue in which somebody with a family name stands.
func LineOf(queues []Queue, family string) int {
	for i := len(queues) - 1; i > 0; i-- {
		if ComparePolish(family, queues[i].From) >= 0 {
			return i
		}
	}
	return 0
}

// head is how family names begin, and how many do.
type head struct {
	text   string // one letter, or two of a letter that is divided; "": those without a name
	people int
}

// headsOf counts the confirmed people by first letters, and those of a letter with more than a line's share
// by the first two.
func headsOf(entries []Entry, n int) []head {
	var names []string
	for _, e := range entries {
		if e.Status == Confirmed {
			names = append(names, e.Who.Name.Family)
		}
	}
	slices.SortFunc(names, ComparePolish)
	var heads []head
	first := 0
	for _, one := range countHeads(names, 1) {
		if one.people*n > len(names) {
			heads = append(heads, countHeads(names[first:first+one.people], 2)...)
		} else {
			heads = append(heads, one)
		}
		first += one.people
	}
	return heads
}

// countHeads parts names that are in order where their first letters change.
func countHeads(names []string, letters int) []head {
	var heads []head
	for _, name := range names {
		text := headOf(name, letters)
		if len(heads) == 0 || heads[len(heads)-1].text != text {
			heads = append(heads, head{text: text})
		}
		heads[len(heads)-1].people++
	}
	return heads
}

// headOf is the beginning of a name as lists sort it: Ł is a letter of its own, Ö is an O. A name whose
// second letter is none (O'Hara) has one letter.
func headOf(name string, letters int) string {
	var out []rune
	for _, r := range name {
		r = unicode.ToLower(r)
		_, known := polishOrder[r]
		switch plain := foldTable[r]; {
		case known:
			out = append(out, r)
		case plain != "":
			out = append(out, []rune(plain)...)
		case unicode.IsLetter(r):
			out = append(out, r)
		case len(out) > 0:
			letters = min(letters, len(out))
		}
		if len(out) >= letters {
			break
		}
	}
	out = out[:min(letters, len(out))]
	if len(out) > 0 {
		out[0] = unicode.ToUpper(out[0])
	}
	return string(out)
}

// evenCuts divides heads into n runs, none of them empty, so that the sum of the squares of their people is
// least, and returns where each begins.
func evenCuts(heads []head, n int) []int {
	sums := make([]int, len(heads)+1)
	for i, h := range heads {
		sums[i+1] = sums[i] + h.people
	}
	const none = -1
	least := make([][]int, n+1) // by runs and heads taken
	cut := make([][]int, n+1)
	for k := range least {
		least[k] = slices.Repeat([]int{none}, len(sums))
		cut[k] = make([]int, len(sums))
	}
	least[0][0] = 0
	for k := 1; k <= n; k++ {
		for end := k; end <= len(heads); end++ {
			for begin := k - 1; begin < end; begin++ {
				if least[k-1][begin] == none {
					continue
				}
				run := sums[end] - sums[begin]
				if sum := least[k-1][begin] + run*run; least[k][end] == none || sum < least[k][end] {
					least[k][end], cut[k][end] = sum, begin
				}
			}
		}
	}
	cuts := make([]int, n)
	for k, end := n, len(heads); k > 0; k-- {
		end = cut[k][end]
		cuts[k-1] = end
	}
	return cuts
}

// The letters that family names begin with, in Polish order, and those that come second. What hardly any name
// begins with is left out: a sign says "K–P", and Q still stands there.
const (
	nameLetters = "ABCĆDEFGHIJKLŁMNOÓPRSŚTUVWYZŹŻ"
	bodyLetters = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"
	firstLetter = "A"
	lastLetter  = "Ż"
)

// beginning is what the heads from one on begin with: a whole letter where it is not divided by the cut.
func beginning(heads []head, at int) string {
	text := []rune(heads[at].text)
	if len(text) < 2 || headOf(heads[at-1].text, 1) != string(text[:1]) {
		return string(text[:min(1, len(text))])
	}
	return string(text)
}

// before is the end of the line before the one that begins with next; taken is the last that it has.
func before(next, taken string) string {
	runes := []rune(next)
	if len(runes) == 2 {
		letters := []rune(bodyLetters)
		if at := slices.Index(letters, runes[1]); at > 0 {
			return string(runes[0]) + string(letters[at-1])
		}
		return taken
	}
	last := headOf(taken, 1)
	if at := strings.Index(nameLetters, next); at > 0 {
		letters := []rune(nameLetters[:at])
		if letter := string(letters[len(letters)-1]); ComparePolish(letter, last) > 0 {
			return letter
		}
	}
	return last
}
