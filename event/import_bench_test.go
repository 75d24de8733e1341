package event_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// manyRows is a list of n people as a form exports it.
func manyRows(n int) []byte {
	var b strings.Builder
	b.WriteString("Sygnatura czasowa,Adres e-mail,Imię i nazwisko,Instytucja,Miejscowość,Telefon,Warsztaty,Dieta,Wyrażam zgodę na przetwarzanie danych\n")
	given := []string{"Anna", "Łukasz", "Żaneta", "Piotr", "Ewa", "Grzegorz", "Świętosława"}
	family := []string{"Nowak", "Źrebiec", "Ćwik", "Łoś", "Wiśniewska-Kot", "Śliwa", "Bąk", "Ostrowski"}
	for i := range n {
		fmt.Fprintf(&b, "30.06.2012 %02d:%02d:%02d,osoba.%d@example.org,%s %s,MOPS nr %d,Poznań,600 %03d %03d,\"Dialog motywujący, Superwizja w pracy asystenta\",zwykła,Tak\n",
			i/3600%24, i/60%60, i%60, i, given[i%7], family[i%8], i%300, i/1000, i%1000)
	}
	return []byte(b.String())
}

func BenchmarkImport10000(b *testing.B) {
	data := manyRows(10_000)
	for b.Loop() {
		b.StopTimer()
		h := newHouse(b)
		b.StartTimer()
		start := time.Now()
		table := h.table(b, "duza.csv", data)
		read := time.Now()
		plan := h.plan(b, table, event.ImportOptions{})
		planned := time.Now()
		h.apply(b, plan)
		b.ReportMetric(float64(read.Sub(start).Milliseconds()), "read-ms")
		b.ReportMetric(float64(planned.Sub(read).Milliseconds()), "plan-ms")
		b.ReportMetric(float64(time.Since(planned).Milliseconds()), "apply-ms")
	}
}

// Every row of a second file differs: the log is asked about each of them.
func BenchmarkImport10000_Changed(b *testing.B) {
	data := manyRows(10_000)
	h := newHouse(b)
	h.apply(b, h.plan(b, h.table(b, "duza.csv", data), event.ImportOptions{}))
	changed := h.table(b, "duza.csv", bytes.ReplaceAll(data, []byte(",600 "), []byte(",700 ")))
	for b.Loop() {
		if plan := h.plan(b, changed, event.ImportOptions{}); len(plan.Changed) != 10_000 {
			b.Fatalf("%d changed", len(plan.Changed))
		}
	}
}
