package registrations

import (
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tabPrivacy is the tab of consents, and of what somebody may ask for.
const tabPrivacy = "privacy"

// loadPrivacy shows which consents there are, and the two things that everybody may ask for.
func (d *detail) loadPrivacy(ctx context.Context) (rows, error) {
	known, err := d.p.Service.KnownConsents(ctx, d.p.Event.ID)
	if err != nil {
		return nil, err
	}
	return func() []fyne.CanvasObject {
		p, e, t := d.p, d.entry, d.p.Printer.T
		all := []fyne.CanvasObject{kit.Section(t("privacy.consents"))}
		for _, c := range e.Consents {
			all = append(all, d.makeConsent(c))
		}
		if len(e.Consents) == 0 {
			all = append(all, kit.NewText(t("privacy.consents.none"), kit.StyleMuted))
		}
		if e.Who.Erased {
			return append(all, kit.Gap(1), kit.Notice(kit.ToneInfo, t("privacy.erased.hint"), nil))
		}
		if open := unasked(e, known); len(open) > 0 {
			all = append(all, kit.Gap(1), kit.Section(t("privacy.consents.asked")))
			for _, wording := range open {
				all = append(all, d.makeUnasked(wording))
			}
		}
		return append(all, kit.Gap(1), kit.Section(t("privacy.person")), kit.NewParagraph(t("privacy.person.hint"), kit.StyleMuted),
			kit.VStack(2, kit.HStack(0, kit.NewButton(t("privacy.export"), kit.IconExport, func() { p.onExportPerson(e) })),
				kit.HStack(0, kit.NewDanger(t("privacy.erase"), kit.IconTrash, func() { p.onErase(e) }))))
	}, nil
}

// heading is the name that heads the details.
func (p *Page) heading(e event.Entry) string {
	return p.Printer.Person(e.Who.Name.Formal())
}

// makeErased says in the place of the form that there is nothing to fill in any more.
func (d *detail) makeErased() fyne.CanvasObject {
	return kit.EmptyState(kit.IconTrash, d.p.Printer.T("privacy.erase.done"), d.p.Printer.T("privacy.erased.hint"), nil)
}

// unasked are those consents that others were asked for, and this person was not.
func unasked(e event.Entry, known []string) []string {
	return slices.DeleteFunc(slices.Clone(known), func(wording string) bool {
		return slices.ContainsFunc(e.Consents, func(mine event.Consent) bool { return mine.Wording == wording })
	})
}

// makeConsent is one consent with what was said, when, and the other thing to say.
func (d *detail) makeConsent(c event.Consent) fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	icon, color, action := kit.IconCheck, kit.ColorAdmitted, t("privacy.consent.withdraw")
	if !c.Given {
		icon, color, action = kit.IconCross, kit.ColorRefused, t("privacy.consent.give")
	}
	row := line(icon, color, c.Wording, joined(" · ", p.consentWord(c), p.when(c.At)))
	if d.entry.Who.Erased {
		return row
	}
	return kit.VStack(1, row, indented(kit.NewButton(action, kit.IconNone, func() { p.onConsent(d.entry, c.Wording, !c.Given) })))
}

// makeUnasked is a consent about which nothing was said yet.
func (d *detail) makeUnasked(wording string) fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	answer := func(text string, given bool) *kit.Button {
		return kit.NewButton(t(text), kit.IconNone, func() { p.onConsent(d.entry, wording, given) })
	}
	return kit.VStack(1, line(kit.IconQuestion, kit.ColorMuted, wording, ""),
		indented(answer("privacy.consent.give", true), answer("privacy.consent.refuse", false)))
}

// indented puts buttons under the words of a line.
func indented(buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.PadSides(0, 0, 0, 7, kit.HStack(2, buttons...))
}

func (p *Page) consentWord(c event.Consent) string {
	switch {
	case c.Given:
		return p.Printer.T("privacy.consent.given")
	case c.Withdrawn:
		return p.Printer.T("privacy.consent.withdrawn")
	}
	return p.Printer.T("privacy.consent.refused")
}

// onConsent writes down what the person has just said.
func (p *Page) onConsent(e event.Entry, wording string, given bool) {
	kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) { return p.Service.SetConsent(ctx, e.ID, wording, given) },
		func(e event.Entry, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			i := slices.IndexFunc(e.Consents, func(c event.Consent) bool { return c.Wording == wording })
			if i >= 0 {
				p.toast(p.Printer.T("privacy.consent.saved", i18n.Args{"State": p.consentWord(e.Consents[i])}), nil)
			}
			p.readIfShown()
		})
}

// onExportPerson writes what the file knows of a person, for the person.
func (p *Page) onExportPerson(e event.Entry) {
	name := p.Printer.T("privacy.export.file") + "-" + e.Who.Name.PlainName() + ".html"
	kit.FileSaveAs(p.Window, name, []string{".html", ".txt", ".json"}, func(path string) { p.writePerson(e, path) })
}

// writePerson writes the file in the format of its name.
func (p *Page) writePerson(e event.Entry, path string) {
	kit.Run(p.Context, func(ctx context.Context) (string, error) {
		format, err := event.RecordFormat(path)
		if err != nil {
			return path, err
		}
		return path, event.WritePrivateFile(path, func(f io.Writer) error {
			_, err := p.Service.WritePersonRecord(ctx, f, e.Person, format, p.Printer.Lang())
			return err
		})
	}, func(path string, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.T("privacy.export.done", i18n.Args{"Path": filepath.Base(path)}), nil)
	})
}

// onErase reads what an erasure takes away and leaves, and asks.
func (p *Page) onErase(e event.Entry) {
	kit.Run(p.Context, func(ctx context.Context) (event.Erasure, error) { return p.Service.ErasePlan(ctx, e.Person) },
		func(plan event.Erasure, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.askErase(e, plan)
		})
}

// erasureAround is what an erasure's dialog has above and below what it says, and around itself; the lists are not
// made lower than erasureLeast. Both are in steps.
const (
	erasureAround = 42
	erasureLeast  = 20
)

// askErase asks for the family name: nobody is erased by a slip of the hand.
func (p *Page) askErase(e event.Entry, plan event.Erasure) {
	t := p.Printer.T
	name := e.Who.Name.Family
	if name == "" {
		name = e.Who.Name.Full()
	}
	typed := kit.NewEntry("")
	field := kit.NewLongField(t("privacy.erase.type", i18n.Args{"Name": name}), typed, "")
	lists := kit.VStack(2)
	p.listErasure(lists, plan)
	scroll := kit.NewVScroll(kit.PadSides(0, 3, 0, 0, lists))
	erase := p.Service.ErasePerson
	body := kit.VStack(3, kit.NewParagraph(t("privacy.erase.about", i18n.Args{"Name": e.Who.Name.Full()}), kit.StyleBody), scroll)
	if slices.ContainsFunc(plan.Kept, func(k event.KeptItem) bool { return k.What == event.KeptCertificates }) {
		body.Add(kit.VStack(1, kit.NewCheck(t("privacy.erase.register"), false, func(too bool) {
			erase = p.Service.ErasePerson
			shown := plan
			if too {
				erase, shown = p.Service.EraseWhole, plan.WithRegister()
			}
			lists.RemoveAll()
			p.listErasure(lists, shown)
		}), kit.NewParagraph(t("privacy.erase.register.hint"), kit.StyleMuted)))
	}
	body.Add(field)
	fit := func() { // only the lists scroll: what is above and below them is always seen
		scroll.SetMinSize(fyne.Size{})
		room := p.Window.Canvas().Size().Height - kit.Space(erasureAround) - body.MinSize().Height
		scroll.SetMinSize(fyne.NewSize(0, min(scroll.Content.MinSize().Height, max(room, kit.Space(erasureLeast)))))
	}
	fit()
	ask := kit.FormDialogDanger(p.Window, t("privacy.erase.title"), body, t("privacy.erase.action"), func(d *kit.Dialog) bool {
		p.erase(e, d, erase)
		return false
	})
	fit() // now that the lines know how wide they are
	ask.Fit()
	ready := func(text string) { ask.SetReady(event.Fold(text) == event.Fold(name)) }
	typed.OnChanged = ready
	ready("")
	p.Window.Canvas().Focus(typed)
}

// listErasure says what goes and what stays.
func (p *Page) listErasure(lists *fyne.Container, plan event.Erasure) {
	lists.Add(kit.Section(p.Printer.T("privacy.erase.goes")))
	for _, g := range plan.Gone {
		lists.Add(line(kit.IconTrash, kit.ColorRefused, p.Printer.N("privacy.gone."+string(g.What), g.Count), ""))
	}
	lists.Add(kit.Gap(1))
	lists.Add(kit.Section(p.Printer.T("privacy.erase.stays")))
	for _, k := range plan.Kept {
		lists.Add(line(kit.IconLock, kit.ColorMuted, p.keptWords(k), ""))
	}
	for _, held := range p.heldWords(plan.Copies) {
		lists.Add(line(kit.IconLock, kit.ColorMuted, held, ""))
	}
}

// keptWords says what stays and why; of copies the names of the files are enough.
func (p *Page) keptWords(k event.KeptItem) string {
	names := slices.Clone(k.Names)
	if k.What == event.KeptCopies {
		for i := range names {
			names[i] = filepath.Base(names[i])
		}
	}
	return p.Printer.N("privacy.kept."+string(k.What), k.Count, i18n.Args{"Names": names})
}

// erase erases in one of the two ways, and tells what stayed.
func (p *Page) erase(e event.Entry, ask *kit.Dialog, way func(context.Context, string) (event.Erasure, error)) {
	ask.SetReady(false)
	kit.Run(p.Context, func(ctx context.Context) (event.Erasure, error) { return way(ctx, e.Person) },
		func(res event.Erasure, err error) {
			ask.Close()
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			delete(p.detail.forms, e.ID) // what was typed about the person and not saved
			p.tellErasure(res)
			p.readIfShown()
		})
}

// tellConsents says what was said about which consent.
func (p *Page) tellConsents(c event.Change) []string {
	var old, now []event.Consent
	if json.Unmarshal(c.Old, &old) != nil || json.Unmarshal(c.New, &now) != nil {
		return nil
	}
	var all []string
	for _, n := range now {
		if !slices.ContainsFunc(old, func(o event.Consent) bool { return o.Wording == n.Wording && o.Given == n.Given }) {
			all = append(all, p.Printer.T("privacy.consent.changed", i18n.Args{"Wording": n.Wording, "State": p.consentWord(n)}))
		}
	}
	return all
}

// tellErased says why a person was erased.
func (p *Page) tellErased(raw json.RawMessage) string {
	var b event.PersonErased
	if json.Unmarshal(raw, &b) == nil && b.Why == event.ErasedByTime {
		return p.Printer.T("people.history.erased.time")
	}
	return p.Printer.T("people.history.erased")
}

// tellPurged names the fields whose time had come.
func (p *Page) tellPurged(raw json.RawMessage) string {
	var b struct {
		Fields []string `json:"fields"`
	}
	if json.Unmarshal(raw, &b) != nil {
		return ""
	}
	for i, f := range b.Fields {
		if id := "retention.field." + f; p.Printer.Has(id) {
			b.Fields[i] = p.Printer.T(id)
		}
	}
	return p.Printer.T("privacy.history.purged", i18n.Args{"Fields": b.Fields})
}
