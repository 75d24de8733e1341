package kit

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zlot/assets"
)

// Icon names one of the embedded symbols. The empty name is no icon.
type Icon string

// The icons of the program.
const (
	IconNone         Icon = ""
	IconHome         Icon = "home"
	IconPeople       Icon = "people"
	IconAgenda       Icon = "agenda"
	IconBadge        Icon = "badge"
	IconScan         Icon = "scan"
	IconCertificate  Icon = "certificate"
	IconMail         Icon = "mail"
	IconSettings     Icon = "settings"
	IconSearch       Icon = "search"
	IconCheck        Icon = "check"
	IconCross        Icon = "cross"
	IconWarning      Icon = "warning"
	IconClock        Icon = "clock"
	IconUndo         Icon = "undo"
	IconPlus         Icon = "plus"
	IconImport       Icon = "import"
	IconExport       Icon = "export"
	IconPrint        Icon = "print"
	IconSend         Icon = "send"
	IconInfo         Icon = "info"
	IconPerson       Icon = "person"
	IconRoom         Icon = "room"
	IconGroup        Icon = "group"
	IconFilter       Icon = "filter"
	IconSortUp       Icon = "sort-up"
	IconSortDown     Icon = "sort-down"
	IconClose        Icon = "close"
	IconEdit         Icon = "edit"
	IconTrash        Icon = "trash"
	IconMore         Icon = "more"
	IconQuestion     Icon = "question"
	IconGift         Icon = "gift"
	IconLock         Icon = "lock"
	IconMeal         Icon = "meal"
	IconKey          Icon = "key"
	IconDoorIn       Icon = "door-in"
	IconDoorOut      Icon = "door-out"
	IconRefresh      Icon = "refresh"
	IconFolder       Icon = "folder"
	IconStop         Icon = "stop"
	IconPause        Icon = "pause"
	IconChevronDown  Icon = "chevron-down"
	IconChevronLeft  Icon = "chevron-left"
	IconChevronRight Icon = "chevron-right"
)

// Resource is the icon as a Fyne resource that takes the colour of the name
// from the running theme; nil for IconNone.
func (i Icon) Resource(color fyne.ThemeColorName) fyne.Resource {
	if i == IconNone {
		return nil
	}
	return theme.NewColoredResource(i.source(), color)
}

var iconSources sync.Map // Icon → fyne.Resource

// source hands out one resource for each icon, because the toolkit caches
// drawings by resource.
func (i Icon) source() fyne.Resource {
	if r, ok := iconSources.Load(i); ok {
		return r.(fyne.Resource)
	}
	r, _ := iconSources.LoadOrStore(i, fyne.NewStaticResource(string(i)+".svg", assets.Icon(string(i))))
	return r.(fyne.Resource)
}

// IconView shows an icon in a colour of the theme.
type IconView struct {
	widget.BaseWidget
	icon  Icon
	color fyne.ThemeColorName
	size  float32
}

// NewIconView makes a view of an icon at the usual size.
func NewIconView(icon Icon, color fyne.ThemeColorName) *IconView {
	return NewIconViewSize(icon, color, 0)
}

// NewIconViewSize makes a view of an icon with a side of the given length;
// 0 is the usual size.
func NewIconViewSize(icon Icon, color fyne.ThemeColorName, size float32) *IconView {
	v := &IconView{icon: icon, color: color, size: size}
	v.ExtendBaseWidget(v)
	return v
}

// Set changes the icon and its colour.
func (v *IconView) Set(icon Icon, color fyne.ThemeColorName) {
	v.icon, v.color = icon, color
	v.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(v.icon.Resource(v.color))
	img.FillMode = canvas.ImageFillContain
	return &simpleRenderer{
		objects: []fyne.CanvasObject{img},
		layout:  func(s fyne.Size) { img.Resize(s) },
		min: func() fyne.Size {
			if v.size > 0 {
				return fyne.NewSquareSize(v.size)
			}
			return fyne.NewSquareSize(Size(SizeIcon))
		},
		refresh: func() {
			img.Resource = v.icon.Resource(v.color)
			img.Refresh()
		},
	}
}
