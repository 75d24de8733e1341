package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// courseOf finds somebody of the course by the family name.
func courseOf(d *desk, family string, args ...string) personDoc {
	d.t.Helper()
	for _, p := range must[struct{ People []personDoc }](d, 0, append([]string{"attendance"}, args...)...).People {
		if strings.HasSuffix(p.Name, family) {
			return p
		}
	}
	d.t.Fatalf("nobody is called %s", family)
	return personDoc{}
}

// The course as an organizer would check it by hand: 150 hours, 80 per cent asked for.
func TestAttendance_CourseByHand(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	for family, want := range map[string]struct {
		hours    float64
		eligible bool
		why      string
	}{
		"Adamiec":     {150, true, ""},
		"Białas":      {146, true, ""}, // half of an afternoon and half of a morning
		"Cichoń":      {142, true, ""}, // four meetings missed, two of them excused
		"Gruszka":     {144, true, ""}, // four meetings missed, ten hours recognised
		"Kaczmarek":   {150, true, ""}, // a day without a badge, by the paper list
		"Klimek":      {110, false, "Obecność poniżej 80%: 110 godz., a potrzeba 120 z 150."},
		"Kucharczyk":  {126, true, ""}, // 118 without the excused day
		"Madej":       {148, true, ""}, // an afternoon missed, two hours of it corrected
		"Matuszewski": {114, false, "Obecność poniżej 80%: 114 godz., a potrzeba 120 z 150."},
		"Misiak":      {144, true, ""},
		"Tomys":       {149, true, ""}, // three quarters of an hour late for three: three hours of four
		"Ziółkowski":  {146, true, ""}, // home after lunch
	} {
		p := courseOf(d, family)
		why := ""
		if len(p.Because) > 0 {
			why = p.Because[0].Message
		}
		if p.Hours != want.hours || p.Required != 150 || p.Eligible != want.eligible || why != want.why {
			t.Errorf("%s: %v of %v hours, eligible %v: %s", family, p.Hours, p.Required, p.Eligible, why)
		}
		if len(p.Kinds) != 1 || p.Kinds[0].Eligible != p.Eligible || p.Kinds[0].OutOfReach || p.Kinds[0].Possible != p.Hours {
			t.Errorf("%s: %+v", family, p.Kinds)
		}
	}
}

func TestAttendance_GrantRevokeDecide(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	p := courseOf(d, "Klimek")
	missed := ""
	for _, s := range p.Sessions {
		if !s.Present && missed == "" {
			missed = s.Session
		}
	}
	who := []string{"--registration", p.Registration, "--reason", "pismo z ośrodka"}
	grant := func(args ...string) string {
		return d.keys(0, "id registration hours", append(append([]string{"attendance", "grant"}, who...), args...)...)["id"].(string)
	}
	excused := grant("--kind", "excused", "--session", missed)
	grant("--kind", "recognised", "--hours", "5.5")
	grant("--kind", "corrected", "--hours=-0.5")
	if p = courseOf(d, "Klimek"); p.Hours != 119 || len(p.Grants) != 3 {
		t.Fatalf("%v hours, grants %v", p.Hours, p.Grants)
	}
	grant("--kind", "corrected", "--hours", "1")
	if p = courseOf(d, "Klimek"); !p.Eligible || len(p.Because) != 0 {
		t.Errorf("120 hours are not enough: %v", p.Because)
	}
	must[object](d, 0, "attendance", "revoke", excused, "--reason", "pomyłka")
	if p = courseOf(d, "Klimek"); p.Hours != 116 || p.Eligible {
		t.Errorf("%v hours after the excuse was taken back", p.Hours)
	}
	decide := []string{"attendance", "decide", "--registration", p.Registration, "--reason", "decyzja rady", "--verdict"}
	d.keys(0, "registration kind verdict", append(decide, "granted")...)
	p = courseOf(d, "Klimek", "--kind", "attendance")
	if !p.Eligible || len(p.Because) != 0 || p.Kinds[0].Verdict != "granted" || p.Kinds[0].Reason != "decyzja rady" || len(p.Kinds[0].Because) != 1 {
		t.Errorf("%+v", p)
	}
	must[object](d, 0, append(decide, "denied")...)
	if p = courseOf(d, "Klimek"); p.Eligible || p.Because[len(p.Because)-1].Code != "denied" {
		t.Errorf("%+v", p)
	}
	must[object](d, 0, append(decide, "by-rule")...)
	if p = courseOf(d, "Klimek"); p.Kinds[0].Verdict != "" || len(p.Because) != 1 {
		t.Errorf("%+v", p)
	}
}

func TestAttendance_Export(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	for name, args := range map[string][]string{"lista.pdf": nil, "lista.csv": nil, "lista.xlsx": {"--day", "2010-08-14"}, "podpisy.pdf": {"--signed", "--day", "2010-08-07"},
		"dziennik.pdf": {"--journal"}, "dziennik.csv": {"--journal", "--day", "2010-10-09"}} {
		path := filepath.Join(d.dir, name)
		if doc := must[object](d, 0, append([]string{"attendance", "export", path}, args...)...); doc["people"] != 14.0 {
			t.Errorf("%s: %v", name, doc)
		}
		if info, err := os.Stat(path); err != nil || info.Size() < 300 {
			t.Errorf("%s: %v", name, err)
		}
	}
	data := string(d.content(filepath.Join(d.dir, "dziennik.csv")))
	if strings.Count(data, "\n") != 3 || !strings.Contains(data, "Superwizja") {
		t.Errorf("the journal of the last day:\n%s", data)
	}
}

func TestAttendance_BadInput(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	p := courseOf(d, "Klimek")
	session := p.Sessions[0].Session
	before := d.content(d.db)
	who := func(args ...string) []string {
		return append([]string{"attendance", "grant", "--registration", p.Registration}, args...)
	}
	d.refused(2, "usage", who("--kind", "gift", "--hours", "1", "--reason", "x")...)
	d.refused(2, "usage", who("--kind", "recognised", "--hours", "dwie", "--reason", "x")...)
	d.refused(2, "usage", who("--kind", "recognised", "--hours", "1")...)
	d.refused(1, "input.required", who("--kind", "recognised", "--reason", "x")...)
	d.refused(1, "input.required", who("--kind", "recognised", "--hours", "1", "--reason", " ")...)
	d.refused(1, "grant.session", who("--kind", "excused", "--hours", "1", "--reason", "x")...)
	d.refused(1, "grant.hours", who("--kind", "excused", "--session", session, "--hours", "9", "--reason", "x")...)
	d.refused(1, "grant.hours", who("--kind", "recognised", "--hours", "NaN", "--reason", "x")...)
	d.refused(1, "grant.hours", who("--kind", "recognised", "--hours=-3", "--reason", "x")...)
	d.refused(1, "session.not_found", who("--kind", "excused", "--session", "none", "--reason", "x")...)
	d.refused(1, "registration.not_found", "attendance", "grant", "--registration", "none", "--kind", "recognised", "--hours", "1", "--reason", "x")
	d.refused(1, "grant.not_found", "attendance", "revoke", "none", "--reason", "x")
	d.refused(2, "usage", "attendance", "revoke", "none")
	d.refused(1, "decision.kind", "attendance", "--kind", "medal")
	d.refused(1, "decision.kind", "attendance", "decide", "--registration", p.Registration, "--kind", "medal", "--verdict", "granted", "--reason", "x")
	d.refused(1, "registration.not_found", "attendance", "decide", "--registration", "none", "--verdict", "granted", "--reason", "x")
	d.refused(2, "usage", "attendance", "decide", "--registration", p.Registration, "--verdict", "maybe", "--reason", "x")
	d.refused(1, "table.export", "attendance", "export", filepath.Join(d.dir, "lista.docx"))
	d.refused(1, "attendance.day", "attendance", "export", filepath.Join(d.dir, "lista.pdf"), "--day", "2010-12-24")
	d.refused(1, "attendance.no_sessions", "attendance", "export", filepath.Join(d.dir, "lista.pdf"), "--day", "2010-08-09")
	d.refused(1, "group.not_found", "attendance", "export", filepath.Join(d.dir, "lista.pdf"), "--group", "none")
	if left, err := filepath.Glob(filepath.Join(d.dir, "lista.*")); err != nil || len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
	if string(before) != string(d.content(d.db)) {
		t.Error("the file was changed")
	}
}
