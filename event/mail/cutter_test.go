package mail

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
)

// cutter stands between a sender and a server, passes their lines on, and cuts the cable at a phase of some
// message. It has to read what passes, so there is no encryption.
type cutter struct {
	listener net.Listener
	server   string
	wg       sync.WaitGroup

	mu    sync.Mutex
	dice  *rand.Rand
	calm  bool           // no more cuts
	cuts  map[string]int // by phase
	lines int            // commands and answers that passed
	watch func(lines int)
}

// The phases of a message at which a cable can be cut.
var cutPhases = []string{"connect", "greeting", "hello", "mail", "rcpt", "data", "body", "dot, unheard", "dot, unanswered"}

func newCutter(t *testing.T, server string, seed uint64) *cutter {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: l, server: server, dice: rand.New(rand.NewPCG(seed, 5)), cuts: map[string]int{}}
	c.wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			c.wg.Go(func() { c.serve(conn) })
		}
	})
	t.Cleanup(func() { _ = l.Close(); c.wg.Wait() })
	return c
}

func (c *cutter) port() int { return c.listener.Addr().(*net.TCPAddr).Port }

// plan says at which phase of which message of a connection the cable is cut; "": never.
func (c *cutter) plan() (phase string, message int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.calm || c.dice.IntN(3) == 0 {
		return "", 0
	}
	var uncut []string // those first: few messages of a connection come to their end
	for _, p := range cutPhases {
		if c.cuts[p] == 0 {
			uncut = append(uncut, p)
		}
	}
	if len(uncut) > 0 {
		return uncut[c.dice.IntN(len(uncut))], c.dice.IntN(3)
	}
	return cutPhases[c.dice.IntN(len(cutPhases))], c.dice.IntN(10)
}

// at tells that a phase was reached, and reports whether the cable is cut there.
func (l *cutLine) at(phase string) bool {
	c := l.cutter
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines++
	if c.watch != nil {
		c.watch(c.lines)
	}
	first := phase == "connect" || phase == "greeting" || phase == "hello"
	if phase != l.phase || !first && l.message != l.messages {
		return false
	}
	c.cuts[phase]++
	return true
}

// cutLine is one connection.
type cutLine struct {
	cutter            *cutter
	phase             string
	message, messages int
	fromServer        *bufio.Reader
	toServer          io.Writer
	fromClient        *bufio.Reader
	toClient          io.Writer
}

func (c *cutter) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	l := &cutLine{cutter: c}
	l.phase, l.message = c.plan()
	if l.at("connect") {
		return
	}
	server, err := net.Dial("tcp", c.server)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	l.fromServer, l.toServer = bufio.NewReader(server), server
	l.fromClient, l.toClient = bufio.NewReader(client), client
	if !l.answer(l.at("greeting")) {
		return
	}
	for l.command() {
	}
}

// answer passes on what the server says to one command, unless the cable is cut.
func (l *cutLine) answer(cut bool) bool {
	for {
		line, err := l.fromServer.ReadString('\n')
		if err != nil {
			return false
		}
		if !cut {
			if _, err := io.WriteString(l.toClient, line); err != nil {
				return false
			}
		}
		if len(line) < 4 || line[3] != '-' {
			return !cut
		}
	}
}

// command passes on one command and its answer.
func (l *cutLine) command() bool {
	line, err := l.fromClient.ReadString('\n')
	if err != nil {
		return false
	}
	verb := strings.ToUpper(line[:min(4, len(line))])
	phase := map[string]string{"EHLO": "hello", "MAIL": "mail", "RCPT": "rcpt", "DATA": "data"}[verb]
	if phase != "" && l.at(phase) {
		return false
	}
	if _, err := io.WriteString(l.toServer, line); err != nil || !l.answer(false) {
		return false
	}
	if verb != "DATA" {
		return true
	}
	return l.body()
}

// body passes on a mail up to its dot, and the answer to that.
func (l *cutLine) body() bool {
	defer func() { l.messages++ }()
	for n := 0; ; n++ {
		line, err := l.fromClient.ReadString('\n')
		if err != nil {
			return false
		}
		if n == 40 && l.at("body") {
			return false
		}
		if line == ".\r\n" {
			break
		}
		if _, err := io.WriteString(l.toServer, line); err != nil {
			return false
		}
	}
	if l.at("dot, unheard") { // to the sender it is the same as the next: the dot left, and no answer came
		return false
	}
	if _, err := io.WriteString(l.toServer, ".\r\n"); err != nil {
		return false
	}
	return l.answer(l.at("dot, unanswered"))
}

func (c *cutter) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	for _, p := range cutPhases {
		fmt.Fprintf(&b, " %s %d,", p, c.cuts[p])
	}
	return strings.Trim(b.String(), " ,")
}
