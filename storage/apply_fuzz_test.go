package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

var errFuzzed = errors.New("nothing of this is kept")

// FuzzApply applies facts that anybody may have written, one a line: kind, entity and body. Each is shown in the
// tables or refused; none may end the program, and what is in the tables can be read.
func FuzzApply(f *testing.F) {
	names := slices.Sorted(maps.Keys(appliers))
	for _, name := range names {
		f.Add(name + "\tx\t{}\n" + name + "\ta/b\t" + `{"id":"x","event":"rally","person":"x","registration":"x","checkpoint":"x","field":"title","new":"y","number":"Z/1","seq":-1,"series":"Z"}`)
		f.Add("registration.added\tx\t" + `{"id":"x","event":"rally","person":"x","badge":"b","number":-5}` + "\n" + name + "\tx\t" + `{"field":"name","new":{"given":1e400},"fee":1e999,"roles":null,"facts":[null],"layout":{"front":[{}]}}`)
	}
	f.Add("event.created\trally\t{\"id\":\"rally\",\"start\":\"9999-99-99\",\"timezone\":\"../../etc/passwd\"}\nsession.added\ts\t{\"id\":\"s\",\"event\":\"rally\",\"start\":\"0001-01-01T00:00:00Z\",\"end\":\"9999-12-31T23:59:59Z\"}")
	folder := f.TempDir()
	db, err := Open(context.Background(), filepath.Join(folder, "rally.zlot"), Options{Create: true, DeskFile: filepath.Join(folder, "desk")})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	ctx := context.Background()
	f.Fuzz(func(t *testing.T, lines string) {
		err := db.write(ctx, func(w *writer) error {
			for i, line := range strings.SplitN(lines, "\n", 20) {
				parts := strings.SplitN(line, "\t", 3)
				if len(parts) < 3 {
					continue
				}
				fact := event.Fact{ID: event.NewID(), Event: "rally", Desk: "d", Origin: "o", Seq: int64(i), HLC: int64(i) << 16, Kind: parts[0], Entity: parts[1], Body: []byte(parts[2])}
				if i%2 == 1 {
					fact.Event, fact.HLC, fact.Seq = "", -fact.HLC, -fact.Seq
				}
				fact, err := w.hushed(ctx, fact)
				if err == nil {
					_ = w.apply(ctx, fact)
				}
			}
			if _, err := w.Entries(ctx, event.EntryFilter{Event: "rally"}); err != nil {
				t.Logf("entries: %v", err)
			}
			if _, err := w.Sessions(ctx, "rally"); err != nil {
				t.Logf("sessions: %v", err)
			}
			return errFuzzed
		}, func() {})
		if !errors.Is(err, errFuzzed) {
			t.Fatal(err)
		}
	})
}

// FuzzInspect looks at the first bytes of any file.
func FuzzInspect(f *testing.F) {
	header := make([]byte, headerSize)
	copy(header, magic)
	binary.BigEndian.PutUint32(header[offsetOwner:], applicationID)
	f.Add(header)
	f.Add([]byte(magic))
	f.Add([]byte{})
	path := filepath.Join(f.TempDir(), "file")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := inspect(path)
		var known *event.Error
		if err != nil && !errors.As(err, &known) || err == nil && (s.schema < 0 || s.schema > len(migrations)) {
			t.Errorf("%+v, %v", s, err)
		}
	})
}
