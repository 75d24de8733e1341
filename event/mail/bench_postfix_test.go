package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	gomail "github.com/wneessen/go-mail"

	"zlot/event"
	"zlot/storage"
)

const benchedMails = 500

// BenchmarkPostfix500 sends 500 mails with a document of 60 kB to a real server on this machine: ours with every
// step durable in a real database, and what the library by itself needs for the same mails in the same run.
func BenchmarkPostfix500(b *testing.B) {
	p := startPostfix(b)
	pdf := make([]byte, 60<<10)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(pdf)
	b.Run("ours", func(b *testing.B) { benchOurs(b, p, pdf) })
	b.Run("library", func(b *testing.B) { benchLibrary(b, p, pdf) })
}

func benchOurs(b *testing.B, p postfix, pdf []byte) {
	most := uint64(0)
	for b.Loop() {
		b.StopTimer()
		db := benchOutbox(b, pdf)
		w := &Worker{Outbox: db, Account: p.account(event.TLSImplicit, "plain"), Event: testEvent(), Secrets: secrets{"mail": realPassword},
			SecretName: "mail", Clock: event.ClockFunc(time.Now), Log: slog.New(slog.DiscardHandler)}
		idle := heap()
		peak := watchHeap()
		b.StartTimer()
		sum, err := w.Run(b.Context(), Options{Once: true})
		b.StopTimer()
		if err != nil || sum.Accepted != benchedMails {
			b.Fatal(sum, err)
		}
		if n := peak(); n > idle {
			most = max(most, n-idle)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/benchedMails, "ms/mail")
	b.ReportMetric(float64(most)/(1<<20), "MB-above-idle")
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

func benchLibrary(b *testing.B, p postfix, pdf []byte) {
	acc := p.account(event.TLSImplicit, "plain")
	pool, err := roots(acc)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
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
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/benchedMails, "ms/mail")
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

// heap is what is in use after everything old was swept up.
func heap() uint64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys - m.HeapReleased
}

// watchHeap measures the memory that the process holds, again and again, until peak is asked for.
func watchHeap() (peak func() uint64) {
	ctx, cancel := context.WithCancel(context.Background())
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		defer close(done)
		for tick := time.NewTicker(20 * time.Millisecond); ctx.Err() == nil; <-tick.C {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.Sys-m.HeapReleased))
		}
	}()
	return func() uint64 { cancel(); <-done; return most.Load() }
}
