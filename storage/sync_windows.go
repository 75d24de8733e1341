package storage

// syncFolder does nothing: Windows writes names down by itself.
func syncFolder(string) error { return nil }
