package kit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// extension is what a name ends in, as it is compared.
func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// suggest is the name of the file to save. Where it may be of several types,
// they can be chosen.
func (d *fileDialog) suggest(name string) {
	d.name = NewEntry("")
	d.name.SetText(name)
	if len(d.extensions) < 2 {
		return
	}
	options := make([]Option[string], len(d.extensions))
	for i, ext := range d.extensions {
		options[i] = Option[string]{Value: ext, Text: Printer().T("kit.file.filter.some", map[string]any{"Extensions": ext})}
	}
	d.kind = NewSelect(options, d.kindChosen)
	d.kind.SetValue(extension(name))
}

// wanted are the extensions of the files to list; none is any.
func (d *fileDialog) wanted() []string {
	switch {
	case d.kind != nil:
		ext, _ := d.kind.Value()
		return []string{ext}
	case d.filter != nil:
		if only, _ := d.filter.Value(); !only {
			return nil
		}
	}
	return d.extensions
}

// kindChosen gives the name the ending of another type.
func (d *fileDialog) kindChosen(ext string) {
	name := d.name.Text
	if old := extension(name); slices.Contains(d.extensions, old) {
		d.name.SetText(name[:len(name)-len(old)] + ext)
	}
	d.showRows("")
}

// named follows the name as it changes: what was agreed to was about another,
// and an ending that can be written is a choice of the type.
func (d *fileDialog) named(name string) {
	d.agree("")
	if d.kind == nil {
		return
	}
	if old, _ := d.kind.Value(); old != extension(name) && slices.Contains(d.extensions, extension(name)) {
		d.kind.SetValue(extension(name))
		d.showRows("")
	}
}

// enter goes into the folder that was typed, and on to the name.
func (d *fileDialog) enter(text string) {
	path := typedPath(d.folder, text)
	if !isFolder(path) {
		d.refuse("path", Printer().T("kit.file.none"))
		return
	}
	d.goTo(path, "")
	d.window.Canvas().Focus(d.name)
}

// save takes the name below, once somebody has agreed to lose the file that
// has it.
func (d *fileDialog) save(folder string) {
	name := strings.Trim(strings.TrimSpace(d.name.Text), `"'`)
	if name == "" || slices.Contains(d.extensions, strings.ToLower(filepath.Base(name))) {
		d.refuse("name", Printer().T("kit.file.name.none"))
		return
	}
	if path := typedPath(folder, name); isFolder(path) {
		d.goTo(path, "")
		return
	}
	path := d.ended(typedPath(folder, name))
	_, err := os.Stat(path)
	switch {
	case isFolder(path):
		d.goTo(path, "")
	case !isFolder(filepath.Dir(path)):
		d.refuse("name", Printer().T("kit.file.none"))
	case err == nil && d.agreed != path:
		d.name.SetText(d.ended(name)) // so that it is seen what would be replaced
		d.agree(path)
		d.refuse("name", Printer().T("kit.file.exists"))
	default:
		d.take(path, filepath.Dir(path))
	}
}

// ended is a name with the extension of the file behind it. One of another type
// stays before it: it may be no extension at all, as in "Zlot 14.03".
func (d *fileDialog) ended(name string) string {
	wanted := d.wanted()
	if len(wanted) == 0 || slices.Contains(wanted, extension(name)) {
		return name
	}
	return strings.TrimRight(name, ". ") + wanted[0]
}

// agree keeps which file the next press of the button may replace; none takes
// what was said about one away.
func (d *fileDialog) agree(path string) {
	d.agreed = path
	if d.dialog == nil || d.dialog.primary == nil {
		return // it waits for its turn
	}
	if path == "" {
		d.fields.Field("name").SetError("")
		d.dialog.rename(d.action)
	} else {
		d.dialog.rename(Printer().T("kit.file.replace"))
	}
}
