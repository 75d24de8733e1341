package storage

import (
	"context"
	"encoding/base64"
	"os"
	"strings"
	"testing"

	"zlot/event"
)

func pinOf(key string) event.PIN {
	return event.PIN{Rounds: 1, Salt: []byte("salt"), Key: []byte("key of the " + key)}
}

// Somebody who was removed keeps the name, for what they did; what a PIN was checked with goes from the whole file
// once it does not hold any more.
func TestReader_Operators(t *testing.T) {
	db := openNew(t)
	story(t, db)
	ctx := context.Background()
	all := must[[]event.Operator](t)(db.Operators(ctx))
	if len(all) != 2 || all[0].Removed || string(all[0].PIN.Key) != "key of the third" {
		t.Fatalf("operators %+v", all)
	}
	if o := all[1]; o.Name != "Jan K." || !o.Removed || o.PIN.Key != nil {
		t.Errorf("removed: %+v", o)
	}
	if _, err := db.Wipe(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(db.path)
	if err != nil {
		t.Fatal(err)
	}
	for key, there := range map[string]bool{"first": false, "second": false, "third": true} {
		encoded := base64.StdEncoding.EncodeToString(pinOf(key).Key)
		if strings.Contains(string(file), encoded) != there {
			t.Errorf("the key of the %s PIN in the file: %v, want %v", key, !there, there)
		}
	}
}

func TestDB_Tries(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	want := event.Tries{Wrong: 3, Last: morning}
	if err := db.SetTries(ctx, "o1", want); err != nil {
		t.Fatal(err)
	}
	if got := must[event.Tries](t)(db.Tries(ctx, "o1")); got.Wrong != 3 || !got.Last.Equal(morning) {
		t.Errorf("tries %+v", got)
	}
	if err := db.SetTries(ctx, "o1", event.Tries{}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"o1", "o2"} {
		if got := must[event.Tries](t)(db.Tries(ctx, id)); got.Wrong != 0 {
			t.Errorf("tries of %s: %+v", id, got)
		}
	}
}
