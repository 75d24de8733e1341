package event

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg" // the pictures of layouts are PNG or JPEG
	_ "image/png"
	"io"
	"slices"
	"strconv"
)

// layoutFile is a layout as one file, with its pictures inside.
type layoutFile struct {
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	Layout   Layout            `json:"layout"`
	Pictures map[string][]byte `json:"pictures"` // base64 by SHA-256
}

const (
	layoutFormat  = "zlot-badge-layout"
	layoutVersion = 1
)

// LayoutFileEnding is how the name of a layout's file ends, and CertificateFileEnding of one of certificates.
const (
	LayoutFileEnding      = ".zlot-badge.json"
	CertificateFileEnding = ".zlot-certificate.json"
)

// Pictures lists the pictures that a layout needs, by SHA-256.
func (l Layout) Pictures() []string {
	var all []string
	if l.Background != "" {
		all = append(all, l.Background)
	}
	for _, side := range [][]LayoutItem{l.Front, l.Back} {
		for _, item := range side {
			if item.Image != "" && !slices.Contains(all, item.Image) {
				all = append(all, item.Image)
			}
		}
	}
	return all
}

// ExportLayout writes a layout of an event, or one that comes with the program, with its pictures as one file.
func (s *Service) ExportLayout(ctx context.Context, id string, w io.Writer) error {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return err
	}
	l, err := findLayout(append(s.Documents.Layouts(), s.Documents.CertificateLayouts()...), id)
	if err != nil {
		if l, err = s.Store.Layout(ctx, id); err != nil {
			return fmt.Errorf("export layout %s: %w", id, err)
		}
	}
	file := layoutFile{Format: layoutFormat, Version: layoutVersion, Layout: l, Pictures: map[string][]byte{}}
	for _, sum := range l.Pictures() {
		data, err := s.Store.Blob(ctx, sum)
		if err != nil {
			return Fail(CodeLayoutPicture, "Title", l.Title).Because(err)
		}
		file.Pictures[sum] = data
	}
	file.Layout.ID, file.Layout.Event = "", ""
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(file); err != nil {
		return fmt.Errorf("export layout %s: %w", id, err)
	}
	return nil
}

// ImportLayout reads a layout of badges from a file and makes it one of the event's own. Codes: badge.layout.file,
// badge.layout.newer, badge.layout.picture, badge.layout.use, and those of SaveLayout.
func (s *Service) ImportLayout(ctx context.Context, eventID string, r io.Reader) (Layout, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Layout{}, err
	}
	return s.importLayout(ctx, eventID, ForBadges, r)
}

// ImportCertificateLayout does so with a layout of certificates.
func (s *Service) ImportCertificateLayout(ctx context.Context, eventID string, r io.Reader) (Layout, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Layout{}, err
	}
	return s.importLayout(ctx, eventID, ForCertificates, r)
}

func (s *Service) importLayout(ctx context.Context, eventID string, use LayoutUse, r io.Reader) (Layout, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxLayoutFile+1))
	if err != nil {
		return Layout{}, Fail(CodeFileUnread).Because(err)
	}
	file, err := readLayout(raw, use)
	if err != nil {
		return Layout{}, err
	}
	l := file.Layout
	l.Event = eventID
	pictures, err := s.take(file, &l)
	if err != nil {
		return l, err
	}
	all, err := s.layouts(ctx, s.Store, eventID, use)
	if err != nil {
		return l, err
	}
	l.Title = freeTitle(l.Title, all)
	return s.SaveLayout(ctx, l, pictures...)
}

// readLayout reads a file that may come from anywhere. What it gives is a layout that could have been drawn here.
func readLayout(raw []byte, use LayoutUse) (layoutFile, error) {
	var file layoutFile
	if len(raw) > MaxLayoutFile || json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &file) != nil || file.Format != layoutFormat {
		return file, Fail(CodeLayoutFile)
	}
	if file.Version > layoutVersion {
		return file, Fail(CodeLayoutNewer)
	}
	file.Layout.ID = ""
	if !file.Layout.sane() || len(file.Layout.Front)+len(file.Layout.Back) > MaxItems {
		return file, Fail(CodeLayoutItem)
	}
	if file.Layout.Use != use {
		return file, Fail(CodeLayoutUse, "Use", string(file.Layout.Use))
	}
	return file, nil
}

// take finds the pictures of a file's layout, and names each by what it is: a file may lie. None stays larger than
// those that the designer keeps.
func (s *Service) take(f layoutFile, l *Layout) ([][]byte, error) {
	var pictures [][]byte
	names := map[string]string{}
	for _, sum := range l.Pictures() {
		data := f.Pictures[sum]
		size, _, err := image.DecodeConfig(bytes.NewReader(data))
		switch {
		case sum == l.Background:
			data, err = s.PrepareBackground("", data)
		case err == nil && max(size.Width, size.Height) > LogoPixels:
			data, err = PreparePicture(data, LogoPixels)
		}
		if err != nil {
			return nil, Fail(CodeLayoutPicture, "Title", l.Title).Because(err)
		}
		names[sum] = BlobName(data)
		pictures = append(pictures, data)
	}
	l.Background = names[l.Background]
	for _, side := range [][]LayoutItem{l.Front, l.Back} {
		for i := range side {
			side[i].Image = names[side[i].Image]
		}
	}
	return pictures, nil
}

// BlobName is the SHA-256 under which the store keeps a document or a picture.
func BlobName(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// freeTitle is a title that no other layout has.
func freeTitle(title string, all []Layout) string {
	taken := func(t string) bool {
		return slices.ContainsFunc(all, func(l Layout) bool { return Fold(l.Title) == Fold(t) })
	}
	free := title
	for n := 2; taken(free); n++ {
		free = title + " (" + strconv.Itoa(n) + ")"
	}
	return free
}
