package desktop

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// soundLimit ends a player that hangs; the sounds last a quarter of a second.
const soundLimit = 3 * time.Second

// Player plays short sounds through whatever player the system has. Without
// one it is silent: the words and colours of the desk say the same.
type Player struct {
	program string
	args    []string
	files   map[string]string
	folder  string
	queue   chan string
	done    chan struct{}
}

// player is a program that can play a WAV file, whose path is put where %s stands.
type player struct {
	program string
	args    []string
}

var players = map[string][]player{
	"linux": {
		{"paplay", []string{"%s"}},
		{"pw-play", []string{"%s"}},
		{"aplay", []string{"-q", "%s"}},
	},
	"darwin": {{"afplay", []string{"%s"}}},
	"windows": {{"powershell", []string{"-NoProfile", "-NonInteractive", "-Command",
		"(New-Object Media.SoundPlayer '%s').PlaySync()"}}},
}

// NewPlayer writes the sounds to a folder of their own and finds a player.
// It is silent where there is no player or no room; Close removes the folder.
func NewPlayer(sounds map[string][]byte) *Player {
	p := &Player{files: map[string]string{}, queue: make(chan string, 1), done: make(chan struct{})}
	for _, c := range players[runtime.GOOS] {
		if path, err := exec.LookPath(c.program); err == nil {
			p.program, p.args = path, c.args
			break
		}
	}
	if p.program != "" {
		if err := p.write(sounds); err != nil {
			p.program = ""
		}
	}
	go p.work()
	return p
}

func (p *Player) write(sounds map[string][]byte) (err error) {
	if p.folder, err = os.MkdirTemp("", "zlot-sounds-"); err != nil {
		return fmt.Errorf("folder for sounds: %w", err)
	}
	for name, wav := range sounds {
		file := filepath.Join(p.folder, name+".wav")
		if err := os.WriteFile(file, wav, 0o600); err != nil {
			return fmt.Errorf("sound %s: %w", name, err)
		}
		p.files[name] = file
	}
	return nil
}

// Available says whether sounds can be heard at all.
func (p *Player) Available() bool { return p.program != "" }

// Play starts a sound and returns at once. While one plays, only the newest of
// those asked for meanwhile follows: a burst of scans must not echo for minutes.
func (p *Player) Play(name string) {
	file := p.files[name]
	if p.program == "" || file == "" {
		return
	}
	for {
		select {
		case p.queue <- file:
			return
		default:
		}
		select {
		case <-p.queue:
		default:
		}
	}
}

func (p *Player) work() {
	defer close(p.done)
	for file := range p.queue {
		args := make([]string, len(p.args))
		for i, a := range p.args {
			args[i] = strings.ReplaceAll(a, "%s", file)
		}
		cmd := exec.Command(p.program, args...)
		if cmd.Start() != nil {
			continue // a sound that cannot be heard is no reason to disturb the desk
		}
		hung := time.AfterFunc(soundLimit, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		hung.Stop()
	}
}

// Close ends the player after the sound that plays and removes its files.
func (p *Player) Close() {
	close(p.queue)
	<-p.done
	if p.folder != "" {
		_ = os.RemoveAll(p.folder)
	}
}
