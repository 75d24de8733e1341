// Command smoke drives the real window of the desktop program without a screen: it makes a
// database with a large sample, opens the check-in page under Xvfb, types the codes of three hundred badges
// the way a scanner does, while names are searched in between, and compares what the database then says with
// what was typed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// sample is an event with people enough for any number of scans.
const sample = "dissemination-2012"

func main() {
	// The programs started here are told to die with the thread that started them.
	runtime.LockOSThread()
	zlot := flag.String("zlot", "bin/zlot", "the desktop program")
	zlotctl := flag.String("zlotctl", "bin/zlotctl", "the command-line program")
	scans := flag.Int("scans", 300, "how many badges are scanned: the morning of an event")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	if err := run(ctx, *zlot, *zlotctl, *scans); err != nil {
		fmt.Fprintln(os.Stderr, "smoke: FAILED:", err)
		os.Exit(1)
	}
	fmt.Println("smoke: passed")
}

// run keeps the screenshot and the program's log in a folder that it names, whatever happens.
func run(ctx context.Context, zlot, zlotctl string, wanted int) (err error) {
	folder, err := os.MkdirTemp("", "zlot-smoke-")
	if err != nil {
		return err
	}
	fmt.Println("smoke: screenshot and log are kept in", folder)
	if err := os.MkdirAll(filepath.Join(folder, "home", "cache"), 0o700); err != nil {
		return err
	}
	database := filepath.Join(folder, "smoke.db")
	ctl := control{program: zlotctl, database: database, home: folder, since: time.Now()}
	if _, err := ctl.run(ctx, "demo", "--sample", sample); err != nil {
		return err
	}
	codes, err := ctl.codes(ctx, wanted)
	if err != nil {
		return err
	}

	screen, err := openScreen(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, screen.close()) }()
	began := time.Now()
	program, err := screen.start(zlot, "zlot.log",
		"--db", database, "--page", "checkin", "--lang", "pl")
	if err != nil {
		return err
	}
	defer program.kill()

	window, err := screen.window(ctx, program)
	if err != nil {
		return err
	}
	fmt.Printf("smoke: the window stood after %d ms\n", time.Since(began).Milliseconds())
	defer func() {
		if err != nil && program.alive() == nil { // a picture is worth most where something failed
			err = errors.Join(err, screen.shoot(context.WithoutCancel(ctx), window, "failed.png"))
		}
	}()
	if err := screen.settle(ctx, window); err != nil {
		return err
	}
	began = time.Now()
	if err := screen.scan(ctx, codes); err != nil {
		return err
	}
	fmt.Printf("smoke: %d badges and the searches between them were typed in %d s\n", len(codes), int(time.Since(began).Seconds()))
	if err := ctl.await(ctx, codes, 20*time.Second); err != nil {
		return err
	}
	if err := screen.shoot(ctx, window, "scanned.png"); err != nil {
		return err
	}
	if err := program.terminate(10 * time.Second); err != nil {
		return err
	}
	return ctl.verify(ctx, codes)
}
