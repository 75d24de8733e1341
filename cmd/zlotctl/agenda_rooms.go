package main

import (
	"errors"
	"strconv"

	"zlot/event"
)

type agendaRoomsCmd struct{}

type roomDoc struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Capacity *int   `json:"capacity"`
	Venue    string `json:"venue"`
	Hidden   bool   `json:"hidden"`
}

func newRoomDoc(r event.Room) roomDoc {
	return roomDoc{ID: r.ID, Title: r.Title, Capacity: r.Capacity, Venue: r.Venue, Hidden: r.Hidden}
}

func (s *session) printRoom(r event.Room) error {
	d := newRoomDoc(r)
	return s.print(d, func() { s.table([][]string{d.row()}) })
}

func (d roomDoc) row() []string {
	capacity := ""
	if d.Capacity != nil {
		capacity = strconv.Itoa(*d.Capacity)
	}
	return []string{d.Title, capacity, d.Venue, d.ID}
}

// Run lists the rooms.
func (c *agendaRoomsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.Store.Rooms(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs, rows := []roomDoc{}, [][]string{}
	for _, r := range all {
		d := newRoomDoc(r)
		docs, rows = append(docs, d), append(rows, d.row())
	}
	return s.print(map[string]any{"rooms": docs}, func() { s.table(rows) })
}

type agendaRoomCmd struct {
	Add agendaRoomAddCmd `cmd:"" help:"Add a room."`
	Set agendaRoomSetCmd `cmd:"" help:"Change a room."`
}

type agendaRoomAddCmd struct {
	Title    string `required:""`
	Capacity *uint  `help:"People who fit; 0 is nobody. Default: nobody counted."`
	Venue    string `help:"Building, where it is not the event's own."`
}

// Run adds the room.
func (c *agendaRoomAddCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	room := event.Room{Event: ev.ID, Title: c.Title, Venue: c.Venue, Capacity: places(c.Capacity)}
	if room, err = svc.AddRoom(s.ctx, room); err != nil {
		return err
	}
	return s.printRoom(room)
}

// places is a number of places as the domain has it.
func places(n *uint) *int {
	if n == nil {
		return nil
	}
	return new(int(*n))
}

type agendaRoomSetCmd struct {
	Room       string `arg:"" help:"Title or id."`
	Title      *string
	Capacity   *uint `help:"People who fit; 0 is nobody."`
	NoCapacity bool  `help:"Nobody counted."`
	Venue      *string
	Hidden     *bool `negatable:"" help:"No longer offered."`
}

// Validate refuses two capacities at a time.
func (c *agendaRoomSetCmd) Validate() error { return oneCapacity(c.Capacity, c.NoCapacity) }

func oneCapacity(n *uint, none bool) error {
	if n != nil && none {
		return errors.New("--capacity or --no-capacity")
	}
	return nil
}

// capacityUpdate is a number of places, none, or no change.
func capacityUpdate(n *uint, none bool) **int {
	if n == nil && !none {
		return nil
	}
	return new(places(n))
}

// Run changes the room.
func (c *agendaRoomSetCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	p, err := svc.Programme(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	id, err := findRoom(p, c.Room)
	if err != nil {
		return err
	}
	room, err := svc.UpdateRoom(s.ctx, ev.ID, id, event.RoomUpdate{Title: c.Title, Venue: c.Venue, Hidden: c.Hidden, Capacity: capacityUpdate(c.Capacity, c.NoCapacity)})
	if err != nil {
		return err
	}
	return s.printRoom(room)
}
