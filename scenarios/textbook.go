package scenarios

import (
	"fmt"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// stipulated is a number that a case fixes by definition.
func stipulated(x float64, unit, note string) negotiation.Quantity {
	return negotiation.Sourced{Quantity: negotiation.Exactly(x), Unit: unit, Cite: "textbook", Note: note}
}

// stipulations is a list of such numbers.
func stipulations(unit, note string, xs ...float64) []negotiation.Quantity {
	out := make([]negotiation.Quantity, len(xs))
	for i, x := range xs {
		out[i] = stipulated(x, unit, note)
	}
	return out
}

// textbookSource is where a case comes from.
func textbookSource(title, address string, published time.Time) []negotiation.Source {
	return []negotiation.Source{{Key: "textbook", Title: title, Address: address, Published: published}}
}

// even is a party that concedes evenly over the rounds, whose single issue is
// worth 100 points at best.
func even(name, summary, issue string, values []negotiation.Quantity, reservation negotiation.Quantity, rounds int) negotiation.Party {
	return negotiation.Party{
		Name: name, Summary: summary,
		Utility: utility.Additive{
			Weights: map[string]negotiation.Quantity{issue: stipulated(1, "ratio", "there is one issue")},
			Values:  map[string][]negotiation.Quantity{issue: values},
			Total:   100,
		},
		Reservation: reservation,
		Discount:    stipulated(1, "factor per round", "no impatience"),
		Deadline:    stipulated(float64(rounds), "rounds", "stays to the end"),
		Strategy:    strategy.TimeDependent{Exponent: stipulated(1, "exponent", "concedes evenly")},
	}
}

// ramp returns n values that rise evenly from 0 to 1, or fall.
func ramp(n int, rising bool) []float64 {
	out := make([]float64, n)
	for i := range out {
		x := float64(i) / float64(n-1)
		if !rising {
			x = 1 - x
		}
		out[i] = x
	}
	return out
}

// SplitThePie returns two parties that divide a pie into n-1 equal slices by
// alternating offers over 20 rounds. Option k gives the first party k slices.
// Both want all of it, have nothing without a deal and concede evenly, so every
// division is acceptable and the deal is near the middle, if there is one: with
// two options, all or nothing, the rounds run out. It panics if n is less than 2.
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model.
// Econometrica 50, 97-109. https://doi.org/10.2307/1912531
func SplitThePie(n int) negotiation.Scenario {
	if n < 2 {
		panic("scenarios: SplitThePie wants at least 2 options")
	}
	const rounds = 20
	issue := negotiation.Issue{Name: "share", Summary: "how many slices the first party gets", Cite: "textbook"}
	for k := range n {
		issue.Options = append(issue.Options, negotiation.Option{Name: fmt.Sprintf("%d of %d", k, n-1)})
	}
	nothing := stipulated(0, "points", "without a deal both get nothing")
	return negotiation.Scenario{
		Name: "split-the-pie", Summary: "two parties divide a pie by alternating offers",
		Rounds: rounds, Protocol: protocol.Alternating{}, Issues: []negotiation.Issue{issue},
		Parties: []negotiation.Party{
			even("first", "wants all of it", "share",
				stipulations("share of the pie", "every slice is worth the same", ramp(n, true)...), nothing, rounds),
			even("second", "wants all of it", "share",
				stipulations("share of the pie", "every slice is worth the same", ramp(n, false)...), nothing, rounds),
		},
		Sources: textbookSource("Rubinstein, A. (1982). Perfect equilibrium in a bargaining model. Econometrica 50, 97-109",
			"https://doi.org/10.2307/1912531", time.Date(1982, 1, 1, 0, 0, 0, 0, time.UTC)),
	}
}

// NoZone returns a seller who wants at least 60 and a buyer who pays at most 40:
// no price is acceptable to both, whatever they do, and no replication ends in a
// deal. Each further point of either would close a point of the gap of 20.
func NoZone() negotiation.Scenario {
	const rounds = 20
	issue := negotiation.Issue{Name: "price", Summary: "what the buyer pays", Cite: "textbook"}
	for p := 0; p <= 100; p += 5 {
		issue.Options = append(issue.Options, negotiation.Option{Name: fmt.Sprint(p)})
	}
	n := len(issue.Options)
	return negotiation.Scenario{
		Name: "no-zone", Summary: "a seller and a buyer whose limits do not meet",
		Rounds: rounds, Protocol: protocol.Alternating{}, Issues: []negotiation.Issue{issue},
		Parties: []negotiation.Party{
			even("seller", "sells at 60 or more", "price",
				stipulations("share of the range", "money", ramp(n, true)...),
				stipulated(60, "points", "the price at which keeping the good is as well"), rounds),
			even("buyer", "pays 40 or less", "price",
				stipulations("share of the range", "money", ramp(n, false)...),
				stipulated(60, "points", "100 less the price at which going without is as well"), rounds),
		},
		Sources: textbookSource("Raiffa, H. (1982). The Art and Science of Negotiation, chapter 4. Harvard University Press",
			"", time.Date(1982, 1, 1, 0, 0, 0, 0, time.UTC)),
	}
}
