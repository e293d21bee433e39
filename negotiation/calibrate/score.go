package calibrate

import "math"

// Brier returns the squared distance of the probability p from what happened: 0
// is best, 1 worst, 0.25 what a coin gets.
//
// Brier, G. (1950). Verification of forecasts expressed in terms of probability.
// Monthly Weather Review 78, 1-3.
// https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
func Brier(p float64, happened bool) float64 {
	if happened {
		p = 1 - p
	}
	return p * p
}

// leastProbability is what a forecast of 0 counts as in Log.
const leastProbability = 1e-9

// Log returns the negative natural logarithm of the probability that was given
// to what happened: 0 is best, ln 2 what a coin gets. A probability below 1e-9
// counts as 1e-9, so that one impossible event costs 20.7 and not everything.
//
// Good, I. J. (1952). Rational decisions. Journal of the Royal Statistical
// Society B 14, 107-114. https://doi.org/10.1111/j.2517-6161.1952.tb00104.x
func Log(p float64, happened bool) float64 {
	if !happened {
		p = 1 - p
	}
	return -math.Log(max(leastProbability, p))
}

// RankedProbability returns the mean squared distance of the cumulated
// probabilities of ordered bins from what happened, over all bins but the last:
// 0 is best, 1 worst. The probabilities are normalised to sum 1; bin is the one
// that came true. It panics if there are fewer than two bins, if bin is none of
// them, or if they sum to nothing.
//
// Epstein, E. (1969). A scoring system for probability forecasts of ranked
// categories. Journal of Applied Meteorology 8, 985-987.
// https://doi.org/10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2
func RankedProbability(probabilities []float64, bin int) float64 {
	total := sumOf(probabilities)
	if len(probabilities) < 2 || bin < 0 || bin >= len(probabilities) || !(total > 0) {
		panic("calibrate: RankedProbability wants two or more bins with probability, and one of them true")
	}
	below, score := 0.0, 0.0
	for k, p := range probabilities[:len(probabilities)-1] {
		below += p / total
		d := below
		if k >= bin {
			d = 1 - below
		}
		score += d * d
	}
	return score / float64(len(probabilities)-1)
}

// MultiBrier returns the summed squared distance of the normalised probabilities
// of bins from what happened: 0 is best, 2 worst. It panics as RankedProbability
// does.
func MultiBrier(probabilities []float64, bin int) float64 {
	total := sumOf(probabilities)
	if bin < 0 || bin >= len(probabilities) || !(total > 0) {
		panic("calibrate: MultiBrier wants bins with probability, and one of them true")
	}
	score := 0.0
	for k, p := range probabilities {
		score += Brier(p/total, k == bin)
	}
	return score
}

func sumOf(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// Scores are the mean scores of a list of forecasts.
type Scores struct {
	N     int     `json:"n"`
	Brier float64 `json:"brier"`
	Log   float64 `json:"log"`
}

// add takes in one forecast.
func (s *Scores) add(p float64, happened bool) {
	n := float64(s.N)
	s.Brier = (s.Brier*n + Brier(p, happened)) / (n + 1)
	s.Log = (s.Log*n + Log(p, happened)) / (n + 1)
	s.N++
}
