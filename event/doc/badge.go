package doc

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/passcode"
)

// Badges writes all badges of a job as one PDF.
func (w *Writer) Badges(ctx context.Context, out io.Writer, job event.BadgeJob, p event.Progress) (int, error) {
	if len(job.Sheets) == 0 || len(job.Sheets[0].Badges) == 0 {
		return 0, event.Fail(event.CodeNoBadges)
	}
	form, err := findForm(job.Sheets[0].Layout.ID)
	if err != nil {
		return 0, err
	}
	badges := job.Sheets[0].Badges
	p.Total(len(badges))
	if err := w.prepareSymbols(ctx, badges); err != nil {
		return 0, err
	}
	sheet := newBadgeSheet(form, job)
	for i, b := range badges {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		q, err := w.symbols.badge(b.Code)
		if err != nil {
			return 0, fmt.Errorf("badge %d: %w", b.Number, err)
		}
		slot := i % (form.columns * form.rows)
		if slot == 0 {
			sheet.page()
			sheet.cropMarks(form)
		}
		x := form.left() + float64(slot%form.columns)*form.width
		y := form.top() + float64(slot/form.columns)*form.height
		sheet.badge(x, y, b, q)
		sheet.note(b, p)
		p.Add(1)
	}
	pdf, err := sheet.finish(properties{
		title:    sheet.words.T("doc.badge.title", i18n.Args{"Title": job.Event.Title}),
		author:   first(job.Event.Organizers),
		language: sheet.words.Lang(),
	})
	if err != nil {
		return 0, fmt.Errorf("badges of %s: %w", job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return 0, fmt.Errorf("write badges of %s: %w", job.Event.ID, err)
	}
	return sheet.pages, nil
}

// prepareSymbols makes the QR symbols on all cores: they cost more than the drawing.
func (w *Writer) prepareSymbols(ctx context.Context, badges []event.Badge) error {
	workers := runtime.GOMAXPROCS(0)
	failures := make([]error, workers)
	var wait sync.WaitGroup
	for n := range workers {
		wait.Go(func() {
			for i := n; i < len(badges) && failures[n] == nil && ctx.Err() == nil; i += workers {
				if !passcode.Valid(badges[i].Code) {
					failures[n] = event.Fail(event.CodeBadgeDamaged, "Value", badges[i].Code)
					continue
				}
				_, failures[n] = w.symbols.badge(badges[i].Code)
			}
		})
	}
	wait.Wait()
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// badgeSheet draws the badges of one job.
type badgeSheet struct {
	*surface
	form   badgeForm
	words  *i18n.Printer
	header string
	dates  string

	shortened          bool // an answer on the badge drawn last
	plain, bold, heavy style
}

func newBadgeSheet(form badgeForm, job event.BadgeJob) *badgeSheet {
	words := i18n.New(job.Language)
	zone := job.Event.Zone()
	return &badgeSheet{
		surface: newSurface(a4Width, a4Height),
		form:    form,
		words:   words,
		header:  job.Event.Title,
		dates:   words.DateRange(job.Event.Start.Time(zone), job.Event.End.Time(zone)),
		plain:   style{face: loadFace(assets.LatoRegular), ink: ink},
		bold:    style{face: loadFace(assets.LatoBold), ink: ink, lead: 1.12},
		heavy:   style{face: loadFace(assets.LatoBlack), ink: ink, lead: 1.05},
	}
}

// badge draws one badge with its upper left corner at x, y.
func (s *badgeSheet) badge(x, y float64, b event.Badge, q symbol) {
	s.badgeHeader(x, y)
	s.badgeSymbol(x, y, b.Code, q)
	s.shortened = false
	if b.Name.Full() == "" {
		s.writingLines(x, y)
	} else {
		s.person(x, y, b)
	}
	s.band(x, y, b)
}

// note tells whose badge does not say all that it should: a letter that the font lacks, an answer too long.
func (s *badgeSheet) note(b event.Badge, p event.Progress) {
	noter, ok := p.(event.Noter)
	if !ok {
		return
	}
	all := append([]string{b.Name.Full(), b.Institution, b.Town, b.Group}, b.Lines...)
	if letters := s.plain.face.lacked(strings.Join(all, " ")); letters != "" {
		noter.Note(event.Fail(event.CodeBadgeLetters, "Letters", letters, "Name", b.Name.Full()))
	}
	if s.shortened {
		noter.Note(event.Fail(event.CodeBadgeShortened, "Name", b.Name.Full()))
	}
}

// badgeHeader writes what the event is, quietly.
func (s *badgeSheet) badgeHeader(x, y float64) {
	f := s.form
	st := s.plain.sized(f.headerSize).inked(quiet)
	width := f.width - 2*f.margin
	dates := s.width(s.dates, st)
	if f.headerLines == 1 {
		s.text(x+f.width-f.margin, y+f.headerY, s.dates, st.aligned(right))
		width -= dates + 3
	}
	lines, st := s.fit(s.header, s.bold.sized(f.headerSize).inked(quiet), width, f.headerSize*0.8, f.headerLines)
	last := s.paragraph(x+f.margin, y+f.headerY, lines, st)
	if f.headerLines > 1 {
		last += st.lineHeight() + 0.6
		s.text(x+f.margin, last, s.dates, s.plain.sized(f.headerSize*0.85).inked(quiet))
	}
	s.line(x+f.margin, y+f.ruleY, x+f.width-f.margin, y+f.ruleY, 0.15, faint)
}

// badgeSymbol draws the QR symbol, and its digits up to the margin.
func (s *badgeSheet) badgeSymbol(x, y float64, code string, q symbol) {
	f := s.form
	s.symbol(x+f.symbolX, y+f.symbolY, f.symbol, q)
	s.text(x+f.width-f.margin, y+f.symbolY+f.symbol+f.digits*0.24, passcode.Format(code), s.plain.sized(f.digits).inked(ink).aligned(right))
}

// person writes the name, the institution, the town, the group and the lines of the event's own.
func (s *badgeSheet) person(x, y float64, b event.Badge) {
	f := s.form
	own := badgeLines(b.Lines)
	parts := s.personParts(b, 1, own, 1)
	for i := 0; len(own) > 0 && bodyHeight(parts) > f.textHeight && i < len(tighter); i++ {
		if own = badgeLines(b.Lines); tighter[i].joined { // before anything else of the badge shrinks
			own = joinedLine(b.Lines)
		}
		parts = s.personParts(b, 1, own, tighter[i].size)
	}
	for scale := 0.95; bodyHeight(parts) > f.textHeight && scale > 0.4; scale *= 0.95 {
		parts = s.personParts(b, scale, own, tighter[len(tighter)-1].size)
	}
	s.shortened = strings.Count(strings.Join(own, ""), "…") > strings.Count(strings.Join(b.Lines, ""), "…")
	y += f.textTop + max(0, f.textHeight-bodyHeight(parts))*f.textDrop
	for i, p := range parts {
		if i > 0 {
			y += p.before
		}
		y = s.paragraph(x+f.margin, y+p.style.capHeight(), p.lines, p.style)
	}
}

// personParts sets the lines of a badge; what is too long in all shrinks, the name more than the rest.
func (s *badgeSheet) personParts(b event.Badge, scale float64, own []string, size float64) []part {
	f := s.form
	given, family := clean(b.Name.Given), clean(b.Name.Family)
	if given == "" {
		given, family = family, ""
	}
	var parts []part
	add := func(before float64, text string, st style, floor float64, most int) {
		if text != "" {
			lines, st := s.fit(text, st, f.textWidth, floor*st.size, most)
			parts = append(parts, part{lines, st, before * f.gap * max(0.8, scale)})
		}
	}
	small := s.plain.sized(f.small * max(0.8, scale))
	add(0, given, s.heavy.sized(f.given*scale), 0.6, 2)
	// The family name never looks larger than the given one.
	add(0.85, family, s.bold.sized(min(f.family*scale, 0.95*parts[0].style.size)), 0.7, 2)
	add(1.1, i18n.HardSpaces(b.Institution), small, 0.9, 3)
	town := 0.6
	if b.Institution == "" {
		town = 1.1
	}
	add(town, b.Town, small.inked(quiet), 0.85, 1)
	if b.Group != "" {
		add(0.8, s.words.T("doc.badge.group", i18n.Args{"Title": b.Group}), small.inFace(s.bold.face).inked(accent), 0.85, 2)
	}
	for i, line := range own {
		before := 0.5
		if i == 0 {
			before = 0.8
		}
		add(before, line, s.plain.sized(f.small*size), 0.75, 1)
	}
	return parts
}

// tighter is how the lines of the event's own make room for the name, step by step.
var tighter = []struct {
	size   float64
	joined bool
}{{0.9, false}, {0.8, false}, {0.72, false}, {0.95, true}, {0.8, true}}

// Of the event's own lines a badge has room for few and short ones.
const (
	mostLines   = 3
	longestLine = 44
)

// badgeLines are the lines with room on a badge: the last holds all that are left.
func badgeLines(all []string) []string {
	if len(all) > mostLines {
		all = append(slices.Clone(all[:mostLines-1]), strings.Join(all[mostLines-1:], " · "))
	}
	lines := make([]string, len(all))
	for i, line := range all {
		lines[i] = shortened(line)
	}
	return lines
}

func joinedLine(all []string) []string {
	short := make([]string, len(all))
	for i, line := range all {
		short[i] = shortened(line)
	}
	return []string{shortened(strings.Join(short, " · "))}
}

// shortened leaves a line's beginning, to the end of a word.
func shortened(line string) string {
	r := []rune(line)
	if len(r) <= longestLine {
		return i18n.HardSpaces(line)
	}
	begin := string(r[:longestLine])
	if at := strings.LastIndexByte(begin, ' '); at > len(begin)/2 {
		begin = begin[:at]
	}
	return i18n.HardSpaces(strings.TrimRight(begin, " ,;·.…") + "…")
}

// textHeight is the height of lines from the first capital to the last baseline.
func textHeight(lines []string, st style) float64 {
	if len(lines) == 0 {
		return 0
	}
	return st.capHeight() + float64(len(lines)-1)*st.lineHeight()
}

// writingLines leaves room for a name written by hand.
func (s *badgeSheet) writingLines(x, y float64) {
	f := s.form
	captions := []string{s.words.T("doc.badge.given"), s.words.T("doc.badge.family"), s.words.T("doc.badge.institution")}
	step := f.textHeight / float64(len(captions))
	caption := s.plain.sized(f.small * 0.75).inked(quiet)
	for i, text := range captions {
		base := y + f.textTop + step*float64(i+1) - caption.lineHeight()*0.7
		s.line(x+f.margin, base, x+f.margin+f.textWidth, base, 0.2, quiet)
		s.text(x+f.margin, base+caption.lineHeight()*0.8, text, caption)
	}
}

// band is the coloured strip with the role; the number and the letter of the box stand at its end.
func (s *badgeSheet) band(x, y float64, b event.Badge) {
	f := s.form
	x, y = x+f.margin, y+f.bandY
	width := f.width - 2*f.margin
	s.block(x, y, width, f.band, f.band*0.18, bandColour(b))
	st := s.bold.sized(f.bandSize).inked(white)
	base := y + f.band/2 + st.capHeight()/2
	x, width = x+f.band*0.4, width-f.band*0.8

	end := strings.TrimSpace(b.Box)
	if b.Number > 0 {
		end = strings.TrimSpace(end + " " + strconv.Itoa(b.Number))
	}
	ended := st.sized(f.bandSize * 0.82).aligned(right)
	s.text(x+width, base, end, ended)
	width -= s.width(end, ended) + 3

	if b.Name.Full() != "" {
		word := strings.ToUpper(roleWord(s.words, b.Role, b.Address))
		lines, role := s.fit(word, st.tracked(0.06), width, f.bandSize*0.7, 1)
		s.paragraph(x, base, lines, role)
	}
}

// roleWord is the word for a role, in the grammar of the person.
func roleWord(words *i18n.Printer, role event.Role, address event.FormOfAddress) string {
	if role == "" {
		role = event.Participant
	}
	if id := "role." + string(role) + "." + string(address); address != event.Neutral && words.Has(id) {
		return words.T(id)
	}
	return words.T("role." + string(role))
}

// bandColours tell the roles apart; white text on each has a contrast of at least 4.5.
var bandColours = map[event.Role]colour{
	event.Participant: 0x1f5fa8,
	event.Panelist:    0x6d3fa3,
	event.Moderator:   0x8f2d6b,
	event.Trainer:     0x0f6b66,
	event.Expert:      0x1b7245,
	event.Coach:       0x96540a,
	event.Mentor:      0x6f5a12,
	event.Supervisor:  0x5c4033,
	event.Organizer:   0xb3261e,
	event.Guest:       0x4b5563,
	event.Media:       0x111827,
}

func bandColour(b event.Badge) colour {
	if c, ok := bandColours[b.Role]; ok {
		return c
	}
	if b.Name.Full() == "" {
		return quiet
	}
	return bandColours[event.Participant]
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
