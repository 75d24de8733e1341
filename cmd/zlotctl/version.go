package main

import (
	"zlot/assets"
	"zlot/cmd/internal/wire"
	"zlot/storage"
)

type versionCmd struct {
	Licences bool `help:"Also print what others have made of this program, and on what terms."`
}

// Run prints the version, and the version of the tables this program makes.
func (c *versionCmd) Run(s *session) (err error) {
	v := wire.Version()
	doc := map[string]any{"version": v, "schema": storage.Schema()}
	if c.Licences {
		doc["licences"] = assets.Licences()
	}
	said := s.print(doc, func() {
		s.line("zlotctl " + v)
		if c.Licences {
			s.line("")
			err = assets.WriteLicences(s.out)
		}
	})
	if err != nil {
		return err
	}
	return said
}
