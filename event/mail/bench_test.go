package mail

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"zlot/event"
)

// BenchmarkSend500 sends 500 mails with a document of 60 kB over one encrypted connection.
func BenchmarkSend500(b *testing.B) {
	s := (&server{t: b}).start(event.TLSImplicit)
	pdf := make([]byte, 60<<10)
	dice := rand.NewChaCha8([32]byte{1})
	_, _ = dice.Read(pdf)
	for b.Loop() {
		b.StopTimer()
		w, o, _ := batch(b, s)
		w.Account = s.account(event.TLSImplicit)
		for i := range 500 {
			o.add(testMessage(i, fmt.Sprintf("a%d@example.org", i), pdf), pdf)
		}
		s.mails = nil
		b.StartTimer()
		sum, err := w.Run(b.Context(), Options{Once: true})
		if err != nil || sum.Accepted != 500 {
			b.Fatal(sum, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/500, "ms/mail")
}

// BenchmarkRender writes and checks one mail with a document of 60 kB.
func BenchmarkRender(b *testing.B) {
	pdf := bytes.Repeat([]byte("0123456789abcdef"), 60<<6)
	m := testMessage(1, "a@example.org", pdf)
	for b.Loop() {
		if _, err := Render(m, testAccount(), testEvent(), files(pdf)); err != nil {
			b.Fatal(err)
		}
	}
}
