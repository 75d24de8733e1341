package main

import (
	"strconv"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

type liveCmd struct{}

type liveDoc struct {
	At         any          `json:"at"`
	Registered int          `json:"registered"`
	Here       int          `json:"here"`
	Inside     int          `json:"inside"`
	Missing    []absentDoc  `json:"missing"`
	Sessions   []fillDoc    `json:"sessions"`
	Arrivals   []arrivalDoc `json:"arrivals"`
}

type absentDoc struct {
	Registration string `json:"registration"`
	Name         string `json:"name"`
	Session      string `json:"session"`
	Title        string `json:"title"`
	Start        any    `json:"start"`
}

type fillDoc struct {
	Session  string `json:"session"`
	Title    string `json:"title"`
	Room     string `json:"room"`
	Start    any    `json:"start"`
	End      any    `json:"end"`
	Limit    any    `json:"limit"`
	Enrolled int    `json:"enrolled"`
	Inside   int    `json:"inside"`
}

type arrivalDoc struct {
	From  any `json:"from"`
	Count int `json:"count"`
}

// Run shows who is here now.
func (c *liveCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	live, err := svc.Live(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	return s.print(newLiveDoc(live, ev.Zone()), func() { s.live(live, ev.Zone()) })
}

func newLiveDoc(l event.Live, zone *time.Location) liveDoc {
	d := liveDoc{At: stamp(l.At, zone), Registered: l.Registered, Here: l.Here, Inside: l.Inside,
		Missing: []absentDoc{}, Sessions: []fillDoc{}, Arrivals: []arrivalDoc{}}
	for _, m := range l.Missing {
		d.Missing = append(d.Missing, absentDoc{Registration: m.Registration, Name: m.Name, Session: m.Session.ID,
			Title: m.Session.Title, Start: stamp(m.Session.Start, zone)})
	}
	for _, f := range l.Sessions {
		doc := fillDoc{Session: f.Session.ID, Title: f.Session.Title, Room: f.Room, Start: stamp(f.Session.Start, zone),
			End: stamp(f.Session.End, zone), Enrolled: f.Enrolled, Inside: f.Inside}
		if f.Limit > 0 {
			doc.Limit = f.Limit
		}
		d.Sessions = append(d.Sessions, doc)
	}
	for _, a := range l.Arrivals {
		d.Arrivals = append(d.Arrivals, arrivalDoc{From: stamp(a.From, zone), Count: a.Count})
	}
	return d
}

// live shows it to people.
func (s *session) live(l event.Live, zone *time.Location) {
	s.say("ctl.live", i18n.Args{"Registered": l.Registered, "Here": l.Here, "Inside": l.Inside})
	rows := [][]string{}
	for _, f := range l.Sessions {
		inside := strconv.Itoa(f.Inside)
		if f.Limit > 0 {
			inside += "/" + strconv.Itoa(f.Limit)
		}
		rows = append(rows, []string{f.Session.Start.In(zone).Format("15:04"), f.Session.Title, f.Room, inside})
	}
	s.table(rows)
	if len(l.Missing) > 0 {
		s.say("ctl.live.missing")
	}
	rows = nil
	for _, m := range l.Missing {
		rows = append(rows, []string{m.Session.Start.In(zone).Format("15:04"), m.Name, m.Session.Title})
	}
	s.table(rows)
}
