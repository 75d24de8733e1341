package event

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// mailFiles makes what goes with the messages of a mailing.
type mailFiles struct {
	*Service
	programme Programme
	view      ProgrammeView
	entries   map[string]Entry
}

// filesOf says which files go with a kind of message; certificates have their own.
var filesOf = map[MessageKind][]LetterFile{
	MessageConfirmation: {FileBadge, FileCalendar},
	MessageReminder:     {FileBadge, FileCalendar},
	MessageChange:       {FileCalendar},
}

func (s *Service) newMailFiles(ctx context.Context, eventID string) (*mailFiles, error) {
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return nil, err
	}
	f := &mailFiles{Service: s, programme: p, entries: make(map[string]Entry, len(p.Entries))}
	if f.view, err = p.View(p.Released != nil); err != nil {
		return nil, err
	}
	for _, e := range p.Entries {
		f.entries[e.ID] = e
	}
	return f, nil
}

// of makes the files of one message, and names their contents in it.
func (f *mailFiles) of(ctx context.Context, m Message) (Message, []MessageFile, error) {
	var files []MessageFile
	for _, what := range filesOf[m.Kind] {
		file, err := f.file(ctx, what, m)
		if err != nil {
			return m, nil, fmt.Errorf("files of message %s: %w", m.ID, err)
		}
		if len(file.Data) == 0 {
			continue
		}
		sum := sha256.Sum256(file.Data)
		m.Attachments = append(m.Attachments, Attachment{Name: file.Name, Type: file.Type, SHA256: hex.EncodeToString(sum[:])})
		files = append(files, file)
	}
	return m, files, nil
}

// file makes one file; it is empty for somebody without a badge, or an event without a programme.
func (f *mailFiles) file(ctx context.Context, what LetterFile, m Message) (file MessageFile, err error) {
	file.Name = f.Letters.File(what, m)
	if what == FileBadge {
		file.Type = "image/png"
		if code := f.entries[m.Registration].Badge; code != "" {
			file.Data, err = f.Documents.BadgeSymbol(code)
		}
		return file, err
	}
	file.Type = "text/calendar"
	file.Data, err = f.calendar(ctx, m)
	return file, err
}

// calendar is somebody's own programme as it was made known last.
func (f *mailFiles) calendar(ctx context.Context, m Message) ([]byte, error) {
	p := f.programme
	if len(p.Sessions) == 0 && p.Released == nil {
		return nil, nil
	}
	c := calendarMaker{Reader: f.Store, p: p, released: p.Released != nil, who: m.Registration}
	c.job = CalendarJob{ProgrammeView: f.view, Language: m.Language, Title: p.Event.Title, Waiting: map[string]bool{}, Edits: map[string]Edited{}}
	if err := c.make(ctx, CalendarOptions{Registration: m.Registration}); err != nil {
		return nil, err
	}
	if len(c.job.Sessions) == 0 && len(c.job.Cancelled) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	if err := f.Schedules.Calendar(&b, c.job); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
