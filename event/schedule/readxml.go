package schedule

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"golang.org/x/text/encoding/htmlindex"

	"zlot/event"
)

// What is read of schedule.xml; whatever else is there is passed over.
type readSchedule struct {
	Generator struct {
		Name string `xml:"name,attr"`
	} `xml:"generator"`
	Conference struct {
		Zone string `xml:"time_zone_name"`
	} `xml:"conference"`
	Days []struct {
		Date  string `xml:"date,attr"`
		Rooms []struct {
			Name   string      `xml:"name,attr"`
			Events []readEvent `xml:"event"`
		} `xml:"room"`
	} `xml:"day"`
}

type readEvent struct {
	GUID        string   `xml:"guid,attr"`
	Room        string   `xml:"room"`
	Title       string   `xml:"title"`
	Subtitle    string   `xml:"subtitle"`
	Type        string   `xml:"type"`
	Track       string   `xml:"track"`
	Date        string   `xml:"date"`
	Start       string   `xml:"start"`
	End         string   `xml:"end"`
	Duration    string   `xml:"duration"`
	Abstract    string   `xml:"abstract"`
	Description string   `xml:"description"`
	Persons     []string `xml:"persons>person"`
}

var (
	errDepth  = errors.New("too deeply nested")
	errEvents = errors.New("too many events")
	errRoot   = errors.New("no <schedule>")
)

// readXML reads schedule.xml. The decoder knows no entities but the five that every document has, and opens
// nothing from elsewhere.
func readXML(data []byte) (file, error) {
	if err := inspect(data); err != nil {
		return file{}, err
	}
	var doc readSchedule
	dec := decoder(data)
	if err := dec.Decode(&doc); err != nil {
		return file{}, damaged(lineAt(data, dec.InputOffset()), err)
	}
	src := file{program: doc.Generator.Name, zone: doc.Conference.Zone}
	for _, d := range doc.Days {
		for _, r := range d.Rooms {
			for _, e := range r.Events {
				p := point{day: d.Date, guid: e.GUID, date: e.Date, start: e.Start, end: e.End, duration: e.Duration, room: firstOf(r.Name, e.Room),
					kind: e.Type, title: e.Title, subtitle: e.Subtitle, track: e.Track, abstract: e.Abstract, description: e.Description}
				for _, name := range e.Persons {
					p.people = append(p.people, person{name: name})
				}
				src.events = append(src.events, p)
			}
		}
	}
	return src, nil
}

func decoder(data []byte) *xml.Decoder {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(in), nil
	}
	return dec
}

// inspect looks through the tags before anything of a file is kept.
func inspect(data []byte) error {
	dec := decoder(data)
	depth, events, root := 0, 0, ""
	for {
		token, err := dec.RawToken()
		if err == io.EOF && root == "schedule" {
			return nil
		}
		if err == io.EOF {
			err = errRoot
		}
		switch tag := token.(type) {
		case xml.StartElement:
			depth++
			if root == "" {
				root = tag.Name.Local
			}
			if tag.Name.Local == "event" {
				events++
			}
		case xml.EndElement:
			depth--
		}
		switch {
		case err == nil && depth > event.MaxScheduleDepth:
			err = errDepth
		case err == nil && events > event.MaxScheduleEvents:
			err = errEvents
		}
		if err != nil {
			return damaged(lineAt(data, dec.InputOffset()), err)
		}
	}
}
