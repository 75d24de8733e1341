// Package sight reads QR codes in pictures: frames of a camera, photos, screenshots. What it is given comes
// from outside, so no picture may break it, fill the memory or keep it busy for long.
package sight

import (
	"context"
	"image"
	"strings"
)

// Effort is how much is tried.
type Effort int

const (
	// Quick is for a frame among many: a few milliseconds.
	Quick Effort = iota
	// Thorough is for a single picture, and for a frame now and then: up to some tenths of a second where there
	// is no code at all.
	Thorough
	// All looks for every code of a picture.
	All
)

// Codes returns the texts of the codes in a picture, each once; none is no error. It returns early, with
// what it has, when ctx ends.
func Codes(ctx context.Context, picture image.Image, effort Effort) []string {
	gray := guarded(ctx, func() *image.Gray { return grayOf(picture) })
	if gray == nil {
		return nil
	}
	var found texts
	for _, try := range stages(effort) {
		if ctx.Err() != nil {
			break
		}
		found.add(guarded(ctx, func() []string { return try.read(gray) }))
		if len(found) > 0 && (effort != All || try.last) {
			break
		}
	}
	return found
}

// texts are what was read, without what came before and what is empty.
type texts []string

func (t *texts) add(more []string) {
	for _, text := range more {
		if text = strings.ToValidUTF8(text, ""); text == "" || t.has(text) {
			continue
		}
		*t = append(*t, text)
	}
}

func (t *texts) has(text string) bool {
	for _, known := range *t {
		if known == text {
			return true
		}
	}
	return false
}

// guarded does work that may break or last longer than anybody waits: it returns nothing then. Work that was
// given up ends by itself, because the size of its picture is bounded.
func guarded[T any](ctx context.Context, work func() T) T {
	done := make(chan T, 1)
	go func() {
		var result T
		defer func() {
			if recover() != nil { // the readers stumble over some pictures
				var nothing T
				result = nothing
			}
			done <- result
		}()
		result = work()
	}()
	select {
	case result := <-done:
		return result
	case <-ctx.Done():
		var nothing T
		return nothing
	}
}
