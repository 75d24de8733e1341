package main

import (
	"io"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
)

type manualCmd struct {
	Output string `short:"o" required:"" placeholder:"FILE.pdf"`
}

// Run writes the manual in the language of --lang. It needs no database.
func (c *manualCmd) Run(s *session) error {
	err := event.WriteFile(c.Output, func(f io.Writer) error {
		return doc.New().Manual(s.ctx, f, s.text.Lang(), wire.Version())
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.Output}, func() {
		s.say("help.manual.saved", i18n.Args{"Path": c.Output})
	})
}
