package storage

import (
	"database/sql"
	"encoding/json"
	"strings"
)

// reader answers questions, over the pool of read-only connections or inside the writing transaction.
type reader struct{ *statements }

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
