package event

import "time"

// Workshop places by preference: Programme ─▶ AllocationPlan ─ shown ─▶ ApplyAllocation ─▶ one Commit, if things
// are still as they were when it was planned; else it is planned again.

// AllocateOptions say whom an allocation may move.
type AllocateOptions struct {
	Keep KeepPlaces
	Fill bool // places left over go to those who asked for nothing at that time
}

// KeepPlaces says which places that people already have an allocation leaves alone. What was decided by hand
// (Locked) always stays.
type KeepPlaces string

// What is kept.
const (
	KeepTold KeepPlaces = ""     // those who were told stay where they are; the others are placed anew
	KeepAll  KeepPlaces = "all"  // everybody stays; only free places are given away
	KeepNone KeepPlaces = "none" // even those who were told may be moved
)

// AllocationPlan is what an allocation would do.
type AllocationPlan struct {
	People   []Allotment     // everybody who takes part, in Polish order
	Sessions []SessionPlaces // those that people sign up for, by start
	ByRank   map[int]int     // how many places by which choice they were, from 1; 0: none was asked
	Placed   int             // places given, kept ones too
	Waiting  int             // people who wait, once for each time at which they have no place
	Moved    int             // people who lose a place that they have, for another one or for none
	Proven   bool            // no result has more 1st, 2nd … choices; false only where sessions overlap, or are held again, in a way that would take too long to prove
	Gap      []int           // where not proven: how many more 1st, 2nd … choices might be possible; nothing is known of those not listed

	work *allocation // what it rests on
}

// Allotment is what one person gets.
type Allotment struct {
	Registration string
	Name         string
	Slots        []SlotResult // by time
	Without      bool         // asked for nothing
}

// SlotResult is what somebody gets of the sessions that are at one time.
type SlotResult struct {
	From, To time.Time
	Session  string // where the person gets a place; "": nowhere
	Rank     int    // which choice that is; 0: it was not asked for
	Was      string // where the person had a place before
	Waits    string // for which session the person waits; "": for none
	Kept     bool   // the place was told, or decided by hand, and stays
	Passed   []Passed
}

// Passed is a session that somebody asked for and does not get, and why.
type Passed struct {
	Session string // "": no session has that title
	Title   string
	Rank    int
	Why     PassReason
	Other   string // the session that is in the way
}

// PassReason says why somebody does not get a session.
type PassReason string

// The reasons.
const (
	PassFull        PassReason = "full"        // all places went to others, whom the best total result puts there
	PassBetter      PassReason = "better"      // the person has a better choice at that time
	PassLeads       PassReason = "leads"       // the person contributes to Other at that time
	PassMandatory   PassReason = "mandatory"   // Other is mandatory for the person at that time
	PassGroup       PassReason = "group"       // it is for other groups
	PassUnavailable PassReason = "unavailable" // the person cannot be there at that time
	PassKept        PassReason = "kept"        // the person was told of Other, or it was decided by hand
	PassTwice       PassReason = "twice"       // the person has the same session at another time
	PassWithdrawn   PassReason = "withdrawn"   // the person was taken out of it by hand
	PassNone        PassReason = "none"        // it is not in the programme, or nobody signs up for it
)

// PassReasons lists all reasons.
var PassReasons = []PassReason{PassFull, PassBetter, PassLeads, PassMandatory, PassGroup, PassUnavailable, PassKept, PassTwice, PassWithdrawn, PassNone}

// SessionPlaces is how full a session gets.
type SessionPlaces struct {
	Session  Session
	Limit    *int // places: the session's, or its room's; nil: no limit
	Enrolled int
	Waiting  int
	First    int // people who asked for it first
	Asked    int // people who asked for it
}
