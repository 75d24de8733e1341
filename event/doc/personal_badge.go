package doc

import (
	"encoding/base64"
	"html/template"
	"net/http"

	"zlot/event"
)

// badge is when the person's badge was printed, and the photo on it.
func (r *recordWriter) badge(rec event.RegistrationRecord) {
	var rows [][]string
	for _, p := range rec.Prints {
		rows = append(rows, []string{r.when(p.At), p.Printer})
	}
	r.table(r.T("privacy.record.prints"), []string{r.T("privacy.record.when"), r.T("privacy.record.printer")}, rows)
	if len(rec.Photo) > 0 {
		r.sections = append(r.sections, recordSection{Title: r.T("privacy.record.photo"), Level: 4, Picture: pictureURL(rec.Photo)})
	}
}

// pictureURL is a picture inside a page. What is kept is a PNG or a JPEG that this program made.
func pictureURL(data []byte) template.URL {
	kind := http.DetectContentType(data)
	if kind != "image/png" && kind != "image/jpeg" {
		return ""
	}
	return template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)) //nolint:gosec // see above
}
