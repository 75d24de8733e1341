package main

import (
	"fmt"
	"slices"
	"strings"

	"zlot/assets"
)

// phrases tell licences apart; the first that fits names the text. Both words of a pair must be in it.
var phrases = []struct{ id, phrase, also string }{
	{"OFL-1.1", "sil open font license version 1.1", ""},
	{"Apache-2.0", "apache license", "version 2.0"},
	{"MPL-2.0", "mozilla public license", "2.0"},
	{"GPL-3.0", "gnu general public license", ""},
	{"Bitstream-Vera", "bitstream vera", "font software"},
	{"BSD-3-Clause", "redistributions in binary form must reproduce", "neither the name"},
	{"BSD-3-Clause", "redistributions in binary form must reproduce", "may not be used to endorse"},
	{"BSD-3-Clause", "redistributions in binary form must reproduce", "names of its contributors"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce", ""},
	{"MIT", "permission is hereby granted, free of charge", ""},
	{"ISC", "permission to use, copy, modify, and/or distribute this software", ""},
	{"Zlib", "provided 'as-is', without any express or implied warranty", "altered source versions"},
	{"Zlib", "provided ‘as-is’, without any express or implied warranty", "altered source versions"},
	{"blessing", "may you do good and not evil", ""},
	{"blessing", "sqlite is public domain", ""},
	{"CC0-1.0", "cc0 1.0 universal", ""},
	{"Unlicense", "this is free and unencumbered software released into the public domain", ""},
}

// aside are texts that grant something more or say where code is from: they name no licence of their own.
func aside(file string) bool {
	for _, word := range []string{"PATENTS", "3RD-PARTY", "NOTICE"} {
		if strings.Contains(strings.ToUpper(file), word) {
			return true
		}
	}
	return false
}

// name is the licence of a component as an SPDX expression. A text that nobody has read yet is an error.
func name(c assets.Component) (string, error) {
	var ids []string
	for _, text := range c.Texts {
		id := identify(text.Text)
		if id == "" && !aside(text.File) {
			return "", fmt.Errorf("%s %s: the licence in %s is not known; read it and add it to name.go", c.Name, c.Version, text.File)
		}
		if id != "" && !aside(text.File) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " AND "), nil
}

func identify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, p := range phrases {
		if strings.Contains(text, p.phrase) && strings.Contains(text, p.also) {
			return p.id
		}
	}
	return ""
}
