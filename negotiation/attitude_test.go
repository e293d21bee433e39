package negotiation_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// TestRiskRoundTrip holds that Points inverts Felt, that both rise and that
// felt values agree with the formulas.
func TestRiskRoundTrip(t *testing.T) {
	for _, c := range []struct {
		name string
		r    negotiation.Risk
		p    []float64
		felt func(x float64) float64
	}{
		{"CARA averse", negotiation.CARA{}, []float64{2}, func(x float64) float64 { return (1 - math.Exp(-2*x)) / 2 }},
		{"CARA seeking", negotiation.CARA{}, []float64{-1.5}, func(x float64) float64 { return (1 - math.Exp(1.5*x)) / -1.5 }},
		{"CARA neutral", negotiation.CARA{}, []float64{0}, func(x float64) float64 { return x }},
		{"CRRA", negotiation.CRRA{}, []float64{0.5, 5}, func(x float64) float64 { return (math.Sqrt(x+5) - 1) / 0.5 }},
		{"CRRA 1", negotiation.CRRA{}, []float64{1, 5}, func(x float64) float64 { return math.Log(x + 5) }},
		{"CRRA 3", negotiation.CRRA{}, []float64{3, 4.5}, func(x float64) float64 { return (math.Pow(x+4.5, -2) - 1) / -2 }},
		{"loss", negotiation.LossAversion{}, []float64{2.25}, func(x float64) float64 {
			if x < 0 {
				return 2.25 * x
			}
			return x
		}},
	} {
		last := math.Inf(-1)
		for x := -4.0; x <= 4; x += 0.125 {
			y := c.r.Felt(c.p, x)
			if want := c.felt(x); math.Abs(y-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("%s: Felt(%v) = %v, want %v", c.name, x, y, want)
			}
			if y <= last {
				t.Errorf("%s: Felt(%v) = %v, and %v before", c.name, x, y, last)
			}
			last = y
			// The inverse loses the digits that a flat part of the curve has lost:
			// CARA of 2 is flat to exp(-8) at 4.
			if got := c.r.Points(c.p, y); math.Abs(got-x) > 1e-11 {
				t.Errorf("%s: Points(Felt(%v)) = %v", c.name, x, got)
			}
		}
	}
}

// demands returns what seat i demands in its offers, by round.
func demands(t *testing.T, sc negotiation.Scenario, seat int) []float64 {
	t.Helper()
	var out []float64
	mustCompile(t, sc).NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventOffer && e.Seat == seat {
			out = append(out, e.Demand)
		}
	})
	return out
}

// TestDemandsByHand works out what a north that concedes evenly over four
// rounds, demanding the shares 1, 3/4, 1/2 and 1/4, asks of four quarters when
// south never moves.
func TestDemandsByHand(t *testing.T) {
	exactly := func(x float64) negotiation.Quantity { return negotiation.Exactly(x) }
	// CARA of 1 between 0 and 1 scale: x = -log(1 - f (1 - 1/e)), times 4 points.
	cara := func(f float64) float64 { return -4 * math.Log(1-f*(1-math.Exp(-1))) }
	for _, c := range []struct {
		name  string
		sq    int
		north func(*negotiation.Party)
		want  [4]float64
	}{
		{"neutral", 0, func(*negotiation.Party) {}, [4]float64{4, 3, 2, 1}},
		{"reservation value", 0, func(p *negotiation.Party) { p.Reservation = exactly(1) }, [4]float64{4, 3.25, 2.5, 1.75}},
		{"from the status quo", 1, func(p *negotiation.Party) {
			p.Reservation, p.FromStatusQuo = exactly(1), true
		}, [4]float64{4, 3.5, 3, 2.5}},
		{"discount", 0, func(p *negotiation.Party) { p.Discount = exactly(0.9) },
			[4]float64{4, 3 / 0.9, 2 / 0.81, 1 / 0.729}},
		{"discount on the surplus alone", 0, func(p *negotiation.Party) { p.Discount, p.Reservation = exactly(0.9), exactly(1) },
			[4]float64{4, 1 + 2.25/0.9, 1 + 1.5/0.81, 1 + 0.75/0.729}},
		{"great impatience", 0, func(p *negotiation.Party) { p.Discount = exactly(0.5) }, [4]float64{4, 4, 4, 4}}, // 1, 1.5, 2, 2 of the surplus
		{"averse", 0, func(p *negotiation.Party) { p.Risk = negotiation.CARA{Coefficient: exactly(1)} },
			[4]float64{4, cara(0.75), cara(0.5), cara(0.25)}},
		// With half the pie as status quo, 0 is felt as -1 and 4 as 1/2 scale:
		// the shares are felt as 1/8, -1/4 and -5/8, that is 2.5, 1.5 and 0.75.
		{"averse to losses", 2, func(p *negotiation.Party) { p.Risk = negotiation.LossAversion{Lambda: exactly(2)} },
			[4]float64{4, 2.5, 1.5, 0.75}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc := pie(4)
			sc.Issues[0].StatusQuo = c.sq
			sc = with(with(sc, 0, c.north), 1, func(p *negotiation.Party) { p.Strategy = strategy.HardLiner{} })
			got := demands(t, sc, 0)
			for r, want := range c.want {
				// A threshold is rounded up to the grid of 4 * 2^-40.
				if r >= len(got) || math.Abs(got[r]-want) > 1e-11 {
					t.Fatalf("demands %v, want %v", got, c.want)
				}
			}
		})
	}
}

// TestDeadlines holds that talks end with the first deadline, rounded up, and
// that each party paces itself by its own.
func TestDeadlines(t *testing.T) {
	deadline := func(x float64) func(*negotiation.Party) {
		return func(p *negotiation.Party) { p.Deadline = negotiation.Exactly(x) }
	}
	hard := func(p *negotiation.Party) { p.Strategy = strategy.HardLiner{} }
	sc := with(with(pie(8), 1, hard), 1, deadline(2.3)) // south leaves after 3 rounds, north paces itself over 8
	got := demands(t, sc, 0)
	want := []float64{4, 3.5, 3}
	if len(got) != 3 || math.Abs(got[1]-want[1])+math.Abs(got[2]-want[2]) > 1e-11 {
		t.Errorf("demands %v, want %v", got, want)
	}
	if r := mustCompile(t, sc).NewSession().Play(1, 0); r.Round != 3 || r.Outcome != negotiation.NoDeal {
		t.Errorf("the talks end as %+v, want no deal after 3 rounds", r)
	}
	sc = with(with(pie(8), 1, hard), 0, deadline(4)) // north paces itself over 4
	if got, want := demands(t, sc, 0), []float64{4, 3, 2, 1}; len(got) != 4 || math.Abs(got[3]-want[3]) > 1e-11 {
		t.Errorf("demands %v, want %v", got, want)
	}
	for _, c := range []struct {
		deadline float64
		rounds   int32
	}{{1e-9, 1}, {1, 1}, {1.5, 2}, {7.999, 8}, {8, 8}, {100, 8}} {
		sc := with(with(with(pie(8), 0, hard), 1, hard), 1, deadline(c.deadline))
		if r := mustCompile(t, sc).NewSession().Play(1, 0); r.Round != c.rounds {
			t.Errorf("a deadline of %v ends the talks after %d rounds, want %d", c.deadline, r.Round, c.rounds)
		}
	}
}

// TestPresent holds that time eats the surplus over the reservation value and
// never the reservation value itself.
func TestPresent(t *testing.T) {
	sc := with(pie(4), 0, func(p *negotiation.Party) {
		p.Discount, p.Reservation = negotiation.Exactly(0.9), negotiation.Exactly(1)
	})
	s := mustCompile(t, sc).NewSession()
	s.Play(1, 0)
	for _, c := range []struct {
		o     negotiation.Outcome
		round int
		want  float64
	}{{4, 0, 4}, {4, 2, 1 + 3*0.81}, {1, 3, 1}, {negotiation.NoDeal, 3, 1}, {0, 1, 1 - 0.9}} {
		if got := s.Present(0, c.o, c.round); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Present(%d, round %d) = %v, want %v", c.o, c.round, got, c.want)
		}
	}
}

// TestCorrelation compares how often two red lines of a party bind together with
// the bivariate normal distribution, in closed form at probabilities of one half:
// 1/4 + asin(rho)/(2 pi) (Sheppard 1899).
func TestCorrelation(t *testing.T) {
	for _, c := range []struct{ rho, p, q, want float64 }{
		{0, 0.5, 0.5, 0.25},
		{0.5, 0.5, 0.5, 1.0 / 3},
		{0.8, 0.5, 0.5, 0.25 + math.Asin(0.8)/(2*math.Pi)},
		{0, 0.2, 0.6, 0.12},
		{0.5, 0.2, 0.6, together(0.2, 0.6, 0.5)},
		{0.999999, 0.2, 0.6, 0.2}, // as good as one draw
	} {
		sc := peace(
			negotiation.Demand("east", negotiation.Exactly(c.p), term("arms", negotiation.AtMost, 1)),
			negotiation.Demand("east", negotiation.Exactly(c.q), term("scope", negotiation.AtMost, 1)))
		sc = with(sc, 0, func(p *negotiation.Party) { p.Correlation = negotiation.Exactly(c.rho) })
		s := mustCompile(t, sc).NewSession()
		const n = 20000
		var a, b, ab int
		for r := range uint64(n) {
			s.Play(9, r)
			x, y := s.Binds(0), s.Binds(1)
			for _, k := range []struct {
				in bool
				n  *int
			}{{x, &a}, {y, &b}, {x && y, &ab}} {
				if k.in {
					*k.n++
				}
			}
		}
		// Four standard errors of a share of 1/2 in 20000 are 0.0141.
		for _, k := range []struct {
			what string
			n    int
			want float64
		}{{"the first line", a, c.p}, {"the second", b, c.q}, {"both", ab, c.want}} {
			if got := float64(k.n) / n; math.Abs(got-k.want) > 0.0142 {
				t.Errorf("correlation %v: %s bind in a share of %.4f, want %.4f", c.rho, k.what, got, k.want)
			}
		}
	}
}

// together integrates the chance that two normal scores of correlation rho lie
// below the quantiles p and q over their common factor, by the midpoint rule.
func together(p, q, rho float64) float64 {
	quantile := func(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }
	cdf := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	a, b, s := quantile(p), quantile(q), math.Sqrt(1-rho)
	sum := 0.0
	const n = 10000
	for i := range n {
		f := math.Sqrt(rho) * quantile((float64(i)+0.5)/n)
		sum += cdf((a-f)/s) * cdf((b-f)/s)
	}
	return sum / n
}

// TestNoCorrelationIsIndependence holds that a correlation of 0 decides as
// independent draws do, replication by replication, and that correlation moves
// no other draw.
func TestNoCorrelationIsIndependence(t *testing.T) {
	sc := peace(
		negotiation.Demand("east", negotiation.Exactly(0.4), term("arms", negotiation.AtMost, 1)),
		negotiation.Demand("east", negotiation.Exactly(0.4), term("scope", negotiation.AtMost, 1)))
	sc = with(sc, 0, func(p *negotiation.Party) { p.Correlation = negotiation.Exactly(0) })
	p := mustCompile(t, sc)
	tied, err := p.With("east/correlation", negotiation.Exactly(0.7))
	if err != nil {
		t.Fatal(err)
	}
	a, b := p.NewSession(), tied.NewSession()
	differ := 0
	for r := range uint64(500) {
		a.Play(1, r)
		b.Play(1, r)
		for j, event := range []string{"east/redline/arms-max/event", "east/redline/scope-max/event"} {
			if a.Param(event) != b.Param(event) {
				t.Fatalf("replication %d: %s moves with the correlation", r, event)
			}
			if got, want := a.Binds(j), a.Param(event) < 0.4; got != want {
				t.Errorf("replication %d: line %d binds %v with a draw of %v below 0.4", r, j, got, a.Param(event))
			}
			if a.Binds(j) != b.Binds(j) {
				differ++
			}
		}
	}
	if differ == 0 {
		t.Error("a correlation of 0.7 changes nothing")
	}
}
