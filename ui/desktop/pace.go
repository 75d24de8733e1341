package desktop

// Pace makes the window take keys and paint at once; see kit.Pace. The toolkit does both in a turn that comes sixty
// times a second and offers no way to ask for one: a verdict that comes just after a turn would wait for a whole one.
type Pace struct{ turns }
