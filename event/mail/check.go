package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"

	"zlot/event"
)

const maxLine = 998 // RFC 5322, without CRLF

// checkBytes looks at a mail as it will travel.
func checkBytes(raw []byte, attached []event.Attachment) error {
	rest := raw
	for n := 1; len(rest) > 0; n++ {
		line, after, ok := bytes.Cut(rest, []byte("\r\n"))
		if !ok {
			return fmt.Errorf("line %d has no end", n)
		}
		if len(line) > maxLine {
			return fmt.Errorf("line %d is too long", n)
		}
		for _, c := range line {
			if c == 0 || c == '\r' || c == '\n' || c >= 0x80 {
				return fmt.Errorf("line %d has a byte that does not travel", n)
			}
		}
		rest = after
	}
	return checkAttachments(raw, attached)
}

// checkAttachments reads the attachments back: a library that fails half-way through a file must not
// cost somebody the end of a document.
func checkAttachments(raw []byte, attached []event.Attachment) error {
	if len(attached) == 0 {
		return nil
	}
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		return fmt.Errorf("read back: kind %q: %w", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	// All at once: a decoder that reads piece by piece takes three times as long.
	text := bytes.NewBuffer(make([]byte, 0, len(raw)+bytes.MinRead))
	file := make([]byte, base64.StdEncoding.DecodedLen(len(raw)))
	for len(attached) > 0 {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return errors.New("read back: an attachment is missing")
		}
		if err != nil {
			return fmt.Errorf("read back: %w", err)
		}
		if d, _, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition")); d != "attachment" {
			continue
		}
		text.Reset()
		if _, err := text.ReadFrom(part); err != nil {
			return fmt.Errorf("read back an attachment: %w", err)
		}
		n, err := base64.StdEncoding.Decode(file, text.Bytes())
		if err != nil {
			return fmt.Errorf("read back an attachment: %w", err)
		}
		if hexSum(file[:n]) != attached[0].SHA256 {
			return errors.New("read back: an attachment differs")
		}
		attached = attached[1:]
	}
	return nil
}
