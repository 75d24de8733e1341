package schedule_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// The rules of the published schemas, as far as our files have to do with them.
var (
	isGUID    = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	isAcronym = regexp.MustCompile(`^[a-z0-9_]{4,}$`)
	isSlug    = regexp.MustCompile(`^[a-z0-9_]{4,}-[a-z0-9\-_]{3,}[a-z0-9]$`)
	isStart   = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	isSpan    = regexp.MustCompile(`^[0-9]{2}:[0-5][0-9]$`)
)

// item is what both formats say of a session.
type item struct {
	GUID        string `json:"guid" xml:"guid,attr"`
	ID          int    `json:"id" xml:"id,attr"`
	Date        string `json:"date" xml:"date"`
	Start       string `json:"start" xml:"start"`
	Duration    string `json:"duration" xml:"duration"`
	Room        string `json:"room" xml:"room"`
	Slug        string `json:"slug" xml:"slug"`
	Title       string `json:"title" xml:"title"`
	Type        string `json:"type" xml:"type"`
	Track       string `json:"track" xml:"track"`
	Description string `json:"description" xml:"description"`
}

type xmlDoc struct {
	XMLName    xml.Name `xml:"schedule"`
	Version    string   `xml:"version"`
	Conference struct {
		Title   string `xml:"title"`
		Acronym string `xml:"acronym"`
		Days    int    `xml:"days"`
		Zone    string `xml:"time_zone_name"`
	} `xml:"conference"`
	Days []struct {
		Date  string `xml:"date,attr"`
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
		Index int    `xml:"index,attr"`
		Rooms []struct {
			Name   string `xml:"name,attr"`
			GUID   string `xml:"guid,attr"`
			Events []item `xml:"event"`
		} `xml:"room"`
	} `xml:"day"`
}

// rules checks the sessions of one day as either schema does, and collects them.
func rules(t *testing.T, seen map[any]bool, start, end, room string, items []item) {
	t.Helper()
	from, err1 := time.Parse(time.RFC3339, start)
	until, err2 := time.Parse(time.RFC3339, end)
	if err1 != nil || err2 != nil || !until.After(from) {
		t.Fatalf("a day from %s to %s", start, end)
	}
	for _, x := range items {
		if !isGUID.MatchString(x.GUID) || !isSlug.MatchString(x.Slug) || !isStart.MatchString(x.Start) || !isSpan.MatchString(x.Duration) || x.ID < 1 {
			t.Errorf("%+v", x)
		}
		began, err := time.Parse(time.RFC3339, x.Date)
		if err != nil || began.Before(from) || !began.Before(until) || began.Format("15:04") != x.Start || x.Room != room || x.Title == "" || x.Type == "" {
			t.Errorf("%+v within %s and %s", x, start, end)
		}
		for _, key := range []any{x.GUID, x.ID, x.Slug} {
			if seen[key] {
				t.Errorf("%v is there twice", key)
			}
			seen[key] = true
		}
	}
}

func TestXML_Rules(t *testing.T) {
	data := writeSchedule(t, event.ScheduleXML, newJob())
	var doc xmlDoc
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	if c := doc.Conference; !isAcronym.MatchString(c.Acronym) || c.Days != len(doc.Days) || c.Zone != "Europe/Warsaw" || c.Title == "" || doc.Version == "" {
		t.Errorf("%+v", c)
	}
	seen := map[any]bool{}
	for i, d := range doc.Days {
		if d.Index != i+1 || !event.Date(d.Date).Valid() || !strings.HasPrefix(d.Start, d.Date) {
			t.Errorf("day %+v", d)
		}
		for _, r := range d.Rooms {
			if (r.Name == "") != (r.GUID == "") {
				t.Errorf("room %q %q", r.Name, r.GUID)
			}
			rules(t, seen, d.Start, d.End, r.Name, r.Events)
		}
	}
	if len(seen) != 3*len(newJob().Sessions) || len(doc.Days) != 2 {
		t.Errorf("%d days, %d marks", len(doc.Days), len(seen))
	}
	if first := doc.Days[0].Rooms[0].Events[0]; first.Type != "panel" || first.Duration != "02:45" || first.Date != "2012-10-27T10:00:00+02:00" ||
		first.Slug[:len("zlot_asystentow_jura_2012-")] != "zlot_asystentow_jura_2012-" {
		t.Errorf("the panel is %+v", first)
	}
	if night := doc.Days[0].Rooms[0].Events[1]; night.Duration != "04:30" || doc.Days[0].End != "2012-10-28T02:30:00+01:00" {
		t.Errorf("over the change of the clocks: %+v until %s", night, doc.Days[0].End)
	}
}

func TestJSON_Rules(t *testing.T) {
	data := writeSchedule(t, event.ScheduleJSON, newJob())
	var doc struct {
		Schedule struct {
			Version    string `json:"version"`
			Conference struct {
				Acronym, Title, Start, End string
				DaysCount                  int    `json:"daysCount"`
				Timeslot                   string `json:"timeslot_duration"`
				Rooms                      []struct{ Name, GUID string }
				Days                       []struct {
					Index    int
					Date     string
					DayStart string `json:"day_start"`
					DayEnd   string `json:"day_end"`
					Rooms    map[string][]json.RawMessage
				}
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	c := doc.Schedule.Conference
	if !isAcronym.MatchString(c.Acronym) || c.DaysCount != len(c.Days) || c.Start != "2012-10-27" || c.End != "2012-10-28" || c.Timeslot == "" || len(c.Rooms) != 2 || !isGUID.MatchString(c.Rooms[0].GUID) {
		t.Errorf("%+v", c)
	}
	seen := map[any]bool{}
	for _, d := range c.Days {
		for room, raw := range d.Rooms {
			var items []item
			for _, r := range raw {
				var x item
				var all map[string]any
				if json.Unmarshal(r, &x) != nil || json.Unmarshal(r, &all) != nil {
					t.Fatalf("%s", r)
				}
				for _, key := range strings.Fields("abstract date duration guid id language links persons room slug start subtitle title track type url") {
					if _, ok := all[key]; !ok {
						t.Errorf("%s has no %s", x.Title, key)
					}
				}
				items = append(items, x)
			}
			rules(t, seen, d.DayStart, d.DayEnd, room, items)
		}
	}
	if len(seen) != 3*len(newJob().Sessions) {
		t.Errorf("%d marks", len(seen))
	}
	if !bytes.Contains(data, []byte(`"role": "moderator"`)) {
		t.Error("persons have no role")
	}
}

func TestSchedule_SameProgrammeSameBytes(t *testing.T) {
	for _, format := range []string{event.ScheduleXML, event.ScheduleJSON} {
		view := newJob()
		first := writeSchedule(t, format, view)
		view.Made = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		if !bytes.Equal(first, writeSchedule(t, format, view)) {
			t.Errorf("%s depends on when it is written", format)
		}
		view.Sessions[0].Title = "Inny"
		if bytes.Equal(first[:bytes.Index(first, []byte("acronym"))], writeSchedule(t, format, view)[:bytes.Index(first, []byte("acronym"))]) {
			t.Errorf("%s: another draft has the same version", format)
		}
	}
}

// What the format has no digits for is refused by name.
func TestXML_TooLong(t *testing.T) {
	view := newJob()
	view.Sessions[1].End = view.Sessions[1].Start.Add(100 * time.Hour)
	err := newFormats().XML(&bytes.Buffer{}, event.ScheduleJob{ProgrammeView: view})
	e, ok := err.(*event.Error)
	if !ok || e.Code != event.CodeScheduleLong || e.Args["Title"] != "Superwizja" {
		t.Errorf("%v", err)
	}
	if err := newFormats().JSON(&bytes.Buffer{}, event.ScheduleJob{ProgrammeView: view}); err != nil {
		t.Errorf("json: %v", err)
	}
}

func TestConference_Names(t *testing.T) {
	for title, want := range map[string]string{"": "zlot_2012", "X": "x_2012", "Łódź 2012!": "lodz_2012", "日本": "2012", "I Ogólnopolski Zlot Asystentów Rodziny": "i_ogolnopolski_zlot_2012"} {
		view := newJob()
		view.Event.Title = title
		var doc xmlDoc
		if err := xml.Unmarshal(writeSchedule(t, event.ScheduleXML, view), &doc); err != nil {
			t.Fatal(err)
		}
		if !isAcronym.MatchString(doc.Conference.Acronym) || title != "" && title != "日本" && doc.Conference.Acronym != want {
			t.Errorf("%q is %q, want %q", title, doc.Conference.Acronym, want)
		}
	}
}

// schemasEnv names a folder with schedule.xml.xsd and schema.json of the voc/schedule project.
const schemasEnv = "ZLOT_SCHEDULE_SCHEMAS"

const validator = `
import sys, json, jsonschema
schema = json.load(open(sys.argv[1]))
kind = jsonschema.validators.validator_for(schema)
faults = [e.message for e in kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(json.load(open(sys.argv[2])))]
sys.exit("\n".join(faults) or 0)
`

func TestSchedule_PublishedSchemas(t *testing.T) {
	schemas := os.Getenv(schemasEnv)
	if schemas == "" {
		t.Skip(schemasEnv + " names no folder with the schemas of voc/schedule")
	}
	dir := t.TempDir()
	for _, format := range []string{event.ScheduleXML, event.ScheduleJSON} {
		path := filepath.Join(dir, "schedule."+format)
		if err := os.WriteFile(path, writeSchedule(t, format, newJob()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("SKIPPED CHECK: xmllint is not installed (Debian: libxml2-utils)")
	}
	if out, err := exec.Command("xmllint", "--noout", "--schema", filepath.Join(schemas, "schedule.xml.xsd"), filepath.Join(dir, "schedule.xml")).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := exec.Command(python(t, "jsonschema"), "-c", validator, filepath.Join(schemas, "schema.json"), filepath.Join(dir, "schedule.json")).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
