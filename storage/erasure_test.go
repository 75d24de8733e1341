package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"zlot/event"
)

// secret is somebody with every personal field filled by words that stand nowhere else.
func secret(b *event.Batch) {
	p := event.Person{ID: "p-x", Name: event.Name{Title: "dr hab.", Given: "Żegota", Family: "Błąkiewicz"}, Email: "Zegota.B@poczta.example.org",
		Phone: "600 123 987", Institution: "Ośrodek Wąchock", Position: "superwizorka", Town: "Wąchock", Voivodeship: "świętokrzyskie", Address: event.Feminine}
	r := event.Registration{ID: "r-x", Event: "rally", Person: p.ID, Status: event.Confirmed, Roles: []event.Role{event.Trainer}, Badge: badgeOf("x"),
		Answers: map[string]string{"Uczulenie": "orzechy laskowe"}, Preferences: []string{"Warsztat gniewu"}, Diet: "bezglutenowa", Accommodation: "z siostrą Klarą",
		Transport: "pociągiem z Opatowa", Note: "porusza się o kulach", Number: 44, Submitted: morning, Payment: event.Payment{Fee: 35000, Paid: true},
		Consents: []event.Consent{{Wording: "Zgadzam się", Given: true, At: morning}}}
	b.Add("", p.ID, event.PersonAdded{Person: p})
	b.Add("rally", r.ID, event.RegistrationAdded{Registration: r})
	b.Add("", p.ID, event.PersonChanged{Change: event.NewChange("name", p.Name, event.Name{Given: "Żegota", Family: "Źrebakowska"}, 0)})
	b.Add("", p.ID, event.PersonChanged{Change: event.NewChange("email", p.Email, "zrebakowska@example.org", 0)})
	b.Add("rally", r.ID, event.RegistrationChanged{Change: event.NewChange("answers", r.Answers, map[string]string{"Uczulenie": "pyłki"}, 0)})
	b.Add("rally", r.ID, event.RegistrationChanged{Change: event.NewChange("note", r.Note, "wózek inwalidzki", 0)})
	b.Add("rally", r.ID, event.BadgeReplaced{Old: r.Badge, New: badgeOf("x2")})
	b.Add("rally", "mx", event.QueuedMessage{Message: event.Message{ID: "mx", Event: "rally", Registration: r.ID, Certificate: "ZAR/9", SHA256: "ab",
		To: "Zegota.B@poczta.example.org", Name: "Żegota Źrebakowska", Copy: 1, Subject: "Zaświadczenie: Żegota"}})
	b.Add("rally", "mx2", event.QueuedMessage{Message: event.Message{ID: "mx2", Event: "rally", Registration: r.ID, Certificate: "ZAR/9", SHA256: "ab",
		To: "zrebakowska@example.org", Copy: 1}})
	mailingOf(b, p, r)
	const number = "X/1"
	b.Add("rally", number, event.CertificateIssued{Certificate: event.Certificate{Number: number, Event: "rally", Registration: r.ID, Series: "X", Seq: 1, SHA256: sumOf(sharedFile)}})
	b.Add("rally", number, event.CertificateDuplicated{Copy: event.Copy{SHA256: sumOf(sharedFile), Reason: "zgubiła siostra Klara", At: morning}})
	b.Add("rally", number, event.CertificateReceived{Receipt: event.Receipt{How: event.Handed, Day: "2012-09-10", Note: "siostrze Klarze"}})
	b.Add("rally", "gx", event.HoursGranted{Grant: event.Grant{ID: "gx", Event: "rally", Registration: r.ID, Kind: event.Excused, Reason: "zwolnienie lekarskie", At: morning}})
	b.Add("rally", "sx", event.ScanMade{Scan: event.Scan{ID: "sx", Event: "rally", Checkpoint: "desk", Registration: r.ID, Code: badgeOf("x2"),
		Direction: event.In, At: morning, Stored: morning, Outcome: event.Unpaid, Forced: true, Reason: "zapłaci siostra Klara"}})
	programmeOf(b, p, r)
}

// ownFile and sharedFile go with the mail to the secret person; the other one with that to somebody else, too.
const ownFile, sharedFile = "BEGIN:VCALENDAR Warsztat gniewu, Żegota Błąkiewicz", "mapa dojazdu"

// mailingOf queues a letter that shows what is known of the secret person, and the same letter to somebody else.
func mailingOf(b *event.Batch, p event.Person, r event.Registration) {
	b.Blobs = append(b.Blobs, []byte(ownFile), []byte(sharedFile))
	own, shared := event.Attachment{Name: "program.ics", Type: "text/calendar", SHA256: sumOf(ownFile)}, event.Attachment{Name: "mapa.pdf", SHA256: sumOf(sharedFile)}
	b.Add("rally", "mx3", event.QueuedMessage{Message: event.Message{ID: "mx3", Event: "rally", Kind: event.MessageLetter, Mailing: "letter/1", Registration: r.ID,
		To: p.Email, Name: p.Name.Full(), Copy: 1, Subject: "Żegota, do zobaczenia", Text: "Czekamy w Wąchocku. Dieta: bezglutenowa.",
		Fields: []string{"diet"}, Attachments: []event.Attachment{own, shared}}})
	b.Add("rally", "mo3", event.QueuedMessage{Message: event.Message{ID: "mo3", Event: "rally", Kind: event.MessageLetter, Mailing: "letter/1", Registration: "r-other",
		To: "inna@example.org", Copy: 1, Subject: "Do zobaczenia", Text: "Czekamy.", Attachments: []event.Attachment{shared}}})
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// programmeOf names the secret person at sessions: first by name alone, then linked, then as it was made known,
// and at one that is taken out.
func programmeOf(b *event.Batch, p event.Person, r event.Registration) {
	other := event.Contributor{Name: "Jan Kot", Role: event.Panelist, Institution: "OPS Śrem", Town: "Śrem"}
	free := []event.Contributor{{Name: "Błąkiewicz Żegota", Role: event.Trainer, Institution: p.Institution, Town: p.Town}, other}
	linked := []event.Contributor{{Name: p.Name.Full(), Role: event.Moderator, Person: r.ID, Institution: p.Institution, Town: p.Town}, other}
	s := event.Session{ID: "sp", Event: "rally", Kind: event.Panel, Title: "Rozmowa", Start: morning, End: morning.Add(time.Hour), Contributors: free}
	b.Add("rally", s.ID, event.SessionAdded{Session: s})
	b.Add("rally", s.ID, event.SessionChanged{Change: event.NewChange("contributors", free, linked, 0)})
	s.Contributors = linked
	b.Add("rally", "release-x", event.ProgrammeReleased{Release: event.Release{ID: "release-x", Event: "rally", Number: 2, Sessions: []event.Session{s}}})
	s.ID, s.Dropped = "sq", true
	b.Add("rally", s.ID, event.SessionAdded{Session: s})
	s.ID, s.Dropped = "sr", false
	b.Add("rally", s.ID, event.SessionAdded{Session: s})
	b.Add("rally", s.ID, event.SessionRemoved{})
	b.Add("rally", r.ID, event.RegistrationChanged{Change: event.NewChange("available", nil, []event.Span{{From: morning, To: morning.Add(time.Hour)}}, 0)})
}

// secrets are the words that may be nowhere in the file any more.
var secrets = []string{"Żegota", "Błąkiewicz", "Źrebakowska", "Zegota.B", "poczta.example", "zrebakowska@", "600 123 987", "600123987", "Ośrodek Wąchock",
	"superwizorka", "Wąchock", "świętokrzyskie", "orzechy", "pyłki", "gniewu", "bezglutenowa", "Klar", "Opatowa", "o kulach", "inwalidzki", "lekarskie", badgeOf("x")}

// traces finds words, folded or in small or large letters, and the keys by which names are sorted, in the raw
// bytes of the database and its side files.
func traces(t *testing.T, path string, words []string) []string {
	t.Helper()
	needles := map[string][]byte{}
	for _, w := range words {
		for _, form := range []string{w, strings.ToLower(w), strings.ToUpper(w), event.Fold(w)} {
			needles[form] = []byte(form)
		}
	}
	var buf collate.Buffer
	for _, family := range []string{"Błąkiewicz", "Źrebakowska"} {
		key := collate.New(language.Polish).KeyFromString(&buf, family)
		needles["key of "+family] = bytes.Clone(key[:12]) // the letters, without their marks
	}
	var found []string
	for _, suffix := range []string{"", "-wal", "-shm"} {
		raw, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		for name, n := range needles {
			if bytes.Contains(raw, n) {
				found = append(found, suffix+" "+name)
			}
		}
	}
	return found
}

// crowded is a file in which the secret person stands among others, on pages that were split and emptied.
func crowded(t *testing.T) (*DB, string) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	story(t, db)
	commit(t, db, func(b *event.Batch) {
		for i := range 300 {
			guest(b, "rally", fmt.Sprintf("u%03d", i), "Ewa", fmt.Sprintf("Łęcka%d", i))
		}
	})
	commit(t, db, secret)
	commit(t, db, func(b *event.Batch) {
		for i := range 300 {
			b.Add("rally", fmt.Sprintf("r-u%03d", i), event.RegistrationChanged{Change: event.NewChange("note", "", strings.Repeat("długa notatka ", i%40), 0)})
		}
		b.Add("rally", "r-x", event.RegistrationChanged{Change: event.NewChange("diet", "bezglutenowa", "", 0)})
	})
	for range 5 {
		m, ok, err := db.Claim(context.Background(), "rally", morning.Add(time.Hour))
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if err := db.Requeue(context.Background(), m.ID, morning.Add(2*time.Hour), 451, "4.7.1 <"+m.To+">: try again"); err != nil {
			t.Fatal(err)
		}
	}
	return db, path
}

func erase(t *testing.T, db *DB, person string) {
	t.Helper()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "mx", event.SettledMessage{State: event.MessageCancelled, Reply: "zrebakowska@example.org does not want it"})
		b.Add("", person, event.PersonErased{Why: event.ErasedOnRequest})
	})
	if clean, err := db.Wipe(context.Background()); err != nil || !clean {
		t.Fatalf("wipe: %v %v", clean, err)
	}
}

func TestErase_LeavesNoTrace(t *testing.T) {
	db, path := crowded(t)
	if len(traces(t, path, secrets)) < len(secrets) {
		t.Fatal("the search for traces finds nothing even before")
	}
	before := must[[]event.ScanRow](t)(db.Scans(context.Background(), event.ScanFilter{Registration: "r-x"}))
	erase(t, db, "p-x")
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("the file still holds %q", found)
	}
	ctx := context.Background()
	e := must[event.Entry](t)(db.Entry(ctx, "r-x"))
	if !reflect.DeepEqual(e.Who, event.Person{ID: "p-x", Erased: true}) {
		t.Errorf("the person is %+v", e.Who)
	}
	if e.Number != 44 || e.Status != event.Confirmed || !e.Payment.Paid || len(e.Consents) != 1 || !e.Consents[0].At.Equal(morning) || e.Badge != "" {
		t.Errorf("of the registration stays %+v", e.Registration)
	}
	for _, code := range []string{badgeOf("x"), badgeOf("x2")} {
		if _, _, err := db.EntryByBadge(ctx, code); err == nil {
			t.Errorf("the badge %s still leads to somebody", code)
		}
	}
	after := must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{Registration: "r-x"}))
	if len(after) != len(before) || after[0].ID != "sx" || after[0].Outcome != event.Unpaid || !after[0].Forced || after[0].Reason != "" {
		t.Errorf("scans %+v", after)
	}
	if m := must[event.Message](t)(db.Message(ctx, "mx")); m.To+m.Name+m.Subject+m.Reply != "" || m.State != event.MessageCancelled {
		t.Errorf("message %+v", m)
	}
	if _, err := db.Blob(ctx, sumOf(ownFile)); err == nil {
		t.Error("a file of the erased person's mail is still there")
	}
	if b, err := db.Blob(ctx, sumOf(sharedFile)); err != nil || string(b) != sharedFile {
		t.Errorf("the file of somebody else's mail: %q, %v", b, err)
	}
	if m := must[event.Message](t)(db.Message(ctx, "mo3")); m.Text != "Czekamy." || len(m.Attachments) != 1 {
		t.Errorf("somebody else's mail: %+v", m)
	}
	if ids, n, err := db.Search(ctx, "rally", "zrebak", 10); err != nil || n != 0 {
		t.Errorf("search finds %v %v", ids, err)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %+v", p)
	}
}

// What other desks did not know, and what was typed meanwhile, stays empty.
func TestErase_SilencesWhatComesLater(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	if ids, n, err := db.Search(ctx, "rally", "zrebak", 10); err != nil || n != 1 {
		t.Fatal(ids, n, err)
	}
	erase(t, db, "p-x")
	commit(t, db, func(b *event.Batch) {
		b.Add("", "p-x", event.PersonChanged{Change: event.NewChange("phone", "", "600 123 987", 0)})
		b.Add("rally", "r-x", event.RegistrationChanged{Change: event.NewChange("note", "", "wózek inwalidzki", 0)})
		b.Add("rally", "r-x", event.RegistrationChanged{Change: event.NewChange("status", event.Confirmed, event.Cancelled, 0)})
		b.Add("rally", "r-y", event.RegistrationAdded{Registration: event.Registration{ID: "r-y", Event: "rally", Person: "p-x", Diet: "bezglutenowa", Badge: badgeOf("x")}})
		b.Add("rally", "r-y", event.RegistrationChanged{Change: event.NewChange("diet", "", "bezglutenowa", 0)})
		b.Add("rally", "gy", event.HoursGranted{Grant: event.Grant{ID: "gy", Event: "rally", Registration: "r-x", Reason: "zwolnienie lekarskie"}})
		b.Add("rally", "sy", event.ScanMade{Scan: event.Scan{ID: "sy", Event: "rally", Checkpoint: "desk", Registration: "r-x", Forced: true, Reason: "siostra Klara"}})
		b.Add("rally", "mx2", event.SettledMessage{State: event.MessageCancelled, Reply: "zrebakowska@example.org"})
	})
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("the file holds again %q", found)
	}
	if e := must[event.Entry](t)(db.Entry(ctx, "r-x")); e.Status != event.Cancelled {
		t.Errorf("the status is %s", e.Status)
	}
	if ids, n, err := db.Search(ctx, "rally", "zrebak", 10); err != nil || n != 0 {
		t.Errorf("search finds %v %v", ids, err)
	}
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got["registration"], want["registration"])
	}
}

// A desk may send what it wrote before it heard of the erasure: in whatever order the facts arrive, the
// views are the same and the log is empty of it.
func TestErase_FactsOfBeforeThatArriveLater(t *testing.T) {
	from, path := crowded(t)
	ctx := context.Background()
	old := must[[]event.Fact](t)(from.Facts(ctx, "", 0))
	erase(t, from, "p-x")
	facts := append(old, must[[]event.Fact](t)(from.Facts(ctx, "", 0))[len(old):]...)
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
	path = filepath.Join(filepath.Dir(path), "other.zlot")
	to := openAt(t, path, Options{Create: true})
	err := to.write(ctx, func(w *writer) error {
		for _, f := range facts {
			n, err := w.originNumber(ctx, f.Origin)
			if err != nil {
				return err
			}
			if err := w.insertFact(ctx, n, f); err != nil {
				return err
			}
		}
		return wipeLater(ctx, w, event.Fact{})
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if clean, err := to.Wipe(ctx); err != nil || !clean {
		t.Fatal(clean, err)
	}
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("the other file holds %q", found)
	}
	got, want := tables(t, to), tables(t, from)
	if !reflect.DeepEqual(got, want) {
		for _, v := range views {
			if !reflect.DeepEqual(got[v.table], want[v.table]) {
				t.Errorf("%s\n%v\nwant\n%v", v.table, got[v.table], want[v.table])
			}
		}
	}
}

func TestPurge_EmptiesFieldsOfBefore(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-x", event.RegistrationPurged{Fields: event.Fields{"diet", "answers.Uczulenie", "note"}})
		b.Add("", "p-x", event.PersonPurged{Fields: event.Fields{"phone", "email"}})
	})
	if clean, err := db.Wipe(ctx); err != nil || !clean {
		t.Fatal(clean, err)
	}
	if found := traces(t, path, []string{"bezglutenowa", "orzechy", "pyłki", "kulach", "inwalidzki", "600 123 987", "600123987", "Zegota.B", "zrebakowska@example"}); !onlyKeys(found) {
		t.Errorf("the file still holds %q", found)
	}
	e := must[event.Entry](t)(db.Entry(ctx, "r-x"))
	if e.Who.Name.Family != "Źrebakowska" || e.Accommodation == "" || e.Badge == "" || e.Who.Erased {
		t.Errorf("too much is gone: %+v", e)
	}
	// The person comes again next year: what is typed then stays.
	commit(t, db, func(b *event.Batch) {
		b.Add("", "p-x", event.PersonChanged{Change: event.NewChange("phone", "", "601 000 111", 0)})
	})
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got["person"], want["person"])
	}
	if e := must[event.Entry](t)(db.Entry(ctx, "r-x")); e.Who.Phone != "601 000 111" {
		t.Errorf("the new number is gone: %+v", e.Who)
	}
}

// onlyKeys reports whether nothing but sort keys was found: the names stay.
func onlyKeys(found []string) bool {
	for _, f := range found {
		if !strings.HasPrefix(strings.TrimSpace(f), "key of") {
			return false
		}
	}
	return true
}

func TestErase_Twice(t *testing.T) {
	db, _ := crowded(t)
	erase(t, db, "p-x")
	want := tables(t, db)
	facts := must[[]event.Fact](t)(db.Facts(context.Background(), "p-x", 0))
	err := db.write(context.Background(), func(w *writer) error { return w.apply(context.Background(), facts[len(facts)-1]) }, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("erased twice\n%v\nwant\n%v", got, want)
	}
}

// A program that ends between the erasure and the wiping goes on with it at the next start.
func TestOpen_EndsAnErasure(t *testing.T) {
	db, path := crowded(t)
	commit(t, db, func(b *event.Batch) { b.Add("", "p-x", event.PersonErased{Why: event.ErasedOnRequest}) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{})
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("after the next start the file holds %q", found)
	}
}

func TestWipe_SaysWhetherOthersRead(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	tx, err := db.pool.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM person").Scan(&n); err != nil {
		t.Fatal(err)
	}
	commit(t, db, func(b *event.Batch) { b.Add("", "p-x", event.PersonErased{Why: event.ErasedOnRequest}) })
	if err := db.w.exec(ctx, "PRAGMA busy_timeout(10)"); err != nil {
		t.Fatal(err)
	}
	if clean, err := db.Wipe(ctx); err != nil || clean {
		t.Errorf("somebody reads, and the file is said to be clean: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if clean, err := db.Wipe(ctx); err != nil || !clean {
		t.Errorf("nobody reads any more: %v %v", clean, err)
	}
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("the file holds %q", found)
	}
}

func TestCopies(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	folder := filepath.Dir(path)
	for name, data := range map[string][]byte{"lista.csv": []byte("r-x;p-x"), "other.db": []byte("SQLite format 3\x00 p-x")} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copied := filepath.Join(folder, "kopia.bak")
	if err := db.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	if found := must[[]string](t)(db.Copies(ctx, "p-x")); !reflect.DeepEqual(found, []string{copied}) {
		t.Errorf("copies %v", found)
	}
	if found := must[[]string](t)(db.Copies(ctx, "p-nobody")); len(found) != 0 {
		t.Errorf("copies of nobody %v", found)
	}
}

// Whoever was merged into the person goes as well.
func TestErase_WithThoseMergedIntoThePerson(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		guest(b, "rally", "twin", "Bliźniaczka", "Podwójna")
		b.Add("rally", "r-twin", event.RegistrationChanged{Change: event.NewChange("note", "", "lubi żurek", 0)})
	})
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-twin", event.RegistrationMerged{Into: "r-x"})
		b.Add("", "p-twin", event.PersonMerged{Into: "p-x"})
	})
	erase(t, db, "p-x")
	commit(t, db, func(b *event.Batch) {
		b.Add("", "p-twin", event.PersonChanged{Change: event.NewChange("town", "", "Bliźniaczkowo", 0)})
	})
	if found := traces(t, path, append([]string{"Bliźniacz", "Podwójna", "twin@example", "żurek", badgeOf("twin")}, secrets...)); len(found) > 0 {
		t.Errorf("the file still holds %q", found)
	}
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		for _, v := range views {
			if !reflect.DeepEqual(got[v.table], want[v.table]) {
				t.Errorf("%s\n%v\nwant\n%v", v.table, got[v.table], want[v.table])
			}
		}
	}
}
