package event

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"zlot/event/passcode"
)

// drawn is a job with whose badges they are. What is said of badge i of sheet n of the job is in badges[n][i].
type drawn struct {
	job     BadgeJob
	badges  [][]drawnBadge
	without int
}

// drawnBadge is whose badge it is; a blank one is nobody's.
type drawnBadge struct {
	registration string
	version      string
	already      bool
}

// badgeMaker gathers what the badges of some people are drawn from.
type badgeMaker struct {
	s        *Service
	event    Event
	options  BadgeOptions
	layouts  []Layout
	groups   map[string]string
	prints   map[string]LastPrint
	common   map[string]string
	fields   map[string][]string // that a layout names, by its id
	plans    *ownPlans           // nil: no layout shows anybody's programme
	progress Progress
	d        drawn
	sheet    map[string]int // of a layout in the job
}

// drawBadges chooses whose badges are drawn on what, and fills them in. Codes: badge.none, badge.role.none,
// badge.layout.unknown, badge.layout.large.
func (s *Service) drawBadges(ctx context.Context, eventID string, o BadgeOptions, p Progress) (drawn, error) {
	m, entries, err := s.badgeMaker(ctx, eventID, o, p)
	if err != nil {
		return drawn{}, err
	}
	if err := m.take(ctx, entries); err != nil {
		return m.d, err
	}
	if err := m.addBlank(); err != nil {
		return m.d, err
	}
	if len(m.d.job.Sheets) == 0 {
		if m.d.without > 0 && len(o.Registrations) > 0 {
			return m.d, Fail(CodeRoleWithout)
		}
		return m.d, Fail(CodeNoBadges)
	}
	for _, sheet := range m.d.job.Sheets {
		if err := sheet.Layout.Stock.check(); err != nil {
			return m.d, err
		}
	}
	return m.d, m.addPictures(ctx)
}

func (s *Service) badgeMaker(ctx context.Context, eventID string, o BadgeOptions, p Progress) (*badgeMaker, []Entry, error) {
	m := &badgeMaker{s: s, options: o, progress: p, fields: map[string][]string{}, sheet: map[string]int{}}
	var err error
	if m.event, err = s.Store.Event(ctx, eventID); err != nil {
		return nil, nil, err
	}
	if m.layouts, err = s.BadgeLayouts(ctx, eventID); err != nil {
		return nil, nil, err
	}
	chosen := EntryFilter{Event: eventID}
	if len(o.Registrations) > 0 {
		chosen.IDs = o.Registrations
	}
	entries, err := s.Store.Entries(ctx, chosen)
	if err != nil {
		return nil, nil, err
	}
	if m.prints, err = s.Store.LastPrints(ctx, eventID, chosen.IDs); err != nil {
		return nil, nil, err
	}
	if m.groups, err = s.groupTitles(ctx, eventID); err != nil {
		return nil, nil, err
	}
	m.common = eventFields(m.event)
	m.d.job = BadgeJob{Event: m.event, Language: o.Language, Used: o.Used, Duplex: o.Duplex, Pictures: map[string][]byte{}}
	m.sort(entries)
	return m, entries, nil
}

// sort puts people, who come in the order of names, in the order asked for. Those without an institution or a
// group come last.
func (m *badgeMaker) sort(entries []Entry) {
	by := func(text func(Entry) string) {
		keys := make(map[string]string, len(entries))
		for _, e := range entries {
			keys[e.ID] = polishKey(text(e))
		}
		slices.SortStableFunc(entries, func(a, b Entry) int {
			x, y := keys[a.ID], keys[b.ID]
			return cmp.Or(first(x == "")-first(y == ""), cmp.Compare(x, y))
		})
	}
	switch m.options.Order {
	case ByNumber:
		slices.SortStableFunc(entries, func(a, b Entry) int { return a.Number - b.Number })
	case ByInstitution:
		by(func(e Entry) string { return e.Who.Institution })
	case ByGroup:
		by(func(e Entry) string { return m.groups[e.Group] })
	}
}

// take makes the badges of those who get one.
func (m *badgeMaker) take(ctx context.Context, entries []Entry) error {
	for _, e := range entries {
		if e.Status == Cancelled || e.Who.Erased {
			continue
		}
		layout, ok, err := m.layoutFor(e.MainRole())
		if err != nil {
			return err
		}
		if !ok {
			m.d.without++
			continue
		}
		b, err := m.badge(ctx, e, layout)
		if err != nil {
			return err
		}
		last, done := m.prints[e.ID]
		if !m.wanted(ctx, e, b, layout, last, done) {
			continue
		}
		m.add(layout, b, drawnBadge{e.ID, badgeVersion(b), done})
	}
	return nil
}

// wanted says whether somebody's badge is asked for by what is on paper already.
func (m *badgeMaker) wanted(ctx context.Context, e Entry, b Badge, layout Layout, last LastPrint, done bool) bool {
	switch {
	case !m.options.Unprinted && !m.options.Changed:
		return true
	case !done:
		return m.options.Unprinted
	}
	return m.options.Changed && m.changed(ctx, e, b, layout, last)
}

// changed says whether a badge says something else than the last time. It is compared on the layout on which it
// was printed, as far as that is still there: a badge on another one says something else by intent.
func (m *badgeMaker) changed(ctx context.Context, e Entry, b Badge, layout Layout, last LastPrint) bool {
	if last.Version == "" {
		return false
	}
	if was, err := findLayout(m.layouts, last.Layout); last.Layout != "" && err == nil && was.ID != layout.ID {
		if b, err = m.badge(ctx, e, was); err != nil {
			return false
		}
	}
	return badgeVersion(b) != last.Version
}

// layoutFor is on what somebody with a role gets a badge; ok is false where there is none for it. A layout that
// was asked for by name is for those whom somebody named too.
func (m *badgeMaker) layoutFor(role Role) (l Layout, ok bool, err error) {
	id := m.event.Badges.Of(role)
	named := m.options.Layout != "" && len(m.options.Registrations) > 0
	if id == NoBadge && !named {
		return l, false, nil
	}
	switch {
	case m.options.Layout != "":
		id = m.options.Layout
	case m.options.Single:
		l, err = m.single(id)
		return l, true, err
	}
	l, err = m.find(id)
	return l, true, err
}

// find finds a layout of the plan; one that was removed at another desk meanwhile is the usual one again.
func (m *badgeMaker) find(id string) (Layout, error) {
	l, err := findLayout(m.layouts, id)
	if err != nil && m.options.Layout == "" {
		return findLayout(m.layouts, "")
	}
	return l, err
}

// single is the layout of one badge alone: the plan's, or the first that is alone on its page.
func (m *badgeMaker) single(id string) (Layout, error) {
	if m.event.Badges.Single != "" {
		return m.find(m.event.Badges.Single)
	}
	l, err := m.find(id)
	if err != nil || l.Stock.Each() == 1 {
		return l, err
	}
	for _, other := range m.layouts {
		if other.Stock.Each() == 1 && other.Stock.Fold == NoFold {
			return other, nil
		}
	}
	return l, nil
}

func (m *badgeMaker) add(layout Layout, b Badge, of drawnBadge) {
	n, ok := m.sheet[layout.ID]
	if !ok {
		n = len(m.d.job.Sheets)
		m.sheet[layout.ID] = n
		m.d.job.Sheets = append(m.d.job.Sheets, BadgeSheets{Layout: layout})
		m.d.badges = append(m.d.badges, nil)
	}
	m.d.job.Sheets[n].Badges = append(m.d.job.Sheets[n].Badges, b)
	m.d.badges[n] = append(m.d.badges[n], of)
}

// badge fills one badge in, as far as its layout shows it.
func (m *badgeMaker) badge(ctx context.Context, e Entry, layout Layout) (Badge, error) {
	names, known := m.fields[layout.ID]
	if !known {
		names = layout.fields()
		m.fields[layout.ID] = names
	}
	group := m.groups[e.Group]
	b := Badge{Code: e.Badge, Number: e.Number, Box: e.Box(), Name: e.Who.Name, Institution: e.Who.Institution, Town: e.Who.Town,
		Role: e.MainRole(), Address: e.Who.Address, Group: group, Lines: BadgeLines(m.event.Questions, e.Registration, m.options.Language),
		Fields: badgeFields(names, m.common, m.event.Questions, e, group, m.options.Language)}
	if layout.has(ItemPhoto) {
		b.Photo = e.Photo
	}
	if !layout.has(ItemAgenda) {
		return b, nil
	}
	if m.plans == nil {
		var err error
		if m.plans, err = m.s.ownPlans(ctx, m.event, m.options.Registrations); err != nil {
			return b, err
		}
	}
	b.Agenda = m.plans.of(e)
	return b, nil
}

// addBlank adds badges that get their person when they are first scanned, on what most people get.
func (m *badgeMaker) addBlank() error {
	if m.options.Blank <= 0 {
		return nil
	}
	layout, ok, err := m.layoutFor(Participant)
	if err != nil {
		return err
	}
	if !ok {
		if layout, err = m.find(m.event.Badges.Layout); err != nil {
			return err
		}
	}
	for range m.options.Blank {
		code, err := passcode.New(passcode.Blank)
		if err != nil {
			return err
		}
		m.add(layout, Badge{Code: code, Fields: maps.Clone(m.common)}, drawnBadge{})
	}
	return nil
}

// addPictures reads the pictures that the job needs. A badge without one is still a badge: who draws it tells what
// is missing.
func (m *badgeMaker) addPictures(ctx context.Context) error {
	for _, sheet := range m.d.job.Sheets {
		for _, sum := range sheet.Layout.Pictures() {
			if err := m.addPicture(ctx, sum); err != nil {
				return err
			}
		}
		for _, b := range sheet.Badges {
			if err := m.addPicture(ctx, b.Photo); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *badgeMaker) addPicture(ctx context.Context, sum string) error {
	if _, there := m.d.job.Pictures[sum]; there || sum == "" {
		return nil
	}
	data, err := m.s.Store.Blob(ctx, sum)
	if err == nil {
		m.d.job.Pictures[sum] = data
	}
	return ctx.Err()
}

// result is what a job came to, before it has pages.
func (d drawn) result() BadgeResult {
	res := BadgeResult{Without: d.without}
	for n, sheet := range d.job.Sheets {
		if res.Layout == "" {
			res.Layout = sheet.Layout.name()
		}
		res.Badges += len(sheet.Badges)
		print := BadgePrint{Layout: sheet.Layout.name(), Version: sheet.Layout.version()}
		for _, b := range d.badges[n] {
			if b.registration == "" {
				continue
			}
			if b.already {
				res.Already++
			}
			print.Registrations = append(print.Registrations, b.registration)
			print.Versions = append(print.Versions, b.version)
		}
		res.Registrations = append(res.Registrations, print.Registrations...)
		if len(print.Registrations) > 0 {
			res.Prints = append(res.Prints, print)
		}
	}
	return res
}
