// Command licences writes assets/licences/licences.json: every module of others that is linked into one of the
// two programs for Linux or Windows, the fonts, and Go itself, each with its version, its licence and the text of
// it. The programs and the packages show that file.
//
// Usage, at the root of the repository:
//
//	go run ./.ci/licences          write the file
//	go run ./.ci/licences -check   say what in the file is not true any more; exit code 1 if anything, 3 if the
//	                               modules cannot be listed here
//	go run ./.ci/licences -text    print what the file holds as plain text, for a package
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"zlot/assets"
)

// target is the file, as seen from the root of the repository.
const target = "assets/licences/licences.json"

const (
	exitStale  = 1
	exitUnable = 3
)

// errUnable says that the modules cannot be listed on this machine.
var errUnable = errors.New("the modules cannot be listed here")

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	text := flag.Bool("text", false, "print the file as plain text")
	flag.Parse()
	err := run(*check, *text)
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
	}
	switch {
	case errors.Is(err, errUnable):
		os.Exit(exitUnable)
	case err != nil:
		os.Exit(exitStale)
	}
}

func run(check, text bool) error {
	if text {
		return assets.WriteLicences(os.Stdout)
	}
	found, err := collect()
	if err != nil {
		return err
	}
	var body bytes.Buffer
	coder := json.NewEncoder(&body)
	coder.SetEscapeHTML(false)
	coder.SetIndent("", " ")
	if err := coder.Encode(found); err != nil {
		return err
	}
	if !check {
		fmt.Printf("%s: %d components, %d KB\n", target, len(found), body.Len()/1024)
		return os.WriteFile(target, body.Bytes(), 0o644)
	}
	old, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	if !bytes.Equal(old, body.Bytes()) {
		return fmt.Errorf("%s is not what is linked any more; write it anew with: make licences\n%s", target, difference(old, found))
	}
	return nil
}

// difference names what is new, gone or another version; what is left is another text.
func difference(old []byte, found []assets.Component) string {
	var was []assets.Component
	if err := json.Unmarshal(old, &was); err != nil {
		return err.Error()
	}
	versions := map[string]string{}
	for _, c := range was {
		versions[c.Name] = c.Version
	}
	var lines []string
	for _, c := range found {
		v, known := versions[c.Name]
		delete(versions, c.Name)
		switch {
		case !known:
			lines = append(lines, "  new: "+c.Name+" "+c.Version)
		case v != c.Version:
			lines = append(lines, "  "+c.Name+": "+v+" → "+c.Version)
		}
	}
	for name := range versions {
		lines = append(lines, "  gone: "+name)
	}
	return strings.Join(lines, "\n")
}
