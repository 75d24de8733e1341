package schedule_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

func read(t *testing.T, name string, data []byte) event.Table {
	t.Helper()
	table, ok, err := newFormats().Read(name, data)
	if !ok || err != nil {
		t.Fatalf("%s: %v, %v", name, ok, err)
	}
	return table
}

// row is a row of a table by its headers.
func row(table event.Table, i int) map[string]string {
	cells := map[string]string{}
	for at, header := range table.Header {
		cells[header] = table.Rows[i][at]
	}
	return cells
}

func TestRead_WhatWasWritten(t *testing.T) {
	view := newJob()
	for _, format := range []string{event.ScheduleXML, event.ScheduleJSON} {
		table := read(t, "schedule."+format, writeSchedule(t, format, view))
		if len(table.Rows) != len(view.Sessions) {
			t.Fatalf("%s: %d rows of %d sessions", format, len(table.Rows), len(view.Sessions))
		}
		byID := map[string]map[string]string{}
		for i := range table.Rows {
			r := row(table, i)
			byID[r["ID"]] = r
		}
		for _, x := range view.Sessions {
			r := byID[x.ID]
			if r["Day"] != string(event.DateOf(x.Start, warsaw)) || r["From"] != x.Start.In(warsaw).Format("15:04") || r["Kind"] != string(x.Kind) || r["Title"] == "" {
				t.Errorf("%s: %q is %v", format, x.Title, r)
			}
		}
		panel, workshop := byID[prefix+"00"], byID[prefix+"01"]
		if panel["Title"] != "Kim jest asystent?" || panel["To"] != "12:45" || panel["Room"] != "Sala Rycerska" || panel["Description"] != "Rozmowa,\no pracy; i o rodzinie" {
			t.Errorf("%s: %v", format, panel)
		}
		want := map[string]string{event.ScheduleXML: "Anna Lis; MOPS Rzeszów", event.ScheduleJSON: "Anna Lis (moderator); MOPS Rzeszów (panelist)"}[format]
		if panel["People"] != want {
			t.Errorf("%s: people %q", format, panel["People"])
		}
		if workshop["Groups"] != "Grupa niebieska" || byID[prefix+"03"]["To"] != "24:00" || byID[prefix+"04"]["To"] != "" || byID[prefix+"04"]["Duration"] != "04:30" || byID[prefix+"05"]["To"] != "09:00" || byID[prefix+"02"]["Room"] != "" {
			t.Errorf("%s: %v", format, byID)
		}
		for _, header := range []string{"Capacity", "Hours", "Sign-up", "Mandatory", "All rooms"} {
			if slices.Contains(table.Header, header) {
				t.Errorf("%s has a column %s, which it cannot hold", format, header)
			}
		}
	}
}

const foreign = `<?xml version='1.0' encoding='iso-8859-2'?>
<!DOCTYPE schedule>
<!-- by another program -->
<schedule><generator name="pretalx"/><version>1</version>
<conference><title>Conf</title><acronym>conf</acronym><time_zone_name>Europe/Warsaw</time_zone_name></conference>
<day date="2012-09-06" index="1" start="2012-09-06T04:00:00+02:00" end="2012-09-07T03:59:00+02:00"><room name="Du` + "\xbf" + `a">
<event id="7" guid="5e0c6a3b-0000-4000-8000-0000000000AB"><date>2012-09-06T08:00:00+00:00</date><start>10:00</start><duration>00:45</duration><room>x</room>
<title>Talk</title><subtitle>about it</subtitle><type>talk</type><track>Science</track><abstract>Short.</abstract><description>Long.</description>
<persons><person id="1">Jan; Kot</person><person/></persons><links><link href="http://x">y</link></links></event>
<event id="8"><start>23:30</start><duration>01:00</duration><title>Late</title><type>concert</type></event>
<event id="9"><date>yesterday</date><start>25:99</start><duration>long</duration><title>Odd</title><type>weird</type></event>
</room></day></schedule>`

func TestRead_Foreign(t *testing.T) {
	table := read(t, "whatever", []byte(foreign))
	first := row(table, 0)
	for header, want := range map[string]string{"ID": "5e0c6a3b-0000-4000-8000-0000000000ab", "Day": "2012-09-06", "From": "10:00", "To": "10:45", "Room": "Duża",
		"Kind": "lecture", "Title": "Talk: about it", "Description": "Short.\n\nLong.", "People": "Jan, Kot"} {
		if first[header] != want {
			t.Errorf("%s is %q, want %q", header, first[header], want)
		}
	}
	if slices.Contains(table.Header, "Groups") {
		t.Error("a topic is taken for a group")
	}
	if late := row(table, 1); late["Day"] != "2012-09-06" || late["Duration"] != "01:00" || late["To"] != "" || late["Kind"] != "social" {
		t.Errorf("late: %v", late)
	}
	if odd := row(table, 2); odd["Day"] != "yesterday" || odd["From"] != "25:99" || odd["Duration"] != "long" || odd["Kind"] != "" {
		t.Errorf("odd: %v", odd)
	}
	json := `{"schedule":{"conference":{"days":[{"date":"2012-09-06","rooms":{"A":[{"title":"T","track":{"name":"x"},"subtitle":null,"date":"2012-09-06T10:00:00+02:00",
		"duration":"1:00:30:00","persons":[{"public_name":"Jan","id":3}],"answers":[1]}]}}]}}}`
	if r := row(read(t, "a.txt", []byte("\ufeff"+json)), 0); r["Duration"] != "24:30" || r["People"] != "Jan" || r["Room"] != "A" {
		t.Errorf("json: %v", r)
	}
}

func TestRead_EndBeforeStart(t *testing.T) {
	data := `{"schedule":{"conference":{"days":[{"rooms":{"A":[{"title":"T","date":"2012-09-06T10:00:00+02:00","end":"2012-09-05T12:00:00+02:00"}]}}]}}}`
	if r := row(read(t, "a.json", []byte(data)), 0); r["To"] != "" || r["Duration"] != "-22:00" {
		t.Errorf("%v", r)
	}
}

func TestRead_IsNeither(t *testing.T) {
	for _, data := range []string{"", "Dzień,Od,Tytuł\n", "<html><body>schedule</body></html>", "{\\rtf1 schedule}", "PK\x03\x04", "[1]", "<"} {
		if _, ok, err := newFormats().Read("a.csv", []byte(data)); ok || err != nil {
			t.Errorf("%q is taken for a schedule: %v", data, err)
		}
	}
}

func TestRead_Hostile(t *testing.T) {
	event1 := `<event id="1"><title>T</title></event>`
	bomb := `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><schedule><day><room><event><title>&b;</title></event></room></day></schedule>`
	for name, c := range map[string]struct{ data, code, where string }{
		"bomb":       {bomb, event.CodeScheduleDamaged, "1"},
		"outside":    {"<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<schedule><version>&x;</version></schedule>", event.CodeScheduleDamaged, "2"},
		"deep":       {"<schedule>" + strings.Repeat("<day>", 5000), event.CodeScheduleDamaged, "1"},
		"cut off":    {"<schedule>\n<day>\n<room>", event.CodeScheduleDamaged, "3"},
		"crossed":    {"<schedule>\n<day></room></schedule>", event.CodeScheduleDamaged, "2"},
		"other root": {"<x><schedule/></x>", event.CodeScheduleDamaged, "1"},
		"letters":    {"<?xml version='1.0' encoding='klingon'?><schedule/>", event.CodeScheduleDamaged, "1"},
		"many":       {"<schedule><day><room>" + strings.Repeat(event1, 20_001) + "</room></day></schedule>", event.CodeScheduleDamaged, "1"},
		"empty":      {"<schedule><conference/></schedule>", event.CodeScheduleEmpty, ""},
		"json":       {"{\"schedule\":\n{\"conference\": [}", event.CodeScheduleDamaged, "2"},
		"json type":  {"{\"schedule\":{\"conference\":{\"days\":[{\"rooms\":{\"A\":[\n{\"title\":5}]}}]}}}", event.CodeScheduleDamaged, "2, schedule.conference.days.rooms.title"},
		"json deep":  {`{"schedule":` + strings.Repeat("[", 20_000), event.CodeScheduleDamaged, "1"},
		"json list":  {`{"schedule": []}`, event.CodeScheduleDamaged, "1, schedule"},
		"json empty": {`{"schedule":{"conference":{"days":[]}}}`, event.CodeScheduleEmpty, ""},
		"json other": {`{"people": 3, "schedule": null}`, event.CodeScheduleEmpty, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, ok, err := newFormats().Read("plik", []byte(c.data))
			var e *event.Error
			if !ok || !errors.As(err, &e) || e.Code != c.code || e.Args["Path"] != "plik" {
				t.Fatalf("%v: %v", ok, err)
			}
			if where, _ := e.Args["Where"].(string); where != c.where {
				t.Errorf("where: %q, want %q (%v)", where, c.where, err)
			}
		})
	}
	large := append([]byte("<schedule>"), bytes.Repeat([]byte(" "), 33<<20)...)
	if _, ok, err := newFormats().Read("plik", large); !ok || !errors.Is(err, event.Fail(event.CodeTableTooLarge)) {
		t.Errorf("a large one: %v", err)
	}
}

// FuzzSchedule reads anything: a table whose rows are as long as its header, or a typed error, never a panic.
func FuzzSchedule(f *testing.F) {
	f.Add([]byte(foreign))
	f.Add(writeSchedule(f, event.ScheduleXML, newJob()))
	f.Add(writeSchedule(f, event.ScheduleJSON, newJob()))
	f.Add([]byte(`{"schedule":{"conference":{"days":[{"rooms":{"":[{"date":"2012-13-45T99:99:99Z","end":"0001-01-01T00:00:00Z","duration":"-1:-1"}]}}]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, ok, err := newFormats().Read("plik.json", data)
		var e *event.Error
		switch {
		case err != nil && (!ok || !errors.As(err, &e)):
			t.Fatalf("%v, %v", ok, err)
		case err != nil || !ok:
			return
		case len(table.Rows) == 0:
			t.Fatal("no rows and no error")
		}
		for _, r := range table.Rows {
			if len(r) != len(table.Header) {
				t.Fatalf("%d cells under %d headers", len(r), len(table.Header))
			}
		}
	})
}
