package event

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The codes of layouts.
const (
	CodeLayoutTitle   = "badge.layout.title"    // a layout needs a name
	CodeLayoutStock   = "badge.layout.stock"    // measures that no paper has
	CodeLayoutLarge   = "badge.layout.large"    // the badges do not fit on the sheet
	CodeLayoutShipped = "badge.layout.shipped"  // it comes with the program and stays as it is
	CodeLayoutFile    = "badge.layout.file"     // no layout is in the file
	CodeLayoutNewer   = "badge.layout.newer"    // the file was made by a newer program
	CodeLayoutPicture = "badge.layout.picture"  // a picture of the layout is missing
	CodeLayoutSize    = "badge.layout.too_much" // more items than a layout can have
	CodeLayoutItem    = "badge.layout.item"     // something that cannot be drawn: measures, colours or words beyond all use
	CodeLayoutUse     = "badge.layout.use"      // it is of badges, or of certificates, and the other was asked for
)

// BadgeLayouts lists the layouts that the badges of an event can have: its own ones by title, then those that come
// with the program.
func (s *Service) BadgeLayouts(ctx context.Context, eventID string) ([]Layout, error) {
	return s.layouts(ctx, s.Store, eventID, ForBadges)
}

// CertificateLayouts lists the layouts that the certificates of an event can have, in the same order.
func (s *Service) CertificateLayouts(ctx context.Context, eventID string) ([]Layout, error) {
	return s.layouts(ctx, s.Store, eventID, ForCertificates)
}

func (s *Service) layouts(ctx context.Context, r Reader, eventID string, use LayoutUse) ([]Layout, error) {
	own, err := r.BadgeLayouts(ctx, eventID)
	if err != nil {
		return nil, fmt.Errorf("layouts of %s: %w", eventID, err)
	}
	own = slices.DeleteFunc(own, func(l Layout) bool { return l.Use != use })
	slices.SortStableFunc(own, func(a, b Layout) int { return strings.Compare(Fold(a.Title), Fold(b.Title)) })
	return append(own, s.shippedLayouts(use)...), nil
}

// shippedLayouts are those that come with the program.
func (s *Service) shippedLayouts(use LayoutUse) []Layout {
	if use == ForCertificates {
		return s.Documents.CertificateLayouts()
	}
	return s.Documents.Layouts()
}

// SaveLayout writes a layout of an event down, with the new pictures that its items name; without an id it
// is a new one. Codes: badge.layout.title, badge.layout.shipped, badge.layout.unknown, badge.layout.stock,
// badge.layout.large, badge.layout.too_much, badge.layout.item.
func (s *Service) SaveLayout(ctx context.Context, l Layout, pictures ...[]byte) (Layout, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Layout{}, err
	}
	l.Title = strings.TrimSpace(l.Title)
	if err := s.checkSaved(l); err != nil {
		return l, err
	}
	if l.ID == "" {
		l.ID = NewID()
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if _, err := r.Event(ctx, l.Event); err != nil {
			return b, err
		}
		if was, err := r.Layout(ctx, l.ID); err == nil && (was.Event != l.Event || was.Use != l.Use) {
			return b, Fail(CodeBadgeLayout, "Value", l.ID) // it would be taken from there
		}
		b.Blobs = pictures
		b.Add(l.Event, l.ID, LayoutSaved{l})
		return b, nil
	})
	if err != nil {
		return l, fmt.Errorf("save layout %s: %w", l.ID, err)
	}
	return l, nil
}

// checkSaved says what keeps a layout from being written down.
func (s *Service) checkSaved(l Layout) error {
	if l.Title == "" {
		return Fail(CodeLayoutTitle).In("title")
	}
	if slices.ContainsFunc(s.shippedLayouts(l.Use), func(o Layout) bool { return o.ID == l.ID }) {
		return Fail(CodeLayoutShipped)
	}
	return l.check()
}

// What a layout can have: more than anybody draws, and little enough to stay quick.
const (
	largest    = 2000 // millimetres
	mostAcross = 50
)

// check says whether the badges fit on the sheet. Codes: badge.layout.stock, badge.layout.large.
func (s Stock) check() error {
	for _, size := range []float64{s.PageWidth, s.PageHeight, s.Width, s.Height} {
		if !(size >= 5 && size <= largest) {
			return Fail(CodeLayoutStock).In("stock")
		}
	}
	for _, gap := range []float64{s.Left, s.Top, s.GapX, s.GapY} {
		if !(gap >= 0 && gap <= largest) {
			return Fail(CodeLayoutStock).In("stock")
		}
	}
	if s.Columns < 1 || s.Rows < 1 || s.Columns > mostAcross || s.Rows > mostAcross {
		return Fail(CodeLayoutStock).In("stock")
	}
	width, height := s.taken()
	const tolerance = 0.05 // of measures converted from inches
	if width > s.PageWidth+tolerance || height > s.PageHeight+tolerance {
		return Fail(CodeLayoutLarge, "Width", width, "Height", height, "PageWidth", s.PageWidth, "PageHeight", s.PageHeight).In("stock")
	}
	return nil
}

// taken is how far the badges reach from the upper left corner of the sheet.
func (s Stock) taken() (width, height float64) {
	w, h := s.Cell()
	n, m := float64(s.Columns), float64(s.Rows)
	return s.Left + n*w + (n-1)*s.GapX, s.Top + m*h + (m-1)*s.GapY
}

// RemoveLayout takes an event's own layout away; whoever had it in the plan gets the usual one.
func (s *Service) RemoveLayout(ctx context.Context, eventID, id string) error {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		l, err := r.Layout(ctx, id)
		if err != nil {
			return b, err
		}
		if l.Event != eventID {
			return b, Fail(CodeBadgeLayout, "Value", id)
		}
		ev, err := r.Event(ctx, eventID)
		if err != nil {
			return b, err
		}
		b.Add(eventID, id, LayoutRemoved{})
		if plan, changed := ev.Badges.without(id); changed {
			b.Add(eventID, eventID, EventChanged{NewChange("badges", ev.Badges, plan, 0)})
		}
		if kinds, changed := withoutLayout(ev.Certificates, id); changed {
			b.Add(eventID, eventID, EventChanged{NewChange("certificates", ev.Certificates, kinds, 0)})
		}
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("remove layout %s: %w", id, err)
	}
	return nil
}

// withoutLayout is the kinds of certificates once a layout is gone.
func withoutLayout(kinds []CertificateKind, id string) (next []CertificateKind, changed bool) {
	next = slices.Clone(kinds)
	for i := range next {
		if next[i].Layout == id {
			next[i].Layout, changed = "", true
		}
	}
	return next, changed
}

// without is the plan once a layout is gone.
func (p BadgePlan) without(id string) (BadgePlan, bool) {
	next, changed := BadgePlan{Layout: p.Layout, Single: p.Single}, false
	for _, of := range []*string{&next.Layout, &next.Single} {
		if *of == id {
			*of, changed = "", true
		}
	}
	for role, of := range p.Roles {
		if of == id {
			changed = true
			continue
		}
		if next.Roles == nil {
			next.Roles = map[Role]string{}
		}
		next.Roles[role] = of
	}
	return next, changed
}

// SetBadgePlan says who gets which layout at an event. Code: badge.layout.unknown.
func (s *Service) SetBadgePlan(ctx context.Context, eventID string, plan BadgePlan) error {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		ev, err := r.Event(ctx, eventID)
		if err != nil {
			return b, err
		}
		all, err := s.layouts(ctx, r, eventID, ForBadges)
		if err != nil {
			return b, err
		}
		next := BadgePlan{Layout: plan.Layout, Single: plan.Single}
		for role, id := range plan.Roles {
			if id == "" {
				continue
			}
			if next.Roles == nil {
				next.Roles = map[Role]string{}
			}
			next.Roles[role] = id
			if id == NoBadge {
				continue
			}
			if _, err := findLayout(all, id); err != nil {
				return b, err
			}
		}
		for _, id := range []string{plan.Layout, plan.Single} {
			if _, err := findLayout(all, id); err != nil {
				return b, err
			}
		}
		d := differ{event: eventID, entity: eventID, wrap: func(c Change) Body { return EventChanged{c} }}
		edit(&d, "badges", &ev.Badges, &next)
		return d.batch, nil
	})
	if err != nil {
		return fmt.Errorf("plan badges of %s: %w", eventID, err)
	}
	return nil
}

// findLayout finds a layout by its id, or by its title as people type it. "" is the first that comes with the
// program.
func findLayout(all []Layout, id string) (Layout, error) {
	ids := make([]string, 0, len(all))
	for _, l := range all {
		if l.ID == id || (id == "" && l.Event == "") {
			return l, nil
		}
		ids = append(ids, l.ID)
	}
	for _, l := range all {
		if l.Event != "" && Fold(l.Title) == Fold(id) {
			return l, nil
		}
	}
	return Layout{}, Fail(CodeBadgeLayout, "Value", id, "Layouts", ids).In("layout")
}

// FindLayout finds a layout that an event can use, by its id, or by the title of one of its own. Code:
// badge.layout.unknown.
func (s *Service) FindLayout(ctx context.Context, eventID, id string) (Layout, error) {
	all, err := s.BadgeLayouts(ctx, eventID)
	if err != nil {
		return Layout{}, err
	}
	return findLayout(all, id)
}

// UnmarshalJSON reads a plan over whatever was there before: a role that is no longer named is gone.
func (p *BadgePlan) UnmarshalJSON(raw []byte) error {
	type plain BadgePlan
	var fresh plain
	if err := json.Unmarshal(raw, &fresh); err != nil {
		return err
	}
	*p = BadgePlan(fresh)
	return nil
}
