package schedule_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zlot/event"
)

// Every line is at most 75 octets of whole letters and ends as RFC 5545 says; nothing in a text ends a line.
func TestCalendar_Lines(t *testing.T) {
	data := writeCalendar(t, calendarJob())
	if !bytes.HasSuffix(data, []byte("END:VCALENDAR\r\n")) {
		t.Error("the last line has no end")
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n")
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n\x00\x07\x1b") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	events := 0
	for _, line := range strings.Split(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n") {
		if line == "BEGIN:VEVENT" {
			events++
		}
		if strings.HasPrefix(line, "SUMMARY:obcy") {
			t.Error("a title became a property")
		}
	}
	if want := len(newJob().Sessions) + 1; events != want {
		t.Errorf("%d events, want %d", events, want)
	}
}

func TestCalendar_SameProgrammeSameBytes(t *testing.T) {
	first := writeCalendar(t, calendarJob())
	later := calendarJob()
	later.Made = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	if !bytes.Equal(first, writeCalendar(t, later)) {
		t.Error("the calendar depends on when it is written")
	}
	moved := calendarJob()
	moved.Edits[moved.Sessions[0].ID] = event.Edited{Times: 1, At: at("2012-09-03 10:00")}
	if text := string(writeCalendar(t, moved)); !strings.Contains(text, "SEQUENCE:1\r\nDTSTAMP:20120903T080000Z\r\nLAST-MODIFIED:20120903T080000Z") {
		t.Error("a change is not told")
	}
}

func TestCalendar_Head(t *testing.T) {
	text := strings.ReplaceAll(string(writeCalendar(t, calendarJob())), "\r\n ", "")
	for _, line := range []string{"METHOD:PUBLISH", "VERSION:2.0", "PRODID:-//Zlot//Zlot//PL", "X-WR-CALNAME:Zlot\\; „Jura”\\, 2012", "NAME:Zlot\\; „Jura”\\, 2012",
		"X-WR-CALDESC:schedule.draft", "TZID:Europe/Warsaw", "STATUS:TENTATIVE", "STATUS:CANCELLED", "CATEGORIES:session.kind.workshop",
		"LOCATION:Sala Rycerska\\, Gród Jurajski\\, Podzamcze", "LOCATION:Baszta\\, Zamek\\, Podzamcze",
		"DTSTART;TZID=Europe/Warsaw:20121027T100000", "DTEND;TZID=Europe/Warsaw:20121027T124500",
		"DTEND:20121028T013000Z", // the clocks show 02:30 twice
		"DESCRIPTION:Rozmowa\\,\\no pracy\\; i o rodzinie\\n\\nAnna Lis (role.moderator.f)\\, MOPS\\, Gdynia\\nMOPS Rzeszów (doc.agenda.role.panelist)\\ncommon.erased (doc.agenda.role.panelist)",
		"DESCRIPTION:schedule.waiting\\n\\nschedule.groups: Grupa niebieska", "DESCRIPTION:schedule.all_rooms",
	} {
		if !strings.Contains(text, "\r\n"+line+"\r\n") {
			t.Errorf("no line %s", line)
		}
	}
	for state, want := range map[string]func(*event.CalendarJob){"schedule.version": func(j *event.CalendarJob) { j.Version = 2 },
		"schedule.changed": func(j *event.CalendarJob) { j.Version, j.Draft = 2, true }} {
		job := calendarJob()
		want(&job)
		if !strings.Contains(string(writeCalendar(t, job)), "X-WR-CALDESC:"+state) {
			t.Errorf("it does not say %s", state)
		}
	}
}

func TestCalendar_Zones(t *testing.T) {
	one := func(zone string, from time.Time, length time.Duration) string {
		job := event.CalendarJob{ProgrammeView: event.ProgrammeView{Event: event.Event{TimeZone: zone, Start: "2012-01-01"},
			Sessions: []event.Session{{ID: "s", Kind: event.Lecture, Title: "T", Start: from, End: from.Add(length)}}}}
		return string(writeCalendar(t, job))
	}
	summer := one("Europe/Warsaw", at("2012-07-01 10:00"), time.Hour)
	if strings.Count(summer, "BEGIN:DAYLIGHT") != 1 || strings.Count(summer, "BEGIN:STANDARD") != 1 ||
		!strings.Contains(summer, "BEGIN:DAYLIGHT\r\nDTSTART:20120325T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST") {
		t.Errorf("summer:\n%s", summer)
	}
	year := one("Europe/Warsaw", at("2012-01-10 10:00"), 365*24*time.Hour)
	if strings.Count(year, "BEGIN:DAYLIGHT") != 2 || strings.Count(year, "BEGIN:STANDARD") != 2 {
		t.Errorf("a whole year:\n%s", year)
	}
	if utc := one("UTC", at("2012-07-01 10:00"), time.Hour); strings.Contains(utc, "VTIMEZONE") || !strings.Contains(utc, "DTSTART:20120701T080000Z") {
		t.Errorf("UTC:\n%s", utc)
	}
	if india := one("Asia/Kolkata", at("2012-07-01 10:00"), time.Hour); !strings.Contains(india, "TZOFFSETTO:+0530") || !strings.Contains(india, "T133000") {
		t.Errorf("without summer time:\n%s", india)
	}
	if fixed := one("Etc/GMT+3", at("2012-07-01 10:00"), time.Hour); !strings.Contains(fixed, "DTSTART:16010101T000000\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300") {
		t.Errorf("a zone that never changed:\n%s", fixed)
	}
}

// reader is what python3-icalendar, which shares nothing with us, understands of a calendar.
const reader = `
import sys, json, icalendar, datetime
cal = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
zones = {str(z["TZID"]): z.to_tz() for z in cal.walk("VTIMEZONE")}
def moment(p):
    t = p.dt
    if "TZID" in p.params:
        t = zones[p.params["TZID"]].localize(t.replace(tzinfo=None))
    return t.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
out = []
for e in cal.walk("VEVENT"):
    if e.errors: raise SystemExit(str(e.errors))
    out.append({"uid": str(e["UID"]), "title": str(e["SUMMARY"]), "start": moment(e["DTSTART"]), "end": moment(e.get("DTEND", e["DTSTART"])),
        "text": str(e.get("DESCRIPTION", "")), "place": str(e.get("LOCATION", "")), "status": str(e["STATUS"]), "sequence": int(e["SEQUENCE"])})
json.dump(out, sys.stdout)
`

func TestCalendar_IndependentParser(t *testing.T) {
	interpreter := python(t, "icalendar")
	job := calendarJob()
	cmd := exec.Command(interpreter, "-c", reader)
	cmd.Stdin = bytes.NewReader(writeCalendar(t, job))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	var read []struct {
		UID, Title, Text, Place, Status string
		Start, End                      time.Time
		Sequence                        int
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	wrote := append(slices.Clone(job.Sessions), job.Cancelled...)
	if len(read) != len(wrote) {
		t.Fatalf("%d events read, %d written", len(read), len(wrote))
	}
	for i, x := range wrote {
		r := read[i]
		if r.UID != x.ID+"@zlot" || !r.Start.Equal(x.Start) || !r.End.Equal(x.End) || r.Sequence != job.Edits[x.ID].Times {
			t.Errorf("%q: read %+v", x.Title, r)
		}
		if i < 6 && r.Title != x.Title {
			t.Errorf("title %q became %q", x.Title, r.Title)
		}
		if i >= 6 && i < len(job.Sessions) && (len([]rune(r.Title)) < len([]rune(event.CleanText(x.Title)))-12 || strings.ContainsAny(r.Title, "\n\r\x00\x1b")) {
			t.Errorf("title %q became %q", x.Title, r.Title)
		}
	}
	if read[0].Text != "Rozmowa,\no pracy; i o rodzinie\n\nAnna Lis (role.moderator.f), MOPS, Gdynia\nMOPS Rzeszów (doc.agenda.role.panelist)\ncommon.erased (doc.agenda.role.panelist)" {
		t.Errorf("text %q", read[0].Text)
	}
	if read[1].Status != "TENTATIVE" || read[0].Status != "CONFIRMED" || read[len(read)-1].Status != "CANCELLED" {
		t.Error("the states are not as written")
	}
}
