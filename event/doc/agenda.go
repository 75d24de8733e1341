package doc

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of the programme, in millimetres.
const (
	agendaEdge   = 18.0
	agendaTop    = 58.0
	agendaBottom = 280.0
	agendaTime   = 30.0 // width of the column of times, at the size of agendaSize
	agendaSize   = 11.5 // of times and titles, in points
)

// Agenda writes the programme as PDF for the wall, a page a day, in type as large as the day allows.
func (w *Writer) Agenda(ctx context.Context, out io.Writer, job event.AgendaJob) error {
	a := newAgenda(job)
	for _, day := range a.days {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.day(day)
	}
	if len(a.days) == 0 {
		a.page()
		a.head(time.Time{}, false)
	}
	pdf, err := a.finish(properties{
		title:    a.words.T("doc.agenda.title", i18n.Args{"Title": job.Event.Title}),
		author:   first(job.Event.Organizers),
		language: a.words.Lang(),
	})
	if err != nil {
		return fmt.Errorf("agenda of %s: %w", job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("write agenda of %s: %w", job.Event.ID, err)
	}
	return nil
}

// agenda draws the programme of one event.
type agenda struct {
	*surface
	event  event.Event
	words  *i18n.Printer
	rooms  map[string]string
	groups map[string]string
	days   [][]event.Session

	plain, bold, title style
}

func newAgenda(job event.AgendaJob) *agenda {
	a := &agenda{
		surface: newSurface(a4Width, a4Height),
		event:   job.Event,
		words:   i18n.New(job.Language),
		rooms:   map[string]string{},
		groups:  map[string]string{},
		plain:   style{face: loadFace(assets.LatoRegular), ink: ink},
		bold:    style{face: loadFace(assets.LatoBold), ink: ink},
		title:   style{face: loadFace(assets.LatoBlack), ink: accent},
	}
	for _, r := range job.Rooms {
		a.rooms[r.ID] = r.Title
	}
	for _, g := range job.Groups {
		a.groups[g.ID] = g.Title
	}
	zone := job.Event.Zone()
	sessions := slices.Clone(job.Sessions)
	slices.SortStableFunc(sessions, func(x, y event.Session) int {
		if c := x.Start.Compare(y.Start); c != 0 {
			return c
		}
		return strings.Compare(a.rooms[x.Room], a.rooms[y.Room])
	})
	last := event.Date("")
	for _, s := range sessions {
		s.Start, s.End = s.Start.In(zone), s.End.In(zone)
		if day := event.DateOf(s.Start, zone); day != last {
			a.days = append(a.days, nil)
			last = day
		}
		a.days[len(a.days)-1] = append(a.days[len(a.days)-1], s)
	}
	return a
}

// day draws one day. A day that is too long even in small type goes on overleaf.
func (a *agenda) day(sessions []event.Session) {
	scale := 1.5
	for scale > 0.85 && a.dayHeight(sessions, scale) > agendaBottom-agendaTop {
		scale *= 0.97
	}
	a.page()
	a.head(sessions[0].Start, false)
	y := agendaTop
	for i, s := range sessions {
		row := a.row(s, scale)
		if y+row.height > agendaBottom && y > agendaTop {
			a.page()
			a.head(s.Start, true)
			y = agendaTop
		}
		again := i > 0 && y > agendaTop && s.Start.Equal(sessions[i-1].Start) && s.End.Equal(sessions[i-1].End)
		a.drawRow(y, row, again)
		y += row.height
	}
}

func (a *agenda) dayHeight(sessions []event.Session, scale float64) float64 {
	height := 0.0
	for _, s := range sessions {
		height += a.row(s, scale).height
	}
	return height
}

// head writes the event and the day.
func (a *agenda) head(day time.Time, continued bool) {
	const width = a4Width - 2*agendaEdge
	lines, st := a.fit(a.hard(a.event.Title), a.bold.sized(10.5).inked(quiet), width-40, 9, 2)
	a.paragraph(agendaEdge, 23, lines, st)
	place := strings.TrimPrefix(a.event.Venue+", "+a.event.Town, ", ")
	if a.event.Town == "" || strings.Contains(a.event.Venue, a.event.Town) {
		place = a.event.Venue
	}
	heading := a.words.T("doc.agenda.heading")
	if !day.IsZero() {
		heading = a.words.Weekday(day) + ", " + a.words.Date(day)
	}
	lines, st = a.fit(upperFirst(heading), a.title.sized(26), width, 18, 1)
	a.paragraph(agendaEdge, 42, lines, st)
	under := place
	if continued {
		under = strings.TrimPrefix(under+" · "+a.words.T("doc.agenda.continued"), " · ")
	}
	lines, st = a.fit(a.hard(under), a.plain.sized(11).inked(quiet), width, 9, 1)
	a.paragraph(agendaEdge, 49, lines, st)
	a.line(agendaEdge, agendaTop-4, a4Width-agendaEdge, agendaTop-4, 0.35, accent)
}

// agendaRow is a session made ready to be drawn.
type agendaRow struct {
	time          string
	timeStyle     style
	title         []string
	titleStyle    style
	details       []part
	room          []string
	roomStyle     style
	height, inset float64
}

func (a *agenda) row(s event.Session, scale float64) agendaRow {
	const width = a4Width - 2*agendaEdge
	room := 38 * min(scale, 1.2)
	column := width - agendaTime*scale - room
	r := agendaRow{inset: 2.9 * scale, time: a.words.Time(s.Start)}
	if s.End.After(s.Start) {
		r.time += "–" + a.words.Time(s.End)
	}
	r.timeStyle = a.bold.sized(agendaSize * scale)
	r.titleStyle = a.bold.sized(agendaSize * scale)
	if s.Kind == event.Break || s.Kind == event.Reception {
		r.timeStyle = a.plain.sized(agendaSize * scale).inked(quiet)
		r.titleStyle = r.timeStyle
	}
	r.title, r.titleStyle = a.fit(a.hard(s.Title), r.titleStyle, column, 10*scale, 4)
	small := a.plain.sized(9.5 * scale).inked(quiet)
	for _, text := range a.details(s) {
		lines, _ := a.wrap(a.hard(text), small, column)
		r.details = append(r.details, part{lines, small, 2.7 * scale})
	}
	if title := a.rooms[s.Room]; title != "" {
		r.room, r.roomStyle = a.fit(a.hard(title), a.plain.sized(10*scale).aligned(right), room-4, 8.5*scale, 2)
	}
	text := textHeight(r.title, r.titleStyle)
	for _, p := range r.details {
		text += p.before + textHeight(p.lines, p.style)
	}
	if len(r.room) > 0 {
		text = max(text, textHeight(r.room, r.roomStyle))
	}
	r.height = text + 2*r.inset
	return r
}

// details are the lines under a session's title: who makes it, each role by itself, for whom it is.
func (a *agenda) details(s event.Session) []string {
	var roles []event.Role
	names := map[event.Role][]string{}
	for _, c := range s.Contributors {
		if names[c.Role] == nil {
			roles = append(roles, c.Role)
		}
		names[c.Role] = append(names[c.Role], strings.ReplaceAll(c.Name, " ", "\u00a0"))
	}
	var lines []string
	for _, role := range roles {
		line := strings.Join(names[role], ", ")
		if role != "" {
			line = a.words.T("doc.agenda.role."+string(role)) + ": " + line
		}
		lines = append(lines, line)
	}
	var notes []string
	if len(s.Groups) > 0 {
		titles := make([]string, len(s.Groups))
		for i, id := range s.Groups {
			titles[i] = a.groups[id]
		}
		notes = append(notes, a.words.N("doc.agenda.groups", len(titles), i18n.Args{"Titles": strings.Join(titles, ", ")}))
	}
	if s.SignUp {
		notes = append(notes, a.words.T("doc.agenda.sign_up"))
	}
	if len(notes) > 0 {
		lines = append(lines, strings.Join(notes, " · "))
	}
	return lines
}

// drawRow draws a session; again leaves its time out because the row above has the same.
func (a *agenda) drawRow(y float64, r agendaRow, again bool) {
	x := agendaEdge + agendaTime*r.timeStyle.size/agendaSize
	if again {
		a.line(x, y, a4Width-agendaEdge, y, 0.1, faint)
	} else {
		if y > agendaTop {
			a.line(agendaEdge, y, a4Width-agendaEdge, y, 0.15, faint)
		}
		a.text(agendaEdge, y+r.inset+r.timeStyle.capHeight(), r.time, r.timeStyle)
	}
	base := a.paragraph(x, y+r.inset+r.titleStyle.capHeight(), r.title, r.titleStyle)
	for _, p := range r.details {
		base = a.paragraph(x, base+p.before+p.style.capHeight(), p.lines, p.style)
	}
	if len(r.room) > 0 {
		a.paragraph(a4Width-agendaEdge, y+r.inset+r.timeStyle.capHeight(), r.room, r.roomStyle)
	}
}

func (a *agenda) hard(text string) string {
	if a.words.Lang() != i18n.Polish {
		return text
	}
	return i18n.HardSpaces(text)
}

func upperFirst(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}
