package doc

import (
	"fmt"
	"strconv"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/passcode"
)

// press is all that the pages of a job share. It does not change once made, so that pages are drawn on all cores.
type press struct {
	gear
	job     event.BadgeJob
	pages   []event.BadgePage
	badges  int
	decoded *flats
	event   map[string]string // fields that are the same on every badge
	roles   map[roleKey]string
	missing []error // altogether
}

type roleKey struct {
	role    event.Role
	address event.FormOfAddress
}

// newPress makes everything ready, and refuses what cannot be drawn.
func (w *Writer) newPress(job event.BadgeJob) (*press, error) {
	p := &press{job: job, pages: job.Pages(), decoded: &w.decoded,
		gear: gear{symbols: &w.symbols, words: i18n.New(job.Language), faces: layoutFaces(), pictures: map[string]*picture{}}}
	for _, s := range job.Sheets {
		if len(s.Badges) == 0 {
			continue
		}
		if err := drawable(s.Layout); err != nil {
			return nil, err
		}
		if err := checkCodes(s.Badges); err != nil {
			return nil, err
		}
		p.badges += len(s.Badges)
	}
	if p.badges == 0 {
		return nil, event.Fail(event.CodeNoBadges)
	}
	p.roles = map[roleKey]string{}
	for _, role := range append([]event.Role{""}, event.Roles...) {
		for _, address := range []event.FormOfAddress{event.Feminine, event.Masculine, event.Neutral} {
			p.roles[roleKey{role, address}] = roleWord(p.words, role, address)
		}
	}
	p.eventFields()
	p.readPictures()
	return p, nil
}

// drawable refuses a layout that lies on no sheet, or on more of one than there is.
func drawable(l event.Layout) error {
	for _, problem := range event.CheckLayout(l) {
		if err := problem.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (p *press) stock(page int) event.Stock {
	return p.job.Sheets[p.pages[page].Sheets].Layout.Stock
}

func (p *press) eventFields() {
	ev := p.job.Event
	zone := ev.Zone()
	p.event = map[string]string{
		"event": ev.Title, "motto": ev.Motto, "venue": ev.Venue, "event_town": ev.Town, "cofinancing": ev.CoFinancing,
		"dates":      p.words.DateRange(ev.Start.Time(zone), ev.End.Time(zone)),
		"organizers": strings.Join(ev.Organizers, ", "), "partners": strings.Join(ev.Partners, ", "),
		"honorary_patrons": strings.Join(ev.HonoraryPatrons, ", "), "media_patrons": strings.Join(ev.MediaPatrons, ", "),
	}
	if ev.Edition > 0 {
		p.event["edition"] = strconv.Itoa(ev.Edition)
	}
}

// readPictures prepares every picture that a badge shows; of one that is missing or broken the rest is drawn.
func (p *press) readPictures() {
	read := func(sum string) {
		if _, known := p.pictures[sum]; known || sum == "" {
			return
		}
		p.pictures[sum] = nil
		ready, err := readPicture(sum, p.job.Pictures[sum], p.decoded)
		if err == nil {
			p.pictures[sum] = ready
		}
	}
	for _, s := range p.job.Sheets {
		for _, sum := range s.Layout.Pictures() {
			if read(sum); p.pictures[sum] == nil {
				p.missing = append(p.missing, event.Fail(event.CodeBadgePicture))
			}
		}
		if !hasPhoto(s.Layout) {
			continue
		}
		for _, b := range s.Badges {
			if read(b.Photo); b.Photo != "" && p.pictures[b.Photo] == nil {
				p.missing = append(p.missing, event.Fail(event.CodeBadgePicture, "Name", b.Name.Full()))
			}
		}
	}
}

func hasPhoto(l event.Layout) bool {
	for _, side := range [][]event.LayoutItem{l.Front, l.Back} {
		for _, item := range side {
			if item.Kind == event.ItemPhoto {
				return true
			}
		}
	}
	return false
}

// field is what stands for a field on a badge.
func (p *press) field(b *event.Badge, name string) string {
	switch {
	case name == event.FieldRole:
		return p.role(b)
	case name == "code":
		return passcodeText(b)
	case name == "dates":
		return p.event[name]
	case event.IsForm(name):
		return event.AddressForm(name, b.Address)
	}
	if value, ok := b.Fields[name]; ok {
		return value
	}
	if value, ok := p.event[name]; ok {
		return value
	}
	if name == event.LayoutWord+"agenda" && len(b.Agenda) == 0 {
		return "" // no heading over nothing: a blank badge has no programme
	}
	if strings.HasPrefix(name, event.LayoutWord) && p.words.Has(name) {
		return p.words.T(name)
	}
	return known(b, name)
}

// role is the word for a person's role; a blank badge has none.
func (p *press) role(b *event.Badge) string {
	if b.Name.Full() == "" {
		return ""
	}
	if word, ok := p.roles[roleKey{b.Role, b.Address}]; ok {
		return word
	}
	return roleWord(p.words, b.Role, b.Address)
}

// known is what a badge itself knows of a field.
func known(b *event.Badge, name string) string {
	switch name {
	case event.FieldGiven:
		return b.Name.Given
	case event.FieldFamily:
		return b.Name.Family
	case event.FieldName:
		return b.Name.Full()
	case "formal":
		return b.Name.Formal()
	case event.FieldTitle:
		return b.Name.Title
	case event.FieldInstitution:
		return b.Institution
	case event.FieldTown:
		return b.Town
	case event.FieldGroup:
		return b.Group
	case "box":
		return b.Box
	case "number":
		if b.Number > 0 {
			return strconv.Itoa(b.Number)
		}
	}
	return ""
}

// personal reports whether words differ from badge to badge.
func (p *press) personal(template string) bool {
	for _, name := range event.TextFields(template) {
		if _, same := p.event[name]; !same && !strings.HasPrefix(name, event.LayoutWord) {
			return true
		}
	}
	return false
}

// symbol is the QR symbol of a badge.
func (p *press) symbol(b *event.Badge) (symbol, error) {
	q, err := p.symbols.badge(b.Code)
	if err != nil {
		return q, fmt.Errorf("badge %d: %w", b.Number, err)
	}
	return q, nil
}

func passcodeText(b *event.Badge) string { return passcode.Format(b.Code) }

// roleWord is the word for a role, in the grammar of the person.
func roleWord(words *i18n.Printer, role event.Role, address event.FormOfAddress) string {
	if role == "" {
		role = event.Participant
	}
	if id := "role." + string(role) + "." + string(address); address != event.Neutral && words.Has(id) {
		return words.T(id)
	}
	return words.T("role." + string(role))
}

// bandColours tell the roles apart; white text on each has a contrast of at least 4.5.
var bandColours = map[event.Role]colour{
	event.Participant: 0x1f5fa8,
	event.Panelist:    0x6d3fa3,
	event.Moderator:   0x8f2d6b,
	event.Trainer:     0x0f6b66,
	event.Expert:      0x1b7245,
	event.Coach:       0x96540a,
	event.Mentor:      0x6f5a12,
	event.Supervisor:  0x5c4033,
	event.Organizer:   0xb3261e,
	event.Guest:       0x4b5563,
	event.Media:       0x111827,
}

func bandColour(b *event.Badge) colour {
	if c, ok := bandColours[b.Role]; ok {
		return c
	}
	if b.Name.Full() == "" {
		return quiet
	}
	return bandColours[event.Participant]
}
