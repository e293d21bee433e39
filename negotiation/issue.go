package negotiation

// An Issue is one question on the table.
//
// The options are ordered: constraints speak of "at least" and "at most" an
// option in this order, and a mediator who errs about a position errs by a
// number of options. StatusQuo is the index of the option that holds without a
// deal; its useful zero is the first option.
type Issue struct {
	Name      string   // lower-case path segment, unique within a scenario
	Summary   string   // one line for people; may be empty
	Options   []Option // at least one
	StatusQuo int      // index of the option in force without a deal
	Cite      string   // key of a Source; may be empty
	Note      string   // why the issue and its options are cut this way
}

// An Option is one way to settle an issue.
type Option struct {
	Name string // unique within the issue
	Note string // may be empty
}

// Options returns one Option for each name.
func Options(names ...string) []Option {
	opts := make([]Option, len(names))
	for i, n := range names {
		opts[i].Name = n
	}
	return opts
}
