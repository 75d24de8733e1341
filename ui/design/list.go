package design

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// itemRow is an item in the list; the topmost is the first.
type itemRow struct {
	index int
	icon  kit.Icon
	name  string
	wrong bool
}

// itemList is the column at the left: all items of a side as they lie on top of each other.
type itemList struct {
	d       *Designer
	view    fyne.CanvasObject
	add     *kit.Button
	list    *kit.DataList[itemRow]
	up      *kit.Button
	down    *kit.Button
	double  *kit.Button
	remove  *kit.Button
	marking bool
}

func newItemList(d *Designer) *itemList {
	l := &itemList{d: d}
	t := d.deps.Printer.T
	l.add = kit.NewButton(t("design.add"), kit.IconPlus, d.showAdd)
	l.list = kit.NewDataList([]kit.Column[itemRow]{{ID: "name", Title: t("design.items"), Text: func(r itemRow) string { return r.name },
		Icon: func(r itemRow) kit.Icon { return r.icon }, Color: func(r itemRow) fyne.ThemeColorName {
			if r.wrong {
				return kit.ColorWarning
			}
			return kit.ColorText
		}}})
	l.list.Key = func(r itemRow) string { return strconv.Itoa(r.index) }
	l.list.OnSelectionChanged = l.onChosen
	l.list.OnOpen = func(itemRow) { d.props.focusFirst() }
	l.list.OnKey = l.onKey
	l.list.SetEmpty(kit.EmptyState(kit.IconNone, t("design.items.none"), "", nil))
	l.up = kit.NewQuiet(t("design.up"), kit.IconSortUp, func() { d.act(func(s *sketch) { s.restack(true) }) })
	l.down = kit.NewQuiet(t("design.down"), kit.IconSortDown, func() { d.act(func(s *sketch) { s.restack(false) }) })
	l.double = kit.NewQuiet(t("design.duplicate"), kit.IconPlus, func() { d.act((*sketch).duplicate) })
	l.remove = kit.NewQuiet(t("design.remove"), kit.IconTrash, func() { d.act((*sketch).remove) })
	bottom := kit.PadSides(1, 0, 0, 0, kit.VStack(0, kit.Columns(1, l.up, l.down), kit.Columns(1, l.double, l.remove)))
	l.view = kit.InOrder(kit.PadSides(0, 0, 2, 0, l.add), l.list, bottom)
	return l
}

// show lists the items anew.
func (l *itemList) show() {
	items := l.d.sketch.items()
	rows := make([]itemRow, 0, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		rows = append(rows, itemRow{index: i, icon: kindIcons[items[i].Kind], name: l.d.nameOf(items[i]), wrong: l.d.troubled(i)})
	}
	if !slices.Equal(rows, l.list.Items()) {
		l.marking = true
		l.list.SetItems(rows)
		l.marking = false
	}
	l.mark()
}

// mark selects what is chosen on the badge.
func (l *itemList) mark() {
	l.marking = true
	defer func() { l.marking = false }()
	var keys, have []string
	for _, i := range l.d.sketch.chosen {
		keys = append(keys, strconv.Itoa(i))
	}
	for _, r := range l.list.Selected() {
		have = append(have, strconv.Itoa(r.index))
	}
	slices.Sort(keys)
	slices.Sort(have)
	if !slices.Equal(keys, have) {
		if len(keys) == 0 {
			l.list.ClearSelection()
		} else {
			l.list.SelectKeys(keys)
		}
	}
	some := len(keys) > 0
	for _, b := range []*kit.Button{l.up, l.down, l.double, l.remove} {
		if b.Disabled() == some {
			b.SetEnabled(some)
		}
	}
}

func (l *itemList) onChosen(rows []itemRow) {
	if l.marking {
		return
	}
	s := l.d.sketch
	s.pause()
	s.chosen = nil
	for _, r := range rows {
		s.chosen = append(s.chosen, r.index)
	}
	l.marking = true // it is the list that says what is chosen
	l.d.chosenChanged()
	l.marking = false
}

func (l *itemList) onKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		l.d.act((*sketch).remove)
	case fyne.KeyInsert:
		l.d.showAdd()
	case fyne.KeyEscape:
		l.d.focus()
	default:
		return false
	}
	return true
}

// showAdd opens the menu of the kinds of items.
func (d *Designer) showAdd() {
	var items []*fyne.MenuItem
	for _, k := range d.sketch.layout.Use.Kinds() {
		item := fyne.NewMenuItem(d.deps.Printer.T("design.kind."+string(k)), func() { d.add(k) })
		item.Icon = kindIcons[k].Resource(kit.ColorMuted)
		item.Disabled = d.once(k)
		items = append(items, item)
	}
	kit.ShowMenu(items, d.list.add)
}

// once says whether there is one of a kind on this side already, and another would say the same again.
func (d *Designer) once(k event.ItemKind) bool {
	switch k {
	case event.ItemDeed, event.ItemTopics, event.ItemSignatures, event.ItemLogos:
		return slices.ContainsFunc(d.sketch.items(), func(i event.LayoutItem) bool { return i.Kind == k })
	}
	return false
}

// add puts a new item on the badge; a picture is asked for first.
func (d *Designer) add(k event.ItemKind) {
	if k == event.ItemImage {
		d.choosePicture(func(name string, shape float64) {
			i := d.newShape(k, shape)
			i.Image = name
			d.act(func(s *sketch) { s.add(i) })
			d.focus()
		})
		return
	}
	d.act(func(s *sketch) { s.add(d.newItem(k)) })
	if textual(k) {
		d.props.focusFirst()
		if words, ok := d.props.first.(fyne.Shortcutable); ok && k == event.ItemText {
			words.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed stands instead of the example
		}
		return
	}
	d.focus()
}

// showItemMenu is the menu of the right button.
func (d *Designer) showItemMenu(at fyne.Position) {
	t := d.deps.Printer.T
	act := func(label string, run func()) *fyne.MenuItem {
		item := fyne.NewMenuItem(label, run)
		item.Disabled = len(d.sketch.chosen) == 0
		return item
	}
	paste := fyne.NewMenuItem(t("design.menu.paste"), d.paste)
	paste.Disabled = fyne.CurrentApp().Clipboard().Content() == ""
	all := fyne.NewMenuItem(t("design.menu.all"), func() { d.sketch.chooseAll(); d.chosenChanged() })
	d.board.spot.Resize(fyne.NewSquareSize(1))
	d.board.spot.Move(at)
	kit.ShowMenu([]*fyne.MenuItem{
		act(t("design.menu.copy"), d.copy), paste, act(t("design.duplicate"), func() { d.act((*sketch).duplicate) }),
		act(t("design.remove"), func() { d.act((*sketch).remove) }), fyne.NewMenuItemSeparator(),
		act(t("design.up"), func() { d.act(func(s *sketch) { s.restack(true) }) }),
		act(t("design.down"), func() { d.act(func(s *sketch) { s.restack(false) }) }), fyne.NewMenuItemSeparator(), all,
	}, d.board.spot)
}
