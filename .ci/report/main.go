// Command report reads the stream of `go test -json` and prints what a person needs of it: the
// closing line of every package, the whole output of what failed, and, loudly at the end, the
// checks that were skipped because an outside checker is missing.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// skippedCheck begins the message of a test that skips for want of an outside checker.
const skippedCheck = "SKIPPED CHECK:"

// record is one line of `go test -json`; go help test and test2json describe it.
type record struct {
	Action, Package, ImportPath, Test, Output string
}

func main() {
	r := newReport(os.Stdout)
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
	r.close()
	if r.failedPackages > 0 {
		os.Exit(1)
	}
}

type report struct {
	out            io.Writer
	output         map[string][]string // of each running test, and of each package under ""
	skipped        []string            // the checks, with the test that would have made them
	passed, failed int
	otherSkips     int
	failedPackages int
}

func newReport(out io.Writer) *report {
	return &report{out: out, output: map[string][]string{}}
}

func (r *report) read(in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var one record
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			// What go itself has to say comes as plain text.
			fmt.Fprintln(r.out, lines.Text())
			continue
		}
		r.take(one)
	}
	return lines.Err()
}

func (r *report) take(one record) {
	key := one.Package + " " + one.Test
	switch one.Action {
	case "output":
		r.output[key] = append(r.output[key], one.Output)
	case "build-output":
		fmt.Fprint(r.out, one.Output)
	case "pass", "skip", "fail":
		if one.Test == "" {
			r.closePackage(one, key)
		} else {
			r.closeTest(one, key)
		}
		delete(r.output, key)
	}
}

func (r *report) closeTest(one record, key string) {
	switch one.Action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
		fmt.Fprint(r.out, strings.Join(r.output[key], ""))
	case "skip":
		if text := skipReason(r.output[key]); text != "" {
			r.skipped = append(r.skipped, fmt.Sprintf("%s (%s in %s)", text, one.Test, one.Package))
		} else {
			r.otherSkips++
		}
	}
}

// closePackage prints go test's own closing line ("ok  …"), and everything if the package failed:
// a panic or a fault of TestMain belongs to no test.
func (r *report) closePackage(one record, key string) {
	if one.Action == "fail" {
		r.failedPackages++
		// A test that was running when the program died has no closing record of its own.
		for name, lines := range r.output {
			if name != key && strings.HasPrefix(name, one.Package+" ") {
				fmt.Fprint(r.out, strings.Join(lines, ""))
				delete(r.output, name)
			}
		}
		fmt.Fprint(r.out, strings.Join(r.output[key], ""))
		return
	}
	for _, line := range r.output[key] {
		if strings.HasPrefix(line, "ok ") {
			fmt.Fprint(r.out, line)
		}
	}
}

func skipReason(lines []string) string {
	for _, line := range lines {
		if _, text, found := strings.Cut(line, skippedCheck); found {
			return strings.TrimSpace(text)
		}
	}
	return ""
}

func (r *report) close() {
	fmt.Fprintf(r.out, "\n%d tests passed, %d failed", r.passed, r.failed)
	if n := r.otherSkips; n > 0 {
		fmt.Fprintf(r.out, ", %d skipped for reasons of their own", n)
	}
	fmt.Fprintln(r.out)
	if len(r.skipped) == 0 {
		fmt.Fprintln(r.out, "No check was skipped.")
		return
	}
	rule := strings.Repeat("!", 78)
	fmt.Fprintf(r.out, "\n%s\n!! %d CHECKS WERE SKIPPED, because something they need is missing:\n", rule, len(r.skipped))
	for _, check := range r.skipped {
		fmt.Fprintln(r.out, "!!  ", check)
	}
	fmt.Fprintln(r.out, "!! On Debian or Ubuntu: sudo .ci/packages checkers")
	fmt.Fprintln(r.out, rule)
}
