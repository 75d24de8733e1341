package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A mailing from its plan to the ledger: nothing is sent twice, a rest holds, and what came back is told.
func TestMail_Mailings(t *testing.T) {
	d := newRally(t)
	d.refused(1, "mail.account.missing", "mail", "queue", "reminder")
	srv := newMailServer(t, "nobody", "nobody")
	d.account(srv.port)
	people := d.items(d.keys(0, "", "registrations", "--status", "confirmed"), "registrations", "email")
	dry := d.keys(0, ledgerKeys+" planned left_out missing account duration_seconds", "mail", "queue", "confirmation", "--dry-run")
	if dry["queued"] != 0.0 || len(dry["planned"].([]any)) != len(people) {
		t.Fatalf("planned %v", dry)
	}
	d.refused(1, "mail.letter.field", "mail", "queue", "letter", "--subject", "Zlot {imie}", "--text", d.file("list.txt", []byte("Dzień dobry!")))
	d.refused(1, "input.required", "mail", "queue", "letter")
	d.refused(1, "file.unreadable", "mail", "queue", "letter", "--subject", "Zlot", "--text", filepath.Join(d.dir, "nie ma.txt"))
	d.refused(1, "registration.not_found", "mail", "queue", "reminder", "--to", "nikt", "--dry-run")
	for _, words := range []string{"{", `{"list": []}`} {
		d.refused(1, "mail.letter.file", "mail", "letters", "--set", d.file("wzory.json", []byte(words)))
	}
	queued := d.keys(0, ledgerKeys+" added queued_before", "mail", "queue", "confirmation", "--to", people[0]["id"].(string), "--to", people[1]["id"].(string))
	if queued["queued"] != 2.0 || queued["added"] != 2.0 {
		t.Fatalf("queued %v", queued)
	}
	if twice := d.keys(0, ledgerKeys, "mail", "queue", "confirmation", "--to", people[0]["id"].(string)); twice["queued"] != 2.0 || twice["added"] != 0.0 {
		t.Errorf("queued twice %v", twice)
	}
	d.keys(0, ledgerKeys, "mail", "pause")
	d.refused(1, "mail.paused", "mail", "send")
	d.keys(0, ledgerKeys, "mail", "resume")
	if sent := d.keys(0, ledgerKeys, "mail", "send"); sent["accepted"] != 2.0 {
		t.Fatalf("sent %v", sent)
	}
	text := d.file("list.txt", []byte("Dzień dobry!\n\nJesteś {zapisana|zapisany}. Strona: https://example.org/zlot."))
	letter := d.keys(0, ledgerKeys, "mail", "queue", "letter", "--subject", "Autokar", "--text", text, "--where", "town="+people[0]["town"].(string))
	if letter["queued"] == 0.0 {
		t.Fatalf("letter %v", letter)
	}
	message := d.items(d.keys(0, ledgerKeys, "mail", "status", "--kind", "letter"), "messages", messageKeys)[0]
	shown := d.keys(0, "message subject text html files steps", "mail", "show", message["id"].(string))
	if !strings.Contains(shown["html"].(string), `<a href="https://example.org/zlot">`) || strings.Contains(shown["text"].(string), "|") {
		t.Errorf("shown %v", shown)
	}
	if stopped := d.keys(0, ledgerKeys, "mail", "stop", "--yes"); stopped["queued"] != 0.0 {
		t.Errorf("stopped %v", stopped)
	}
	d.refused(2, "usage", "mail", "stop")
	first := d.items(d.keys(0, ledgerKeys, "mail", "status", "--kind", "confirmation"), "messages", messageKeys)[0]
	bounce := "From: MAILER-DAEMON@example.org\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry\n" +
		"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; " + first["to"].(string) +
		"\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <" +
		first["message_id"].(string) + ">\n\n--b--\n"
	if l := d.keys(0, ledgerKeys+" returned", "mail", "bounces", d.file("wrocil.eml", []byte(bounce))); l["returned"] != 1.0 || l["bounced"] != 1.0 || l["accepted"] != 1.0 {
		t.Errorf("bounced %v", l)
	}
	d.refused(1, "mail.bounce.none", "mail", "bounces", d.file("zwykły.eml", []byte("Subject: Dzień dobry\n\nHej\n")))
	partly := d.keys(3, ledgerKeys+" refused", "mail", "bounces", filepath.Join(d.dir, "zwykły.eml"), filepath.Join(d.dir, "wrocil.eml"))
	if partly["known"] != 1.0 || len(partly["refused"].([]any)) != 1 {
		t.Errorf("one of two is no bounce: %v", partly)
	}
	table := filepath.Join(d.dir, "poczta.csv")
	d.keys(0, "rows", "mail", "export", table)
	raw, err := os.ReadFile(table)
	if err != nil || !strings.Contains(string(raw), first["to"].(string)) || !strings.Contains(string(raw), "wróciła") {
		t.Errorf("%s, %v", raw, err)
	}
	if c := d.keys(0, "ok", "check"); c["ok"] != true {
		t.Errorf("check %v", c)
	}
}
