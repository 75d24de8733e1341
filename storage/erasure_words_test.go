package storage

import (
	"bytes"
	"context"
	"os"
	"testing"

	"zlot/event"
)

// A field that is emptied by time is emptied in the words of the mails that show it.
func TestPurge_WordsOfMails(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-x", event.RegistrationPurged{Fields: event.Fields{"diet"}})
	})
	if clean, err := db.Wipe(ctx); err != nil || !clean {
		t.Fatal(clean, err)
	}
	for _, suffix := range []string{"", "-wal"} {
		if raw := must[[]byte](t)(os.ReadFile(path + suffix)); bytes.Contains(raw, []byte("bezglutenowa")) {
			t.Errorf("the file%s still holds it", suffix)
		}
	}
	m := must[event.Message](t)(db.Message(ctx, "mx3"))
	if m.Text != "" || m.To == "" || len(m.Attachments) != 2 {
		t.Errorf("message %+v", m)
	}
	if m := must[event.Message](t)(db.Message(ctx, "mx")); m.Subject == "" {
		t.Error("a mail that does not show it lost its words")
	}
}
