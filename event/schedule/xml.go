package schedule

import (
	"encoding/xml"
	"io"
	"time"

	"zlot/event"
)

// program is the name under which our files say where they come from.
const program = "Zlot"

// longestXML is the longest time that schedule.xml has digits for.
const longestXML = 100 * time.Hour

type xmlSchedule struct {
	XMLName    xml.Name      `xml:"schedule"`
	Generator  xmlGenerator  `xml:"generator"`
	Version    string        `xml:"version"`
	Conference xmlConference `xml:"conference"`
	Days       []xmlDay      `xml:"day"`
}

type xmlGenerator struct {
	Name string `xml:"name,attr"`
}

type xmlConference struct {
	Title    string     `xml:"title"`
	Acronym  string     `xml:"acronym"`
	Start    string     `xml:"start,omitempty"`
	End      string     `xml:"end,omitempty"`
	Days     int        `xml:"days"`
	Timeslot string     `xml:"timeslot_duration"`
	Zone     string     `xml:"time_zone_name"`
	Tracks   []xmlTrack `xml:"track"`
}

type xmlTrack struct {
	Name string `xml:"name,attr"`
}

type xmlDay struct {
	Date  string    `xml:"date,attr"`
	Start string    `xml:"start,attr"`
	End   string    `xml:"end,attr"`
	Index int       `xml:"index,attr"`
	Rooms []xmlRoom `xml:"room"`
}

type xmlRoom struct {
	Name   string     `xml:"name,attr"`
	GUID   string     `xml:"guid,attr,omitempty"`
	Events []xmlEvent `xml:"event"`
}

type xmlEvent struct {
	GUID        string      `xml:"guid,attr"`
	ID          int         `xml:"id,attr"`
	Room        string      `xml:"room"`
	Title       string      `xml:"title"`
	Subtitle    string      `xml:"subtitle"`
	Type        string      `xml:"type"`
	Date        string      `xml:"date"`
	Start       string      `xml:"start"`
	Duration    string      `xml:"duration"`
	Abstract    string      `xml:"abstract"`
	Slug        string      `xml:"slug"`
	Track       string      `xml:"track"`
	Persons     []xmlPerson `xml:"persons>person"`
	Language    string      `xml:"language"`
	Description string      `xml:"description"`
}

type xmlPerson struct {
	GUID string `xml:"guid,attr,omitempty"`
	Name string `xml:",chardata"`
}

// XML writes schedule.xml. The format has no place for roles, groups' rules and numbers of places.
func (f Formats) XML(w io.Writer, job event.ScheduleJob) error {
	c := newConference(job)
	doc := xmlSchedule{Generator: xmlGenerator{Name: program}, Version: c.version, Conference: xmlConference{
		Title: line(job.Event.Title), Acronym: c.acronym, Start: string(job.Event.Start), End: string(job.Event.End),
		Days: len(c.days), Timeslot: timeslot, Zone: c.zone.String()}}
	for _, title := range c.tracks {
		doc.Conference.Tracks = append(doc.Conference.Tracks, xmlTrack{Name: title})
	}
	for i, d := range c.days {
		out := xmlDay{Date: string(d.date), Start: d.start.Format(time.RFC3339), End: d.end.Format(time.RFC3339), Index: i + 1}
		for _, p := range d.rooms {
			room := xmlRoom{Name: p.name}
			if p.id != "" {
				room.GUID = guid(p.id)
			}
			for _, x := range p.sessions {
				if x.Length() >= longestXML {
					return event.Fail(event.CodeScheduleLong, "Title", line(x.Title))
				}
				room.Events = append(room.Events, c.xmlEvent(x, p.name))
			}
			out.Rooms = append(out.Rooms, room)
		}
		doc.Days = append(doc.Days, out)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (c *conference) xmlEvent(x event.Session, room string) xmlEvent {
	start := x.Start.In(c.zone)
	e := xmlEvent{GUID: guid(x.ID), ID: c.numbers[x.ID], Room: room, Title: line(x.Title), Type: string(x.Kind),
		Date: start.Format(time.RFC3339), Start: start.Format("15:04"), Duration: span(x.Length()), Slug: c.slug(x),
		Track: c.track(x), Language: c.Language, Description: printable(x.Description)}
	for _, p := range x.Contributors {
		person := xmlPerson{Name: line(p.Name)}
		if person.Name == "" { // erased
			continue
		}
		if p.Person != "" {
			person.GUID = guid(p.Person)
		}
		e.Persons = append(e.Persons, person)
	}
	return e
}
