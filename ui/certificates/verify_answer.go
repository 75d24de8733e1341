package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// verdict is the answer in a word, and what it means.
func (p *Page) verdict(v event.Verification) (tone kit.Tone, word, meaning string) {
	t := p.Printer.T
	switch {
	case v.Code == event.CodeVerifyChanged:
		return kit.ToneRefused, t("certificates.verdict.changed"), t("error.verify.changed")
	case v.Code == event.CodeVerifyForeign:
		return kit.ToneRefused, t("certificates.verdict.foreign"), p.Printer.Error(&event.Error{Code: v.Code, Args: v.Args})
	case v.Code == event.CodeVerifyUnsigned:
		return kit.ToneRefused, t("certificates.verdict.unsigned"), t("error.verify.unsigned")
	case v.Code != "":
		return kit.ToneAttention, t("certificates.verdict.unreadable"), p.Printer.Error(event.Fail(v.Code))
	case v.State == event.Withdrawn:
		return kit.ToneRefused, t("certificates.verdict.withdrawn"), t("certificates.verdict.withdrawn.meaning")
	case v.State == event.Replaced:
		return kit.ToneAttention, t("certificates.verdict.replaced"), t("certificates.verdict.replaced.meaning")
	case v.State == event.StateSigned:
		return kit.ToneAdmitted, t("certificates.verdict.signed"), t("certificates.verdict.signed.meaning")
	}
	return kit.ToneAdmitted, t("certificates.verdict.valid"), t("certificates.verdict.valid.meaning")
}

// answerPanel says what a document is worth, and what it says of whom.
func (v *checkView) answerPanel(r event.Verification, from string) fyne.CanvasObject {
	t := v.Printer.T
	tone, word, meaning := v.verdict(r)
	facts := kit.VStack(2)
	add := func(label, value string) {
		if value != "" {
			facts.Add(fact(label, value))
		}
	}
	if s := r.Statement; s.Number != "" {
		add(t("certificates.column.number"), s.Number)
		add(t("certificates.column.name"), s.Name)
		add(t("register.frozen.title"), s.Title)
		add(t("certificates.column.hours"), v.Printer.Hours(s.Hours))
		add(t("register.frozen.date"), v.Printer.Date(s.Date.Time(v.state.event.Zone())))
		if r.Code == "" || r.Code == event.CodeVerifyChanged {
			add(t("register.check.state"), t("certificate.state."+string(r.State)))
		}
		if r.Duplicate > 0 {
			add(t("register.check.duplicate"), t("register.check.duplicate.of", i18n.Args{"Duplicate": r.Duplicate, "Date": v.Printer.ShortDate(r.DuplicatedAt.In(v.state.event.Zone()))}))
		}
		add(t("register.check.replaced"), r.ReplacedBy)
		add(t("field.reason"), r.Reason)
		facts.Add(kit.Gap(1))
		facts.Add(kit.NewParagraph(t("register.check.compare"), kit.StyleMuted))
		if v.knows(s.Number) && r.State != event.StateSigned {
			facts.Add(kit.HStack(2, kit.NewButton(t("register.check.go"), kit.IconChevronRight, func() { v.onRegister(s.Number) })))
		}
	}
	return v.panel(tone, word, meaning, facts, from)
}

// panel is an answer: icon and word in its colour, what it means, and below what else is known.
func (v *checkView) panel(tone kit.Tone, word, meaning string, facts *fyne.Container, from string) fyne.CanvasObject {
	icon := kit.PadSides(0, 4, 0, 0, container.NewCenter(kit.NewIconViewSize(tone.Icon(), tone.Color(), kit.Space(14))))
	words := halfway(kit.VStack(1, kit.NewText(word, kit.TextStyle{Size: kit.SizeStat, Bold: true, Color: tone.Color(), Truncate: true}),
		kit.NewParagraph(meaning, kit.StyleBody)))
	head := container.NewStack(kit.Flat(tone.Soft()), kit.PadSides(4, 4, 4, 4, container.NewBorder(nil, nil, icon, nil, words)))
	rest := kit.VStack(3, facts)
	if from != "" {
		rest.Add(kit.NewText(from, kit.StyleSmall.Truncated()))
	}
	return kit.NewPanel(kit.InOrder(head, kit.NewVScroll(kit.PadSides(4, 4, 4, 4, rest)), nil))
}

// garbledAnswer says that the scanner types through another keyboard layout.
func (v *checkView) garbledAnswer() fyne.CanvasObject {
	t := v.Printer.T
	set := kit.HStack(2, kit.NewButton(t("register.check.garbled.set"), kit.IconScan, func() { v.Navigate("scanner", "") }))
	return v.panel(kit.ToneAttention, t("register.check.garbled"), t("register.check.garbled.meaning"), kit.VStack(2, set), "")
}

func (v *checkView) knows(number string) bool {
	for _, c := range v.state.book {
		if c.Number == number {
			return true
		}
	}
	return false
}

// onRegister shows the document in the register.
func (v *checkView) onRegister(number string) {
	v.leavePlan()
	v.standIn(nil)
	v.tabs.SetChosen(tabRegister)
	v.showTab()
	v.book.goNumber(number)
}
