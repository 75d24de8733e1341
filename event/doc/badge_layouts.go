package doc

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"zlot/assets"
	"zlot/event"
)

var badgeLayouts = sync.OnceValue(func() []event.Layout {
	return shippedLayouts("badge", assets.Badge, func(name string, l *event.Layout) {
		l.ID, l.Title = name, "layout."+name
	})
})

// Layouts lists the badge layouts that come with the program, the usual one first.
func (w *Writer) Layouts() []event.Layout { return ownLayouts(badgeLayouts()) }

// shippedLayouts reads layouts that come with the program. They are part of it, so a broken one is a mistake in it.
func shippedLayouts(use string, file func(name string) ([]byte, error), label func(name string, l *event.Layout)) []event.Layout {
	var names []string
	read := func(name string, into any) {
		data, err := file(name)
		if err == nil {
			err = json.Unmarshal(data, into)
		}
		if err != nil {
			panic(fmt.Errorf("%s layout %s: %w", use, name, err))
		}
	}
	read("index", &names)
	all := make([]event.Layout, len(names))
	for i, name := range names {
		read(name, &all[i])
		label(name, &all[i])
	}
	return all
}

// ownLayouts are copies that whoever asked may change.
func ownLayouts(all []event.Layout) []event.Layout {
	all = slices.Clone(all)
	for i := range all {
		all[i].Front, all[i].Back = slices.Clone(all[i].Front), slices.Clone(all[i].Back)
	}
	return all
}
