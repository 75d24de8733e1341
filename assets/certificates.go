package assets

import (
	"embed"
	"fmt"
)

//go:embed certificates/*.json
var certificates embed.FS

// Certificate is a file of the designs of certificates that come with the program: "classic" is one of them, "index"
// lists all, the usual one first.
func Certificate(name string) ([]byte, error) {
	data, err := certificates.ReadFile("certificates/" + name + ".json")
	if err != nil {
		return nil, fmt.Errorf("certificate layout: %w", err)
	}
	return data, nil
}
