package main

import (
	"testing"
	"time"
)

// A name that the toolkit does not have any more would link to nothing.
func TestKeepPaintedIsTheToolkits(t *testing.T) {
	if keepPainted != time.Minute {
		t.Errorf("the toolkit keeps what it painted for %v, not for its minute: is the variable still there?", keepPainted)
	}
}
