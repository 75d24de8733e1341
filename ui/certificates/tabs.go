package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// The tabs of the page.
const (
	tabPeople = iota
	tabBook
)

// tabs choose one of a few views; a line marks the chosen one.
type tabs struct {
	content *fyne.Container
	lines   []*kit.Bar
	chosen  int
	changed func(int)
}

func newTabs(titles []string, changed func(int)) *tabs {
	t := &tabs{content: kit.HStack(1), changed: changed}
	for i, title := range titles {
		line := kit.NewBar()
		t.lines = append(t.lines, line)
		line.SetShare(1)
		button := kit.NewQuiet(title, kit.IconNone, func() {
			t.choose(i)
			t.changed(i)
		})
		t.content.Add(kit.VStack(0, button, container.New(fixedHeight(line.MinSize().Height), line)))
	}
	t.choose(0)
	return t
}

// choose marks a view.
func (t *tabs) choose(i int) {
	t.chosen = i
	for j, line := range t.lines {
		line.Hidden = i != j
		line.Refresh()
	}
}
