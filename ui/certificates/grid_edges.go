package certificates

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// paintNames writes who the rows are about, with their group where there are any.
func (r *gridRenderer) paintNames(w *window) {
	g, pad := r.g, kit.Space(2)
	for row := w.firstRow; row <= w.lastRow; row++ {
		a, y := g.rows[row], w.rowY(g, row)
		r.fill(r.rowTone(row), 0, y, w.names, w.row)
		if row == g.here.row && g.focused {
			r.fill(kit.ColorPrimary, 0, y, 3, w.row)
		}
		room := w.names - 2*pad
		if a.group != "" && g.showsGroups(w.names) {
			side := w.names * 0.38
			r.write(a.group, ink{kit.ColorMuted, kit.SizeSmall, false, fyne.TextAlignTrailing}, w.names-pad-side, y, side, w.row)
			room -= side + kit.Space(1)
		}
		name := kit.ColorText
		if a.Account.Entry.Status != event.Confirmed {
			name = kit.ColorMuted
		}
		r.write(a.name, ink{name, kit.SizeText, g.here.row == row && g.here.column == nameColumn, fyne.TextAlignLeading}, pad, y, room, w.row)
	}
	r.fill(kit.ColorLine, w.names-1, w.top, 1, w.bodyHigh)
}

// showsGroups says whether there is room for the groups beside the names.
func (g *hourGrid) showsGroups(wide float32) bool { return g.v.grouped && wide >= kit.Space(52) }

// paintSums writes the hours of the rows, and what is missing.
func (r *gridRenderer) paintSums(w *window) {
	g, x, pad := r.g, w.size.Width-w.sums, kit.Space(2)
	for row := w.firstRow; row <= w.lastRow; row++ {
		a, y := g.rows[row], w.rowY(g, row)
		r.fill(r.rowTone(row), x, y, w.sums, w.row)
		hours := g.v.Printer.T("common.of", i18n.Args{"Shown": g.v.hours(a.Account.Hours), "Total": g.v.hours(a.Account.Required)})
		r.write(hours, ink{kit.ColorText, kit.SizeSmall, false, fyne.TextAlignTrailing}, x, y, kit.Space(sumSteps)-pad, w.row)
		text, tone := g.v.missingWord(a)
		r.write(text, ink{tone, kit.SizeSmall, true, fyne.TextAlignTrailing}, x+kit.Space(sumSteps), y, kit.Space(missingSteps)-kit.Space(4), w.row)
	}
	r.fill(kit.ColorSurface, x, w.rowY(g, w.lastRow+1), w.sums, max(w.top+w.bodyHigh-w.rowY(g, w.lastRow+1), 0))
	r.fill(kit.ColorLine, x, w.top, 1, w.bodyHigh)
}

// titleLines is how many lines a title has over its column.
const titleLines = 3

// paintTitles writes the days and under them the sessions.
func (r *gridRenderer) paintTitles(w *window) {
	g := r.g
	r.fill(kit.ColorSurface, 0, 0, w.size.Width, w.top)
	line := kit.Space(4)
	for c := w.firstColumn; c <= w.lastColum; c++ {
		x := w.columnX(g, c)
		switch {
		case g.here == place{titleRow, c}:
			r.fill(kit.ColorSelected, x, w.days, w.column-1, w.top-w.days)
		case g.here.column == c && g.here.row >= 0, g.hover.column == c:
			r.fill(kit.ColorHover, x, w.days, w.column-1, w.top-w.days)
		}
		r.write(g.v.headTime(g.session(c)), ink{kit.ColorMuted, kit.SizeSmall, false, fyne.TextAlignCenter}, x, w.top-line-2, w.column, line)
		if c+1 < len(g.columns) && g.v.dayOf(c) != g.v.dayOf(c+1) {
			r.fill(kit.ColorBorder, x+w.column-1, 0, 1, w.top)
		}
	}
	for c := w.firstColumn; c <= w.lastColum; {
		first, end := g.sameTitle(c)
		from, to := max(w.columnX(g, first), w.names), min(w.columnX(g, end), w.names+w.bodyWide)
		if wide := w.columnX(g, end) - w.columnX(g, first); end-first == 1 { // cut at the edge, not squeezed
			from, to = w.columnX(g, first), w.columnX(g, first)+wide
		}
		if to-from < kit.Space(8) { // what is in view of it says nothing
			c = end
			continue
		}
		tone := kit.ColorText
		if !g.session(c).Over {
			tone = kit.ColorMuted
		}
		for i, text := range r.titleOf(g.session(c).Title, to-from-kit.Space(2)) {
			r.write(text, ink{tone, kit.SizeSmall, false, fyne.TextAlignCenter}, from, w.days+2+float32(i)*line, to-from, line)
		}
		if end < len(g.columns) && g.v.dayOf(end-1) == g.v.dayOf(end) {
			r.fill(kit.ColorLine, w.columnX(g, end)-1, w.days, 1, w.top-w.days)
		}
		c = end
	}
	r.paintDays(w)
	r.fill(kit.ColorLine, 0, w.top-1, w.size.Width, 1)
}

// sameTitle are the columns around one that show the same day and title, up to end.
func (g *hourGrid) sameTitle(c int) (first, end int) {
	same := func(a, b int) bool { return g.v.dayOf(a) == g.v.dayOf(b) && g.session(a).Title == g.session(b).Title }
	first, end = c, c+1
	for first > 0 && same(first-1, c) {
		first--
	}
	for end < len(g.columns) && same(end, c) {
		end++
	}
	return first, end
}

// titleOf breaks a title into lines of a width.
func (r *gridRenderer) titleOf(title string, wide float32) []string {
	key := cutText{text: title, wide: -wide}
	all, ok := r.cuts[key]
	if !ok {
		all = strings.Join(breakTitle(title, wide, kit.Size(kit.SizeSmall), titleLines), "\n")
		r.cuts[key] = all
	}
	return strings.Split(all, "\n")
}

// paintDays writes each day over its sessions; it stays in sight while they are scrolled.
func (r *gridRenderer) paintDays(w *window) {
	g, pad := r.g, kit.Space(2)
	for c := w.firstColumn; c <= w.lastColum; {
		day, end := g.v.dayOf(c), c+1
		for end < len(g.columns) && g.v.dayOf(end) == day {
			end++
		}
		from, to := max(w.columnX(g, c), w.names), min(w.columnX(g, end), w.names+w.bodyWide)
		if to-from < kit.Space(12) { // what is in view of it says nothing
			c = end
			continue
		}
		r.write(g.v.dayWord(day, to-from-2*pad), ink{kit.ColorText, kit.SizeSmall, true, fyne.TextAlignLeading}, from+pad, 0, max(to-from-2*pad, 0), w.days)
		c = end
	}
}

// paintFoot sums the sessions up.
func (r *gridRenderer) paintFoot(w *window) {
	g, y := r.g, w.top+w.bodyHigh
	high := kit.Space(6)
	r.fill(kit.ColorSurface, 0, y, w.size.Width, w.size.Height-y)
	for c := w.firstColumn; c <= w.lastColum; c++ {
		sum, x := g.v.sums[c], w.columnX(g, c)
		if sum.expected == 0 {
			continue
		}
		r.write(g.v.Printer.Number(float64(sum.came), 0), ink{kit.ColorText, kit.SizeSmall, true, fyne.TextAlignCenter}, x, y+2, w.column, high)
		if sum.excused > 0 {
			r.write(g.v.Printer.Number(float64(sum.excused), 0), ink{kit.ColorPrimary, kit.SizeSmall, false, fyne.TextAlignCenter}, x, y+high, w.column, high)
		}
	}
}

// paintCorners covers what was scrolled under the edges, and says what stands in them.
func (r *gridRenderer) paintCorners(w *window) {
	g, pad, right, foot := r.g, kit.Space(2), w.size.Width-w.sums, w.top+w.bodyHigh
	t := g.v.Printer.T
	r.fill(kit.ColorSurface, 0, 0, w.names, w.top-1)
	r.fill(kit.ColorSurface, right, 0, w.sums, w.top-1)
	r.fill(kit.ColorSurface, 0, foot, w.names, w.size.Height-foot)
	r.fill(kit.ColorSurface, right, foot, w.sums, w.size.Height-foot)
	r.fill(kit.ColorLine, 0, foot, w.size.Width, 1)
	r.fill(kit.ColorLine, w.names-1, 0, 1, w.size.Height)
	r.fill(kit.ColorLine, right, 0, 1, w.size.Height)
	line := kit.Space(6)
	y := w.top - line - 2
	head := func(o order, text string, align fyne.TextAlign, x, wide float32) {
		how := ink{kit.ColorMuted, kit.SizeSmall, true, align}
		if g.v.order == o {
			how.color = kit.ColorText
			text += map[bool]string{false: " ↑", true: " ↓"}[g.v.down]
		}
		r.write(text, how, x, y, wide, line)
	}
	head(byName, t("certificates.column.name"), fyne.TextAlignLeading, pad, w.names/2)
	if g.showsGroups(w.names) {
		head(byGroup, t("hours.column.group"), fyne.TextAlignTrailing, w.names/2, w.names/2-pad)
	}
	head(byHours, t("certificates.column.hours"), fyne.TextAlignTrailing, right, kit.Space(sumSteps)-pad)
	head(byMissing, t("hours.column.missing"), fyne.TextAlignTrailing, right+kit.Space(sumSteps), kit.Space(missingSteps)-kit.Space(4))
	high := kit.Space(6)
	r.write(t("hours.sum.came"), ink{kit.ColorMuted, kit.SizeSmall, false, fyne.TextAlignLeading}, pad, foot+2, w.names-2*pad, high)
	r.write(t("hours.sum.excused"), ink{kit.ColorMuted, kit.SizeSmall, false, fyne.TextAlignLeading}, pad, foot+high, w.names-2*pad, high)
	r.write(g.v.lackingWord(), ink{kit.ColorMuted, kit.SizeSmall, false, fyne.TextAlignTrailing}, right, foot+2, w.sums-kit.Space(4), high)
}
