package main

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
)

type certVerifyCmd struct {
	What string `arg:"" help:"FILE.pdf or the token from the QR symbol."`
	Key  string `placeholder:"FILE" help:"Public keys, one a line: verifies without the database."`
}

// Run verifies. With --key the database is not needed, and not asked.
func (c *certVerifyCmd) Run(s *session) error {
	input, isPDF := []byte(c.What), false
	if data, err := event.ReadFile(c.What, event.MaxDocument); err == nil {
		input, isPDF = data, bytes.HasPrefix(data, []byte("%PDF"))
	} else if strings.HasSuffix(strings.ToLower(c.What), ".pdf") || errors.Is(err, event.Fail(event.CodeFileLarge)) {
		return err
	}
	var keys []string
	var r event.Reader
	if c.Key != "" {
		data, err := event.ReadFile(c.Key, event.MaxSecrets)
		if err != nil {
			return err
		}
		keys = strings.Fields(string(data))
	}
	if c.Key == "" || s.cli.DB != "" {
		app, err := wire.Open(s.ctx, wire.Options{DB: s.cli.DB, ReadOnly: true})
		if err != nil {
			return err
		}
		s.app, r = app, app.Store
	}
	v, err := event.VerifyCertificate(s.ctx, r, doc.COSE{}, doc.New(), input, isPDF, keys)
	if err != nil {
		return err
	}
	return s.verification(v)
}

func (s *session) verification(v event.Verification) error {
	d := map[string]any{"valid": v.Valid, "state": string(v.State), "number": v.Statement.Number, "name": v.Statement.Name,
		"title": v.Statement.Title, "hours": v.Statement.Hours, "date": string(v.Statement.Date), "code": v.Code,
		"duplicate": v.Duplicate, "replaced_by": v.ReplacedBy, "reason": v.Reason}
	if !v.Valid {
		s.exit = exitFailed
	}
	return s.print(d, func() {
		switch {
		case v.Valid:
			if v.Duplicate > 0 {
				s.say("ctl.verify.duplicate", i18n.Args{"Duplicate": v.Duplicate, "Date": event.DateOf(v.DuplicatedAt, time.UTC).Time(time.UTC)})
			}
			s.say("ctl.verify.valid", i18n.Args{"Number": v.Statement.Number, "Name": v.Statement.Name, "Title": v.Statement.Title,
				"Hours": s.text.Hours(v.Statement.Hours)})
		case v.Code != "":
			s.line(s.text.Error(&event.Error{Code: v.Code, Args: v.Args}))
		default:
			s.say("ctl.verify.ended", i18n.Args{"Number": v.Statement.Number, "State": s.text.T("certificate.state." + string(v.State))})
			if v.ReplacedBy != "" {
				s.say("ctl.verify.replaced_by", i18n.Args{"Number": v.ReplacedBy})
			}
			if v.Reason != "" {
				s.say("ctl.verify.reason", i18n.Args{"Reason": v.Reason})
			}
		}
	})
}
