package agenda

import (
	"reflect"
	"slices"
	"time"

	"zlot/ui/kit"
)

// reread follows what was changed elsewhere while the form is open: the session itself, the rooms there are, and
// conflicts.
func (f *form) reread() {
	f.rebase()
	chosen, _ := f.room.Value()
	f.quietly(func() {
		f.room.SetOptions(f.roomOptions())
		f.room.SetValue(chosen)
	})
	f.showConflicts()
}

// gone says whether the session was taken out of the programme and nothing was typed that would be lost.
func (f *form) gone() bool {
	_, there := f.p.state.session(f.session.ID)
	return f.session.ID != "" && !there && !f.saving && !f.touched()
}

// rebase takes over what was changed of the session since the form was opened, as a pull in the timetable does.
// What was typed stays.
func (f *form) rebase() {
	s, ok := f.p.state.session(f.session.ID)
	if !ok || f.saving || reflect.DeepEqual(s, f.session) {
		return
	}
	fresh := newForm(f.p, s)
	was, is, now := f.began, fresh.began, f.typed()
	follow := func(e *kit.Entry, was, is, now string) {
		if now == was && is != now {
			e.SetText(is)
		}
	}
	f.quietly(func() {
		follow(f.title, was.title, is.title, now.title)
		follow(&f.day.Entry, was.day, is.day, now.day)
		follow(f.from, was.from, is.from, now.from)
		follow(f.to, was.to, is.to, now.to)
		follow(f.capacity, was.capacity, is.capacity, now.capacity)
		follow(f.hours, was.hours, is.hours, now.hours)
		follow(f.about, was.about, is.about, now.about)
		if now.kind == was.kind {
			f.kind.SetValue(is.kind)
		}
		if now.room == was.room {
			f.room.SetOptions(fresh.roomOptions())
			f.room.SetValue(is.room)
		}
		for _, c := range []struct {
			box          *kit.Check
			was, is, now bool
		}{{f.allRooms, was.allRooms, is.allRooms, now.allRooms}, {f.compel, was.compel, is.compel, now.compel}, {f.signUp, was.signUp, is.signUp, now.signUp}} {
			if c.now == c.was {
				c.box.SetChecked(c.is)
			}
		}
		if slices.Equal(now.groups, was.groups) {
			f.groups.choose(is.groups)
		}
		if slices.Equal(now.people, was.people) && !slices.Equal(is.people, now.people) {
			f.people.fill(s.Contributors)
		}
	})
	f.session, f.began = s, is
	if now.hours == was.hours {
		f.byHand = fresh.byHand
	}
	if from, to, err := f.span(); err == nil {
		f.lasts = int(to.Sub(from) / time.Minute)
	}
	f.showLength()
	f.showHints()
}
