package printing

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"zlot/event"
)

// spooling says whether the system prints by its own spooler, and not by a print service that speaks IPP.
const spooling = true

var (
	winspool           = windows.NewLazySystemDLL("winspool.drv")
	enumPrinters       = winspool.NewProc("EnumPrintersW")
	getDefaultPrinter  = winspool.NewProc("GetDefaultPrinterW")
	openPrinter        = winspool.NewProc("OpenPrinterW")
	closePrinter       = winspool.NewProc("ClosePrinter")
	getPrinter         = winspool.NewProc("GetPrinterW")
	getJob             = winspool.NewProc("GetJobW")
	deviceCapabilities = winspool.NewProc("DeviceCapabilitiesW")
	documentProperties = winspool.NewProc("DocumentPropertiesW")
)

// The spooler's calls cannot be called off, and ask machines in the network: they get this long.
const (
	spoolPatience = 4 * time.Second
	paintPatience = 2 * time.Minute
)

// limited gives up waiting for a call after a while.
func limited[T any](ctx context.Context, a address, patience time.Duration, code string, call func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := call()
		done <- result{v, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	var none T
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case <-timer.C:
		return none, fail(code, a).Because(errSlow)
	}
}

// printerInfo4 and the others are the structures of the spooler.
type printerInfo4 struct {
	name, server *uint16
	attributes   uint32
}

type printerInfo2 struct {
	server, name, share, port, driver, comment, location *uint16
	mode                                                 uintptr
	separator, processor, datatype, parameters           *uint16
	security                                             uintptr
	attributes, priority, defaultPriority                uint32
	start, until, status, jobs, speed                    uint32
}

type jobInfo1 struct {
	id                                                   uint32
	printer, machine, user, document, datatype, inWords  *uint16
	status, priority, position, totalPages, pagesPrinted uint32
	submitted                                            windows.Systemtime
}

func spoolPrinters(ctx context.Context) ([]event.Printer, error) {
	return limited(ctx, address{name: "Windows"}, spoolPatience, event.CodePrinterService, listSpool)
}

func listSpool() ([]event.Printer, error) {
	const local, connections, level = 2, 4, 4
	var size, count uint32
	_, _, _ = enumPrinters.Call(local|connections, 0, level, 0, 0, uintptr(unsafe.Pointer(&size)), uintptr(unsafe.Pointer(&count)))
	if size == 0 {
		return nil, nil
	}
	buffer := make([]uint64, (size+7)/8)
	ok, _, err := enumPrinters.Call(local|connections, 0, level, uintptr(unsafe.Pointer(&buffer[0])), uintptr(size),
		uintptr(unsafe.Pointer(&size)), uintptr(unsafe.Pointer(&count)))
	if ok == 0 {
		return nil, event.Fail(event.CodePrinterService, "Printer", "Windows").Because(err)
	}
	usual := usualPrinter()
	var list []event.Printer
	for _, info := range unsafe.Slice((*printerInfo4)(unsafe.Pointer(&buffer[0])), count) {
		name := windows.UTF16PtrToString(info.name)
		p := event.Printer{ID: "winspool:" + name, Name: name, Default: name == usual, PrinterState: event.PrinterState{Ready: true}}
		const inNetwork = 0x10 // asking it how it is would take time; Options does
		if info.attributes&inNetwork == 0 {
			if attrs, err := spoolAttrs(name); err == nil {
				p.PrinterState = stateOf(address{kind: "winspool"}, attrs)
			}
			p.Label = onlyLabels(papers(name))
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b event.Printer) int { return btoi(b.Default) - btoi(a.Default) })
	return list, nil
}

func usualPrinter() string {
	name := make([]uint16, 512)
	size := uint32(len(name))
	if ok, _, _ := getDefaultPrinter.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(unsafe.Pointer(&size))); ok == 0 {
		return ""
	}
	return windows.UTF16ToString(name)
}

// open gives a handle to a printer.
func open(name string) (handle uintptr, closeIt func(), err error) {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0, nil, err
	}
	ok, _, err := openPrinter.Call(uintptr(unsafe.Pointer(wide)), uintptr(unsafe.Pointer(&handle)), 0)
	if ok == 0 {
		code := event.CodePrinterUnknown
		if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
			code = event.CodePrinterForbidden
		}
		return 0, nil, event.Fail(code, "Printer", name).Because(err)
	}
	return handle, func() { _, _, _ = closePrinter.Call(handle) }, nil
}

// ask calls a function of the spooler that tells first how much room its answer needs.
func ask(call func(buffer unsafe.Pointer, size uint32, needed *uint32) (uintptr, error)) ([]uint64, error) {
	var size uint32
	_, err := call(nil, 0, &size)
	if size == 0 {
		return nil, err
	}
	buffer := make([]uint64, (size+7)/8)
	if ok, err := call(unsafe.Pointer(&buffer[0]), size, &size); ok == 0 {
		return nil, err
	}
	return buffer, nil
}

// spoolWords says what the bits of the spooler mean in the words of IPP.
var spoolWords = []struct {
	bit  uint32
	word string
}{
	{0x1, "paused"}, {0x2, "other-error"}, {0x8, "media-jam"}, {0x10, "media-empty"}, {0x40, "media-needed"}, {0x80, "offline"},
	{0x800, "output-area-full"}, {0x1000, "offline"}, {0x20000, "toner-low"}, {0x40000, "toner-empty"}, {0x100000, "other-error"},
	{0x400000, "cover-open"},
}

// spoolAttrs asks how a printer is.
func spoolAttrs(name string) (collection, error) {
	handle, closeIt, err := open(name)
	if err != nil {
		return nil, err
	}
	defer closeIt()
	const level = 2
	buffer, err := ask(func(b unsafe.Pointer, size uint32, needed *uint32) (uintptr, error) {
		ok, _, err := getPrinter.Call(handle, level, uintptr(b), uintptr(size), uintptr(unsafe.Pointer(needed)))
		return ok, err
	})
	if err != nil {
		return nil, event.Fail(event.CodePrinterUnknown, "Printer", name).Because(err)
	}
	info := (*printerInfo2)(unsafe.Pointer(&buffer[0]))
	var words []string
	for _, w := range spoolWords {
		if info.status&w.bit != 0 {
			words = append(words, w.word)
		}
	}
	const workOffline = 0x400
	if info.attributes&workOffline != 0 {
		words = append(words, "offline")
	}
	return collection{text("printer-state-reasons", tagKeyword, words...)}, nil
}

func spoolOptions(ctx context.Context, a address) (event.PrinterOptions, error) {
	return limited(ctx, a, spoolPatience, event.CodePrinterSilent, func() (event.PrinterOptions, error) {
		attrs, err := spoolAttrs(a.name)
		if err != nil {
			return event.PrinterOptions{}, err
		}
		known := papers(a.name)
		o := event.PrinterOptions{PrinterState: stateOf(a, attrs), Label: onlyLabels(known)}
		for _, p := range known {
			o.Media = append(o.Media, p.PrinterMedia)
		}
		o.Trays, _ = bins(a.name)
		_, duplex := capability(a.name, capDuplex, 0)
		o.Duplex = duplex == 1
		return o, nil
	})
}

func spoolPrint(ctx context.Context, a address, job event.PrintJob) (string, error) {
	if job.Pages == nil {
		return "", fail(event.CodePrinterFormat, a)
	}
	return limited(ctx, a, paintPatience, event.CodePrinterUnanswered, func() (string, error) {
		attrs, err := spoolAttrs(a.name)
		if err != nil {
			return "", err
		}
		if err := unable(a, attrs); err != nil {
			return "", err
		}
		mode, err := deviceMode(a, job)
		if err != nil {
			return "", err
		}
		return paint(ctx, a, mode, job)
	})
}

// spoolState asks for a job. One that is no longer there has been printed.
func spoolState(ctx context.Context, a address, job string) (event.PrintState, error) {
	id, err := strconv.Atoi(job)
	if err != nil {
		return event.PrintState{}, fail(event.CodePrinterUnknown, a).Because(err)
	}
	return limited(ctx, a, spoolPatience, event.CodePrinterSilent, func() (event.PrintState, error) {
		handle, closeIt, err := open(a.name)
		if err != nil {
			return event.PrintState{}, err
		}
		defer closeIt()
		const level = 1
		buffer, err := ask(func(b unsafe.Pointer, size uint32, needed *uint32) (uintptr, error) {
			ok, _, err := getJob.Call(handle, uintptr(id), level, uintptr(b), uintptr(size), uintptr(unsafe.Pointer(needed)))
			return ok, err
		})
		if err != nil || len(buffer) == 0 {
			return event.PrintState{Done: true}, nil
		}
		const deleting, printed, deleted, complete = 0x4, 0x80, 0x100, 0x1000
		status := (*jobInfo1)(unsafe.Pointer(&buffer[0])).status
		switch {
		case status&(printed|complete) != 0:
			return event.PrintState{Done: true}, nil
		case status&(deleting|deleted) != 0:
			return event.PrintState{Failed: true, Reasons: []string{event.PrinterOther}}, nil
		}
		attrs, err := spoolAttrs(a.name)
		if err != nil {
			return event.PrintState{}, err
		}
		reasons, _ := readState(attrs)
		return event.PrintState{Reasons: reasons}, nil
	})
}

// Places in the structure that tells a driver how to print (DEVMODEW), and the bits that say what is set.
const (
	modeFields, modeOrientation, modePaper, modeLength, modeWidth = 72, 76, 78, 80, 82
	modeScale, modeCopies, modeSource, modeDuplex, modeCollate    = 84, 86, 88, 94, 100

	setOrientation, setPaper, setLength, setWidth = 0x1, 0x2, 0x4, 0x8
	setScale, setCopies, setSource                = 0x10, 0x100, 0x200
	setDuplex, setCollate                         = 0x1000, 0x8000
)

// deviceMode is how the driver is to print a job.
func deviceMode(a address, job event.PrintJob) ([]byte, error) {
	handle, closeIt, err := open(a.name)
	if err != nil {
		return nil, err
	}
	defer closeIt()
	wide, err := windows.UTF16PtrFromString(a.name)
	if err != nil {
		return nil, err
	}
	const out, in = 2, 8
	size, _, err := documentProperties.Call(0, handle, uintptr(unsafe.Pointer(wide)), 0, 0, 0)
	if int32(size) < modeCollate+2 {
		return nil, fail(event.CodePrinterRefused, a).Because(err)
	}
	mode := make([]byte, size)
	at := uintptr(unsafe.Pointer(&mode[0]))
	if ok, _, err := documentProperties.Call(0, handle, uintptr(unsafe.Pointer(wide)), at, 0, out); int32(ok) < 0 {
		return nil, fail(event.CodePrinterRefused, a).Because(err)
	}
	if err := fillMode(a, mode, job); err != nil {
		return nil, err
	}
	if ok, _, err := documentProperties.Call(0, handle, uintptr(unsafe.Pointer(wide)), at, at, in|out); int32(ok) < 0 {
		return nil, fail(event.CodePrinterRefused, a).Because(err)
	}
	return mode, nil
}

func fillMode(a address, mode []byte, job event.PrintJob) error {
	set := func(field uint32, place int, n int16) {
		*(*uint32)(unsafe.Pointer(&mode[modeFields])) |= field
		*(*int16)(unsafe.Pointer(&mode[place])) = n
	}
	const portrait, landscape, ownSize = 1, 2, 256
	set(setOrientation, modeOrientation, portrait)
	set(setScale, modeScale, 100)
	sheet, turned := fitWindows(papers(a.name), job.Width, job.Height)
	if sheet.number != 0 {
		set(setPaper, modePaper, sheet.number)
		*(*uint32)(unsafe.Pointer(&mode[modeFields])) &^= setLength | setWidth
	} else {
		set(setPaper, modePaper, ownSize)
		set(setWidth, modeWidth, int16(math.Round(job.Width*10)))
		set(setLength, modeLength, int16(math.Round(job.Height*10)))
	}
	if turned {
		set(setOrientation, modeOrientation, landscape)
	}
	if job.Tray != "" {
		names, numbers := bins(a.name)
		i := slices.Index(names, job.Tray)
		if i < 0 {
			return fail(event.CodePrinterTray, a).In("tray")
		}
		set(setSource, modeSource, numbers[i])
	}
	if job.Copies > 1 {
		if _, most := capability(a.name, capCopies, 0); job.Copies > most {
			e := fail(event.CodePrinterCopies, a).In("copies")
			e.Args["Most"] = max(most, 1)
			return e
		}
		set(setCopies, modeCopies, int16(job.Copies))
		set(setCollate, modeCollate, 1)
	}
	if _, duplex := capability(a.name, capDuplex, 0); duplex == 1 {
		set(setDuplex, modeDuplex, map[event.Duplex]int16{event.OneSided: 1, event.LongEdge: 2, event.ShortEdge: 3}[job.Duplex])
	} else if job.Duplex != event.OneSided {
		return fail(event.CodePrinterDuplex, a).In("duplex")
	}
	return nil
}
