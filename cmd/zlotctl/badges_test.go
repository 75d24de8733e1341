package main

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labels is a printer of labels that keeps what it got.
func labels(t *testing.T) (address string, got chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	got = make(chan string, 50)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			data, _ := io.ReadAll(c)
			_ = c.Close()
			if len(data) > 0 {
				got <- string(data)
			}
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return "zpl://" + l.Addr().String() + "?dpi=203", got
}

// A layout goes out as a file and comes back as the event's own, the plan leaves a role out, a printer of labels
// gets what is left, a second print needs --again, and the log knows of both.
func TestBadges(t *testing.T) {
	d := newDesk(t)
	d.keys(0, "event", "demo")
	all := d.items(d.keys(0, "layouts", "badges", "layouts"), "layouts", "id title own usual each width height back")
	label := ""
	for _, l := range all {
		if l["each"] == 1.0 && label == "" {
			label = l["id"].(string)
		}
	}
	file := filepath.Join(d.dir, "label.json")
	d.keys(0, "layout path", "badges", "export", label, "-o", file)
	own := d.keys(0, "layout title", "badges", "import", file)["layout"].(string)
	plan := d.keys(0, "layout single roles", "badges", "plan", "--layout", own, "--role", "organizer=none", "--role", "moderator="+label)
	if plan["layout"] != own || plan["roles"].(object)["organizer"] != "none" {
		t.Errorf("the plan is %v", plan)
	}
	people := d.items(d.keys(0, "registrations", "registrations"), "registrations", "id roles")
	one := people[0]["id"].(string)
	printer, got := labels(t)
	if b := d.keys(0, "badges pages layout printer", "badges", "--printer", printer, one); b["badges"] != 1.0 {
		t.Errorf("printed %v", b)
	}
	if zpl := <-got; !strings.Contains(zpl, "^XA") {
		t.Errorf("the printer got %.40q", zpl)
	}
	d.refused(1, "badge.again", "badges", "--printer", printer, one)
	d.keys(0, "badges", "badges", "--printer", printer, "--again", one)
	<-got
	prints := d.items(d.keys(0, "prints", "badges", "log"), "prints", "id at by desk printer layout version badges registrations")
	if len(prints) != 2 || prints[0]["badges"] != 1.0 || !strings.HasPrefix(prints[0]["printer"].(string), "127.0.0.1") {
		t.Errorf("the log has %v", prints)
	}
	sheets := filepath.Join(d.dir, "b.pdf")
	if b := d.keys(0, "without already", "badges", "-o", sheets, "--layout", "a4-8-90x54", "--order", "institution", "--start", "3", "--duplex", "long"); b["already"] != 1.0 {
		t.Errorf("drawn %v", b)
	}
	if _, err := os.Stat(sheets); err != nil {
		t.Error(err)
	}
}

// What is wrong is a sentence, and nothing is done.
func TestBadges_Refuses(t *testing.T) {
	d := newDesk(t)
	d.keys(0, "event", "demo")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "zpl://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	d.refused(1, "printer.offline", "badges", "--printer", gone)
	if prints := d.keys(0, "prints", "badges", "log")["prints"].([]any); len(prints) != 0 {
		t.Errorf("%d prints in the log of a printer that is off", len(prints))
	}
	bad := filepath.Join(d.dir, "bad.json")
	if err := os.WriteFile(bad, []byte(`{"format":"zlot-badge-layout","version":1,"layout":{"title":"Za duży","stock":{"page_width":210,"page_height":297,"columns":3,"rows":4,"width":90,"height":54},"front":[{"kind":"code","x":1,"y":1,"w":20,"h":20}]}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d.refused(1, "badge.layout.large", "badges", "import", bad)
	d.refused(1, "badge.layout.unknown", "badges", "plan", "--layout", "round")
	d.refused(1, "file.unreadable", "badges", "import", filepath.Join(d.dir, "none.json"))
	for _, args := range [][]string{{"badges", "-o", "x.pdf", "--start", "0"}, {"badges", "-o", "x.pdf", "--printer", gone}, {"badges", "plan", "--role", "king=none"}} {
		if code, out, _ := d.call("", args...); code != 2 {
			t.Errorf("%v: exit %d, %s", args, code, out)
		}
	}
}
