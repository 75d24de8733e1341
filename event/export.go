package event

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// exportFields are the columns of an export, by their field names.
var exportFields = []string{"number", "title", "given", "family", "email", "phone", "institution", "position", "town",
	"voivodeship", "status", "role", "group", "diet", "accommodation", "transport", "preferences", "fee", "paid", "note", "badge", "submitted"}

// ExportWords are the words of a language in which a list leaves the program. The zero value writes codes.
type ExportWords struct {
	Column func(field string) string // heading of a field
	Status func(Status) string
	Role   func(Role) string
	Answer AnswerWords
}

// ExportRows gives all registrations, or only some, as a table: the known fields, then every question under
// its title, then what a form asked besides. An import understands it, so that a list can be corrected outside.
func (s *Service) ExportRows(ctx context.Context, eventID string, w ExportWords, only ...string) (header []string, rows [][]string, err error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return header, rows, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, nil, err
	}
	entries, err := s.Store.Entries(ctx, EntryFilter{Event: eventID, IDs: only})
	if err != nil {
		return nil, nil, fmt.Errorf("export %s: %w", eventID, err)
	}
	groups, err := s.groupTitles(ctx, eventID)
	if err != nil {
		return nil, nil, fmt.Errorf("export %s: %w", eventID, err)
	}
	forms, err := s.Store.Forms(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("export %s: %w", eventID, err)
	}
	for _, field := range exportFields {
		header = append(header, w.column(field))
	}
	asked, headings := exportedAnswers(ev.Questions, entries, forms)
	header = append(header, headings...)
	entries = slices.DeleteFunc(entries, func(e Entry) bool { return e.Who.Erased }) // there is nothing to correct
	for _, e := range entries {
		row := exportRow(e, groups[e.Group], ev.Zone(), w)
		for _, q := range asked {
			row = append(row, q.Format(e.Answers[q.Key], w.Answer))
		}
		rows = append(rows, row)
	}
	return header, rows, nil
}

// exportedAnswers are the event's questions and, as texts, those of which there are only answers. A title
// that is also the header of other answers gives way to the question's own key.
func exportedAnswers(questions []Question, entries []Entry, forms []Form) (asked []Question, headings []string) {
	rest := map[string]bool{}
	for _, e := range entries {
		for key := range e.Answers {
			rest[key] = true
		}
	}
	for _, q := range questions {
		delete(rest, q.Key)
	}
	for _, q := range questions {
		heading := q.Title
		if rest[heading] {
			heading = q.Key
		}
		asked, headings = append(asked, q), append(headings, heading)
	}
	for _, key := range inFormOrder(slices.Collect(maps.Keys(rest)), forms) {
		asked, headings = append(asked, Question{Key: key, Kind: AskText}), append(headings, key)
	}
	return asked, headings
}

func (w ExportWords) column(field string) string {
	if w.Column == nil {
		return field
	}
	return w.Column(field)
}

func (w ExportWords) yes(yes bool) string {
	switch {
	case yes && w.Answer.Yes != "":
		return w.Answer.Yes
	case !yes && w.Answer.No != "":
		return w.Answer.No
	}
	return strconv.FormatBool(yes)
}

// exportRow follows exportFields.
func exportRow(e Entry, group string, zone *time.Location, words ExportWords) []string {
	roles := make([]string, len(e.Roles))
	for i, r := range e.Roles {
		if roles[i] = string(r); words.Role != nil {
			roles[i] = words.Role(r)
		}
	}
	status := string(e.Status)
	if words.Status != nil {
		status = words.Status(e.Status)
	}
	submitted := ""
	if !e.Submitted.IsZero() {
		submitted = e.Submitted.In(zone).Format("2006-01-02 15:04:05.999999999")
	}
	fee := fmt.Sprintf("%d.%02d", e.Payment.Fee/100, e.Payment.Fee%100)
	if words.Answer.Number != nil {
		fee = words.Answer.Number(fee)
	}
	n, w := e.Who.Name, e.Who
	return []string{strconv.Itoa(e.Number), n.Title, n.Given, n.Family, w.Email, w.Phone, w.Institution, w.Position, w.Town,
		w.Voivodeship, status, strings.Join(roles, ChoiceSeparator), group, e.Diet, e.Accommodation, e.Transport,
		strings.Join(e.Preferences, ChoiceSeparator), fee, words.yes(e.Payment.Paid), e.Note, e.Badge, submitted}
}
