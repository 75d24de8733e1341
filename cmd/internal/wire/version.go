package wire

import "runtime/debug"

// release is set by the linker for releases: -X zlot/cmd/internal/wire.release=1.2.3
var release string

// Version is the program's version: the release, or the commit it was built from.
func Version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "0.1.0+" + s.Value[:12]
			}
		}
	}
	return "0.1.0"
}
