package certificates

import (
	"cmp"
	"slices"

	"zlot/event"
	"zlot/ui/kit"
)

// order is what the rows of the grid are sorted by.
type order int

const (
	byName order = iota
	byGroup
	byHours
	byMissing
)

// lack is a filter of people by their hours.
type lack string

const (
	lackAll       lack = "all"
	lackSome      lack = "some"      // hours are missing
	lackLate      lack = "late"      // and cannot be made up for
	lackCorrected lack = "corrected" // something was put right by hand
)

// The choices of a group beside the groups themselves.
const (
	everyGroup = "*"
	noGroup    = ""
)

// holds says whether somebody belongs to a filter.
func (l lack) holds(a *attendee) bool {
	switch l {
	case lackSome:
		return a.missing > 0
	case lackLate:
		return a.late
	case lackCorrected:
		return len(a.Grants) > 0
	}
	return true
}

// showFilters offers the groups and days that there are.
func (v *hoursView) showFilters() {
	t := v.Printer.T
	groups := []kit.Option[string]{{Value: everyGroup, Text: t("hours.group.all")}}
	for _, g := range v.state.grid.Groups {
		groups = append(groups, kit.Option[string]{Value: g.ID, Text: g.Title})
	}
	v.group.SetOptions(append(groups, kit.Option[string]{Value: noGroup, Text: t("hours.group.none")}))
	v.group.Hidden = !v.grouped
	days := []kit.Option[event.Date]{{Text: t("hours.day.all")}}
	for i, s := range v.state.grid.Sessions {
		if i == 0 || s.Day != v.state.grid.Sessions[i-1].Day {
			days = append(days, kit.Option[event.Date]{Value: s.Day, Text: v.longDay(s.Day)})
		}
	}
	v.day.SetOptions(days)
	v.day.Hidden = len(days) < 3
}

// shownRows are those that the filters leave, in the chosen order.
func (v *hoursView) shownRows() []*attendee {
	group, _ := v.group.Value()
	only, _ := v.only.Value()
	rows := make([]*attendee, 0, len(v.all))
	for _, a := range v.all {
		if group != everyGroup && v.grouped && a.Account.Entry.Group != group {
			continue
		}
		if only.holds(a) && matches(a.folded, v.query) {
			rows = append(rows, a)
		}
	}
	sign := 1
	if v.down {
		sign = -1
	}
	if v.order == byName {
		if v.down {
			slices.Reverse(rows)
		}
		return rows
	}
	slices.SortStableFunc(rows, func(a, b *attendee) int {
		switch v.order {
		case byGroup:
			return sign * event.ComparePolish(a.group, b.group)
		case byHours:
			return sign * cmp.Compare(a.Account.Hours, b.Account.Hours)
		}
		return sign * cmp.Compare(a.missing, b.missing)
	})
	return rows
}

// shownColumns are the sessions of the chosen day and group.
func (v *hoursView) shownColumns() []int {
	day, _ := v.day.Value()
	group, _ := v.group.Value()
	columns := make([]int, 0, len(v.state.grid.Sessions))
	for i := range v.state.grid.Sessions {
		s := &v.state.grid.Sessions[i]
		if (day == "" || s.Day == day) && (group == everyGroup || !v.grouped || s.For(group)) {
			columns = append(columns, i)
		}
	}
	return columns
}

// namesWide is the width of the names: with groups there is room for these too.
func (v *hoursView) namesWide(wide float32) float32 {
	least, most := kit.Space(43), kit.Space(54)
	if v.grouped {
		least, most = kit.Space(47), kit.Space(66)
	}
	return min(max(wide*0.22, least), most)
}
