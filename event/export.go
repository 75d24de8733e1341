package event

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// exportFields are the columns of an export, by their field names.
var exportFields = []string{"number", "title", "given", "family", "email", "phone", "institution", "position", "town",
	"voivodeship", "status", "role", "group", "diet", "accommodation", "transport", "preferences", "fee", "paid", "note", "badge", "submitted"}

// ExportRows gives all registrations as a table: the known fields under their names, then the answers
// under the questions.
func (s *Service) ExportRows(ctx context.Context, eventID string) (header []string, rows [][]string, err error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, nil, err
	}
	entries, err := s.Store.Entries(ctx, EntryFilter{Event: eventID})
	if err != nil {
		return nil, nil, fmt.Errorf("export %s: %w", eventID, err)
	}
	groups, err := s.groupTitles(ctx, eventID)
	if err != nil {
		return nil, nil, fmt.Errorf("export %s: %w", eventID, err)
	}
	questions := map[string]bool{}
	for _, e := range entries {
		for q := range e.Answers {
			questions[q] = true
		}
	}
	asked := slices.Sorted(maps.Keys(questions))
	header = slices.Concat(exportFields, asked)
	for _, e := range entries {
		row := exportRow(e, groups[e.Group], ev.Zone())
		for _, q := range asked {
			row = append(row, e.Answers[q])
		}
		rows = append(rows, row)
	}
	return header, rows, nil
}

// exportRow follows exportFields.
func exportRow(e Entry, group string, zone *time.Location) []string {
	roles := make([]string, len(e.Roles))
	for i, r := range e.Roles {
		roles[i] = string(r)
	}
	submitted := ""
	if !e.Submitted.IsZero() {
		submitted = e.Submitted.In(zone).Format(time.DateTime)
	}
	fee := fmt.Sprintf("%d.%02d", e.Payment.Fee/100, e.Payment.Fee%100)
	n, w := e.Who.Name, e.Who
	return []string{strconv.Itoa(e.Number), n.Title, n.Given, n.Family, w.Email, w.Phone, w.Institution, w.Position, w.Town,
		w.Voivodeship, string(e.Status), strings.Join(roles, "; "), group, e.Diet, e.Accommodation, e.Transport,
		strings.Join(e.Preferences, "; "), fee, strconv.FormatBool(e.Payment.Paid), e.Note, e.Badge, submitted}
}

// AgendaPDF writes the programme, a page a day.
func (s *Service) AgendaPDF(ctx context.Context, eventID string, w io.Writer, language string) error {
	job := AgendaJob{Language: language}
	var err error
	if job.Event, err = s.Store.Event(ctx, eventID); err != nil {
		return err
	}
	if job.Sessions, err = s.Store.Sessions(ctx, eventID); err != nil {
		return err
	}
	if job.Rooms, err = s.Store.Rooms(ctx, eventID); err != nil {
		return err
	}
	if job.Groups, err = s.Store.Groups(ctx, eventID); err != nil {
		return err
	}
	return s.Documents.Agenda(ctx, w, job)
}
