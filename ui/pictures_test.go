package ui

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"zlot/event"
	"zlot/event/help"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// mayChange is the share of a picture, in thousandths, that may differ; that with the code of a certificate, which is
// another every time, may differ more.
const (
	mayChange     = 0.5
	mayChangeCode = 2.0
)

// writePictures is the environment variable with the folder that the pictures of the help are written to; without it
// they are compared with those in the program.
const writePictures = "ZLOT_HELP_PICTURES"

// scene is a picture of the help: what to do to see it.
type scene struct {
	name string
	show func(s *studio)
}

// act is scenes in front of one file, in the state that prepare brings it into.
type act struct {
	sample  string
	now     time.Time
	prepare func(s *studio)
	scenes  []scene
}

func at(day, hour, minute int) time.Time {
	return time.Date(2012, 9, day, hour, minute, 0, 0, time.UTC)
}

var acts = map[string]act{
	"start": {now: at(3, 10, 0), scenes: []scene{{"welcome", func(*studio) {}}}},
	"before": {sample: "rally-2012", now: at(3, 10, 0), scenes: []scene{
		{"home", func(s *studio) { s.shell.Go(PageHome, "") }},
		{"registrations", func(s *studio) { s.shell.Go(PageRegistrations, "") }},
		{"registrations-person", func(s *studio) { s.shell.Go(PageRegistrations, s.entries()[5].ID) }},
		{"import-plan", func(s *studio) { s.importList() }},
		{"import-columns", func(s *studio) {
			s.importList()
			s.tab("columns")
		}},
		{"agenda-plan", func(s *studio) { s.shell.Go(PageAgenda, "") }},
		{"badges", func(s *studio) { s.shell.Go(PageBadges, "") }},
		{"designer", func(s *studio) {
			s.shell.Go(PageBadges, "")
			s.press("badges.design")
		}},
		{"scanner-test", func(s *studio) {
			s.shell.Go(PageScanner, "")
			s.scanSheet()
		}},
		{"settings", func(s *studio) { s.shell.Go(PageSettings, "") }},
		{"settings-backup", func(s *studio) {
			s.shell.Go(PageSettings, "")
			s.scrollTo("backup.title")
		}},
		{"mail-account", func(s *studio) {
			s.shell.Go(PageMail, "")
			s.press("mail.account.set")
		}},
	}},
	"morning": {sample: "rally-2012", now: at(6, 7, 40), prepare: func(s *studio) {
		s.come(0, 31, at(6, 6, 52), 93*time.Second)
	}, scenes: []scene{
		{"home-desk", func(s *studio) { s.shell.Go(PageHome, "") }},
		{"desk-admitted", func(s *studio) { s.scanOne(35) }},
		{"desk-search", func(s *studio) {
			s.shell.Go(PageCheckin, "")
			kittest.TypeFocused(s.window.Canvas(), "now")
			s.clock.Advance(time.Second)
		}},
		{"desk-refused", func(s *studio) { s.scanOne(-1) }},
	}},
	"after": {sample: "rally-2012", now: at(8, 7, 40), prepare: func(s *studio) {
		s.come(0, 56, at(6, 6, 52), 60*time.Second)
		s.mailed()
	}, scenes: []scene{
		{"mail-ledger", func(s *studio) { s.shell.Go(PageMail, "") }},
		{"mail-compose", func(s *studio) { s.shell.Go(PageMail, "certificate:") }},
	}},
	"team": {sample: "rally-2012", now: at(6, 7, 40), prepare: (*studio).hire, scenes: []scene{
		{"settings-roles", func(s *studio) {
			s.shell.Go(PageSettings, "")
			s.scrollTo("operators.section")
		}},
		{"lock", func(s *studio) {
			s.shell.Go(PageHome, "")
			s.shell.shift.lockNow()
		}},
	}},
	"course": {sample: "course-2010", now: at(12, 9, 0), scenes: []scene{
		{"certificates-who", func(s *studio) { s.shell.Go(PageCertificates, "") }},
		{"certificates-issue", func(s *studio) {
			s.shell.Go(PageCertificates, "")
			s.tab("people")
			s.pressMain()
		}},
		{"register", func(s *studio) {
			s.shell.Go(PageCertificates, "")
			s.tab("register")
		}},
	}},
}

// The pictures of the help are those that the program would give today.
func TestPictures(t *testing.T) {
	defer kit.PlainGrounds()()
	shown := map[string]bool{} // by a topic
	for _, topic := range help.Open(i18n.Polish).Topics {
		for _, b := range topic.Blocks {
			shown[b.Picture] = true
		}
	}
	for name, a := range acts {
		t.Run(name, func(t *testing.T) {
			s := newStudio(t, a.sample, a.now)
			if a.prepare != nil {
				a.prepare(s)
			}
			for _, sc := range a.scenes {
				for _, lang := range []string{i18n.Polish, i18n.English} {
					name := sc.name + "." + lang + ".png"
					if !shown[sc.name] {
						continue
					}
					s.shell.speak(lang)
					s.clock.Settle()
					sc.show(s)
					s.take(name)
					for kit.DialogOpen(s.window) {
						kittest.Press(s.window.Canvas(), fyne.KeyEscape)
					}
				}
			}
		})
	}
}

// take compares what is seen with the picture of the help, or writes it.
func (s *studio) take(name string) {
	s.t.Helper()
	picture := s.photograph()
	if folder := os.Getenv(writePictures); folder != "" {
		data, err := packed(picture)
		if err := errors.Join(err, os.WriteFile(filepath.Join(folder, name), data, 0o600)); err != nil {
			s.t.Fatal(err)
		}
		return
	}
	topic, lang, _ := strings.Cut(strings.TrimSuffix(name, ".png"), ".")
	data, err := help.PicturePNG(topic, lang)
	if err != nil {
		s.t.Fatal(err)
	}
	was, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		s.t.Fatal(err)
	}
	most := mayChange
	if topic == "certificates-issue" {
		most = mayChangeCode
	}
	if share := changed(was, picture); share > most {
		s.t.Errorf("%s shows the program as it was: %.1f ‰ of it has changed; make pictures paints it anew", name, share)
	}
}

// importList opens a list in the plan of an import.
func (s *studio) importList() {
	s.t.Helper()
	list := "Imię i nazwisko,Adres e-mail,Instytucja,Miejscowość,Telefon\n" +
		"Joanna Kępa,joanna.kepa@example.org,MOPS Żywiec,Żywiec,600 100 200\n" +
		"Łukasz Świt,lukasz.swit@example.org,GOPS Łęczna,Łęczna,600 100 201\n" +
		"Ewa Źrebak,ewa.zrebak.example.org,PCPR Nysa,Nysa,600 100 202\n"
	path := filepath.Join(s.t.TempDir(), "zgloszenia.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.shell.Go(PageRegistrations, "")
	s.shell.Dropped([]fyne.URI{fynestorage.NewFileURI(path)})
	s.clock.Settle()
}

// scanOne scans a badge at the desk: of somebody by number, or one that was cancelled.
func (s *studio) scanOne(i int) {
	s.t.Helper()
	entries := s.entries()
	s.shell.Go(PageCheckin, "")
	code := ""
	if i >= 0 {
		code = entries[i+s.scanned].Badge // of somebody who has not come yet
		s.scanned++
	} else {
		last := entries[len(entries)-1]
		if _, err := s.svc.SetStatus(s.t.Context(), []string{last.ID}, event.Cancelled); err != nil {
			s.t.Fatal(err)
		}
		code = last.Badge
	}
	kittest.TypeFocused(s.window.Canvas(), code+"\n")
	s.clock.Advance(time.Second)
}

// mailed issues certificates and has most of them sent.
func (s *studio) mailed() {
	s.t.Helper()
	ctx, id := s.t.Context(), s.shell.event.ID
	account := event.MailAccount{Address: "zlot@example.org", Name: "Zlot Asystentów Rodziny", Host: "smtp.example.org", Port: 465,
		TLS: event.TLSImplicit, Auth: "plain", User: "zlot@example.org", PerMinute: 20}
	_, err := s.svc.UpdateEvent(ctx, id, event.EventUpdate{MailAccount: &account})
	if err == nil {
		_, err = s.svc.IssueCertificates(ctx, id, event.IssueOptions{}, event.Silent)
	}
	if err == nil {
		_, err = s.svc.QueueCertificates(ctx, id, nil, false)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range 42 {
		m, ok, err := s.db.Claim(ctx, id, s.now)
		if err != nil || !ok {
			s.t.Fatal(ok, err)
		}
		state, code, reply := event.MessageAccepted, 250, "2.0.0 Ok"
		if i > 39 {
			state, code, reply = event.MessageFailed, 550, "5.1.1 User unknown"
		}
		if err := errors.Join(s.db.Dot(ctx, m.ID), s.db.Settle(ctx, m.ID, state, code, reply)); err != nil {
			s.t.Fatal(err)
		}
	}
}
