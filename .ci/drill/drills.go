//go:build linux

package main

// drills are all there are, in the order of the table.
func drills() []drill {
	scan, load, issue, migrate, backup, restore := scanning(), importing(), issuing(), migrating(), backingUp(), restoring()
	return []drill{
		scan.killed(), load.killed(), issue.killed(), migrate.killed(), backup.killed(), restore.killed(),
		scan.full(), load.full(), issue.full(), migrate.full(), backup.full(), restore.full(),
		scan.readOnly(), load.readOnly(), issue.readOnly(), migrate.readOnly(), backup.readOnly(), restore.readOnly(),
	}
}
