package agenda

import (
	"context"
	"io"

	"zlot/event"
)

// Service are the use cases behind the page.
type Service interface {
	editing
	placing
	exchanging
	publishing
}

// editing is what the programme is changed by.
type editing interface {
	Programme(ctx context.Context, eventID string) (event.Programme, error)
	AddSession(ctx context.Context, session event.Session) (event.Session, error)
	UpdateSessions(ctx context.Context, edits []event.SessionEdit) ([]event.Session, error)
	UpdateSeries(ctx context.Context, id string, u event.SessionUpdate, scope event.SeriesScope) ([]event.SessionEdit, error)
	RepeatSession(ctx context.Context, id string, o event.RepeatOptions) ([]event.Session, error)
	AddRoom(ctx context.Context, room event.Room) (event.Room, error)
	UpdateRoom(ctx context.Context, eventID, id string, u event.RoomUpdate) (event.Room, error)
	AddGroup(ctx context.Context, group event.Group) (event.Group, error)
	UpdateGroup(ctx context.Context, eventID, id string, title *string, hidden *bool) (event.Group, error)
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
	AddCheckpoint(ctx context.Context, c event.Checkpoint) (event.Checkpoint, error)
}

// exchanging is how a programme comes in and goes out.
type exchanging interface {
	ReadTable(ctx context.Context, path string, o event.TableOptions) (event.Table, error)
	PlanAgenda(ctx context.Context, eventID string, t event.Table) (event.AgendaPlan, error)
	ApplyAgenda(ctx context.Context, plan event.AgendaPlan) (event.AgendaResult, error)
	WriteAgenda(ctx context.Context, eventID string, w io.Writer, o event.AgendaOptions) error
}

// Store is what the page reads by itself.
type Store interface {
	Session(ctx context.Context, id string) (event.Session, error)
	Enrolments(ctx context.Context, f event.EnrolmentFilter) ([]event.Enrolment, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error)
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
	Releases(ctx context.Context, eventID string) ([]event.Release, error)
}
