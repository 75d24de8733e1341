// Package verifypage writes the page on which anybody can check certificates: one file that asks no network, in Polish
// and English, for the organizer to publish or to pass on.
package verifypage

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// Writer writes pages.
type Writer struct{}

var _ event.VerifyPages = Writer{}

// data is what the scripts of a page read.
type data struct {
	Events       []event.VerifyEvent          `json:"events"`
	Keys         []string                     `json:"keys"`
	Fingerprints []string                     `json:"fingerprints"` // of the keys, for people to compare
	Withdrawn    []string                     `json:"withdrawn"`
	Replaced     []string                     `json:"replaced"`
	Date         event.Date                   `json:"date"`
	Words        map[string]map[string]string `json:"words"`
}

// Write writes a page.
func (Writer) Write(w io.Writer, p event.VerifyPage) error {
	page, err := assets.Verify("page.html")
	if err != nil {
		return fmt.Errorf("verification page: %w", err)
	}
	style, err := assets.Verify("style.css")
	if err != nil {
		return fmt.Errorf("verification page: %w", err)
	}
	script, err := Script()
	if err != nil {
		return fmt.Errorf("verification page: %w", err)
	}
	d := data{Events: p.Events, Keys: p.Keys, Withdrawn: some(p.Withdrawn), Replaced: some(p.Replaced), Date: p.Date, Words: map[string]map[string]string{}}
	for _, key := range p.Keys {
		d.Fingerprints = append(d.Fingerprints, fingerprint(key))
	}
	for _, lang := range []string{i18n.Polish, i18n.English} {
		d.Words[lang] = words(i18n.New(lang))
	}
	raw, err := json.Marshal(d) // writes < as \u003c: nothing in it can end the script
	if err != nil {
		return fmt.Errorf("verification page: %w", err)
	}
	text := "\n" + script
	_, err = strings.NewReplacer(
		"{{title}}", html.EscapeString(d.Words[i18n.Polish]["heading"]),
		"{{scripthash}}", allowed(text), "{{stylehash}}", allowed(string(style)),
		"{{style}}", string(style), "{{data}}", string(raw), "{{script}}", text,
	).WriteString(w, string(page))
	if err != nil {
		return fmt.Errorf("write verification page: %w", err)
	}
	return nil
}

// Script is what runs on a page, without the page itself: it can be tried without a browser.
func Script() (string, error) {
	var b strings.Builder
	for _, name := range []string{"crypto.js", "statement.js", "page.js"} {
		part, err := assets.Verify(name)
		if err != nil {
			return "", err
		}
		b.Write(part)
	}
	return b.String(), nil
}

// allowed names a script or a style in the policy of the page: nothing else runs on it.
func allowed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// some is a list that is never null.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// fingerprint is the beginning of a key's SHA-256, as people compare it.
func fingerprint(key string) string {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(key))
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(raw)
	text := strings.ToUpper(hex.EncodeToString(sum[:8]))
	return text[:4] + " " + text[4:8] + " " + text[8:12] + " " + text[12:]
}

// words are all that a page says in a language.
func words(p *i18n.Printer) map[string]string {
	return map[string]string{
		"heading": p.T("verify.page.heading"), "label": p.T("verify.page.label"), "choose": p.T("verify.page.choose"),
		"start": p.T("verify.page.start"), "stop": p.T("verify.page.stop"), "clear": p.T("verify.page.clear"), "drop": p.T("verify.page.drop"),
		"until": p.T("verify.page.until"), "offline": p.T("verify.page.offline"), "fingerprint": p.T("verify.page.fingerprint"),
		"edition": p.T("verify.page.edition"), "name": p.T("verify.page.name"), "number": p.T("verify.page.number"),
		"title": p.T("verify.page.title"), "hours": p.T("verify.page.hours"), "issued": p.T("verify.page.issued"), "compare": p.T("verify.page.compare"),
		"valid": p.T("verify.page.valid"), "valid_text": p.T("verify.page.valid.text"),
		"withdrawn": p.T("verify.page.withdrawn"), "withdrawn_text": p.T("verify.page.withdrawn.text"),
		"replaced": p.T("verify.page.replaced"), "replaced_text": p.T("verify.page.replaced.text"),
		"changed": p.T("verify.page.changed"), "changed_text": p.T("verify.page.changed.text"),
		"foreign": p.T("verify.page.foreign"), "foreign_text": p.T("verify.page.foreign.text"),
		"unreadable": p.T("verify.page.unreadable"), "unreadable_text": p.T("verify.page.unreadable.text"),
		"unsigned": p.T("verify.page.unsigned"), "unsigned_text": p.T("verify.page.unsigned.text"),
		"nocode": p.T("verify.page.nocode"), "nocode_text": p.T("verify.page.nocode.text"),
		"camera": p.T("verify.page.camera"), "camera_text": p.T("verify.page.camera.text"),
	}
}
