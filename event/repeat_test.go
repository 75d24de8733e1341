package event_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// clocks are the beginnings and ends of sessions as a clock in Warsaw shows them.
func clocks(list []event.Session) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Start.In(warsaw).Format("02.01 15:04")+"–"+s.End.In(warsaw).Format("15:04"))
	}
	return out
}

func (h house) programmeOf(t *testing.T) []event.Session {
	t.Helper()
	list, err := h.Store.Sessions(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func autumnCourse(t *testing.T) (house, event.Session) {
	t.Helper()
	h := newHouse(t)
	h.ev = h.newEvent(t, "Kurs", "2026-10-11", "2026-12-20")
	s, err := h.AddSession(context.Background(), event.Session{Event: h.ev.ID, Kind: event.Assembly, Title: "Zjazd", Start: clockAt(t, "2026-10-11 17:00"),
		End: clockAt(t, "2026-10-11 20:00"), Groups: []string{"g1"}, Contributors: []event.Contributor{{Name: "Ola Lis", Role: event.Trainer}}})
	if err != nil {
		t.Fatal(err)
	}
	return h, s
}

func TestRepeatSession_KeepsTheClock(t *testing.T) {
	h, s := autumnCourse(t)
	// The clocks change on 25 October; 1 November is a holiday.
	added, err := h.RepeatSession(context.Background(), s.ID, event.RepeatOptions{Weeks: 1, Count: 3, Skip: []event.Date{"2026-11-01"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := clocks(added), []string{"18.10 17:00–20:00", "25.10 17:00–20:00", "08.11 17:00–20:00"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	all := h.programmeOf(t)
	if len(all) != 4 || all[0].ID != s.ID || all[0].Series == "" {
		t.Fatalf("%d meetings, the first %+v", len(all), all[0])
	}
	for _, x := range all {
		if x.Series != all[0].Series || !reflect.DeepEqual(x.Contributors, s.Contributors) || !slices.Equal(x.Groups, s.Groups) {
			t.Errorf("a meeting is %+v", x)
		}
	}
	p, err := h.Programme(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	if would, err := p.Repeated(all[0], event.RepeatOptions{Days: 7, Until: "2026-11-08"}); err != nil || !slices.Equal(clocks(would), []string{"01.11 17:00–20:00"}) {
		t.Errorf("it would be %q, %v", clocks(would), err)
	}
	again, err := h.RepeatSession(context.Background(), s.ID, event.RepeatOptions{Days: 7, Until: "2026-11-08"})
	if err != nil || !slices.Equal(clocks(again), []string{"01.11 17:00–20:00"}) {
		t.Errorf("again: %q, %v", clocks(again), err)
	}
	for name, c := range map[string]struct {
		o    event.RepeatOptions
		code string
	}{
		"every nothing":    {event.RepeatOptions{Count: 1}, event.CodeRepeatEvery},
		"without an end":   {event.RepeatOptions{Days: 1}, event.CodeRepeatCount},
		"too often":        {event.RepeatOptions{Days: 1, Count: 9999}, event.CodeRepeatCount},
		"a day of no year": {event.RepeatOptions{Days: 1, Until: "jutro"}, event.CodeDate},
		"until before":     {event.RepeatOptions{Days: 1, Until: "2026-10-01"}, event.CodeRepeatNone},
		"all skipped":      {event.RepeatOptions{Days: 1, Until: "2026-10-12", Skip: []event.Date{"2026-10-12"}}, event.CodeRepeatNone},
	} {
		if _, err := h.RepeatSession(context.Background(), s.ID, c.o); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if now := h.programmeOf(t); len(now) != 5 {
		t.Errorf("refused repetitions left %d meetings", len(now))
	}
}

func TestRepeatSession_InTheHourThatIsNot(t *testing.T) {
	h, s := autumnCourse(t)
	ctx := context.Background()
	if _, err := h.UpdateSession(ctx, s.ID, event.SessionUpdate{Start: to(clockAt(t, "2027-03-27 2:15")), End: to(clockAt(t, "2027-03-27 2:45"))}); err != nil {
		t.Fatal(err)
	}
	added, err := h.RepeatSession(ctx, s.ID, event.RepeatOptions{Days: 1, Count: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range added {
		if x.Length() != 30*time.Minute {
			t.Errorf("%v to %v", x.Start.In(warsaw), x.End.In(warsaw))
		}
	}
}

func TestUpdateSeries(t *testing.T) {
	h, s := autumnCourse(t)
	ctx := context.Background()
	added, err := h.RepeatSession(ctx, s.ID, event.RepeatOptions{Weeks: 1, Count: 3})
	if err != nil {
		t.Fatal(err)
	}
	// One meeting has another hour already.
	if _, err := h.UpdateSession(ctx, added[2].ID, event.SessionUpdate{Start: to(clockAt(t, "2026-11-01 15:00")), End: to(clockAt(t, "2026-11-01 18:00"))}); err != nil {
		t.Fatal(err)
	}
	before := h.programmeOf(t)
	tuesday := event.SessionUpdate{Start: to(clockAt(t, "2026-10-20 18:30")), End: to(clockAt(t, "2026-10-20 21:00")), Title: to("Zjazd wtorkowy")}
	for scope, want := range map[event.SeriesScope][]string{
		event.SeriesOne:       {"11.10 17:00–20:00", "20.10 18:30–21:00", "25.10 17:00–20:00", "01.11 15:00–18:00"},
		event.SeriesFollowing: {"11.10 17:00–20:00", "20.10 18:30–21:00", "27.10 18:30–21:00", "03.11 16:30–19:00"},
		event.SeriesAll:       {"13.10 18:30–21:00", "20.10 18:30–21:00", "27.10 18:30–21:00", "03.11 16:30–19:00"},
	} {
		back, err := h.UpdateSeries(ctx, added[0].ID, tuesday, scope)
		if err != nil {
			t.Fatal(err)
		}
		if got := clocks(h.programmeOf(t)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", scope, got, want)
		}
		if _, err := h.UpdateSessions(ctx, back); err != nil {
			t.Fatal(err)
		}
		if now := h.programmeOf(t); !reflect.DeepEqual(now, before) {
			t.Errorf("%s: taken back it is %+v", scope, now)
		}
	}
	back, err := h.UpdateSeries(ctx, added[0].ID, event.SessionUpdate{Dropped: to(true)}, event.SeriesFollowing)
	if err != nil || len(h.programmeOf(t)) != 1 || len(back) != 3 {
		t.Errorf("dropped: %d are left, %v", len(h.programmeOf(t)), err)
	}
	if _, err := h.UpdateSeries(ctx, added[0].ID, event.SessionUpdate{Dropped: to(false)}, event.SeriesAll); err != nil || !reflect.DeepEqual(h.programmeOf(t), before) {
		t.Errorf("back in the programme: %v, %v", clocks(h.programmeOf(t)), err)
	}
	long := event.SessionUpdate{End: to(clockAt(t, "2026-10-01 9:00"))}
	if _, err := h.UpdateSeries(ctx, added[0].ID, long, event.SeriesAll); !errors.Is(err, event.Fail(event.CodeSessionReversed)) || !reflect.DeepEqual(h.programmeOf(t), before) {
		t.Errorf("an end before the start: %v", err)
	}
}
