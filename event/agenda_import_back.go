package event

import "context"

// TakingBack is the context for UpdateSessions in which the result of an import is taken back, or done again after
// that. Neither is an edit by hand, which a later import would keep.
func TakingBack(ctx context.Context, back bool) context.Context {
	if back {
		return WithActor(ctx, byUndo(Actor(ctx)))
	}
	return WithActor(ctx, byImport(Actor(ctx)))
}

// back is what takes a plan back once it is written: changed and removed sessions are as they were, added ones out
// of the programme.
func (p AgendaPlan) back(added []string) []SessionEdit {
	out, in := true, false
	var edits []SessionEdit
	for _, item := range p.Changed {
		var u SessionUpdate
		for _, c := range item.pending {
			u.restore(c.field, item.before)
		}
		edits = append(edits, SessionEdit{ID: item.before.ID, Update: u})
	}
	for _, m := range p.Removed() {
		edits = append(edits, SessionEdit{ID: m.Session.ID, Update: SessionUpdate{Dropped: &in}})
	}
	for _, id := range added {
		edits = append(edits, SessionEdit{ID: id, Update: SessionUpdate{Dropped: &out}})
	}
	return edits
}

// restore makes an update bring back a field as it was.
func (u *SessionUpdate) restore(field string, was Session) {
	switch field {
	case "kind":
		u.Kind = &was.Kind
	case "title":
		u.Title = &was.Title
	case "description":
		u.Description = &was.Description
	case "start":
		u.Start = &was.Start
	case "end":
		u.End = &was.End
	case "room":
		u.Room = &was.Room
	case "capacity":
		u.Capacity = &was.Capacity
	case "hours":
		u.Hours = &was.Hours
	case "mandatory":
		u.Mandatory = &was.Mandatory
	case "sign_up":
		u.SignUp = &was.SignUp
	case "all_rooms":
		u.AllRooms = &was.AllRooms
	case "dropped":
		u.Dropped = &was.Dropped
	case "groups":
		u.Groups = &was.Groups
	case "contributors":
		u.Contributors = &was.Contributors
	}
}
