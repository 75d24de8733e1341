package mail

import (
	"strings"
	"testing"

	"zlot/event"
)

func TestParagraphHTML(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"words":           {"Zażółć <b>gęślą</b> & jaźń", "Zażółć &lt;b&gt;gęślą&lt;/b&gt; &amp; jaźń"},
		"lines":           {"raz\ndwa", "raz<br>\ndwa"},
		"a page":          {"zob. https://example.org/a?b=1&c=2.", `zob. <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.`},
		"in brackets":     {"(http://example.org/ż)", `(<a href="http://example.org/%C5%BC">http://example.org/ż</a>)`},
		"an address":      {"pisz: biuro@example.org!", `pisz: <a href="mailto:biuro@example.org">biuro@example.org</a>!`},
		"a script":        {"javascript:alert(1)", "javascript:alert(1)"},
		"a false name":    {"https://bank.example@zly.example.org/", `https://bank.example@zly.example.org/`},
		"out of the link": {`https://example.org/"onclick="x`, `<a href="https://example.org/">https://example.org/</a>&#34;onclick=&#34;x`},
		"a list":          {"Program:\n• raz\n• dwa", "<li>raz</li>\n<li>dwa</li>"},
	}
	for name, tt := range tests {
		if got := string(paragraphHTML(tt.text)); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// The words of a message are what its mail says, in both forms; the program adds why it came, and nothing else.
func TestNewLetter_OwnWords(t *testing.T) {
	m := testMessage(1, "a@example.org", testPDF())
	m.Text = "Dzień dobry!\r\n\r\nRaz\r\ndwa  \n\n\n\nTrzy <b>"
	l := newLetter(m, testAccount(), testEvent())
	if want := "Dzień dobry!\r\n\r\nRaz\r\ndwa\r\n\r\nTrzy <b>\r\n\r\n-- \r\n" + l.Why + "\r\n"; l.text() != want {
		t.Errorf("%q, want %q", l.text(), want)
	}
	html, err := l.html()
	if err != nil || strings.Contains(html, "<b>") || !strings.Contains(html, "Raz<br>\r\ndwa</p>") {
		t.Errorf("%s, %v", html, err)
	}
}

// Whatever stands in a letter, nothing of it becomes a tag or a link that runs.
func FuzzParagraphHTML(f *testing.F) {
	for _, s := range []string{"https://a.example/<script>", "x@y.example\"><img src=x>", "• https://\x00", "http://[::1]/'&"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := string(paragraphHTML(s))
		for _, tag := range []string{"<p style", "</p>", "<br>", "<a href=\"http", "<a href=\"mailto:", "</a>", "<ul style", "</ul>", "<li>", "</li>"} {
			got = strings.ReplaceAll(got, tag, "")
		}
		if strings.Contains(got, "<") {
			t.Errorf("%q became %q", s, got)
		}
	})
}

// The words of the program for every kind say something in every language, each in its own.
func TestUsual(t *testing.T) {
	for _, kind := range event.MessageKinds {
		u := Letters{}.Usual(kind)
		for _, language := range event.LetterLanguages {
			if u.Text[language] == "" || u.Subject[language] == "" && kind != event.MessageLetter {
				t.Errorf("%s in %s: %+v", kind, language, u)
			}
		}
		if u.Text["pl"] == u.Text["en"] {
			t.Errorf("%s says the same in both languages", kind)
		}
	}
}
