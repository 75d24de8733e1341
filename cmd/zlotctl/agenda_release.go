package main

import (
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

type agendaReleaseCmd struct {
	Note string `placeholder:"TEXT" help:"What people should know about this version."`
}

type releaseDoc struct {
	ID       string `json:"id"`
	Number   int    `json:"number"`
	At       any    `json:"at"`
	Note     string `json:"note"`
	Sessions int    `json:"sessions"`
}

func newReleaseDoc(r event.Release, zone *time.Location) releaseDoc {
	return releaseDoc{ID: r.ID, Number: r.Number, At: stamp(r.At, zone), Note: r.Note, Sessions: len(r.Sessions)}
}

// Run makes the programme of now known.
func (c *agendaReleaseCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	rel, err := svc.Release(s.ctx, ev.ID, c.Note)
	if err != nil {
		return err
	}
	return s.print(map[string]any{"release": newReleaseDoc(rel, ev.Zone())}, func() {
		s.count("ctl.agenda.released", len(rel.Sessions), i18n.Args{"Number": rel.Number})
	})
}

type agendaChangesCmd struct{}

type fieldDoc struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

type movedDoc struct {
	Kind     string      `json:"kind"`
	Session  sessionDoc  `json:"session"`
	Was      *sessionDoc `json:"was"`
	Fields   []fieldDoc  `json:"fields"`
	Everyone bool        `json:"everyone"`
	Affected []string    `json:"affected"`
}

// Run lists how the programme differs from what was last made known.
func (c *agendaChangesCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	p, err := svc.Programme(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	if p.Released == nil {
		return event.Fail(event.CodeReleaseNone)
	}
	words, docs, rows := newProgrammeWords(p), []movedDoc{}, [][]string{}
	for _, r := range p.Released.Rooms { // one that is no more still has its title
		if words.rooms[r.ID] == "" {
			words.rooms[r.ID] = r.Title
		}
	}
	for _, x := range p.Changes() {
		d := movedDoc{Kind: string(x.Kind), Session: words.session(x.Session), Fields: []fieldDoc{}, Everyone: x.Everyone, Affected: list(x.Affected)}
		if x.Was.ID != "" {
			was := words.session(x.Was)
			d.Was = &was
		}
		for _, f := range x.Fields {
			d.Fields = append(d.Fields, fieldDoc{Field: f.Field, Old: f.Old, New: f.New})
		}
		docs = append(docs, d)
		rows = append(rows, []string{s.text.T("programme.change." + string(x.Kind)), x.Session.Start.In(words.zone).Format("2006-01-02 15:04"), d.Session.Room, d.Session.Title})
	}
	return s.print(map[string]any{"released": newReleaseDoc(*p.Released, ev.Zone()), "changes": docs}, func() {
		s.count("ctl.changes", len(docs), i18n.Args{"Number": p.Released.Number})
		s.table(rows)
	})
}
