package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
	"unicode"

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
	doc := s.errorDoc(err)
	if s.json {
		_ = s.print(map[string]any{"error": doc}, nil)
	}
	fmt.Fprintln(s.errs, doc.Message)
}

// brokeOff reports an error after which a part is done all the same: the document of what is done follows.
func (s *session) brokeOff(err error) *errorDoc {
	if err == nil {
		return nil
	}
	doc := s.errorDoc(err)
	fmt.Fprintln(s.errs, doc.Message)
	s.partial(1)
	return &doc
}

func (s *session) errorDoc(err error) errorDoc {
	var e *event.Error
	var usage *usageError
	switch {
	case errors.As(err, &e):
		return errorDoc{Code: e.Code, Field: e.Field, Message: s.text.Error(err)}
	case errors.As(err, &usage):
		return errorDoc{Code: "usage", Message: s.text.T("ctl.usage", i18n.Args{"Detail": usage.Error()})}
	case errors.Is(err, context.Canceled):
		return errorDoc{Code: "interrupted", Message: s.text.T("ctl.interrupted")}
	}
	return errorDoc{Code: "internal", Message: s.text.Error(err) + "\n" + err.Error()}
}

// errorDoc is an error in JSON.
type errorDoc struct {
	Code    string `json:"code"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

// say prints one sentence for people.
func (s *session) say(id string, args ...i18n.Args) { fmt.Fprintln(s.out, s.text.T(id, args...)) }

// count prints a sentence with a count in it.
func (s *session) count(id string, n int, args ...i18n.Args) {
	fmt.Fprintln(s.out, s.text.N(id, n, args...))
}

// line prints cells side by side.
func (s *session) line(cells ...string) { s.table([][]string{cells}) }

// table prints rows in columns.
func (s *session) table(rows [][]string) {
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		plain := make([]string, len(row))
		for i, cell := range row {
			plain[i] = printable(cell)
		}
		fmt.Fprintln(w, strings.Join(plain, "\t"))
	}
	_ = w.Flush()
}

// printable keeps what a stranger typed or encoded from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
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

// counter shows progress on stderr, a line whenever another tenth is done, and keeps what was done otherwise than
// asked.
type counter struct {
	s           *session
	mu          sync.Mutex
	total, done int
	shown       int
	notes       []error
}

// Note implements event.Noter.
func (c *counter) Note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.notes = append(c.notes, err)
}

// warnings tells what was noted: on stderr for people, and as it stands in a document.
func (c *counter) warnings() []errorDoc {
	docs := []errorDoc{}
	for _, err := range c.notes {
		doc := c.s.errorDoc(err)
		if docs = append(docs, doc); !c.s.json {
			fmt.Fprintln(c.s.errs, printable(doc.Message))
		}
	}
	return docs
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
