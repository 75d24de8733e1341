package kit

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// filePlace is a folder that people start from.
type filePlace struct{ id, path string }

const (
	placeHome      = "home"
	placeDesktop   = "desktop"
	placeDocuments = "documents"
	placeDownloads = "downloads"
	placeComputer  = "computer"
	placeDrive     = "drive" // a disk or stick, called by its name
)

// places are the folders that exist of those people start from; there is
// always one.
func places() []filePlace {
	var out []filePlace
	if home, err := os.UserHomeDir(); err == nil && isFolder(home) {
		out = append(out, filePlace{placeHome, home})
		named := namedFolders(home)
		for _, p := range []struct {
			id, name string
			usual    []string
		}{
			{placeDesktop, "XDG_DESKTOP_DIR", []string{"Desktop", "Pulpit", "OneDrive/Desktop", "OneDrive/Pulpit"}},
			{placeDocuments, "XDG_DOCUMENTS_DIR", []string{"Documents", "Dokumenty", "OneDrive/Documents", "OneDrive/Dokumenty"}},
			{placeDownloads, "XDG_DOWNLOAD_DIR", []string{"Downloads", "Pobrane"}},
		} {
			candidates := []string{named[p.name]}
			for _, u := range p.usual {
				candidates = append(candidates, filepath.Join(home, filepath.FromSlash(u)))
			}
			for _, path := range candidates {
				if path != "" && path != home && isFolder(path) {
					out = append(out, filePlace{p.id, path})
					break
				}
			}
		}
	}
	return append(out, drives()...)
}

// namedFolders reads how a Linux desktop calls its folders, which depends on
// its language.
func namedFolders(home string) map[string]string {
	out := map[string]string{}
	text, err := os.ReadFile(filepath.Join(home, ".config", "user-dirs.dirs"))
	if err != nil {
		return out // not such a desktop
	}
	for _, l := range strings.Split(string(text), "\n") {
		if name, value, ok := strings.Cut(strings.TrimSpace(l), "="); ok {
			value = strings.ReplaceAll(strings.Trim(value, `"`), "$HOME", home)
			out[name] = filepath.Clean(value)
		}
	}
	return out
}

// drives are the disks, and the sticks that are plugged in.
func drives() []filePlace {
	var out []filePlace
	if runtime.GOOS == "windows" {
		for letter := 'C'; letter <= 'Z'; letter++ {
			if path := string(letter) + `:\`; isFolder(path) {
				out = append(out, filePlace{placeDrive, path})
			}
		}
		return out
	}
	out = append(out, filePlace{placeComputer, "/"})
	user := os.Getenv("USER")
	for _, parent := range []string{"/media/" + user, "/run/media/" + user, "/Volumes"} {
		found, err := os.ReadDir(parent)
		if err != nil || user == "" {
			continue // no sticks there
		}
		for _, f := range found {
			if path := filepath.Join(parent, f.Name()); isFolder(path) {
				out = append(out, filePlace{placeDrive, path})
			}
		}
	}
	return out
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// fileRow is a file or folder in the list.
type fileRow struct {
	name, path string
	folder     bool
	changed    time.Time
}

// readFolder lists what is in a folder, folders first, without what is hidden.
func readFolder(folder string) ([]fileRow, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	out := make([]fileRow, 0, len(found))
	for _, f := range found {
		path := filepath.Join(folder, f.Name())
		info, err := os.Stat(path) // which follows links
		if err != nil || strings.HasPrefix(f.Name(), ".") {
			continue // hidden, or gone meanwhile
		}
		out = append(out, fileRow{name: f.Name(), path: path, folder: info.IsDir(), changed: info.ModTime()})
	}
	slices.SortFunc(out, func(a, b fileRow) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(folded(a.name), folded(b.name)), strings.Compare(a.name, b.name))
	})
	return out, nil
}

// folded is a text as it is compared while somebody types.
func folded(text string) string { return withoutPolish.Replace(strings.ToLower(text)) }

// typedPath is the path that a text in a folder means: whole or part, with ~
// for home, in quotes as file managers copy it.
func typedPath(folder, text string) string {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	text = strings.TrimPrefix(text, "file://")
	if rest, ok := strings.CutPrefix(text, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			text = filepath.Join(home, rest)
		}
	}
	if text == "" {
		return folder
	}
	if !filepath.IsAbs(text) {
		text = filepath.Join(folder, text)
	}
	return filepath.Clean(text)
}
