package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zlot/storage"
)

// erasable is somebody whose every word stands nowhere else.
var erasable = []string{"Żegota", "Błąkiewicz", "Źrebakowska", "zegota.b@poczta.example.org", "zrebakowska@example.org", "600 123 987", "600123987",
	"Ośrodek Wąchockiej", "superwizorka", "Wąchock", "orzechy laskowe", "o kulach", "bezglutenowa", "zwolnienie lekarskie", "zapłaci siostra"}

const others = "Imię,Nazwisko,E-mail,Telefon,Instytucja,Miejscowość,Stanowisko,Dieta,Uczulenie\n" +
	"Anna,Lis,anna.lis@example.org,600 100 200,OPS Śrem,Śrem,asystentka,wege,nic\n"

// lived makes a file in which somebody does everything that leaves a trace, and returns the badge codes.
func lived(d *desk) (codes []string) {
	var registration string
	d.t.Helper()
	must[object](d, 0, "event", "create", "--title", "Zlot Asystentów", "--kind", "rally", "--start", "2026-09-06", "--end", "2026-09-07", "--town", "Podlesice")
	list := filepath.Join(d.t.TempDir(), "lista.csv") // the list is the organizer's own file
	person := "Żegota,Błąkiewicz,Zegota.B@poczta.example.org,600 123 987,Ośrodek Wąchockiej Rodziny,Wąchock,superwizorka,bezglutenowa,orzechy laskowe\n"
	if err := os.WriteFile(list, []byte(others+person), 0o600); err != nil {
		d.t.Fatal(err)
	}
	must[object](d, 0, "import", list, "--map", "answer=Uczulenie")
	for _, r := range must[struct{ Registrations []registrationDoc }](d, 0, "registrations").Registrations {
		if r.Family == "Błąkiewicz" {
			registration, codes = r.ID, append(codes, r.BadgeCode)
		}
	}
	must[object](d, 0, "registration", "set", registration, "--family", "Źrebakowska", "--email", "zrebakowska@example.org", "--note", "porusza się o kulach", "--fee", "35000")
	must[object](d, 0, "agenda", "add", "--title", "Rozmowa", "--start", "2026-09-06 10:00", "--end", "2026-09-06 11:30", "--kind", "panel", "--by", "Żegota Źrebakowska (moderator)")
	must[object](d, 0, "agenda", "release")
	must[object](d, 0, "badges", "draw", "-o", filepath.Join(d.t.TempDir(), "badges.pdf"))
	d.call("", "scan", "--at", "2026-09-06T08:30:00+02:00", "--force", "zapłaci siostra Klara", codes[0])
	badge := must[object](d, 0, "registration", "badge", registration)
	codes = append(codes, badge["badge_code"].(string))
	must[object](d, 0, "attendance", "grant", "--registration", registration, "--kind", "recognised", "--hours", "2", "--reason", "zwolnienie lekarskie")
	twin := must[object](d, 0, "registration", "add", "--given", "Żegota", "--family", "Źrebakowska", "--phone", "600123987", "--town", "Wąchock")
	must[object](d, 0, "registration", "merge", registration, twin["id"].(string))
	srv := newMailServer(d.t, "nikt", "nikt")
	d.account(srv.port)
	must[object](d, 0, "mail", "queue", "confirmation", "--to", registration)
	words := filepath.Join(d.t.TempDir(), "list.txt")
	if err := os.WriteFile(words, []byte("Dzień dobry {given},\n\nczekamy na Panią."), 0o600); err != nil {
		d.t.Fatal(err)
	}
	must[object](d, 0, "mail", "send")
	must[object](d, 0, "mail", "queue", "letter", "--to", registration, "--subject", "Zlot", "--text", words) // and waits
	return codes
}

// After somebody is erased, no file of the program holds a word of theirs: not the database nor what lies beside it,
// no copy that is made afterwards, nothing in the program's own folder.
func TestErase_LeavesNoTraceAnywhere(t *testing.T) {
	d := newDesk(t)
	codes := lived(d)
	words := erasable
	if found, _ := hunt(t, words, nil, d.dir); len(found) < len(erasable) {
		t.Fatalf("before the erasure only %v is found", found)
	}
	doc := must[erasureDoc](d, 0, "person", "erase", "zrebakowska@example.org")
	if doc.Erased != 1 {
		t.Fatalf("%+v", doc)
	}
	must[object](d, 0, "backup", filepath.Join(d.dir, "kopia.zlot"))
	d.traceless(words)
	// What happens afterwards brings nothing back.
	must[object](d, 0, "check")
	d.call("", "scan", codes[1])
	must[object](d, 0, "backup", filepath.Join(d.dir, "kopia.zlot"))
	d.traceless(words)
}

// Somebody who has a certificate stays named in the register, and the program says so; whoever is to be erased from
// there too leaves nothing but the number.
func TestErase_FromTheRegisterToo(t *testing.T) {
	d := newDesk(t)
	codes := lived(d)
	d.call("", "scan", "--at", "2026-09-06T09:00:00+02:00", "--force", "zapłaci siostra", codes[1])
	issued := must[struct{ Issued []certificateDoc }](d, 3, "certificates", "issue").Issued // the others were not there
	if len(issued) != 1 {
		t.Fatalf("issued: %+v", issued)
	}
	number := issued[0].Number
	must[object](d, 0, "certificates", "duplicate", "--reason", "zgubiła Żegota", number)
	pdf := filepath.Join(t.TempDir(), "certificates")
	must[object](d, 0, "certificates", "export", pdf)
	must[object](d, 0, "mail", "queue", "certificates")
	before := filepath.Join(t.TempDir(), "przedtem.zlot")
	must[object](d, 0, "backup", before)
	if doc := must[erasureDoc](d, 0, "person", "erase", "zrebakowska@example.org"); len(doc.Persons) != 1 || !stays(doc, "certificates") {
		t.Fatalf("%+v", doc)
	}
	found, _ := hunt(t, []string{"Źrebakowska"}, func(path string) bool { return strings.Contains(path, ".copies") }, d.dir)
	if len(found) == 0 {
		t.Fatal("the register does not name the person any more")
	}
	person := must[struct{ Certificates []certificateDoc }](d, 0, "certificates", "list").Certificates[0]
	if person.Name != "Żegota Źrebakowska" {
		t.Errorf("the register says %q", person.Name)
	}
	persons := must[erasureDoc](d, 0, "person", "erase", d.personOf(number), "--register")
	if !stays(persons, "numbers") || stays(persons, "certificates") {
		t.Errorf("%+v", persons)
	}
	d.traceless(erasable)
	after := must[struct{ Certificates []certificateDoc }](d, 0, "certificates", "list").Certificates
	if len(after) != 1 || after[0].Number != number || after[0].SHA256 != person.SHA256 || after[0].Name != "" || after[0].Hours != person.Hours {
		t.Errorf("the register holds %+v", after)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
	files, err := filepath.Glob(filepath.Join(pdf, "*.pdf"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	// Who has the document can still have it checked.
	if v := must[object](d, 0, "certificates", "verify", files[0]); v["valid"] != true || v["state"] != "issued" {
		t.Errorf("verify: %v", v)
	}
	d.call("", "certificates", "export", filepath.Join(t.TempDir(), "again"))
	if again := must[erasureDoc](d, 0, "person", "erase", d.personOf(number), "--register"); again.Erased != 0 || !stays(again, "numbers") {
		t.Errorf("a second time: %+v", again)
	}
	must[object](d, 0, "backup", filepath.Join(d.dir, "kopia.zlot"))
	d.traceless(erasable)
	// A copy of before brings nobody back.
	must[object](d, 0, "restore", before)
	kept := func(path string) bool { return strings.Contains(path, ".copies") || strings.Contains(path, ".old") }
	if found, _ := hunt(t, erasable, kept, d.dir); len(found) > 0 {
		t.Errorf("restored: %v", found)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
}

func stays(doc erasureDoc, what string) bool {
	return slices.ContainsFunc(doc.Kept, func(k keptDoc) bool { return string(k.What) == what })
}

// personOf is the id of the person of a certificate.
func (d *desk) personOf(number string) string {
	d.t.Helper()
	db, err := storage.Open(d.t.Context(), d.db, storage.Options{ReadOnly: true})
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	c, err := db.Certificate(d.t.Context(), number)
	if err != nil {
		d.t.Fatal(err)
	}
	e, err := db.Entry(d.t.Context(), c.Registration)
	if err != nil {
		d.t.Fatal(err)
	}
	return e.Person
}

// traceless demands that words are in none of the program's files but in copies of before.
func (d *desk) traceless(words []string) {
	d.t.Helper()
	found, files := hunt(d.t, words, func(path string) bool { return strings.Contains(path, ".copies") }, d.dir)
	if len(found) > 0 {
		d.t.Errorf("left in %d files: %v", files, found)
	}
}
