package registrations

import (
	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showSource says what the file was taken for, and lets that be corrected.
func (v *planView) showSource() {
	p, t := v.p, v.p.Printer.T
	words := p.Printer.N("common.rows", len(v.table.Rows))
	if preset := v.plan.Preset; preset != "" {
		words = joined(" · ", words, t("import.preset."+preset))
	}
	if len(v.table.Sheets) > 1 {
		words = joined(" · ", words, t("registrations.plan.sheet", i18n.Args{"Sheet": v.table.Sheet}))
	}
	found := kit.TableFound{TableChoice: kit.TableChoice{Encoding: v.table.Encoding, Delimiter: v.table.Delimiter, Sheet: v.table.Sheet}, Sheets: v.table.Sheets}
	choices := kit.TableChoices(found, kit.TableChoice(v.how), func(c kit.TableChoice) { v.how = event.TableOptions(c); v.read() })
	var statuses []kit.Option[event.Status]
	for _, s := range []event.Status{event.Confirmed, event.Pending, event.Waitlisted} {
		statuses = append(statuses, kit.Option[event.Status]{Value: s,
			Text: t("registrations.plan.status", i18n.Args{"Status": t("status." + string(s))})})
	}
	choice := kit.NewSelect(statuses, func(s event.Status) { v.newStatus = s; v.replan() })
	choice.SetValue(v.newStatus)
	v.frame.SetSource(words, append(choices, choice)...)
}
