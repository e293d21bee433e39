package dynamics

import (
	"math"

	"github.com/parleylab/parley/negotiation"
)

// Deadline is a date by which the talks are to end, announced by one party and
// meant or not. When it falls due it binds with a stated probability, and the
// talks end without a deal; otherwise it slips, or is forgotten.
type Deadline struct {
	// Name is the segment of the path that tells deadlines apart; empty means
	// "deadline".
	Name string
	// Party is whose deadline it is; empty means nobody's in particular.
	Party string
	// Due is the number of rounds after which it falls due, positive. Bound as
	// "dynamics/deadline/due"; it must be given.
	Due negotiation.Quantity
	// Binds is the probability that the talks end when it falls due, in [0, 1];
	// nil means 1. Bound as "dynamics/deadline/binds".
	Binds negotiation.Quantity
	// Slip is by how many rounds a deadline that does not bind is moved, at
	// least 1; nil means that it is forgotten. Bound as "dynamics/deadline/slip".
	Slip negotiation.Quantity
	// Credibility is what is left of the probability after every slip, a factor
	// in [0, 1]; nil means 1. Bound as "dynamics/deadline/credibility".
	Credibility negotiation.Quantity

	party int
}

func (d Deadline) name() string {
	if d.Name == "" {
		return "deadline"
	}
	return d.Name
}

// Place resolves the party's name.
func (d Deadline) Place(at negotiation.Setting) (negotiation.Dynamics, error) {
	var err error
	d.party, err = at.Party(d.Party)
	return d, err
}

// never is a slip that no talks live to see.
const never = 1e9

// Quantities returns due, binds, slip and credibility.
func (d Deadline) Quantities() []negotiation.Named {
	n := d.name()
	return []negotiation.Named{
		{Name: n + "/due", Quantity: d.Due, Default: math.NaN(), Min: 1e-9, Max: never},
		{Name: n + "/binds", Quantity: d.Binds, Default: 1, Max: 1},
		{Name: n + "/slip", Quantity: d.Slip, Default: never, Min: 1, Max: never},
		{Name: n + "/credibility", Quantity: d.Credibility, Default: 1, Max: 1},
	}
}

// Reasons returns what a deadline does: it binds, or it slips.
func (d Deadline) Reasons() []string {
	what := "the deadline"
	if d.Name != "" {
		what += " " + d.Name
	}
	return []string{what + " binds", "rounds by which " + what + " slips"}
}

// Process returns one run of the deadline.
func (d Deadline) Process() negotiation.Process { return &deadline{party: d.party} }

type deadline struct {
	party      int
	due, binds float64
}

// Reset sets the clock.
func (d *deadline) Reset(s *negotiation.Session) { d.due, d.binds = s.Drawn(0), s.Drawn(1) }

// Step ends the talks if the deadline is due and binds, and moves it otherwise.
func (d *deadline) Step(s *negotiation.Session) {
	u := s.Rand().Float64()
	if float64(s.Round()) < d.due {
		return
	}
	if u < d.binds {
		s.BreakOff(d.party, 0)
		return
	}
	slip := s.Drawn(2)
	d.due += slip
	d.binds = float64(d.binds * s.Drawn(3))
	if slip < never {
		s.News(1, slip)
	}
}
