package copies

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"zlot/event"
)

const (
	ageEnding  = ".age"
	nameLayout = "20060102T150405Z"
)

// named is how our copies are called; every other file is somebody else's.
var named = regexp.MustCompile(`^(\d{8}T\d{6}Z)-([a-z]+)(?:-[1-9]\d{0,3})?\.zlot(\.age)?$`)

func nameOf(at time.Time, reason event.CopyReason, n int, encrypted bool) string {
	name := at.UTC().Format(nameLayout) + "-" + string(reason)
	if n > 1 {
		name += fmt.Sprint("-", n)
	}
	name += ".zlot"
	if encrypted {
		name += ageEnding
	}
	return name
}

func parseName(name string) (b event.Backup, ok bool) {
	m := named.FindStringSubmatch(name)
	if m == nil || !slices.Contains(event.CopyReasons, event.CopyReason(m[2])) {
		return b, false
	}
	at, err := time.Parse(nameLayout, m[1])
	return event.Backup{Name: name, At: at.UTC(), Reason: event.CopyReason(m[2]), Encrypted: m[3] != ""}, err == nil
}
