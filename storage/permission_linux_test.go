package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"zlot/event"
)

func init() {
	children["open"] = openForWriting
	children["read"] = openForReading
}

// openForWriting prints the code of the error.
func openForWriting(path string) error { return printCode(path, Options{Create: true}) }

// openForReading prints the code of the error, or how many events there are.
func openForReading(path string) error { return printCode(path, Options{ReadOnly: true}) }

func printCode(path string, o Options) error {
	o.DeskFile = filepath.Join(os.TempDir(), "no such desk")
	db, err := Open(context.Background(), path, o)
	var e *event.Error
	if errors.As(err, &e) {
		fmt.Print(e.Code)
		return nil
	}
	if err != nil {
		return err
	}
	defer db.Close()
	all, err := db.Events(context.Background())
	fmt.Print(len(all), " events")
	return err
}

// TestOpen_WithoutPermission opens files as a user who may not write, or not even read.
func TestOpen_WithoutPermission(t *testing.T) {
	folder, err := os.MkdirTemp("", "zlot-permission-") // t.TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	defer os.Chmod(folder, 0o700) //nolint:errcheck // else it cannot be removed
	path := filepath.Join(folder, "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	mode := func(name string, m os.FileMode) {
		if err := os.Chmod(name, m); err != nil {
			t.Fatal(err)
		}
	}
	try := func(part, name, want string) {
		t.Helper()
		cmd := child(t, part, name)
		if os.Getuid() == 0 {
			const nobody = 65534
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			cmd.Path = openToAll(t, cmd.Path)
		}
		out, err := cmd.Output()
		if string(out) != want || err != nil {
			t.Errorf("%s %s: %q, want %q; %v", part, filepath.Base(name), out, want, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	mode(folder, 0o555)
	mode(path, 0o444)
	mode(path+".lock", 0o444)
	try("open", path, event.CodeReadOnly)
	try("read", path, "1 events")
	try("open", filepath.Join(folder, "new.zlot"), event.CodePermission)
	mode(path, 0)
	if os.Getuid() != 0 {
		mode(path+".lock", 0)
	}
	try("open", path, event.CodePermission)
	try("read", path, event.CodePermission)
}

// openToAll copies this program to where another user can run it.
func openToAll(t *testing.T, program string) string {
	t.Helper()
	f, err := os.CreateTemp("", "zlot-child-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(f.Name()) })
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Name(), must[[]byte](t)(os.ReadFile(program)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(f.Name(), 0o755); err != nil {
		t.Fatal(err)
	}
	return f.Name()
}

// TestCommit_NoSpaceLeft fills a real file system, where this user can make one.
func TestCommit_NoSpaceLeft(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("zlot-test", folder, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no file system of a chosen size can be mounted here: %v", err)
	}
	defer syscall.Unmount(folder, 0) //nolint:errcheck // the folder's removal would tell
	ctx := context.Background()
	path := filepath.Join(folder, "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	defer db.Close()
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	stuffing := filepath.Join(folder, "stuffing")
	if err := os.WriteFile(stuffing, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	done := 0
	for ; ; done++ {
		_, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
			for i := range 20 {
				guest(&b, "rally", fmt.Sprint(done, "-", i), "Anna", "Nowak")
			}
			return b, nil
		})
		if err != nil {
			wantCode(t, err, event.CodeDiskFull)
			break
		}
	}
	count := func() int { return len(must[[]event.Entry](t)(db.Entries(ctx, event.EntryFilter{}))) }
	if n := count(); n != done*20 {
		t.Errorf("%d registrations after %d commits", n, done)
	}
	if err := db.Backup(ctx, filepath.Join(folder, "copy.zlot")); err == nil {
		t.Error("a backup fits where nothing fits")
	} else {
		wantCode(t, err, event.CodeDiskFull)
	}
	if err := os.Remove(stuffing); err != nil {
		t.Fatal(err)
	}
	commit(t, db, func(b *event.Batch) { guest(b, "rally", "last", "Anna", "Nowak") })
	if n := count(); n != done*20+1 {
		t.Errorf("%d registrations with space again", n)
	}
}
