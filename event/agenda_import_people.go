package event

import (
	"regexp"
	"slices"
	"strings"
)

var personRole = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)$`)

// readPeople reads "Name (role); Name (role)", with an institution and a town after the name where they can be
// told from other people.
func (rd *agendaReader) readPeople(pt *point, value string) {
	for _, part := range hardSplit(value) {
		c := Contributor{Name: part}
		if m := personRole.FindStringSubmatch(part); m != nil && m[1] != "" {
			if role, ok := ParseRole(m[2]); ok {
				c.Name, c.Role = m[1], role
			} else {
				rd.src.warnings = append(rd.src.warnings, *rd.fault(pt, agendaContributors, CodeAgendaPerson, m[2]))
			}
		}
		c.splitPlace()
		if !slices.Contains(pt.contributors, c) {
			pt.contributors = append(pt.contributors, c)
		}
	}
}

// institutionWords are beginnings of words that only an institution has in its name.
var institutionWords = []string{"ops ", "mops ", "gops ", "mopr ", "pcpr ", "rops ", "mgops ", "cus ", "fundacj", "stowarzyszen", "uniwersyt", "urzad", "osrod", "centrum ",
	"instytut", "szkol", "akademi", "caritas", "powiat", "gmin", "zespol", "foundation", "university", "institute", "association", "centre ", "center ", "council "}

// splitPlace takes institution and town off a name: Anna Nowak, MOPS Gdynia, Gdynia. Three names in a row are
// three people, and a town alone may be anything; both are left as they stand.
func (c *Contributor) splitPlace() {
	parts := strings.Split(c.Name, ",")
	if len(parts) < 2 || len(parts) > 3 || len(strings.Fields(parts[0])) < 2 || !hasAnyPrefix(Fold(parts[1])+" ", institutionWords) {
		return
	}
	c.Name, c.Institution = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	if len(parts) == 3 {
		c.Town = strings.TrimSpace(parts[2])
	}
}

func usualRole(kind SessionKind) Role {
	switch kind {
	case Workshop:
		return Trainer
	case Panel:
		return Panelist
	}
	return Expert
}

// registered finds the one registration with a contributor's name, written with an academic title or without.
func (a *agendaPlanner) registered(name string) string {
	if id := a.people[sortedWords(name)]; id != "" {
		return id
	}
	return a.people[sortedWords(SplitName(name, false).Full())]
}

// contributors are the people of a row. Of whom the session has already stays known what the row says nothing of:
// the registration of one of two with a name, the institution, the role.
func (a *agendaPlanner) contributors(pt *point, old []Contributor) []Contributor {
	var list []Contributor
	for _, c := range pt.contributors {
		c.Person = a.registered(c.Name)
		for _, was := range old {
			if a.sameContributor(was, c) && c.takes(was, old) {
				break
			}
		}
		if c.Role == "" {
			c.Role = usualRole(pt.kind)
		}
		if c.Person != "" && !slices.ContainsFunc(old, func(o Contributor) bool { return o == c }) {
			c.Institution, c.Town = "", "" // the registration knows its own
		}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// sameContributor reports whether a row names somebody whom the session has.
func (a *agendaPlanner) sameContributor(was, c Contributor) bool {
	name := sortedWords(c.Name)
	return sortedWords(was.Name) == name || was.Person != "" && (was.Person == c.Person || a.names[was.Person] == name)
}

// takes adds what is known of a contributor; it is another one where the same person is there in two roles.
func (c *Contributor) takes(was Contributor, old []Contributor) bool {
	if c.Role == "" {
		c.Role = was.Role
	}
	if c.Role != was.Role && slices.ContainsFunc(old, func(o Contributor) bool { return o.Name == was.Name && o.Role == c.Role }) {
		return false
	}
	if was.Person != "" {
		c.Person, c.Name = was.Person, was.Name
	}
	if c.Institution == "" && c.Town == "" {
		c.Institution, c.Town = was.Institution, was.Town
	}
	return true
}
