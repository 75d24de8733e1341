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

// paragraphHTML is a paragraph with its lines kept, those with a bullet as a list, and its links to be clicked on;
// all else is text.
func paragraphHTML(text string) template.HTML {
	var b strings.Builder
	lines := strings.Split(text, "\n")
	for len(lines) > 0 {
		points := bullets(lines)
		if points > 0 {
			b.WriteString(`<ul style="margin:0 0 16px;padding:0 0 0 1.2em">` + "\n")
			for _, line := range lines[:points] {
				b.WriteString("<li>" + lineHTML(strings.TrimPrefix(line, bullet)) + "</li>\n")
			}
			b.WriteString("</ul>\n")
			lines = lines[points:]
			continue
		}
		plain, margin := 1, "0 0 16px"
		for plain < len(lines) && bullets(lines[plain:]) == 0 {
			plain++
		}
		if plain < len(lines) {
			margin = "0 0 4px" // it is the heading of a list
		}
		b.WriteString(`<p style="margin:` + margin + `">`)
		for i, line := range lines[:plain] {
			if i > 0 {
				b.WriteString("<br>\n")
			}
			b.WriteString(lineHTML(line))
		}
		b.WriteString("</p>\n")
		lines = lines[plain:]
	}
	return template.HTML(b.String()) //nolint:gosec // every piece of it was escaped here
}

// bullets counts the lines of a list at the beginning.
func bullets(lines []string) int {
	for i, line := range lines {
		if !strings.HasPrefix(line, bullet) {
			return i
		}
	}
	return len(lines)
}

func lineHTML(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range link.FindAllStringIndex(text, -1) {
		found := strings.TrimRight(text[m[0]:m[1]], ".,;:!?)]}'”’»")
		href := target(found)
		if href == "" {
			continue
		}
		b.WriteString(html.EscapeString(text[at:m[0]]))
		b.WriteString(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(found) + `</a>`)
		at = m[0] + len(found)
	}
	b.WriteString(html.EscapeString(text[at:]))
	return b.String()
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
