package kit

// WidthKeeper remembers on this machine how wide somebody made the columns of lists.
type WidthKeeper interface {
	Widths(list string) map[string]float32
	SetWidths(list string, widths map[string]float32)
}

var widthKeeper WidthKeeper

// KeepWidths says who remembers the widths of lists; without anybody they last as long as the list.
func KeepWidths(k WidthKeeper) (restore func()) {
	before := widthKeeper
	widthKeeper = k
	return func() { widthKeeper = before }
}

// Keep makes the widths of the list remembered under a name.
func (l *DataList[T]) Keep(list string) {
	k := widthKeeper
	if k == nil {
		return
	}
	l.SetWidths(k.Widths(list))
	l.OnResized = func(widths map[string]float32) { k.SetWidths(list, widths) }
}
