package main

import (
	"os"
	"testing"
)

// An encrypted copy takes the place of a file that has changed since; what was there is kept, encrypted as well.
func TestRestore_EncryptedCopy(t *testing.T) {
	d := newRally(t)
	t.Setenv(copyPassphraseEnv, "krowa i koza")
	d.keys(0, "encrypted", "copies", "passphrase")
	copied := d.keys(0, "made copy", "copies", "make")["copy"].(object)
	d.scan(0, d.codes()[:1])
	kept := d.keys(0, "file kept copy", "restore", copied["name"].(string))["kept"].(string)
	if left := d.keys(0, "scans", "scans"); len(left["scans"].([]any)) != 0 {
		t.Error("the scan after the copy is still there")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error(err)
	}
	d.keys(0, "file kept", "restore", kept)
	if back := d.keys(0, "scans", "scans"); len(back["scans"].([]any)) != 1 {
		t.Error("the scan did not come back with what was kept")
	}
}
