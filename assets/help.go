package assets

import (
	"embed"
	"io/fs"
)

//go:embed help
var help embed.FS

// Help holds the topics of the help <topic>.<lang>.md at its root, and their pictures/<name>.<lang>.png.
func Help() fs.FS {
	sub, err := fs.Sub(help, "help")
	if err != nil {
		panic(err) // the folder's name is a constant
	}
	return sub
}
