package scenarios

import (
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// A good is one that Bill or Jack owns, with its worth to each.
type good struct {
	name       string
	owner      int // 0 is Bill, 1 is Jack
	bill, jack float64
}

// goods are those of Nash's example, in his order.
var goods = []good{
	{"book", 0, 2, 4}, {"whip", 0, 2, 2}, {"ball", 0, 2, 1}, {"bat", 0, 2, 2}, {"box", 0, 4, 1},
	{"pen", 1, 10, 1}, {"toy", 1, 4, 1}, {"knife", 1, 6, 2}, {"hat", 1, 2, 2},
}

// BillAndJack returns Nash's barter: two boys without money may exchange nine
// goods, each an issue that says who has it in the end. Without a deal each keeps
// his own, worth 12 to Bill and 6 to Jack.
//
// Among all 512 exchanges the product of gains is greatest, 60, where Bill gives
// book, whip, ball and bat for pen, toy and knife: a gain of 12 for Bill and of 5
// for Jack.
//
// Nash, J. (1950). The bargaining problem. Econometrica 18, 155-162.
// https://doi.org/10.2307/1907266
func BillAndJack() negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "bill-and-jack", Summary: "Nash's barter of nine goods between two boys",
		Rounds: 40, Protocol: protocol.Alternating{},
		Parties: []negotiation.Party{boy("bill", 0, 40), boy("jack", 1, 40)},
		Sources: textbookSource("Nash, J. (1950). The bargaining problem. Econometrica 18, 155-162",
			"https://doi.org/10.2307/1907266", time.Date(1950, 4, 1, 0, 0, 0, 0, time.UTC)),
	}
	for _, g := range goods {
		sc.Issues = append(sc.Issues, negotiation.Issue{
			Name: g.name, Summary: "who has it in the end", Options: negotiation.Options("bill", "jack"),
			StatusQuo: g.owner, Cite: "textbook",
		})
	}
	return sc
}

// boy is Bill or Jack. The weights are the worths, and add up to the total, so
// that points are Nash's units.
func boy(name string, who, rounds int) negotiation.Party {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	has := [2]float64{}
	has[who] = 1
	for _, g := range goods {
		worth := g.bill
		if who == 1 {
			worth = g.jack
		}
		u.Total += worth
		u.Weights[g.name] = stipulated(worth, "points", "Nash's table")
		u.Values[g.name] = stipulations("share of the good", "has it or has it not", has[:]...)
	}
	return negotiation.Party{
		Name: name, Utility: u,
		Reservation: stipulated(0, "points", "each keeps his own without a deal"), FromStatusQuo: true,
		Discount: stipulated(1, "factor per round", "no impatience"),
		Deadline: stipulated(float64(rounds), "rounds", "stays to the end"),
		Strategy: strategy.TimeDependent{Exponent: stipulated(1, "exponent", "concedes evenly")},
	}
}
