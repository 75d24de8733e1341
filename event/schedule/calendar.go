package schedule

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"zlot/event"
)

const (
	utcForm   = "20060102T150405Z"
	localForm = "20060102T150405"
)

// Calendar writes iCalendar (RFC 5545). A session keeps its UID for ever, so that a newer calendar replaces an
// older one; nothing in it depends on when it was written.
func (f Formats) Calendar(w io.Writer, job event.CalendarJob) error {
	c := calendar{job: job, words: f.words(job.Language), zone: job.Event.Zone(), rooms: map[string]event.Room{}, groups: map[string]string{}}
	for _, r := range job.Rooms {
		c.rooms[r.ID] = r
	}
	for _, g := range job.Groups {
		c.groups[g.ID] = g.Title
	}
	cal := &ics.Calendar{}
	cal.SetMethod(ics.MethodPublish)
	cal.SetVersion("2.0")
	cal.SetProductId("-//Zlot//Zlot//" + strings.ToUpper(job.Language))
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(line(job.Title))
	cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: "NAME", Value: line(job.Title)}})
	cal.SetXWRCalDesc(c.version())
	cal.SetXWRTimezone(c.zone.String())
	if c.zone != time.UTC {
		cal.AddVTimezone(timeZone(c.zone, append(slices.Clone(job.Sessions), job.Cancelled...), job.Event.Start.Time(c.zone)))
	}
	for _, x := range job.Sessions {
		state := ics.ObjectStatusConfirmed
		if job.Waiting[x.ID] {
			state = ics.ObjectStatusTentative
		}
		cal.AddVEvent(c.session(x, state))
	}
	for _, x := range job.Cancelled {
		cal.AddVEvent(c.session(x, ics.ObjectStatusCancelled))
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows) // RFC 5545 knows no other line end
}

// calendar is one that is being written.
type calendar struct {
	job    event.CalendarJob
	words  Words
	zone   *time.Location
	rooms  map[string]event.Room
	groups map[string]string
}

// version says which programme this is.
func (c calendar) version() string {
	switch {
	case c.job.Version == 0:
		return c.words.T("schedule.draft")
	case c.job.Draft:
		return c.words.T("schedule.changed", map[string]any{"Number": c.job.Version})
	}
	return c.words.T("schedule.version", map[string]any{"Number": c.job.Version})
}

func (c calendar) session(x event.Session, state ics.ObjectStatus) *ics.VEvent {
	e := &ics.VEvent{}
	add := func(name ics.ComponentProperty, value string, params ...ics.PropertyParameter) {
		if value != "" {
			e.AddProperty(name, value, params...)
		}
	}
	edited := c.job.Edits[x.ID]
	if edited.At.IsZero() {
		edited.At = x.Start
	}
	add(ics.ComponentPropertyUniqueId, x.ID+"@zlot")
	add(ics.ComponentPropertySequence, strconv.Itoa(max(0, edited.Times)))
	add(ics.ComponentPropertyDtstamp, edited.At.UTC().Format(utcForm))
	add(ics.ComponentPropertyLastModified, edited.At.UTC().Format(utcForm))
	c.moment(e, ics.ComponentPropertyDtStart, x.Start)
	if x.End.After(x.Start) { // an end that is not later than the start is none
		c.moment(e, ics.ComponentPropertyDtEnd, x.End)
	}
	add(ics.ComponentPropertySummary, line(x.Title))
	add(ics.ComponentPropertyDescription, c.description(x, state))
	add(ics.ComponentPropertyLocation, c.location(x))
	add(ics.ComponentPropertyCategories, c.words.T("session.kind."+string(x.Kind)))
	add(ics.ComponentPropertyStatus, string(state))
	return e
}

// moment writes a time by the clock of the event's zone. The second of the hours that the clocks show twice when
// they are put back would be read as the first, so it is written in UTC.
func (c calendar) moment(e *ics.VEvent, name ics.ComponentProperty, t time.Time) {
	t = t.In(c.zone)
	if c.zone == time.UTC || isSecond(t) {
		e.AddProperty(name, t.UTC().Format(utcForm))
		return
	}
	e.AddProperty(name, t.Format(localForm), ics.WithTZID(c.zone.String()))
}

// description tells what the session is about, who makes it, and for whom it is.
func (c calendar) description(x event.Session, state ics.ObjectStatus) string {
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if state == ics.ObjectStatusTentative {
		add(c.words.T("schedule.waiting"))
	}
	add(printable(x.Description))
	var people []string
	for _, p := range x.Contributors {
		people = append(people, c.person(p))
	}
	add(strings.Join(people, "\n"))
	var groups []string
	for _, id := range x.Groups {
		if title := line(c.groups[id]); title != "" {
			groups = append(groups, title)
		}
	}
	if len(groups) > 0 {
		add(c.words.T("schedule.groups", map[string]any{"Titles": groups}))
	}
	if x.AllRooms && x.Room == "" {
		add(c.words.T("schedule.all_rooms"))
	}
	return strings.Join(parts, "\n\n")
}

// person is somebody who makes a session: Anna Lis (moderatorka), MOPS, Gdynia. Where the grammar is not known,
// the role is told by what it does: MOPS Gdynia (w panelu).
func (c calendar) person(p event.Contributor) string {
	text := line(p.Name)
	if text == "" {
		text = c.words.T("common.erased")
	}
	address := c.job.People[p.Person].Who.Address
	switch {
	case p.Role == "":
	case address == event.Neutral && p.Role != event.Participant:
		text += " (" + c.words.T("doc.agenda.role."+string(p.Role)) + ")"
	case address == event.Neutral:
		text += " (" + c.words.T("role."+string(p.Role)) + ")"
	default:
		text += " (" + c.words.T("role."+string(p.Role)+"."+string(address)) + ")"
	}
	for _, more := range []string{p.Institution, p.Town} {
		if more = line(more); more != "" && !strings.Contains(text, more) {
			text += ", " + more
		}
	}
	return text
}

// location is the room, the building and the town.
func (c calendar) location(x event.Session) string {
	room := c.rooms[x.Room]
	venue := room.Venue
	if venue == "" {
		venue = c.job.Event.Venue
	}
	var parts []string
	for _, part := range []string{room.Title, venue, c.job.Event.Town} {
		if part = line(part); part != "" && !slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(p, part) }) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
