package main

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"zlot/event"
)

// guises are the bytes in which words may hide in a file: as they are, folded, in large letters, in UTF-16, hex,
// base64 (which depends on where in a group of three they begin) and percent-encoded.
func guises(word string) map[string][]byte {
	all := map[string][]byte{"": []byte(word), "folded ": []byte(event.Fold(word)), "upper ": []byte(strings.ToUpper(word)), "lower ": []byte(strings.ToLower(word)),
		"hex ": []byte(hex.EncodeToString([]byte(word))), "HEX ": []byte(strings.ToUpper(hex.EncodeToString([]byte(word)))),
		"percent ": []byte(url.QueryEscape(word)), "path ": []byte(url.PathEscape(word))}
	var little, big []byte
	for _, u := range utf16.Encode([]rune(word)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	all["utf-16le "], all["utf-16be "] = little, big
	for shift := range 3 {
		padded := append(make([]byte, shift), word...)
		padded = padded[:len(padded)-len(padded)%3]
		for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
			coded := encoding.EncodeToString(padded)
			all[fmt.Sprint(name, shift, " ")] = []byte(coded[[]int{0, 2, 3}[shift]:])
		}
	}
	return all
}

// hunt looks for words, each in all guises, in every file of the folders, and inside what is compressed there.
func hunt(t *testing.T, words []string, skip func(path string) bool, folders ...string) (found []string, files int) {
	t.Helper()
	needles := map[string][]byte{}
	for _, w := range words {
		for guise, needle := range guises(w) {
			if len(needle) >= 5 { // shorter ones are found anywhere
				needles[guise+w] = needle
			}
		}
	}
	seen := map[string]bool{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || skip != nil && skip(path) {
				return err
			}
			data, err := os.ReadFile(path)
			files++
			for _, piece := range append(inflated(data), data) {
				for name, needle := range needles {
					if bytes.Contains(piece, needle) {
						seen[filepath.Base(path)+": "+name] = true
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return slices.Sorted(maps.Keys(seen)), files
}

// inflated is what compressed streams in a file say, as in PDFs.
func inflated(data []byte) (all [][]byte) {
	for _, header := range []string{"\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"} {
		for at := 0; ; {
			i := bytes.Index(data[at:], []byte(header))
			if i < 0 {
				break
			}
			at += i
			if r, err := zlib.NewReader(bytes.NewReader(data[at:])); err == nil {
				text, _ := io.ReadAll(io.LimitReader(r, 8<<20)) // what could be read counts
				if len(text) > 16 {
					all = append(all, text)
				}
			}
			at += len(header)
		}
	}
	return all
}

func TestHunt_FindsWhatHides(t *testing.T) {
	const word = "Źrebakowska"
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"plain": []byte("a" + word), "base64": []byte(base64.StdEncoding.EncodeToString([]byte("xy" + word + "z"))),
		"hex": []byte(hex.EncodeToString([]byte(word))), "utf16": {0x79, 0x01, 'r', 0, 'e', 0, 'b', 0, 'a', 0, 'k', 0, 'o', 0, 'w', 0, 's', 0, 'k', 0, 'a', 0},
		"percent": []byte(url.QueryEscape(word)), "folded": []byte("anna zrebakowska"), "zlib": deflated(t, "xx "+word+" jest tu wpisana"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		found, _ := hunt(t, []string{word}, nil, dir)
		if err := os.Remove(filepath.Join(dir, name)); err != nil || len(found) == 0 {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
}

func deflated(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
