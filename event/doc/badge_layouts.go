package doc

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"zlot/assets"
	"zlot/event"
)

// shipped reads the layouts that come with the program. They are part of it, so a broken one is a mistake in it.
var shipped = sync.OnceValue(func() []event.Layout {
	var names []string
	read := func(name string, into any) {
		data, err := assets.Badge(name)
		if err == nil {
			err = json.Unmarshal(data, into)
		}
		if err != nil {
			panic(fmt.Errorf("badge layout %s: %w", name, err))
		}
	}
	read("index", &names)
	all := make([]event.Layout, len(names))
	for i, name := range names {
		read(name, &all[i])
		all[i].ID, all[i].Title = name, "layout."+name
	}
	return all
})

// Layouts lists the badge layouts that come with the program, the usual one first.
func (w *Writer) Layouts() []event.Layout {
	all := slices.Clone(shipped())
	for i := range all {
		all[i].Front, all[i].Back = slices.Clone(all[i].Front), slices.Clone(all[i].Back)
	}
	return all
}
