package dynamics_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
	"gonum.org/v1/gonum/stat/distuv"
)

func exactly(x float64) negotiation.Quantity { return negotiation.Exactly(x) }

// stubborn is two parties that never agree: each wants all of one good.
func stubborn(rounds int, d negotiation.Dynamics) negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "stubborn", Rounds: rounds, RoundLength: 72 * time.Hour, Protocol: protocol.Alternating{}, Dynamics: d,
		Issues: []negotiation.Issue{{Name: "share", Options: negotiation.Options("none", "half", "all")}},
	}
	for i, v := range [][]negotiation.Quantity{{exactly(0), exactly(0.5), exactly(1)}, {exactly(1), exactly(0.5), exactly(0)}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"north", "south"}[i], Strategy: strategy.HardLiner{}, Reservation: exactly(0),
			Utility: utility.Additive{Weights: map[string]negotiation.Quantity{"share": exactly(1)}, Values: map[string][]negotiation.Quantity{"share": v}, Total: 100},
		})
	}
	return sc
}

func session(t testing.TB, sc negotiation.Scenario) *negotiation.Session {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p.NewSession()
}

// near reports whether got lies within z standard errors of the mean of n draws
// with standard deviation sd.
func near(got, want, sd float64, n int) bool {
	return math.Abs(got-want) <= 4*sd/math.Sqrt(float64(n))
}

// TestNegativeBinomialLaw compares the quantile function with the distribution
// function of an independent library: the least k with P(X <= k) >= u.
func TestNegativeBinomialLaw(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		mean, shape := 400*rng.Float64(), 0.2+10*rng.Float64()
		u := rng.Float64()
		k := dynamics.NegativeBinomial(u, mean, shape)
		// P(X <= k) is the regularised incomplete beta I_p(shape, k+1), p = shape/(shape+mean).
		at := func(k float64) float64 {
			if k < 0 {
				return 0
			}
			return distuv.Beta{Alpha: shape, Beta: k + 1}.CDF(shape / (shape + mean))
		}
		if at(k) < u-1e-9 || at(k-1) > u+1e-9 {
			t.Errorf("quantile %v of mean %v, shape %v is %v: P(X <= %v) = %v, P(X <= %v) = %v", u, mean, shape, k, k, at(k), k-1, at(k-1))
		}
	}
}

func TestBinomialLaw(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	for range 300 {
		n, p, u := float64(rng.IntN(900)), rng.Float64(), rng.Float64()
		k := dynamics.Binomial(u, n, p)
		b := distuv.Binomial{N: n, P: p}
		if k < 0 || k > n || b.CDF(k) < u-1e-9 || (k > 0 && b.CDF(k-1) > u+1e-9) {
			t.Errorf("quantile %v of n %v, p %v is %v", u, n, p, k)
		}
	}
}

// TestNegativeBinomialMoments checks mean and variance, m + m^2/k.
func TestNegativeBinomialMoments(t *testing.T) {
	for _, c := range []struct{ mean, shape float64 }{{110, 2}, {330, 6}, {5, 0.5}, {0, 1}, {1e4, 200}} {
		const n = 20000
		sum, sq := 0.0, 0.0
		for i := range n {
			x := dynamics.NegativeBinomial((float64(i)+0.5)/n, c.mean, c.shape)
			sum += x
			sq += x * x
		}
		mean := sum / n
		v := sq/n - mean*mean
		if want := c.mean; math.Abs(mean-want) > 0.002*want+1e-9 {
			t.Errorf("mean %v, shape %v: mean %v", c.mean, c.shape, mean)
		}
		if want := c.mean + c.mean*c.mean/c.shape; math.Abs(v-want) > 0.02*want+1e-9 {
			t.Errorf("mean %v, shape %v: variance %v, want %v", c.mean, c.shape, v, want)
		}
	}
}

// war is subject-like: 110 drones a day of shape 2, 17 of 100 get through.
func war() dynamics.Hostilities {
	return dynamics.Hostilities{
		Launches: exactly(110), Dispersion: exactly(2), Intercepted: exactly(0.66), Strayed: exactly(0.17),
		Drift: exactly(10), Spread: exactly(8),
		Effects: []dynamics.Effect{{Party: "north", Front: exactly(0.5)}, {Party: "south", Hits: exactly(2)}},
	}
}

// TestHostilitiesMoments checks what a step does against closed forms.
func TestHostilitiesMoments(t *testing.T) {
	s := session(t, stubborn(2, war()))
	const n = 4000
	var sum, sq [3]float64
	var moved [2]float64
	for r := range uint64(n) {
		s.Trace(1, r, func(e negotiation.Event) {
			if e.Kind == negotiation.EventNews {
				k := e.Reason - 1
				sum[k] += e.Amount
				sq[k] += e.Amount * e.Amount
			}
		})
		moved[0] += s.Reservation(0)
		moved[1] += s.Reservation(1)
	}
	m := 330.0
	hits := m * 0.17
	for k, c := range []struct {
		what       string
		mean, vari float64
	}{
		{"launched", m, m + m*m/6},
		{"got through", hits, hits + hits*hits/6}, // a thinned negative binomial is one
		{"front", 30, 3 * 64},
	} {
		mean := sum[k] / n
		v := sq[k]/n - mean*mean
		if !near(mean, c.mean, math.Sqrt(c.vari), n) {
			t.Errorf("%s: mean %v, want %v", c.what, mean, c.mean)
		}
		if math.Abs(v/c.vari-1) > 0.15 {
			t.Errorf("%s: variance %v, want %v", c.what, v, c.vari)
		}
	}
	if got, want := moved[0]/n, 0.15; !near(got, want, 0.5*8*math.Sqrt(3)/100, n) { // 30 km2 at 0.5 a hundred
		t.Errorf("north's reservation moves by %v, want %v", got, want)
	}
	if got := moved[1] / n; !near(got, 0, 2*math.Sqrt(hits+hits*hits/6)/100, n) {
		t.Errorf("south's reservation moves by %v on average, want 0: the usual fire moves nothing", got)
	}
}

// TestShockFades: one volley with certainty, then none, leaves half a shock
// after one half-life.
func TestShockFades(t *testing.T) {
	h := dynamics.Hostilities{HalfLife: exactly(6), Effects: []dynamics.Effect{{Party: "south", Hits: exactly(1)}}}
	h.Launches, h.Dispersion, h.Meeting, h.Lull = exactly(100), exactly(1e6), exactly(1), exactly(0)
	s := session(t, stubborn(4, h))
	var at []float64
	s.Trace(1, 1, func(e negotiation.Event) {
		if e.Kind == negotiation.EventMove {
			at = append(at, e.Value)
		}
	})
	// Every round the usual 300 hits are missing: the shock is -3, then -3 - 3k, with k = 2^-(3/6).
	k := math.Sqrt(0.5)
	want := []float64{-3, -3 - 3*k, -3 - 3*k - 3*k*k}
	if len(at) != len(want) {
		t.Fatalf("%d moves %v, want %d", len(at), at, len(want))
	}
	for i := range want {
		if math.Abs(at[i]-want[i]) > 1e-9 {
			t.Errorf("after step %d the reservation is %v, want %v", i+1, at[i], want[i])
		}
	}
}

// last plays n replications and returns the share that broke off by each round.
func last(t *testing.T, d negotiation.Dynamics, rounds, n int) []float64 {
	t.Helper()
	s := session(t, stubborn(rounds, d))
	by := make([]float64, rounds+1)
	for r := range uint64(n) {
		rec := s.Play(5, r)
		if rec.Reason == 0 {
			if int(rec.Round) != rounds || rec.Blocker != -1 {
				t.Fatalf("replication %d: %+v, want all rounds and nobody to blame", r, rec)
			}
			continue
		}
		for k := int(rec.Round); k <= rounds; k++ {
			by[k] += 1 / float64(n)
		}
	}
	return by
}

func TestBreakdownSurvival(t *testing.T) {
	const n, h = 10000, 0.08
	by := last(t, dynamics.Breakdown{Party: "south", Hazard: exactly(h)}, 12, n)
	for k, got := range by {
		want := 1 - math.Pow(1-h, float64(max(0, min(k, 11))))
		if !near(got, want, 0.5, n) {
			t.Errorf("broken off by round %d: %v, want %v", k, got, want)
		}
	}
}

func TestDeadline(t *testing.T) {
	const n = 10000
	tests := []struct {
		name string
		d    dynamics.Deadline
		want func(rounds int) float64 // share ended after that many rounds
	}{
		{"certain", dynamics.Deadline{Due: exactly(4)}, func(k int) float64 { return step(k >= 4, 1) }},
		{"never meant", dynamics.Deadline{Due: exactly(4), Binds: exactly(0)}, func(int) float64 { return 0 }},
		{"meant once", dynamics.Deadline{Due: exactly(3.5), Binds: exactly(0.3)}, func(k int) float64 { return step(k >= 4, 0.3) }},
		{"slips", dynamics.Deadline{Due: exactly(2), Binds: exactly(0.3), Slip: exactly(3)},
			func(k int) float64 { return step(k >= 2, 1-math.Pow(0.7, float64(1+(min(k, 9)-2)/3))) }},
		{"loses credit", dynamics.Deadline{Due: exactly(2), Binds: exactly(0.5), Slip: exactly(4), Credibility: exactly(0.5)},
			func(k int) float64 { return step(k >= 2, 0.5) + step(k >= 6, 0.5*0.25) }},
		{"after the talks", dynamics.Deadline{Due: exactly(10)}, func(int) float64 { return 0 }},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			for k, got := range last(t, c.d, 10, n) {
				if want := c.want(min(k, 9)); !near(got, want, 0.5, n) {
					t.Errorf("ended after %d rounds: %v, want %v", k, got, want)
				}
			}
		})
	}
}

func step(yes bool, x float64) float64 {
	if yes {
		return x
	}
	return 0
}

// TestJoint: parts find their own quantities and reasons, risks multiply.
func TestJoint(t *testing.T) {
	j := dynamics.Joint{
		war(), dynamics.Breakdown{Party: "north", Hazard: exactly(0.1)},
		dynamics.Deadline{Party: "south", Due: exactly(2), Binds: exactly(0.4)},
		dynamics.Deadline{Name: "review", Due: exactly(3), Binds: exactly(0)},
	}
	sc := stubborn(5, j)
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	if x, ok := p.Param("dynamics/review/due"); !ok || x.Quantity != exactly(3) {
		t.Errorf("dynamics/review/due is %v, %v", x, ok)
	}
	s := p.NewSession()
	count := map[string]int{}
	const n = 10000
	for r := range uint64(n) {
		rec := s.Play(2, r)
		party := ""
		if rec.Blocker >= 0 {
			party = sc.Parties[rec.Blocker].Name
		}
		count[party+": "+p.Reasons()[rec.Reason]]++
	}
	want := map[string]float64{
		"south: the deadline binds":    0.9 * 0.9 * 0.4,
		"north: the talks break off":   0.1 + 0.9*0.1 + 0.81*0.6*(1-0.81),
		": ":                           0.81 * 0.6 * 0.81,
		"north: the talks break off!!": 0,
	}
	for k, w := range want {
		if got := float64(count[k]) / n; !near(got, w, 0.5, n) {
			t.Errorf("%s: %v, want %v", k, got, w)
		}
	}
}

// TestPairing: making the deadline bind moves none of the fighting.
func TestPairing(t *testing.T) {
	j := dynamics.Joint{dynamics.Deadline{Due: exactly(3), Binds: exactly(0), Slip: exactly(1)}, war()}
	p, err := stubborn(8, j).Compile()
	if err != nil {
		t.Fatal(err)
	}
	other, err := p.With("dynamics/deadline/binds", exactly(0.2))
	if err != nil {
		t.Fatal(err)
	}
	tell := func(p *negotiation.Program) (list []float64) {
		p.NewSession().Trace(1, 9, func(e negotiation.Event) {
			if e.Kind == negotiation.EventMove {
				list = append(list, e.Amount)
			}
		})
		return list
	}
	a, b := tell(p), tell(other)
	if len(b) == 0 || len(b) > len(a) {
		t.Fatalf("%d and %d moves", len(a), len(b))
	}
	for i := range b {
		if a[i] != b[i] {
			t.Fatalf("move %d is %v and %v, want the same", i, a[i], b[i])
		}
	}
}

func TestDynamicsDoNotAllocate(t *testing.T) {
	j := dynamics.Joint{war(), dynamics.Breakdown{Hazard: exactly(0.05)}, dynamics.Deadline{Due: exactly(5), Binds: exactly(0.1), Slip: exactly(2)}}
	s := session(t, stubborn(10, j))
	r := uint64(0)
	s.Play(1, r)
	if got := testing.AllocsPerRun(100, func() { r++; s.Play(1, r) }); got != 0 {
		t.Errorf("a replication allocates %v times, want 0", got)
	}
}

func TestBadDynamics(t *testing.T) {
	j := dynamics.Joint{
		dynamics.Breakdown{Party: "nort", Hazard: exactly(1.2)}, nil,
		dynamics.Deadline{Binds: exactly(-0.1), Slip: exactly(0)},
		dynamics.Hostilities{Dispersion: exactly(0), Effects: []dynamics.Effect{{Party: "west"}, {}}},
		dynamics.Deadline{Due: exactly(1)},
	}
	_, err := stubborn(5, j).Compile()
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{
		`dynamics: negotiation: unknown name: party "nort", did you mean "north"?`, "part 1 of a joint is missing",
		"dynamics/breakdown/hazard: the upper end of 1.2 is 1.2, want at most 1", "dynamics/deadline/due", "dynamics/deadline/binds: the lower end",
		"dynamics/deadline/slip: the lower end", "dynamics/hostilities/dispersion", `principal "west"`, "effect 1 of the hostilities names no party",
		"dynamics/deadline/due: the name is used twice",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
}

func BenchmarkHostilities(b *testing.B) {
	s := session(b, stubborn(11, war()))
	r := uint64(0)
	b.ReportAllocs()
	for b.Loop() {
		s.Play(1, r)
		r++
	}
}
