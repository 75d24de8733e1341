// Package schedule writes programmes as calendars (iCalendar) and in the formats of the conference world
// (schedule.xml and schedule.json, as frab, pretalx and the voc have them), and reads the latter two.
//
// What a file cannot hold is left out, never bent: an unknown time or an unreadable file is an *event.Error.
package schedule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"zlot/event"
)

// Words are the texts of one language.
type Words interface {
	T(id string, args ...map[string]any) string
}

// Formats writes and reads programmes.
type Formats struct {
	words func(language string) Words
}

var _ event.Schedules = Formats{}

// New returns the formats; words gives the texts of a language.
func New[W Words](words func(language string) W) Formats {
	return Formats{words: func(language string) Words { return words(language) }}
}

// printable is text that any format can hold: valid letters, line ends, and nothing that steers a machine.
func printable(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == utf8.RuneError || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef) {
			return -1
		}
		return r
	}, text))
}

// line is printable text without line ends.
func line(text string) string { return strings.Join(strings.Fields(printable(text)), " ") }

// guid is an id in the form that every format asks for. Ours have it already.
func guid(id string) string {
	if u, err := uuid.Parse(id); err == nil {
		return u.String()
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(id)).String()
}
