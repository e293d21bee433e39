package negotest

import (
	"fmt"
	"math/rand/v2"

	"github.com/parleylab/parley/negotiation"
)

// A trial is a scenario under test and what compiling it gave.
type trial struct {
	sc negotiation.Scenario
	o  Options
	p  *negotiation.Program
}

// scenarioChecks lists the promises of a scenario.
func scenarioChecks(sc negotiation.Scenario, o Options) []check {
	return (&trial{sc: sc, o: o}).checks()
}

// checks lists the promises of a scenario. They share one compiled program,
// which the first check makes.
func (tr *trial) checks() []check {
	return []check{
		{"compiles", tr.compiles},
		{"deterministic", tr.needs(tr.deterministic)},
		{"engines-agree", tr.needs(tr.enginesAgree)},
		{"records", tr.needs(tr.records)},
		{"feasible", tr.needs(tr.feasible)},
		{"reservation", tr.needs(tr.reservation)},
		{"permutation", tr.needs(tr.permutation)},
		{"schools", tr.needs(tr.schools)},
	}
}

func (tr *trial) compiles() (string, error) {
	p, err := tr.sc.Compile()
	if err != nil {
		return "", err
	}
	tr.p = p
	return fmt.Sprintf("%d outcomes, %d parties, %d parameters", p.Domain().Len(), len(p.Seats()), len(p.Params())), nil
}

// needs leaves out a check of a scenario that does not compile.
func (tr *trial) needs(f func() (string, error)) func() (string, error) {
	return func() (string, error) {
		if tr.p == nil {
			return "", unchecked("the scenario does not compile")
		}
		return f()
	}
}

// deterministic plays every replication on a fresh session and again on used
// ones: onwards, backwards, in a shuffled order between two sessions that take
// turns, and on a program compiled anew.
func (tr *trial) deterministic() (string, error) {
	n, seed := tr.o.runs(), tr.o.Seed
	want := make([]negotiation.Record, n)
	for i := range n {
		want[i] = tr.p.NewSession().Play(seed, i)
	}
	again, err := tr.sc.Compile()
	if err != nil {
		return "", err
	}
	if tr.p.Fingerprint() != again.Fingerprint() {
		return "", fmt.Errorf("compiled twice, the scenario has two fingerprints; its parts should print the same, see Program.Fingerprint")
	}
	a, b, c := tr.p.NewSession(), tr.p.NewSession(), again.NewSession()
	order := rand.New(rand.NewPCG(seed, 1)).Perm(int(n))
	for i := range n {
		other := uint64(order[i])
		for _, g := range []struct {
			how string
			i   uint64
			s   *negotiation.Session
		}{
			{"on a used session", i, a}, {"on a used session, backwards", n - 1 - i, b},
			{"out of order on a session in use", other, a}, {"on a program compiled anew", other, c},
		} {
			if got := g.s.Play(seed, g.i); got != want[g.i] {
				return "", fmt.Errorf("replication %d: %+v %s, %+v on a fresh one; look for memory kept across Reset, "+
					"shared by agents, or randomness from elsewhere than View.Rand", g.i, got, g.how, want[g.i])
			}
		}
	}
	return fmt.Sprintf("%d replications, each played five times", n), nil
}

// largestReference is how many outcomes the reference engine is asked to list.
const largestReference = 1 << 14

// enginesAgree compares the engine with a trace, with a run that takes no short
// cut and, in small domains, with the reference engine.
func (tr *trial) enginesAgree() (string, error) {
	n, seed := tr.o.runs(), tr.o.Seed
	s := tr.p.NewSession()
	var ref *negotiation.Session
	if tr.p.Domain().Len() <= largestReference {
		var err error
		if ref, err = tr.p.NewReference(); err != nil {
			return "", err
		}
	}
	for i := range n {
		want := s.Play(seed, i)
		if got := s.Trace(seed, i, func(negotiation.Event) {}); got != want {
			return "", fmt.Errorf("replication %d: %+v traced, %+v untraced", i, got, want)
		}
		if got := s.PlayTurns(seed, i); got != want {
			return "", fmt.Errorf("replication %d: %+v turn by turn, %+v with short cuts", i, got, want)
		}
		if ref == nil {
			continue
		}
		if got := ref.Play(seed, i); got != want {
			return "", fmt.Errorf("replication %d: %+v on the reference engine, %+v on the fast one", i, got, want)
		}
	}
	if ref == nil {
		return fmt.Sprintf("%d replications, traced and turn by turn; the domain is too large for the reference engine", n), nil
	}
	return fmt.Sprintf("%d replications, traced, turn by turn and on the reference engine", n), nil
}

// records checks that what a record says hangs together.
func (tr *trial) records() (string, error) {
	s := tr.p.NewSession()
	deals, zones := 0, 0
	for i := range tr.o.runs() {
		r := s.Play(tr.o.Seed, i)
		if err := consistent(s, r); err != nil {
			return "", fmt.Errorf("replication %d: %+v: %w", i, r, err)
		}
		if r.Zone {
			zones++
		}
		if r.Outcome != negotiation.NoDeal {
			deals++
		}
	}
	return fmt.Sprintf("%d replications, %d with a zone, %d with a deal", tr.o.runs(), zones, deals), nil
}

func consistent(s *negotiation.Session, r negotiation.Record) error {
	if s.Program().Scenario().Dynamics == nil { // else the zone may have moved since
		switch w := s.Witness(); {
		case r.Zone != (w != negotiation.NoDeal):
			return fmt.Errorf("the zone is %v and its witness %d", r.Zone, w)
		case r.Zone && !acceptable(s, w):
			return fmt.Errorf("the witness %d of the zone is not acceptable to all", w)
		}
	}
	switch {
	case r.Outcome == negotiation.NoDeal && r.Proposer != -1:
		return fmt.Errorf("nobody agreed, and seat %d proposed it", r.Proposer)
	case r.Outcome == negotiation.NoDeal && (r.Rung == negotiation.Zone) != r.Zone:
		return fmt.Errorf("the rung is %v and the zone %v", r.Rung, r.Zone)
	case r.Outcome == negotiation.NoDeal && r.Rung > negotiation.Zone:
		return fmt.Errorf("the rung is %v without a deal", r.Rung)
	case r.Outcome == negotiation.NoDeal:
		return nil
	case r.Rung < negotiation.Announced:
		return fmt.Errorf("the rung is %v with a deal", r.Rung)
	case r.Round < 0 || int(r.Round) >= s.Rounds():
		return fmt.Errorf("the deal is of round %d of %d", r.Round, s.Rounds())
	case r.Proposer < -1 || int(r.Proposer) >= s.Seats():
		return fmt.Errorf("seat %d does not exist", r.Proposer)
	}
	return nil
}

// acceptable reports whether o is feasible and worth their reservation values to
// all.
func acceptable(s *negotiation.Session, o negotiation.Outcome) bool {
	if !s.Feasible(o) {
		return false
	}
	for i := range s.Seats() {
		if s.GridSurplus(i, o) < 0 {
			return false
		}
	}
	return true
}

// schools compiles every school and holds it to the same engines.
func (tr *trial) schools() (string, error) {
	names := tr.p.Schools()
	if len(names) == 0 {
		return "", unchecked("the scenario has no schools")
	}
	for _, name := range names {
		p, err := tr.p.School(name)
		if err != nil {
			return "", fmt.Errorf("school %s: %w", name, err)
		}
		o := tr.o
		o.Replications = int(max(1, tr.o.runs()/8))
		other := &trial{sc: tr.sc, o: o, p: p}
		for _, f := range []func() (string, error){other.enginesAgree, other.records, other.feasible, other.reservation} {
			if _, err := f(); err != nil {
				return "", fmt.Errorf("school %s: %w", name, err)
			}
		}
	}
	return fmt.Sprintf("%d schools", len(names)), nil
}
