package wire

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/sample"
)

// hall is a file with the sample rally, and a copy of it.
type hall struct {
	path, copied string
	event        event.Event
	people       []event.Entry
}

func newHall(t *testing.T) *hall {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "AppData"} {
		t.Setenv(name, dir)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	h := &hall{path: filepath.Join(dir, "rally.zlot")}
	h.within(t, func(a *App) {
		made, err := sample.Load(t.Context(), a.Service, "rally-2012", "Rejestracja")
		if err != nil {
			t.Fatal(err)
		}
		h.event = made.Event
		if h.people, err = a.Store.Entries(t.Context(), event.EntryFilter{Event: h.event.ID}); err != nil {
			t.Fatal(err)
		}
		h.queue(t, a, "m-waits", "m-sent")
		res, err := a.Service.MakeCopy(t.Context(), event.CopyByHand)
		if err != nil {
			t.Fatal(err)
		}
		h.copied = res.Copy.Name
	})
	return h
}

// within opens the file for a while.
func (h *hall) within(t *testing.T, f func(*App)) {
	t.Helper()
	a, err := Open(t.Context(), Options{DB: h.path, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	f(a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func (h *hall) queue(t *testing.T, a *App, ids ...string) {
	t.Helper()
	_, err := a.Store.Commit(t.Context(), func(event.Reader) (b event.Batch, err error) {
		for i, id := range ids {
			who := h.people[i+1]
			b.Add(h.event.ID, id, event.QueuedMessage{Message: event.Message{ID: id, Event: h.event.ID, Kind: event.MessageLetter,
				Registration: who.ID, To: who.Who.Email, Copy: 1}})
		}
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// send hands everything over that is due.
func (h *hall) send(t *testing.T, a *App, ids ...string) {
	t.Helper()
	for range ids {
		m, ok, err := a.Store.Claim(t.Context(), h.event.ID, time.Now())
		if !ok || err != nil {
			t.Fatal(ok, err)
		}
		err = errors.Join(a.Store.Dot(t.Context(), m.ID), a.Store.Settle(t.Context(), m.ID, event.MessageAccepted, 250, "ok"))
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (h *hall) restore(t *testing.T, name string) Restored {
	t.Helper()
	r, err := Restore(t.Context(), name, h.path, "")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What was erased and sent since a copy was made is not forgotten with the rest.
func TestRestore_CarriesOver(t *testing.T) {
	h := newHall(t)
	gone := h.people[0]
	var late []event.Registration
	h.within(t, func(a *App) {
		h.send(t, a, "m-waits", "m-sent")
		h.queue(t, a, "m-new")
		h.send(t, a, "m-new")
		if _, err := a.Service.ErasePerson(t.Context(), gone.Person); err != nil {
			t.Fatal(err)
		}
		reg, err := a.Service.AddRegistration(t.Context(), event.NewRegistration{Event: h.event.ID, Person: event.Person{Name: event.Name{Given: "Ola", Family: "Późna"}}})
		if err != nil {
			t.Fatal(err)
		}
		late = append(late, reg.Registration)
	})
	p, err := PreviewRestore(t.Context(), h.copied, h.path, "")
	if err != nil {
		t.Fatal(err)
	}
	if p.Erased != 1 || len(p.Sent) != 1 || p.Sent[0] != (event.SentSince{Kind: event.MessageLetter, Count: 3}) || p.Strange {
		t.Errorf("preview: erased %d, sent %v, strange %v", p.Erased, p.Sent, p.Strange)
	}
	if len(p.Lost) == 0 || p.Lost[0].Noun != event.NounPeople || p.Lost[0].Count != 1 {
		t.Errorf("preview: lost %+v", p.Lost)
	}
	r := h.restore(t, h.copied)
	if r.Sent != 3 || r.Unread != nil || r.Kept != "" || r.Copy.Name == "" {
		t.Errorf("restored %+v", r)
	}
	h.within(t, func(a *App) {
		ctx := t.Context()
		for _, id := range []string{"m-waits", "m-sent", "m-new"} {
			if m, err := a.Store.Message(ctx, id); err != nil || m.State != event.MessageAccepted {
				t.Errorf("%s is %s, %v", id, m.State, err)
			}
		}
		if p, err := a.Store.Person(ctx, gone.Person); err != nil || !p.Erased {
			t.Errorf("the erased person is %+v, %v", p, err)
		}
		if _, err := a.Store.Entry(ctx, late[0].ID); err == nil {
			t.Error("what came later is there")
		}
		if problems, err := a.Store.Check(ctx); err != nil || len(problems) > 0 {
			t.Errorf("check: %v, %v", problems, err)
		}
	})
	for _, side := range []string{"", "-wal"} {
		raw, _ := os.ReadFile(h.path + side)
		if bytes.Contains(raw, []byte(gone.Who.Email)) {
			t.Errorf("the file%s holds the address of who was erased", side)
		}
	}
	left, err := filepath.Glob(h.path + ".restoring*")
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

// Mail that waits in a copy rests until a person has seen it.
func TestRestore_MailRests(t *testing.T) {
	h := newHall(t)
	h.restore(t, h.copied)
	h.within(t, func(a *App) {
		if _, code, _, err := a.Store.Paused(t.Context(), h.event.ID); err != nil || code != event.CodeMailPaused {
			t.Errorf("paused is %q, %v", code, err)
		}
	})
}

// A file that is too damaged to be read gives way all the same, and is kept.
func TestRestore_OverDamage(t *testing.T) {
	h := newHall(t)
	raw, err := os.ReadFile(h.path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(raw); i++ {
		raw[i] = byte(i)
	}
	if err := os.WriteFile(h.path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	r := h.restore(t, h.copied)
	if r.Unread == nil || r.Kept == "" {
		t.Errorf("restored %+v", r)
	}
	if kept, err := os.ReadFile(r.Kept); err != nil || !bytes.Equal(kept, raw) {
		t.Errorf("the damaged file is not as it was, %v", err)
	}
	h.within(t, func(a *App) {
		all, err := a.Store.Entries(t.Context(), event.EntryFilter{Event: h.event.ID})
		if err != nil || len(all) != len(h.people) {
			t.Errorf("%d people, %v", len(all), err)
		}
	})
}

func TestRestore_Refuses(t *testing.T) {
	h := newHall(t)
	copied := filepath.Join(h.path+".copies", h.copied)
	whole, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "copy.zlot") // without a sum beside it
	newer := bytes.Clone(whole)
	newer[60+3] = 200 // the version of the tables
	flipped := bytes.Clone(whole)
	copy(flipped[2*4096:], strings.Repeat("x", 4096))
	before, err := os.ReadFile(h.path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  []byte
		code string
	}{
		"cut off":   {whole[:len(whole)-4096*3], event.CodeCopyDamaged},
		"cut short": {whole[:len(whole)-100], event.CodeCopyDamaged},
		"flipped":   {flipped, event.CodeCopyDamaged},
		"newer":     {newer, event.CodeNewerDatabase},
		"a text":    {[]byte("To nie jest kopia, tylko zwykły tekst, który ma dość bajtów, żeby być dłuższy niż nagłówek bazy danych, czyli sto."), event.CodeNotADatabase},
	} {
		if err := os.WriteFile(elsewhere, c.raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), elsewhere, h.path, ""); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v", name, err)
		}
		if after, err := os.ReadFile(h.path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed, %v", name, err)
		}
	}
}

// An encrypted copy is restored after something changed, with operators and without, and nothing of the file before
// lies about unencrypted.
func TestRestore_Encrypted(t *testing.T) {
	const phrase = "krowa i koza"
	for name, operators := range map[string]bool{"without operators": false, "with operators": true} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t)
			var copied string
			var late event.Registration
			h.within(t, func(a *App) {
				ctx := t.Context()
				if operators {
					if _, err := a.Service.AddOperator(ctx, event.NewOperator{Name: "Maria", Role: event.OperatorLead, PIN: "7391"}); err != nil {
						t.Fatal(err)
					}
					ctx = event.ByProgram(ctx)
				}
				if err := a.Service.Copies.SetPassphrase(ctx, "", phrase); err != nil {
					t.Fatal(err)
				}
				res, err := a.Service.MakeCopy(ctx, event.CopyInterval)
				if err != nil {
					t.Fatal(err)
				}
				copied = res.Copy.Name
				reg, err := a.Service.AddRegistration(ctx, event.NewRegistration{Event: h.event.ID, Person: event.Person{Name: event.Name{Given: "Ola", Family: "Późna"}}})
				if err != nil {
					t.Fatal(err)
				}
				late = reg.Registration
			})
			r, err := Restore(t.Context(), copied, h.path, phrase)
			if err != nil {
				t.Fatal(err)
			}
			if r.Kept != "" || !r.Copy.Encrypted || r.Copy.Reason != event.CopyRestore {
				t.Errorf("restored %+v", r)
			}
			h.within(t, func(a *App) {
				if _, err := a.Store.Entry(t.Context(), late.ID); err == nil {
					t.Error("what came later is there")
				}
			})
			if left, _ := filepath.Glob(h.path + ".*.old*"); len(left) > 0 {
				t.Errorf("the file before is still there: %v", left)
			}
			if left, _ := filepath.Glob(filepath.Join(h.path+".copies", ".zlot-*")); len(left) > 0 {
				t.Errorf("left over: %v", left)
			}
			// And back again from the copy that was made on the way.
			if _, err := Restore(t.Context(), r.Copy.Name, h.path, phrase); err != nil {
				t.Fatal(err)
			}
			h.within(t, func(a *App) {
				if _, err := a.Store.Entry(t.Context(), late.ID); err != nil {
					t.Errorf("what the copy of before held: %v", err)
				}
			})
		})
	}
}

// A file that was just restored is as its copy: none is made of it at the next start.
func TestRestore_NoCopyOfTheCopy(t *testing.T) {
	h := newHall(t)
	h.within(t, func(a *App) {
		h.send(t, a, "m-waits", "m-sent")
		res, err := a.Service.MakeCopy(t.Context(), event.CopyByHand)
		if err != nil {
			t.Fatal(err)
		}
		h.copied = res.Copy.Name
	})
	h.within(t, func(a *App) { // what is lost
		title := "Zlot dwudniowy"
		if _, err := a.Service.UpdateEvent(t.Context(), h.event.ID, event.EventUpdate{Title: &title}); err != nil {
			t.Fatal(err)
		}
	})
	h.restore(t, h.copied)
	h.within(t, func(a *App) {
		if res, made, err := a.Service.CopyIfChanged(t.Context(), event.CopyStart); err != nil || made {
			t.Errorf("made %s, %v", res.Copy.Name, err)
		}
		title := "Zlot jednodniowy"
		if _, err := a.Service.UpdateEvent(t.Context(), h.event.ID, event.EventUpdate{Title: &title}); err != nil {
			t.Fatal(err)
		}
		if _, made, err := a.Service.CopyIfChanged(t.Context(), event.CopyInterval); err != nil || !made {
			t.Errorf("what changed is in no copy, %v", err)
		}
	})
}

// Who works at the program, and with which PIN, is as in the copy again: the preview says it beforehand.
func TestPreviewRestore_Operators(t *testing.T) {
	h := newHall(t)
	preview := func(want bool) {
		t.Helper()
		if p, err := PreviewRestore(t.Context(), h.copied, h.path, ""); err != nil || p.Operators != want {
			t.Errorf("others work here: %t, want %t, %v", p.Operators, want, err)
		}
	}
	preview(false)
	h.within(t, func(a *App) {
		if _, err := a.Service.AddOperator(t.Context(), event.NewOperator{Name: "Ola", Role: event.OperatorLead, PIN: "246813"}); err != nil {
			t.Fatal(err)
		}
	})
	preview(true)
}

// What a copy holds is told also where the file's pages are damaged behind a sound beginning.
func TestPreviewRestore_OverDamage(t *testing.T) {
	h := newHall(t)
	f, err := os.OpenFile(h.path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for page := int64(1); page < 21; page++ {
		if _, err := f.WriteAt(bytes.Repeat([]byte{0xa7}, 4096), page*4096); err != nil {
			t.Fatal(err)
		}
	}
	p, err := PreviewRestore(t.Context(), h.copied, h.path, "")
	if err != nil || !errors.Is(p.Unread, event.Fail(event.CodeCorrupt)) || p.Content.Registrations != len(h.people) || len(p.Lost) > 0 {
		t.Errorf("preview %+v, %v", p, err)
	}
}
