package schedule_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zlot/event"
)

// FuzzTitles writes a session with any text in every format: none of them breaks, and a text stays a text.
func FuzzTitles(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text, int64(1347000000), int64(3600))
	}
	f.Add("", "\r\nEND:VCALENDAR", int64(-1<<33), int64(0))
	f.Fuzz(func(t *testing.T, title, more string, start, length int64) {
		const century = 100 * 365 * 24 * 3600
		from := time.Unix(start%century, 0)
		x := event.Session{ID: title, Kind: event.Panel, Title: title, Description: more, Start: from, End: from.Add(time.Duration(length%86400) * time.Second),
			Room: "r", Groups: []string{"g"}, Contributors: []event.Contributor{{Name: more, Role: event.Moderator, Institution: title, Town: more}}}
		if x.End.Before(x.Start) {
			x.End = x.Start
		}
		view := event.ProgrammeView{Event: event.Event{ID: "e", Title: more, Start: "2012-09-06", TimeZone: "Europe/Warsaw", Venue: title, Town: more},
			Sessions: []event.Session{x}, Rooms: []event.Room{{ID: "r", Title: more, Venue: title}}, Groups: []event.Group{{ID: "g", Title: more}}}
		var doc xmlDoc
		if data := writeSchedule(t, event.ScheduleXML, view); xml.Unmarshal(data, &doc) != nil || len(doc.Days) != 1 {
			t.Fatalf("xml: %s", data)
		}
		for _, r := range doc.Days[0].Rooms {
			for _, e := range r.Events {
				if !isSlug.MatchString(e.Slug) || !isGUID.MatchString(e.GUID) || !isSpan.MatchString(e.Duration) {
					t.Fatalf("%+v", e)
				}
			}
		}
		if data := writeSchedule(t, event.ScheduleJSON, view); !json.Valid(data) || !utf8.Valid(data) {
			t.Fatalf("json: %s", data)
		}
		if !isAcronym.MatchString(doc.Conference.Acronym) {
			t.Fatalf("acronym %q", doc.Conference.Acronym)
		}
		view.Sessions[0].ID = "s"
		data := string(writeCalendar(t, event.CalendarJob{ProgrammeView: view, Title: title, Language: "pl"}))
		events := 0
		for line := range strings.SplitSeq(strings.TrimSuffix(data, "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") || line == "" {
				t.Fatalf("line %q", line)
			}
			if line == "BEGIN:VEVENT" {
				events++
			}
		}
		if events != 1 || strings.Count(data, "\r\nEND:VCALENDAR\r\n") != 1 {
			t.Fatalf("%d events:\n%s", events, data)
		}
	})
}
