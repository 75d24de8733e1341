package kit

import (
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// lastFolder is where the last file was opened or saved, for the next time.
var lastFolder fyne.ListableURI

// FileOpen asks for a file with one of the extensions (".csv"; none is any) and
// hands its path to chosen.
func FileOpen(w fyne.Window, extensions []string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			ShowError(w, Printer(), err)
			return
		}
		if r == nil {
			return
		}
		path := r.URI().Path()
		closeQuietly(r)
		remember(path)
		chosen(path)
	}, w)
	d.SetTitleText(Printer().T("kit.file.open"))
	d.SetConfirmText(Printer().T("kit.file.open.action"))
	prepare(w, d, extensions)
}

// FileSave asks where to write and hands the path to chosen. Name is the
// suggestion. The file dialog of the toolkit creates the file; it is written
// anew by the caller.
func FileSave(w fyne.Window, name string, chosen func(path string)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			ShowError(w, Printer(), err)
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		closeQuietly(f)
		remember(path)
		chosen(path)
	}, w)
	d.SetFileName(name)
	d.SetTitleText(Printer().T("kit.file.save"))
	d.SetConfirmText(Printer().T("kit.file.save.action"))
	prepare(w, d, nil)
}

// FolderOpen asks for a folder.
func FolderOpen(w fyne.Window, chosen func(path string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil {
			ShowError(w, Printer(), err)
			return
		}
		if u != nil {
			lastFolder = u
			chosen(u.Path())
		}
	}, w)
	d.SetTitleText(Printer().T("kit.file.folder"))
	d.SetConfirmText(Printer().T("kit.file.folder.action"))
	prepare(w, d, nil)
}

func prepare(w fyne.Window, d *dialog.FileDialog, extensions []string) {
	d.SetDismissText(Printer().T("kit.dialog.cancel"))
	d.SetView(dialog.ListView) // names of documents are long
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(extensions))
	}
	if lastFolder != nil {
		d.SetLocation(lastFolder)
	}
	waiting := &Dialog{window: w, foreign: fileDialog{FileDialog: d, window: w}}
	d.SetOnClosed(waiting.Close)
	waiting.openOrWait()
}

// fileDialog is the toolkit's dialog at a size that shows more than six files.
type fileDialog struct {
	*dialog.FileDialog
	window fyne.Window
}

// Show shows the dialog. Its size can be set only once it is there.
func (d fileDialog) Show() {
	d.FileDialog.Show()
	size := d.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width*0.85, Space(230)), min(size.Height*0.85, Space(160))))
}

// closeQuietly closes what was never read or written through.
func closeQuietly(c io.Closer) {
	if err := c.Close(); err != nil {
		fyne.LogError("close chosen file", err)
	}
}

func remember(path string) {
	if u, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(path))); err == nil {
		lastFolder = u
	}
}
