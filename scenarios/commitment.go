package scenarios

import (
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/utility"
)

// Committed returns sc with every sum over issues under the commitment discount,
// utility.Commitment: what another must deliver counts as much as the party
// believes in its performance. Utilities that are discounted already, or are no
// utility.Additive, stay. sc itself is not changed.
func Committed(sc negotiation.Scenario) negotiation.Scenario {
	return retold(sc, func(u negotiation.Utility) negotiation.Utility {
		if a, ok := u.(utility.Additive); ok {
			return utility.Commitment{Of: a}
		}
		return u
	})
}

// Uncommitted returns sc without the commitment discount: every party takes
// signatures at their word. sc itself is not changed.
func Uncommitted(sc negotiation.Scenario) negotiation.Scenario {
	return retold(sc, func(u negotiation.Utility) negotiation.Utility {
		if c, ok := u.(utility.Commitment); ok {
			return c.Of
		}
		return u
	})
}

// retold returns sc with other utilities.
func retold(sc negotiation.Scenario, tell func(negotiation.Utility) negotiation.Utility) negotiation.Scenario {
	sc.Parties = slices.Clone(sc.Parties)
	for i := range sc.Parties {
		sc.Parties[i].Utility = tell(sc.Parties[i].Utility)
	}
	return sc
}
