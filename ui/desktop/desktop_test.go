package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
)

func TestOpener(t *testing.T) {
	for _, c := range []struct {
		system, want string
		args         []string
	}{
		{"linux", "xdg-open", []string{"/a b/c&d.pdf"}},
		{"freebsd", "xdg-open", []string{"/a b/c&d.pdf"}},
		{"darwin", "open", []string{"/a b/c&d.pdf"}},
		{"windows", "rundll32", []string{"url.dll,FileProtocolHandler", "/a b/c&d.pdf"}},
	} {
		if name, args := opener(c.system, "/a b/c&d.pdf"); name != c.want || !slices.Equal(args, c.args) {
			t.Errorf("%s: %s %q", c.system, name, args)
		}
	}
}

func TestOpen_WithoutAnOpener(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for name, open := range map[string]func(string) error{"open": Open, "reveal": Reveal} {
		err := open("/dane/x.pdf")
		var known *event.Error
		if !errors.As(err, &known) || known.Code != CodeOpen || known.Unwrap() == nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, lang := range []string{i18n.Polish, i18n.English} {
			if text := i18n.New(lang).Error(err); !strings.Contains(text, "/dane/x.pdf") {
				t.Errorf("%s: %q does not say where the file is", name, text)
			}
		}
	}
}

// fakePlayer puts a program into the only folder of the path; it
// writes down what it was asked to play.
func fakePlayer(t *testing.T, script string) (heard string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the stand-in is a shell script")
	}
	dir := t.TempDir()
	heard = filepath.Join(dir, "heard")
	body := "#!/bin/sh\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "aplay"), []byte(body), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("HEARD", heard)
	return heard
}

func TestPlayer(t *testing.T) {
	heard := fakePlayer(t, `echo "$2" >> "$HEARD"`)
	p := NewPlayer(map[string][]byte{"ok": []byte("RIFF")})
	if !p.Available() {
		t.Fatal("the player was not found")
	}
	wav := p.files["ok"]
	if body, err := os.ReadFile(wav); err != nil || string(body) != "RIFF" {
		t.Errorf("the sound's file: %q, %v", body, err)
	}
	p.Play("ok")
	p.Play("unheard")
	p.Close()
	if text, err := os.ReadFile(heard); err != nil || string(text) != wav+"\n" {
		t.Errorf("played %q, %v", text, err)
	}
	if _, err := os.Stat(wav); !os.IsNotExist(err) {
		t.Errorf("the sound's file is still there: %v", err)
	}
}

// A burst of scans must neither wait for the sounds nor queue them all up.
func TestPlayer_Burst(t *testing.T) {
	heard := fakePlayer(t, `echo x >> "$HEARD"; while [ ! -e "$HEARD.go" ]; do :; done`)
	p := NewPlayer(map[string][]byte{"ok": []byte("RIFF")})
	for range 100 {
		p.Play("ok")
	}
	if err := os.WriteFile(heard+".go", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if text, err := os.ReadFile(heard); err != nil || len(text) > 2*len("x\n") {
		t.Errorf("%d sounds were played, %v", len(text)/2, err)
	}
}

func TestPlayer_Silent(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	p := NewPlayer(map[string][]byte{"ok": []byte("RIFF")})
	if p.Available() {
		t.Fatal("a player was found where none is")
	}
	p.Play("ok")
	p.Close()
}
