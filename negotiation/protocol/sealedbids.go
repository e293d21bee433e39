package protocol

import (
	"fmt"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// SealedBids is a double auction between two parties over one issue, the price.
// In every round both write down a price, none knowing the other's. If the
// seller likes the bid at least as well as its own ask, they trade at the price
// that divides the distance from ask to bid by Share; otherwise bids become known
// and a round passes. No trade is no deal.
//
// The options of the issue are prices in rising or falling order, evenly spaced;
// a price between two of them goes to the nearest, from halfway to the bid's
// side. A party's private value is its reservation value. The deal counts as
// nobody's proposal.
//
// Chatterjee, K. and Samuelson, W. (1983). Bargaining under incomplete
// information. Operations Research 31(5), 835-851.
// https://doi.org/10.1287/opre.31.5.835
type SealedBids struct {
	// Buyer and Seller name the two principals; empty means the first and the
	// second.
	Buyer, Seller string
	// Share is the weight of the bid in the price, in [0, 1]; nil means one half.
	// 1 is the buyer's take-it-or-leave-it price, 0 the seller's. Bound as
	// "protocol/share".
	Share negotiation.Quantity

	buyer, seller int
}

// Place resolves the names and checks that there is one issue.
func (p SealedBids) Place(at negotiation.Setting) (negotiation.Protocol, error) {
	seats := at.Seats
	if len(seats) != 2 {
		return nil, fmt.Errorf("protocol: there are %d principals, want a buyer and a seller", len(seats))
	}
	if n := at.Domain.NumIssues(); n != 1 {
		return nil, fmt.Errorf("protocol: there are %d issues, want one, the price", n)
	}
	find := func(name string, other int) int {
		if name == "" {
			return other
		}
		return slices.Index(seats, name)
	}
	p.buyer = find(p.Buyer, 0)
	p.seller = find(p.Seller, 1)
	if p.buyer < 0 || p.seller < 0 || p.buyer == p.seller {
		return nil, fmt.Errorf("protocol: buyer %q and seller %q are not the two principals, want each of %q once", p.Buyer, p.Seller, seats)
	}
	return p, nil
}

// Quantities returns the weight of the bid.
func (p SealedBids) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "share", Quantity: p.Share, Default: 0.5, Min: 0, Max: 1}}
}

// Chair returns someone to run one table.
func (p SealedBids) Chair() negotiation.Chair { return bidsChair{p.buyer, p.seller} }

type bidsChair struct{ buyer, seller int }

// Reset does nothing: every round stands alone.
func (bidsChair) Reset(*negotiation.Session) {}

// Round opens the two bids.
func (c bidsChair) Round(s *negotiation.Session) {
	bid, ask := s.Ask(c.buyer), s.Ask(c.seller)
	s.Say(c.buyer, bid)
	s.Say(c.seller, ask)
	if bid == negotiation.NoDeal || ask == negotiation.NoDeal || s.Value(c.seller, bid) < s.Value(c.seller, ask) {
		return
	}
	way := float64(s.Drawn(0) * float64(abs(bid-ask)))
	steps := negotiation.Outcome(math.Floor(way + 0.5))
	if bid < ask {
		steps = -steps
	}
	if o := ask + steps; s.Feasible(o) {
		s.Settle(o, -1)
	}
}

func abs(o negotiation.Outcome) negotiation.Outcome { return max(o, -o) }
