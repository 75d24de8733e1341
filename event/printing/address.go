package printing

import (
	"cmp"
	"net"
	"net/url"
	"strconv"
	"strings"

	"zlot/event"
)

// address is where a printer is. People type some of them; the others come from lists.
type address struct {
	kind string // cups, ipp, ipps, zpl, winspool
	name string // of the queue: cups, winspool
	host string // with its port
	path string
	dpi  int // of a label printer
}

// The ports and paths that are usual where an address says nothing.
const (
	ippPort = "631"
	zplPort = "9100"
	ippPath = "/ipp/print"
)

// The resolutions of label printers.
var zplDPI = map[string]int{"": 203, "203": 203, "300": 300, "600": 600}

// parseAddress reads an address. Its errors are printer.address, and printer.unsupported for a way that this
// system does not have.
func parseAddress(id string) (address, error) {
	if kind, name, ok := strings.Cut(id, ":"); ok && (kind == "cups" || kind == "winspool") && name != "" {
		return address{kind: kind, name: name}, nil
	}
	u, err := url.Parse(strings.TrimSpace(id))
	if err != nil || u.Hostname() == "" || u.User != nil || !validPort(u) {
		return address{}, event.Fail(event.CodePrinterAddress, "Address", id).In("address")
	}
	a := address{kind: strings.ToLower(u.Scheme), path: u.EscapedPath()}
	port, ok := ippPort, true
	switch a.kind {
	case "ipp", "ipps":
		if a.path == "" || a.path == "/" {
			a.path = ippPath
		}
	case "zpl", "socket":
		a.kind, a.path, port = "zpl", "", zplPort
		a.dpi, ok = zplDPI[u.Query().Get("dpi")]
	default:
		ok = false
	}
	if !ok {
		return address{}, event.Fail(event.CodePrinterAddress, "Address", id).In("address")
	}
	a.host = net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), port))
	return a, nil
}

func validPort(u *url.URL) bool {
	if u.Port() == "" {
		return true
	}
	n, err := strconv.Atoi(u.Port())
	return err == nil && n > 0 && n < 1<<16
}

// String is the address in full.
func (a address) String() string {
	switch a.kind {
	case "cups", "winspool":
		return a.kind + ":" + a.name
	case "zpl":
		return "zpl://" + a.host + "?dpi=" + strconv.Itoa(a.dpi)
	}
	return a.kind + "://" + a.host + a.path
}

// uri is what a server calls the printer.
func (a address) uri() string {
	if a.kind == "cups" {
		return "ipp://localhost/printers/" + url.PathEscape(a.name)
	}
	return a.String()
}

// where is the machine, for people.
func (a address) where() string {
	if a.host == "" {
		return a.name
	}
	host, _, err := net.SplitHostPort(a.host)
	if err != nil {
		return a.host
	}
	return host
}
