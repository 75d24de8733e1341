// Parts writes into a folder what the packages hold besides the programs and is made from our assets: the icon
// in all sizes and in the forms of Windows and macOS, and the licences of what others made.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"zlot/assets"
)

// sizes are those of the hicolor theme.
var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: parts FOLDER")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal("parts: ", err)
	}
}

func run(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, size := range sizes {
		picture, err := encoded(size)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.png", size)), picture, 0o644); err != nil {
			return err
		}
	}
	for name, form := range map[string]func() ([]byte, error){"zlot.ico": ico, "zlot.icns": icns} {
		body, err := form()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), body, 0o644); err != nil {
			return err
		}
	}
	file, err := os.Create(filepath.Join(folder, "LICENCES.txt"))
	if err != nil {
		return err
	}
	if err := assets.WriteLicences(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
