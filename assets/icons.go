package assets

import (
	"embed"
	"path"
	"strings"
)

//go:embed icons/*.svg
var icons embed.FS

// Icon returns a line icon as SVG: 24 × 24, one colour, so that a themed
// resource of the toolkit can recolour it. It panics on an unknown name; Icons
// lists them.
func Icon(name string) []byte { return must(icons, path.Join("icons", name+".svg")) }

// Icons lists the names of all icons in alphabetical order.
func Icons() []string { return stems(icons, "icons") }

func must(files embed.FS, name string) []byte {
	body, err := files.ReadFile(name)
	if err != nil {
		panic(err) // a typing mistake in the program
	}
	return body
}

func stems(files embed.FS, dir string) []string {
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic(err) // the folder's name is a constant
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return names
}
