package event

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// combined are the letters that some systems write as a letter and a mark of its own.
var combined = func() map[[2]rune]rune {
	m := map[[2]rune]rune{}
	for mark, pairs := range map[rune]string{
		0x0328: "aąAĄeęEĘ", 0x0307: "zżZŻ",
		0x0301: "cćCĆnńNŃoóOÓsśSŚzźZŹaáAÁeéEÉiíIÍuúUÚyýYÝ",
		0x0308: "aäAÄoöOÖuüUÜeëEË", 0x030c: "cčCČsšSŠzžZŽrřRŘeěEĚnňNŇ", 0x0300: "aàAÀeèEÈ", 0x0302: "aâAÂeêEÊoôOÔ",
		0x030a: "uůUŮaåAÅ", 0x0327: "cçCÇ", 0x0303: "nñNÑ",
	} {
		letters := []rune(pairs)
		for i := 0; i+1 < len(letters); i += 2 {
			m[[2]rune{letters[i], mark}] = letters[i+1]
		}
	}
	return m
}()

// CleanText makes letter and mark one letter, takes away what cannot be seen, and makes every run of
// white space one space; line ends stay.
func CleanText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last, space := rune(-1), rune(0)
	flush := func() {
		if last >= 0 {
			b.WriteRune(last)
		}
	}
	for _, r := range s {
		if isInvisible(r) {
			continue
		}
		if whole, ok := combined[[2]rune{last, r}]; ok && space == 0 {
			last = whole
			continue
		}
		if unicode.IsSpace(r) {
			if space != '\n' {
				space = ' '
			}
			if r == '\n' {
				space = '\n'
			}
			continue
		}
		flush()
		if space != 0 && last >= 0 {
			b.WriteRune(space)
		}
		last, space = r, 0
	}
	flush()
	return b.String()
}

func isInvisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff || r >= 0x202a && r <= 0x202e ||
		r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
}

var (
	titleWords = wordSet("prof dr hab mgr inz lic lek med doc ks bp abp mec adw arch phd msc ma ba mba zw nadzw")
	// titleMore are parts of a title only after another part: dr n. hum., prof. UJ.
	titleMore  = wordSet("n hum spol ekon tech farm wet stom prawn pr n.med n.hum n.spol uw uj uam us umk umcs kul sgh pw")
	courtesies = wordSet("pan pani pp mr mrs ms")
	particles  = wordSet("von van de der den di da del della dalla la le du dos el bin ibn zu zur ter ten af")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// SplitName cuts a full name into title, given and family name. familyFirst says that the list writes
// the family name first; a comma or capitals say it of one name alone.
func SplitName(full string, familyFirst bool) Name {
	full = joinHyphens(strings.ReplaceAll(CleanText(full), "\n", " "))
	before, after, comma := strings.Cut(full, ",")
	words, title := takeTitle(strings.Fields(before))
	rest, titleAfter := takeTitle(strings.Fields(after))
	title = append(title, titleAfter...)
	n := Name{Title: strings.Join(title, " ")}
	if comma && len(rest) > 0 {
		n.Family, n.Given = strings.Join(words, " "), strings.Join(rest, " ")
		return n.repaired()
	}
	words, titleAfter = trailingTitle(words)
	n.Title = strings.TrimSpace(n.Title + " " + strings.Join(titleAfter, " "))
	cut, first := familyPart(words, familyFirst)
	if first {
		n.Family, n.Given = strings.Join(words[:cut], " "), strings.Join(words[cut:], " ")
	} else {
		n.Given, n.Family = strings.Join(words[:cut], " "), strings.Join(words[cut:], " ")
	}
	return n.repaired()
}

// joinHyphens closes up Kowalska - Nowak.
func joinHyphens(s string) string {
	for _, dash := range []string{" - ", " – ", "- ", " -", "–", "‑"} {
		s = strings.ReplaceAll(s, dash, "-")
	}
	return s
}

// takeTitle takes titles and courtesies off the front. The last word is never taken for one: it may be
// all that is left of a name.
func takeTitle(words []string) (rest, title []string) {
	for len(words) > 0 {
		w := titleKey(words[0])
		switch {
		case courtesies[w] && len(words) > 1:
		case titleWords[w] || len(title) > 0 && titleMore[w]:
			title = append(title, words[0])
		default:
			return words, title
		}
		words = words[1:]
	}
	return words, title
}

// trailingTitle takes titles off the end: Anna Nowak PhD.
func trailingTitle(words []string) (rest, title []string) {
	for len(words) > 2 && titleWords[titleKey(words[len(words)-1])] {
		title = append([]string{words[len(words)-1]}, title...)
		words = words[:len(words)-1]
	}
	return words, title
}

func titleKey(word string) string { return strings.Trim(Fold(word), " ") }

// familyPart says where the family name is: words[:cut] if first, else words[cut:]. Capitals decide, then
// the list's habit.
func familyPart(words []string, familyFirst bool) (cut int, first bool) {
	n := len(words)
	if n == 0 {
		return 0, false
	}
	head := slices.IndexFunc(words, isOrdinary) // words in capitals at the front
	tail := n                                   // and at the back
	for tail > 0 && !isOrdinary(words[tail-1]) {
		tail--
	}
	switch {
	case head > 0 && tail == n:
		return head, true
	case head == 0 && tail < n:
		return withParticles(words, tail), false
	case familyFirst:
		cut = 1
		for cut < n && particles[Fold(words[cut-1])] {
			cut++
		}
		return cut, true
	}
	cut = n - 1
	// A family name of two words without a hyphen shows by the ending of its first word.
	for cut > 1 && isFamilyEnding(words[cut-1]) {
		cut--
	}
	return withParticles(words, cut), false
}

func isOrdinary(word string) bool { return !isCapitals(word) }

func withParticles(words []string, cut int) int {
	for cut > 1 && particles[Fold(words[cut-1])] {
		cut--
	}
	return cut
}

func isFamilyEnding(word string) bool {
	f := Fold(word)
	for _, ending := range []string{"ski", "ska", "cki", "cka", "dzki", "dzka", "wicz", "czyk"} {
		if len(f) > len(ending)+1 && strings.HasSuffix(f, ending) {
			return true
		}
	}
	return false
}

// isCapitals reports a word of at least two letters without a small one.
func isCapitals(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// repaired writes names that are all capitals the usual way, and leaves every other spelling alone.
func (n Name) repaired() Name {
	n.Given, n.Family = RepairCase(n.Given), RepairCase(n.Family)
	return n
}

// RepairCase writes KOWALSKA-NOWAK as Kowalska-Nowak; a word with a small letter stays as it is.
func RepairCase(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		switch {
		case !isCapitals(w):
			continue
		case particles[Fold(w)] && len(words) > 1:
			words[i] = strings.ToLower(w)
			continue
		}
		var b strings.Builder
		start := true
		for _, r := range w {
			if start {
				b.WriteRune(unicode.ToUpper(r))
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
			start = !unicode.IsLetter(r)
		}
		words[i] = b.String()
	}
	return strings.Join(words, " ")
}

// polishOrder ranks the letters that are not in their place otherwise: ą after a, ł after l, ź before ż.
var polishOrder = func() map[rune]rune {
	m := map[rune]rune{}
	for i, r := range []rune("0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż") {
		m[r] = rune(i)
	}
	return m
}()

// ComparePolish orders two texts as a Polish list does: letters with their marks after those without,
// marks that Polish does not know ignored, hyphens and spaces as one gap.
func ComparePolish(a, b string) int {
	return cmp.Or(strings.Compare(polishKey(a), polishKey(b)), strings.Compare(a, b))
}

// polishKey is a text whose plain order is the Polish order of s.
func polishKey(s string) string {
	const gap, first = '\x01', '\x02'
	key := make([]rune, 0, len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		if rank, ok := polishOrder[r]; ok {
			key = append(key, first+rank)
			continue
		}
		if plain, ok := foldTable[r]; ok {
			for _, p := range plain {
				key = append(key, first+polishOrder[p])
			}
			continue
		}
		if unicode.IsLetter(r) {
			key = append(key, 1000+r) // other alphabets follow
		} else if len(key) > 0 && key[len(key)-1] != gap {
			key = append(key, gap)
		}
	}
	return string(key)
}
