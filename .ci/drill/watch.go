//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A watched program asks before each of its writes to the disk, with the kernel's seccomp notifications: no user
// needs rights for that. The drill lets the write pass, answers in the disk's place that it failed, or kills the
// program before it happens, so that every moment of a run can be met, and met again.

// failure is what happens to a program at one of its writes.
type failure struct {
	after int           // writes that pass
	with  syscall.Errno // all later ones are answered so; 0: the program is killed
	once  bool          // only one is; then the disk is well again
}

// never is no failure.
var never = failure{after: 1 << 30}

// watchedArg makes the drill's own program arrange to be watched, and become the program behind it.
const watchedArg = "become-watched"

// run runs a program and lets it fail. The number of writes it asked for is returned as well.
func (f failure) run(ctx context.Context, cmd *exec.Cmd, folder, stdin string) (e ending, writes int, err error) {
	self, err := os.Executable()
	if err != nil {
		return e, 0, err
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return e, 0, err
	}
	theirs := os.NewFile(uintptr(pair[1]), "theirs")
	w := &watcher{failure: f, folder: folder, socket: pair[0]}
	inner := exec.CommandContext(ctx, self, append([]string{watchedArg, cmd.Path}, cmd.Args[1:]...)...)
	inner.Dir, inner.Env, inner.ExtraFiles = cmd.Dir, cmd.Env, []*os.File{theirs}
	done := make(chan error, 1)
	go func() { done <- w.watch() }()
	e, err = finishWith(inner, stdin, theirs)
	watched := <-done
	e.hits = int(w.hits.Load())
	if watched != nil {
		err = errors.Join(err, fmt.Errorf("watch: %w", watched))
	}
	return e, int(w.seen.Load()), err
}

// finishWith closes our copy of the child's end once the child has it: then the watcher learns of an early end.
func finishWith(cmd *exec.Cmd, stdin string, theirs *os.File) (ending, error) {
	var out, errs strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Start()
	_ = theirs.Close() // it is the child's
	if err != nil {
		return ending{}, err
	}
	err = cmd.Wait()
	e := ending{out: out.String(), errs: errs.String(), code: cmd.ProcessState.ExitCode()}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !e.killed() {
		return e, err
	}
	return e, e.decent()
}

// The kernel's structures; linux/seccomp.h describes them.
type (
	notice struct {
		id         uint64
		pid, flags uint32
		nr         int32
		arch       uint32
		ip         uint64
		args       [6]uint64
	}
	answer struct {
		id    uint64
		value int64
		errno int32
		flags uint32
	}
)

const (
	ioctlReceive = 0xc0502100 // SECCOMP_IOCTL_NOTIF_RECV
	ioctlSend    = 0xc0182101 // SECCOMP_IOCTL_NOTIF_SEND
	goOn         = 1          // SECCOMP_USER_NOTIF_FLAG_CONTINUE
	newListener  = 1 << 3     // SECCOMP_FILTER_FLAG_NEW_LISTENER
	retNotify    = 0x7fc00000 // SECCOMP_RET_USER_NOTIF
	retAllow     = 0x7fff0000 // SECCOMP_RET_ALLOW
)

// becomeWatched sends the drill the end from which this program is watched, and becomes the program.
func becomeWatched(args []string) error {
	runtime.LockOSThread() // the filter is this thread's, and so the program's
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no new privileges: %w", err)
	}
	filter := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}}
	for _, call := range writingCalls {
		filter = append(filter, unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: uint32(call), Jf: 1},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: retNotify})
	}
	filter = append(filter, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: retAllow})
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, newListener, uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return fmt.Errorf("filter: %w", errno)
	}
	const socket = 3
	if err := unix.Sendmsg(socket, []byte{1}, unix.UnixRights(int(fd)), nil, 0); err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	unix.CloseOnExec(socket)
	return syscall.Exec(args[0], args, os.Environ())
}

// watcher decides about the writes of one program.
type watcher struct {
	failure
	folder     string
	socket     int
	seen, hits atomic.Int32
}

func (w *watcher) watch() error {
	defer unix.Close(w.socket)
	one, rights := make([]byte, 1), make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(w.socket, one, rights, 0)
	if err != nil {
		return err
	}
	messages, err := unix.ParseSocketControlMessage(rights[:n])
	if err != nil || len(messages) == 0 {
		return errors.Join(err, errors.New("the program cannot be watched"))
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		return err
	}
	defer unix.Close(fds[0])
	for {
		poll := []unix.PollFd{{Fd: int32(fds[0]), Events: unix.POLLIN}}
		if _, err := unix.Poll(poll, -1); err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		if poll[0].Revents&unix.POLLIN == 0 {
			if poll[0].Revents&(unix.POLLHUP|unix.POLLERR) != 0 {
				return nil // the program has ended
			}
			continue
		}
		var asked notice
		if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fds[0]), ioctlReceive, uintptr(unsafe.Pointer(&asked))); errno != 0 {
			continue // it was killed meanwhile
		}
		says := answer{id: asked.id, flags: goOn}
		if w.writes(asked) && w.hit() {
			if w.with == 0 { // without an answer it gets no further
				if err := unix.Kill(int(asked.pid), unix.SIGKILL); err != nil && !errors.Is(err, unix.ESRCH) {
					return err
				}
				continue
			}
			says.flags, says.errno = 0, -int32(w.with)
		}
		// Whoever asked may be dead by now.
		_, _, _ = unix.Syscall(unix.SYS_IOCTL, uintptr(fds[0]), ioctlSend, uintptr(unsafe.Pointer(&says)))
	}
}

// hit counts a write and says whether it fails.
func (w *watcher) hit() bool {
	n := int(w.seen.Add(1))
	if n <= w.after || w.once && n > w.after+1 {
		return false
	}
	w.hits.Add(1)
	return true
}

// writes reports whether a call writes to a file in the folder.
func (w *watcher) writes(asked notice) bool {
	switch at, byName := pathArguments[int(asked.nr)]; {
	case !byName:
		path, err := os.Readlink("/proc/" + strconv.Itoa(int(asked.pid)) + "/fd/" + strconv.Itoa(int(int32(asked.args[0]))))
		return err == nil && strings.HasPrefix(path, w.folder)
	case at.flags >= 0 && asked.args[at.flags]&(unix.O_WRONLY|unix.O_RDWR|unix.O_CREAT|unix.O_TRUNC) == 0:
		return false
	default:
		return strings.HasPrefix(readString(int(asked.pid), asked.args[at.path]), w.folder)
	}
}

// readString reads a path out of another program's memory.
func readString(pid int, at uint64) string {
	buf := make([]byte, 4096)
	page := 4096 - int(at%4096) // what comes after may not be readable
	n, err := unix.ProcessVMReadv(pid, []unix.Iovec{{Base: &buf[0], Len: uint64(page)}}, []unix.RemoteIovec{{Base: uintptr(at), Len: page}}, 0)
	if err != nil {
		return ""
	}
	text, _, ended := strings.Cut(string(buf[:n]), "\x00")
	if !ended && n == page {
		return text + readString(pid, at+uint64(n))
	}
	return text
}

// place of the path and the flags among a call's arguments; flags is -1 where there are none.
type argument struct{ path, flags int }

// mayWatch says why programs cannot be watched here, or "".
func mayWatch() string {
	cmd := exec.Command("/bin/true")
	cmd.Env = os.Environ()
	if e, _, err := never.run(context.Background(), cmd, "/nowhere", ""); err != nil || e.code != 0 {
		return fmt.Sprintf("the kernel does not tell of a program's writes: %v %s", err, e.errs)
	}
	return ""
}
