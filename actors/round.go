package actors

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
)

// DaysPerMonth is the length of a month in PerRound.
const DaysPerMonth = 30.4

// PerRound converts a discount factor per month to one per round of the given
// length: the power round/month of it. The result is a distribution of the same
// family through the converted points (least, most likely, greatest), rounded to
// a millionth, so that it has a text of its own. The power is increasing and,
// over the width of any discount in use, nearly straight: for pert(0.85, 0.92,
// 0.97) and a week the quantiles differ from the exact ones by less than 2e-4.
// Provenance is kept; unit and note say what was done.
//
// It converts Exactly, Uniform, Triangular and PERT with values in (0, 1], and
// returns an error for anything else and for a round that is not positive.
func PerRound(monthly negotiation.Quantity, round time.Duration) (negotiation.Quantity, error) {
	days := round.Hours() / 24
	if days <= 0 {
		return nil, fmt.Errorf("a round takes %v, want a positive length", round)
	}
	source, sourced := monthly.(negotiation.Sourced)
	if sourced {
		monthly = source.Quantity
	}
	if err := negotiation.CheckQuantity(monthly); err != nil {
		return nil, err
	}
	q, err := convert(monthly, days/DaysPerMonth)
	if err != nil || !sourced {
		return q, err
	}
	source.Quantity = q
	source.Unit = "factor per round"
	source.Note = fmt.Sprintf("%s; %v per month, raised to the power %s/%v",
		source.Note, monthly, strconv.FormatFloat(days, 'g', 6, 64), DaysPerMonth)
	return source, nil
}

// convert raises every point of q to a power.
func convert(q negotiation.Quantity, power float64) (negotiation.Quantity, error) {
	var points []float64
	switch t := q.(type) {
	case negotiation.Exactly:
		points = []float64{float64(t)}
	case negotiation.Uniform:
		points = []float64{t.Min, t.Max}
	case negotiation.Triangular:
		points = []float64{t.Min, t.Mode, t.Max}
	case negotiation.PERT:
		points = []float64{t.Min, t.Mode, t.Max}
	default:
		return nil, fmt.Errorf("the discount per month is %v, want exactly, uniform, triangular or pert", q)
	}
	for i, x := range points {
		if !(x > 0 && x <= 1) {
			return nil, fmt.Errorf("the discount per month is %v, want values above 0 and at most 1", q)
		}
		points[i] = max(1e-6, math.Round(detmath.Pow(x, power)*1e6)/1e6)
	}
	switch q.(type) {
	case negotiation.Exactly:
		return negotiation.Exactly(points[0]), nil
	case negotiation.Uniform:
		return negotiation.Uniform{Min: points[0], Max: points[1]}, nil
	case negotiation.Triangular:
		return negotiation.Triangular{Min: points[0], Mode: points[1], Max: points[2]}, nil
	}
	return negotiation.PERT{Min: points[0], Mode: points[1], Max: points[2]}, nil
}
