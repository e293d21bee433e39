package strategy

import "github.com/parleylab/parley/negotiation"

// Lottery is a stationary strategy that mixes: whenever it speaks it draws one of
// its Offers by weight, and it accepts what is worth the share Accept of its
// surplus, within one step of the domain as Stationary does. So legislators
// behave who buy one of several coalitions that cost the same.
//
// Every proposal reads one word of the agent's stream. An offer that is not
// feasible in a draw, or that names what the domain does not have, is passed.
type Lottery struct {
	// Offers are what the party may propose; without any it passes.
	Offers []Offer
	// Accept is a share in [0, 1]; nil means 0. Bound as "strategy/accept".
	Accept negotiation.Quantity
}

// An Offer is a settlement and its weight in a Lottery.
type Offer struct {
	// Settle names one option for each issue, in the order of the issues.
	Settle []string
	// Weight is relative to those of the other offers; what is not above 0 is
	// never proposed.
	Weight float64
}

// Quantities returns the share accepted.
func (s Lottery) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "accept", Quantity: s.Accept, Default: 0, Min: 0, Max: 1}}
}

// Agent returns a new mind that follows the strategy.
func (s Lottery) Agent() negotiation.Agent { return &lottery{recipe: s} }

type lottery struct {
	recipe Lottery
	offers []negotiation.Outcome // resolved at the first table
	upTo   []float64             // sums of weights
}

// Reset looks the offers up the first time.
func (a *lottery) Reset(v *negotiation.View) {
	if len(a.offers) == len(a.recipe.Offers) {
		return
	}
	sum := 0.0
	for _, o := range a.recipe.Offers {
		if o.Weight > 0 {
			sum += o.Weight
		}
		a.offers = append(a.offers, resolve(v.Domain(), o.Settle))
		a.upTo = append(a.upTo, sum)
	}
}

// resolve returns the outcome that takes the named options, or NoDeal.
func resolve(d *negotiation.Domain, names []string) negotiation.Outcome {
	if len(names) != d.NumIssues() {
		return negotiation.NoDeal
	}
	options := make([]int, len(names))
	for k, n := range names {
		if options[k] = d.OptionIndex(k, n); options[k] < 0 {
			return negotiation.NoDeal
		}
	}
	return d.Outcome(options...)
}

// Propose draws an offer.
func (a *lottery) Propose(v *negotiation.View) negotiation.Outcome {
	n := len(a.upTo)
	if n == 0 {
		return negotiation.NoDeal
	}
	at := float64(v.Rand().Float64() * a.upTo[n-1])
	for j, x := range a.upTo {
		if at < x {
			if o := a.offers[j]; o != negotiation.NoDeal && v.Feasible(o) {
				return o
			}
			break
		}
	}
	return negotiation.NoDeal
}

// Accept reports whether o is worth the share.
func (a *lottery) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return takes(v, o, v.Drawn(0))
}
