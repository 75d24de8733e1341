package main

import (
	"time"

	"zlot/event"
)

type agendaCmd struct {
	Import  agendaImportCmd  `cmd:"" help:"Import sessions from a table, schedule.xml or schedule.json."`
	Show    agendaShowCmd    `cmd:"" help:"Show the sessions."`
	Add     agendaAddCmd     `cmd:"" help:"Add a session."`
	Set     agendaSetCmd     `cmd:"" help:"Change fields of a session."`
	Drop    agendaDropCmd    `cmd:"" help:"Take a session out of the programme; set --dropped=false brings it back."`
	Rooms   agendaRoomsCmd   `cmd:"" help:"List the rooms."`
	Room    agendaRoomCmd    `cmd:"" help:"Add or change a room."`
	Check   agendaCheckCmd   `cmd:"" help:"List what is wrong with the programme."`
	Export  agendaExportCmd  `cmd:"" help:"Write the programme as PDF, iCalendar, schedule.xml or schedule.json."`
	Release agendaReleaseCmd `cmd:"" help:"Make the programme of now known: a version that later changes are measured against."`
	Changes agendaChangesCmd `cmd:"" help:"List what changed since the last version."`
}

type agendaImportCmd struct {
	File          string `arg:""`
	DryRun        bool   `help:"Only show what would happen."`
	Encoding      string `default:"auto"`
	Sheet         string
	RemoveMissing bool `help:"Take the sessions that are not in the file out of the programme; else they stay."`
}

// missingDoc is a session that the file does not have. Stays says why it stays whatever is asked: rejected, by_hand,
// door.
type missingDoc struct {
	Session string `json:"session"`
	Title   string `json:"title"`
	People  int    `json:"people"`
	Stays   string `json:"stays,omitempty"`
	Removed bool   `json:"removed"`
}

// keptRowDoc is a row that says otherwise than somebody wrote here.
type keptRowDoc struct {
	Row     int         `json:"row"`
	Session string      `json:"session"`
	Title   string      `json:"title"`
	Fields  []changeDoc `json:"fields"`
}

type contributorDoc struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	Person string `json:"person,omitempty"`
}

type sessionDoc struct {
	ID           string           `json:"id"`
	Title        string           `json:"title"`
	Kind         string           `json:"kind"`
	Start        any              `json:"start"`
	End          any              `json:"end"`
	Room         string           `json:"room"`
	Capacity     *int             `json:"capacity"`
	Hours        float64          `json:"hours"`
	Mandatory    bool             `json:"mandatory"`
	SignUp       bool             `json:"sign_up"`
	Groups       []string         `json:"groups"`
	Contributors []contributorDoc `json:"contributors"`
	Description  string           `json:"description"`
	AllRooms     bool             `json:"all_rooms"`
	Dropped      bool             `json:"dropped"`
}

// programmeWords are the titles that documents of sessions are made with.
type programmeWords struct {
	zone          *time.Location
	rooms, groups map[string]string
}

func newProgrammeWords(p event.Programme) programmeWords {
	w := programmeWords{zone: p.Event.Zone(), rooms: map[string]string{}, groups: map[string]string{}}
	for _, r := range p.Rooms {
		w.rooms[r.ID] = r.Title
	}
	for _, g := range p.Groups {
		w.groups[g.ID] = g.Title
	}
	return w
}

func (w programmeWords) session(x event.Session) sessionDoc {
	d := sessionDoc{ID: x.ID, Title: x.Title, Kind: string(x.Kind), Start: stamp(x.Start, w.zone), End: stamp(x.End, w.zone),
		Room: w.rooms[x.Room], Capacity: x.Capacity, Hours: x.Hours, Mandatory: x.Mandatory, SignUp: x.SignUp,
		Groups: []string{}, Contributors: []contributorDoc{}, Description: x.Description, AllRooms: x.AllRooms, Dropped: x.Dropped}
	for _, g := range x.Groups {
		d.Groups = append(d.Groups, w.groups[g])
	}
	for _, c := range x.Contributors {
		d.Contributors = append(d.Contributors, contributorDoc{Name: c.Name, Role: string(c.Role), Person: c.Person})
	}
	return d
}

func (s *session) sessions(svc *event.Service, ev event.Event) ([]sessionDoc, error) {
	p, err := svc.Programme(s.ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	words, docs := newProgrammeWords(p), []sessionDoc{}
	v, err := p.View(false) // contributors have their names
	if err != nil {
		return nil, err
	}
	for _, x := range v.Sessions {
		docs = append(docs, words.session(x))
	}
	return docs, nil
}

func (s *session) printSessions(docs []sessionDoc, extra map[string]any) error {
	doc := map[string]any{"sessions": docs}
	for k, v := range extra {
		doc[k] = v
	}
	return s.print(doc, func() {
		rows := [][]string{}
		for _, d := range docs {
			start, _ := time.Parse(time.RFC3339, d.Start.(string))
			end, _ := time.Parse(time.RFC3339, d.End.(string))
			rows = append(rows, []string{start.Format(time.DateOnly), hoursText(start, end), d.Room,
				s.text.T("session.kind." + d.Kind), d.Title})
		}
		s.table(rows)
	})
}

// Run imports the sessions; rows that cannot be read are named and left out.
func (c *agendaImportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	t, err := svc.ReadTable(s.ctx, c.File, event.TableOptions{Encoding: c.Encoding, Sheet: c.Sheet})
	if err != nil {
		return err
	}
	plan, err := svc.PlanAgenda(s.ctx, ev.ID, t)
	if err != nil {
		return err
	}
	plan.RemoveMissing = c.RemoveMissing
	if !c.DryRun {
		if _, err := svc.ApplyAgenda(s.ctx, plan); err != nil {
			return err
		}
	}
	s.partial(len(plan.Rejected))
	docs, err := s.sessions(svc, ev)
	if err != nil {
		return err
	}
	if !s.json {
		if c.DryRun {
			s.say("ctl.dry_run")
		}
		c.sayMissing(s, plan)
		s.remarks(plan.Rejected, plan.Warnings)
	}
	return s.printSessions(docs, map[string]any{"rows": plan.Rows, "new": len(plan.New), "changed": len(plan.Changed),
		"same": len(plan.Same), "removed": len(plan.Removed()), "missing": missingDocs(plan), "kept": keptRowDocs(plan),
		"rejected": s.rows(plan.Rejected), "warnings": s.rows(plan.Warnings)})
}

// sayMissing prints what became of the sessions that are not in the file.
func (c *agendaImportCmd) sayMissing(s *session, plan event.AgendaPlan) {
	if gone := len(plan.Removed()); gone > 0 {
		s.count("ctl.agenda.removed", gone)
		if people := plan.Affected(); people > 0 {
			s.count("ctl.agenda.removed.people", people)
		}
		return
	}
	if n := len(plan.Removable()); n > 0 {
		s.count("ctl.agenda.missing", n)
	}
}

func missingDocs(plan event.AgendaPlan) []missingDoc {
	docs := []missingDoc{}
	for _, m := range plan.Missing {
		docs = append(docs, missingDoc{m.Session.ID, m.Session.Title, len(m.People), string(m.Stays), plan.RemoveMissing && m.Stays == ""})
	}
	return docs
}

func keptRowDocs(plan event.AgendaPlan) []keptRowDoc {
	docs := []keptRowDoc{}
	for _, item := range plan.Kept {
		d := keptRowDoc{Row: item.Row, Session: item.Session.ID, Title: item.Session.Title, Fields: []changeDoc{}}
		for _, f := range item.Kept {
			d.Fields = append(d.Fields, changeDoc{f.ID(), f.Old, f.New})
		}
		docs = append(docs, d)
	}
	return docs
}

type agendaShowCmd struct{}

// Run shows the sessions.
func (c *agendaShowCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	docs, err := s.sessions(svc, ev)
	if err != nil {
		return err
	}
	return s.printSessions(docs, nil)
}
