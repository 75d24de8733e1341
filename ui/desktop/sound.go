package desktop

import (
	"fmt"
	"os"
	"path/filepath"
)

// Player plays short sounds through whatever player the system has. Without
// one it is silent: the words and colours of the desk say the same.
type Player struct {
	play   func(file string) // until the sound has ended; nil where nothing can play
	files  map[string]string
	folder string
	queue  chan string
	done   chan struct{}
}

// NewPlayer writes the sounds to a folder of their own and finds a player.
// It is silent where there is no player or no room; Close removes the folder.
func NewPlayer(sounds map[string][]byte) *Player {
	p := &Player{files: map[string]string{}, queue: make(chan string, 1), done: make(chan struct{})}
	if p.play = findPlayer(); p.play != nil {
		if err := p.write(sounds); err != nil {
			p.play = nil
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
func (p *Player) Available() bool { return p.play != nil }

// Play starts a sound and returns at once. While one plays, only the newest of
// those asked for meanwhile follows: a burst of scans must not echo for minutes.
func (p *Player) Play(name string) {
	file := p.files[name]
	if p.play == nil || file == "" {
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
		p.play(file)
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
