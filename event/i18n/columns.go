package i18n

// Column is the heading of a field in a table that leaves the program: the one that an import knows again.
// A question of the event's own is its own heading.
func (p *Printer) Column(field string) string {
	for _, id := range []string{"import.field." + field, "field." + field} {
		if p.Has(id) {
			return p.T(id)
		}
	}
	return field
}
