package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// questionForm is the dialog of one question.
type questionForm struct {
	q     *questions
	at    int // its place in the list; behind the last one for a new question
	shown event.Question
	form  *kit.Form

	title, options            *kit.Entry
	kind                      *kit.Select[event.QuestionKind]
	roles                     []*kit.Check
	required, inList, onBadge *kit.Check
}

// open shows a question to be changed, or a new one.
func (q *questions) open(at int) {
	f := &questionForm{q: q, at: at, shown: event.Question{Kind: event.AskText}}
	title := q.p.Printer.T("settings.question.new")
	if at < len(q.shown) {
		f.shown, title = q.shown[at], q.p.Printer.T("settings.question.edit")
	}
	f.make()
	kit.FormDialog(q.p.Window, title, f.form, q.p.Printer.T("common.save"), f.submit)
}

func (f *questionForm) make() {
	t := f.q.p.Printer.T
	f.title, f.options = kit.NewEntry(""), kit.NewMultiEntry("", 3)
	f.title.SetText(f.shown.Title)
	f.options.SetText(strings.Join(f.shown.Options, "\n"))
	var kinds []kit.Option[event.QuestionKind]
	for _, k := range event.QuestionKinds {
		kinds = append(kinds, kit.Option[event.QuestionKind]{Value: k, Text: t("settings.question.kind." + string(k))})
	}
	f.kind = kit.NewSelect(kinds, func(k event.QuestionKind) { f.options.SetEnabled(k.HasOptions()) })
	f.kind.SetValue(f.shown.Kind)
	f.options.SetEnabled(f.shown.Kind.HasOptions())
	f.required = kit.NewCheck(t("settings.question.required"), f.shown.Required, nil)
	f.inList = kit.NewCheck(t("settings.question.in_list"), f.shown.InList, nil)
	f.onBadge = kit.NewCheck(t("settings.question.on_badge"), f.shown.OnBadge, nil)
	f.form = kit.NewForm().
		Add("title", kit.NewField(t("settings.question.title"), f.title, t("settings.question.title.hint"))).
		Add("kind", kit.NewField(t("settings.question.kind"), f.kind, "")).
		Add("options", kit.NewField(t("settings.question.options"), f.options, t("settings.question.options.hint"))).
		Add("roles", kit.NewField(t("settings.question.roles"), f.makeRoles(), t("settings.question.roles.hint"))).
		AddObject(kit.VStack(0, f.required, f.inList, f.onBadge))
}

// makeRoles is a box for each role, four in a line.
func (f *questionForm) makeRoles() fyne.CanvasObject {
	const beside = 4
	lines := kit.VStack(0)
	var line []fyne.CanvasObject
	for _, r := range event.Roles {
		box := kit.NewCheck(f.q.p.Printer.T("role."+string(r)), slices.Contains(f.shown.Roles, r), nil)
		f.roles = append(f.roles, box)
		if line = append(line, box); len(line) == beside {
			lines.Add(kit.Columns(2, line...))
			line = nil
		}
	}
	for len(line) > 0 && len(line) < beside {
		line = append(line, kit.Spacer())
	}
	if line != nil {
		lines.Add(kit.Columns(2, line...))
	}
	return lines
}

// read is the question as the dialog says it.
func (f *questionForm) read() event.Question {
	kind, _ := f.kind.Value()
	one := event.Question{Key: f.shown.Key, Title: text(f.title), Kind: kind, Options: lines(f.options),
		Required: f.required.Checked(), InList: f.inList.Checked(), OnBadge: f.onBadge.Checked()}
	for i, box := range f.roles {
		if box.Checked() {
			one.Roles = append(one.Roles, event.Roles[i])
		}
	}
	if !kind.HasOptions() {
		one.Options = nil
	}
	if one.Key == "" {
		one.Key = f.q.freeKey(one.Title)
	}
	return one
}

// freeKey is the title, or with a number where another question has had the same title.
func (q *questions) freeKey(title string) string {
	key := title
	for n := 2; slices.ContainsFunc(q.shown, func(o event.Question) bool { return o.Key == key }); n++ {
		key = fmt.Sprintf("%s (%d)", title, n)
	}
	return key
}

// submit stores the question, or marks what is wrong with it.
func (f *questionForm) submit(d *kit.Dialog) bool {
	f.form.ClearErrors()
	one, p := f.read(), f.q.p
	if f.q.isField(one.Title) {
		f.form.SetError("title", p.Printer.T("settings.question.taken"))
		return false
	}
	list := slices.Clone(f.q.shown)
	if f.at < len(list) {
		list[f.at] = one
	} else {
		list = append(list, one)
	}
	f.q.store(list, func() {
		d.Close()
		kit.Toast(p.Window.Canvas(), p.Printer.T("settings.questions.saved"), nil)
	}, f.refuse)
	return false
}

// refuse marks the field that an error is about.
func (f *questionForm) refuse(err error) {
	p := f.q.p
	var known *event.Error
	if errors.As(err, &known) {
		field := known.Field[strings.LastIndexByte(known.Field, '.')+1:]
		if f.form.SetError(field, p.Printer.Error(err)) {
			return
		}
	}
	f.q.refuse(err)
}

// isField reports a title that every registration has as a field: in a list of columns nobody could tell
// the two apart.
func (q *questions) isField(title string) bool {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		words := i18n.New(lang)
		if slices.ContainsFunc(event.ImportFields, func(field string) bool { return event.Fold(words.Column(field)) == event.Fold(title) }) {
			return true
		}
	}
	return false
}
