package event

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zlot/event/passcode"
)

// BadgeOrder says in which order badges come out of the printer.
type BadgeOrder string

// The orders: the box of badges is sorted by family name unless somebody asks otherwise.
const (
	ByName   BadgeOrder = "name"
	ByNumber BadgeOrder = "number"
)

// BadgeOptions choose whose badges are drawn, and how.
type BadgeOptions struct {
	Layout        string
	Order         BadgeOrder
	Unprinted     bool
	Blank         int      // blank ones for walk-ins, after the others
	Registrations []string // empty: everybody who is not cancelled
	Language      string
}

// BadgeResult is what was drawn.
type BadgeResult struct {
	Badges, Pages int
	Layout        string
	Registrations []string // for MarkPrinted
}

// Badges draws badges into w. Drawing is not printing: call MarkPrinted once they are on paper.
func (s *Service) Badges(ctx context.Context, eventID string, w io.Writer, o BadgeOptions, p Progress) (BadgeResult, error) {
	layout, err := s.layout(o.Layout)
	if err != nil {
		return BadgeResult{}, err
	}
	job, ids, err := s.badgeJob(ctx, eventID, layout, o)
	if err != nil {
		return BadgeResult{}, err
	}
	badges := job.Sheets[0].Badges
	if len(badges) == 0 {
		return BadgeResult{}, Fail(CodeNoBadges)
	}
	pages, err := s.Documents.Badges(ctx, w, job, p)
	if err != nil {
		return BadgeResult{}, fmt.Errorf("draw badges of %s: %w", eventID, err)
	}
	return BadgeResult{Badges: len(badges), Pages: pages, Layout: layout.ID, Registrations: ids}, nil
}

// layout finds a layout that comes with the program; "" is the usual one.
func (s *Service) layout(id string) (BadgeLayout, error) {
	var ids []string
	for i, l := range s.Documents.Layouts() {
		if l.ID == id || (id == "" && i == 0) {
			return l, nil
		}
		ids = append(ids, l.ID)
	}
	return BadgeLayout{}, Fail(CodeBadgeLayout, "Value", id, "Layouts", ids).In("layout")
}

func (s *Service) badgeJob(ctx context.Context, eventID string, layout BadgeLayout, o BadgeOptions) (BadgeJob, []string, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return BadgeJob{}, nil, err
	}
	chosen := EntryFilter{Event: eventID}
	if len(o.Registrations) > 0 {
		chosen.IDs = o.Registrations
	}
	entries, err := s.Store.Entries(ctx, chosen)
	if err != nil {
		return BadgeJob{}, nil, err
	}
	printed, err := s.Store.PrintedBadges(ctx, eventID)
	if err != nil {
		return BadgeJob{}, nil, err
	}
	groups, err := s.groupTitles(ctx, eventID)
	if err != nil {
		return BadgeJob{}, nil, err
	}
	if o.Order == ByNumber {
		slices.SortFunc(entries, func(a, b Entry) int { return a.Number - b.Number })
	}
	var badges []Badge
	var ids []string
	for _, e := range entries {
		if _, done := printed[e.ID]; e.Status == Cancelled || e.Who.Erased || (o.Unprinted && done) {
			continue
		}
		ids = append(ids, e.ID)
		badges = append(badges, Badge{Code: e.Badge, Number: e.Number, Box: e.Box(), Name: e.Who.Name,
			Institution: e.Who.Institution, Town: e.Who.Town, Role: e.MainRole(), Address: e.Who.Address,
			Group: groups[e.Group], Lines: BadgeLines(ev.Questions, e.Registration, o.Language)})
	}
	for range o.Blank {
		code, err := passcode.New(passcode.Blank)
		if err != nil {
			return BadgeJob{}, nil, err
		}
		badges = append(badges, Badge{Code: code})
	}
	return BadgeJob{Event: ev, Language: o.Language, Sheets: []BadgeSheets{{layout, badges}}}, ids, nil
}

// shortTitle is how long the title of a question may be to stand before its answer on a badge.
const shortTitle = 20

// BadgeLines are the answers that stand on a badge, each a line. A short title stands before its answer,
// of yes only the title is left, and of no nothing.
func BadgeLines(questions []Question, r Registration, language string) []string {
	words := AnswerWords{Date: func(d Date) string { return d.Time(time.UTC).Format("02.01.2006") }}
	if language != "en" {
		words.Number = func(plain string) string { return strings.Replace(plain, ".", ",", 1) }
	}
	var lines []string
	for _, q := range questions {
		answer := r.Answers[q.Key]
		if !q.OnBadge || answer == "" || !q.Asked(r) {
			continue
		}
		title := bare(q.Title)
		if yes, err := q.Parse(answer); q.Kind == AskYesNo && err == nil {
			if yes == AnswerYes {
				lines = append(lines, title)
			}
			continue
		}
		line := strings.Join(strings.Fields(q.Format(answer, words)), " ")
		if utf8.RuneCountInString(title) <= shortTitle {
			line = title + ": " + line
		}
		lines = append(lines, line)
	}
	return lines
}

func (s *Service) groupTitles(ctx context.Context, eventID string) (map[string]string, error) {
	groups, err := s.Store.Groups(ctx, eventID)
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	return titles, err
}

// MarkPrinted remembers that badges are on paper, so that the next sheet can hold only the new ones.
func (s *Service) MarkPrinted(ctx context.Context, eventID, layout string, registrations []string) error {
	if len(registrations) == 0 {
		return nil
	}
	_, err := s.Store.Commit(ctx, func(Reader) (b Batch, err error) {
		b.Add(eventID, eventID, BadgesPrinted{Registrations: registrations, Layout: layout})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("mark badges printed: %w", err)
	}
	return nil
}
