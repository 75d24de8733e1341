package assets

import (
	"embed"
	"fmt"
)

//go:embed badges/*.json
var badges embed.FS

// Badge is a file of the badge layouts that come with the program: "a4-8-90x54" is one of them, "index" lists all,
// the usual one first.
func Badge(name string) ([]byte, error) {
	data, err := badges.ReadFile("badges/" + name + ".json")
	if err != nil {
		return nil, fmt.Errorf("badge layout: %w", err)
	}
	return data, nil
}
