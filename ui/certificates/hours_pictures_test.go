package certificates

import (
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// hourScenes are what the tab of the hours can look like.
var hourScenes = map[string]func(d *desk){
	"grid":    func(d *desk) { d.hoursView.grid.goTo(place{2, 3}) },
	"session": func(d *desk) { d.hoursView.grid.goTo(place{titleRow, 2}) },
	"correct": func(d *desk) {
		d.hoursView.grid.goTo(absent(d))
		d.hoursView.onEnter()
	},
	"corrected": func(d *desk) {
		for range 2 {
			at := absent(d)
			f := d.hoursView.newCellForm(d.hoursView.grid.rows[at.row], d.hoursView.grid.session(at.column), *d.hoursView.grid.cell(at.row, at.column))
			f.reason.SetText("zwolnienie lekarskie")
			d.hoursView.grid.goTo(at)
			d.give([]event.Grant{{Registration: f.person.Account.Entry.ID, Session: f.session.ID, Kind: event.Excused, Hours: f.session.Session.Hours, Reason: "zwolnienie lekarskie"}}, "Poprawiono.", d.told)
		}
	},
	"menu": func(d *desk) {
		d.hoursView.grid.goTo(absent(d))
		d.hoursView.grid.showMenu()
	},
	"many": func(d *desk) {
		at := absent(d)
		d.hoursView.onMany(d.hoursView.columnTargets(d.hoursView.grid.session(at.column)), event.Excused)
	},
	"late": func(d *desk) {
		d.now = time.Date(2010, 9, 5, 20, 0, 0, 0, time.UTC)
		d.Changed(nil)
		d.hoursView.grid.goTo(place{10, 16})
	},
	"late-people": func(d *desk) {
		d.now = time.Date(2010, 9, 26, 20, 0, 0, 0, time.UTC)
		d.Changed(nil)
		d.tabs.Choose(tabPeople)
		d.people.filter.Choose(groupLacking)
	},
	"rules": func(d *desk) { d.onRules() },
	"kinds": func(d *desk) {
		d.onRules()
		d.rules.add(templates[1])
		d.rules.add(templates[2])
		d.rules.list.SelectRow(1)
		d.rules.kind.pattern.SetText("P/{year}")
	},
	"paper": func(d *desk) { d.hoursView.onPaper() },
}

// absent is the first cell of somebody who was not there.
func absent(d *desk) place {
	g := d.hoursView.grid
	for row := range g.rows {
		for c := range g.columns {
			if cell := g.cell(row, c); cell.Theirs && !cell.Present && !cell.Excused && g.session(c).Over && cell.Of > 0 {
				return place{row, c}
			}
		}
	}
	return place{} // everybody was everywhere
}

// TestHourPictures goes through every scene in every look; with kittest.PictureFolder set it leaves pictures for
// people to look at.
func TestHourPictures(t *testing.T) {
	looks := map[string]setup{
		"pl-light": plain,
		"en-dark":  {lang: "en", sample: "course-2010", variant: kit.VariantDark, width: 1720, height: 1000},
		"rally":    {lang: "pl", sample: "rally-2012", variant: kit.VariantLight, width: 1166, height: 700},
		"pilot":    {lang: "pl", sample: "pilot-2011", variant: kit.VariantLight, width: 1720, height: 1000},
		"pilot-sm": {lang: "pl", sample: "pilot-2011", variant: kit.VariantDark, width: 1166, height: 700},
	}
	for look, s := range looks {
		for name, play := range hourScenes {
			if s.sample != "course-2010" && name != "grid" && name != "session" {
				continue
			}
			t.Run(look+"/"+name, func(t *testing.T) {
				d := newDesk(t, s)
				d.tabs.Choose(tabHours)
				play(d)
				kittest.Screenshot(t, d.w.Canvas(), "hours-"+look+"-"+name)
			})
		}
	}
}

// Three kinds of certificates at a rally: who gets which.
func TestHourPictures_Kinds(t *testing.T) {
	s := plain
	s.sample = "rally-2012"
	d := newDesk(t, s)
	d.onRules()
	d.rules.add(templates[1])
	d.rules.add(templates[2])
	d.rules.save.Press()
	if d.rules != nil {
		t.Fatal("the rules were not saved")
	}
	d.tabs.Choose(tabPeople)
	if n := len(d.people.list.Items()); n < len(d.state.grid.People) {
		t.Errorf("%d rows of %d people", n, len(d.state.grid.People))
	}
	kittest.Screenshot(t, d.w.Canvas(), "hours-rally-people")
}
