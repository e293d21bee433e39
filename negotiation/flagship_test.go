package negotiation_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
)

// curved is the utility of the speed studies: Dirichlet(1) weights, a power of
// log-normal exponent on each issue's options, rising or falling by a coin. It
// stands for what a user's own factored utility may look like.
type curved struct{}

type curvedValuer struct {
	offset                   []int
	lnLevel                  [][]float64
	weight, curve, direction []negotiation.Slot
}

// exponential is the quantile function of the unit exponential.
type exponential struct{}

func (exponential) Quantile(p float64) float64 { return -detmath.Log1p(-p) }

func (curved) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	u := &curvedValuer{offset: []int{0}}
	for k := range d.NumIssues() {
		is := d.Issue(k)
		n := len(is.Options)
		u.offset = append(u.offset, u.offset[k]+n)
		ln := make([]float64, n)
		for l := range ln {
			ln[l] = math.Log(float64(l) / float64(n-1))
		}
		u.lnLevel = append(u.lnLevel, ln)
		bind := func(name string, q negotiation.Quantity) negotiation.Slot {
			return b.Quantity(negotiation.Named{Name: name + "/" + is.Name, Quantity: q})
		}
		u.weight = append(u.weight, bind("weight", exponential{}))
		u.curve = append(u.curve, bind("curve", negotiation.LogNormal{Mu: 0, Sigma: 0.5}))
		u.direction = append(u.direction, bind("direction", negotiation.Uniform{Min: 0, Max: 1}))
	}
	return u
}

func (u *curvedValuer) Scale() float64 { return 1 }

func (u *curvedValuer) Value(draw []float64, options []int) float64 {
	panic("not needed: the engine adds up the table")
}

func (u *curvedValuer) Table(dst, draw []float64) {
	sum := 0.0
	for _, s := range u.weight {
		sum += draw[s]
	}
	for k := range u.weight {
		w, c := draw[u.weight[k]]/sum, draw[u.curve[k]]
		out := dst[u.offset[k]:u.offset[k+1]]
		last := len(out) - 1
		for l, ln := range u.lnLevel[k] {
			x := 0.0
			if l > 0 {
				x = w * detmath.Exp(float64(c*ln))
			}
			if draw[u.direction[k]] < 0.5 {
				out[l] = x
			} else {
				out[last-l] = x
			}
		}
	}
}

// flagship is the case of the speed studies: n parties, issues of equal size,
// alternating offers among Boulwares.
func flagship(n, issues, options, rounds int) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "flagship", Rounds: rounds, Protocol: protocol.Alternating{}}
	for k := range issues {
		is := negotiation.Issue{Name: fmt.Sprint("i", k)}
		for l := range options {
			is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprint("o", l)})
		}
		sc.Issues = append(sc.Issues, is)
	}
	for i := range n {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: fmt.Sprint("p", i), Utility: curved{},
			Reservation: negotiation.Uniform{Min: 0.1, Max: 0.4},
			Strategy:    strategy.TimeDependent{Exponent: negotiation.LogUniform{Min: 0.15, Max: 0.6}},
		})
	}
	return sc
}

// steady fixes the flagship's utilities at one draw of theirs and leaves only how
// the parties bargain uncertain.
func steady(n, issues, options, rounds int) negotiation.Scenario {
	sc := flagship(n, issues, options, rounds)
	for i := range sc.Parties {
		sc.Parties[i].Utility = fixedCurve{i}
	}
	return sc
}

// fixedCurve is one draw of curved, another for every party.
type fixedCurve struct{ party int }

func (f fixedCurve) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	u := &fixedTable{}
	rng := rand.New(rand.NewPCG(77, uint64(f.party)))
	total := 0.0
	for k := range d.NumIssues() {
		n := len(d.Issue(k).Options)
		w, c := rng.ExpFloat64(), math.Exp(rng.NormFloat64()/2)
		rising := rng.IntN(2) == 0
		total += w
		for l := range n {
			x := float64(l) / float64(n-1)
			if rising {
				x = 1 - x
			}
			u.table = append(u.table, w*math.Pow(x, c))
		}
	}
	for i := range u.table {
		u.table[i] /= total
	}
	return u
}

type fixedTable struct{ table []float64 }

func (u *fixedTable) Scale() float64                              { return 1 }
func (u *fixedTable) Table(dst, _ []float64)                      { copy(dst, u.table) }
func (u *fixedTable) Value(draw []float64, options []int) float64 { panic("not needed") }
