package event

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// BadgeOrder says in which order badges come out of the printer.
type BadgeOrder string

// The orders: the box of badges is sorted by family name unless somebody asks otherwise. Within an institution
// or a group the names are in order.
const (
	ByName        BadgeOrder = "name"
	ByNumber      BadgeOrder = "number"
	ByInstitution BadgeOrder = "institution"
	ByGroup       BadgeOrder = "group"
)

// BadgeOptions choose whose badges are drawn, and how.
type BadgeOptions struct {
	Layout        string // for everybody; "": as the event's plan says
	Single        bool   // one at a time on a label, as at the desk, where Layout is empty
	Order         BadgeOrder
	Unprinted     bool     // only those that are not on paper
	Changed       bool     // only those whose badge says something else since it was printed; with Unprinted both
	Again         bool     // PrintBadges: those too that are on paper
	Blank         int      // blank ones for walk-ins, after the others
	Registrations []string // empty: everybody who is not cancelled
	Used          int      // places of the first sheet that are empty already
	Duplex        Duplex
	Language      string
}

// BadgeResult is what was drawn.
type BadgeResult struct {
	Badges, Pages int
	Layout        string       // the first one
	Registrations []string     // for MarkPrinted
	Without       int          // people whose role has no badge
	Already       int          // of Registrations: whose present badge was printed before
	Prints        []BadgePrint // for RecordPrints
}

// Badges draws badges into w. Drawing is not printing: call RecordPrints once they are on paper.
func (s *Service) Badges(ctx context.Context, eventID string, w io.Writer, o BadgeOptions, p Progress) (BadgeResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BadgeResult{}, err
	}
	d, err := s.drawBadges(ctx, eventID, o, p)
	if err != nil {
		return BadgeResult{Without: d.without}, err
	}
	res := d.result()
	if res.Pages, err = s.Documents.Badges(ctx, w, d.job, p); err != nil {
		return BadgeResult{}, fmt.Errorf("draw badges of %s: %w", eventID, err)
	}
	return res, nil
}

// BadgeJob gathers what the badges of an event are drawn from, to show the pages that will print.
func (s *Service) BadgeJob(ctx context.Context, eventID string, o BadgeOptions, p Progress) (BadgeJob, BadgeResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BadgeJob{}, BadgeResult{}, err
	}
	d, err := s.drawBadges(ctx, eventID, o, p)
	if err != nil {
		return BadgeJob{}, BadgeResult{Without: d.without}, err
	}
	res := d.result()
	res.Pages = len(d.job.Pages())
	return d.job, res, nil
}

// shortTitle is how long the title of a question may be to stand before its answer on a badge.
const shortTitle = 20

// BadgeLines are the answers that stand on a badge, each a line. A short title stands before its answer,
// of yes only the title is left, and of no nothing.
func BadgeLines(questions []Question, r Registration, language string) []string {
	var lines []string
	for _, q := range questions {
		if !q.OnBadge {
			continue
		}
		line := answerField(q, r, language)
		title := bare(q.Title)
		if line != "" && utf8.RuneCountInString(title) <= shortTitle && !q.saysYes(r) {
			line = title + ": " + line
		}
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// saysYes reports whether a question of yes and no was answered with yes or no.
func (q Question) saysYes(r Registration) bool {
	_, err := q.Parse(r.Answers[q.Key])
	return q.Kind == AskYesNo && err == nil
}

func (s *Service) groupTitles(ctx context.Context, eventID string) (map[string]string, error) {
	groups, err := s.Store.Groups(ctx, eventID)
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	return titles, err
}
