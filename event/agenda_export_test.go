package event_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/schedule"
	"zlot/event/tabular"
)

// newTimetable is a fair whose programme goes out and comes in.
func newTimetable(t *testing.T) *fair {
	f := newFair(t)
	f.Schedules, f.Tables = schedule.New(i18n.New), tabular.New()
	return f
}

// later lets the clock go on, so that a change is later than what was before it.
func (f *fair) later() { f.clock.now = f.clock.now.Add(time.Hour) }

func (f *fair) set(name string, u event.SessionUpdate) {
	f.t.Helper()
	f.later()
	_, err := f.UpdateSession(f.t.Context(), f.at[name], u)
	f.must(err)
}

func (f *fair) ics(o event.CalendarOptions) string {
	f.t.Helper()
	var out bytes.Buffer
	f.must(f.WriteCalendar(f.t.Context(), f.ev.ID, &out, o))
	return strings.ReplaceAll(out.String(), "\r\n ", "")
}

var ofEvent = regexp.MustCompile(`(?s)BEGIN:VEVENT\r\nUID:([^@]+)@zlot\r\nSEQUENCE:(\d+)\r\n.*?STATUS:(\w+)\r\n`)

// states are the sessions of a calendar: "A confirmed 2" with the number of changes.
func (f *fair) states(o event.CalendarOptions) string {
	f.t.Helper()
	var all []string
	for _, m := range ofEvent.FindAllStringSubmatch(f.ics(o), -1) {
		all = append(all, f.name(m[1])+" "+strings.ToLower(m[3])+" "+m[2])
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func (f *fair) wantStates(want string, o event.CalendarOptions) {
	f.t.Helper()
	if got := f.states(o); got != want {
		f.t.Errorf("the calendar has %q, want %q", got, want)
	}
}

func everybody(s *event.Session) { s.SignUp = false }

func TestWriteCalendar_UpdatesReplace(t *testing.T) {
	f := newTimetable(t)
	if err := f.WriteCalendar(t.Context(), f.ev.ID, &bytes.Buffer{}, event.CalendarOptions{}); !errors.Is(err, event.Fail(event.CodeAgendaEmpty)) {
		t.Errorf("an empty programme: %v", err)
	}
	f.room("Aula", 30)
	f.workshop("A", 0, 60, -1, everybody, func(s *event.Session) { s.Room = f.at["Aula"] })
	f.workshop("B", 60, 120, -1, everybody)
	whole := event.CalendarOptions{Language: "pl"}
	f.wantStates("A confirmed 0, B confirmed 0", whole)
	first := f.ics(whole)
	if f.later(); f.ics(whole) != first {
		t.Error("the same programme has another calendar later")
	}
	f.set("A", event.SessionUpdate{Start: to(fairTime(5)), End: to(fairTime(65))})
	f.set("B", event.SessionUpdate{Dropped: to(true)})
	f.wantStates("A confirmed 2, B cancelled 1", whole)
	f.later()
	_, err := f.UpdateRoom(t.Context(), f.ev.ID, f.at["Aula"], event.RoomUpdate{Title: to("Aula Magna")})
	f.must(err)
	f.wantStates("A confirmed 3, B cancelled 2", whole)
	if now := f.ics(whole); !strings.Contains(now, "DTSTAMP:"+f.clock.now.UTC().Format("20060102T150405Z")) || !strings.Contains(now, "LOCATION:Aula Magna") {
		t.Error("the new title of a room makes nothing newer")
	}
	f.set("B", event.SessionUpdate{Dropped: to(false)})
	f.wantStates("A confirmed 3, B confirmed 3", whole)
}

func TestWriteCalendar_Released(t *testing.T) {
	f := newTimetable(t)
	f.workshop("A", 0, 60, -1, everybody)
	f.workshop("B", 60, 120, -1, everybody)
	released := event.CalendarOptions{Released: true}
	if err := f.WriteCalendar(t.Context(), f.ev.ID, &bytes.Buffer{}, released); !errors.Is(err, event.Fail(event.CodeReleaseNone)) {
		t.Errorf("before the first version: %v", err)
	}
	release := func() {
		t.Helper()
		f.later()
		_, err := f.Release(t.Context(), f.ev.ID, "")
		f.must(err)
	}
	release()
	before := f.ics(released)
	f.set("A", event.SessionUpdate{Title: to("A2")})
	f.set("B", event.SessionUpdate{Dropped: to(true)})
	if f.ics(released) != before {
		t.Error("a change of the draft changes the calendar of the version")
	}
	release()
	f.wantStates("A confirmed 1, B cancelled 1", released)
}

func TestWriteCalendar_OfARoom(t *testing.T) {
	f := newTimetable(t)
	f.room("Aula", 30)
	f.room("Baszta", 30)
	in := func(room string) func(*event.Session) {
		return func(s *event.Session) { s.SignUp, s.Room = false, f.at[room] }
	}
	f.workshop("A", 0, 60, -1, in("Aula"))
	f.workshop("B", 0, 60, -1, in("Baszta"))
	f.workshop("C", 60, 90, -1, func(s *event.Session) { s.SignUp, s.AllRooms, s.Kind = false, true, event.Break })
	aula, baszta := event.CalendarOptions{Room: f.at["Aula"]}, event.CalendarOptions{Room: f.at["Baszta"]}
	f.wantStates("A confirmed 0, C confirmed 0", aula)
	f.later()
	_, err := f.Release(t.Context(), f.ev.ID, "")
	f.must(err)
	f.set("A", event.SessionUpdate{Room: to(f.at["Baszta"])})
	f.wantStates("A cancelled 1, C confirmed 0", aula) // it was made known there
	f.wantStates("A confirmed 1, B confirmed 0, C confirmed 0", baszta)
	if text := f.ics(baszta); !strings.Contains(text, "X-WR-CALNAME:Zlot – Baszta\r\n") {
		t.Error("the calendar does not name the room")
	}
	if err := f.WriteCalendar(t.Context(), f.ev.ID, &bytes.Buffer{}, event.CalendarOptions{Room: "none"}); !errors.Is(err, event.Fail(event.CodeRoomNotFound)) {
		t.Errorf("no such room: %v", err)
	}
}

func TestWriteCalendar_OfAPerson(t *testing.T) {
	f := newTimetable(t)
	f.person("Anna")
	f.person("Ewa")
	f.workshop("Otwarcie", 0, 30, -1, everybody)
	f.workshop("A", 60, 120, 1)
	f.workshop("B", 60, 120, 5)
	f.workshop("C", 180, 240, 5, func(s *event.Session) {
		s.Contributors = []event.Contributor{{Name: "Ewa Nowak", Role: event.Trainer, Person: f.at["Ewa"]}}
	})
	anna, ewa := event.CalendarOptions{Registration: f.at["Anna"]}, event.CalendarOptions{Registration: f.at["Ewa"]}
	f.wantStates("Otwarcie confirmed 0", anna)
	f.wantStates("C confirmed 0, Otwarcie confirmed 0", ewa)
	f.later()
	f.must(f.Enrol(t.Context(), f.at["A"], f.at["Ewa"], false))
	f.must(f.Wait(t.Context(), f.at["A"], f.at["Anna"]))
	f.wantStates("A tentative 1, Otwarcie confirmed 0", anna)
	f.later()
	f.must(f.Enrol(t.Context(), f.at["B"], f.at["Anna"], false)) // waits no longer
	f.wantStates("A cancelled 2, B confirmed 1, Otwarcie confirmed 0", anna)
	f.set("A", event.SessionUpdate{Dropped: to(true)})
	f.wantStates("A cancelled 2, C confirmed 0, Otwarcie confirmed 0", ewa)
	if text := f.ics(ewa); !strings.Contains(text, "X-WR-CALNAME:Zlot – Ewa Nowak\r\n") {
		t.Error("the calendar does not name the person")
	}
	if err := f.WriteCalendar(t.Context(), f.ev.ID, &bytes.Buffer{}, event.CalendarOptions{Registration: "none"}); !errors.Is(err, event.Fail(event.CodeRegistrationNotFound)) {
		t.Errorf("nobody: %v", err)
	}
}

func TestWriteSchedule_ComesInAgain(t *testing.T) {
	f := newTimetable(t)
	if err := f.WriteSchedule(t.Context(), f.ev.ID, &bytes.Buffer{}, event.ScheduleXML, false, "pl"); !errors.Is(err, event.Fail(event.CodeAgendaEmpty)) {
		t.Errorf("an empty programme: %v", err)
	}
	f.room("Aula", 30)
	f.workshop("Panel; otwarcie", 0, 60, 12, func(s *event.Session) {
		s.Room, s.Kind, s.Description, s.Hours, s.Mandatory = f.at["Aula"], event.Panel, "Jedno\n\ndrugie", 1.5, true
		s.Contributors = []event.Contributor{{Name: "Anna Lis", Role: event.Moderator, Institution: "MOPS Gdynia", Town: "Gdynia"}, {Name: "Jan Kot", Role: event.Expert}}
	})
	f.workshop("Noc", 600, 2000, -1, everybody)
	f.workshop("Znak", 30, 30, -1, everybody)
	f.workshop("Kawa", 60, 90, -1, func(s *event.Session) { s.SignUp, s.AllRooms, s.Kind = false, true, event.Break })
	if err := f.WriteSchedule(t.Context(), f.ev.ID, &bytes.Buffer{}, "odt", false, "pl"); !errors.Is(err, event.Fail(event.CodeScheduleFormat)) {
		t.Errorf("a format nobody knows: %v", err)
	}
	for _, format := range []string{event.ScheduleXML, event.ScheduleJSON} {
		var out bytes.Buffer
		f.must(f.WriteSchedule(t.Context(), f.ev.ID, &out, format, false, "pl"))
		path := filepath.Join(t.TempDir(), "program.dat")
		f.must(os.WriteFile(path, out.Bytes(), 0o600))
		table, err := f.ReadTable(t.Context(), path, event.TableOptions{})
		f.must(err)
		plan, err := f.PlanAgenda(t.Context(), f.ev.ID, table)
		f.must(err)
		if len(plan.Same) != 4 || len(plan.New)+len(plan.Changed)+len(plan.Missing)+len(plan.Kept)+len(plan.Rejected) != 0 {
			t.Errorf("%s: %d same, new %v, changed %v, missing %v, kept %v, rejected %v", format, len(plan.Same), plan.New, plan.Changed, plan.Missing, plan.Kept, plan.Rejected)
		}
	}
}
