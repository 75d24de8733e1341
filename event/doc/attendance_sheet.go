package doc

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of attendance lists and journals, in millimetres.
const (
	recordEdge = 12.0
	recordFoot = 9.0
	logoHeight = 11.0
	logoGap    = 9.0
)

// recordSheet is the paper of attendance lists and journals: each page says which event it is of, shows the logos
// above, and below the sentence of co-financing and which page of how many it is.
type recordSheet struct {
	measure
	job        event.AttendanceJob
	words      *i18n.Printer
	zone       *time.Location
	title      string
	high, wide float64
	leaves     []*leaf
	on         *leaf // the page being drawn
	logos      []*picture
	foot       []string // the sentence of co-financing

	plain, bold, head style
}

func newRecordSheet(job event.AttendanceJob, title string, wide, high float64, decoded *flats) (*recordSheet, error) {
	s := &recordSheet{
		job: job, words: i18n.New(job.Language), zone: job.Event.Zone(), wide: wide, high: high,
		plain: style{face: loadFace(assets.LatoRegular), ink: ink, size: 9},
		bold:  style{face: loadFace(assets.LatoBold), ink: ink, size: 9},
		head:  style{face: loadFace(assets.LatoBlack), ink: accent, size: 16},
	}
	s.title = s.words.T(title)
	for _, l := range job.Event.Logos {
		p, err := readPicture(l.Image, job.Pictures[l.Image], decoded)
		if err != nil {
			return nil, fmt.Errorf("logo %s: %w", l.Name, err)
		}
		s.logos = append(s.logos, p)
	}
	if text := strings.TrimSpace(job.Event.CoFinancing); text != "" {
		s.foot, _ = s.wrap(s.hard(text), s.plain.sized(7.5), s.width()-30)
	}
	return s, nil
}

func (s *recordSheet) width() float64 { return s.wide - 2*recordEdge }

// bottom is where the contents of a page end.
func (s *recordSheet) bottom() float64 {
	return s.high - recordFoot - 5 - float64(len(s.foot))*s.plain.sized(7.5).lineHeight()
}

// begin starts a page and tells where its contents begin. under stands below the title.
func (s *recordSheet) begin(under string) (y float64) {
	s.on = newLeaf(s.wide, s.high)
	s.leaves = append(s.leaves, s.on)
	y = 8
	if len(s.logos) > 0 {
		s.drawLogos(y)
		y += logoHeight + 3
	}
	ev := s.job.Event
	title := ev.Title
	if ev.Edition > 1 {
		title = s.words.T("attendance.doc.edition", i18n.Args{"Title": ev.Title, "Edition": ev.Edition})
	}
	lines, st := s.fit(s.hard(title), s.bold.sized(9.5).inked(quiet), s.width()-40, 7.5, 1)
	s.on.paragraph(recordEdge, y+4, lines, st)
	made := s.words.T("lists.made", i18n.Args{"Date": s.words.ShortDate(s.job.Made.Time(time.UTC))})
	s.on.text(recordEdge+s.width(), y+4, made, s.plain.sized(8).inked(quiet).aligned(right))
	s.on.text(recordEdge, y+12, s.title, s.head)
	lines, st = s.fit(s.hard(under), s.plain.sized(8.5).inked(quiet), s.width(), 7, 1)
	s.on.paragraph(recordEdge, y+17.5, lines, st)
	return y + 21
}

// drawLogos sets the logos side by side in the middle, all of one height, or smaller where the page is too narrow.
func (s *recordSheet) drawLogos(y float64) {
	sum := logoGap * float64(len(s.logos)-1)
	widths := make([]float64, len(s.logos))
	for i, p := range s.logos {
		widths[i] = min(logoHeight*float64(p.width)/float64(p.height), 60)
		sum += widths[i]
	}
	scale := min(1, s.width()/sum)
	x := recordEdge + (s.width()-sum*scale)/2
	for i, p := range s.logos {
		w := widths[i] * scale
		s.on.picture(box{x, y, w, logoHeight}, p, false)
		x += w + logoGap*scale
	}
}

// when is the line that says of which days and where.
func (s *recordSheet) when() string {
	ev := s.job.Event
	parts := []string{s.words.DateRange(ev.Start.Time(time.UTC), ev.End.Time(time.UTC))}
	if s.job.Day != "" {
		day := s.job.Day.Time(time.UTC)
		parts[0] = s.words.Weekday(day) + ", " + s.words.Date(day)
	}
	place := ev.Venue
	if ev.Town != "" && !strings.Contains(place, ev.Town) {
		place = strings.TrimPrefix(place+", "+ev.Town, ", ")
	}
	if place != "" {
		parts = append(parts, place)
	}
	if len(ev.Organizers) > 0 {
		parts = append(parts, strings.Join(ev.Organizers, ", "))
	}
	return strings.Join(parts, " · ")
}

// write ends every page with its foot and hands the document over.
func (s *recordSheet) write(out io.Writer) error {
	d := newStream(out)
	small := s.plain.sized(7.5).inked(quiet)
	for i, page := range s.leaves {
		base := s.high - recordFoot
		page.text(recordEdge+s.width(), base, s.words.T("lists.page", i18n.Args{"Page": i + 1, "Pages": len(s.leaves)}), small.aligned(right))
		page.paragraph(recordEdge, base-float64(max(len(s.foot)-1, 0))*small.lineHeight(), s.foot, small)
		if page.err != nil {
			return page.err
		}
		d.page(page, deflated(page.ops))
	}
	about := properties{title: s.title + " – " + s.job.Event.Title, author: first(s.job.Event.Organizers), language: s.words.Lang()}
	return d.finish(about, "")
}

// name is a name as lists are sorted: the family name first.
func (s *recordSheet) name(e *event.Entry) string { return recordName(s.words, e) }

func recordName(words *i18n.Printer, e *event.Entry) string {
	if e.Who.Erased {
		return words.T("attendance.doc.erased", i18n.Args{"Number": e.Number})
	}
	return words.Person(e.Who.Name.Family + " " + e.Who.Name.Given)
}

func (s *recordSheet) hard(text string) string {
	if s.words.Lang() != i18n.Polish {
		return text
	}
	return i18n.HardSpaces(text)
}

// decimal writes hours as a bare number.
func decimalHours(words *i18n.Printer, hours float64) string {
	text := words.Number(hours, 2)
	if strings.ContainsAny(text, ",.") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ",.")
	}
	return text
}

// day is the shortest date: 7.08 or 7 Aug.
func (s *recordSheet) day(t time.Time) string {
	if s.words.Lang() == i18n.Polish {
		return t.Format("2.01")
	}
	return t.Format("2 Jan")
}

// leaders names who leads a session: those whose role it is, or if nobody has one, everybody.
func leaders(session event.Session) []string {
	var lead, all []string
	for _, c := range session.Contributors {
		all = append(all, c.Name)
		if c.Role != event.Panelist {
			lead = append(lead, c.Name)
		}
	}
	if len(lead) > 0 {
		return lead
	}
	return all
}

// turnedLeft draws what begins at x, y as if the page lay on its right side: a line of text goes up.
func (s *recordSheet) turnedLeft(x, y float64, draw func()) {
	px, py := s.on.x(x), s.on.y(y)
	s.on.op("q 0 1 -1 0")
	s.on.numbers(px+py, py-px)
	s.on.op("cm")
	draw()
	s.on.op("Q")
}

// lacking names those whose names have letters that the font lacks.
func (s *recordSheet) lacking(parts []event.AttendancePart) string {
	found := map[string]bool{}
	for _, p := range parts {
		for i := range p.Rows {
			if e := &p.Rows[i].Account.Entry; s.plain.face.lacked(s.name(e)) != "" {
				found[s.words.T("lists.letters.who", i18n.Args{"Name": s.name(e), "Number": fmt.Sprint(e.Number)})] = true
			}
		}
	}
	if len(found) == 0 {
		return ""
	}
	return s.words.T("lists.letters", i18n.Args{"Names": strings.Join(slices.Sorted(maps.Keys(found)), "; ")})
}
