package event

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// sessionChanges compares a session with a row of the programme, field by field.
type sessionChanges struct {
	zone   *time.Location
	titles map[string]string // of rooms and groups, by id
	was    map[string]string // the titles that went with the session before; nil: the same
	list   []difference
}

// sessionField notes a change of one field, which the file may also empty.
func sessionField[T any](c *sessionChanges, name string, at *T, value T, same bool, empty bool, text func(T) string) {
	if same {
		return
	}
	old, shown := *at, FieldChange{Field: name, New: text(value)}
	shown.Old = c.before(func() string { return text(old) })
	c.list = append(c.list, difference{field: name, old: old, now: func() any { return *at }, filled: empty,
		shown: shown, keep: func() { *at = old }})
	*at = value
}

// before reads ids by the titles of before.
func (c *sessionChanges) before(text func() string) string {
	if c.was == nil {
		return text()
	}
	now := c.titles
	c.titles = c.was
	defer func() { c.titles = now }()
	return text()
}

// compare leaves alone what the file has no column for.
func (c *sessionChanges) compare(s *Session, row Session, has map[string]bool) {
	sessionField(c, "title", &s.Title, row.Title, s.Title == row.Title, false, itself)
	if has[agendaDescription] {
		sessionField(c, "description", &s.Description, row.Description, s.Description == row.Description, s.Description == "", itself)
	}
	sessionField(c, "start", &s.Start, row.Start, s.Start.Equal(row.Start), false, c.moment)
	sessionField(c, "end", &s.End, row.End, s.End.Equal(row.End), false, c.moment)
	if has[agendaKind] {
		sessionField(c, "kind", &s.Kind, row.Kind, s.Kind == row.Kind, false, func(k SessionKind) string { return string(k) })
	}
	if has[agendaRoom] {
		sessionField(c, "room", &s.Room, row.Room, s.Room == row.Room, s.Room == "", c.title)
	}
	if has[agendaAllRooms] {
		sessionField(c, "all_rooms", &s.AllRooms, row.AllRooms, s.AllRooms == row.AllRooms, false, strconv.FormatBool)
	}
	if has[agendaCapacity] {
		sessionField(c, "capacity", &s.Capacity, row.Capacity, sameCapacity(s.Capacity, row.Capacity), s.Capacity == nil, capacityText)
	}
	if has[agendaHours] {
		sessionField(c, "hours", &s.Hours, row.Hours, s.Hours == row.Hours, s.Hours == 0, func(h float64) string { return strconv.FormatFloat(h, 'f', -1, 64) })
	}
	if has[agendaMandatory] {
		sessionField(c, "mandatory", &s.Mandatory, row.Mandatory, s.Mandatory == row.Mandatory, false, strconv.FormatBool)
	}
	if has[agendaSignUp] {
		sessionField(c, "sign_up", &s.SignUp, row.SignUp, s.SignUp == row.SignUp, false, strconv.FormatBool)
	}
	if has[agendaGroups] {
		sessionField(c, "groups", &s.Groups, row.Groups, slices.Equal(s.Groups, row.Groups), len(s.Groups) == 0, c.groupTitles)
	}
	if has[agendaContributors] {
		sessionField(c, "contributors", &s.Contributors, row.Contributors, slices.Equal(s.Contributors, row.Contributors),
			len(s.Contributors) == 0, contributorsText)
	}
}

func (c *sessionChanges) moment(t time.Time) string { return t.In(c.zone).Format("2006-01-02 15:04") }

func (c *sessionChanges) title(id string) string { return c.titles[id] }

func (c *sessionChanges) groupTitles(ids []string) string {
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = c.titles[id]
	}
	return strings.Join(titles, "; ")
}

func sameCapacity(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

func capacityText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func contributorsText(list []Contributor) string {
	people := make([]string, len(list))
	for i, p := range list {
		people[i] = p.Name + " (" + string(p.Role) + ")"
	}
	return strings.Join(people, "; ")
}
