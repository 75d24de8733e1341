package event

import "testing"

// A scan at a checkpoint that the file does not know is at no session's door, and mans none: it comes from another
// desk, or the file is damaged.
func TestRecord_MovesAtAnUnknownCheckpoint(t *testing.T) {
	rec := twoDays()
	rec.Moves = []Move{{Checkpoint: "nowhere", Registration: rec.Entries[0].ID, Outcome: Admitted, At: rec.Sessions[0].Start}}
	for _, sessions := range [][]Session{nil, rec.Sessions} {
		rec.Sessions = sessions
		for _, a := range rec.Accounts() {
			if a.Hours != 0 {
				t.Errorf("with %d sessions %s has %g hours", len(sessions), a.Entry.ID, a.Hours)
			}
		}
	}
}
