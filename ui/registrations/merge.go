package registrations

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// mergeView shows two registrations of one person side by side, before they
// become one.
type mergeView struct {
	p       *Page
	plan    event.MergePlan
	choices map[string]string
	fields  *fyne.Container
	view    fyne.CanvasObject
	writing bool
}

// onMerge shows what merging the two selected registrations would do; the one
// with the lower number is kept unless somebody changes sides.
func (b *bar) onMerge() {
	keep, drop := b.selected[0].Entry, b.selected[1].Entry
	if drop.Number < keep.Number {
		keep, drop = drop, keep
	}
	b.p.openMerge(keep.ID, drop.ID)
}

func (p *Page) openMerge(keep, drop string) {
	kit.Run(p.ctx, func(ctx context.Context) (event.MergePlan, error) { return p.Service.MergePlan(ctx, keep, drop) },
		func(plan event.MergePlan, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.say(kit.ToneNeutral, "")
			p.Window.Canvas().Unfocus() // the list under it takes no keys
			p.merge = newMergeView(p, plan)
			p.stage.Objects = []fyne.CanvasObject{p.merge.view}
			p.stage.Refresh()
		})
}

// closeMerge goes back to the list.
func (p *Page) closeMerge() {
	p.merge = nil
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.stage.Refresh()
	p.focusList()
}

func newMergeView(p *Page, plan event.MergePlan) *mergeView {
	t := p.Printer.T
	v := &mergeView{p: p, plan: plan, choices: map[string]string{}, fields: kit.VStack(1)}
	for _, f := range plan.Fields {
		v.choices[f.Field] = f.Choice
	}
	header := kit.PageHeader(t("people.merge.title"), t("people.merge.subtitle"),
		kit.NewButton(t("common.cancel"), kit.IconNone, p.closeMerge),
		kit.NewButton(t("people.merge.swap"), kit.IconRefresh, func() { p.openMerge(plan.Drop.ID, plan.Keep.ID) }),
		kit.NewDanger(t("people.merge.action"), kit.IconCheck, v.onMerge))
	heads := kit.Columns(3, kit.NewText("", kit.StyleMuted), v.makeHead(plan.Keep, "people.merge.keep", kit.ToneAdmitted),
		v.makeHead(plan.Drop, "people.merge.drop", kit.ToneRefused))
	top := kit.VStack(2, v.makeMoves(), kit.Pad(3, heads))
	v.showFields()
	v.view = kit.Page(header, kit.InOrder(top, kit.NewPanel(kit.NewVScroll(kit.Pad(3, v.fields))), nil))
	return v
}

// makeHead names one side.
func (v *mergeView) makeHead(e event.Entry, id string, tone kit.Tone) fyne.CanvasObject {
	word := map[string]string{"people.merge.keep": v.p.Printer.T("people.merge.keep"), "people.merge.drop": v.p.Printer.T("people.merge.drop")}[id]
	return kit.VStack(1, kit.NewText(e.Who.Name.Formal(), kit.StyleSection.Truncated()),
		kit.NewText(v.p.Printer.T("people.merge.side", i18n.Args{"Number": strconv.Itoa(e.Number), "When": v.p.when(e.Submitted)}), kit.StyleSmall),
		kit.HStack(0, kit.NewChip(tone, tone.Icon(), word)))
}

// makeMoves says what hangs on the dropped registration and goes over.
func (v *mergeView) makeMoves() fyne.CanvasObject {
	w, m := v.p.Printer, v.plan.Moves
	var parts []string
	add := func(id string, n int) {
		if n > 0 {
			parts = append(parts, w.N(id, n))
		}
	}
	add("common.scans", m.Scans)
	add("people.merge.enrolments", m.Enrolments)
	add("people.merge.grants", m.Grants)
	add("common.certificates", m.Certificates)
	add("common.messages", m.Messages)
	add("people.merge.along", len(v.plan.Along))
	add("people.merge.follow", len(v.plan.Follow))
	if len(parts) == 0 {
		return kit.Notice(kit.ToneInfo, w.T("people.merge.nothing"), nil)
	}
	return kit.Notice(kit.ToneInfo, w.T("people.merge.moves", i18n.Args{"What": strings.Join(parts, ", ")}), nil)
}

// showFields lists the fields that differ with a choice, then those that do
// not.
func (v *mergeView) showFields() {
	t := v.p.Printer.T
	v.fields.Objects = nil
	var same []string
	for _, f := range v.plan.Fields {
		if f.Same() {
			same = append(same, v.fieldName(f.Field))
			continue
		}
		v.fields.Add(v.makeField(f))
	}
	if len(v.fields.Objects) == 0 {
		v.fields.Add(kit.NewText(t("people.merge.equal"), kit.StyleBody))
	}
	if len(same) > 0 {
		v.fields.Add(kit.Gap(2))
		v.fields.Add(kit.NewParagraph(t("people.merge.same", i18n.Args{"Fields": strings.Join(same, ", ")}), kit.StyleSmall))
	}
}

// makeField is one field with the values of both sides, one of which is
// ticked.
func (v *mergeView) makeField(f event.MergeField) fyne.CanvasObject {
	var keep, drop *kit.Check
	choose := func(choice string) {
		v.choices[f.Field] = choice
		keep.SetChecked(choice == event.ChooseKeep)
		drop.SetChecked(choice == event.ChooseDrop)
	}
	chosen := v.choices[f.Field]
	keep = kit.NewCheck(v.value(f.Field, f.Keep), chosen != event.ChooseDrop, func(bool) { choose(event.ChooseKeep) })
	drop = kit.NewCheck(v.value(f.Field, f.Drop), chosen == event.ChooseDrop, func(bool) { choose(event.ChooseDrop) })
	return kit.Columns(3, kit.NewText(v.fieldName(f.Field), kit.StyleMuted.Truncated()), keep, drop)
}

// longest is how many characters of a value are shown beside the other one.
const longestValue = 42

// value is a side's value in words.
func (v *mergeView) value(field, text string) string {
	p := v.p
	said := text
	switch field {
	case "status":
		said = p.textValue(field, text)
	case "roles":
		said = p.roleWords(strings.Split(text, "; "))
	case "group":
		said = p.textValue(field, text)
	case "address", "language":
		said = p.textValue(field, text)
	case "payment":
		fee, paid := strings.CutSuffix(text, " paid")
		grosz, err := strconv.ParseInt(fee, 10, 64)
		if err == nil {
			said = p.payment(event.Payment{Fee: grosz, Paid: paid})
		}
	}
	if strings.HasPrefix(field, event.AnswerField) {
		said = p.valueWord(field, text)
	}
	if text == "" && field != "address" && field != "language" {
		return p.Printer.T("people.filter.nothing")
	}
	if utf8.RuneCountInString(said) > longestValue {
		return string([]rune(said)[:longestValue]) + "…"
	}
	return said
}

func (v *mergeView) fieldName(field string) string {
	if strings.HasPrefix(field, event.AnswerField) {
		return v.p.fieldTitle(field)
	}
	return v.p.fieldName(field)
}

// onMerge makes the two one.
func (v *mergeView) onMerge() {
	if v.writing {
		return
	}
	begin := func() { v.writing = true }
	begin()
	p, keep, drop := v.p, v.plan.Keep, v.plan.Drop
	kit.Run(kit.Beginning(p.Context, begin), func(ctx context.Context) (event.Entry, error) {
		return p.Service.Merge(ctx, keep.ID, drop.ID, v.choices)
	}, func(e event.Entry, err error) {
		v.writing = false
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.closeMerge()
		p.toast(p.Printer.T("people.merge.done", i18n.Args{"Name": e.Who.Name.Full(), "Number": strconv.Itoa(e.Number)}), nil)
		p.wanted = e.ID
		p.readIfShown()
	})
}
