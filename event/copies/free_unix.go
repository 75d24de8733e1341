//go:build !windows

package copies

import "golang.org/x/sys/unix"

// freeSpace is what an ordinary program may still write at a place.
func freeSpace(path string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil //nolint:unconvert // the types differ between systems
}
