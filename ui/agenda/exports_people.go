package agenda

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// chooser asks whose plans are wanted.
type chooser struct {
	e      *exports
	all    []event.Entry
	picked map[string]bool // those that a search hides too
	list   *kit.DataList[event.Entry]
	count  *kit.Text
	top    *fyne.Container
	dialog *kit.Dialog
	keyed  bool // the last thing was a key
	quiet  bool // the list is being filled
}

// onChoosePeople asks whose plans are wanted, and writes them.
func (e *exports) onChoosePeople() {
	if !e.free() {
		return
	}
	p, t := e.p, e.p.Printer.T
	c := &chooser{e: e, picked: map[string]bool{}, count: kit.NewText("", kit.StyleMuted)}
	for _, x := range p.state.programme.Entries {
		if x.Status != event.Cancelled {
			c.all = append(c.all, x)
		}
	}
	c.makeList()
	search := kit.NewSearchEntry(t("programme.people.search"), c.search)
	search.OnKey = c.searchKey
	c.top = kit.HStack(3, kit.Stretch(search), c.count)
	body := kit.InOrder(kit.PadSides(0, 0, 2, 0, c.top), c.list, nil) // what is first gets the focus
	c.dialog = kit.FormDialog(p.Window, t("programme.people.title"), container.New(tall{}, body), t("common.next"), func(d *kit.Dialog) bool {
		if ids := c.ids(); len(ids) > 0 {
			d.Close()
			e.onPlans(ids)
		}
		return false
	})
	c.showCount()
}

func (c *chooser) makeList() {
	p, t := c.e.p, c.e.p.Printer.T
	text := func(id, title string, weight float32, of func(event.Entry) string) kit.Column[event.Entry] {
		return kit.Column[event.Entry]{ID: id, Title: title, Weight: weight, Text: of,
			Less: func(a, b event.Entry) bool { return event.ComparePolish(of(a), of(b)) < 0 }}
	}
	name := text("name", t("field.name"), 1.4, func(x event.Entry) string { return p.Printer.Person(x.Who.Name.Formal()) })
	name.Bold = true
	c.list = kit.NewDataList([]kit.Column[event.Entry]{
		{ID: "picked", Width: 34, Icon: func(x event.Entry) kit.Icon {
			if c.picked[x.ID] {
				return kit.IconCheck
			}
			return kit.IconNone
		}, Color: func(event.Entry) fyne.ThemeColorName { return kit.ColorPrimary }},
		name, text("institution", t("field.institution"), 1, func(x event.Entry) string { return x.Who.Institution }),
	})
	c.list.Key = func(x event.Entry) string { return x.ID }
	c.list.OnKey = c.typedKey
	c.list.OnSelectionChanged = c.clicked
	c.show(c.all)
}

// searchKey goes from the search down to the people; Enter takes the first one in or out.
func (c *chooser) searchKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		c.list.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.list.Len() > 0 {
			c.typedKey(ev)
		}
	default:
		return false
	}
	return true
}

// typedKey takes the person of the cursor in or out by Space or Enter; other
// keys only move the cursor.
func (c *chooser) typedKey(ev *fyne.KeyEvent) bool {
	x, ok := c.list.Current()
	mark := ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	c.keyed = !mark
	if !mark || !ok {
		return false
	}
	c.pick(x, !c.picked[x.ID])
	return true
}

// clicked takes a person in or out, and several who are selected together in.
func (c *chooser) clicked(selected []event.Entry) {
	keyed := c.keyed
	c.keyed = false
	switch {
	case c.quiet:
	case len(selected) > 1:
		for _, x := range selected {
			c.picked[x.ID] = true
		}
		c.showCount()
	case len(selected) == 1 && !keyed:
		c.pick(selected[0], !c.picked[selected[0].ID])
	}
}

func (c *chooser) pick(x event.Entry, in bool) {
	c.picked[x.ID] = in
	c.showCount()
}

// show lists people; what the list makes of its selection then nobody has chosen.
func (c *chooser) show(people []event.Entry) {
	c.quiet = true
	c.list.SetItems(people)
	c.list.SelectRow(0)
	c.quiet = false
}

// search leaves those whose words begin like all the words asked for.
func (c *chooser) search(text string) {
	wanted := strings.Fields(event.Fold(text))
	c.show(slices.DeleteFunc(slices.Clone(c.all), func(x event.Entry) bool { return !found(x, wanted) }))
}

func (c *chooser) ids() []string {
	var ids []string
	for _, x := range c.all {
		if c.picked[x.ID] {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

func (c *chooser) showCount() {
	n := len(c.ids())
	c.count.SetText(c.e.p.Printer.N("common.selected", n))
	c.top.Refresh()
	c.dialog.SetReady(n > 0)
	c.list.Refresh()
}

// tall gives what is in a dialog the height of a list.
type tall struct{}

// MinSize is part of fyne.Layout.
func (tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, kit.Space(85))
}

// Layout is part of fyne.Layout.
func (tall) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
}
