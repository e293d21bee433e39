package negotest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// permutation lists the principals in another order and compares, with every
// quantity at the same quantile. Dice belong to seats, so where a replication
// needs them besides its parameters there is nothing to compare.
func (tr *trial) permutation() (string, error) {
	if tr.o.Ordered {
		return "", unchecked("the options say that the order of the parties matters")
	}
	p, q, err := tr.permuted()
	if err != nil {
		return "", err
	}
	a, b := p.NewSession(), q.NewSession()
	if throwsDice(a, tr.o) {
		return "", unchecked("somebody throws dice, which belong to seats")
	}
	points := rand.New(rand.NewPCG(tr.o.Seed, 2))
	u, w := make([]float64, p.Dim()), make([]float64, q.Dim())
	for i := range tr.o.runs() {
		point(points, u)
		carry(w, q, u, p)
		want, got := a.PlayAt(u, tr.o.Seed, i), b.PlayAt(w, tr.o.Seed, i)
		if renumbered(got, q, p) != want {
			return "", fmt.Errorf("point %d: %+v with the parties as %q, %+v as %q", i, got, q.Seats(), want, p.Seats())
		}
	}
	return fmt.Sprintf("%d points, parties as %q", tr.o.runs(), q.Seats()), nil
}

// permuted compiles the scenario with speakers named, as listed and with the
// first principal last.
func (tr *trial) permuted() (p, q *negotiation.Program, err error) {
	sc := tr.sc
	if alt, ok := sc.Protocol.(protocol.Alternating); ok && len(alt.Speakers) == 0 {
		sc.Protocol = protocol.Alternating{Speakers: tr.p.Seats()}
	}
	if p, err = sc.Compile(); err != nil {
		return nil, nil, err
	}
	at := principals(sc)
	parties := append([]negotiation.Party(nil), sc.Parties...)
	for j, i := range at {
		parties[i] = sc.Parties[at[(j+1)%len(at)]]
	}
	sc.Parties = parties
	q, err = sc.Compile()
	return p, q, err
}

// throwsDice reports whether a replication depends on the seed beside the
// parameters.
func throwsDice(s *negotiation.Session, o Options) bool {
	points := rand.New(rand.NewPCG(o.Seed, 3))
	u := make([]float64, s.Program().Dim())
	for i := range o.runs() {
		point(points, u)
		if s.PlayAt(u, o.Seed, i) != s.PlayAt(u, o.Seed+1, i) {
			return true
		}
	}
	return false
}

// point fills u with numbers strictly between 0 and 1.
func point(rng *rand.Rand, u []float64) {
	for j := range u {
		u[j] = (float64(rng.Uint64()>>12) + 0.5) * 0x1p-52
	}
}

// carry puts the point u of program p in the coordinates of q, by name.
func carry(w []float64, q *negotiation.Program, u []float64, p *negotiation.Program) {
	for j := range w {
		w[j] = 0.5
	}
	for _, row := range q.Params() {
		if from, ok := p.Param(row.Name); ok && row.Column < len(w) && from.Column < len(u) {
			w[row.Column] = u[from.Column]
		}
	}
}

// renumbered returns a record of program q with the numbers that program p gives
// to the same parties.
func renumbered(r negotiation.Record, q, p *negotiation.Program) negotiation.Record {
	if r.Proposer >= 0 {
		r.Proposer = int8(slices.Index(p.Seats(), q.Seats()[r.Proposer]))
	}
	if r.Blocker >= 0 {
		name := q.Scenario().Parties[r.Blocker].Name
		r.Blocker = int8(slices.IndexFunc(p.Scenario().Parties, func(x negotiation.Party) bool { return x.Name == name }))
	}
	return r
}
