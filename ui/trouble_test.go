package ui

import (
	"testing"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// A file that is open already is tried again, another one is not meant; a file that is none is exchanged.
func TestTrouble_FirstWayOut(t *testing.T) {
	kittest.Start(t)
	words := i18n.New(i18n.Polish)
	for code, want := range map[string]string{event.CodeLocked: "shell.trouble.retry", event.CodeFileUnread: "shell.trouble.other",
		event.CodeCorrupt: "backup.restore"} {
		trouble := Trouble{Words: words, Err: event.Fail(code, "Path", "zlot.db")}
		if code == event.CodeCorrupt { // copies were found
			trouble.Restore = func() {}
		}
		view := trouble.Content()
		first, ok := kittest.Find(view, func(*kit.Button) bool { return true })
		if !ok || first.Text() != words.T(want) || !first.Primary() {
			t.Errorf("%s: the first way is %q, want %q", code, first.Text(), words.T(want))
		}
	}
}
