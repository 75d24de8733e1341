package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the import path of everything that is ours.
const module = "zlot"

// layer says what one package, or every package below a folder ("ui/*"), may import.
// The table of DESIGN.md §2 is the source; the standard library is open to all, but for gated.
type layer struct {
	own     []string // packages of ours
	others  []string // path prefixes of other modules; "*" is any that is not gated
	opens   []string // gated paths that this layer may import all the same
	inTests []string // what only its tests may import as well
}

// gated paths are closed even to "*": a window and a database are the business of few.
var gated = []string{"fyne.io/", "database/sql", "modernc.org/"}

// Tests of pages and use cases run over a real database, filled the way the program fills it.
var realDatabase = []string{"storage", "event/*", "assets", "ui/kit/kittest"}

var layers = map[string]layer{
	"event": {
		own: []string{"event/passcode"}, others: []string{"github.com/google/uuid"},
		// A benchmark measures a check-in against a bare commit; lists are written in other programs' letters.
		inTests: append([]string{"database/sql", "golang.org/x/text/encoding/charmap"}, realDatabase...),
	},
	"event/passcode": {},
	"event/wedge":    {},
	"event/help":     {own: []string{"event", "event/i18n", "assets"}, others: []string{"github.com/yuin/goldmark"}},
	"event/sight":    {own: []string{"event"}, others: []string{"*"}},
	"event/tabular":  {own: []string{"event"}, others: []string{"*"}},
	"event/schedule": {own: []string{"event"}, others: []string{"*"}},
	"event/i18n": {
		own:    []string{"assets"},
		others: []string{"github.com/nicksnyder/go-i18n/", "golang.org/x/text/"},
	},
	"event/doc": {
		own: []string{"event", "event/passcode", "event/i18n", "event/help", "assets"}, others: []string{"*"},
		inTests: realDatabase, // programmes are drawn as the program fills them
	},
	"event/mail": {
		own: []string{"event", "event/passcode", "event/i18n", "assets"}, others: []string{"*"},
		inTests: realDatabase, // mail is measured as the program sends it
	},
	"event/printing": {
		own: []string{"event"}, others: []string{"golang.org/x/sys/windows"},
		inTests: realDatabase,
	},
	"event/verifypage": {own: []string{"event", "event/i18n", "assets"}, inTests: []string{"event/doc"}},
	"event/secret":     {own: []string{"event"}, others: []string{"github.com/zalando/go-keyring", "github.com/godbus/dbus/", "filippo.io/age", "github.com/gofrs/flock"}},
	"event/copies":     {own: []string{"event"}, others: []string{"filippo.io/age", "github.com/gofrs/flock", "golang.org/x/sys/"}, inTests: realDatabase},
	"event/sample":     {own: []string{"event", "assets"}, inTests: realDatabase},
	"storage": {
		own:    []string{"event"},
		others: []string{"modernc.org/", "golang.org/x/text/", "github.com/gofrs/flock"}, // one writer
		opens:  []string{"database/sql", "modernc.org/"},
	},
	"assets": {inTests: []string{"golang.org/x/image/"}},
	// The theme of the kit carries the fonts and icons.
	"ui/kit": {
		own:     []string{"event/i18n", "assets"},
		others:  []string{"fyne.io/"},
		opens:   []string{"fyne.io/"},
		inTests: []string{"ui/kit/kittest"},
	},
	"ui/desktop": {
		own: []string{"ui/kit", "event", "event/i18n"}, others: []string{"*"}, opens: []string{"fyne.io/"},
	},
	"ui/help": {
		own:     []string{"ui/kit", "event", "event/i18n", "event/help"},
		others:  []string{"fyne.io/"},
		opens:   []string{"fyne.io/"},
		inTests: realDatabase,
	},
	"ui/*": {
		own:     []string{"ui/kit", "event", "event/i18n", "event/wedge"},
		others:  []string{"fyne.io/"},
		opens:   []string{"fyne.io/"},
		inTests: realDatabase,
	},
	"ui": {
		own:     []string{"ui/*", "event", "event/i18n", "event/help", "event/wedge"},
		others:  []string{"fyne.io/"},
		opens:   []string{"fyne.io/"},
		inTests: append([]string{"github.com/skip2/go-qrcode"}, realDatabase...), // pictures of the help show codes
	},
	"cmd/*": {own: []string{"*"}, others: []string{"*"}, opens: gated},
}

// edge is one import in one file.
type edge struct {
	from, file, to string
	test           bool
}

func TestLayers(t *testing.T) {
	edges, err := readEdges(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	// The program itself imports at least its domain; fewer edges mean that nothing was read.
	if !slices.ContainsFunc(edges, func(e edge) bool { return e.to == module+"/event" }) {
		t.Fatalf("no import of %s/event among %d edges: the tree was not read", module, len(edges))
	}
	for _, e := range edges {
		if why := forbidden(e); why != "" {
			t.Errorf("%s: %s must not import %s: %s", e.file, e.from, e.to, why)
		}
	}
}

// TestLayers_Refuse proves that the test above can fail: on single edges, and on files on disk.
func TestLayers_Refuse(t *testing.T) {
	for _, c := range []struct {
		from, to string
		test, ok bool
	}{
		{from: "event", to: "time", ok: true},
		{from: "event", to: "zlot/event/passcode", ok: true},
		{from: "event", to: "database/sql"},
		{from: "event", to: "fyne.io/fyne/v2"},
		{from: "event", to: "zlot/storage"},
		{from: "event", to: "golang.org/x/text/collate"},
		{from: "event/passcode", to: "zlot/event"},
		{from: "event/wedge", to: "zlot/event"},
		{from: "event/sight", to: "github.com/makiuchi-d/gozxing", ok: true},
		{from: "event/sight", to: "fyne.io/fyne/v2"},
		{from: "event/doc", to: "github.com/signintech/gopdf", ok: true},
		{from: "event/doc", to: "zlot/event/mail"},
		{from: "event/mail", to: "fyne.io/fyne/v2"},
		{from: "event/tabular", to: "modernc.org/sqlite"},
		{from: "event/unheard", to: "time"},
		{from: "storage", to: "modernc.org/sqlite", ok: true},
		{from: "storage", to: "zlot/event/doc"},
		{from: "ui/kit", to: "zlot/event"},
		{from: "ui/checkin", to: "zlot/ui/kit", ok: true},
		{from: "ui/checkin", to: "zlot/ui/mail"},
		{from: "ui/checkin", to: "zlot/storage"},
		{from: "ui/checkin", to: "zlot/storage", test: true, ok: true},
		{from: "ui/checkin", to: "zlot/event/doc"},
		{from: "ui/checkin", to: "zlot/event/secret"},
		{from: "ui/desktop", to: "zlot/storage"},
		{from: "ui/desktop", to: "zlot/storage", test: true},
		{from: "ui", to: "zlot/ui/checkin", ok: true},
		{from: "ui", to: "zlot/storage"},
		{from: "cmd/zlotctl", to: "zlot/event/secret", ok: true},
		{from: "cmd/zlot", to: "fyne.io/fyne/v2/app", ok: true},
	} {
		why := forbidden(edge{from: c.from, to: c.to, test: c.test})
		if c.ok != (why == "") {
			t.Errorf("%s importing %s (in a test: %t): got %q, want allowed %t", c.from, c.to, c.test, why, c.ok)
		}
	}

	root := t.TempDir()
	page := filepath.Join(root, "ui", "checkin")
	if err := os.MkdirAll(page, 0o700); err != nil {
		t.Fatal(err)
	}
	source := "//go:build windows\n\npackage checkin\n\nimport _ \"zlot/storage\"\n"
	if err := os.WriteFile(filepath.Join(page, "page.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	edges, err := readEdges(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(edges) != 1 || forbidden(edges[0]) == "" {
		t.Errorf("a page that imports the storage on one system only went unseen: %v", edges)
	}
}

// forbidden says why an import is against the layers, or nothing.
func forbidden(e edge) string {
	rules, known := layerOf(e.from)
	if !known {
		return "this package has no place in the layers of DESIGN.md §2; give it one in layers_test.go"
	}
	if own, ours := strings.CutPrefix(e.to, module+"/"); ours {
		if own == e.from || matches(rules.own, own) || e.test && matches(rules.inTests, own) {
			return "" // an external test imports the package it tests
		}
		return "it may import only " + strings.Join(rules.own, ", ") + " of ours"
	}
	if e.test && hasPrefix(rules.inTests, e.to) {
		return ""
	}
	if hasPrefix(gated, e.to) && !hasPrefix(rules.opens, e.to) {
		return "it is kept out of this layer"
	}
	if isStandard(e.to) || slices.Contains(rules.others, "*") || hasPrefix(rules.others, e.to) {
		return ""
	}
	return "of other modules it may import only " + strings.Join(rules.others, ", ")
}

func layerOf(pkg string) (layer, bool) {
	if l, found := layers[pkg]; found {
		return l, true
	}
	folder, _, _ := strings.Cut(pkg, "/")
	l, found := layers[folder+"/*"]
	return l, found
}

// matches knows exact paths, "*" and "folder/*".
func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		folder, everything := strings.CutSuffix(pattern, "*")
		return pattern == pkg || everything && strings.HasPrefix(pkg, folder)
	})
}

func hasPrefix(prefixes []string, path string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

// isStandard goes by the rule of the go command: only paths of other modules begin with a host.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// isGenerator knows the programs for `go generate` by the constraint that keeps them out of every
// package.
func isGenerator(file *ast.File) bool {
	return slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
		return group.Pos() < file.Package && group.List[0].Text == "//go:build ignore"
	})
}

// readEdges reads the imports of every Go file below root, whatever system it is built for.
func readEdges(root string) ([]edge, error) {
	var edges []edge
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil || isGenerator(parsed) {
			return err
		}
		file, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			file := filepath.ToSlash(file)
			from, _ := strings.CutSuffix(file, "/"+name)
			edges = append(edges, edge{from: from, file: file, to: to, test: strings.HasSuffix(name, "_test.go")})
		}
		return nil
	})
	return edges, err
}
