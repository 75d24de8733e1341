package mail

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// group is a filter of the list.
type group string

const (
	groupAll       group = "all"
	groupQueued    group = "queued"
	groupAccepted  group = "accepted"
	groupUncertain group = "uncertain"
	groupFailed    group = "failed"
	groupBounced   group = "bounced"
	groupCopies    group = "copies" // everything that was ever queued, also what was sent again
)

func (g group) has(m event.Message) bool {
	if m.Sample && g != groupAll && g != groupCopies && g != groupQueued {
		return false // it is no letter to anybody
	}
	switch g {
	case groupQueued:
		return m.State == event.MessageQueued || m.State == event.MessageSending || m.State == event.MessageDot
	case groupAccepted, groupUncertain, groupFailed, groupBounced:
		return string(m.State) == string(g)
	}
	return true
}

// look is how a state is shown: by tone and word.
func look(s event.MessageState) kit.Tone {
	switch s {
	case event.MessageAccepted:
		return kit.ToneAdmitted
	case event.MessageUncertain:
		return kit.ToneAttention
	case event.MessageFailed, event.MessageBounced:
		return kit.ToneRefused
	}
	return kit.ToneNeutral
}

func icon(s event.MessageState) kit.Icon {
	switch s {
	case event.MessageQueued:
		return kit.IconClock
	case event.MessageSending, event.MessageDot:
		return kit.IconSend
	case event.MessageCancelled:
		return kit.IconClose
	}
	return look(s).Icon()
}

func (p *Page) makeList() {
	t := p.Printer.T
	p.list = kit.NewDataList([]kit.Column[event.Message]{
		{ID: "name", Title: t("mail.column.name"), Weight: 3, Bold: true, Text: p.name},
		{ID: "to", Title: t("mail.column.to"), Weight: 3.5, Text: p.toNow,
			Less: func(a, b event.Message) bool { return a.To < b.To }},
		{ID: "about", Title: t("mail.column.about"), Width: 150, Text: p.about, Less: func(a, b event.Message) bool { return p.about(a) < p.about(b) }},
		{ID: "state", Title: t("mail.column.state"), Width: 150, Text: p.word,
			Icon: func(m event.Message) kit.Icon { return icon(m.State) },
			Color: func(m event.Message) fyne.ThemeColorName {
				if p.state.superseded[m.ID] {
					return kit.ColorMuted
				}
				if tone := look(m.State); tone != kit.ToneNeutral {
					return tone.Color()
				}
				return kit.ColorText
			},
			Less: func(a, b event.Message) bool { return a.State < b.State }},
		{ID: "reply", Title: t("mail.column.reply"), Weight: 3.5, Text: p.answerAndReply},
	})
	p.list.Keep("mail")
	p.list.Key = func(m event.Message) string { return m.ID }
	p.list.OnSelect = p.showDetail
	p.list.OnSelectionChanged = func(all []event.Message) {
		if len(all) == 0 {
			p.showDetail(event.Message{})
		}
		p.showSelection(all)
	}
	var options []kit.Option[group]
	for _, g := range []group{groupAll, groupQueued, groupAccepted, groupUncertain, groupFailed, groupBounced, groupCopies} {
		options = append(options, kit.Option[group]{Value: g, Text: t("mail.filter." + string(g))})
	}
	p.filter = kit.NewSelect(options, func(group) { p.showList() })
	p.filter.SetValue(groupAll)
	p.topic = kit.NewSelect([]kit.Option[subject]{{Text: t("mail.topic.all")}}, func(subject) { p.showList() })
	p.search = kit.NewSearchEntry(t("mail.search"), func(text string) {
		p.query = event.Fold(text)
		p.showList()
	})
	p.search.SetMinWidth(260)
	p.count = kit.NewText("", kit.StyleMuted)
}

// ledgerView is built once.
func (p *Page) ledgerView() fyne.CanvasObject {
	if p.view == nil {
		bar := kit.Toolbar(p.search, p.filter, p.topic, kit.Spacer(), p.count)
		top := kit.VStack(3, p.figures, p.notices, bar)
		p.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, top), p.bar, nil, nil, kit.MasterDetail(p.list, p.detail, 0.7))
	}
	return p.view
}

func (p *Page) showList() {
	chosen, _ := p.filter.Value()
	rows := p.state.rows
	if chosen == groupCopies {
		rows = p.state.ledger.Messages
	}
	shown := rows
	topic, _ := p.topic.Value()
	if chosen != groupAll && chosen != groupCopies || topic != (subject{}) || p.query != "" {
		shown = nil
		for _, m := range rows {
			if chosen.has(m) && topic.has(m) && p.matches(m) {
				shown = append(shown, m)
			}
		}
	}
	p.showEmpty()
	p.list.SetItems(shown)
	p.showSelection(p.list.Selected())
	p.count.SetText(p.Printer.T("common.of", i18n.Args{"Shown": len(shown), "Total": len(rows)}))
	if m, ok := p.list.Current(); ok {
		p.showDetail(m)
		return
	}
	p.showDetail(event.Message{})
	p.list.SelectRow(0) // the first one is shown where nobody was chosen yet
}

// showEmpty says why no message is shown: there is none, or none that fits.
func (p *Page) showEmpty() {
	t := p.Printer.T
	if len(p.state.ledger.Messages) > 0 {
		p.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("mail.empty.filter"), "", nil))
		return
	}
	p.list.SetEmpty(kit.EmptyState(kit.IconMail, t("mail.empty"), t("mail.empty.hint"), nil))
}

// showSelection brings the action of several messages to the bottom edge.
func (p *Page) showSelection(all []event.Message) {
	p.bar.Objects = nil
	if len(all) > 1 {
		var waiting []string
		for _, m := range all {
			if m.State == event.MessageQueued {
				waiting = append(waiting, m.ID)
			}
		}
		cancel := kit.NewButton(p.Printer.T("mail.cancel"), kit.IconClose, func() { p.onCancel(waiting) })
		cancel.SetEnabled(len(waiting) > 0 && p.sending == nil)
		row := kit.HStack(2, kit.NewText(p.Printer.N("common.selected", len(all)), kit.StyleStrong), kit.Gap(1), cancel)
		p.bar.Objects = []fyne.CanvasObject{kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.PadSides(1, 2, 1, 3, row)))}
	}
	p.bar.Refresh()
}

// matches finds every word of the query in whom a message is for and about what.
func (p *Page) matches(m event.Message) bool {
	text := " " + event.Fold(m.Name+" "+m.To+" "+m.Certificate+" "+m.Subject)
	for _, word := range strings.Fields(p.query) {
		if !strings.Contains(text, " "+word) {
			return false
		}
	}
	return true
}
