package storage

import (
	"database/sql"
	"encoding/json"
	"strings"
)

// reader answers questions, over the pool of read-only connections or inside the writing transaction.
type reader struct {
	*statements
	known known // nil: nothing is remembered
}

// known holds the events and checkpoints that were read inside writing transactions, decoded, because
// every scan asks for the same two. Nobody else writes the file.
type known map[string]any

// forget is called before a fact is applied.
func (k known) forget(kind string) {
	if _, scan := scanKinds[kind]; !scan {
		clear(k)
	}
}

// remembered answers from k, or reads and keeps the answer.
func remembered[T any](k known, id string, read func() (T, error)) (T, error) {
	if v, ok := k[id].(T); ok {
		return v, nil
	}
	v, err := read()
	if err == nil && k != nil {
		k[id] = v
	}
	return v, err
}

// document decodes the one JSON column of a row.
func document[T any](row scanner) (T, error) {
	var v T
	var raw sql.RawBytes
	if err := row(&raw); err != nil {
		return v, err
	}
	return v, json.Unmarshal(raw, &v)
}

// where gathers conditions for the filters that are set.
type where struct {
	text []string
	args []any
}

// is adds "column = value" unless the value is empty.
func (w *where) is(column, value string) {
	if value != "" {
		w.add(column+" = ?", value)
	}
}

func (w *where) add(condition string, args ...any) {
	w.text = append(w.text, condition)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.text) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.text, " AND ")
}
