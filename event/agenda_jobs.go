package event

import "time"

// AgendaKind is what a document of the programme is for.
type AgendaKind string

// The documents of a programme: a page a day for the wall, a page a room and day for its door, a plan for each
// person, name plates for the table of a panel.
const (
	AgendaDays     AgendaKind = "days"
	AgendaRooms    AgendaKind = "rooms"
	AgendaPersonal AgendaKind = "personal"
	AgendaPlates   AgendaKind = "plates"
)

// AgendaKinds lists the documents in the order of choice.
var AgendaKinds = []AgendaKind{AgendaDays, AgendaRooms, AgendaPersonal, AgendaPlates}

// ProgrammeView is a programme as people get to see it.
type ProgrammeView struct {
	Event    Event
	Sessions []Session // contributors have their names; by start, then room
	Rooms    []Room
	Groups   []Group
	People   map[string]Entry // of contributors, by registration
	Version  int              // number of the release this is, or that it was last; 0: none
	Known    time.Time        // when that release was made known
	Draft    bool             // changed since Version
	Made     time.Time
}

// AgendaJob is everything a document of the programme is drawn from.
type AgendaJob struct {
	ProgrammeView
	Kind     AgendaKind
	Language string
	Plans    []PersonPlan // of AgendaPersonal
	Plates   []NamePlate  // of AgendaPlates
	Progress Progress     // nil: nobody watches
}

// PersonPlan is the programme of one person.
type PersonPlan struct {
	Entry Entry
	Group string // title
	Items []PlanItem
}

// PlanItem is a session in somebody's plan.
type PlanItem struct {
	Session  Session
	Role     Role // of somebody who contributes, or ""
	Enrolled bool // has a place
	Waiting  bool // on the waiting list
}

// NamePlate is what stands on the table before somebody.
type NamePlate struct {
	Name        string
	Role        Role
	Address     FormOfAddress // the grammar of the role's word
	Institution string
	Town        string
}

// AgendaOptions choose a document of the programme.
type AgendaOptions struct {
	Kind          AgendaKind
	Released      bool     // as it was last made known, instead of as it is now
	Day           Date     // of AgendaDays and AgendaRooms: only this one; "": all
	Room          string   // of AgendaRooms: only this one; "": all
	Session       string   // of AgendaPlates: whose people; "": those of all panels
	Registrations []string // of AgendaPersonal: only these; none: everybody with a place
	Language      string
	Progress      Progress // nil: nobody watches; a Noter is told which letters the font lacks
}

// CalendarOptions choose whose calendar is written: of a room, of a person, or of the whole event.
type CalendarOptions struct {
	Room, Registration string
	Released           bool
	Language           string
}

// CalendarJob is everything a calendar is made of.
type CalendarJob struct {
	ProgrammeView
	Title     string            // of the calendar
	Cancelled []Session         // were made known or in a calendar once, and are no more
	Edits     map[string]Edited // by session
	Waiting   map[string]bool   // by session: the person whose calendar it is waits for a place
	Language  string
}

// Edited says how often and when a session was changed last, so that a newer calendar replaces an older one.
type Edited struct {
	Times int // after it was added
	At    time.Time
}

// ScheduleJob is everything a schedule.xml or schedule.json is made of.
type ScheduleJob struct {
	ProgrammeView
	Language string
}
