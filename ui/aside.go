package ui

import (
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// sameScan is how long the same badge is one reading.
const sameScan = 2 * time.Second

// asider judges a badge while its page is not seen.
type asider interface{ ScanAside(code string) }

// scanAside has the desk judge a code behind the dialog of another page; false where it cannot.
func (s *Shell) scanAside(code string) bool {
	desk, ok := s.page(PageCheckin).(asider)
	if ok {
		desk.ScanAside(code)
	}
	return ok
}

// heardScan shows what was judged where the desk is not seen; it is not called on the interface thread.
func (s *Shell) heardScan(res event.ScanResult, err error) {
	kit.After(0, func() {
		if s.ctx.Err() == nil && (s.name != PageCheckin || kit.DialogOpen(s.Window)) && !s.sameScan(res, err) {
			kit.ShowVerdictStrip(s.Window, s.verdictOf(res, err))
		}
	})
}

// sameScan tells whether a badge was read twice in one go; the verdict shown is that of the first reading.
func (s *Shell) sameScan(res event.ScanResult, err error) bool {
	before := s.heard
	s.heard = res.Scan
	gap := res.Scan.At.Sub(before.At)
	return err == nil && res.Scan.Code != "" && res.Scan.Code == before.Code && gap >= 0 && gap <= sameScan &&
		(res.Scan.Outcome == event.AlreadyIn || res.Scan.Outcome == before.Outcome)
}

var stripTones = map[event.Tone]kit.Tone{
	event.ToneAdmitted:  kit.ToneAdmitted,
	event.ToneAttention: kit.ToneAttention,
	event.ToneRefused:   kit.ToneRefused,
}

func (s *Shell) verdictOf(res event.ScanResult, err error) kit.Verdict {
	if err != nil {
		return kit.Verdict{Tone: kit.ToneRefused, Icon: kit.IconWarning, Word: s.words.T("checkin.failed.word"), Lines: []string{s.words.Error(err)}}
	}
	v := kit.Verdict{Tone: stripTones[res.Scan.Outcome.Tone()], Word: s.words.T("outcome." + string(res.Scan.Outcome) + ".word")}
	if res.Attention && v.Tone == kit.ToneAdmitted && !res.Scan.Forced {
		v.Tone = kit.ToneAttention // look at the desk
	}
	if e := res.Entry; e != nil {
		v.Name = s.words.Person(e.Who.Name.Full())
	} else if res.Scan.Code != "" {
		v.Lines = []string{s.words.T("checkin.line.code", i18n.Args{"Code": res.Scan.Code})}
	}
	return v
}
