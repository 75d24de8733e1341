package event

import (
	"context"
	"fmt"
)

// RoomUpdate names the fields of a room to change; nil fields stay as they are.
type RoomUpdate struct {
	Title, Venue *string
	Capacity     **int // a pointer to nil: nobody counted
	Hidden       *bool
}

// AddRoom adds a room to an event. Codes: room.title.required, room.repeated.
func (s *Service) AddRoom(ctx context.Context, room Room) (Room, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Room{}, err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if _, err := r.Event(ctx, room.Event); err != nil {
			return b, err
		}
		room.ID = NewID()
		if err := room.mayStand(ctx, r); err != nil {
			return b, err
		}
		b.Add(room.Event, room.ID, RoomAdded{room})
		return b, nil
	})
	if err != nil {
		return Room{}, fmt.Errorf("add room: %w", err)
	}
	return room, nil
}

// UpdateRoom writes one fact per changed field. Codes: room.not_found, room.title.required, room.repeated.
func (s *Service) UpdateRoom(ctx context.Context, eventID, id string, u RoomUpdate) (Room, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Room{}, err
	}
	var room Room
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		rooms, err := r.Rooms(ctx, eventID)
		if err != nil {
			return b, err
		}
		found := false
		for _, x := range rooms {
			if x.ID == id {
				room, found = x, true
			}
		}
		if !found {
			return b, Fail(CodeRoomNotFound)
		}
		next := room
		assign(&next.Title, u.Title)
		assign(&next.Venue, u.Venue)
		assign(&next.Capacity, u.Capacity)
		assign(&next.Hidden, u.Hidden)
		if err := next.mayStand(ctx, r); err != nil {
			return b, err
		}
		d := differ{event: eventID, entity: id, wrap: func(c Change) Body { return RoomChanged{c} }}
		edit(&d, "title", &room.Title, &next.Title)
		edit(&d, "venue", &room.Venue, &next.Venue)
		edit(&d, "capacity", &room.Capacity, &next.Capacity)
		edit(&d, "hidden", &room.Hidden, &next.Hidden)
		return d.batch, nil
	})
	if err != nil {
		return Room{}, fmt.Errorf("update room %s: %w", id, err)
	}
	return room, nil
}

// mayStand cleans a room and checks it beside the others: two with one title could not be told apart.
func (room *Room) mayStand(ctx context.Context, r Reader) error {
	room.Title, room.Venue = oneLine(room.Title), oneLine(room.Venue)
	if room.Title == "" {
		return Fail(CodeRoomTitle).In("title")
	}
	if room.Capacity != nil && *room.Capacity < 0 {
		return Fail(CodeSessionCapacity, "Value", *room.Capacity).In("capacity")
	}
	rooms, err := r.Rooms(ctx, room.Event)
	for _, x := range rooms {
		if x.ID != room.ID && Fold(x.Title) == Fold(room.Title) {
			return Fail(CodeRoomRepeated, "Title", x.Title).In("title")
		}
	}
	return err
}

// AddGroup adds a group to an event. Codes: group.title.required, group.repeated.
func (s *Service) AddGroup(ctx context.Context, group Group) (Group, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Group{}, err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if _, err := r.Event(ctx, group.Event); err != nil {
			return b, err
		}
		group.ID = NewID()
		if err := group.mayStand(ctx, r); err != nil {
			return b, err
		}
		b.Add(group.Event, group.ID, GroupAdded{group})
		return b, nil
	})
	if err != nil {
		return Group{}, fmt.Errorf("add group: %w", err)
	}
	return group, nil
}

// UpdateGroup gives a group another title, or hides it. Codes: group.not_found, group.title.required,
// group.repeated.
func (s *Service) UpdateGroup(ctx context.Context, eventID, id string, title *string, hidden *bool) (Group, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Group{}, err
	}
	var group Group
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		groups, err := r.Groups(ctx, eventID)
		if err != nil {
			return b, err
		}
		found := false
		for _, x := range groups {
			if x.ID == id {
				group, found = x, true
			}
		}
		if !found {
			return b, Fail(CodeGroupNotFound)
		}
		next := group
		assign(&next.Title, title)
		assign(&next.Hidden, hidden)
		if err := next.mayStand(ctx, r); err != nil {
			return b, err
		}
		d := differ{event: eventID, entity: id, wrap: func(c Change) Body { return GroupChanged{c} }}
		edit(&d, "title", &group.Title, &next.Title)
		edit(&d, "hidden", &group.Hidden, &next.Hidden)
		return d.batch, nil
	})
	if err != nil {
		return Group{}, fmt.Errorf("update group %s: %w", id, err)
	}
	return group, nil
}

func (group *Group) mayStand(ctx context.Context, r Reader) error {
	if group.Title = oneLine(group.Title); group.Title == "" {
		return Fail(CodeGroupTitle).In("title")
	}
	groups, err := r.Groups(ctx, group.Event)
	for _, x := range groups {
		if x.ID != group.ID && Fold(x.Title) == Fold(group.Title) {
			return Fail(CodeGroupRepeated, "Title", x.Title).In("title")
		}
	}
	return err
}
