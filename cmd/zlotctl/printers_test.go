package main

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
	"testing"
)

// A machine without a print service has an empty list; a printer that is off is listed all the same, and what is
// no printer's address is refused.
func TestPrinters(t *testing.T) {
	t.Setenv("CUPS_SERVER", t.TempDir()+"/none")
	ctl := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), args, strings.NewReader(""), &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, out := ctl("printers", "--json"); code != exitDone || strings.TrimSpace(out) != `{"printers":[]}` {
		t.Errorf("%d %s", code, out)
	}
	if code, out := ctl("printers"); code != exitDone || !strings.Contains(out, "Nie ma") {
		t.Errorf("%d %s", code, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "ipp://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	code, out := ctl("printers", "--json", gone)
	var doc struct {
		Printers []struct {
			ID, Name string
			Ready    bool
			Reasons  []string
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || code != exitDone || len(doc.Printers) != 1 {
		t.Fatalf("%d %s %v", code, out, err)
	}
	if p := doc.Printers[0]; p.ID != gone || p.Ready || len(p.Reasons) != 1 || p.Reasons[0] != "offline" {
		t.Errorf("%+v", p)
	}
	if code, out := ctl("printers", "--json", "lpd://x"); code != exitFailed || !strings.Contains(out, "printer.address") {
		t.Errorf("%d %s", code, out)
	}
}
