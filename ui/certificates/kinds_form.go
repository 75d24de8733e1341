package certificates

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// kindForm edits one kind of certificate. What it says goes into the draft at once, as long as it makes sense.
type kindForm struct {
	v       *rulesView
	id      string
	kind    event.CertificateKind
	view    fyne.CanvasObject
	form    *kit.Form
	title   *kit.Entry
	hours   *kit.Entry
	percent *kit.Entry
	pattern *kit.Entry
	layout  *kit.Select[string]
	roles   []*kit.Check
	faults  map[string]error // by field
}

func (v *rulesView) newKindForm(k event.CertificateKind) *kindForm {
	t := v.Printer.T
	f := &kindForm{v: v, id: k.ID, kind: k, title: kit.NewEntry(v.kindWord(event.CertificateKind{ID: event.UsualKind})),
		hours: kit.NewEntry(""), percent: kit.NewEntry(""), pattern: kit.NewEntry("Z/{year}/{n:4}"), faults: map[string]error{}}
	f.title.SetText(k.Title)
	if k.Rule.MinHours > 0 {
		f.hours.SetText(v.hours(k.Rule.MinHours))
	}
	if k.Rule.MinPercent > 0 {
		f.percent.SetText(strconv.Itoa(k.Rule.MinPercent))
	}
	f.pattern.SetText(k.Pattern)
	layouts := []kit.Option[string]{{Text: t("hours.kinds.layout.usual")}}
	for _, l := range v.layouts {
		layouts = append(layouts, kit.Option[string]{Value: l.ID, Text: v.designTitle(l)})
	}
	f.layout = kit.NewSelect(layouts, func(id string) { f.edit(func(k *event.CertificateKind) { k.Layout = id }) })
	f.layout.SetValue(k.Layout)
	designs := kit.NewQuiet(t("hours.kinds.designs"), kit.IconChevronRight, func() { f.v.toDesigns() })
	f.form = kit.NewForm().
		Add("title", kit.NewField(t("hours.kinds.name"), f.title, t("hours.kinds.name.hint"))).
		AddObject(f.makeRoles()).
		AddRow([]string{"min_percent", "min_hours"}, kit.NewField(t("hours.kinds.percent"), f.percent, t("hours.kinds.percent.hint")),
			kit.NewField(t("hours.kinds.hours"), f.hours, t("hours.kinds.hours.hint"))).
		Add("pattern", kit.NewField(t("hours.kinds.pattern"), f.pattern, "")).
		Add("layout", kit.NewField(t("hours.kinds.layout"), container.NewBorder(nil, nil, nil, designs, f.layout), "")).
		AddObject(kit.NewCheck(t("hours.kinds.mandatory"), k.Rule.Mandatory, func(on bool) {
			f.edit(func(k *event.CertificateKind) { k.Rule.Mandatory = on })
		})).
		AddObject(f.makeSessions())
	f.listen()
	f.showNumber()
	f.view = kit.VStack(3, kit.Section(v.kindWord(k)), f.form)
	return f
}

// listen takes what is typed.
func (f *kindForm) listen() {
	f.title.OnChanged = func(text string) { f.edit(func(k *event.CertificateKind) { k.Title = strings.TrimSpace(text) }) }
	f.percent.OnChanged = func(text string) {
		n, err := wholeNumber(strings.TrimSuffix(strings.TrimSpace(text), "%"), 100)
		if f.fault("min_percent", err) {
			f.edit(func(k *event.CertificateKind) { k.Rule.MinPercent = n })
		}
	}
	f.hours.OnChanged = func(text string) {
		hours := 0.0
		var err error
		if strings.TrimSpace(text) != "" {
			if hours, err = readHours(text); err == nil && (hours < 0 || hours > maxGrant) {
				err = event.Fail(event.CodeNumber, "Value", text)
			}
		}
		if f.fault("min_hours", err) {
			f.edit(func(k *event.CertificateKind) { k.Rule.MinHours = hours })
		}
	}
	f.pattern.OnChanged = func(text string) {
		f.fault("pattern", event.CheckPattern(text))
		f.edit(func(k *event.CertificateKind) { k.Pattern = text })
		f.showNumber()
	}
	for _, name := range []string{"min_percent", "min_hours", "pattern"} {
		field := f.form.Field(name)
		field.OnEdit = func() { f.say(name) }
	}
}

// fault keeps what is wrong with a field; it returns true where nothing is.
func (f *kindForm) fault(field string, err error) bool {
	if err == nil {
		delete(f.faults, field)
	} else {
		f.faults[field] = err
	}
	f.say(field)
	f.v.changed()
	return err == nil
}

// say shows at a field what is wrong with it.
func (f *kindForm) say(field string) {
	text := ""
	if err := f.faults[field]; err != nil {
		text = f.v.Printer.Error(err)
	}
	f.form.Field(field).SetError(text)
}

// wrong says whether something typed makes no sense.
func (f *kindForm) wrong() bool { return len(f.faults) > 0 }

// tell goes to the first field with a mistake.
func (f *kindForm) tell() {
	for _, name := range []string{"min_percent", "min_hours", "pattern"} {
		if f.faults[name] != nil {
			f.form.Field(name).Focus()
			return
		}
	}
}

// edit changes the kind and hands it to the draft.
func (f *kindForm) edit(change func(*event.CertificateKind)) {
	change(&f.kind)
	f.v.put(f.kind)
}

// showNumber gives an example of the next number.
func (f *kindForm) showNumber() {
	if f.faults["pattern"] != nil {
		return
	}
	field := f.form.Field("pattern")
	f.v.nextNumber(f.kind.Pattern, func(number string) {
		field.SetHint(f.v.Printer.T("hours.kinds.next", i18n.Args{"Number": number}))
	})
}

// makeRoles are the roles that a kind is for; with none it is for all whom no other names.
func (f *kindForm) makeRoles() fyne.CanvasObject {
	t := f.v.Printer.T
	var cells []fyne.CanvasObject
	for _, role := range event.Roles {
		check := kit.NewCheck(t("role."+string(role)), slices.Contains(f.kind.Roles, role), func(on bool) {
			f.edit(func(k *event.CertificateKind) {
				roles := slices.DeleteFunc(slices.Clone(k.Roles), func(r event.Role) bool { return r == role })
				if on {
					roles = append(roles, role)
				}
				k.Roles = roles
			})
		})
		f.roles = append(f.roles, check)
		cells = append(cells, check)
	}
	rows := kit.VStack(0)
	for i := 0; i < len(cells); i += 3 {
		row := append([]fyne.CanvasObject{}, cells[i:min(i+3, len(cells))]...)
		for len(row) < 3 {
			row = append(row, kit.Gap(0))
		}
		rows.Add(kit.Columns(2, row...))
	}
	return kit.NewField(t("hours.kinds.roles"), rows, t("hours.kinds.roles.hint"))
}

// sessionsSteps is the height of the list of sessions.
const sessionsSteps = 36

// makeSessions are the sessions that must have been attended besides.
func (f *kindForm) makeSessions() fyne.CanvasObject {
	v, t := f.v, f.v.Printer.T
	rows := kit.VStack(0)
	for _, s := range v.sessions {
		if s.Kind == event.Break || s.Dropped {
			continue
		}
		from := s.Start.In(v.state.event.Zone())
		text := v.Printer.ShortDate(from) + " " + v.Printer.Time(from) + " · " + s.Title
		rows.Add(kit.NewCheck(text, slices.Contains(f.kind.Sessions, s.ID), func(on bool) {
			f.edit(func(k *event.CertificateKind) {
				ids := slices.DeleteFunc(slices.Clone(k.Sessions), func(id string) bool { return id == s.ID })
				if on {
					ids = append(ids, s.ID)
				}
				k.Sessions = ids
			})
		}))
	}
	if len(rows.Objects) == 0 {
		return kit.NewParagraph(t("hours.kinds.sessions.none"), kit.StyleMuted)
	}
	high := min(kit.Space(sessionsSteps), rows.MinSize().Height+kit.Space(2))
	list := container.New(fixedHeight(high), kit.NewVScroll(kit.PadSides(1, 2, 1, 0, rows)))
	return kit.NewField(t("hours.kinds.sessions"), list, t("hours.kinds.sessions.hint"))
}

// toDesigns goes to where layouts are drawn, once what is not saved was asked about.
func (v *rulesView) toDesigns() {
	v.leave(func() {
		v.tabs.SetChosen(tabDesigns)
		v.showTab()
	})
}
