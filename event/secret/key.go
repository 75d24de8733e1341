package secret

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"filippo.io/age"
	"github.com/zalando/go-keyring"

	"zlot/event"
)

// ringKey is the name of the one key in the keyring.
const ringKey = "key"

// unlock finds the key of the box: known already, in the keyring, or behind the passphrase. With create it
// makes one where there is none. ask may be nil: nobody is there.
func (s *Store) unlock(create bool, ask Ask) (*age.X25519Identity, error) {
	if s.key != nil {
		return s.key, nil
	}
	key, ringErr := s.ringKey()
	switch {
	case key != nil:
		s.key = key
		return key, s.alsoByPassphrase(key)
	case s.files.exists(keyFile):
		return s.byPassphrase(ask, absent(ringErr))
	case s.files.exists(boxFile) && errors.Is(ringErr, keyring.ErrNotFound):
		return nil, event.Fail(event.CodeSecretsLost, "Path", s.files.dir)
	case s.files.exists(boxFile):
		return nil, event.Fail(event.CodeKeyring, "None", absent(ringErr)).Because(ringErr)
	case !create:
		return nil, event.Fail(event.CodePassphrase)
	}
	return s.create(ask)
}

// ringKey asks the keyring. A key that is none there is not found.
func (s *Store) ringKey() (*age.X25519Identity, error) {
	text, err := s.ring.get(ringKey)
	if err != nil {
		return nil, err
	}
	key, err := age.ParseX25519Identity(text)
	if err != nil {
		return nil, fmt.Errorf("key in the keyring: %w", err)
	}
	return key, nil
}

// create makes the key: into the keyring, else behind a passphrase.
func (s *Store) create(ask Ask) (*age.X25519Identity, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	if err := s.ring.set(ringKey, key.String()); err == nil {
		s.key = key
		return key, s.alsoByPassphrase(key)
	}
	passphrase, remember, err := s.passphrase(ToBegin, ask)
	if err != nil {
		return nil, err
	}
	if err := s.wrap(key, passphrase); err != nil {
		return nil, err
	}
	if remember {
		s.key = key
	}
	return key, nil
}

// alsoByPassphrase lets a passphrase from the environment open the box too, for runs that no keyring
// belongs to.
func (s *Store) alsoByPassphrase(key *age.X25519Identity) error {
	if s.given == "" || s.files.exists(keyFile) {
		return nil
	}
	return s.wrap(key, s.given)
}

// byPassphrase opens the file with the key, and puts the key into the keyring if there is one by now.
func (s *Store) byPassphrase(ask Ask, intoRing bool) (*age.X25519Identity, error) {
	for why := ToOpen; ; why = Wrong {
		passphrase, remember, err := s.passphrase(why, ask)
		if err != nil {
			return nil, err
		}
		key, err := s.unwrap(passphrase)
		var wrong *age.NoIdentityMatchError
		switch {
		case errors.As(err, &wrong) && (s.given != "" || ask == nil):
			return nil, event.Fail(event.CodePassphrase, "Wrong", true).Because(err)
		case errors.As(err, &wrong):
			continue
		case err != nil:
			return nil, err
		}
		if intoRing && s.ring != nil && s.ring.set(ringKey, key.String()) == nil || remember {
			s.key = key
		}
		return key, nil
	}
}

// passphrase takes the one that is given, or asks.
func (s *Store) passphrase(why Reason, ask Ask) (passphrase string, remember bool, err error) {
	if s.given != "" {
		return s.given, true, nil
	}
	if ask == nil {
		return "", false, event.Fail(event.CodePassphrase)
	}
	passphrase, remember, err = ask(context.Background(), why)
	if err != nil || passphrase == "" {
		return "", false, event.Fail(event.CodePassphrase).Because(err)
	}
	return passphrase, remember, nil
}

// wrap writes the key into its file, behind a passphrase.
func (s *Store) wrap(key *age.X25519Identity, passphrase string) error {
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	to.SetWorkFactor(s.work)
	raw, err := seal([]byte(key.String()), to)
	if err != nil {
		return err
	}
	return s.files.write(s.files.in(keyFile), raw)
}

func (s *Store) unwrap(passphrase string) (*age.X25519Identity, error) {
	raw, err := s.files.load(keyFile)
	if err != nil {
		return nil, err
	}
	by, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	text, err := unseal(raw, by)
	if err != nil {
		return nil, fmt.Errorf("open the key: %w", err)
	}
	return age.ParseX25519Identity(string(text))
}

func seal(plain []byte, to age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(plain); err == nil {
		err = w.Close()
	}
	return b.Bytes(), err
}

func unseal(sealed []byte, by age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), by)
	if err != nil {
		return nil, err
	}
	return event.ReadAll(r, event.MaxSecrets, boxFile)
}
