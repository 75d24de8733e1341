package main

import "zlot/event"

type checkpointsCmd struct{}

type checkpointDoc struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Kind        string `json:"kind"`
	Session     string `json:"session"`
	Policy      string `json:"policy"`
	NotEnrolled string `json:"not_enrolled"`
}

func newCheckpointDoc(c event.Checkpoint) checkpointDoc {
	return checkpointDoc{ID: c.ID, Title: c.Title, Kind: string(c.Kind), Session: c.Session, Policy: string(c.Policy), NotEnrolled: string(c.NotEnrolled)}
}

// Run lists the checkpoints.
func (c *checkpointsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.Store.Checkpoints(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []checkpointDoc{}
	rows := [][]string{}
	for _, cp := range all {
		docs = append(docs, newCheckpointDoc(cp))
		rows = append(rows, []string{cp.ID, s.text.T("checkpoint.kind." + string(cp.Kind)), s.text.T("checkpoint.policy." + string(cp.Policy)), cp.Title})
	}
	return s.print(map[string]any{"checkpoints": docs}, func() { s.table(rows) })
}

type checkpointCmd struct {
	Add checkpointAddCmd `cmd:"" help:"Add a checkpoint."`
}

type checkpointAddCmd struct {
	Title       string `required:""`
	Kind        string `enum:"desk,door,meal,gift" default:"door"`
	Session     string `placeholder:"ID" help:"Session of a door."`
	Policy      string `enum:"once,once_a_day,in_out,enrolled" default:"once"`
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
	cp, err := svc.AddCheckpoint(s.ctx, event.Checkpoint{Event: ev.ID, Title: c.Title, Kind: event.CheckpointKind(c.Kind), Session: c.Session,
		Policy: event.Policy(c.Policy), NotEnrolled: event.Treatment(c.NotEnrolled), Opens: opens, Closes: closes})
	if err != nil {
		return err
	}
	return s.print(newCheckpointDoc(cp), func() { s.line(cp.ID, cp.Title) })
}
