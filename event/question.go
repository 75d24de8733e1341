package event

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// QuestionKinds lists the kinds of questions in the order of choice.
var QuestionKinds = []QuestionKind{AskText, AskChoice, AskChoices, AskNumber, AskDate, AskYesNo}

// HasOptions reports whether an answer is taken from a list.
func (k QuestionKind) HasOptions() bool { return k == AskChoice || k == AskChoices }

// AnswerField is the name under which errors, filters and rules of retention know the answer to a question.
const AnswerField = "answers."

// Field is the question's name among the fields of a registration.
func (q Question) Field() string { return AnswerField + q.Key }

// Asked reports whether a person with these roles is asked.
func (q Question) Asked(r Registration) bool { return q.AskedOf(r.Roles) }

// AskedOf reports whether somebody with these roles is asked; a person without a role is a participant.
func (q Question) AskedOf(roles []Role) bool {
	if len(q.Roles) == 0 || len(roles) == 0 && slices.Contains(q.Roles, Participant) {
		return true
	}
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(q.Roles, r) })
}

// Parse reads an answer as people and forms write it and gives it in the form in which it is kept. An
// empty text is no answer, and no error. Codes: answer.option, answer.yesno, input.number, input.date.
func (q Question) Parse(text string) (canonical string, err error) {
	text = CleanText(text)
	if text == "" {
		return "", nil
	}
	var failed *Error
	switch q.Kind {
	case AskChoice:
		canonical, failed = q.parseChoice(text)
	case AskChoices:
		canonical, failed = q.parseChoices(text)
	case AskNumber:
		canonical, failed = parseNumber(text)
	case AskDate:
		canonical, failed = parseDate(text)
	case AskYesNo:
		canonical, failed = parseYesNo(text)
	default:
		return text, nil
	}
	if failed != nil {
		return "", failed.In(q.Field())
	}
	return canonical, nil
}

func (q Question) parseChoice(text string) (string, *Error) {
	if i := q.option(text); i >= 0 {
		return q.Options[i], nil
	}
	return "", Fail(CodeAnswerOption, "Value", text, "Options", q.Options)
}

// option is the place of an option by its words; those that differ in nothing but signs are told apart by them.
func (q Question) option(text string) int {
	text = strings.TrimSpace(text)
	if i := slices.Index(q.Options, text); i >= 0 {
		return i
	}
	folded := Fold(text)
	return slices.IndexFunc(q.Options, func(o string) bool {
		return Fold(o) == folded && (folded != "" || strings.TrimSpace(o) == text)
	})
}

// parseChoices gives the chosen options in the question's own order, so that two forms that list them
// differently say the same.
func (q Question) parseChoices(text string) (string, *Error) {
	chosen, strange := q.Split(text)
	if len(strange) > 0 {
		stranger := strange[0]
		if _, first := q.splitOptions(stranger); first != "" {
			stranger = first
		}
		return "", Fail(CodeAnswerOption, "Value", stranger, "Options", q.Options)
	}
	return strings.Join(chosen, ChoiceSeparator), nil
}

// ChoiceSeparator stands between several choices in an answer.
const ChoiceSeparator = "; "

// mostChoices is how many pieces between commas are looked at: more is no list of choices.
const mostChoices = 200

// splitOptions cuts a list at those commas that leave nothing but options; a comma inside an option's
// title cuts nothing. Where that cannot be done, stranger is the first piece that is no option.
func (q Question) splitOptions(text string) (found []int, stranger string) {
	pieces := strings.Split(text, ",")
	if len(pieces) > mostChoices {
		return nil, text
	}
	// next[i] is where the option that begins with piece i ends, 0 where the rest cannot be read.
	next, option := make([]int, len(pieces)+1), make([]int, len(pieces))
	next[len(pieces)] = len(pieces)
	longest := q.mostPieces()
	for i := len(pieces) - 1; i >= 0; i-- {
		if strings.TrimSpace(pieces[i]) == "" { // "A, B," and "A,, B"
			if next[i+1] != 0 {
				next[i], option[i] = i+1, -1
			}
			continue
		}
		for end := min(i+longest, len(pieces)); end > i; end-- { // the longest option first
			if next[end] == 0 {
				continue
			}
			if o := q.option(strings.Join(pieces[i:end], ",")); o >= 0 {
				next[i], option[i] = end, o
				break
			}
		}
	}
	if next[0] == 0 {
		return nil, q.stranger(pieces)
	}
	for i := 0; i < len(pieces); i = next[i] {
		if option[i] >= 0 {
			found = append(found, option[i])
		}
	}
	return found, ""
}

// mostPieces is into how many pieces commas would cut the option that has most of them.
func (q Question) mostPieces() int {
	most := 0
	for _, o := range q.Options {
		most = max(most, strings.Count(o, ","))
	}
	return most + 1
}

// Split takes an answer of several choices apart: the options of the question in it, and what is none.
func (q Question) Split(answer string) (chosen, strange []string) {
	there := map[int]bool{}
	parts := hardSplit(CleanText(answer))
	if len(parts) > mostChoices {
		return nil, []string{answer}
	}
	for _, part := range parts {
		found, stranger := q.splitOptions(part)
		if stranger != "" && !slices.Contains(strange, part) {
			strange = append(strange, part)
		}
		for _, i := range found {
			there[i] = true
		}
	}
	for i, o := range q.Options {
		if there[i] {
			chosen = append(chosen, o)
		}
	}
	return chosen, strange
}

// stranger is what a person is told about: the first piece that begins no option.
func (q Question) stranger(pieces []string) string {
	longest := q.mostPieces()
	for i := 0; i < len(pieces); {
		end := min(i+longest, len(pieces))
		for ; end > i && q.option(strings.Join(pieces[i:end], ",")) < 0; end-- {
		}
		if end == i && strings.TrimSpace(pieces[i]) != "" {
			return strings.TrimSpace(pieces[i])
		}
		i = max(end, i+1)
	}
	return strings.TrimSpace(strings.Join(pieces, ","))
}

var (
	plainNumber   = regexp.MustCompile(`^\d{1,30}(?:[.,]\d{1,30})?$`)
	groupedNumber = regexp.MustCompile(`^\d{1,3}(?: \d{3})+(?:[.,]\d{1,30})?$`)
	dottedNumber  = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+,\d{1,30}$|^\d{1,3}(?:\.\d{3}){2,}$`) // 1.234,50
	commaNumber   = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+\.\d{1,30}$|^\d{1,3}(?:,\d{3}){2,}$`)  // 1,234.50
)

// parseNumber reads 1 234,5 and 1.234,50 and 1,234.50; a single comma or point divides the whole from the
// parts. No digit is lost: the number stays text.
func parseNumber(text string) (string, *Error) {
	s := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "'", " ", "’", " ", "\u2212", "-", "–", "-").Replace(text)
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	s = strings.TrimSpace(s)
	switch {
	case plainNumber.MatchString(s), groupedNumber.MatchString(s):
		s = strings.NewReplacer(" ", "", ",", ".").Replace(s)
	case dottedNumber.MatchString(s):
		s = strings.NewReplacer(".", "", ",", ".").Replace(s)
	case commaNumber.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	default:
		return "", Fail(CodeNumber, "Value", text)
	}
	whole, part, _ := strings.Cut(s, ".")
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if whole == "" {
		whole = "0"
	}
	if part != "" {
		part = "." + part
	}
	if whole == "0" && part == "" {
		sign = ""
	}
	return sign + whole + part, nil
}

var (
	yearWord   = regexp.MustCompile(`(?i)(\d)\s*(?:r\.?|roku)$`)
	weekday    = regexp.MustCompile(`^(\pL+)\.?,? +(\d)`)
	romanMonth = regexp.MustCompile(`(?i)^(\d{1,2})[ .]+(I{1,3}|IV|VI{0,3}|IX|XI{0,2})[ .]+(\d{4})$`)
	romans     = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}
)

// weekdays are the beginnings of the days' names, folded.
var weekdays = []string{"pon", "wt", "sr", "czw", "pt", "piat", "sob", "nd", "niedz", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// parseDate reads 14.03.2026, 14 marca 2026 r., sobota 14 III 2026 and what spreadsheets write; the time of
// day is left out.
func parseDate(text string) (string, *Error) {
	s := strings.Join(strings.Fields(text), " ")
	if m := weekday.FindStringSubmatch(s); m != nil && hasAnyPrefix(Fold(m[1]), weekdays) {
		s = s[len(m[0])-1:]
	}
	s = yearWord.ReplaceAllString(s, "$1")
	if m := romanMonth.FindStringSubmatch(s); m != nil {
		month := slices.Index(romans, strings.ToUpper(m[2])) + 1
		s = m[1] + "." + twoDigits(month) + "." + m[3]
	}
	t, ok := ParseMoment(s, time.UTC)
	if !ok || t.Year() < 1900 || t.Year() >= 2200 {
		return "", Fail(CodeDate, "Value", text)
	}
	return t.Format(time.DateOnly), nil
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// The kept forms of an answer of yes or no.
const (
	AnswerYes = "yes"
	AnswerNo  = "no"
)

// undecided begin with a word for no and mean neither.
var undecided = []string{"nie wiem", "nie dotyczy", "nie jestem pew", "nie mam zdania", "no idea", "no opinion"}

func parseYesNo(text string) (string, *Error) {
	yes, known := ParseYes(text)
	switch {
	case !known || hasAnyPrefix(Fold(text), undecided):
		return "", Fail(CodeAnswerYesNo, "Value", text)
	case yes:
		return AnswerYes, nil
	}
	return AnswerNo, nil
}

// Questions are all questions of an event.
type Questions []Question

// Find is the question that a column of a list or a form asks: by its key, else by its title, both
// without regard to case, marks and the asterisk of a required field.
func (qs Questions) Find(header string) (Question, bool) {
	if i := slices.IndexFunc(qs, func(q Question) bool { return q.Key == header }); i >= 0 {
		return qs[i], true
	}
	folded := Fold(bare(header))
	if folded == "" {
		return Question{}, false
	}
	for _, name := range []func(Question) string{func(q Question) string { return q.Key }, func(q Question) string { return q.Title }} {
		if i := slices.IndexFunc(qs, func(q Question) bool { return Fold(bare(name(q))) == folded }); i >= 0 {
			return qs[i], true
		}
	}
	return Question{}, false
}

// same reports whether an answer as it was written once is the same as one in its kept form.
func (qs Questions) same(key, written, kept string) bool {
	i := slices.IndexFunc(qs, func(q Question) bool { return q.Key == key })
	if i < 0 {
		return false
	}
	canonical, err := qs[i].Parse(written)
	return err == nil && canonical == kept
}

// bare takes off what forms add to a question; the number of a second column of the same name stays.
func bare(header string) string { return strings.TrimRight(header, " *:?") }

// Validate checks a list of questions before it is written. The field of an error is "questions.<place>.",
// counted from 0, and what is wrong: title, key, kind or options.
func (qs Questions) Validate() error {
	keys, titles := map[string]bool{}, map[string]bool{}
	for i, q := range qs {
		err, field := q.check(), "title"
		if err != nil {
			field = err.Field
		}
		title := Fold(bare(q.Title))
		if err == nil && (keys[q.Key] || titles[title]) {
			err = Fail(CodeQuestionRepeated, "Value", q.Title)
		}
		if err != nil {
			return err.In("questions." + strconv.Itoa(i) + "." + field)
		}
		keys[q.Key], titles[title] = true, true
	}
	return nil
}

// check checks one question by itself.
func (q Question) check() *Error {
	switch {
	case Fold(q.Title) == "":
		return Fail(CodeQuestionTitle).In("title")
	case q.Key == "":
		return Fail(CodeQuestionKey, "Value", q.Title).In("key")
	case !slices.Contains(QuestionKinds, q.Kind):
		return Fail(CodeQuestionKind, "Value", string(q.Kind)).In("kind")
	case !q.Kind.HasOptions():
		return nil
	case len(q.Options) == 0:
		return Fail(CodeQuestionOptions, "Value", q.Title).In("options")
	}
	for i, o := range q.Options {
		twice := slices.ContainsFunc(q.Options[:i], func(other string) bool { return strings.EqualFold(other, o) })
		if twice || o != strings.TrimSpace(o) || o == "" || strings.ContainsAny(o, ";\n") {
			return Fail(CodeQuestionOption, "Value", o).In("options")
		}
	}
	return nil
}

// AnswerWords are the words of a language in which an answer is shown. A nil function leaves the kept form.
type AnswerWords struct {
	Yes, No string
	Number  func(string) string
	Date    func(Date) string
}

// Format shows an answer as people read it. What does not fit the question is shown as it is kept.
func (q Question) Format(answer string, w AnswerWords) string {
	canonical, err := q.Parse(answer)
	if err != nil || canonical == "" {
		return answer
	}
	switch {
	case q.Kind == AskYesNo && canonical == AnswerYes:
		return w.Yes
	case q.Kind == AskYesNo:
		return w.No
	case q.Kind == AskNumber && w.Number != nil:
		return w.Number(canonical)
	case q.Kind == AskDate && w.Date != nil:
		return w.Date(Date(canonical))
	}
	return canonical
}
