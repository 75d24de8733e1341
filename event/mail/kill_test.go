package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// killed is how the sender is tried: the real program, over a real server, with a cable that is cut.
type killed struct {
	t       *testing.T
	dir     string
	program string
	db      string
	cutter  *cutter
	dice    *rand.Rand
	kills   int
}

// ctlLedger is what the program prints about its mail.
type ctlLedger struct {
	Queued, Accepted, Failed, Uncertain int
	Messages                            []struct {
		ID        string             `json:"id"`
		To        string             `json:"to"`
		State     event.MessageState `json:"state"`
		MessageID string             `json:"message_id"`
	}
}

// TestPostfix_Killed mails 300 certificates to a real server. The sending process is killed again and again at
// random moments, and the cable is cut at every phase. In the end no mail arrived twice, none was lost, and what
// nobody knows is shown as such. It takes a minute: ZLOT_KILLS says how often to kill (and that it is wanted), and
// ZLOT_SEED begins another run.
func TestPostfix_Killed(t *testing.T) {
	wanted, _ := strconv.Atoi(os.Getenv("ZLOT_KILLS"))
	if wanted == 0 {
		t.Skip("a drill of a minute, run where ZLOT_KILLS says how often to kill the sender")
	}
	seed, _ := strconv.ParseUint(os.Getenv("ZLOT_SEED"), 10, 64)
	p := startPostfix(t)
	k := &killed{t: t, dir: t.TempDir(), dice: rand.New(rand.NewPCG(seed, 6)), cutter: newCutter(t, fmt.Sprintf("127.0.0.1:%d", p.port+2), seed)}
	const people = 300
	k.prepare(people)
	runs := 0
	for ; k.kills < wanted || !k.cutEverywhere(); runs++ {
		if runs > 40*wanted {
			t.Fatalf("%d kills in %d runs, cuts: %s", k.kills, runs, k.cutter)
		}
		k.send(true)
		if k.ledger().Queued == 0 {
			t.Fatalf("the queue ran dry after %d kills in %d runs, cuts: %s", k.kills, runs, k.cutter)
		}
	}
	k.cutter.mu.Lock()
	k.cutter.calm = true
	k.cutter.mu.Unlock()
	for k.ledger().Queued > 0 {
		if runs++; runs > 50*wanted {
			t.Fatal("no end in sight")
		}
		k.send(false)
	}
	k.judge(p, people, runs)
}

// run calls the program and returns what it prints.
func (k *killed) run(input string, args ...string) []byte {
	k.t.Helper()
	c := k.command(k.t.Context(), args...)
	c.Stdin = strings.NewReader(input)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		k.t.Fatalf("%v: %v\n%s%s", args, err, out, errs.String())
	}
	return out
}

func (k *killed) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, k.program, append([]string{"--db", k.db, "--json"}, args...)...)
	c.Env = append(os.Environ(), "HOME="+k.dir, "XDG_CONFIG_HOME="+k.dir, "XDG_RUNTIME_DIR="+k.dir, "DBUS_SESSION_BUS_ADDRESS=")
	return c
}

// prepare builds the program, and a rally in which everybody has a certificate that waits to be mailed.
func (k *killed) prepare(people int) {
	k.t.Helper()
	k.program, k.db = filepath.Join(k.dir, "zlotctl"), filepath.Join(k.dir, "rally.zlot")
	build := exec.CommandContext(k.t.Context(), "go", "build", "-o", k.program, "zlot/cmd/zlotctl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		k.t.Fatalf("build: %v\n%s", err, out)
	}
	k.run("", "event", "create", "--title", "Zlot Asystentów", "--kind", "rally", "--start", "2026-09-06", "--end", "2026-09-07", "--town", "Podlesice")
	list := "Imię,Nazwisko,E-mail\n"
	for i := range people {
		list += fmt.Sprintf("Żaneta,Łęcka %03d,a%03d@example.test\n", i, i)
	}
	file := filepath.Join(k.dir, "lista.csv")
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		k.t.Fatal(err)
	}
	k.run("", "import", file)
	var all struct {
		Registrations []struct {
			BadgeCode string `json:"badge_code"`
		}
	}
	if err := json.Unmarshal(k.run("", "registrations"), &all); err != nil {
		k.t.Fatal(err)
	}
	var codes strings.Builder
	for _, r := range all.Registrations {
		codes.WriteString(r.BadgeCode + "\n")
	}
	k.run(codes.String(), "scan", "--at", "2026-09-06T09:00:00+02:00", "-")
	k.run("", "certificates", "issue")
	k.run("", "mail", "account", "set", "--address", "organizer@example.test", "--host", "127.0.0.1", "--port", strconv.Itoa(k.cutter.port()),
		"--tls", "none", "--auth", "none", "--name", "Biuro Zlotu")
	if l := k.queue("mail", "queue", "certificates"); l.Queued != people {
		k.t.Fatalf("%d wait, want %d", l.Queued, people)
	}
}

func (k *killed) queue(args ...string) (l ctlLedger) {
	k.t.Helper()
	if err := json.Unmarshal(k.run("", args...), &l); err != nil {
		k.t.Fatal(err)
	}
	return l
}

func (k *killed) ledger() ctlLedger { k.t.Helper(); return k.queue("mail", "status") }

// send starts the sender, and kills it at a random moment if it is still there.
func (k *killed) send(kill bool) {
	k.t.Helper()
	ctx, end := context.WithCancel(k.t.Context())
	defer end()
	c := k.command(ctx, "mail", "send", "--now")
	k.cutter.mu.Lock()
	due := k.cutter.lines + 3 + k.dice.IntN(40)
	k.cutter.watch = func(lines int) {
		if kill && lines == due {
			end() // SIGKILL
		}
	}
	k.cutter.mu.Unlock()
	out, err := c.Output()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil && errors.As(err, &exit) && exit.ExitCode() == -1:
		k.kills++
	case errors.As(err, &exit) && exit.ExitCode() == 2:
		k.t.Fatalf("mail send: %s", out)
	}
}

func (k *killed) cutEverywhere() bool {
	k.cutter.mu.Lock()
	defer k.cutter.mu.Unlock()
	return !slices.ContainsFunc(cutPhases, func(p string) bool { return k.cutter.cuts[p] == 0 })
}

// judge compares the ledger with the mailbox.
func (k *killed) judge(p postfix, people, runs int) {
	k.t.Helper()
	l := k.ledger()
	arrived := map[string]int{}
	for _, id := range p.settled(k.t) {
		arrived[id]++
	}
	count := map[string]int{}
	for _, m := range l.Messages {
		n := arrived["<"+m.MessageID+">"]
		count[string(m.State)]++
		switch {
		case n > 1:
			k.t.Errorf("%s arrived %d times", m.ID, n)
		case m.State == event.MessageUncertain:
			count[fmt.Sprintf("uncertain, arrived %d", n)]++
		case m.State != event.MessageAccepted || n != 1:
			k.t.Errorf("%s is %s and arrived %d times", m.ID, m.State, n)
		}
	}
	if len(l.Messages) != people || l.Accepted+l.Uncertain != people || l.Uncertain != count["uncertain"] {
		k.t.Errorf("of %d messages %d accepted, %d uncertain", len(l.Messages), l.Accepted, l.Uncertain)
	}
	var check struct{ OK bool }
	if err := json.Unmarshal(k.run("", "check"), &check); err != nil || !check.OK {
		k.t.Errorf("check: %v, %v", check, err)
	}
	k.t.Logf("%d runs, %d kills; cuts: %s; ledger: %v; %d mails arrived", runs, k.kills, k.cutter, count, len(arrived))
}

// settled waits until the server has nothing left to deliver, and returns the Message-ID of every mail.
func (p postfix) settled(t testing.TB) (ids []string) {
	t.Helper()
	end := time.Now().Add(30 * time.Second)
	for tick := time.NewTicker(50 * time.Millisecond); ; <-tick.C {
		waiting := 0
		for _, queue := range []string{"maildrop", "incoming", "active", "deferred"} {
			err := filepath.WalkDir(filepath.Join(p.dir, "s", "spool", queue), func(_ string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					waiting++
				}
				return nil // a mail may be gone meanwhile
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if waiting == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d mails are still on their way", waiting)
		}
	}
	names, err := filepath.Glob(filepath.Join(p.dir, "s", "mail", "catchall", "new", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			if id, ok := strings.CutPrefix(line, "Message-ID: "); ok {
				ids = append(ids, strings.TrimSpace(id))
				break
			}
		}
	}
	return ids
}
