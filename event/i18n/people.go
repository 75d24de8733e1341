package i18n

import "strings"

// Person is somebody's name as pages and papers show it. Whoever is registered has one; one that is empty was
// erased, and is said to be.
func (p *Printer) Person(name string) string {
	if name = strings.TrimSpace(name); name != "" {
		return name
	}
	return p.T("common.erased")
}
