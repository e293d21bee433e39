package negotiation

// A Utility says how much a party likes each outcome. It is an immutable
// recipe; Bind resolves it against a domain at compile time.
type Utility interface {
	// Bind registers the utility's quantities with b and returns what values
	// outcomes under a draw. Faults go to b.Fault; after one the Valuer may be nil.
	Bind(d *Domain, b *Binder) Valuer
}

// A Valuer values outcomes under one draw of a program's parameters. It is
// immutable and shared by all sessions.
type Valuer interface {
	// Scale is the size of the party's points, positive: values lie within
	// four times Scale of zero, and are rounded to multiples of Scale/2^40.
	Scale() float64
	// Value returns the value of the outcome that picks options, one index per
	// issue. draw holds the drawn parameters by Slot. It must not retain either.
	Value(draw []float64, options []int) float64
}

// A Factored valuer is a sum of one number per issue. The engine never lists
// the outcomes of such a utility.
type Factored interface {
	Valuer
	// Table stores the number of every option in dst, issue after issue.
	Table(dst, draw []float64)
}

// A Paired valuer is a sum of one number per issue and of one per listed pair of
// issues. The engine lists the outcomes of such a utility, each in a step or two.
type Paired interface {
	Valuer
	// Sum returns the part that is a sum over issues.
	Sum() Factored
	// Pairs returns the pairs of issues, the earlier issue first.
	Pairs() [][2]int
	// PairTable stores the numbers of a pair in dst, at a*m+b for option a of
	// the first issue and option b of the second, which has m options.
	PairTable(dst []float64, pair int, draw []float64)
}

// A Strategy says how a party bargains. It is an immutable recipe, safe to
// share.
type Strategy interface {
	// Agent returns a new mind that follows the strategy. Compile asks for one
	// to see what it can do.
	Agent() Agent
}

// An Agent bargains for one party at one table. It belongs to one Session.
type Agent interface {
	// Reset prepares the agent for a new negotiation. Nothing it remembers of
	// the last one may show.
	Reset(v *View)
	// Propose returns the outcome the agent puts on the table, or NoDeal to
	// pass. It must be feasible; others are an error of the strategy.
	Propose(v *View) Outcome
	// Accept reports whether the agent takes outcome o, offered by seat from; a
	// text of the mediator comes from seat -1.
	Accept(v *View, from int, o Outcome) bool
}

// A Conceder is an Agent whose behaviour is a schedule: it demands a share of
// the surplus over its reservation value, proposes the outcome at or just above
// the demand, View.AtLeast(View.Demand(Share(v, round))), and accepts what is
// worth the demand. The engine plays such agents without asking them.
type Conceder interface {
	Agent
	// Share returns the share of the surplus demanded in a round, in [0, 1].
	Share(v *View, round int) float64
	// Falling reports whether Share is known not to rise from one round to the
	// next in this negotiation.
	Falling(v *View) bool
}

// A Scheduled agent gives the shares of several rounds at once, which costs less
// than asking for each.
type Scheduled interface {
	Conceder
	// Shares stores in dst the shares of the rounds from round on: dst[j] has the
	// bits of Share(v, round+j).
	Shares(dst []float64, v *View, round int)
}

// A Listener is an Agent that wants to hear what is said at the table.
type Listener interface {
	Hear(v *View, from int, o Outcome)
}

// A Protocol says who speaks when and what seals a deal. It is an immutable
// recipe.
type Protocol interface {
	// Chair returns someone to run one table.
	Chair() Chair
}

// A Chair runs one table. It belongs to one Session.
type Chair interface {
	// Reset prepares the chair for a new negotiation.
	Reset(s *Session)
	// Round plays one round, ending with Settle if a deal is sealed.
	Round(s *Session)
}

// A Seated protocol names parties, and is checked against the table at compile
// time.
type Seated interface {
	Protocol
	// Seat returns the protocol with its names resolved. seats are the
	// principals in order; others is everyone else.
	Seat(seats, others []string) (Protocol, error)
}

// A PlacedProtocol asks more of its scenario than names, such as a single issue,
// and is checked against all of it at compile time, after Seated.
type PlacedProtocol interface {
	Protocol
	// Place returns the protocol with its names resolved.
	Place(at Setting) (Protocol, error)
}

// A Stacked protocol declares that it is stacked alternating offers: in every
// round the parties speak in a fixed order; each takes the standing offer or
// replaces it by its own, and an offer that all others take in a row is sealed.
type Stacked interface {
	Protocol
	// Order returns the seats in the order they speak.
	Order(seats int) []int
}

// An Ordered protocol lets parties move in turn, so that somebody moves first.
type Ordered interface {
	Protocol
	// Reversed returns the protocol with the turns in the opposite order. seats
	// are the principals in order, as Seated gets them.
	Reversed(seats []string) Protocol
}

// An Outvoting protocol may seal a deal that some principal refused. The engine
// then lets the talks be played even where no outcome is acceptable to all.
type Outvoting interface {
	Protocol
	Outvotes() bool
}

// A Mediated protocol has one mediator, whose name it gives.
type Mediated interface {
	Protocol
	Mediator() string
}

// Quantified is implemented by strategies and protocols that hold quantities.
// They are bound under the party's "strategy/" or under "protocol/", and read
// back by position with View.Drawn or Session.Drawn.
type Quantified interface {
	Quantities() []Named
}

// Named is a quantity with the last segment of its path.
type Named struct {
	Name     string
	Quantity Quantity
	Default  float64 // used when Quantity is nil
	Min, Max float64 // range wanted, inclusive
}
