package event_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// papers keeps what it was asked to draw.
type papers struct {
	event.Documents
	job event.AgendaJob
}

func (p *papers) Agenda(_ context.Context, _ io.Writer, job event.AgendaJob) error {
	p.job = job
	return nil
}

// papered is a small programme with people in it.
type papered struct {
	house
	papers   *papers
	people   map[string]event.Entry // by family name
	group    event.Group
	sessions map[string]event.Session
}

func newPapered(t *testing.T) papered {
	t.Helper()
	s := papered{house: newHouse(t), papers: &papers{}, people: map[string]event.Entry{}}
	s.Documents = s.papers
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	s.group, err = s.AddGroup(ctx, event.Group{Event: s.ev.ID, Title: "Duże miasta"})
	must(err)
	other, err := s.AddGroup(ctx, event.Group{Event: s.ev.ID, Title: "Małe miasta"})
	must(err)
	for _, p := range []struct {
		given, family, group string
		status               event.Status
		address              event.FormOfAddress
	}{{"Zofia", "Łoś", s.group.ID, "", event.Feminine}, {"Jan", "Lis", other.ID, "", event.Masculine}, {"Anna", "Źrebiec", "", "", event.Feminine},
		{"Ewa", "Ćwik", s.group.ID, "", event.Feminine}, {"Adam", "Cis", s.group.ID, event.Pending, event.Masculine}} {
		e, err := s.AddRegistration(ctx, event.NewRegistration{Event: s.ev.ID,
			Person:       event.Person{Name: event.Name{Given: p.given, Family: p.family}, Institution: "MOPS Gdynia", Town: "Gdynia", Address: p.address},
			Registration: event.Registration{Group: p.group, Status: p.status}})
		must(err)
		s.people[p.family] = e
	}
	rooms := map[string]string{}
	for _, title := range []string{"Aula", "Baszta", "Jadalnia"} {
		room, err := s.AddRoom(ctx, event.Room{Event: s.ev.ID, Title: title})
		must(err)
		rooms[title] = room.ID
	}
	at := func(hour int) time.Time { return time.Date(2012, 9, 6, hour, 0, 0, 0, s.ev.Zone()) }
	_, err = s.AddSessions(ctx, []event.Session{
		{Event: s.ev.ID, Kind: event.Panel, Title: "Panel", Start: at(9), End: at(11), Room: rooms["Aula"], Contributors: []event.Contributor{
			{Name: "Piotr Wąs", Role: event.Panelist, Institution: "Fundacja", Town: "Łódź"},
			{Name: "nieaktualne", Role: event.Moderator, Person: s.people["Łoś"].ID, Institution: "dawna"},
			{Name: "A. Źrebiec", Role: event.Panelist, Person: s.people["Źrebiec"].ID}}},
		{Event: s.ev.ID, Kind: event.Break, Title: "Obiad", Start: at(11), End: at(12), Room: rooms["Jadalnia"], AllRooms: true},
		{Event: s.ev.ID, Kind: event.Workshop, Title: "Warsztat", Start: at(12), End: at(14), Room: rooms["Baszta"], SignUp: true,
			Contributors: []event.Contributor{{Name: "A. Źrebiec", Role: event.Trainer, Person: s.people["Źrebiec"].ID}}},
		{Event: s.ev.ID, Kind: event.Assembly, Title: "Spotkanie grupy", Start: at(15), End: at(16), Room: rooms["Aula"], Groups: []string{s.group.ID}},
		{Event: s.ev.ID, Kind: event.Panel, Title: "Drugi panel", Start: at(17), End: at(18), Contributors: []event.Contributor{
			{Name: "Anna Źrebiec", Role: event.Panelist, Person: s.people["Źrebiec"].ID}, {Name: "Piotr  WĄS", Role: event.Moderator, Institution: "Fundacja"}}},
	})
	must(err)
	s.sessions = s.house.sessions(t)
	must(s.Enrol(ctx, s.sessions["Warsztat"].ID, s.people["Łoś"].ID, false))
	must(s.Wait(ctx, s.sessions["Warsztat"].ID, s.people["Lis"].ID))
	return s
}

func (s papered) write(t *testing.T, o event.AgendaOptions) event.AgendaJob {
	t.Helper()
	if err := s.WriteAgenda(t.Context(), s.ev.ID, io.Discard, o); err != nil {
		t.Fatal(err)
	}
	return s.papers.job
}

func TestWriteAgenda_Plans(t *testing.T) {
	s := newPapered(t)
	job := s.write(t, event.AgendaOptions{Kind: event.AgendaPersonal})
	plan := func(family string) (items []string) {
		for _, p := range job.Plans {
			if p.Entry.Who.Name.Family != family {
				continue
			}
			for _, i := range p.Items {
				text := i.Session.Title
				if i.Role != "" {
					text += " " + string(i.Role)
				}
				if i.Enrolled {
					text += " ma miejsce"
				}
				if i.Waiting {
					text += " czeka"
				}
				items = append(items, text)
			}
		}
		return items
	}
	var names []string
	for _, p := range job.Plans {
		names = append(names, p.Entry.Who.Name.Family)
	}
	if want := []string{"Ćwik", "Lis", "Łoś", "Źrebiec"}; !slices.Equal(names, want) {
		t.Errorf("plans of %q, want %q: confirmed people in Polish order", names, want)
	}
	for family, want := range map[string][]string{
		"Łoś":     {"Panel moderator", "Obiad", "Warsztat ma miejsce", "Spotkanie grupy", "Drugi panel"},
		"Lis":     {"Panel", "Obiad", "Warsztat czeka", "Drugi panel"},
		"Źrebiec": {"Panel panelist", "Obiad", "Warsztat trainer", "Drugi panel panelist"},
		"Ćwik":    {"Panel", "Obiad", "Spotkanie grupy", "Drugi panel"},
	} {
		if got := plan(family); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", family, got, want)
		}
	}
	if job.Plans[2].Group != s.group.Title {
		t.Errorf("group %q", job.Plans[2].Group)
	}
	job = s.write(t, event.AgendaOptions{Kind: event.AgendaPersonal, Registrations: []string{s.people["Cis"].ID}})
	if len(job.Plans) != 1 || job.Plans[0].Entry.Who.Name.Family != "Cis" {
		t.Errorf("somebody chosen has a plan though not confirmed: %v", job.Plans)
	}
}

func TestWriteAgenda_Plates(t *testing.T) {
	s := newPapered(t)
	got := func(o event.AgendaOptions) (list []string) {
		for _, p := range s.write(t, o).Plates {
			list = append(list, p.Name+", "+string(p.Role)+", "+p.Institution+", "+string(p.Address))
		}
		return list
	}
	want := []string{"Zofia Łoś, moderator, MOPS Gdynia, f", "Piotr Wąs, panelist, Fundacja, ", "Anna Źrebiec, panelist, MOPS Gdynia, f", "Piotr WĄS, moderator, Fundacja, "}
	if all := got(event.AgendaOptions{Kind: event.AgendaPlates}); !slices.Equal(all, want) {
		t.Errorf("plates %q, want %q", all, want)
	}
	want = []string{"Anna Źrebiec, trainer, MOPS Gdynia, f"}
	if one := got(event.AgendaOptions{Kind: event.AgendaPlates, Session: s.sessions["Warsztat"].ID}); !slices.Equal(one, want) {
		t.Errorf("plates %q, want %q", one, want)
	}
}

func TestWriteAgenda_Chosen(t *testing.T) {
	s := newPapered(t)
	job := s.write(t, event.AgendaOptions{Kind: event.AgendaRooms, Room: s.sessions["Warsztat"].Room})
	var titles []string
	for _, x := range job.Sessions {
		titles = append(titles, x.Title)
	}
	if want := []string{"Obiad", "Warsztat"}; !slices.Equal(titles, want) {
		t.Errorf("at the door: %q, want %q with the break of all rooms", titles, want)
	}
	for name, c := range map[string]struct {
		options event.AgendaOptions
		code    string
	}{
		"empty day":      {event.AgendaOptions{Kind: event.AgendaDays, Day: "2012-09-07"}, event.CodeAgendaEmpty},
		"empty room":     {event.AgendaOptions{Kind: event.AgendaRooms, Room: "nowhere"}, event.CodeAgendaEmpty},
		"no panel":       {event.AgendaOptions{Kind: event.AgendaPlates, Session: s.sessions["Obiad"].ID}, event.CodeAgendaPlates},
		"no session":     {event.AgendaOptions{Kind: event.AgendaPlates, Session: "nothing"}, event.CodeSessionNotFound},
		"nobody":         {event.AgendaOptions{Kind: event.AgendaPersonal, Registrations: []string{"nobody"}}, event.CodeListEmpty},
		"never released": {event.AgendaOptions{Kind: event.AgendaDays, Released: true}, event.CodeReleaseNone},
	} {
		if err := s.WriteAgenda(t.Context(), s.ev.ID, io.Discard, c.options); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// What was made known is drawn as it was, with the people as they are called now.
func TestWriteAgenda_Released(t *testing.T) {
	s := newPapered(t)
	if _, err := s.Release(t.Context(), s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	if job := s.write(t, event.AgendaOptions{Kind: event.AgendaDays}); job.Version != 1 || job.Draft || !job.Known.Equal(importTime) {
		t.Errorf("version %d of %v, draft %v", job.Version, job.Known, job.Draft)
	}
	title, gone := "Panel otwarcia", true
	_, err := s.UpdateSessions(t.Context(), []event.SessionEdit{{ID: s.sessions["Panel"].ID, Update: event.SessionUpdate{Title: &title}},
		{ID: s.sessions["Obiad"].ID, Update: event.SessionUpdate{Dropped: &gone}}})
	if err != nil {
		t.Fatal(err)
	}
	now, known := s.write(t, event.AgendaOptions{Kind: event.AgendaDays}), s.write(t, event.AgendaOptions{Kind: event.AgendaDays, Released: true})
	if !now.Draft || now.Sessions[0].Title != title || len(now.Sessions) != 4 {
		t.Errorf("now: draft %v, %d sessions, %q", now.Draft, len(now.Sessions), now.Sessions[0].Title)
	}
	if known.Draft || known.Sessions[0].Title != "Panel" || len(known.Sessions) != 5 {
		t.Errorf("made known: draft %v, %d sessions, %q", known.Draft, len(known.Sessions), known.Sessions[0].Title)
	}
	if c := known.Sessions[0].Contributors[1]; c.Name != "Zofia Łoś" || c.Institution != "MOPS Gdynia" || c.Town != "Gdynia" {
		t.Errorf("a registered contributor is %+v", c)
	}
}
