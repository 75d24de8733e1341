package i18n

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"zlot/assets"
)

// catalogue is all messages of all languages, read once and never changed.
type catalogue struct {
	bundle *goi18n.Bundle
	ids    map[string]bool
}

// loadOnce panics on a broken file: the files are part of the program.
var loadOnce = sync.OnceValue(func() *catalogue {
	c, err := load(assets.Locale())
	if err != nil {
		panic(err)
	}
	return c
})

// fynePrefix marks the words of the toolkit itself, which have its own keys.
const fynePrefix = "fyne."

func load(files fs.FS) (*catalogue, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list message files: %w", err)
	}
	c := &catalogue{bundle: goi18n.NewBundle(language.Polish), ids: map[string]bool{}}
	for _, name := range names {
		if strings.HasPrefix(name, fynePrefix) {
			continue
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read messages: %w", err)
		}
		file, err := c.bundle.ParseMessageFileBytes(body, name)
		if err != nil {
			return nil, fmt.Errorf("parse messages %s: %w", name, err)
		}
		for _, m := range file.Messages {
			c.ids[m.ID] = true
		}
	}
	return c, nil
}
