package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// readFile is a file that a reader found in a mail.
type readFile struct{ Name, Sha256 string }

// reading is what another program makes of a mail.
type reading struct {
	From, To, Subject, Text, HTML string
	Files                         []readFile
	Defects                       []string
}

// widelyRead is a mail with all that is hard to read, and what should be read in it.
func widelyRead(t *testing.T) ([]byte, reading) {
	t.Helper()
	pdf, symbol, calendar := testPDF(), []byte("\x89PNG\r\n\x1a\n.\r\n"), []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
	m := testMessage(1, "a@example.org", pdf)
	m.Subject = "Zażółć gęślą jaźń: zaświadczenie ze Zlotu Asystentów Rodziny, które jest dłuższe niż jedna linia"
	m.Text = "Dzień dobry!\n\nTwój program:\n• 9:00–10:30 „Jak rozmawiać?”, sala Łódź\n\nhttps://example.org/zlot?a=1&b=2"
	m.Attachments = []event.Attachment{{Name: "kod-qr.png", Type: "image/png", SHA256: hexSum(symbol)},
		{Name: "Twój program – Łęcka.ics", Type: "text/calendar", SHA256: hexSum(calendar)}}
	raw, err := Render(m, testAccount(), testEvent(), files(pdf, symbol, calendar))
	if err != nil {
		t.Fatal(err)
	}
	return raw, reading{From: "Biuro Zlotu „Żółw”", To: "Żaneta Łęcka", Subject: m.Subject, Text: m.Text,
		HTML: `<a href="https://example.org/zlot?a=1&amp;b=2">`,
		Files: []readFile{{"Zaświadczenie ZAR-2012-0001.pdf", m.SHA256}, {"kod-qr.png", hexSum(symbol)},
			{"Twój program – Łęcka.ics", hexSum(calendar)}}}
}

func (want reading) compare(t *testing.T, got reading) {
	t.Helper()
	if got.From != want.From || got.To != want.To || got.Subject != want.Subject {
		t.Errorf("heads: %q %q %q", got.From, got.To, got.Subject)
	}
	if !reflect.DeepEqual(got.Files, want.Files) || len(got.Defects) > 0 {
		t.Errorf("files %q, defects %q", got.Files, got.Defects)
	}
	if text := strings.ReplaceAll(got.Text, "\r\n", "\n"); !strings.HasPrefix(text, want.Text) || !strings.Contains(got.HTML, want.HTML) {
		t.Errorf("words %q, HTML %q", got.Text, got.HTML)
	}
}

const pythonReader = `
import sys, json, email, hashlib
from email import policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
def raw(a): return a.get_payload(decode=True)
print(json.dumps({
  "from": m["From"].addresses[0].display_name, "to": m["To"].addresses[0].display_name, "subject": m["Subject"],
  "files": [{"name": a.get_filename(), "sha256": hashlib.sha256(raw(a)).hexdigest()} for a in m.iter_attachments()],
  "text": m.get_body(("plain",)).get_content(), "html": m.get_body(("html",)).get_content(),
  "defects": [str(d) for p in m.walk() for d in p.defects]}))
`

const perlReader = `
use strict; use MIME::Parser; use Encode; use JSON::PP; use Digest::SHA qw(sha256_hex);
binmode STDIN; local $/; my $p = MIME::Parser->new; $p->output_to_core(1);
my $m = $p->parse_data(<STDIN>);
sub field { my $v = $m->head->get(shift); $v =~ s/\r?\n//g; decode("MIME-Header", $v) }
sub name { my $v = field(shift); $v =~ s/\s*<[^>]*>\s*$//; $v =~ s/^"(.*)"$/$1/; $v }
my %r = (from => name("From"), to => name("To"), subject => field("Subject"), files => [], defects => [$p->results->errors]);
for my $e ($m->parts_DFS) {
  next if $e->is_multipart;
  my $body = $e->bodyhandle->as_string;
  if (($e->head->mime_attr("content-disposition") // "") eq "attachment") {
    push @{$r{files}}, {name => $e->head->recommended_filename, sha256 => sha256_hex($body)};
  } else { $r{$e->effective_type eq "text/html" ? "html" : "text"} = decode("UTF-8", $body) }
}
print encode_json(\%r);
`

// Readers of other make agree about names, letters and files.
func TestRender_otherReaders(t *testing.T) {
	for _, reader := range []struct{ program, flag, script, check string }{
		{"python3", "-c", pythonReader, "import email"},
		{"perl", "-e", perlReader, "use MIME::Parser"},
	} {
		t.Run(reader.program, func(t *testing.T) {
			if exec.CommandContext(t.Context(), reader.program, reader.flag, reader.check).Run() != nil {
				t.Skipf("SKIPPED CHECK: %s cannot read mail here", reader.program)
			}
			raw, want := widelyRead(t)
			command := exec.CommandContext(t.Context(), reader.program, reader.flag, reader.script)
			command.Stdin = bytes.NewReader(raw)
			var errs bytes.Buffer
			command.Stderr = &errs
			out, err := command.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, errs.String())
			}
			var got reading
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			want.compare(t, got)
		})
	}
}

// mutt types keys into the program, which wants a terminal.
func mutt(t *testing.T, dir, keys string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, "script", "-qec", "mutt -n -F rc -R -f box -e 'push "+keys+"'", os.DevNull)
	command.Dir = dir
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TERM=xterm", "HOME="+dir)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

const muttSettings = `set charset=utf-8
set folder=.
set move=no
set pipe_decode
set sleep_time=0
set quit=yes
unset wait_key
`

// Mutt shows the letter and saves the files under their names.
func TestRender_mutt(t *testing.T) {
	for _, needed := range []string{"mutt", "script"} {
		if _, err := exec.LookPath(needed); err != nil {
			t.Skipf("SKIPPED CHECK: %s is not installed, it did not read the mail", needed)
		}
	}
	dir := t.TempDir()
	raw, want := widelyRead(t)
	box := "From a@example.org Sat Sep  8 10:00:00 2012\n" + strings.ReplaceAll(string(raw), "\r\n", "\n") + "\n"
	for name, content := range map[string]string{"box": box, "rc": muttSettings} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mutt(t, dir, "<pipe-message>cat>shown<enter><exit>")
	for i, f := range want.Files {
		mutt(t, dir, "<view-attachments><last-entry>"+strings.Repeat("<previous-entry>", len(want.Files)-1-i)+"<save-entry><enter><exit><exit>")
		data, err := os.ReadFile(filepath.Join(dir, f.Name))
		if strings.HasSuffix(f.Name, ".ics") { // words are saved with the line ends of the machine
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		if err != nil || hexSum(data) != f.Sha256 {
			t.Errorf("saved %s: %d bytes, %v", f.Name, len(data), err)
		}
	}
	shown, err := os.ReadFile(filepath.Join(dir, "shown"))
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"Subject: " + want.Subject, "From: " + want.From + " <", "To: " + want.To + " <", want.Text} {
		if !strings.Contains(strings.ReplaceAll(string(shown), "\n ", " "), words) {
			t.Errorf("no %q in %s", words, shown)
		}
	}
}
