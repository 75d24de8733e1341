package event

// Cell is the room that one badge takes on its sheet: of a folded one both halves.
func (s Stock) Cell() (width, height float64) {
	switch s.Fold {
	case FoldTop:
		return s.Width, 2 * s.Height
	case FoldSide:
		return 2 * s.Width, s.Height
	}
	return s.Width, s.Height
}

// Place is the upper left corner of the badge at a place of the sheet, counted by rows from 0.
func (s Stock) Place(i int) (x, y float64) {
	width, height := s.Cell()
	return s.Left + float64(i%s.Columns)*(width+s.GapX), s.Top + float64(i/s.Columns)*(height+s.GapY)
}

// BadgePage is one page of a job: a side of a sheet.
type BadgePage struct {
	Sheets int  // whose layout, in the order of the job
	First  int  // of the badges of that layout
	Count  int  // how many of them lie on it
	Used   int  // places at its beginning that stay empty
	Back   bool // their backs, where the sheet is turned over
}

// TwoSided reports whether the sheets of a job are to be printed on both sides: asked for, and something to be
// printed on a back. Whoever hands the job to a printer must ask it for two sides then, and only then.
func (j BadgeJob) TwoSided() bool {
	if j.Duplex == OneSided {
		return false
	}
	for _, s := range j.Sheets {
		if len(s.Layout.Back) > 0 && s.Layout.Stock.Fold == NoFold {
			return true
		}
	}
	return false
}

// Pages lists the pages of a job in the order of printing. With two sides every front is followed by its back,
// an empty one too: else the printer would put the next front there.
func (j BadgeJob) Pages() []BadgePage {
	var pages []BadgePage
	twoSided := j.TwoSided()
	used := j.Used
	for n, s := range j.Sheets {
		each := s.Layout.Stock.Each()
		if each < 1 || len(s.Badges) == 0 {
			continue
		}
		used = max(0, used) % each
		for first := 0; first < len(s.Badges); {
			page := BadgePage{Sheets: n, First: first, Count: min(each-used, len(s.Badges)-first), Used: used}
			pages = append(pages, page)
			if twoSided {
				page.Back = true
				pages = append(pages, page)
			}
			first += page.Count
			used = 0
		}
	}
	return pages
}
