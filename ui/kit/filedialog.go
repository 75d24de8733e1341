package kit

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// fileTask is what a file dialog is for.
type fileTask int

const (
	openFile fileTask = iota
	saveFile
	openFolder
)

// typeAhead is how long letters typed into the list belong together.
const typeAhead = time.Second

// fileDialog asks for a file or folder: places at the left, what is in the
// folder beside them, its path above to be typed or pasted over.
type fileDialog struct {
	window     fyne.Window
	task       fileTask
	extensions []string // those of the files listed; none: all
	chosen     func(path string)
	choices    []fyne.CanvasObject // beside the buttons

	folder string
	rows   []fileRow
	asked  int // folders asked for; only the last one is shown
	typed  string
	stop   func() // ends typed
	agreed string // the file that may be replaced

	dialog *Dialog
	path   *Entry
	name   *Entry // of a file to save, or nil
	fields *Form
	filter *Select[bool]   // of a file to open. true: the extensions only; nil without them
	kind   *Select[string] // of a file to save: its extension; nil where there is no choice
	list   *DataList[fileRow]
	action string
}

func newFileDialog(w fyne.Window, task fileTask, extensions []string, chosen func(string)) *fileDialog {
	d := &fileDialog{window: w, task: task, extensions: extensions, chosen: chosen, path: NewEntry(""), fields: NewForm()}
	t := Printer().T
	d.list = NewDataList([]Column[fileRow]{
		{ID: "kind", Width: 34, Icon: fileIcon, Color: func(fileRow) fyne.ThemeColorName { return ColorPrimary }},
		{ID: "name", Title: t("kit.file.column.name"), Weight: 3, Text: func(f fileRow) string { return f.name }},
		{ID: "changed", Title: t("kit.file.column.changed"), Width: 150,
			Text:  func(f fileRow) string { return Printer().ShortDate(f.changed) + ", " + Printer().Time(f.changed) },
			Color: func(fileRow) fyne.ThemeColorName { return ColorMuted }},
	})
	d.list.OnlyOne()
	d.list.Key = func(f fileRow) string { return f.path }
	d.list.OnOpen = d.open
	d.list.OnSelect = d.selected
	d.list.OnRune = d.typeRune
	d.list.OnKey = d.listKey
	empty := t("kit.file.empty")
	switch task {
	case saveFile:
		empty = t("kit.file.empty.save")
	case openFolder:
		empty = t("kit.file.empty.folder")
	}
	d.list.SetEmpty(EmptyState(IconFolder, empty, "", nil))
	if task == openFile && len(extensions) > 0 {
		d.filter = NewSelect([]Option[bool]{
			{Value: true, Text: t("kit.file.filter.some", map[string]any{"Extensions": strings.Join(extensions, ", ")})},
			{Value: false, Text: t("kit.file.filter.all")}}, func(bool) { d.showRows("") })
	}
	return d
}

// fileIcon marks folders.
func fileIcon(f fileRow) Icon {
	if f.folder {
		return IconFolder
	}
	return IconNone
}

func (d *fileDialog) show(title, action string) {
	d.action = action
	spec := dialogSpec{
		title: title, steps: 220, primary: action, cancel: Printer().T("kit.dialog.cancel"),
		body: d.makeBody(), first: d.path, ok: d.accept,
		opened: func() { d.goTo(startFolder(d.fileKind()), "") },
	}
	if d.name != nil {
		spec.first = d.name
	}
	spec.extra = d.choices
	if d.filter != nil {
		spec.extra = append(spec.extra, d.filter)
	}
	if d.kind != nil {
		spec.extra = append(spec.extra, d.kind)
	}
	d.dialog = showDialog(d.window, spec)
}

func (d *fileDialog) makeBody() fyne.CanvasObject {
	t := Printer().T
	label := t("kit.file.path")
	if d.task == openFile {
		label = t("kit.file.path.file")
	}
	up := NewButton(t("kit.file.up"), IconNone, d.up)
	d.fields.Add("path", NewField(label, d.path, ""))
	top := container.NewBorder(nil, nil, nil, PadSides(5, 0, 0, 2, VStack(0, up)), d.fields)
	var bottom fyne.CanvasObject
	if d.name != nil {
		field := NewField(t("kit.file.name"), d.name, "")
		d.fields.fields["name"] = field // marked like the path, but below the list
		d.name.OnChanged = d.named
		d.path.OnSubmitted = d.enter
		bottom = PadSides(3, 0, 0, 0, field)
	}
	left := VStack(0)
	for _, p := range places() {
		left.Add(HStack(0, NewQuiet(placeName(p), placeIcon(p), func() { d.goTo(p.path, "") })))
	}
	middle := container.NewBorder(nil, nil, PadSides(0, 3, 0, 0, left), nil, d.list)
	body := container.NewBorder(PadSides(0, 0, 3, 0, top), bottom, nil, nil, middle)
	return container.New(&roomLayout{window: d.window}, body)
}

func placeName(p filePlace) string {
	t := Printer().T
	switch p.id {
	case placeHome:
		return t("kit.file.place.home")
	case placeDesktop:
		return t("kit.file.place.desktop")
	case placeDocuments:
		return t("kit.file.place.documents")
	case placeDownloads:
		return t("kit.file.place.downloads")
	case placeComputer:
		return t("kit.file.place.computer")
	}
	if disk := filepath.VolumeName(p.path); disk != "" {
		return disk
	}
	return filepath.Base(p.path)
}

func placeIcon(p filePlace) Icon {
	if p.id == placeHome {
		return IconHome
	}
	return IconFolder
}

// roomLayout makes its object as high as a window has room for.
type roomLayout struct{ window fyne.Window }

// MinSize is part of fyne.Layout.
func (l *roomLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	room := l.window.Canvas().Size().Height - Space(45) // the title and the buttons
	return fyne.NewSize(m.Width, max(m.Height, min(room, Space(125))))
}

// Layout is part of fyne.Layout.
func (l *roomLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}
