package solution_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

// parabola is the frontier u2 = 1 − u1².
var parabola = solution.Curve{
	X:  func(t float64) float64 { return t },
	Y:  func(t float64) float64 { return 1 - t*t },
	Hi: 1,
}

// line2 is the frontier u2 = 2(1 − u1).
var line2 = solution.Curve{
	X:  func(t float64) float64 { return t },
	Y:  func(t float64) float64 { return 2 * (1 - t) },
	Hi: 1,
}

// stepped goes from (0, 2) over (1, 2) and (2, 1) to (2, 0).
var stepped = solution.Curve{
	X:  func(t float64) float64 { return min(t, 2) },
	Y:  func(t float64) float64 { return min(2, 3-t) },
	Hi: 3,
}

// power is a pie shared between utilities x^a and x^b.
func power(a, b float64) solution.Curve {
	return solution.Curve{
		X:  func(t float64) float64 { return math.Pow(t, a) },
		Y:  func(t float64) float64 { return math.Pow(1-t, b) },
		Hi: 1,
	}
}

func cara(r float64) solution.Curve {
	return solution.Curve{
		X:  func(t float64) float64 { return -math.Expm1(-r * t) },
		Y:  func(t float64) float64 { return 1 - t },
		Hi: 1,
	}
}

// pie is the simplex of shares, scaled.
func pie(a ...float64) solution.Mixtures {
	m := make(solution.Mixtures, len(a))
	for i := range m {
		m[i] = make([]float64, len(a))
		m[i][i] = a[i]
	}
	return m
}

var five = [][]float64{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}}

// barter is Nash's example: Bill and Jack hold objects and may exchange them.
// Bill's book, whip, ball, bat and box are worth 2, 2, 2, 2, 4 to him and 4, 2,
// 1, 2, 1 to Jack; Jack's pen, toy, knife and hat 10, 4, 6, 2 to Bill and 1, 1, 2, 2
// to Jack. Every subset of the nine objects may change hands.
func barter() (payoff [][]float64, disagreement []float64) {
	bill := []float64{-2, -2, -2, -2, -4, 10, 4, 6, 2}
	jack := []float64{4, 2, 1, 2, 1, -1, -1, -2, -2}
	payoff = [][]float64{make([]float64, 512), make([]float64, 512)}
	for o := range 512 {
		payoff[0][o], payoff[1][o] = 12, 6
		for k := range 9 {
			if o>>k&1 == 1 {
				payoff[0][o] += bill[k]
				payoff[1][o] += jack[k]
			}
		}
	}
	return payoff, []float64{12, 6}
}

var approx = cmpopts.EquateApprox(0, 1e-9)

// The numbers are published or follow from the formula in the comment.
func TestKnownAnswers(t *testing.T) {
	billjack, holdings := barter()
	logroll := solution.Mixtures{{0, .3, .7, 1}, {1, .4, .6, 0}} // who gets which of two issues
	phi := (math.Sqrt(5) - 1) / 2
	tests := []struct {
		name    string
		concept solution.Concept
		set     solution.Set
		d       []float64
		want    []float64
	}{
		{"nash linear", solution.Nash{}, pie(1, 1), []float64{.2, .1}, []float64{.55, .45}},
		{"nash asymmetric", solution.Nash{Weights: []float64{.7, .3}}, pie(1, 1), []float64{.2, .1}, []float64{.69, .31}},
		{"nash three weighted", solution.Nash{Weights: []float64{.5, .3, .2}}, pie(1, 1, 1), []float64{.1, .2, 0}, []float64{.45, .41, .14}},
		{"nash power one", solution.Nash{}, power(.5, 1), nil, []float64{math.Sqrt(1. / 3), 2. / 3}},
		{"nash power two", solution.Nash{}, power(.5, .8), nil, []float64{math.Pow(5./13, .5), math.Pow(8./13, .8)}},
		{"nash parabola", solution.Nash{}, parabola, nil, []float64{1 / math.Sqrt(3), 2. / 3}},
		{"ks parabola", solution.KalaiSmorodinsky{}, parabola, nil, []float64{phi, phi}},
		{"egalitarian parabola", solution.Egalitarian{}, parabola, nil, []float64{phi, phi}},
		{"utilitarian parabola", solution.Utilitarian{}, parabola, nil, []float64{.5, .75}},
		{"perles-maschler parabola", solution.PerlesMaschler{}, parabola, nil, []float64{math.Cbrt(.25), 1 - math.Pow(.25, 2./3)}},
		{"equal area parabola", solution.EqualArea{}, parabola, nil, []float64{0.5960716379833215, 0.6446986023918801}},
		{"raiffa parabola", solution.Raiffa{}, parabola, nil, []float64{0.6079709085735847, 0.6303713743282098}},
		{"nash parabola d", solution.Nash{}, parabola, []float64{.1, .2}, []float64{(.2 + math.Sqrt(.04+9.6)) / 6, 1 - math.Pow((.2+math.Sqrt(.04+9.6))/6, 2)}},
		{"ks parabola d", solution.KalaiSmorodinsky{}, parabola, []float64{.1, .2}, []float64{0.5736104230250225, 0.6709710825970547}},
		{"egalitarian parabola d", solution.Egalitarian{}, parabola, []float64{.1, .2}, []float64{(-1 + math.Sqrt(4.6)) / 2, (-1+math.Sqrt(4.6))/2 + .1}},
		{"nash line2", solution.Nash{}, line2, nil, []float64{.5, 1}},
		{"ks line2", solution.KalaiSmorodinsky{}, line2, nil, []float64{.5, 1}},
		{"egalitarian line2", solution.Egalitarian{}, line2, nil, []float64{2. / 3, 2. / 3}},
		{"equal loss line2", solution.EqualLoss{}, line2, nil, []float64{1. / 3, 4. / 3}},
		{"equal loss line2 mixtures", solution.EqualLoss{}, pie(1, 2), nil, []float64{1. / 3, 4. / 3}},
		{"ks three", solution.KalaiSmorodinsky{}, pie(1, 2, 3), nil, []float64{1. / 3, 2. / 3, 1}},
		{"raiffa three", solution.Raiffa{}, pie(1, 2, 3), nil, []float64{1. / 3, 2. / 3, 1}},
		{"equal loss three", solution.EqualLoss{}, pie(1, 1, 1), nil, []float64{1. / 3, 1. / 3, 1. / 3}},
		{"nash finite", solution.Nash{}, solution.Outcomes(five), nil, []float64{7, 6}},
		{"ks lotteries", solution.KalaiSmorodinsky{}, solution.Mixtures(five), nil, []float64{6.4, 6.4}},
		{"ks finite", solution.KalaiSmorodinsky{}, solution.Outcomes(five), nil, []float64{7, 6}},
		{"spread finite", solution.KalaiSmorodinskySpread{}, solution.Outcomes(five), nil, []float64{7, 6}},
		{"logroll", solution.Nash{}, logroll, nil, []float64{.7, .6}},
		{"bill and jack goods", solution.Nash{}, solution.Outcomes(billjack), holdings, []float64{24, 11}},
		{"bill and jack lotteries", solution.Nash{}, solution.Mixtures(billjack), holdings, []float64{24, 11}},
		// NegMAS, tests/core/test_preferences.py: three outcomes.
		{"negmas hull nash", solution.Nash{}, solution.Mixtures{{4, 1, 2}, {1, 4, 2}}, nil, []float64{2.5, 2.5}},
		{"negmas hull kalai", solution.Egalitarian{}, solution.Mixtures{{4, 1, 2}, {1, 4, 2}}, nil, []float64{2.5, 2.5}},
		{"negmas discrete nash", solution.Nash{}, solution.Outcomes{{4, 1, 2}, {1, 4, 2}}, []float64{1, 1}, []float64{2, 2}},
		// A triangle with corners (0,1), (1,1), (2,0): equal area is where the
		// cut of half of 3/2 meets the slope: y·2/2 = 3/4, so (5/4, 3/4).
		{"equal area triangle", solution.EqualArea{}, solution.Mixtures{{0, 1, 2}, {1, 1, 0}}, nil, []float64{1.25, .75}},
		// Area 3 + 1/4; the cut to (3, 1) leaves 3/2 of 13/8 behind it, and the
		// segment to (7/2, 0) sweeps 7/4: a fraction 1/14 along it.
		{"equal area edge", solution.EqualArea{}, solution.Mixtures{{3, 3.5}, {1, 0}}, nil, []float64{3 + .5/14, 13. / 14}},
		{"perles-maschler line", solution.PerlesMaschler{}, pie(1, 2), nil, []float64{.5, 1}},
		// A frontier that is level first and upright last: only (1, 2)–(2, 1) is
		// Pareto optimal.
		{"level curve", solution.KalaiSmorodinsky{}, stepped, []float64{0, 2}, []float64{1, 2}},
		{"upright curve", solution.Egalitarian{}, stepped, []float64{2, 0}, []float64{2, 0}},
		{"curve corner", solution.Utilitarian{Weights: []float64{1, 3}}, stepped, nil, []float64{1, 2}},
		{"leximin upright", solution.Leximin{}, stepped, []float64{2, 0}, []float64{2, 1}},
		{"curve with corners", solution.Nash{}, stepped, nil, []float64{1.5, 1.5}},
		// Parties 2 and 3 cannot gain: what they would lose to each other must
		// cancel, which takes outcomes 1 and 2 in equal parts.
		{"nash with a stuck party", solution.Nash{}, solution.Mixtures{{1, 0}, {0, 1}, {0, 0}}, nil, []float64{.5, .5, 0}},
		{"nash on a face", solution.Nash{}, solution.Mixtures{{1, 4, 0}, {1, 0, 4}, {0, 1, -1}, {0, -1, 1}}, nil, []float64{2, 2, 0, 0}},
		{"nash all stuck", solution.Nash{}, solution.Mixtures{{1, -1}, {-1, 1}, {0, 0}}, nil, []float64{0, 0, 0}},
		{"utilitarian finite", solution.Utilitarian{}, solution.Outcomes(five), nil, []float64{7, 6}},
		{"egalitarian disposal", solution.Egalitarian{}, solution.Mixtures{{5, 9}, {4, 3}}, nil, []float64{4, 4}},
		{"leximin disposal", solution.Leximin{}, solution.Mixtures{{5, 9}, {4, 3}}, nil, []float64{5, 4}},
		{"leximin three", solution.Leximin{}, solution.Mixtures{{1, 1}, {2, 5}, {6, 3}}, nil, []float64{1, 4, 4}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			pt, err := tc.concept.Solve(solution.Problem{Set: tc.set, Disagreement: tc.d})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tc.want, pt.Payoff, approx); d != "" {
				t.Errorf("payoff (-want +got)\n%s", d)
			}
		})
	}
}
