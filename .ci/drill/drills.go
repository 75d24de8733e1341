//go:build linux

package main

// drills are all there are, in the order of the table.
func drills() []drill {
	scan, load, issue, mail := scanning(), importing(), issuing(), mailing()
	migrate, backup, restore := migrating(), backingUp(), restoring()
	return []drill{
		scan.killed(), load.killed(), issue.killed(), mail.killed(), migrate.killed(), backup.killed(), restore.killed(),
		scan.full(), load.full(), issue.full(), mail.full(), migrate.full(), backup.full(), restore.full(),
		scan.readOnly(), load.readOnly(), issue.readOnly(), mail.readOnly(), migrate.readOnly(), backup.readOnly(), restore.readOnly(),
		damaged("truncate", "the file is cut anywhere", truncated), damaged("flip", "bits of the file are flipped", flipped),
		damaged("sector", "sectors of the file are lost", torn), damaged("certificate", "a bit of a certificate is flipped", forged),
		clockJumps(), clockMail(), zones(), wholeDay(),
	}
}
