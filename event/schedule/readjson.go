package schedule

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"zlot/event"
)

// What is read of schedule.json; whatever else is there is passed over.
type readFile struct {
	Generator struct {
		Name string `json:"name"`
	} `json:"generator"`
	Schedule struct {
		Conference struct {
			Zone string `json:"time_zone_name"`
			Days []struct {
				Date  string                `json:"date"`
				Rooms map[string][]readItem `json:"rooms"`
			} `json:"days"`
		} `json:"conference"`
	} `json:"schedule"`
}

type readItem struct {
	GUID        string       `json:"guid"`
	Date        string       `json:"date"`
	Start       string       `json:"start"`
	End         string       `json:"end"`
	Duration    string       `json:"duration"`
	Title       string       `json:"title"`
	Subtitle    string       `json:"subtitle"`
	Track       trackName    `json:"track"`
	Type        string       `json:"type"`
	Abstract    string       `json:"abstract"`
	Description string       `json:"description"`
	Persons     []readPerson `json:"persons"`
}

type readPerson struct {
	Name       string `json:"name"`
	PublicName string `json:"public_name"`
	Role       string `json:"role"`
}

// trackName is a track, which is written as its name or as an object with one.
type trackName string

// UnmarshalJSON reads either; a track of another form is none.
func (t *trackName) UnmarshalJSON(data []byte) error {
	var object struct {
		Name string `json:"name"`
	}
	var name string
	if json.Unmarshal(data, &name) == nil {
		*t = trackName(name)
	} else if json.Unmarshal(data, &object) == nil {
		*t = trackName(object.Name)
	}
	return nil
}

// readJSON reads schedule.json.
func readJSON(data []byte) (file, error) {
	var doc readFile
	if err := json.Unmarshal(data, &doc); err != nil {
		return file{}, damaged(placeOf(data, err), err)
	}
	src := file{program: doc.Generator.Name, zone: doc.Schedule.Conference.Zone}
	for _, d := range doc.Schedule.Conference.Days {
		for _, room := range slices.Sorted(maps.Keys(d.Rooms)) {
			for _, e := range d.Rooms[room] {
				if len(src.events) >= event.MaxScheduleEvents {
					return file{}, damaged(d.Date, errEvents)
				}
				p := point{day: d.Date, guid: e.GUID, date: e.Date, start: e.Start, end: e.End, duration: e.Duration, room: room, kind: e.Type,
					title: e.Title, subtitle: e.Subtitle, track: string(e.Track), abstract: e.Abstract, description: e.Description}
				for _, who := range e.Persons {
					p.people = append(p.people, person{name: firstOf(who.Name, who.PublicName), role: who.Role})
				}
				src.events = append(src.events, p)
			}
		}
	}
	return src, nil
}

// placeOf is the line of an error in JSON.
func placeOf(data []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return lineAt(data, syntax.Offset)
	case errors.As(err, &kind):
		return lineAt(data, kind.Offset) + ", " + kind.Field
	}
	return lineAt(data, int64(len(data)))
}
