package settings

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// signatures is how many people can sign a certificate.
const signatures = 3

// form is everything an event says of itself, in three cards.
type form struct {
	d     Deps
	view  fyne.CanvasObject
	forms []*kit.Form
	shown event.Event
	rules fyne.CanvasObject // the card of the certificates

	places places

	filling bool
	edited  func() // called when a person has changed something

	title, motto, town, venue, zone, series *kit.Entry
	organizers, partners, honorary, media   *kit.Entry
	cofinancing, place, edition             *kit.Entry
	names, roles                            [signatures]*kit.Entry
	kind                                    *kit.Select[event.Kind]
	start, end                              *kit.DateEntry
}

func newForm(d Deps) *form {
	f := &form{d: d, edited: func() {}}
	event, people := kit.Card(d.Printer.T("settings.event"), f.makeEvent()), kit.Card(d.Printer.T("settings.people"), f.makePeople())
	f.rules = kit.Card(d.Printer.T("settings.certificate"), f.makeCertificate())
	seats := kit.Card(d.Printer.T("settings.places"), f.makePlaces())
	f.view = kit.VStack(4, event, seats, people, f.rules)
	f.listen()
	return f
}

// listen hears of every change by hand.
func (f *form) listen() {
	for _, e := range append(f.lists(), f.title, f.motto, f.town, f.venue, f.zone, f.series, f.place,
		f.edition, &f.start.Entry, &f.end.Entry) {
		e.OnChanged = func(string) { f.changed() }
	}
	for i := range signatures {
		f.names[i].OnChanged = func(string) { f.changed() }
		f.roles[i].OnChanged = func(string) { f.changed() }
	}
	f.kind.OnChanged = func(event.Kind) { f.changed() }
}

func (f *form) changed() {
	if !f.filling {
		f.edited()
	}
}

// lists are the inputs of several lines.
func (f *form) lists() []*kit.Entry {
	return []*kit.Entry{f.organizers, f.partners, f.honorary, f.media, f.cofinancing}
}

func (f *form) newForm() *kit.Form {
	k := kit.NewForm()
	f.forms = append(f.forms, k)
	return k
}

func (f *form) makeEvent() fyne.CanvasObject {
	t := f.d.Printer.T
	f.title, f.motto, f.edition = kit.NewEntry(""), kit.NewEntry(""), kit.NewEntry("")
	f.town, f.venue, f.zone = kit.NewEntry(""), kit.NewEntry(""), kit.NewEntry(event.DefaultTimeZone)
	f.series = kit.NewEntry("")
	f.start, f.end = kit.NewDateEntry(f.d.Now), kit.NewDateEntry(f.d.Now)
	var kinds []kit.Option[event.Kind]
	for _, k := range event.Kinds {
		kinds = append(kinds, kit.Option[event.Kind]{Value: k, Text: t("event.kind." + string(k))})
	}
	f.kind = kit.NewSelect(kinds, nil)
	return f.newForm().
		Add("title", kit.NewField(t("field.title"), f.title, "")).
		AddRow([]string{"kind", "edition"}, kit.NewField(t("field.kind"), f.kind, ""),
			kit.NewField(t("field.edition"), f.edition, "")).
		AddRow([]string{"start", "end"}, kit.NewField(t("field.start"), f.start, ""),
			kit.NewField(t("field.end"), f.end, "")).
		AddRow([]string{"town", "venue"}, kit.NewField(t("field.town"), f.town, ""),
			kit.NewField(t("field.venue"), f.venue, "")).
		AddRow([]string{"motto", "timezone"}, kit.NewField(t("settings.motto"), f.motto, ""),
			kit.NewField(t("field.timezone"), f.zone, "")).
		Add("series", kit.NewField(t("settings.series"), f.series, t("settings.series.hint")))
}

func (f *form) makePeople() fyne.CanvasObject {
	t := f.d.Printer.T
	list := func() *kit.Entry { return kit.NewMultiEntry("", 3) }
	f.organizers, f.partners, f.honorary, f.media = list(), list(), list(), list()
	f.cofinancing = kit.NewMultiEntry("", 2)
	hint := t("settings.lines")
	return f.newForm().
		AddRow([]string{"organizers", "partners"}, kit.NewField(t("settings.organizers"), f.organizers, hint),
			kit.NewField(t("settings.partners"), f.partners, hint)).
		AddRow([]string{"honorary_patrons", "media_patrons"}, kit.NewField(t("settings.honorary"), f.honorary, ""),
			kit.NewField(t("settings.media"), f.media, "")).
		Add("cofinancing", kit.NewField(t("settings.cofinancing"), f.cofinancing, t("settings.cofinancing.hint")))
}

func (f *form) makeCertificate() fyne.CanvasObject {
	t := f.d.Printer.T
	f.place = kit.NewEntry("")
	rules := kit.NewButton(t("settings.rules"), kit.IconCertificate, f.d.Rules)
	k := f.newForm().
		AddObject(kit.VStack(2, kit.NewParagraph(t("settings.rules.hint"), kit.StyleMuted), kit.HStack(0, rules))).
		Add("place", kit.NewField(t("settings.place"), f.place, t("settings.place.hint")))
	for i := range signatures {
		f.names[i], f.roles[i] = kit.NewEntry(""), kit.NewEntry("")
		n := strconv.Itoa(i)
		k.AddRow([]string{"name" + n, "role" + n},
			kit.NewField(f.d.Printer.T("settings.signature", map[string]any{"Number": i + 1}), f.names[i], ""),
			kit.NewField(t("settings.signature.role"), f.roles[i], ""))
	}
	return k
}

// fill shows an event.
func (f *form) fill(e event.Event) {
	f.filling = true
	f.title.SetText(e.Title)
	f.kind.SetValue(e.Kind)
	f.edition.SetText(number(e.Edition))
	f.start.SetDate(e.Start.Time(time.UTC))
	f.end.SetDate(e.End.Time(time.UTC))
	f.town.SetText(e.Town)
	f.venue.SetText(e.Venue)
	f.motto.SetText(e.Motto)
	f.zone.SetText(e.TimeZone)
	f.series.SetText(e.Series)
	f.organizers.SetText(strings.Join(e.Organizers, "\n"))
	f.partners.SetText(strings.Join(e.Partners, "\n"))
	f.honorary.SetText(strings.Join(e.HonoraryPatrons, "\n"))
	f.media.SetText(strings.Join(e.MediaPatrons, "\n"))
	f.cofinancing.SetText(e.CoFinancing)
	f.place.SetText(e.Document.Place)
	for i := range signatures {
		var s event.Signature
		if i < len(e.Document.Signatures) {
			s = e.Document.Signatures[i]
		}
		f.names[i].SetText(s.Name)
		f.roles[i].SetText(s.Role)
	}
	f.places.fill(e)
	f.clearErrors()
	f.shown, f.filling = e, false
	f.edited()
}

// touched says whether the form differs from the event it was filled with.
func (f *form) touched() bool {
	_, changed, err := f.read()
	return changed || err != nil
}

func (f *form) clearErrors() {
	for _, k := range f.forms {
		k.ClearErrors()
	}
}

func (f *form) setError(field, text string) bool {
	for _, k := range f.forms {
		if k.SetError(field, text) {
			return true
		}
	}
	return false
}

// number writes a whole number, and nothing where none is set.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
