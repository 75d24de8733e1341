package printing

import (
	"math"
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"

	"zlot/event"
)

// What a driver can be asked for.
const (
	capPapers     = 2
	capPaperSizes = 3
	capBins       = 6
	capDuplex     = 7
	capBinNames   = 12
	capPaperNames = 16
	capCopies     = 18
)

// capability asks a driver; each of its answers takes so many words of 16 bits.
func capability(name string, what uintptr, words int) ([]uint16, int) {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, 0
	}
	count, _, _ := deviceCapabilities.Call(uintptr(unsafe.Pointer(wide)), 0, what, 0, 0)
	n := int(int32(count))
	if n <= 0 || words == 0 {
		return nil, max(n, 0)
	}
	list := make([]uint16, n*words)
	got, _, _ := deviceCapabilities.Call(uintptr(unsafe.Pointer(wide)), 0, what, uintptr(unsafe.Pointer(&list[0])), 0)
	if int32(got) < 0 {
		return nil, 0
	}
	return list, n
}

// windowsPaper is a size that a driver knows.
type windowsPaper struct {
	event.PrinterMedia
	number int16
}

func papers(name string) []windowsPaper {
	numbers, n := capability(name, capPapers, 1)
	names, n2 := capability(name, capPaperNames, 64)
	sizes, n3 := capability(name, capPaperSizes, 4) // two numbers of 32 bits, in tenths of a millimetre
	var list []windowsPaper
	for i := range min(n, n2, n3) {
		tenths := func(at int) float64 { return float64(uint32(sizes[at])|uint32(sizes[at+1])<<16) / 10 }
		list = append(list, windowsPaper{event.PrinterMedia{Name: windows.UTF16ToString(names[i*64 : (i+1)*64]),
			Width: tenths(i * 4), Height: tenths(i*4 + 2)}, int16(numbers[i])})
	}
	return list
}

func onlyLabels(list []windowsPaper) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(p windowsPaper) bool { return min(p.Width, p.Height) > widestLabel })
}

func bins(name string) (names []string, numbers []int16) {
	raw, n := capability(name, capBins, 1)
	words, n2 := capability(name, capBinNames, 24)
	for i := range min(n, n2) {
		names = append(names, windows.UTF16ToString(words[i*24:(i+1)*24]))
		numbers = append(numbers, int16(raw[i]))
	}
	return names, numbers
}

// fitWindows finds the paper of a page; turned says that the page lies across it.
func fitWindows(list []windowsPaper, width, height float64) (best windowsPaper, turned bool) {
	distance := math.Inf(1)
	for _, p := range list {
		for _, across := range []bool{false, true} {
			w, h := width, height
			if across {
				w, h = height, width
			}
			d := max(math.Abs(p.Width-w), math.Abs(p.Height-h))
			if d <= tolerance && d < distance {
				best, turned, distance = p, across, d
			}
		}
	}
	return best, turned
}
