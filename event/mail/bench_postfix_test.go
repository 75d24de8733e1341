package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	gomail "github.com/wneessen/go-mail"

	"zlot/event"
	"zlot/storage"
)

const benchedMails = 500

// BenchmarkPostfix500 sends 500 mails with a document of 60 kB to a real server on this machine, in turns: ours with
// every step in a real database, our sender alone, and what the library by itself makes of the same mails. The
// difference between the first two is what it costs that nothing is mailed twice. It tells the medians.
func BenchmarkPostfix500(b *testing.B) {
	p := startPostfix(b)
	pdf := make([]byte, 60<<10)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(pdf)
	var ours, sender, library []time.Duration
	most := uint64(0)
	for turn := 0; b.Loop(); turn++ {
		round := []func(){
			func() {
				t, memory := benchOurs(b, p, pdf)
				ours, most = append(ours, t), max(most, memory)
			},
			func() { library = append(library, benchLibrary(b, p, pdf)) },
			func() { sender = append(sender, benchSender(b, p, pdf)) },
		}
		for i := range round {
			round[(i+turn)%len(round)]()
			p.settled(b) // what it delivers still is no burden for the next
		}
	}
	perMail := func(d []time.Duration) float64 {
		slices.Sort(d)
		b.Log(d)
		return (d[(len(d)-1)/2] + d[len(d)/2]).Seconds() * 1000 / 2 / benchedMails
	}
	b.ReportMetric(perMail(ours), "ours-ms/mail")
	b.ReportMetric(perMail(library), "library-ms/mail")
	b.ReportMetric(perMail(sender), "sender-ms/mail")
	b.ReportMetric(float64(most)/(1<<20), "MB-above-idle")
}

func benchOurs(b *testing.B, p postfix, pdf []byte) (took time.Duration, memory uint64) {
	b.Helper()
	db := benchOutbox(b, pdf)
	w := &Worker{Outbox: db, Account: p.account(event.TLSImplicit, "plain"), Event: testEvent(), Secrets: secrets{"mail": realPassword},
		SecretName: "mail", Clock: event.ClockFunc(time.Now), Log: slog.New(slog.DiscardHandler)}
	idle := heap()
	peak := watchHeap()
	begin := time.Now()
	sum, err := w.Run(b.Context(), Options{Once: true})
	took = time.Since(begin)
	if err != nil || sum.Accepted != benchedMails {
		b.Fatal(sum, err)
	}
	if n := peak(); n > idle {
		memory = n - idle
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return took, memory
}

// benchSender sends without a database.
func benchSender(b *testing.B, p postfix, pdf []byte) time.Duration {
	b.Helper()
	w, o, _ := batch(b, &server{t: b, addr: &net.TCPAddr{}})
	w.Account, w.Secrets, w.timeouts = p.account(event.TLSImplicit, "plain"), secrets{"mail": realPassword}, patience
	for i := range benchedMails {
		o.add(testMessage(i, fmt.Sprintf("a%d@example.test", i), pdf), pdf)
	}
	begin := time.Now()
	sum, err := w.Run(b.Context(), Options{Once: true})
	if err != nil || sum.Accepted != benchedMails {
		b.Fatal(sum, err)
	}
	return time.Since(begin)
}

// benchOutbox is a real database with the mails in its queue.
func benchOutbox(b *testing.B, pdf []byte) *storage.DB {
	b.Helper()
	dir := b.TempDir()
	db, err := storage.Open(b.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: event.ClockFunc(time.Now),
		DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		b.Fatal(err)
	}
	_, err = db.Commit(b.Context(), func(event.Reader) (event.Batch, error) {
		batch := event.Batch{Blobs: [][]byte{pdf}}
		for i := range benchedMails {
			m := testMessage(i, fmt.Sprintf("a%d@example.test", i), pdf)
			m.Date = time.Now()
			batch.Add(m.Event, m.ID, event.QueuedMessage{Message: m})
		}
		return batch, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

func benchLibrary(b *testing.B, p postfix, pdf []byte) time.Duration {
	b.Helper()
	acc := p.account(event.TLSImplicit, "plain")
	pool, err := roots(acc)
	if err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	client, err := gomail.NewClient(acc.Host, gomail.WithPort(acc.Port), gomail.WithSSL(), gomail.WithSMTPAuth(gomail.SMTPAuthPlain),
		gomail.WithUsername(acc.User), gomail.WithPassword(realPassword), gomail.WithTLSConfig(&tls.Config{ServerName: acc.Host, RootCAs: pool}))
	if err != nil {
		b.Fatal(err)
	}
	if err := client.DialWithContext(b.Context()); err != nil {
		b.Fatal(err)
	}
	for i := range benchedMails {
		if err := client.Send(libraryMail(b, acc, i, pdf)); err != nil {
			b.Fatal(err)
		}
	}
	if err := client.Close(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

// libraryMail says the same as ours, written by the library alone.
func libraryMail(b *testing.B, acc event.MailAccount, i int, pdf []byte) *gomail.Msg {
	b.Helper()
	m := testMessage(i, fmt.Sprintf("a%d@example.test", i), pdf)
	msg := gomail.NewMsg()
	if err := msg.From(acc.Address); err != nil {
		b.Fatal(err)
	}
	if err := msg.To(m.To); err != nil {
		b.Fatal(err)
	}
	l := newLetter(m, acc, testEvent())
	html, err := l.html()
	if err != nil {
		b.Fatal(err)
	}
	msg.Subject(l.Subject)
	msg.SetBodyString(gomail.TypeTextPlain, l.text())
	msg.AddAlternativeString(gomail.TypeTextHTML, html)
	if err := msg.AttachReader("certificate.pdf", bytes.NewReader(pdf)); err != nil {
		b.Fatal(err)
	}
	return msg
}

// heap is what the process holds after everything old was swept up.
func heap() uint64 {
	debug.FreeOSMemory()
	return held()
}

// held is the memory that the process has from the machine.
func held() uint64 {
	of := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(of)
	return of[0].Value.Uint64() - of[1].Value.Uint64()
}

// watchHeap looks at the memory again and again, until peak is asked for.
func watchHeap() (peak func() uint64) {
	ctx, cancel := context.WithCancel(context.Background())
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for ; ctx.Err() == nil; <-tick.C {
			most.Store(max(most.Load(), held()))
		}
	}()
	return func() uint64 { cancel(); <-done; return most.Load() }
}
