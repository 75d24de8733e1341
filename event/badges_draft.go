package event

import (
	"context"
	"fmt"
	"strings"

	"zlot/event/passcode"
)

// DraftJob gathers what one badge is drawn from on a layout that is not written down yet: that of a registration, or
// of a blank badge. The badge says everything that a layout can ask for, so that the layout may change without
// asking again; a picture that is missing is left out.
func (s *Service) DraftJob(ctx context.Context, l Layout, registration, language string) (BadgeJob, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BadgeJob{}, err
	}
	o := BadgeOptions{Language: language}
	if registration != "" {
		o.Registrations = []string{registration}
	}
	m, entries, err := s.badgeMaker(ctx, l.Event, o, Silent)
	if err != nil {
		return BadgeJob{}, fmt.Errorf("draft of a badge: %w", err)
	}
	b := Badge{Fields: m.common}
	switch {
	case registration == "":
		b.Code, err = passcode.New(passcode.Blank)
	case len(entries) == 0:
		err = Fail(CodeRegistrationNotFound, "Value", registration)
	default:
		b, err = m.badge(ctx, entries[0], everything(m.event))
	}
	if err != nil {
		return BadgeJob{}, err
	}
	m.d.job.Sheets = []BadgeSheets{{Layout: l, Badges: []Badge{b}}}
	return m.d.job, m.addPictures(ctx)
}

// everything is a layout that shows all that a badge can say.
func everything(ev Event) Layout {
	names := BadgeFields
	for _, q := range ev.Questions {
		names = append(names[:len(names):len(names)], q.Field())
	}
	return Layout{ID: "everything", Front: []LayoutItem{{Kind: ItemPhoto}, {Kind: ItemAgenda},
		{Kind: ItemText, Text: "{" + strings.Join(names, "}{") + "}"}}}
}
