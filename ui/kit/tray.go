package kit

import (
	"strings"

	"zlot/event/i18n"
)

// TrayWord is what a printer's tray is called: the usual ones have words, the others the name their printer gives
// them.
func TrayWord(p *i18n.Printer, tray string) string {
	if id := "printer.tray." + tray; p.Has(id) {
		return p.T(id)
	}
	if number, ok := strings.CutPrefix(tray, "tray-"); ok {
		return p.T("printer.tray.number", i18n.Args{"Number": number})
	}
	return tray
}
