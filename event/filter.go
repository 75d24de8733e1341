package event

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The fields of a condition beside those that an import knows.
const (
	FieldSearch   = "search"
	FieldNumber   = "number"
	FieldBadge    = "badge"
	FieldAddress  = "address"  // form of address: f, m
	FieldLanguage = "language" // of the documents
	FieldSession  = "session"  // title of one with a place for the person
)

// FilterFields lists the fields that every event's registrations can be filtered by, in the order of choice.
var FilterFields = []string{FieldFamily, FieldGiven, FieldTitle, FieldStatus, FieldRole, FieldGroup, FieldSession, FieldInstitution, FieldPosition,
	FieldTown, FieldVoivodeship, FieldEmail, FieldPhone, FieldDiet, FieldAccommodation, FieldTransport, FieldPreferences,
	FieldPaid, FieldFee, FieldNote, FieldSubmitted, FieldConsent, FieldNumber, FieldBadge, FieldAddress, FieldLanguage}

// The operators of a condition.
const (
	OpIs     = "is"
	OpNot    = "not"
	OpHas    = "has" // contains
	OpEmpty  = "empty"
	OpFilled = "filled"
)

// FilterOps lists the operators in the order of choice.
var FilterOps = []string{OpIs, OpNot, OpHas, OpEmpty, OpFilled}

// Check says what is wrong with a condition.
func (c Condition) Check() error {
	if key, ok := strings.CutPrefix(c.Field, AnswerField); (!ok || key == "") && c.Field != FieldSearch && !slices.Contains(FilterFields, c.Field) {
		return Fail(CodeFilterField, "Value", c.Field).In("field")
	}
	if !slices.Contains(FilterOps, c.Op) {
		return Fail(CodeFilterOp, "Value", c.Op).In("op")
	}
	return nil
}

// metBy compares as people read: case and accents do not matter. Where there are several choices, one of
// them has to be the value.
func (c Condition) metBy(v rollValue, wanted string) bool {
	same := func() bool {
		for i, f := range v.folded {
			if f == wanted && (f != "" || v.parts[i] == c.Value) {
				return true
			}
		}
		return len(v.parts) == 0 && c.Value == ""
	}
	switch c.Op {
	case OpIs:
		return same()
	case OpNot:
		return !same()
	case OpHas:
		return slices.ContainsFunc(v.folded, func(f string) bool { return strings.Contains(f, wanted) }) || wanted == ""
	case OpEmpty:
		return len(v.parts) == 0
	}
	return len(v.parts) > 0 // OpFilled
}

// parts is what a field of an entry holds; none: it is empty.
func (r *Roll) parts(e *Entry, field string) []string {
	switch field {
	case FieldRole:
		return wordsOf(e.Roles)
	case FieldPreferences:
		return e.Preferences
	case FieldSession:
		return r.taken[e.ID]
	case FieldConsent:
		var given []string
		for _, c := range e.Consents {
			if c.Given {
				given = append(given, c.Wording)
			}
		}
		return given
	}
	text := ""
	if key, ok := strings.CutPrefix(field, AnswerField); ok {
		text = e.Answers[key]
		if strings.Contains(text, "; ") {
			return strings.Split(text, "; ")
		}
	} else {
		text = r.text(e, field)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []string{text}
}

func wordsOf[T ~string](all []T) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return words
}

// text is a field of one value.
func (r *Roll) text(e *Entry, field string) string {
	switch field {
	case FieldStatus:
		return string(e.Status)
	case FieldGroup:
		if title := r.groups[e.Group]; title != "" {
			return title
		}
		return e.Group
	case FieldDiet:
		return e.Diet
	case FieldAccommodation:
		return e.Accommodation
	case FieldTransport:
		return e.Transport
	case FieldPaid:
		return paidWord(e.Payment)
	case FieldFee:
		return feeText(e.Payment.Fee)
	case FieldNote:
		return e.Note
	case FieldSubmitted:
		if e.Submitted.IsZero() {
			return ""
		}
		return e.Submitted.In(r.zone).Format(time.DateOnly)
	case FieldNumber:
		return strconv.Itoa(e.Number)
	case FieldBadge:
		return e.Badge
	}
	return personText(&e.Who, field)
}

func personText(p *Person, field string) string {
	switch field {
	case FieldFamily:
		return p.Name.Family
	case FieldGiven:
		return p.Name.Given
	case FieldTitle:
		return p.Name.Title
	case FieldEmail:
		return p.Email
	case FieldPhone:
		return p.Phone
	case FieldInstitution:
		return p.Institution
	case FieldPosition:
		return p.Position
	case FieldTown:
		return p.Town
	case FieldVoivodeship:
		return p.Voivodeship
	case FieldAddress:
		return string(p.Address)
	case FieldLanguage:
		return p.Language
	}
	return ""
}

// paidWord is yes or no; nothing where nothing has to be paid.
func paidWord(p Payment) string {
	switch {
	case p.Paid:
		return "yes"
	case p.Due():
		return "no"
	}
	return ""
}

// feeText is the fee in złoty, with grosze only where there are any.
func feeText(grosz int64) string {
	switch {
	case grosz == 0:
		return ""
	case grosz%100 == 0:
		return strconv.FormatInt(grosz/100, 10)
	}
	return fmt.Sprintf("%d.%02d", grosz/100, grosz%100)
}

// orderNumber is the number by which a value stands among others; the statuses have an order of their own.
func orderNumber(field, text string) float64 {
	switch {
	case field == FieldStatus:
		return float64(slices.Index(Statuses, Status(text)))
	case field == FieldNumber, field == FieldFee, strings.HasPrefix(field, AnswerField):
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n
		}
	}
	return 0
}

// Roll reads all registrations of an event, ready to be filtered and sorted.
func (s *Service) Roll(ctx context.Context, eventID string) (*Roll, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	entries, err := s.Store.Entries(ctx, EntryFilter{Event: eventID})
	if err != nil {
		return nil, fmt.Errorf("read registrations of %s: %w", eventID, err)
	}
	groups, err := s.Store.Groups(ctx, eventID)
	if err != nil {
		return nil, fmt.Errorf("read registrations of %s: %w", eventID, err)
	}
	sessions, err := s.Store.Sessions(ctx, eventID)
	if err != nil {
		return nil, fmt.Errorf("read registrations of %s: %w", eventID, err)
	}
	enrolments, err := s.Store.Enrolments(ctx, EnrolmentFilter{Event: eventID})
	if err != nil {
		return nil, fmt.Errorf("read registrations of %s: %w", eventID, err)
	}
	roll := NewRoll(entries, groups, ev.Zone())
	roll.SetSessions(placesTaken(sessions, enrolments))
	return roll, nil
}

// placesTaken are the titles of the sessions that people have a place in, by registration, in order of time.
func placesTaken(sessions []Session, enrolments []Enrolment) map[string][]string {
	has := map[string]map[string]bool{}
	for _, en := range enrolments {
		if en.State == Enrolled {
			if has[en.Session] == nil {
				has[en.Session] = map[string]bool{}
			}
			has[en.Session][en.Registration] = true
		}
	}
	taken := map[string][]string{}
	for _, s := range sessions {
		for id := range has[s.ID] {
			taken[id] = append(taken[id], s.Title)
		}
	}
	return taken
}

// Choose lists the registrations of an event that meet all terms.
func (s *Service) Choose(ctx context.Context, eventID string, terms []Condition) ([]Entry, error) {
	for _, c := range terms {
		if err := c.Check(); err != nil {
			return nil, err
		}
	}
	roll, err := s.Roll(ctx, eventID)
	if err != nil {
		return nil, err
	}
	places := roll.Everybody()
	for _, c := range terms {
		if c.Field != FieldSearch {
			continue
		}
		ids, _, err := s.Store.Search(ctx, eventID, c.Value, 0)
		if err != nil {
			return nil, fmt.Errorf("choose registrations of %s: %w", eventID, err)
		}
		found := roll.Found(ids, nil)
		places = slices.DeleteFunc(places, func(i int) bool { _, ok := slices.BinarySearch(found, i); return !ok })
	}
	chosen := make([]Entry, 0, len(places))
	for _, i := range roll.pick(places, terms) {
		chosen = append(chosen, roll.Entries[i])
	}
	return chosen, nil
}
