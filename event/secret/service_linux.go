package secret

import (
	"errors"

	"github.com/godbus/dbus/v5"
)

// noService tells of a session bus without a keyring on it.
func noService(err error) bool {
	var answer dbus.Error
	return errors.As(err, &answer) && (answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown" ||
		answer.Name == "org.freedesktop.DBus.Error.NameHasNoOwner")
}
