package storage

import (
	"fmt"
	"hash/fnv"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"zlot/event"
)

// sorter makes Polish collation keys. It is not safe for concurrent use.
type sorter struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

func newSorter() *sorter { return &sorter{collator: collate.New(language.Polish)} }

// name is the key by which people are listed: family name, then given name.
func (s *sorter) name(n event.Name) []byte {
	if n.Full() == "" {
		return []byte{0xff} // the nameless come last
	}
	s.buffer.Reset()
	return append([]byte(nil), s.collator.KeyFromString(&s.buffer, n.Family+" "+n.Given)...)
}

// fingerprint changes when the collation tables do; stored keys are then made anew.
func (s *sorter) fingerprint() string {
	h := fnv.New64a()
	for _, w := range []string{"aAąĄbcćdeęfghijklłmnńoópqrsśtuvwxyzźżŻ", "Nowak-Żak O'Neil de la Łęg", "0123456789 äöüßéčšř"} {
		s.buffer.Reset()
		h.Write(s.collator.KeyFromString(&s.buffer, w))
	}
	return fmt.Sprintf("%x", h.Sum64())
}

// millis and fromMillis are how times are stored: whole milliseconds, UTC.
func millis(t time.Time) int64      { return t.UnixMilli() }
func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
