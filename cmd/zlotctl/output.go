package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"text/tabwriter"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// print writes v as JSON, or calls people to write text.
func (s *session) print(v any, people func()) error {
	if !s.json {
		people()
		return nil
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// report tells what went wrong: the sentence on stderr, and with --json the error's document.
func (s *session) report(err error) {
	message := s.text.Error(err)
	doc := map[string]any{"code": "internal", "field": "", "message": message}
	var coded interface{ ErrorCode() string }
	if errors.As(err, &coded) {
		doc["code"] = coded.ErrorCode()
	}
	var e *event.Error
	var usage *usageError
	switch {
	case errors.As(err, &e):
		doc["field"] = e.Field
	case errors.As(err, &usage):
		message = usage.Error()
	default:
		message += "\n" + err.Error()
	}
	doc["message"] = message
	if s.json {
		_ = s.print(map[string]any{"error": doc}, nil)
	}
	fmt.Fprintln(s.errs, message)
}

// say prints one sentence for people.
func (s *session) say(id string, args ...i18n.Args) { fmt.Fprintln(s.out, s.text.T(id, args...)) }

// table prints rows in columns, the first row being the headings.
func (s *session) table(rows [][]string) {
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, cell)
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush()
}

// stamp is a time as the contract writes it: RFC 3339 with offset, null for none.
func stamp(t time.Time, zone *time.Location) any {
	if t.IsZero() {
		return nil
	}
	return t.In(zone).Format(time.RFC3339)
}

// list makes JSON write an empty list instead of null.
func list[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

// counter shows progress on stderr, a line whenever another tenth is done.
type counter struct {
	s           *session
	mu          sync.Mutex
	total, done int
	shown       int
}

func (s *session) progress() *counter { return &counter{s: s} }

// Total and Add implement event.Progress.
func (c *counter) Total(n int) { c.mu.Lock(); c.total = n; c.mu.Unlock() }

// Add counts n more as done.
func (c *counter) Add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done += n
	if c.total < 100 {
		return
	}
	if tenth := c.done * 10 / c.total; tenth > c.shown {
		c.shown = tenth
		fmt.Fprintf(c.s.errs, "%d/%d\n", c.done, c.total)
	}
}
