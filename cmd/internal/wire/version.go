package wire

import "runtime/debug"

// number is the version of FyneApp.toml; a test holds the two together.
const number = "0.1.0"

// release is what .ci/version says, set by the linker: -X zlot/cmd/internal/wire.release=1.2.3
var release string

// Version is the program's version: what it was built as, or the number and the commit it was built from.
func Version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return number + "+g" + s.Value[:12]
			}
		}
	}
	return number
}
