package mail

import (
	"context"
	"crypto/x509"
	"encoding/pem"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showCA says whether the account has a server certificate of its own, and lets it be set or removed.
func (f *accountForm) showCA() {
	t := f.p.Printer.T
	row := kit.HStack(2)
	if f.ca == "" {
		row.Add(kit.NewButton(t("mail.ca"), kit.IconFolder, f.onCA))
		row.Add(kit.NewText(t("mail.ca.none"), kit.StyleMuted))
	} else {
		row.Add(kit.NewChip(kit.ToneAdmitted, kit.IconCheck, t("mail.ca.set", i18n.Args{"Name": authorityName(f.ca)})))
		row.Add(kit.NewButton(t("mail.ca.other"), kit.IconFolder, f.onCA))
		row.Add(kit.NewQuiet(t("mail.ca.remove"), kit.IconClose, func() { f.setCA("") }))
	}
	f.caLine.Objects = []fyne.CanvasObject{row}
	f.changed()
}

func (f *accountForm) setCA(text string) {
	f.ca = text
	f.showCA()
}

// onCA asks for the file. One dialog is open at a time: the form closes, and comes back as it was.
func (f *accountForm) onCA() {
	f.dialog.Close()
	kit.FileOpen(f.p.Window, []string{".pem", ".crt", ".cer"}, f.readCA)
	f.open()
}

func (f *accountForm) readCA(path string) {
	kit.Run(f.p.ctx, func(context.Context) (string, error) { return authority(path) }, func(text string, err error) {
		if err != nil {
			f.tell(kit.ToneRefused, f.p.Printer.Error(err))
			return
		}
		f.setCA(text)
	})
}

// authority reads the certificates of a file, as text or as they are.
func authority(path string) (string, error) {
	raw, err := event.ReadFile(path, event.MaxSecrets)
	if err != nil {
		return "", err
	}
	if _, err := x509.ParseCertificate(raw); err == nil {
		raw = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
	}
	if !x509.NewCertPool().AppendCertsFromPEM(raw) {
		return "", event.Fail(event.CodeFileUnread, "Path", path)
	}
	return string(raw), nil
}

// authorityName is whom the first certificate of a text names.
func authorityName(text string) string {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return ""
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return ""
	}
	return c.Subject.CommonName
}
