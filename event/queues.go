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
	lines := splitLines(entries, n)
	queues := make([]Queue, len(lines))
	for i, l := range lines {
		queues[i] = l.Queue
	}
	return queues
}

// line is a queue with its people in Polish order.
type line struct {
	Queue
	entries []Entry
}

// splitLines is SplitQueues with the people of each line.
func splitLines(entries []Entry, n int) []line {
	heads := headsOf(entries, max(n, 1))
	if len(heads) == 0 {
		return nil
	}
	sizes := make([]int, len(heads))
	for i, h := range heads {
		sizes[i] = len(h.entries)
	}
	cuts := evenCuts(sizes, min(max(n, 1), len(heads)))
	lines := make([]line, len(cuts))
	for i, from := range cuts {
		to := len(heads)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		for _, h := range heads[from:to] {
			lines[i].entries = append(lines[i].entries, h.entries...)
		}
		lines[i].People = len(lines[i].entries)
		lines[i].From, lines[i].To = firstLetter, lastLetter
		if i > 0 {
			lines[i].From = beginning(heads, from)
			lines[i-1].To = before(lines[i].From, heads[from-1].text)
		}
	}
	return lines
}

// head is the people whose family names begin alike.
type head struct {
	text    string // one letter, or two of a letter that is divided; "": those without a name
	entries []Entry
}

// headsOf gathers the confirmed people by first letters, and those of a letter with more than a line's share
// by the first two.
func headsOf(entries []Entry, n int) []head {
	var people []Entry
	for _, e := range entries {
		if e.Status == Confirmed {
			people = append(people, e)
		}
	}
	slices.SortStableFunc(people, func(a, b Entry) int {
		return ComparePolish(a.Who.Name.Family+" "+a.Who.Name.Given, b.Who.Name.Family+" "+b.Who.Name.Given)
	})
	var heads []head
	for _, one := range gatherHeads(people, 1) {
		if len(one.entries)*n > len(people) {
			heads = append(heads, gatherHeads(one.entries, 2)...)
			continue
		}
		heads = append(heads, one)
	}
	return heads
}

// gatherHeads parts people who are in order where the first letters of their names change.
func gatherHeads(people []Entry, letters int) []head {
	var heads []head
	for _, e := range people {
		text := headOf(e.Who.Name.Family, letters)
		if len(heads) == 0 || heads[len(heads)-1].text != text {
			heads = append(heads, head{text: text})
		}
		last := &heads[len(heads)-1]
		last.entries = append(last.entries, e)
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

// evenCuts divides sizes into n runs, none of them empty, so that the sum of their squares is least, and
// returns where each begins.
func evenCuts(sizes []int, n int) []int {
	sums := make([]int, len(sizes)+1)
	for i, s := range sizes {
		sums[i+1] = sums[i] + s
	}
	const none = -1
	least := make([][]int, n+1) // by runs and sizes taken
	cut := make([][]int, n+1)
	for k := range least {
		least[k] = slices.Repeat([]int{none}, len(sums))
		cut[k] = make([]int, len(sums))
	}
	least[0][0] = 0
	for k := 1; k <= n; k++ {
		for end := k; end <= len(sizes); end++ {
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
	for k, end := n, len(sizes); k > 0; k-- {
		end = cut[k][end]
		cuts[k-1] = end
	}
	return cuts
}

// The letters that family names begin with, in Polish order (Ą, Ę and Ń begin none), and those that come
// second.
const (
	nameLetters = "ABCĆDEFGHIJKLŁMNOÓPQRSŚTUVWXYZŹŻ"
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
	if at := strings.Index(nameLetters, next); at > 0 {
		letters := []rune(nameLetters[:at])
		return string(letters[len(letters)-1])
	}
	return headOf(taken, 1)
}
