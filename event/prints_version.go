package event

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"
	"strings"
)

// versionLength is how many digits of a checksum are kept: enough to tell what changed from what did not.
const versionLength = 12

// decimals writes numbers alike in all languages: that a badge would be drawn in another one is no change.
var decimals = strings.NewReplacer(",", ".")

// badgeVersion is a checksum of what a badge says. The code is in it, which is random: nothing can be learned
// from the checksum once the person's data are erased.
func badgeVersion(b Badge) string {
	h := sha256.New()
	say(h, b.Code, b.Name.Title, b.Name.Given, b.Name.Family, b.Institution, b.Town, string(b.Role), string(b.Address), b.Group, b.Box, b.Photo)
	sayNumber(h, int64(b.Number))
	sayNumber(h, int64(len(b.Lines)))
	for _, line := range b.Lines {
		say(h, decimals.Replace(line))
	}
	names := make([]string, 0, len(b.Fields))
	for name := range b.Fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		say(h, name, decimals.Replace(b.Fields[name]))
	}
	for _, s := range b.Agenda {
		sayNumber(h, s.Start.Unix())
		sayNumber(h, s.End.Unix())
		say(h, s.Title, s.Room)
	}
	return hex.EncodeToString(h.Sum(nil))[:versionLength]
}

// version is a checksum of how a layout looks.
func (l Layout) version() string {
	raw, err := json.Marshal(l)
	if err != nil {
		return "" // measures that are no numbers: it cannot have been saved so
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])[:versionLength]
}

// name is under what a layout is known: the title that somebody gave it, or the id of one that comes with the program.
func (l Layout) name() string {
	if l.Event == "" {
		return l.ID
	}
	return l.Title
}

// say writes texts so that their borders are told.
func say(h hash.Hash, texts ...string) {
	for _, t := range texts {
		sayNumber(h, int64(len(t)))
		_, _ = h.Write([]byte(t))
	}
}

func sayNumber(h hash.Hash, n int64) {
	_, _ = h.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
}
