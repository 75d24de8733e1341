package kit

import (
	"path/filepath"

	"fyne.io/fyne/v2"
)

// lastFolder is the key of the folder where the last file was opened or saved; with the extension of a kind of file
// behind it, of that kind.
const lastFolder = "kit.folder"

// FileOpen asks for a file with one of the extensions (".csv"; none is any) and
// hands its path to chosen.
func FileOpen(w fyne.Window, extensions []string, chosen func(path string)) {
	newFileDialog(w, openFile, extensions, chosen).show(
		Printer().T("kit.file.open"), Printer().T("kit.file.open.action"))
}

// FileSave asks where to write and hands the path to chosen. Name is the
// suggestion, and its extension that of the file whatever is typed. A file that
// is there already is replaced only when somebody has said so, and none of
// another type. What else there is to choose stands beside the buttons.
func FileSave(w fyne.Window, name string, chosen func(path string), choices ...fyne.CanvasObject) {
	FileSaveAs(w, name, nil, chosen, choices...)
}

// FileSaveAs is FileSave for what can be written as several types: those of the
// extensions (".csv"), of which the suggestion has one.
func FileSaveAs(w fyne.Window, name string, extensions []string, chosen func(path string), choices ...fyne.CanvasObject) {
	if ext := extension(name); len(extensions) == 0 && ext != "" {
		extensions = []string{ext}
	}
	d := newFileDialog(w, saveFile, extensions, chosen)
	d.choices = choices
	d.suggest(name)
	d.show(Printer().T("kit.file.save"), Printer().T("kit.file.save.action"))
}

// FolderOpen asks for a folder. One that is typed and not there yet is made.
// What else there is to choose stands beside the buttons.
func FolderOpen(w fyne.Window, chosen func(path string), choices ...fyne.CanvasObject) {
	d := newFileDialog(w, openFolder, nil, chosen)
	d.choices = choices
	d.show(Printer().T("kit.file.folder"), Printer().T("kit.file.folder.action"))
}

// startFolder is where the last file of the kind was, or else where documents are kept. What is of no kind starts where
// the last file of all was.
func startFolder(kind string) string {
	last := fyne.CurrentApp().Preferences().String(lastFolder + kind)
	if last != "" && isFolder(last) {
		return last
	}
	all := places()
	for _, p := range all {
		if p.id == placeDocuments {
			return p.path
		}
	}
	return all[0].path
}

func remember(kind, folder string) {
	folder = filepath.Clean(folder)
	for _, key := range []string{lastFolder, lastFolder + kind} {
		fyne.CurrentApp().Preferences().SetString(key, folder)
	}
}

// fileKind is the first of the extensions of files that belong together, "" for any.
func (d *fileDialog) fileKind() string {
	if len(d.extensions) == 0 {
		return ""
	}
	return d.extensions[0]
}
