package event

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What may still be proposed as a choice, and from how many answers something is learned.
const (
	mostOptions    = 15
	longestOption  = 80
	fewestAnswers  = 4
	fewestPerWord  = 2 // answers for each option, on the average
	longestNumeral = 9 // digits; a longer row of them is a telephone or a PESEL
)

// ProposeQuestions makes questions of what an imported form asked besides: a column that is no field is
// kept as answers, and its answers tell what kind of question it is. Questions that the event already has
// are left out; the rest come in the order of the form. Nothing is written.
func (s *Service) ProposeQuestions(ctx context.Context, eventID string) ([]Question, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	entries, err := s.Store.Entries(ctx, EntryFilter{Event: eventID})
	if err != nil {
		return nil, fmt.Errorf("propose questions of %s: %w", eventID, err)
	}
	forms, err := s.Store.Forms(ctx)
	if err != nil {
		return nil, fmt.Errorf("propose questions of %s: %w", eventID, err)
	}
	answers := map[string][]string{}
	for _, e := range entries {
		for header, a := range e.Answers {
			if _, known := Questions(ev.Questions).Find(header); !known && a != "" && !isNameless(header) {
				answers[header] = append(answers[header], a)
			}
		}
	}
	var proposed Questions
	for _, header := range inFormOrder(slices.Collect(maps.Keys(answers)), forms) {
		q := GuessQuestion(header, answers[header])
		if append(slices.Clone(proposed), q).Validate() == nil {
			proposed = append(proposed, q)
		}
	}
	return proposed, nil
}

// inFormOrder puts headers into the order of the form that has most of them, the rest behind.
func inFormOrder(headers []string, forms []Form) []string {
	most, order := 0, map[string]int{}
	for _, f := range forms {
		places := map[string]int{}
		for i, h := range f.Headers {
			places[headerKey(h)] = i + 1
		}
		common := 0
		for _, h := range headers {
			if places[headerKey(h)] > 0 {
				common++
			}
		}
		if common > most {
			most, order = common, places
		}
	}
	place := func(header string) int {
		if at := order[headerKey(header)]; at > 0 {
			return at
		}
		return len(order) + 1
	}
	slices.SortFunc(headers, func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(Fold(a), Fold(b)), strings.Compare(a, b))
	})
	return headers
}

// GuessQuestion makes a question of a column and its answers: words of yes and no, dates, numbers, few
// words that come back, lists of such words; anything else is a text.
func GuessQuestion(header string, answers []string) Question {
	q := Question{Key: header, Title: strings.TrimRight(strings.Join(strings.Fields(header), " "), " *:"), Kind: AskText}
	cells := make([]string, 0, len(answers))
	for _, a := range answers {
		if a = CleanText(a); a != "" {
			cells = append(cells, a)
		}
	}
	switch {
	case len(cells) == 0:
	case all(cells, saysYesNo):
		q.Kind = AskYesNo
	case all(cells, isDay):
		q.Kind = AskDate
	case all(cells, isQuantity):
		q.Kind = AskNumber
	default:
		q.Kind, q.Options = guessOptions(cells)
	}
	return q
}

func all(cells []string, so func(string) bool) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return !so(c) })
}

// saysYesNo leaves 0 and 1 to the numbers.
func saysYesNo(cell string) bool {
	_, err := parseYesNo(cell)
	return err == nil && strings.ContainsFunc(cell, unicode.IsLetter)
}

// isDay leaves a spreadsheet's day numbers to the numbers.
func isDay(cell string) bool {
	_, err := parseDate(cell)
	return err == nil && !serial.MatchString(cell)
}

// isQuantity leaves telephones and codes, in which every digit counts, to the texts.
func isQuantity(cell string) bool {
	_, err := parseNumber(cell)
	digits := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return -1
	}, cell), "0")
	code := len(cell) > 1 && cell[0] == '0' && cell[1] >= '0' && cell[1] <= '9' || strings.HasPrefix(cell, "+")
	return err == nil && !code && digits <= longestNumeral
}

// guessOptions looks for words that come back: alone, or in lists.
func guessOptions(cells []string) (QuestionKind, []string) {
	if slices.ContainsFunc(cells, func(c string) bool { return strings.ContainsAny(c, ";\n") }) {
		return chosenFrom(AskChoices, cells, hardSplit)
	}
	if kind, options := chosenFrom(AskChoice, cells, func(c string) []string { return []string{c} }); options != nil {
		return kind, options
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.Contains(c, ", ") }) {
		return AskText, nil
	}
	known := newOptionSet()
	for _, c := range cells {
		known.learn(c)
	}
	return chosenFrom(AskChoices, cells, known.split)
}

// chosenFrom makes the options of the words in cells, the most frequent first; a text, if they are too
// many, too long or too rare.
func chosenFrom(kind QuestionKind, cells []string, split func(string) []string) (QuestionKind, []string) {
	times, spelling := map[string]int{}, map[string]string{}
	words := 0
	for _, c := range cells {
		for _, word := range split(c) {
			key := Fold(word)
			if key == "" || strings.Contains(word, ";") || utf8.RuneCountInString(word) > longestOption {
				return AskText, nil
			}
			if times[key]++; spelling[key] == "" {
				spelling[key] = word
			}
			words++
		}
	}
	if words < fewestAnswers || len(times) > mostOptions || words < fewestPerWord*len(times) {
		return AskText, nil
	}
	keys := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), strings.Compare(a, b))
	})
	options := make([]string, len(keys))
	for i, k := range keys {
		options[i] = spelling[k]
	}
	return kind, options
}
