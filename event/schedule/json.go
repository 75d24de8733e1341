package schedule

import (
	"encoding/json"
	"io"
	"regexp"
	"time"

	"zlot/event"
)

const (
	jsonSchema = "https://c3voc.de/schedule/schema.json"
	timeslot   = "00:15" // the grid that programmes are drawn on
)

// zoneName is what the format takes for a time zone.
var zoneName = regexp.MustCompile(`^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$`)

type jsonFile struct {
	Schema    string        `json:"$schema"`
	Generator jsonGenerator `json:"generator"`
	Schedule  jsonSchedule  `json:"schedule"`
}

type jsonGenerator struct {
	Name string `json:"name"`
}

type jsonSchedule struct {
	Version    string         `json:"version"`
	Conference jsonConference `json:"conference"`
}

type jsonConference struct {
	Acronym  string      `json:"acronym"`
	Title    string      `json:"title"`
	Start    string      `json:"start"`
	End      string      `json:"end"`
	Count    int         `json:"daysCount"`
	Timeslot string      `json:"timeslot_duration"`
	Zone     string      `json:"time_zone_name,omitempty"`
	Tracks   []jsonTrack `json:"tracks"`
	Rooms    []jsonRoom  `json:"rooms"`
	Days     []jsonDay   `json:"days"`
}

type jsonTrack struct {
	Name string `json:"name"`
}

type jsonRoom struct {
	Name     string `json:"name"`
	GUID     string `json:"guid"`
	Capacity *int   `json:"capacity"`
}

type jsonDay struct {
	Index int                    `json:"index"`
	Date  string                 `json:"date"`
	Start string                 `json:"day_start"`
	End   string                 `json:"day_end"`
	Rooms map[string][]jsonEvent `json:"rooms"`
}

type jsonEvent struct {
	GUID        string       `json:"guid"`
	ID          int          `json:"id"`
	Date        string       `json:"date"`
	Start       string       `json:"start"`
	End         string       `json:"end"`
	Duration    string       `json:"duration"`
	Room        string       `json:"room"`
	Slug        string       `json:"slug"`
	URL         string       `json:"url"`
	Title       string       `json:"title"`
	Subtitle    string       `json:"subtitle"`
	Track       string       `json:"track"`
	Type        string       `json:"type"`
	Language    string       `json:"language"`
	Abstract    string       `json:"abstract"`
	Description string       `json:"description"`
	Persons     []jsonPerson `json:"persons"`
	Links       []struct{}   `json:"links"`
}

type jsonPerson struct {
	Name string `json:"name"`
	GUID string `json:"guid,omitempty"`
	Role string `json:"role,omitempty"`
}

// JSON writes schedule.json. Its persons may carry their role.
func (f Formats) JSON(w io.Writer, job event.ScheduleJob) error {
	c := newConference(job)
	conf := jsonConference{Acronym: c.acronym, Title: line(job.Event.Title), Start: string(job.Event.Start), End: string(job.Event.End),
		Count: len(c.days), Timeslot: timeslot, Tracks: []jsonTrack{}, Rooms: []jsonRoom{}, Days: []jsonDay{}}
	if name := c.zone.String(); zoneName.MatchString(name) {
		conf.Zone = name
	}
	for _, title := range c.tracks {
		conf.Tracks = append(conf.Tracks, jsonTrack{Name: title})
	}
	for _, r := range job.Rooms {
		if !r.Hidden {
			conf.Rooms = append(conf.Rooms, jsonRoom{Name: line(r.Title), GUID: guid(r.ID), Capacity: r.Capacity})
		}
	}
	for i, d := range c.days {
		out := jsonDay{Index: i + 1, Date: string(d.date), Start: d.start.Format(time.RFC3339), End: d.end.Format(time.RFC3339), Rooms: map[string][]jsonEvent{}}
		for _, p := range d.rooms {
			for _, x := range p.sessions {
				out.Rooms[p.name] = append(out.Rooms[p.name], c.jsonEvent(x, p.name))
			}
		}
		conf.Days = append(conf.Days, out)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(jsonFile{Schema: jsonSchema, Generator: jsonGenerator{Name: program}, Schedule: jsonSchedule{Version: c.version, Conference: conf}})
}

func (c *conference) jsonEvent(x event.Session, room string) jsonEvent {
	start := x.Start.In(c.zone)
	e := jsonEvent{GUID: guid(x.ID), ID: c.numbers[x.ID], Date: start.Format(time.RFC3339), Start: start.Format("15:04"),
		End: x.End.In(c.zone).Format(time.RFC3339), Duration: span(x.Length()), Room: room, Slug: c.slug(x),
		URL: "urn:uuid:" + guid(x.ID), Title: line(x.Title), Track: c.track(x), Type: string(x.Kind), Language: c.Language,
		Description: printable(x.Description), Persons: []jsonPerson{}, Links: []struct{}{}}
	for _, p := range x.Contributors {
		person := jsonPerson{Name: line(p.Name), Role: string(p.Role)}
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
