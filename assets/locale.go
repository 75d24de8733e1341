package assets

import (
	"embed"
	"io/fs"
)

//go:embed locale/*.json
var locale embed.FS

// Locale holds the message files <area>.<lang>.json at its root.
func Locale() fs.FS {
	sub, err := fs.Sub(locale, "locale")
	if err != nil {
		panic(err) // the folder's name is a constant
	}
	return sub
}

// FyneTranslations returns the words of the toolkit's own dialogs and menus,
// in the toolkit's format, for lang.AddTranslations. Another language than
// English is Polish.
func FyneTranslations(lang string) []byte {
	if lang != "en" {
		lang = "pl"
	}
	body, err := locale.ReadFile("locale/fyne." + lang + ".json")
	if err != nil {
		panic(err) // embedded: both files are part of the program
	}
	return body
}
