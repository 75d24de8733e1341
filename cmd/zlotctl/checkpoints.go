package main

import (
	"time"

	"zlot/event"
)

type checkpointsCmd struct {
	All bool `help:"Those that are closed, too."`
}

type checkpointDoc struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Kind        string `json:"kind"`
	Session     string `json:"session"`
	Room        string `json:"room"`
	Policy      string `json:"policy"`
	NotEnrolled string `json:"not_enrolled"`
	Opens       any    `json:"opens"`
	Closes      any    `json:"closes"`
	Closed      bool   `json:"closed"`
}

func newCheckpointDoc(c event.Checkpoint, zone *time.Location) checkpointDoc {
	return checkpointDoc{ID: c.ID, Title: c.Title, Kind: string(c.Kind), Session: c.Session, Room: c.Room, Policy: string(c.Policy),
		NotEnrolled: string(c.NotEnrolled), Opens: stamp(c.Opens, zone), Closes: stamp(c.Closes, zone), Closed: c.Closed}
}

// Run lists the checkpoints.
func (c *checkpointsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	read := svc.OpenCheckpoints
	if c.All {
		read = svc.Store.Checkpoints
	}
	all, err := read(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []checkpointDoc{}
	rows := [][]string{}
	for _, cp := range all {
		docs = append(docs, newCheckpointDoc(cp, ev.Zone()))
		rows = append(rows, []string{cp.ID, s.text.T("checkpoint.kind." + string(cp.Kind)), s.text.T("checkpoint.policy." + string(cp.Policy)), cp.Title})
	}
	return s.print(map[string]any{"checkpoints": docs}, func() { s.table(rows) })
}

type checkpointCmd struct {
	Add    checkpointAddCmd    `cmd:"" help:"Add a checkpoint."`
	Set    checkpointSetCmd    `cmd:"" help:"Change a checkpoint."`
	Close  checkpointCloseCmd  `cmd:"" help:"Offer a checkpoint no longer; its scans stay."`
	Reopen checkpointReopenCmd `cmd:"" help:"Offer a closed checkpoint again."`
}

type checkpointAddCmd struct {
	Title       string `required:""`
	Kind        string `enum:"desk,door,meal,gift" default:"door"`
	Session     string `placeholder:"ID" help:"Session of a door."`
	Room        string `placeholder:"ROOM" help:"Room whose sessions a door follows (once_a_session): title or id."`
	Policy      string `enum:"once,once_a_day,once_a_session,in_out,enrolled" default:"once"`
	NotEnrolled string `enum:"allow,warn,refuse" default:"warn"`
	Opens       string `placeholder:"TIME"`
	Closes      string `placeholder:"TIME"`
}

// Run adds the checkpoint.
func (c *checkpointAddCmd) Run(s *session) error {
	opens, err := parseTime("opens", c.Opens)
	if err != nil {
		return err
	}
	closes, err := parseTime("closes", c.Closes)
	if err != nil {
		return err
	}
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	room, err := s.roomID(svc, ev.ID, c.Room)
	if err != nil {
		return err
	}
	cp, err := svc.AddCheckpoint(s.ctx, event.Checkpoint{Event: ev.ID, Title: c.Title, Kind: event.CheckpointKind(c.Kind), Session: c.Session,
		Room: room, Policy: event.Policy(c.Policy), NotEnrolled: event.Treatment(c.NotEnrolled), Opens: opens, Closes: closes})
	if err != nil {
		return err
	}
	return s.checkpoint(cp, ev.Zone())
}

// roomID finds a room by title or id; "" is none.
func (s *session) roomID(svc *event.Service, eventID, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	rooms, err := svc.Store.Rooms(s.ctx, eventID)
	if err != nil {
		return "", err
	}
	return findRoom(event.Programme{Rooms: rooms}, text)
}

// checkpoint prints one checkpoint.
func (s *session) checkpoint(c event.Checkpoint, zone *time.Location) error {
	return s.print(newCheckpointDoc(c, zone), func() { s.line(c.ID, c.Title) })
}

type checkpointSetCmd struct {
	ID          string           `arg:"" help:"Id of the checkpoint."`
	Title       *string          `placeholder:"TITLE"`
	Policy      *event.Policy    `enum:"once,once_a_day,once_a_session,in_out,enrolled" placeholder:"POLICY"`
	NotEnrolled *event.Treatment `enum:"allow,warn,refuse" placeholder:"TREATMENT"`
	Opens       *string          `placeholder:"TIME" help:"RFC 3339; none: always open."`
	Closes      *string          `placeholder:"TIME"`
	Session     *string          `placeholder:"ID"`
	Room        *string          `placeholder:"ROOM" help:"Title or id; empty: none."`
}

// Run changes what the flags name.
func (c *checkpointSetCmd) Run(s *session) error {
	u := event.CheckpointUpdate{Title: c.Title, Policy: c.Policy, NotEnrolled: c.NotEnrolled, Session: c.Session}
	var err error
	if u.Opens, err = newTime("opens", c.Opens); err != nil {
		return err
	}
	if u.Closes, err = newTime("closes", c.Closes); err != nil {
		return err
	}
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	if c.Room != nil {
		was, err := svc.Store.Checkpoint(s.ctx, c.ID)
		if err != nil {
			return err
		}
		room, err := s.roomID(svc, was.Event, *c.Room)
		if err != nil {
			return err
		}
		u.Room = &room
	}
	return s.editCheckpoint(svc, c.ID, u)
}

// newTime reads a time that may be taken away.
func newTime(flag string, value *string) (*time.Time, error) {
	if value == nil {
		return nil, nil
	}
	var t time.Time
	var err error
	if *value != "none" {
		t, err = parseTime(flag, *value)
	}
	return &t, err
}

func (s *session) editCheckpoint(svc *event.Service, id string, u event.CheckpointUpdate) error {
	cp, err := svc.EditCheckpoint(s.ctx, id, u)
	if err != nil {
		return err
	}
	ev, err := svc.Store.Event(s.ctx, cp.Event)
	if err != nil {
		return err
	}
	return s.checkpoint(cp, ev.Zone())
}

type checkpointCloseCmd struct {
	ID string `arg:"" help:"Id of the checkpoint."`
}

// Run closes the checkpoint.
func (c *checkpointCloseCmd) Run(s *session) error {
	return s.closeCheckpoint(c.ID, true)
}

type checkpointReopenCmd struct {
	ID string `arg:"" help:"Id of the checkpoint."`
}

// Run opens the checkpoint again.
func (c *checkpointReopenCmd) Run(s *session) error {
	return s.closeCheckpoint(c.ID, false)
}

func (s *session) closeCheckpoint(id string, closed bool) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	return s.editCheckpoint(svc, id, event.CheckpointUpdate{Closed: &closed})
}
