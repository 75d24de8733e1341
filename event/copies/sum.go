package copies

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sumsFile holds the sums of the copies' bytes, as sha256sum writes and checks them.
const sumsFile = "SHA256SUMS"

func readSums(dir string) (map[string]string, error) {
	sums := map[string]string{}
	f, err := os.Open(filepath.Join(dir, sumsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return sums, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok && len(sum) == 2*sha256.Size {
			sums[name] = sum
		}
	}
	return sums, lines.Err()
}

func writeSums(disk Disk, dir string, sums map[string]string) error {
	return disk.Write(filepath.Join(dir, sumsFile), func(w io.Writer) error {
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(sums)) {
			b.WriteString(sums[name] + "  " + name + "\n")
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func addSum(disk Disk, dir, name, sum string) error {
	sums, err := readSums(dir)
	if err != nil {
		return err
	}
	sums[name] = sum
	return writeSums(disk, dir, sums)
}

func dropSums(disk Disk, dir string, names []string) error {
	sums, err := readSums(dir)
	if err != nil {
		return err
	}
	before := len(sums)
	for _, name := range names {
		delete(sums, name)
	}
	if len(sums) == before {
		return nil
	}
	return writeSums(disk, dir, sums)
}

// wholeSum compares a copy with the sum that was written with it; without one nothing can be said.
func wholeSum(path string) (bool, error) {
	sums, err := readSums(filepath.Dir(path))
	want := sums[filepath.Base(path)]
	if err != nil || want == "" {
		return true, nil //nolint:nilerr // the file of sums may be gone
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return false, err
	}
	return hex.EncodeToString(sum.Sum(nil)) == want, nil
}
