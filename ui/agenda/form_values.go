package agenda

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// typed is everything that stands in the form, to tell whether something was changed.
type typed struct {
	title, day, from, to, room, making, capacity, hours, about string
	kind                                                       event.SessionKind
	allRooms, compel, signUp                                   bool
	groups                                                     []string
	people                                                     []event.Contributor
}

func (f *form) typed() typed {
	kind, _ := f.kind.Value()
	room, _ := f.room.Value()
	text := strings.TrimSpace
	return typed{title: text(f.title.Text), day: text(f.day.Text), from: clean(f.from.Text), to: clean(f.to.Text), room: room, making: text(f.making.Text),
		capacity: text(f.capacity.Text), hours: text(f.hours.Text), about: text(f.about.Text), kind: kind,
		allRooms: f.allRooms.Checked(), compel: f.compel.Checked(), signUp: f.signUp.Checked(), groups: f.groups.chosen(), people: f.people.people()}
}

// clean writes a time of day in one way.
func clean(text string) string {
	if at, ok := parseClock(text); ok {
		return clockText(at)
	}
	return strings.TrimSpace(text)
}

// touched says whether something was changed by hand.
func (f *form) touched() bool { return !f.saving && !reflect.DeepEqual(f.typed(), f.began) }

// fill shows the session as it is.
func (f *form) fill() {
	f.filling = true
	s, zone := f.session, f.p.state.event.Zone()
	from, to := s.Start.In(zone), s.End.In(zone)
	f.title.SetText(s.Title)
	f.kind.SetValue(s.Kind)
	f.day.SetDate(from)
	f.from.SetText(clockText(minutesOf(from)))
	f.to.SetText(f.p.until(from, to))
	f.lasts = int(to.Sub(from) / time.Minute)
	f.room.SetValue(s.Room)
	f.allRooms.SetChecked(s.AllRooms)
	if s.Capacity != nil {
		f.capacity.SetText(strconv.Itoa(*s.Capacity))
	}
	fresh := s.ID == "" && s.Hours == 0 // not one like another
	f.byHand = !fresh && s.Hours != f.suggested() || fresh && !f.p.countsHours()
	f.hours.SetText(f.hoursText(s.Hours))
	if !f.byHand {
		f.hours.SetText(f.hoursText(f.suggested()))
	}
	f.compel.SetChecked(s.Mandatory)
	f.signUp.SetChecked(s.SignUp)
	f.about.SetText(s.Description)
	f.people.fill(s.Contributors)
	f.filling = false
	f.began = f.typed()
	f.showLength()
	f.showHints()
	f.showConflicts()
}

// countsHours says whether didactic hours matter at this event: at a course, and where somebody gave them.
func (p *Page) countsHours() bool {
	return p.state.event.Kind == event.Course || slices.ContainsFunc(p.state.sessions, func(s event.Session) bool { return s.Hours > 0 })
}

func (f *form) hoursText(hours float64) string {
	if hours == 0 {
		return ""
	}
	text := strconv.FormatFloat(math.Round(hours*100)/100, 'f', -1, 64)
	return f.p.Printer.Numeral(text)
}

// suggested are the didactic hours that follow from the length, to the half; none of what is no teaching.
func (f *form) suggested() float64 {
	kind, _ := f.kind.Value()
	if kind == event.Break || kind == event.Social || kind == event.Reception {
		return 0
	}
	return math.Round(float64(f.lasts)/float64(max(f.p.state.event.HourMinutes, 1))*2) / 2
}

// span reads when the session is; what cannot be read is an error at its field.
func (f *form) span() (from, to time.Time, err error) {
	zone := f.p.state.event.Zone()
	day, ok := f.day.Date()
	if !ok {
		return from, to, event.Fail(event.CodeDate, "Value", f.day.Text).In("day")
	}
	start, ok := parseClock(f.from.Text)
	if !ok {
		return from, to, wrongClock("start")
	}
	end, ok := parseClock(f.to.Text)
	if !ok {
		return from, to, wrongClock("end")
	}
	from, to = atClock(day, start, zone), atClock(day, end, zone)
	if end < start {
		to = atClock(day.AddDate(0, 0, 1), end, zone)
		if to.Sub(from) > wholeNight {
			return from, to, event.Fail(event.CodeSessionReversed).In("end")
		}
	}
	return from, to, nil
}

// wholeNight is how long something may last that ends earlier by the clock than it began.
const wholeNight = 12 * time.Hour

// wrongClock is the field with a time of day that cannot be read.
type wrongClock string

// Error is part of error.
func (w wrongClock) Error() string { return "no time of day: " + string(w) }

// read makes the session that stands in the form.
func (f *form) read() (event.Session, error) {
	s, v := f.session, f.typed()
	s.Title, s.Kind, s.Description = v.title, v.kind, v.about
	s.Mandatory, s.SignUp, s.Groups, s.Contributors = v.compel, v.signUp, v.groups, v.people
	s.AllRooms = v.allRooms && v.kind == event.Break
	if v.room != newRoom {
		s.Room = v.room
	}
	if v.title == "" {
		return s, event.Fail(event.CodeSessionTitle).In("title")
	}
	var err error
	if s.Start, s.End, err = f.span(); err != nil {
		return s, err
	}
	if v.room == newRoom && v.making == "" {
		return s, event.Fail(event.CodeRoomTitle).In("newroom")
	}
	s.Capacity = nil
	if v.capacity != "" {
		n, err := strconv.Atoi(v.capacity)
		if err != nil {
			return s, event.Fail(event.CodeSessionCapacity, "Value", v.capacity).In("capacity")
		}
		s.Capacity = &n
	}
	s.Hours = 0
	if v.hours != "" {
		if s.Hours, err = strconv.ParseFloat(strings.ReplaceAll(v.hours, ",", "."), 64); err != nil || math.IsNaN(s.Hours) {
			return s, event.Fail(event.CodeSessionHours, "Value", v.hours).In("hours")
		}
	}
	return s, s.Validate()
}

// update names what differs between the session as it was and as it is typed.
func (f *form) update(s event.Session) event.SessionUpdate {
	var u event.SessionUpdate
	was, v := f.session, f.began
	differs(&u.Kind, was.Kind, s.Kind)
	differs(&u.Title, was.Title, s.Title)
	differs(&u.Description, was.Description, s.Description)
	differs(&u.Room, was.Room, s.Room)
	differs(&u.Hours, was.Hours, s.Hours)
	differs(&u.Mandatory, was.Mandatory, s.Mandatory)
	differs(&u.SignUp, was.SignUp, s.SignUp)
	differs(&u.AllRooms, was.AllRooms, s.AllRooms)
	if !was.Start.Equal(s.Start) {
		u.Start = &s.Start
	}
	if !was.End.Equal(s.End) {
		u.End = &s.End
	}
	if v.capacity != f.typed().capacity {
		u.Capacity = &s.Capacity
	}
	if !slices.Equal(v.groups, s.Groups) {
		u.Groups = &s.Groups
	}
	if !slices.Equal(v.people, s.Contributors) {
		u.Contributors = &s.Contributors
	}
	return u
}

func differs[T comparable](to **T, was, now T) {
	if was != now {
		*to = &now
	}
}

// lengthText says how long something takes.
func (p *Page) lengthText(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return p.Printer.T("agenda.length.minutes", i18n.Args{"Minutes": m})
	case m == 0:
		return p.Printer.T("agenda.length.hours", i18n.Args{"Hours": h})
	}
	return p.Printer.T("agenda.length", i18n.Args{"Hours": h, "Minutes": m})
}
