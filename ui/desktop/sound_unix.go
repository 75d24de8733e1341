//go:build !windows

package desktop

import (
	"os/exec"
	"runtime"
	"time"
)

// soundLimit ends a player that hangs; the sounds last a quarter of a second.
const soundLimit = 3 * time.Second

// players are programs that can play a WAV file, with what is said before its name.
var players = map[string][][]string{
	"linux":  {{"paplay"}, {"pw-play"}, {"aplay", "-q"}},
	"darwin": {{"afplay"}},
}

func findPlayer() func(file string) {
	for _, command := range players[runtime.GOOS] {
		if path, err := exec.LookPath(command[0]); err == nil {
			return func(file string) { run(path, append(command[1:len(command):len(command)], file)) }
		}
	}
	return nil
}

func run(program string, args []string) {
	cmd := exec.Command(program, args...)
	if cmd.Start() != nil {
		return // a sound that cannot be heard is no reason to disturb the desk
	}
	hung := time.AfterFunc(soundLimit, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait()
	hung.Stop()
}
