package home

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// How many sessions the page lists, alone and under the arrivals.
const (
	maxProgramme      = 9
	maxProgrammeBelow = 5
)

// upcoming is what happens now and next: the rest of today, else the next day
// that has something, and after the event its first day.
func upcoming(all []event.Session, now time.Time, zone *time.Location) (day event.Date, list []event.Session) {
	today := event.DateOf(now, zone)
	for _, ss := range all { // by start
		d := event.DateOf(ss.Start, zone)
		if d < today || !ss.End.After(now) {
			continue
		}
		if day == "" {
			day = d
		}
		if d == day {
			list = append(list, ss)
		}
	}
	if len(list) == 0 && len(all) > 0 {
		day = event.DateOf(all[0].Start, zone)
		for _, ss := range all {
			if event.DateOf(ss.Start, zone) == day {
				list = append(list, ss)
			}
		}
	}
	return day, list
}

// makeTidings says what in the programme waits for somebody: conflicts, and changes that nobody was told of.
func (p *Page) makeTidings(s state) fyne.CanvasObject {
	n := p.Printer.N
	tone := kit.ToneInfo
	var words []string
	if s.Conflicts > 0 {
		if tone = kit.ToneAttention; s.Severe {
			tone = kit.ToneRefused
		}
		words = append(words, n("home.programme.conflicts", s.Conflicts))
	}
	if s.Unreleased > 0 {
		words = append(words, n("home.programme.unreleased", s.Unreleased, i18n.Args{"Version": s.Release}))
	}
	return kit.Notice(tone, strings.Join(words, " "), kit.NewButton(p.Printer.T("home.programme.look"), kit.IconAgenda, func() { p.Navigate("agenda", "") }))
}

// makeProgramme lists what comes next.
func (p *Page) makeProgramme(s state) fyne.CanvasObject {
	t := p.Printer.T
	zone, now := s.Event.Zone(), p.Now()
	day, list := upcoming(s.programme, now, zone)
	if len(list) == 0 {
		return kit.Card(t("home.programme"), kit.NewParagraph(t("home.programme.none"), kit.StyleMuted))
	}
	title := t("home.programme.today")
	if day != event.DateOf(now, zone) {
		at := day.Time(zone)
		title = p.Printer.Weekday(at) + ", " + p.Printer.Date(at)
	}
	most := maxProgramme
	if len(s.arrivals) > 0 {
		most = maxProgrammeBelow
	}
	more := max(len(list)-most, 0)
	rows := kit.VStack(0)
	for _, ss := range list[:len(list)-more] {
		rows.Add(p.makeSession(ss, s, now, zone))
	}
	if more > 0 {
		rows.Add(kit.PadSides(0, 0, 0, -2, kit.HStack(0, kit.NewQuiet(p.Printer.N("home.programme.more", more), kit.IconNone,
			func() { p.Navigate("agenda", "") }))))
	}
	return kit.Card(title, rows)
}

func (p *Page) makeSession(ss event.Session, s state, now time.Time, zone *time.Location) fyne.CanvasObject {
	style, hour := kit.StyleBody, kit.StyleMuted
	if ss.Kind == event.Break {
		style = kit.StyleMuted
	}
	if !ss.Start.After(now) && ss.End.After(now) {
		style, hour = kit.StyleStrong, kit.StyleStrong.In(kit.ColorPrimary)
	}
	times := p.Printer.TimeSpan(ss.Start.In(zone), ss.End.In(zone))
	room := kit.NewText(s.rooms[ss.Room], kit.TextStyle{
		Size: kit.SizeSmall, Color: kit.ColorMuted, Align: fyne.TextAlignTrailing, Truncate: true})
	return container.New(&sessionRow{},
		kit.NewText(times, hour.Truncated()), kit.NewText(ss.Title, style.Truncated()), room)
}

// sessionRow is a line of the programme: hours, title, room.
type sessionRow struct{}

const (
	sessionHeight = 8
	hoursWidth    = 26
	roomShare     = 0.26
)

func (sessionRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(70), kit.Space(sessionHeight))
}

func (sessionRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	hours, room := kit.Space(hoursWidth), size.Width*roomShare
	room = min(room, textWidth(o[2].(*kit.Text)))
	widths := []float32{hours - kit.Space(2), size.Width - hours - room - kit.Space(2), room}
	at := []float32{0, hours, size.Width - room}
	for i, object := range o {
		h := object.MinSize().Height
		object.Move(fyne.NewPos(at[i], (size.Height-h)/2))
		object.Resize(fyne.NewSize(max(widths[i], 0), h))
	}
}

// textWidth is how wide a small text is when nothing is cut off.
func textWidth(t *kit.Text) float32 {
	return fyne.MeasureText(t.Text(), kit.Size(kit.SizeSmall), fyne.TextStyle{}).Width + 1
}
