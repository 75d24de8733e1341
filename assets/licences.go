package assets

import (
	_ "embed" // for the file below
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
)

// ComponentKind says what sort of thing of others is in the program.
type ComponentKind string

// The kinds of components.
const (
	KindModule   ComponentKind = "module"
	KindFont     ComponentKind = "font"
	KindLanguage ComponentKind = "language"
)

// Component is something made by others that is linked or embedded.
type Component struct {
	Kind    ComponentKind `json:"kind"`
	Name    string        `json:"name"`
	Version string        `json:"version,omitempty"`
	Licence string        `json:"licence"` // an SPDX expression
	Texts   []LicenceText `json:"texts"`
}

// LicenceText is one file that says on what terms.
type LicenceText struct {
	File string `json:"file"`
	Text string `json:"text"`
}

// The command in .ci/licences writes it from what the programs link.
//
//go:embed licences/licences.json
var licences []byte

// Licences are the components of the programs, modules by path first.
var Licences = sync.OnceValue(func() []Component {
	var all []Component
	if err := json.Unmarshal(licences, &all); err != nil {
		panic(err) // embedded, and read by a test
	}
	return all
})

// WriteLicences writes all components with their texts as plain text.
func WriteLicences(w io.Writer) error {
	all := Licences()
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%-72s %s\n", strings.TrimSpace(c.Name+" "+c.Version), c.Licence)
	}
	line := strings.Repeat("=", 100)
	for _, c := range all {
		for _, text := range c.Texts {
			fmt.Fprintf(&b, "\n%s\n%s (%s)\n%s\n\n%s", line, strings.TrimSpace(c.Name+" "+c.Version), text.File, line, text.Text)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
