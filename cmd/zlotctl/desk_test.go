package main

import (
	"strings"
	"testing"

	"zlot/event"
)

// A day at the desk from a terminal: checkpoints edited, a room followed, a page of paper typed in twice.
func TestDesk_CheckpointsPaperLive(t *testing.T) {
	d := newRally(t)
	desk := d.items(must[object](d, 0, "checkpoints"), "checkpoints", checkpointKeys+" room closed opens closes")[0]["id"].(string)
	if code, out, _ := d.call("", "checkpoint", "close", desk); code != 1 || !strings.Contains(out, event.CodeCheckpointLast) {
		t.Errorf("the last desk: %d %s", code, out)
	}
	set := d.keys(0, checkpointKeys, "checkpoint", "set", desk, "--title", "Recepcja", "--policy", "once", "--opens", "2012-09-06T07:30:00+02:00")
	if set["title"] != "Recepcja" || set["policy"] != "once" || set["opens"] != "2012-09-06T07:30:00+02:00" || set["closes"] != nil {
		t.Errorf("set: %v", set)
	}
	if set = must[object](d, 0, "checkpoint", "set", desk, "--opens", "none"); set["opens"] != nil || set["title"] != "Recepcja" {
		t.Errorf("always open: %v", set)
	}
	lecture := d.items(must[object](d, 0, "agenda", "show"), "sessions", "room start")[1]
	from, room := lecture["start"].(string), lecture["room"].(string)
	door := d.keys(0, checkpointKeys, "checkpoint", "add", "--title", "Sala", "--policy", "once_a_session", "--room", room)["id"].(string)
	if set := must[object](d, 0, "checkpoint", "set", door, "--room", "Jadalnia"); set["room"] == "" || set["policy"] != "once_a_session" {
		t.Errorf("another room: %v", set)
	}
	must[object](d, 0, "checkpoint", "set", door, "--room", room)
	codes := d.codes()
	if l := d.scan(0, codes[:1], "--checkpoint", door, "--at", from); l[0].Outcome != "admitted" || l[0].Session == "" {
		t.Errorf("at the door of a room: %+v", l)
	}
	must[object](d, 0, "checkpoint", "close", door)
	if all := d.items(must[object](d, 0, "checkpoints"), "checkpoints", checkpointKeys); len(all) != 1 {
		t.Errorf("offered: %v", all)
	}
	if all := d.items(must[object](d, 0, "checkpoints", "--all"), "checkpoints", checkpointKeys); len(all) != 2 {
		t.Errorf("all: %v", all)
	}
	if reopened := must[object](d, 0, "checkpoint", "reopen", door); reopened["closed"] != false {
		t.Errorf("reopened: %v", reopened)
	}

	page := []string{"--at", "2012-09-06T08:10:00+02:00", event.RowCode(1), event.RowCode(2), codes[5], "34", "-"}
	var first []string
	for range 2 {
		code, out, errs := d.call(event.RowCode(3)+"\n\n"+event.RowCode(1)+"\n", append([]string{"paper", "enter"}, page...)...)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if code != 3 || len(lines) != 6 {
			t.Fatalf("paper: %d %s %s", code, out, errs)
		}
		for i, want := range []string{"admitted", "admitted", "admitted", "damaged_code", "admitted", "admitted"} {
			if !strings.Contains(lines[i], `"outcome":"`+want+`"`) {
				t.Errorf("row %d: %s, want %s", i, lines[i], want)
			}
		}
		if first != nil && strings.Join(first, "\n") != strings.Join(lines, "\n") {
			t.Errorf("typed in again, the page says something else:\n%s\n%s", first, lines)
		}
		first = lines
	}
	if n := len(d.items(must[object](d, 0, "scans"), "scans", loggedKeys)); n != 1+5 {
		t.Errorf("%d scans stored", n)
	}
	live := d.keys(0, "at registered here inside missing sessions arrivals", "live")
	if live["registered"] != 56.0 || live["here"] != 4.0 || live["inside"] != 4.0 {
		t.Errorf("live: %v", live)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
}
