package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"zlot/assets"
)

// builds are the programs as they are handed out. The tags are those of .ci/build.
var builds = []struct {
	program, cgo string
	tags         string
}{
	{"./cmd/zlot", "1", "migrated_fynedo,no_animations,no_emoji,x11"},
	{"./cmd/zlotctl", "0", ""},
}

var systems = []string{"linux", "windows"}

// besides are licences of what lies in a module and is linked, but in no folder of Go code: C sources and fonts.
var besides = map[string][]string{
	"fyne.io/fyne/v2":                 {"theme/font/LICENSE.txt", "theme/font/LICENSE_Inter.txt", "theme/font/LICENSE_DejaVu-Powerline.txt"},
	"github.com/go-gl/glfw/v3.4/glfw": {"glfw/LICENSE.md"},
}

// fonts are ours to hand out; their files and texts lie in assets/fonts.
var fonts = []struct{ name, text string }{
	{"Lato", "OFL-Lato.txt"},
	{"Vollkorn", "OFL-Vollkorn.txt"},
}

// notLinked is the licence of a picture that lies beside modernc.org/memory.
const notLinked = "LICENSE-LOGO"

var licenceFile = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|copyright|notice|patents)([-._].*)?$`)

// linked is a module with the folders of its packages that are linked.
type linked struct {
	Path, Version, Dir string
	folders            []string // below Dir, "." is Dir itself
}

// collect gathers all components, modules by their path first.
func collect() ([]assets.Component, error) {
	modules, err := listModules()
	if err != nil {
		return nil, err
	}
	var all []assets.Component
	for _, m := range modules {
		c := assets.Component{Kind: assets.KindModule, Name: m.Path, Version: m.Version}
		files, err := m.licenceFiles()
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if err := add(&c, m.Dir, name); err != nil {
				return nil, err
			}
		}
		all = append(all, c)
	}
	for _, f := range fonts {
		c := assets.Component{Kind: assets.KindFont, Name: f.name}
		if err := add(&c, "assets/fonts", f.text); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	// Every build of Go carries the same text; its version is the one the program was built with.
	lang := assets.Component{Kind: assets.KindLanguage, Name: "Go"}
	if err := add(&lang, runtime.GOROOT(), "LICENSE"); err != nil { //nolint:staticcheck // the Go that runs this
		return nil, err
	}
	all = append(all, lang)
	for i := range all {
		if all[i].Licence, err = name(all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// add reads one file of a component.
func add(c *assets.Component, folder, name string) error {
	body, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	text := strings.TrimSpace(strings.ReplaceAll(string(bytes.ToValidUTF8(body, []byte("?"))), "\r\n", "\n")) + "\n"
	c.Texts = append(c.Texts, assets.LicenceText{File: name, Text: strings.TrimPrefix(text, "\ufeff")})
	return nil
}

// listModules asks the toolchain what each build links.
func listModules() ([]linked, error) {
	byPath := map[string]*linked{}
	for _, b := range builds {
		for _, system := range systems {
			cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Module", "-tags", b.tags, b.program)
			cmd.Env = append(os.Environ(), "CGO_ENABLED="+b.cgo, "GOOS="+system, "GOARCH=amd64")
			var said bytes.Buffer
			cmd.Stderr = &said
			out, err := cmd.Output()
			if err != nil {
				return nil, fmt.Errorf("%w: %s for %s: %s", errUnable, b.program, system, said.String())
			}
			if err := take(byPath, bytes.NewReader(out)); err != nil {
				return nil, err
			}
		}
	}
	var all []linked
	for _, m := range byPath {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b linked) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// take reads the packages of one listing.
func take(byPath map[string]*linked, out io.Reader) error {
	for dec := json.NewDecoder(out); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		switch err := dec.Decode(&p); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case p.Module == nil || p.Module.Main:
			continue
		}
		m := byPath[p.Module.Path]
		if m == nil {
			m = &linked{Path: p.Module.Path, Version: p.Module.Version, Dir: p.Module.Dir}
			byPath[m.Path] = m
		}
		folder, err := filepath.Rel(m.Dir, p.Dir)
		if err != nil {
			return err
		}
		m.folders = append(m.folders, filepath.ToSlash(folder))
	}
}

// licenceFiles are those of a module's root, of the folders of what is linked and of those above them.
func (m linked) licenceFiles() ([]string, error) {
	folders := map[string]bool{".": true}
	for _, f := range m.folders {
		for ; f != "."; f = path.Dir(f) {
			folders[f] = true
		}
	}
	var files []string
	for folder := range folders {
		entries, err := os.ReadDir(filepath.Join(m.Dir, filepath.FromSlash(folder)))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !e.IsDir() && licenceFile.MatchString(e.Name()) && path.Ext(e.Name()) != ".go" && e.Name() != notLinked {
				files = append(files, path.Join(folder, e.Name()))
			}
		}
	}
	slices.SortFunc(files, func(a, b string) int { // the root first
		if n := strings.Count(a, "/") - strings.Count(b, "/"); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	files = append(files, besides[m.Path]...)
	if len(files) == 0 {
		return nil, fmt.Errorf("%s %s has no licence", m.Path, m.Version)
	}
	return files, nil
}
