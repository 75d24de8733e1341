//go:build linux

package main

import "golang.org/x/sys/unix"

// writingCalls are those by which files change; pathArguments tells where those have the path that do not name a file
// by its number.
var (
	writingCalls = []int{unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV, unix.SYS_PWRITEV, unix.SYS_FTRUNCATE, unix.SYS_FALLOCATE, unix.SYS_FSYNC,
		unix.SYS_FDATASYNC, unix.SYS_FCHMOD, unix.SYS_OPEN, unix.SYS_OPENAT, unix.SYS_RENAME, unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_UNLINK,
		unix.SYS_UNLINKAT, unix.SYS_LINK, unix.SYS_LINKAT, unix.SYS_MKDIR, unix.SYS_MKDIRAT, unix.SYS_TRUNCATE}
	pathArguments = map[int]argument{unix.SYS_OPEN: {0, 1}, unix.SYS_OPENAT: {1, 2}, unix.SYS_RENAME: {0, -1}, unix.SYS_RENAMEAT: {1, -1},
		unix.SYS_RENAMEAT2: {1, -1}, unix.SYS_UNLINK: {0, -1}, unix.SYS_UNLINKAT: {1, -1}, unix.SYS_LINK: {0, -1}, unix.SYS_LINKAT: {1, -1},
		unix.SYS_MKDIR: {0, -1}, unix.SYS_MKDIRAT: {1, -1}, unix.SYS_TRUNCATE: {0, -1}}
)
