package printing

import (
	"context"
	"image"
	"math"
	"runtime"
	"strconv"
	"unsafe"

	"golang.org/x/sys/windows"

	"zlot/event"
)

var (
	gdi           = windows.NewLazySystemDLL("gdi32.dll")
	createDC      = gdi.NewProc("CreateDCW")
	deleteDC      = gdi.NewProc("DeleteDC")
	getDeviceCaps = gdi.NewProc("GetDeviceCaps")
	startDoc      = gdi.NewProc("StartDocW")
	endDoc        = gdi.NewProc("EndDoc")
	abortDoc      = gdi.NewProc("AbortDoc")
	startPage     = gdi.NewProc("StartPage")
	endPage       = gdi.NewProc("EndPage")
	stretchDIBits = gdi.NewProc("StretchDIBits")
	stretchMode   = gdi.NewProc("SetStretchBltMode")
)

type docInfo struct {
	size                 int32
	name, output, format *uint16
	kind                 uint32
}

// bitmapInfo describes a picture of three bytes a dot.
type bitmapInfo struct {
	size              uint32
	width, height     int32
	planes, bits      uint16
	compression, area uint32
	perMetreX, y      int32
	used, important   uint32
}

// canvas is a printer that pictures are painted on.
type canvas struct {
	dc              uintptr
	dpiX, dpiY      int
	offsetX, offset int // of what can be printed, from the edges of the paper
	width, height   float64
	colour          bool
}

func (c *canvas) ask(what uintptr) int {
	n, _, _ := getDeviceCaps.Call(c.dc, what)
	return int(int32(n))
}

func openCanvas(a address, mode []byte) (*canvas, error) {
	spooler, err := windows.UTF16PtrFromString("WINSPOOL")
	if err != nil {
		return nil, err
	}
	name, err := windows.UTF16PtrFromString(a.name)
	if err != nil {
		return nil, err
	}
	dc, _, err := createDC.Call(uintptr(unsafe.Pointer(spooler)), uintptr(unsafe.Pointer(name)), 0, uintptr(unsafe.Pointer(&mode[0])))
	if dc == 0 {
		return nil, fail(event.CodePrinterRefused, a).Because(err)
	}
	c := &canvas{dc: dc}
	const bitsOfDot, planes = 12, 14
	c.colour = c.ask(bitsOfDot)*c.ask(planes) > 1
	const dpiX, dpiY, paperX, paperY, offsetX, offsetY = 88, 90, 110, 111, 112, 113
	c.dpiX, c.dpiY = max(c.ask(dpiX), 1), max(c.ask(dpiY), 1)
	c.offsetX, c.offset = c.ask(offsetX), c.ask(offsetY)
	c.width = float64(c.ask(paperX)) / float64(c.dpiX) * inch
	c.height = float64(c.ask(paperY)) / float64(c.dpiY) * inch
	return c, nil
}

func (c *canvas) close() { _, _, _ = deleteDC.Call(c.dc) }

// sharpest is the resolution up to which pages are drawn. A printer that is finer gets whole dots of it.
const sharpest = 400

// paint draws the pages of a job.
func paint(ctx context.Context, a address, mode []byte, job event.PrintJob) (string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	c, err := openCanvas(a, mode)
	if err != nil {
		return "", err
	}
	defer c.close()
	const slack = 2 // millimetres by which a driver may differ
	if math.Abs(c.width-job.Width) > slack || math.Abs(c.height-job.Height) > slack {
		e := fail(event.CodePrinterMedia, a)
		e.Args["Width"], e.Args["Height"] = int(math.Round(job.Width)), int(math.Round(job.Height))
		return "", e
	}
	dpi := c.dpiX
	for dpi > sharpest && dpi%2 == 0 {
		dpi /= 2
	}
	next, sides, err := c.pages(ctx, job, dpi)
	if err != nil {
		return "", err
	}
	title, err := windows.UTF16PtrFromString(short(job.Title))
	if err != nil {
		return "", err
	}
	info := docInfo{name: title}
	info.size = int32(unsafe.Sizeof(info))
	id, _, err := startDoc.Call(c.dc, uintptr(unsafe.Pointer(&info)))
	if int32(id) <= 0 {
		return "", fail(event.CodePrinterRefused, a).Because(err)
	}
	for i := range sides {
		page, err := next(i)
		if err == nil {
			err = c.page(ctx, page, dpi)
		}
		if err != nil {
			_, _, _ = abortDoc.Call(c.dc)
			if ctx.Err() != nil {
				return "", context.Cause(ctx)
			}
			return "", fail(event.CodePrinterRefused, a).Because(err)
		}
	}
	if ok, _, err := endDoc.Call(c.dc); int32(ok) <= 0 {
		return "", fail(event.CodePrinterUnanswered, a).Because(err)
	}
	return strconv.Itoa(int(int32(id))), nil
}

// pages gives the pages of a job one at a time: pictures, or dots where the printer has but one colour.
func (c *canvas) pages(ctx context.Context, job event.PrintJob, dpi int) (page func(i int) (image.Image, error), sides int, err error) {
	if c.colour && job.Picture != nil {
		return func(i int) (image.Image, error) { return job.Picture(ctx, dpi, i) }, job.Sides, nil
	}
	all, err := job.Pages(ctx, dpi)
	return func(i int) (image.Image, error) { return all[i], nil }, len(all), err
}

// page paints one page. Its corner is that of the paper, and not of what can be printed.
func (c *canvas) page(ctx context.Context, page image.Image, dpi int) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if ok, _, err := startPage.Call(c.dc); int32(ok) <= 0 {
		return err
	}
	b := page.Bounds()
	info := bitmapInfo{width: int32(b.Dx()), height: -int32(b.Dy()), planes: 1, bits: 24}
	info.size = uint32(unsafe.Sizeof(info))
	line := (b.Dx()*3 + 3) &^ 3 // rows begin at whole double words
	dots := make([]byte, line*b.Dy())
	from := plainDots(page)
	for y := range b.Dy() {
		row := dots[y*line:]
		in := from.Pix[from.PixOffset(b.Min.X, b.Min.Y+y):]
		for x := range b.Dx() {
			row[x*3], row[x*3+1], row[x*3+2] = in[x*4+2], in[x*4+1], in[x*4]
		}
	}
	const asItIs, copyDots, plainly = 0, 0xcc0020, 3
	_, _, _ = stretchMode.Call(c.dc, plainly)
	ok, _, err := stretchDIBits.Call(c.dc, uintptr(-c.offsetX), uintptr(-c.offset),
		uintptr(b.Dx()*c.dpiX/dpi), uintptr(b.Dy()*c.dpiY/dpi), 0, 0, uintptr(b.Dx()), uintptr(b.Dy()),
		uintptr(unsafe.Pointer(&dots[0])), uintptr(unsafe.Pointer(&info)), asItIs, copyDots)
	if int32(ok) <= 0 {
		return err
	}
	if ok, _, err := endPage.Call(c.dc); int32(ok) <= 0 {
		return err
	}
	return nil
}
