package agenda

func (p *Page) onRooms() {}

func (p *Page) onShift() {}
