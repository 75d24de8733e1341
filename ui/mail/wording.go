package mail

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// draft are the words of one kind of message: as they were saved, and as they stand now.
type draft struct {
	saved, now event.LetterTemplate
	begun      bool // something was typed
}

func (d *draft) changed() bool { return !sameWords(d.saved, d.now) }

func sameWords(a, b event.LetterTemplate) bool {
	for _, l := range event.LetterLanguages {
		if a.Subject[l] != b.Subject[l] || a.Text[l] != b.Text[l] {
			return false
		}
	}
	return true
}

// copyOf is a template that can be changed by itself.
func copyOf(t event.LetterTemplate) event.LetterTemplate {
	t.Subject, t.Text = maps.Clone(t.Subject), maps.Clone(t.Text)
	for _, words := range []*map[string]string{&t.Subject, &t.Text} {
		if *words == nil {
			*words = map[string]string{}
		}
	}
	return t
}

// wording is where the words are written.
type wording struct {
	c        *compose
	view     fyne.CanvasObject
	template *kit.Select[string] // id; "": the program's words
	save     *kit.Button
	lang     *kit.Tabs
	subject  *kit.Entry
	text     *kit.Entry
	asked    *kit.Field
	wrong    *fyne.Container // what is wrong with the text
	field    *kit.Button
	last     *kit.Entry // in which the cursor was last
	showing  bool       // the words are put into the entries, nobody types them
	drafts   map[event.MessageKind]*draft
}

func newWording(c *compose) *wording {
	t := c.p.Printer.T
	w := &wording{c: c, drafts: map[event.MessageKind]*draft{}, subject: kit.NewEntry(""), text: kit.NewMultiEntry("", 6), wrong: container.NewStack()}
	w.last = w.text
	w.template = kit.NewSelect([]kit.Option[string]{{}}, w.onTemplate)
	w.save = kit.NewButton(t("mail.words.save"), kit.IconChevronDown, w.onSaveMenu)
	var tabs []kit.Tab
	for _, l := range event.LetterLanguages {
		tabs = append(tabs, kit.Tab{ID: l, Text: t("mail.words.lang." + l)})
	}
	w.lang = kit.NewTabs(tabs, func(string) { w.showWords() })
	w.subject.OnChanged, w.text.OnChanged = w.typed(w.subject), w.typed(w.text)
	w.subject.OnFocusGained = func() { w.last = w.subject }
	w.text.OnFocusGained = func() { w.last = w.text }
	w.subject.SetMinWidth(kit.Space(30))
	w.text.SetMinWidth(kit.Space(30))
	w.template.SetMinWidth(kit.Space(25))
	w.asked = kit.NewField(t("mail.words.subject"), w.subject, "")
	w.asked.OnEdit = func() {} // the plan decides
	w.field = kit.NewButton(t("mail.words.field"), kit.IconChevronDown, w.onFields)
	top := kit.VStack(2, besideRight(w.template, kit.PadSides(0, 0, 0, 2, w.save)), besideRight(w.lang, w.field), w.asked,
		kit.NewText(t("mail.words.text"), kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Bold: true}))
	w.view = kit.InOrder(kit.PadSides(0, 0, 1, 0, top), w.text, w.wrong)
	return w
}

// draft are the words of the kind that is chosen.
func (w *wording) draft() *draft {
	kind := w.c.kind()
	d := w.drafts[kind]
	if d == nil {
		d = &draft{}
		w.drafts[kind] = d
		w.take(d, w.first(kind))
	}
	return d
}

func (w *wording) take(d *draft, t event.LetterTemplate) { d.saved, d.now = copyOf(t), copyOf(t) }

// first are the words with which a kind begins: the event's first, or the program's.
func (w *wording) first(kind event.MessageKind) event.LetterTemplate {
	t, err := w.c.p.Service.LetterOf(w.c.event, kind, "")
	if err != nil { // only an id that is not known is wrong
		return event.LetterTemplate{Kind: kind}
	}
	return t
}

// unsaved reports whether words were typed that no template has.
func (w *wording) unsaved() bool {
	for _, d := range w.drafts {
		if d.changed() {
			return true
		}
	}
	return false
}

// show shows the words of the chosen kind.
func (w *wording) show() {
	w.showTemplates()
	w.showWords()
}

func (w *wording) language() string { return w.lang.Chosen() }

func (w *wording) showWords() {
	d, l := w.draft(), w.language()
	w.showing = true
	w.subject.SetText(d.now.Subject[l])
	w.text.SetText(d.now.Text[l])
	w.showing = false
	w.showHint()
	w.showError(w.c.err)
}

// showHint says what people get who are to be written to in a language that has no words yet.
func (w *wording) showHint() {
	d, l := w.draft(), w.language()
	w.text.SetPlaceHolder("")
	if strings.TrimSpace(d.now.Text[l]) == "" && l != event.LetterLanguages[0] {
		w.text.SetPlaceHolder(w.c.p.Printer.T("mail.words.other"))
	}
}

// showTemplates offers the event's own words of the kind, and the program's.
func (w *wording) showTemplates() {
	t, d := w.c.p.Printer.T, w.draft()
	options := []kit.Option[string]{{Text: t("mail.words.usual")}}
	for _, l := range w.c.event.Letters {
		if l.Kind == w.c.kind() {
			options = append(options, kit.Option[string]{Value: l.ID, Text: l.Title})
		}
	}
	w.template.SetOptions(options)
	w.template.SetValue(d.saved.ID)
}

// typed keeps what is typed and works it out.
func (w *wording) typed(e *kit.Entry) func(string) {
	return func(text string) {
		if w.showing {
			return
		}
		d := w.draft()
		d.begun = true
		if e == w.subject {
			d.now.Subject[w.language()] = text
		} else {
			d.now.Text[w.language()] = text
		}
		w.showHint()
		w.c.soon.Signal()
	}
}

// onTemplate takes other words; those that were typed are asked about first.
func (w *wording) onTemplate(id string) {
	p, d := w.c.p, w.draft()
	take := func() {
		var next event.LetterTemplate
		if i := slices.IndexFunc(w.c.event.Letters, func(l event.LetterTemplate) bool { return l.ID == id && id != "" }); i >= 0 {
			next = w.c.event.Letters[i]
		} else {
			next, _ = p.Service.LetterOf(event.Event{}, w.c.kind(), "")
		}
		w.take(d, next)
		w.show()
		w.c.work()
	}
	if !d.changed() {
		take()
		return
	}
	w.template.SetValue(d.saved.ID)
	t := p.Printer.T
	kit.ConfirmDanger(p.Window, t("mail.words.replace.title"), t("mail.words.replace.question"), t("mail.words.replace"), take)
}

// isWords reports whether an error is about the words.
func isWords(err error) bool {
	var e *event.Error
	return errors.As(err, &e) && (e.Field == "subject" || e.Field == "text")
}

// showError says what is wrong with the words, beside them.
func (w *wording) showError(err error) {
	var e *event.Error
	w.asked.SetError("")
	w.wrong.Objects = nil
	begun := w.draft().begun || !errors.Is(err, event.Fail(event.CodeRequired)) // nobody is blamed for an empty page
	if isWords(err) && errors.As(err, &e) && begun {
		said := w.c.p.Printer.Error(err)
		if l, _ := e.Args["Language"].(string); l != "" && l != w.language() {
			said = w.c.p.Printer.T("mail.words.lang."+l) + ": " + said
		}
		if e.Field == "subject" {
			w.asked.SetError(said)
		} else {
			w.wrong.Objects = []fyne.CanvasObject{kit.PadSides(2, 0, 0, 0, kit.Notice(kit.ToneRefused, said, nil))}
		}
	}
	w.wrong.Refresh()
	w.view.Refresh()
}

// keep writes the event's letters.
func (w *wording) keep(letters []event.LetterTemplate, done func()) {
	p := w.c.p
	kit.Run(p.Context, func(ctx context.Context) (event.Event, error) {
		return p.Service.UpdateEvent(ctx, p.Event.ID, event.EventUpdate{Letters: &letters})
	}, func(ev event.Event, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		w.c.event, p.state.event = ev, ev
		done()
		w.showTemplates()
	})
}

// onSave keeps the words under the name they have, or asks for one.
func (w *wording) onSave() {
	d := w.draft()
	if d.saved.ID == "" {
		w.onSaveAs()
		return
	}
	w.store(d.now)
}

// onSaveAs keeps the words with the event under a name.
func (w *wording) onSaveAs() {
	p, t := w.c.p, w.c.p.Printer.T
	check := func(name string) string {
		if strings.TrimSpace(name) == "" {
			return p.Printer.Error(event.Fail(event.CodeRequired))
		}
		return ""
	}
	kit.Ask(p.Window, t("mail.words.save.title"), t("mail.words.name"), p.kind(w.c.kind()), t("common.save"), check, func(name string) {
		next := copyOf(w.draft().now)
		next.ID, next.Kind, next.Title = event.NewID(), w.c.kind(), strings.TrimSpace(name)
		w.store(next)
	})
}

func (w *wording) store(next event.LetterTemplate) {
	p, d := w.c.p, w.draft()
	letters := slices.Clone(w.c.event.Letters)
	if i := slices.IndexFunc(letters, func(l event.LetterTemplate) bool { return l.ID == next.ID }); i >= 0 {
		letters[i] = next
	} else {
		letters = append(letters, next)
	}
	w.keep(letters, func() {
		w.take(d, next)
		kit.Toast(p.Window.Canvas(), p.Printer.T("mail.words.saved", i18n.Args{"Name": next.Title}), nil)
	})
}

// onForget takes a template away; the words stay where they are written.
func (w *wording) onForget() {
	p, d := w.c.p, w.draft()
	before, name := w.c.event.Letters, d.saved.Title
	left := slices.DeleteFunc(slices.Clone(before), func(l event.LetterTemplate) bool { return l.ID == d.saved.ID })
	w.keep(left, func() {
		d.saved.ID, d.now.ID = "", ""
		kit.Toast(p.Window.Canvas(), p.Printer.T("mail.words.forgotten", i18n.Args{"Name": name}), func() { w.keep(before, func() {}) })
	})
}
