package badges

// Help names the part of the page that is shown and has a help of its own; "": none.
func (p *Page) Help() string {
	if p.drawing != nil {
		return "designer"
	}
	return ""
}
