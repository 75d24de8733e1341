package printing

import (
	"slices"
	"strings"

	"zlot/event"
)

// reasonOf holds what the keywords of RFC 8011 and PWG 5100.9, and those of CUPS, mean. A printer's words in its
// own language are never shown.
var reasonOf = map[string]string{
	"offline":                   event.PrinterOffline,
	"shutdown":                  event.PrinterOffline,
	"timed-out":                 event.PrinterOffline,
	"connecting-to-device":      event.PrinterConnecting,
	"media-empty":               event.PrinterPaperOut,
	"media-low":                 event.PrinterPaperLow,
	"media-needed":              event.PrinterMediaWrong,
	"media-jam":                 event.PrinterJam,
	"cover-open":                event.PrinterCoverOpen,
	"door-open":                 event.PrinterCoverOpen,
	"interlock-open":            event.PrinterCoverOpen,
	"toner-empty":               event.PrinterTonerOut,
	"toner-low":                 event.PrinterTonerLow,
	"marker-supply-empty":       event.PrinterTonerOut,
	"marker-supply-low":         event.PrinterTonerLow,
	"marker-supply-missing":     event.PrinterTonerOut,
	"developer-empty":           event.PrinterTonerOut,
	"developer-low":             event.PrinterTonerLow,
	"input-tray-missing":        event.PrinterTray,
	"output-tray-missing":       event.PrinterTray,
	"output-area-full":          event.PrinterTray,
	"paused":                    event.PrinterStopped,
	"moving-to-paused":          event.PrinterStopped,
	"stopped-partly":            event.PrinterStopped,
	"stopping":                  event.PrinterStopped,
	"spool-area-full":           event.PrinterClosed,
	"cups-waiting-for-job":      "",
	"none":                      "",
	"wifi-not-configured":       "",
	"identify-printer":          "",
	"power-down":                event.PrinterOffline,
	"hold-new-jobs":             event.PrinterStopped,
	"deleted":                   event.PrinterOffline,
	"testing":                   event.PrinterStopped,
	"resource-exhausted":        event.PrinterOther,
	"cups-remote-stopped":       event.PrinterStopped,
	"cups-remote-pending":       "",
	"cups-insecure-filter":      "",
	"cups-missing-filter":       event.PrinterStopped,
	"marker-waste-full":         event.PrinterTonerOut,
	"marker-waste-almost-full":  event.PrinterTonerLow,
	"opc-near-eol":              event.PrinterTonerLow,
	"opc-life-over":             event.PrinterTonerOut,
	"fuser-over-temp":           event.PrinterOther,
	"fuser-under-temp":          event.PrinterOther,
	"interpreter-resource-full": event.PrinterOther,
}

// readState translates state, reasons and willingness of a printer. grave are the reasons that stop it now.
func readState(attrs collection) (reasons, grave []string) {
	add := func(reason string, heavy bool) {
		if reason == "" {
			return
		}
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
		if heavy && !slices.Contains(grave, reason) {
			grave = append(grave, reason)
		}
	}
	for _, word := range attrs.strings("printer-state-reasons") {
		reason, heavy := translate(word)
		add(reason, heavy)
	}
	if slices.Contains(reasons, event.PrinterConnecting) && outOfReach(attrs) {
		add(event.PrinterOffline, true)
	}
	const stopped = 5
	if state, _ := attrs.int("printer-state"); state == stopped && len(grave) == 0 {
		add(event.PrinterStopped, true)
	}
	if !attrs.bool("printer-is-accepting-jobs", true) {
		add(event.PrinterClosed, true)
	}
	byWeight := func(a, b string) int {
		return slices.Index(event.PrinterReasons, a) - slices.Index(event.PrinterReasons, b)
	}
	slices.SortFunc(reasons, byWeight)
	slices.SortFunc(grave, byWeight)
	return reasons, grave
}

// outOfReach says that a queue has been trying to reach its printer for longer than that takes.
func outOfReach(attrs collection) bool {
	const processing, patience = 4, 5 // seconds
	state, _ := attrs.int("printer-state")
	now, ok1 := attrs.int("printer-up-time")
	since, ok2 := attrs.int("printer-state-change-time")
	return state == processing && ok1 && ok2 && now-since > patience
}

// translate turns a keyword with its severity into a reason; heavy says that nothing prints because of it.
// "report" and "warning" are for information, except that CUPS reports in this way a printer it cannot reach.
func translate(word string) (reason string, heavy bool) {
	heavy = true
	for _, mild := range []string{"-report", "-warning"} {
		if plain, ok := strings.CutSuffix(word, mild); ok {
			word, heavy = plain, false
		}
	}
	word = strings.TrimSuffix(word, "-error")
	if strings.HasPrefix(word, "cups-ipp-") {
		return "", false // how well a printer keeps to the standard
	}
	reason, known := reasonOf[word]
	if !known {
		return event.PrinterOther, false // unknown words must not keep anybody from printing
	}
	switch reason {
	case event.PrinterOffline:
		heavy = true
	case event.PrinterPaperLow, event.PrinterTonerLow, event.PrinterOther, event.PrinterConnecting:
		heavy = false
	}
	return reason, heavy
}
