package registrations

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of the details.
const (
	tabData    = "data"
	tabAgenda  = "agenda"
	tabScans   = "scans"
	tabPapers  = "papers"
	tabHistory = "history"
)

// detail shows one registration: who it is, and a tab of what is known.
type detail struct {
	p      *Page
	view   fyne.CanvasObject
	head   *fyne.Container
	tabs   *kit.Tabs
	body   *fyne.Container
	filled fyne.CanvasObject
	stack  *fyne.Container
	none   fyne.CanvasObject

	entry  event.Entry
	before string // earlier editions, in words
	past   kit.Latest[string]
	forms  map[string]*form // with what was typed and not saved, by registration
	form   *form            // of the one shown
	latest kit.Latest[rows]

	scroll   *kit.Scroll // of the tab shown
	scrolled [2]string   // the registration and the tab that scroll is about
	places   map[string]*kit.Button
	refocus  string // session whose button had the focus before it was painted anew
}

func newDetail(p *Page) *detail {
	t := p.Printer.T
	d := &detail{p: p, head: kit.VStack(2), body: container.NewStack(), stack: container.NewStack(), forms: map[string]*form{}}
	d.tabs = kit.NewTabs([]kit.Tab{{ID: tabData, Text: t("registrations.tab.data")}, {ID: tabAgenda, Text: t("registrations.tab.agenda")},
		{ID: tabScans, Text: t("registrations.tab.scans")}, {ID: tabPapers, Text: t("registrations.tab.papers")},
		{ID: tabHistory, Text: t("registrations.tab.history")}, {ID: tabPrivacy, Text: t("privacy.tab")}}, func(string) { d.showTab() })
	top := kit.VStack(2, kit.PadSides(3, 3, 0, 3, d.head), kit.PadSides(0, 1, 0, 1, d.tabs))
	d.filled = kit.InOrder(top, d.body, nil)
	d.none = kit.EmptyState(kit.IconPerson, t("registrations.detail.none"), "", nil)
	d.stack.Objects = []fyne.CanvasObject{d.none}
	d.view = kit.NewPanel(d.stack)
	return d
}

// show paints a registration; an empty one says that nobody is chosen.
func (d *detail) show(e event.Entry) {
	if e.ID == "" {
		d.entry, d.form = e, nil
		d.p.showPrimary()
		d.stack.Objects = []fyne.CanvasObject{d.none}
		d.stack.Refresh()
		return
	}
	same := d.entry.ID == e.ID
	if d.entry.Person != e.Person {
		d.before = ""
	}
	d.entry = e
	d.showHead()
	d.readBefore()
	d.stack.Objects = []fyne.CanvasObject{d.filled}
	if same && d.tabs.Chosen() == tabData && d.form != nil && !e.Who.Erased {
		d.form.refill(e)
		d.stack.Refresh()
		return
	}
	d.showTab()
	d.stack.Refresh()
	d.p.showDrafts()
}

func (d *detail) showHead() {
	p, e := d.p, d.entry
	tone, icon := look(e.Status)
	chips := kit.HStack(2, kit.NewChip(tone, icon, p.Printer.T("status."+string(e.Status))))
	chips.Add(kit.NewChip(kit.ToneNeutral, kit.IconPerson, p.roleWord(e)))
	if e.Payment.Due() {
		chips.Add(kit.NewChip(kit.ToneAttention, kit.IconWarning, p.Printer.T("registrations.due", i18n.Args{"Fee": p.Printer.Money(e.Payment.Fee)})))
	}
	d.head.Objects = []fyne.CanvasObject{
		kit.NewText(p.heading(e), kit.StyleSection.Truncated()),
		kit.NewText(joined(" · ", e.Who.Institution, e.Who.Town), kit.StyleMuted.Truncated()),
		chips,
	}
	if d.before != "" {
		d.head.Add(kit.NewText(d.before, kit.StyleSmall.Truncated()))
	}
	if e.Status == event.Waitlisted {
		d.head.Add(p.makeWaiting(e))
	}
	d.head.Refresh()
}

// roleWord is what somebody is, in the grammar of the person.
func (p *Page) roleWord(e event.Entry) string {
	role := e.MainRole()
	switch e.Who.Address {
	case event.Feminine:
		return p.Printer.T("role." + string(role) + ".f")
	case event.Masculine:
		return p.Printer.T("role." + string(role) + ".m")
	}
	return p.Printer.T("role." + string(role))
}

// showTab paints what the chosen tab is about.
func (d *detail) showTab() {
	tab := d.tabs.Chosen()
	if tab == tabData && d.entry.Who.Erased {
		d.latest.Cancel()
		d.form = nil
		d.p.showPrimary()
		d.put(d.makeErased())
		return
	}
	if tab == tabData {
		d.latest.Cancel()
		d.form = d.forms[d.entry.ID]
		if d.form == nil {
			d.form = newForm(d)
		}
		d.form.refill(d.entry)
		d.p.showPrimary()
		d.put(d.form.view)
		return
	}
	d.form = nil
	d.p.showPrimary()
	work := map[string]func(context.Context) (rows, error){
		tabAgenda: d.loadAgenda, tabScans: d.loadScans, tabPapers: d.loadPapers, tabHistory: d.loadHistory, tabPrivacy: d.loadPrivacy}[tab]
	d.latest.Run(d.p.ctx, work, func(build rows, err error) {
		if err != nil {
			d.put(kit.Pad(3, kit.Notice(kit.ToneRefused, d.p.Printer.Error(err), nil)))
			return
		}
		d.showRows(build())
	})
}

func (d *detail) put(o fyne.CanvasObject) {
	d.body.Objects = []fyne.CanvasObject{o}
	d.body.Refresh()
}

// edit goes to the first field, or to one that was being typed in.
func (d *detail) edit() {
	d.tabs.Choose(tabData)
	if d.form != nil {
		d.form.focus()
	}
}

// line is an icon with a sentence and a smaller one under it.
func line(icon kit.Icon, color fyne.ThemeColorName, title, sub string) fyne.CanvasObject {
	words := kit.VStack(0, kit.NewParagraph(title, kit.StyleBody))
	if sub != "" {
		words.Add(kit.NewParagraph(sub, kit.StyleSmall))
	}
	return container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(icon, color))), nil, words)
}

// fact is a value under its label.
func fact(label, value string) fyne.CanvasObject {
	return kit.VStack(0, kit.NewText(label, kit.StyleSmall), kit.NewParagraph(value, kit.StyleBody))
}

// joined puts a separator between the texts that say something.
func joined(separator string, texts ...string) string {
	var all []string
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, separator)
}
