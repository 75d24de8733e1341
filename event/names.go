package event

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// CleanText makes letter and mark one letter, takes away what cannot be seen and what is too much, and makes every run
// of white space one space; line ends stay.
func CleanText(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	last, space := rune(-1), rune(0)
	flush := func() {
		if last >= 0 {
			b.WriteRune(last)
		}
	}
	marks := 0
	for _, r := range s {
		if isInvisible(r) {
			continue
		}
		if !unicode.IsMark(r) {
			marks = 0
		} else if marks++; marks > MaxMarks {
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

// isClean reports a text with nothing to clean away, as nearly all are.
func isClean(s string) bool {
	space := true // at the beginning
	for _, r := range s {
		if r == ' ' {
			if space {
				return false
			}
			space = true
			continue
		}
		if r < ' ' || r >= 0x7f && (r == 0x7f || r == utf8.RuneError || isInvisible(r) || unicode.IsSpace(r) || unicode.IsMark(r)) {
			return false
		}
		space = false
	}
	return !space || s == ""
}

var (
	titleWords = wordSet("prof dr hab mgr inz lic lek med doc ks bp abp mec adw arch phd msc ma ba mba zw nadzw")
	// titleMore are parts of a title only after another part: dr n. hum., prof. UJ.
	titleMore  = wordSet("n hum spol ekon tech farm wet stom prawn pr n.med n.hum n.spol uw uj uam us umk umcs kul sgh pw")
	courtesies = wordSet("pan pani pp mr mrs ms")
	// postOf are words after "prof." that say where.
	postOf    = wordSet("uczelni uniwersytetu instytutu politechniki akademii nadzw zw wizytujacy")
	particles = wordSet("von van de der den di da del della dalla la le du dos el bin ibn zu zur ter ten af")
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
	full, aside := takeAside(full)
	before, after, comma := strings.Cut(full, ",")
	words, title := takeTitle(strings.Fields(before))
	rest, titleAfter := takeTitle(strings.Fields(after))
	if len(titleAfter) > 0 && titleKey(titleAfter[0]) == "prof" { // prof. UJ stands before dr hab.
		for len(rest) > 0 && (len(rest[0]) <= 6 && isCapitals(rest[0]) || postOf[titleKey(rest[0])]) {
			titleAfter, rest = append(titleAfter, rest[0]), rest[1:]
		}
		title, titleAfter = append(titleAfter, title...), nil
	}
	title = append(title, titleAfter...)
	n := splitWords(words, rest, comma, familyFirst)
	n.Title = strings.TrimSpace(strings.Join(title, " ") + " " + n.Title)
	n.Family = strings.TrimSpace(n.Family + aside)
	return n
}

// takeAside takes off what stands in brackets at the end, as the name at birth does.
func takeAside(full string) (rest, aside string) {
	at := strings.LastIndex(full, " (")
	if at <= 0 || !strings.HasSuffix(full, ")") {
		return full, ""
	}
	return full[:at], full[at:]
}

func splitWords(words, rest []string, comma, familyFirst bool) (n Name) {
	if comma && len(rest) > 0 {
		n.Family, n.Given = strings.Join(words, " "), strings.Join(rest, " ")
		return n.repaired()
	}
	words, title := trailingTitle(words)
	n.Title = strings.Join(title, " ")
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
	if !strings.ContainsAny(s, "-–—‑−") {
		return s
	}
	for _, dash := range []string{"–", "—", "‑", "−", " - ", "- ", " -"} {
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
	}
	if first = familyFirst; n == 2 { // one row may be written the other way round
		front, back := isFamily(words[0]) && isGiven(words[1]), isGiven(words[0]) && isFamily(words[1])
		first = front || first && !back
	}
	if first {
		return familyAtFront(words), true
	}
	return familyAtBack(words), false
}

// familyAtFront counts the words of a family name before the given ones.
func familyAtFront(words []string) int {
	cut := 1
	for cut < len(words) && particles[Fold(words[cut-1])] {
		cut++
	}
	// A second word without a hyphen: Kowalska Nowak Anna.
	for cut+1 < len(words) && !isGiven(words[cut]) && isFamily(words[cut]) {
		cut++
	}
	return cut
}

// familyAtBack finds where the family name begins after the given ones.
func familyAtBack(words []string) int {
	cut := max(len(words)-1, 0)
	for cut > 1 && isFamily(words[cut-1]) {
		cut--
	}
	return withParticles(words, cut)
}

func isOrdinary(word string) bool { return !isCapitals(word) }

func withParticles(words []string, cut int) int {
	for cut > 1 && particles[Fold(words[cut-1])] {
		cut--
	}
	return cut
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

// repaired writes names that are all capitals, or have none, the usual way, and leaves every other spelling
// alone.
func (n Name) repaired() Name {
	if strings.IndexFunc(n.Given+n.Family, unicode.IsUpper) < 0 {
		n.Given, n.Family = capitalized(n.Given), capitalized(n.Family)
	}
	n.Given, n.Family = RepairCase(n.Given), RepairCase(n.Family)
	return n
}

// capitalized writes anna kowalska-nowak as Anna Kowalska-Nowak.
func capitalized(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if !particles[Fold(w)] || len(words) == 1 {
			words[i] = initials(w)
		}
	}
	return strings.Join(words, " ")
}

// initials writes the first letter of each part of a word large and the others small.
func initials(word string) string {
	var b strings.Builder
	start := true
	for _, r := range word {
		if large := unicode.ToUpper(r); start && unicode.ToLower(large) == unicode.ToLower(r) { // not so for ϐ and ı
			b.WriteRune(large)
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		start = !unicode.IsLetter(r) && !unicode.IsMark(r)
	}
	return b.String()
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
		words[i] = initials(w)
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
