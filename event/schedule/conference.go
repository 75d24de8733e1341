package schedule

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
	"time"

	"zlot/event"
)

// conference is a programme in the way of schedule.xml and schedule.json: days, their rooms, what is in them.
type conference struct {
	event.ScheduleJob
	acronym string
	version string
	zone    *time.Location
	days    []day
	numbers map[string]int // by session: the number that the formats ask for beside the id
	groups  map[string]string
	tracks  []string // titles of the groups that have sessions of their own
}

// day is from midnight to midnight, or to the end of what goes on after it.
type day struct {
	date       event.Date
	start, end time.Time
	rooms      []place
}

// place is a room on one day; one without an id is for what has no room.
type place struct {
	id, name string
	sessions []event.Session
}

func newConference(job event.ScheduleJob) conference {
	c := conference{ScheduleJob: job, acronym: acronym(job.Event), zone: job.Event.Zone(), groups: map[string]string{}}
	for _, g := range job.Groups {
		c.groups[g.ID] = line(g.Title)
	}
	c.Sessions = slices.Clone(job.Sessions)
	slices.SortStableFunc(c.Sessions, func(a, b event.Session) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	for _, x := range c.Sessions {
		c.put(x)
		for _, id := range x.Groups {
			if title := c.groups[id]; title != "" && !slices.Contains(c.tracks, title) {
				c.tracks = append(c.tracks, title)
			}
		}
	}
	for _, d := range c.days {
		slices.SortStableFunc(d.rooms, func(a, b place) int { return c.order(a.id) - c.order(b.id) })
	}
	c.count()
	c.version = c.versionOf()
	return c
}

// put adds a session to its day and room.
func (c *conference) put(x event.Session) {
	date := event.DateOf(x.Start, c.zone)
	at := slices.IndexFunc(c.days, func(d day) bool { return d.date == date })
	if at < 0 {
		start := date.Time(c.zone)
		end := event.DateOf(start.Add(36*time.Hour), c.zone).Time(c.zone)
		at, c.days = len(c.days), append(c.days, day{date: date, start: start, end: end})
	}
	d := &c.days[at]
	if x.End.After(d.end) {
		d.end = x.End.In(c.zone)
	}
	room := place{id: x.Room, name: c.roomName(x.Room)}
	if room.name == "" {
		room.id = ""
	}
	in := slices.IndexFunc(d.rooms, func(p place) bool { return p.id == room.id })
	if in < 0 {
		in, d.rooms = len(d.rooms), append(d.rooms, room)
	}
	d.rooms[in].sessions = append(d.rooms[in].sessions, x)
}

func (c *conference) roomName(id string) string {
	if at := c.order(id); at < len(c.Rooms) {
		return line(c.Rooms[at].Title)
	}
	return ""
}

// order is where a room stands among the event's; one that is not there comes last.
func (c *conference) order(id string) int {
	if at := slices.IndexFunc(c.Rooms, func(r event.Room) bool { return r.ID == id }); at >= 0 {
		return at
	}
	return len(c.Rooms)
}

// count numbers the sessions by their ids, so that a session keeps its number.
func (c *conference) count() {
	c.numbers = map[string]int{}
	taken := map[int]bool{}
	ids := make([]string, len(c.Sessions))
	for i, x := range c.Sessions {
		ids[i] = x.ID
	}
	slices.Sort(ids)
	for _, id := range ids {
		n := int(sum(guid(id))%(1<<31-2)) + 1
		for taken[n] {
			n = n%(1<<31-2) + 1
		}
		taken[n], c.numbers[id] = true, n
	}
}

func sum(text string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // a hash takes everything
	return h.Sum32()
}

// versionOf names the release; a draft is also told apart by what is in it.
func (c *conference) versionOf() string {
	if c.Version > 0 && !c.Draft {
		return fmt.Sprint(c.Version)
	}
	content, err := json.Marshal([]any{c.Sessions, c.Rooms, c.Groups})
	if err != nil {
		panic(fmt.Sprintf("schedule: version: %v", err)) // a programme is plain data
	}
	return fmt.Sprintf("%d+%08x", c.Version, sum(string(content)))
}

// track names the groups that a session is for.
func (c *conference) track(x event.Session) string {
	var titles []string
	for _, id := range x.Groups {
		if title := c.groups[id]; title != "" {
			titles = append(titles, title)
		}
	}
	return strings.Join(titles, "; ")
}

// slug is a session's name in addresses.
func (c *conference) slug(x event.Session) string {
	return strings.TrimRight(fmt.Sprintf("%s-%06d-%s", c.acronym, c.numbers[x.ID], strings.ReplaceAll(short(x.Title, 60), "_", "-")), "-")
}

// acronym is an event's short name: zlot_2012.
func acronym(ev event.Event) string {
	name := short(ev.Title, 24)
	year, _, _ := strings.Cut(string(ev.Start), "-")
	if year != "" && !strings.Contains(name, year) {
		name = strings.Trim(name+"_"+year, "_")
	}
	if len(name) < 4 {
		name = "zlot_" + name
	}
	return strings.TrimRight(name, "_")
}

var unusual = regexp.MustCompile(`[^a-z0-9]+`)

// short is the beginning of a text in small letters and digits, its words joined by "_".
func short(text string, limit int) string {
	text = strings.Trim(unusual.ReplaceAllString(event.Fold(text), "_"), "_")
	if len(text) <= limit {
		return text
	}
	if cut := strings.LastIndexByte(text[:limit+1], '_'); cut > limit/2 {
		return text[:cut]
	}
	return text[:limit]
}

// span writes a length in hours and minutes.
func span(length time.Duration) string {
	minutes := int(length / time.Minute)
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
