package event

import "context"

// layouts copies the event's own layouts of badges, and who gets which. Their pictures are in the file already.
func (c *cloner) layouts(ctx context.Context, r Reader) error {
	if !c.parts[CloneBadges] {
		return nil
	}
	own, err := r.BadgeLayouts(ctx, c.old.ID)
	if err != nil {
		return err
	}
	now := map[string]string{}
	for _, l := range own {
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
