package empirical

import (
	"context"
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// ErrStudy is wrapped by errors about the fields of a Study.
var ErrStudy = errors.New("empirical: invalid study")

// MaxProfiles is the largest number of strategy combinations of a study.
const MaxProfiles = 1 << 16

// DefaultRuns is the number of replications of a profile when none is given.
const DefaultRuns = 2000

// A Choice is a strategy under the name it has in tables.
type Choice struct {
	Name     string
	Strategy negotiation.Strategy
}

// A Study lets every principal of a scenario choose among the same strategies.
type Study struct {
	Scenario negotiation.Scenario
	School   string // "" is the scenario as it stands
	Choices  []Choice
	Runs     int // replications of each profile; 0 means DefaultRuns
	Seed     uint64
	Workers  int // 0 means one per processor
	// Progress, if not nil, is told how many profiles are done.
	Progress func(done, total int)
}

// A Table holds the payoffs of every profile that has been simulated. Payoffs
// are present points: the agreed outcome discounted for its round, or the
// reservation value without a deal.
type Table struct {
	Scenario   string   `json:"scenario"`
	School     string   `json:"school,omitempty"`
	Seed       uint64   `json:"seed"`
	Runs       int      `json:"runs"`
	Seats      []string `json:"seats"`
	Strategies []string `json:"strategies"`
	// Cells are in the order of the profiles, seat 0's strategy running fastest.
	// An interrupted study has fewer than all.
	Cells []Cell `json:"cells"`
}

// A Cell is one profile: the strategy of each seat, and what each got.
type Cell struct {
	Profile []int                `json:"profile"`
	Payoff  []montecarlo.Moments `json:"payoff"` // per seat
	Deals   int64                `json:"deals"`
}

// Run simulates every profile that from does not hold yet; from is the table of
// an interrupted run of the same study, or nil. If ctx ends first, Run returns
// the profiles that are complete together with ctx.Err().
func (s Study) Run(ctx context.Context, from *Table) (*Table, error) {
	if s.Runs == 0 {
		s.Runs = DefaultRuns
	}
	seats, err := s.check()
	if err != nil {
		return nil, err
	}
	t := s.table(seats)
	if from != nil {
		if err := t.adopt(from); err != nil {
			return nil, err
		}
	}
	total := t.profiles()
	for i := len(t.Cells); i < total; i++ {
		c, err := s.play(ctx, t.profile(i))
		if err != nil {
			return t, err
		}
		t.Cells = append(t.Cells, c)
		if s.Progress != nil {
			s.Progress(len(t.Cells), total)
		}
	}
	return t, nil
}

// check reports what is wrong with the study, and names the principals.
func (s Study) check() (seats []string, err error) {
	var list []error
	fault := func(format string, args ...any) {
		list = append(list, fmt.Errorf("%w: "+format, append([]any{ErrStudy}, args...)...))
	}
	for _, p := range s.Scenario.Parties {
		if p.Role == negotiation.Principal {
			seats = append(seats, p.Name)
		}
	}
	if len(s.Choices) < 2 {
		fault("there are %d strategies, want at least 2", len(s.Choices))
	}
	seen := map[string]bool{}
	for i, c := range s.Choices {
		if c.Name == "" || c.Strategy == nil || seen[c.Name] {
			fault("strategy %d has no name, is nil or is named twice, want names that differ", i)
		}
		seen[c.Name] = true
	}
	if s.Runs < 2 {
		fault("runs is %d, want at least 2", s.Runs)
	}
	n := 1
	for range seats {
		n *= max(1, len(s.Choices))
		if n > MaxProfiles {
			fault("there are more than %d profiles, want fewer strategies", MaxProfiles)
			break
		}
	}
	return seats, errors.Join(list...)
}

func (s Study) table(seats []string) *Table {
	t := &Table{Scenario: s.Scenario.Name, School: s.School, Seed: s.Seed, Runs: s.Runs, Seats: seats}
	for _, c := range s.Choices {
		t.Strategies = append(t.Strategies, c.Name)
	}
	return t
}

// play simulates one profile.
func (s Study) play(ctx context.Context, profile []int) (Cell, error) {
	sc := s.Scenario
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	seat := 0
	for i := range sc.Parties {
		if sc.Parties[i].Role != negotiation.Principal {
			continue
		}
		sc.Parties[i].Strategy = s.Choices[profile[seat]].Strategy
		seat++
	}
	sc.Schools = s.portableSchools(sc.Schools)
	p, err := sc.Compile()
	if err != nil {
		return Cell{}, err
	}
	if p, err = p.School(s.School); err != nil {
		return Cell{}, err
	}
	m := montecarlo.Simulation{Program: p, Seed: s.Seed, Runs: s.Runs, Workers: s.Workers}
	for i, n := range p.Seats() {
		m.Metrics = append(m.Metrics, montecarlo.Present(n, i))
	}
	r, err := m.Run(ctx)
	if err != nil {
		return Cell{}, err
	}
	if r.Failed > 0 {
		return Cell{}, fmt.Errorf("empirical: profile %v: replication %d: %s", profile, r.Failures[0].Replication, r.Failures[0].Reason)
	}
	c := Cell{Profile: profile, Deals: r.Deals()}
	for _, n := range p.Seats() {
		x, err := r.Metric(n)
		if err != nil {
			return Cell{}, err
		}
		c.Payoff = append(c.Payoff, x)
	}
	return c, nil
}

// portableSchools drops the patches on the quantities of strategies, which the
// study replaces.
func (s Study) portableSchools(schools []negotiation.School) []negotiation.School {
	out := make([]negotiation.School, len(schools))
	for i, sch := range schools {
		out[i] = sch
		out[i].Patches = nil
		for _, p := range sch.Patches {
			if !ofStrategy(p.Path) {
				out[i].Patches = append(out[i].Patches, p)
			}
		}
	}
	return out
}
