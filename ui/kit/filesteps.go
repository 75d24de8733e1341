package kit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// goTo shows a folder, with the cursor on one of its paths if that is there.
func (d *fileDialog) goTo(folder, cursor string) {
	d.asked++
	asked := d.asked
	r := currentRunner()
	r.Go(func() {
		rows, err := readFolder(folder)
		r.Do(func() {
			if asked != d.asked {
				return
			}
			if err != nil {
				d.fields.Field("path").SetError(Printer().T("kit.file.closed"))
				return
			}
			d.folder, d.rows = folder, rows
			d.path.SetText(folder)
			d.fields.ClearErrors()
			if d.name != nil {
				d.agree("")
			}
			d.showRows(cursor)
		})
	})
}

// showRows lists the files that are asked for.
func (d *fileDialog) showRows(cursor string) {
	wanted := d.wanted()
	var shown []fileRow
	for _, f := range d.rows {
		fits := len(wanted) == 0 || slices.ContainsFunc(wanted, func(end string) bool { return strings.HasSuffix(strings.ToLower(f.name), end) })
		if f.folder || fits && d.task != openFolder {
			shown = append(shown, f)
		}
	}
	d.forget()
	d.list.SetItems(nil) // the cursor of another folder is no place in this one
	d.list.SetItems(shown)
	if d.task == saveFile {
		d.list.SelectKey(cursor)
		return
	}
	if d.task == openFolder { // the one above the list is taken: none in it is marked until somebody does so
		d.window.Canvas().Focus(d.path)
		return
	}
	if !d.list.SelectKey(cursor) {
		d.list.SelectRow(0)
	}
	// Not by the list, which may not have been drawn yet.
	d.window.Canvas().Focus(d.list.Focusable())
}

func (d *fileDialog) up() {
	if parent := filepath.Dir(d.folder); parent != d.folder {
		d.goTo(parent, d.folder)
	}
}

// open goes into a folder or takes a file, as Enter in the list does.
func (d *fileDialog) open(f fileRow) {
	switch {
	case f.folder:
		d.goTo(f.path, "")
	case d.task == saveFile:
		d.selected(f)
		d.save(d.folder)
	default:
		d.take(f.path, d.folder)
	}
}

// selected drops a path that was begun, and suggests the name of the file that
// was clicked, to replace it. Where a folder is asked for it is the one that was clicked.
func (d *fileDialog) selected(f fileRow) {
	path := d.folder
	if d.task == openFolder {
		path = f.path
	}
	if d.path.Text != path {
		d.path.SetText(path)
		d.fields.ClearErrors()
	}
	if d.name != nil && !f.folder && d.name.Text != f.name {
		d.name.SetText(f.name)
	}
}

// listKey goes up with Backspace.
func (d *fileDialog) listKey(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyBackspace {
		return false
	}
	d.up()
	return true
}

// typeRune jumps to what begins with the letters typed; what can only begin a
// path goes where paths are typed.
func (d *fileDialog) typeRune(r rune) {
	if r == '/' || r == '~' || r == '\\' {
		d.path.SetText(string(r))
		d.window.Canvas().Focus(d.path)
		d.path.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		return
	}
	if d.stop != nil {
		d.stop()
	}
	d.typed += folded(string(r))
	d.stop = After(typeAhead, d.forget)
	for row, f := range d.list.Items() {
		if strings.HasPrefix(folded(f.name), d.typed) {
			d.list.SelectRow(row)
			return
		}
	}
}

func (d *fileDialog) forget() { d.typed = "" }

// accept does what the button says: it takes what is typed above, or else the
// file of the cursor. Taking closes the dialog.
func (d *fileDialog) accept() bool {
	path := typedPath(d.folder, d.path.Text)
	info, err := os.Stat(path)
	isDir := err == nil && info.IsDir()
	switch {
	case d.task == openFolder && (isDir || err != nil):
		d.takeFolder(path, isDir)
	case d.task == saveFile && isDir:
		d.save(path)
	case d.task == openFile && err == nil && !isDir:
		d.take(path, filepath.Dir(path))
	case !isDir:
		d.refuse("path", Printer().T("kit.file.none"))
	case path != d.folder:
		d.goTo(path, "")
	default:
		d.openCurrent()
	}
	return false
}

// takeFolder takes a folder, and makes it first if only its parent is there.
func (d *fileDialog) takeFolder(path string, there bool) {
	if !there {
		if !isFolder(filepath.Dir(path)) {
			d.refuse("path", Printer().T("kit.file.none"))
			return
		}
		if err := os.Mkdir(path, 0o755); err != nil {
			d.refuse("path", Printer().T("kit.file.folder.failed"))
			return
		}
	}
	d.take(path, path)
}

// openCurrent opens what the cursor is on.
func (d *fileDialog) openCurrent() {
	f, ok := d.list.Current()
	switch {
	case !ok:
	case f.folder:
		d.goTo(f.path, "")
	default:
		d.take(f.path, d.folder)
	}
}

func (d *fileDialog) refuse(field, text string) { d.fields.SetError(field, text) }

// take hands a path over. The dialog is closed first, so that what comes next
// may open another.
func (d *fileDialog) take(path, folder string) {
	remember(d.fileKind(), folder)
	d.dialog.Close()
	d.chosen(path)
}
