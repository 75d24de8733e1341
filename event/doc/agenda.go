package doc

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The tints of the programme: of what stands across all rooms, of what is somebody's own, of what is waited for.
const (
	band   colour = 0xf1f3f6
	own    colour = 0xe8f0fa
	waited colour = 0x8a4f00
)

// Agenda writes a document of the programme: a page a day for the wall, a page a room and day for its door,
// a plan for each person, or name plates.
func (w *Writer) Agenda(ctx context.Context, out io.Writer, job event.AgendaJob) error {
	if job.Progress == nil {
		job.Progress = event.Silent
	}
	a := newAgenda(job)
	title, err := a.words.T("doc.agenda.title", i18n.Args{"Title": job.Event.Title}), error(nil)
	switch job.Kind {
	case event.AgendaRooms:
		title = a.words.T("docagenda.title.rooms", i18n.Args{"Title": job.Event.Title})
		err = a.doors(ctx)
	case event.AgendaPersonal:
		title = a.words.T("docagenda.title.personal", i18n.Args{"Title": job.Event.Title})
		err = a.plans(ctx)
	case event.AgendaPlates:
		title = a.words.T("docagenda.title.plates", i18n.Args{"Title": job.Event.Title})
		err = a.plates(ctx)
	default:
		err = a.wall(ctx)
	}
	if err != nil {
		return err
	}
	if a.pages == 0 {
		a.blank()
	}
	pdf, err := a.finish(properties{title: title, author: first(job.Event.Organizers), language: a.words.Lang()})
	if err != nil {
		return fmt.Errorf("agenda %s of %s: %w", job.Kind, job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("write agenda of %s: %w", job.Event.ID, err)
	}
	return nil
}

// agenda draws a document of one event's programme.
type agenda struct {
	*surface
	job      event.AgendaJob
	words    *i18n.Printer
	zone     *time.Location
	rooms    map[string]event.Room
	groups   map[string]string
	sessions []event.Session // in the event's zone; by start, then room
	told     map[string]bool // what was remarked upon

	plain, bold, black, italic style
}

func newAgenda(job event.AgendaJob) *agenda {
	wide, high := a4Width, a4Height
	if job.Kind == event.AgendaPersonal || job.Kind == event.AgendaPlates {
		wide, high = high, wide
	}
	a := &agenda{
		surface: newSurface(wide, high),
		job:     job,
		words:   i18n.New(job.Language),
		zone:    job.Event.Zone(),
		rooms:   map[string]event.Room{},
		groups:  map[string]string{},
		told:    map[string]bool{},
		plain:   style{face: loadFace(assets.LatoRegular), ink: ink},
		bold:    style{face: loadFace(assets.LatoBold), ink: ink},
		black:   style{face: loadFace(assets.LatoBlack), ink: accent, lead: 1.12},
		italic:  style{face: loadFace(assets.LatoItalic), ink: quiet},
	}
	for _, r := range job.Rooms {
		a.rooms[r.ID] = r
	}
	for _, g := range job.Groups {
		a.groups[g.ID] = g.Title
	}
	a.sessions = slices.Clone(job.Sessions)
	for i := range a.sessions {
		a.sessions[i] = a.here(a.sessions[i])
	}
	order := newOrder()
	slices.SortStableFunc(a.sessions, func(x, y event.Session) int {
		return cmp.Or(x.Start.Compare(y.Start), order.CompareString(a.rooms[x.Room].Title, a.rooms[y.Room].Title))
	})
	return a
}

// newOrder sorts the titles of rooms: Łąka before Mostowa, Sala 2 before Sala 10.
func newOrder() *collate.Collator { return collate.New(language.Polish, collate.Numeric) }

// here is a session at the event's own time, its moderator before everybody else.
func (a *agenda) here(s event.Session) event.Session {
	s.Start, s.End = s.Start.In(a.zone), s.End.In(a.zone)
	s.Contributors = slices.Clone(s.Contributors)
	slices.SortStableFunc(s.Contributors, func(x, y event.Contributor) int { return leads(y.Role) - leads(x.Role) })
	return s
}

func leads(r event.Role) int {
	if r == event.Moderator {
		return 1
	}
	return 0
}

// byDay divides sessions by the day on which they begin.
func byDay(sessions []event.Session) (days [][]event.Session) {
	last := ""
	for _, s := range sessions {
		if day := s.Start.Format(time.DateOnly); day != last {
			days, last = append(days, nil), day
		}
		days[len(days)-1] = append(days[len(days)-1], s)
	}
	return days
}

// span is when a session is.
func (a *agenda) span(s event.Session) string { return a.words.TimeSpan(s.Start, s.End) }

// remark says what the clock alone does not: that a session ends on another day, or that the clocks change.
func (a *agenda) remark(s event.Session) string {
	if s.End.After(nextDay(s.Start)) {
		return a.words.T("docagenda.until", i18n.Args{"Date": a.words.ShortDate(s.End)})
	}
	_, before := s.Start.Zone()
	if _, after := s.End.Zone(); after != before {
		return a.words.T("docagenda.clocks")
	}
	return ""
}

func nextDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location())
}

// day is a heading: Czwartek, 6 września 2012.
func (a *agenda) day(t time.Time) string {
	return upperFirst(a.words.Weekday(t)) + ", " + a.words.Date(t)
}

// version says what people hold in their hands: a programme made known, or a draft.
func (a *agenda) version() string {
	v := a.job.ProgrammeView
	if v.Version == 0 || v.Draft {
		return a.words.T("docagenda.draft", i18n.Args{"Date": a.words.ShortDate(v.Made.In(a.zone))})
	}
	return a.hard(a.words.T("docagenda.version", i18n.Args{"Number": v.Version, "Date": a.words.Date(v.Known.In(a.zone))}))
}

func (a *agenda) place() string {
	e := a.job.Event
	if e.Town == "" || strings.Contains(e.Venue, e.Town) {
		return e.Venue
	}
	return strings.TrimPrefix(e.Venue+", "+e.Town, ", ")
}

// where is the room of a session, and the building if it is not the event's own.
func (a *agenda) where(s event.Session) string {
	r := a.rooms[s.Room]
	return joinText(", ", r.Title, r.Venue)
}

// groupsOf are the titles of the groups that a session is for.
func (a *agenda) groupsOf(s event.Session) string {
	titles := make([]string, 0, len(s.Groups))
	for _, id := range s.Groups {
		if a.groups[id] != "" {
			titles = append(titles, a.groups[id])
		}
	}
	return strings.Join(titles, ", ")
}

// signUp says that a session is only for those enrolled, and how many.
func (a *agenda) signUp(s event.Session) string {
	switch {
	case !s.SignUp:
		return ""
	case s.Capacity == nil:
		return a.words.T("doc.agenda.sign_up")
	}
	return a.words.T("doc.agenda.sign_up") + ", " + a.words.N("docagenda.places", *s.Capacity)
}

// set is fit that never goes below the floor: a text too long for the lines it may have takes more.
func (a *agenda) set(text string, st style, width, floor float64, most int) part {
	if floor = min(floor, st.size); a.width(text, st.sized(floor)) > width*float64(most)*1.15 {
		lines, _ := a.wrap(a.hard(text), st.sized(floor), width)
		return part{lines: lines, style: st.sized(floor)}
	}
	lines, fitted := a.fit(a.hard(text), st, width, floor, most)
	if fitted.size < floor {
		fitted = st.sized(floor)
		lines, _ = a.wrap(a.hard(text), fitted, width)
	}
	return part{lines: lines, style: fitted}
}

// flow breaks a text without making it smaller, so that neighbours look alike: only a word too long for the
// width, or a text of many lines, takes smaller type, down to the floor.
func (a *agenda) flow(text string, st style, width, floor float64) part {
	text = a.hard(text)
	lines, whole := a.wrap(text, st, width)
	for (!whole || len(lines) > manyLines) && st.size > floor {
		st.size = max(floor, st.size*0.95)
		lines, whole = a.wrap(text, st, width)
	}
	return part{lines: lines, style: st}
}

// manyLines is where a text is too long to be set as large as others.
const manyLines = 6

// write draws a part below y and returns where it ends.
func (a *agenda) write(x, y float64, p part) float64 {
	if len(p.lines) == 0 {
		return y
	}
	return a.paragraph(x, y+p.style.capHeight(), p.lines, p.style)
}

func (p part) height() float64 { return textHeight(p.lines, p.style) }

// blank is the page of a document that has nothing to show.
func (a *agenda) blank() {
	a.page()
	a.write(wallEdge, 24, a.set(a.job.Event.Title, a.black.sized(22), a.across-2*wallEdge, 14, 3))
}

// lacking remarks once for each text which letters of it the font does not have; a question mark stands for them.
func (a *agenda) lacking(name string, texts ...string) bool {
	letters := a.plain.face.lacked(strings.Join(texts, " "))
	if letters == "" {
		return false
	}
	if noter, ok := a.job.Progress.(event.Noter); ok && !a.told[name+"\n"+letters] {
		a.told[name+"\n"+letters] = true
		noter.Note(event.Fail(event.CodeAgendaLetters, "Letters", letters, "Name", name))
	}
	return true
}

// lackingIn is the same for all that a session says.
func (a *agenda) lackingIn(s event.Session) bool {
	texts := []string{s.Title, s.Description, a.rooms[s.Room].Title, a.groupsOf(s)}
	for _, c := range s.Contributors {
		texts = append(texts, c.Name, affiliation(c))
	}
	return a.lacking(s.Title, texts...)
}

// hard keeps together what a line break must not part; a dash never begins a line.
func (a *agenda) hard(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, " – ", "\u00a0– "), " — ", "\u00a0— ")
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
