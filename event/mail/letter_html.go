package mail

import (
	"html"
	"html/template"
	"net/url"
	"regexp"
	"strings"
)

// link finds addresses of pages and of mail in running words.
var link = regexp.MustCompile(`https?://[^\s<>"]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)

// paragraphHTML is a paragraph with its lines kept and its links to be clicked on; all else is text.
func paragraphHTML(text string) template.HTML {
	var b strings.Builder
	at := 0
	for _, m := range link.FindAllStringIndex(text, -1) {
		found := strings.TrimRight(text[m[0]:m[1]], ".,;:!?)]}'”’»")
		href := target(found)
		if href == "" {
			continue
		}
		b.WriteString(plainHTML(text[at:m[0]]))
		b.WriteString(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(found) + `</a>`)
		at = m[0] + len(found)
	}
	b.WriteString(plainHTML(text[at:]))
	return template.HTML(b.String()) //nolint:gosec // every piece of it was escaped here
}

// target is where a link leads, or "" for what only looks like one.
func target(found string) string {
	if !strings.HasPrefix(found, "http://") && !strings.HasPrefix(found, "https://") {
		return "mailto:" + found
	}
	u, err := url.Parse(found)
	if err != nil || u.Host == "" || u.User != nil { // a name before the host is how people are led astray
		return ""
	}
	return u.String()
}

func plainHTML(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n")
}

// paragraphsOf parts words at empty lines.
func paragraphsOf(text string) []string {
	var list []string
	var lines []string
	end := func() {
		if len(lines) > 0 {
			list = append(list, strings.Join(lines, "\n"))
		}
		lines = nil
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line = strings.TrimRight(line, " \t\u00a0")
		if strings.TrimSpace(line) == "" {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	return list
}
