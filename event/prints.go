package event

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"
)

// The codes of prints.
const (
	CodeBadgesAgain = "badge.again"     // some of them are on paper already
	CodeRoleWithout = "badge.role.none" // the plan has no badge for this role
)

// LastPrint is the last print of somebody's present badge.
type LastPrint struct {
	At      time.Time
	Layout  string // its title, or its id if it comes with the program
	Version string // checksum of what the badge said; "": not known
}

// BadgePrint is badges of one layout that go to paper together.
type BadgePrint struct {
	Layout, Version string
	Registrations   []string
	Versions        []string // of each badge
}

// sheetsAtOnce is how many sheets go to the printer as one job: who stops in the middle of three hundred badges
// loses no more than these, and a printer that takes pictures holds no more of them.
const sheetsAtOnce = 10

// PrintBadges prints badges. A badge counts as printed as soon as the queue has it, and no sooner: what is
// returned is what the queue has, with an error too, or when the context ends in the middle.
// Codes: badge.again where some were printed before and o.Again does not say that this is meant, those of
// Badges, and printer.*.
func (s *Service) PrintBadges(ctx context.Context, eventID string, o BadgeOptions, setup PrintSetup, p Progress) (BadgeResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BadgeResult{}, err
	}
	o.Duplex = setup.Duplex
	d, err := s.drawBadges(ctx, eventID, o, p)
	if err != nil {
		return BadgeResult{Without: d.without}, err
	}
	whole := d.result()
	if whole.Already > 0 && !o.Again {
		return BadgeResult{Without: d.without, Already: whole.Already}, Fail(CodeBadgesAgain, "Count", whole.Already)
	}
	printers, err := s.printers()
	if err != nil {
		return BadgeResult{Without: d.without}, err
	}
	d.job.ShiftX, d.job.ShiftY = setup.ShiftX, setup.ShiftY
	p.Total(whole.Badges)
	res := BadgeResult{Without: d.without, Layout: whole.Layout}
	for _, part := range d.parts(sheetsAtOnce) {
		if err := ctx.Err(); err != nil {
			return res, err
		}
		if _, err := printers.Print(ctx, s.printJob(ctx, part.job, setup)); err != nil {
			return res, fmt.Errorf("print badges of %s: %w", eventID, brokeOff(err, res.Badges, whole.Badges))
		}
		done := part.result()
		res.Badges += done.Badges
		res.Pages += len(part.job.Pages())
		res.Already += done.Already
		res.Registrations = append(res.Registrations, done.Registrations...)
		res.Prints = append(res.Prints, done.Prints...)
		if err := s.RecordPrints(context.WithoutCancel(ctx), eventID, setup.Printer, done.Prints); err != nil {
			return res, err
		}
		p.Add(done.Badges)
	}
	return res, nil
}

// brokeOff adds to what a printer refused how many badges it had taken before, so that nobody is told that nothing
// was printed.
func brokeOff(err error, done, all int) error {
	var known *Error
	if done == 0 || !errors.As(err, &known) {
		return err
	}
	told := *known
	told.Args, told.Err = maps.Clone(known.Args), err
	if told.Args == nil {
		told.Args = map[string]any{}
	}
	told.Args["Done"], told.Args["All"] = done, all
	return &told
}

// PrintOne prints the badge of one person, on the plan's layout for single ones, or else on a label where the printer
// has them: of a walk-in who was just written down, or of whoever is scanned. Codes: badge.again if it is on paper already, badge.role.none,
// and printer.*.
func (s *Service) PrintOne(ctx context.Context, registration string, setup PrintSetup) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	e, err := s.Store.Entry(ctx, registration)
	if err != nil {
		return fmt.Errorf("print one badge: %w", err)
	}
	ev, err := s.Store.Event(ctx, e.Event)
	if err != nil {
		return fmt.Errorf("print one badge: %w", err)
	}
	single := ev.Badges.Single != "" || s.printsLabels(ctx, setup.Printer)
	o := BadgeOptions{Registrations: []string{registration}, Single: single, Language: e.Who.Language}
	_, err = s.PrintBadges(ctx, e.Event, o, setup, Silent)
	return err
}

// printsLabels asks a printer whether it prints single labels, but not for long.
func (s *Service) printsLabels(ctx context.Context, id string) bool {
	if strings.HasPrefix(id, "zpl:") {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	o, err := s.PrinterOptions(ctx, id)
	return err == nil && o.Label
}

func (s *Service) printJob(ctx context.Context, job BadgeJob, setup PrintSetup) PrintJob {
	stock := job.Sheets[0].Layout.Stock
	j := s.drawnFor(ctx, job)
	j.Printer, j.Title, j.Width, j.Height = setup.Printer, job.Event.Title, stock.PageWidth, stock.PageHeight
	j.Tray, j.Copies = setup.Tray, max(setup.Copies, 1)
	if job.TwoSided() {
		j.Duplex = setup.Duplex
	}
	return j
}

// parts cuts a job into jobs of so many sheets, each of one layout.
func (d drawn) parts(sheets int) []drawn {
	var parts []drawn
	used := d.job.Used
	for n, s := range d.job.Sheets {
		each := max(s.Layout.Stock.Each(), 1)
		used = max(0, used) % each
		for from := 0; from < len(s.Badges); {
			to := min(from+sheets*each-used, len(s.Badges))
			part := drawn{job: d.job, badges: [][]drawnBadge{d.badges[n][from:to]}}
			part.job.Sheets = []BadgeSheets{{s.Layout, s.Badges[from:to]}}
			part.job.Used = used
			parts = append(parts, part)
			from, used = to, 0
		}
	}
	return parts
}

// RecordPrints remembers that badges are on paper: printed on a printer, or, where that is "", from a file.
func (s *Service) RecordPrints(ctx context.Context, eventID, printer string, prints []BadgePrint) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(Reader) (b Batch, err error) {
		for _, p := range prints {
			if len(p.Registrations) > 0 {
				b.Add(eventID, eventID, BadgesPrinted{Registrations: p.Registrations, Versions: p.Versions, Layout: p.Layout,
					Version: p.Version, Printer: PrinterName(printer)})
			}
		}
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("mark badges printed: %w", err)
	}
	return nil
}

// MarkPrinted remembers that people's badges are on paper, on a layout or on those of the plan, so that the next
// sheet can hold only the new ones.
func (s *Service) MarkPrinted(ctx context.Context, eventID, layout string, registrations []string) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	if len(registrations) == 0 {
		return nil
	}
	d, err := s.drawBadges(ctx, eventID, BadgeOptions{Layout: layout, Registrations: registrations}, Silent)
	if err != nil && !errors.Is(err, Fail(CodeNoBadges)) && !errors.Is(err, Fail(CodeRoleWithout)) {
		return err
	}
	res := d.result()
	drawn := make(map[string]bool, len(res.Registrations))
	for _, id := range res.Registrations {
		drawn[id] = true
	}
	rest := BadgePrint{Layout: layout} // by the plan they get none, and somebody has one all the same
	for _, id := range registrations {
		if !drawn[id] {
			rest.Registrations, rest.Versions = append(rest.Registrations, id), append(rest.Versions, "")
		}
	}
	return s.RecordPrints(ctx, eventID, "", append(res.Prints, rest))
}

// BadgeState is how far somebody's badge is.
type BadgeState struct {
	At      time.Time // of the last print; zero: not on paper
	Layout  string    // on which it was printed
	Changed bool      // it says something else by now
	Without bool      // the plan has no badge for the role
}

// PrintStates tells of everybody who gets a badge, or of those chosen, how far it is.
func (s *Service) PrintStates(ctx context.Context, eventID string, o BadgeOptions) (map[string]BadgeState, error) {
	m, entries, err := s.badgeMaker(ctx, eventID, o, Silent)
	if err != nil {
		return nil, fmt.Errorf("badges on paper of %s: %w", eventID, err)
	}
	states := make(map[string]BadgeState, len(entries))
	for _, e := range entries {
		if e.Status == Cancelled || e.Who.Erased {
			continue
		}
		last, done := m.prints[e.ID]
		state := BadgeState{At: last.At, Layout: last.Layout}
		layout, ok, err := m.layoutFor(e.MainRole())
		if err != nil {
			return nil, err
		}
		state.Without = !ok
		if ok && done {
			b, err := m.badge(ctx, e, layout)
			if err != nil {
				return nil, err
			}
			state.Changed = m.changed(ctx, e, b, layout, last)
		}
		states[e.ID] = state
	}
	return states, nil
}

// PrintRuns is the log of badges printed, newest first.
func (s *Service) PrintRuns(ctx context.Context, eventID string) ([]PrintRun, error) {
	return s.Store.PrintRuns(ctx, eventID)
}

// PrinterName is a printer's name by its address: what people call the queue.
func PrinterName(id string) string {
	name := id
	if _, rest, ok := strings.Cut(id, ":"); ok {
		name = strings.TrimLeft(rest, "/")
	}
	name, _, _ = strings.Cut(name, "?")
	if i := strings.LastIndexByte(strings.TrimRight(name, "/"), '/'); i >= 0 && !strings.HasSuffix(name, "/ipp/print") {
		return name[i+1:]
	}
	host, _, _ := strings.Cut(name, "/")
	return host
}
