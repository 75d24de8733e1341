package event

import (
	"context"
	"encoding/json"
)

// A file that is read again knows its sessions by day and title. One that was moved to another day, or got another
// title by hand, is still the same.

// matchElsewhere finds, among the sessions that came from a file and that no row is about, those that are or were
// called as a row without a session is. Only one of a name can be told.
func (a *agendaPlanner) matchElsewhere(ctx context.Context, at []int) error {
	rows := map[string][]int{} // without a session, by title
	for i := range at {
		if at[i] < 0 {
			title := Fold(a.src.points[i].title)
			rows[title] = append(rows[title], i)
		}
	}
	if delete(rows, ""); len(rows) == 0 {
		return nil
	}
	called := map[string][]int{} // sessions without a row, by each title they had
	for k, s := range a.sessions {
		if a.matched[k] || s.Dropped {
			continue
		}
		facts, err := a.r.Facts(ctx, s.ID, 0)
		if err != nil {
			return err
		}
		if originOf(facts).addedByHand {
			continue
		}
		for title := range titlesHad(s, facts) {
			called[title] = append(called[title], k)
		}
	}
	for title, of := range rows {
		if sessions := called[title]; len(of) == 1 && len(sessions) == 1 && !a.matched[sessions[0]] {
			at[of[0]], a.matched[sessions[0]] = sessions[0], true
		}
	}
	return nil
}

// titlesHad are the titles of a session from the first to the present one, folded.
func titlesHad(s Session, facts []Fact) map[string]bool {
	had := map[string]bool{Fold(s.Title): true}
	for _, f := range facts {
		var c Change
		var title string
		if f.Kind != (SessionChanged{}).FactKind() || json.Unmarshal(f.Body, &c) != nil || c.Field != "title" {
			continue
		}
		if json.Unmarshal(c.Old, &title) == nil {
			had[Fold(title)] = true
		}
	}
	delete(had, "")
	return had
}
