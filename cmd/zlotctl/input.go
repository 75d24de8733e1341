package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// maxLine is how much of a line is kept: more than any code is long.
const maxLine = 4096

// eachLine calls f for every line of standard input that is not empty, until the end or an interruption:
// a waiting terminal, scanner or pipe does not hold the program up.
func (s *session) eachLine(f func(string) error) error {
	type input struct {
		line string
		err  error
	}
	lines := make(chan input)
	go func() {
		for r := bufio.NewReader(s.in); ; {
			line, err := readLine(r)
			select {
			case lines <- input{line, err}:
			case <-s.ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	for {
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case in := <-lines:
			if errors.Is(in.err, io.EOF) {
				return nil
			}
			if in.err != nil {
				return in.err
			}
			if line := strings.TrimSpace(in.line); line != "" {
				if err := f(line); err != nil {
					return err
				}
			}
		}
	}
}

// readLine reads a line of any length and keeps its beginning.
func readLine(r *bufio.Reader) (string, error) {
	var kept []byte
	for {
		part, more, err := r.ReadLine()
		kept = append(kept, part[:min(len(part), maxLine-len(kept))]...)
		if err != nil || !more {
			return string(kept), err
		}
	}
}
