package event

import (
	"context"
	"slices"
)

// layouts copies the event's own layouts, of badges and of certificates, and who gets which. Their pictures are in
// the file already.
func (c *cloner) layouts(ctx context.Context, r Reader) error {
	takes := map[LayoutUse]bool{ForBadges: c.parts[CloneBadges], ForCertificates: c.parts[CloneDocument]}
	own, err := r.BadgeLayouts(ctx, c.old.ID)
	if err != nil {
		return err
	}
	now := map[string]string{}
	for _, l := range own {
		if !takes[l.Use] {
			continue
		}
		old := l.ID
		l.ID, l.Event = NewID(), c.res.Event.ID
		now[old] = l.ID
		c.batch.Add(l.Event, l.ID, LayoutSaved{l})
	}
	of := func(id string) string {
		if fresh, known := now[id]; known {
			return fresh
		}
		return id // of the program
	}
	if takes[ForCertificates] {
		kinds := slices.Clone(c.old.Certificates)
		for i := range kinds {
			kinds[i].Layout = of(kinds[i].Layout)
		}
		c.res.Event.Certificates, c.res.Event.Logos = kinds, slices.Clone(c.old.Logos)
	}
	if !takes[ForBadges] {
		return nil
	}
	plan := BadgePlan{Layout: of(c.old.Badges.Layout), Single: of(c.old.Badges.Single)}
	for role, id := range c.old.Badges.Roles {
		if plan.Roles == nil {
			plan.Roles = map[Role]string{}
		}
		plan.Roles[role] = of(id)
	}
	c.res.Event.Badges = plan
	return nil
}

// kindSessions names in the kinds of certificates the sessions of the new programme.
func (c *cloner) kindSessions() {
	kinds := c.res.Event.Certificates
	for i := range kinds {
		var now []string
		for _, old := range kinds[i].Sessions {
			if fresh := c.sessions[old]; fresh != "" {
				now = append(now, fresh)
			}
		}
		kinds[i].Sessions = now
	}
}
