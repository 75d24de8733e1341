package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// narrowSteps is the width of a block under which it shows only when it begins, and its title.
const narrowSteps = 18

// write puts as many whole lines as there is room for.
func (r *blockRenderer) write(s fyne.Size) {
	b := r.b
	left, width := kit.Space(2)+2, s.Width-kit.Space(4)
	narrow := s.Width < narrowSteps*kit.Space(1)
	if narrow {
		left = kit.Space(1) + 1
		width = s.Width - left - 1
	}
	if c := b.cell; c.band() && c.last > c.first { // where nothing stands on it
		column := s.Width / float32(c.last-c.first+1)
		left += column * float32(c.free-c.first)
		width = column*float32(c.wide) - kit.Space(4)
	}
	small, text := kit.Size(kit.SizeSmall), kit.Size(kit.SizeText)
	if width < kit.Space(19) {
		text = small
	}
	smallLine, textLine := lineHeight(small), lineHeight(text)
	wrong := b.p.brief(b.p.conflictsOf(b.session.ID))
	words := kit.Color(kit.ColorText)
	if b.faded {
		words = kit.Color(kit.ColorMuted)
	}
	if s.Height < smallLine+textLine { // one line only
		size := text
		if s.Height < textLine {
			size = min(small, s.Height/1.25)
		}
		y, x := (s.Height-lineHeight(size))/2, left
		if wrong != "" {
			r.put(r.mark.drawn(), x, (s.Height-size)/2, size, size)
			x += size + kit.Space(1)
		}
		r.title = r.lines(r.title, flow(b.session.Title, left+width-x, size, true, 1), size, true, x, y)
		for _, t := range r.title {
			t.Color = words
		}
		return
	}
	y := float32(2)
	name := b.session.Title
	if narrow {
		y, name = r.writeStart(left, y, width, wrong != ""), cut(name, width, text, true)
	} else {
		y = r.writeHours(left, y, width, wrong, s.Height > 2*(smallLine+textLine))
	}
	rows := int((s.Height - 2 - y) / textLine)
	title := flow(name, width, text, true, max(rows, 1))
	r.title = r.lines(r.title, title, text, true, left, y)
	for _, t := range r.title {
		t.Color = words
	}
	y += textLine*float32(len(title)) + 1
	if narrow {
		return // nothing of the rest could be read
	}
	about, color := b.p.about(b.session)
	if about != "" && y+smallLine <= s.Height-1 {
		r.about.Text = kit.Shorten(about, width, small, color != kit.ColorMuted)
		r.about.Color, r.about.TextStyle.Bold = kit.Color(color), color != kit.ColorMuted
		r.put(r.about, left, y, width, smallLine)
		y += smallLine
	}
	rows = int((s.Height - 2 - y) / smallLine)
	r.people = r.lines(r.people, flow(b.p.people(b.session), width, small, false, rows), small, false, left, y)
}

// writeHours writes the first line: when it is, and what is wrong, as far as there is room. Where that does not
// fit whole and the block is high, it has a line of its own.
func (r *blockRenderer) writeHours(left, y, width float32, wrong string, high bool) float32 {
	size := kit.Size(kit.SizeSmall)
	height := lineHeight(size)
	side, end := size+2, left+width
	if wrong == "" {
		r.putHours(left, y, width)
		return y + height
	}
	room := width - textWidth(r.b.p.hours(r.b.session), size, false) - 2*side - kit.Space(4)
	wide := textWidth(wrong, size, true)
	if wide > room && high {
		r.putHours(left, y, width)
		y += height
		r.put(r.mark.drawn(), left, y+(height-side)/2, side, side)
		r.wrong.Text = kit.Shorten(wrong, width-side-kit.Space(1), size, true)
		r.put(r.wrong, left+side+kit.Space(1), y, width-side-kit.Space(1), height)
		return y + height
	}
	if room > kit.Space(10) {
		r.wrong.Text = kit.Shorten(wrong, room, size, true)
		wide = textWidth(r.wrong.Text, size, true)
		end -= wide
		r.put(r.wrong, end, y, wide, height)
		end -= kit.Space(1)
	}
	end -= side
	r.put(r.mark.drawn(), end, y+(height-side)/2, side, side)
	r.putHours(left, y, end-left-kit.Space(1))
	return y + height
}

// writeStart writes the first line of a narrow block: when it begins, and the sign of what is wrong; where there is
// room for one of them only, that is the sign.
func (r *blockRenderer) writeStart(left, y, width float32, wrong bool) float32 {
	size := kit.Size(kit.SizeSmall)
	height, side := lineHeight(size), float32(0)
	if wrong {
		side = size - 2
		r.put(r.mark.drawn(), left+width-side, y+(height-side)/2, side, side)
	}
	if start := r.b.p.Printer.Time(r.b.session.Start.In(r.b.p.state.event.Zone())); textWidth(start, size, false) <= width-side {
		r.hours.Text = start
		r.put(r.hours, left, y, width-side, height)
	} else if !wrong {
		return y
	}
	return y + height
}

// putHours writes when it is, behind the sign of the kind; in a narrow block without that, or only the beginning.
func (r *blockRenderer) putHours(x, y, width float32) {
	size := kit.Size(kit.SizeSmall)
	height, side := lineHeight(size), size+2
	r.hours.Text = r.b.p.hours(r.b.session)
	wide := textWidth(r.hours.Text, size, false)
	if side+kit.Space(1)+wide <= width {
		r.put(r.icon.drawn(), x, y+(height-side)/2, side, side)
		x += side + kit.Space(1)
	} else if wide > width {
		r.hours.Text = kit.Shorten(r.b.p.Printer.Time(r.b.session.Start.In(r.b.p.state.event.Zone())), width, size, false)
	}
	r.put(r.hours, x, y, wide, height)
}
