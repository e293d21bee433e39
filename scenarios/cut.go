package scenarios

import (
	"maps"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/utility"
)

// Cut returns sc narrowed to some of its issues, under another name: the same
// parties over a smaller table. Rules, deliveries, conditions, trust, targets and
// patches of schools that speak of another issue fall away. Points keep their
// total, so that what is left of an issue's weight grows; reservation values stay
// what they were, which is a judgement of its own. sc is not changed. Utilities
// that are no utility.Additive, alone or under utility.Commitment, are kept as
// they are, and so fit only if no issue is cut.
func Cut(sc negotiation.Scenario, name, summary string, issues ...string) negotiation.Scenario {
	c := cutter(issues)
	sc.Name, sc.Summary = name, summary
	sc.Issues = slices.DeleteFunc(slices.Clone(sc.Issues), func(is negotiation.Issue) bool { return !slices.Contains(issues, is.Name) })
	sc.Constraints = c.constraints(sc.Constraints)
	sc.Parties = slices.Clone(sc.Parties)
	for i := range sc.Parties {
		sc.Parties[i].Utility = c.utility(sc.Parties[i].Utility)
	}
	if l, ok := sc.Aftermath.(aftermath.Ladder); ok {
		sc.Aftermath = c.ladder(l)
	}
	sc.Targets = slices.DeleteFunc(slices.Clone(sc.Targets), func(t negotiation.Target) bool {
		return !t.Modelled() || slices.ContainsFunc(t.Events, func(e negotiation.TargetEvent) bool { return !c.keeps(e.Terms) })
	})
	sc.Schools = patched(sc)
	return sc
}

// cutter is the list of issues that stay.
type cutter []string

// keeps reports whether all terms speak of issues that stay.
func (c cutter) keeps(terms ...[]negotiation.Term) bool {
	for _, list := range terms {
		for _, t := range list {
			if !slices.Contains(c, t.Issue) {
				return false
			}
		}
	}
	return true
}

func (c cutter) constraints(list []negotiation.Constraint) []negotiation.Constraint {
	var out []negotiation.Constraint
	for _, x := range list {
		if x.Kind == negotiation.Performing {
			x.Issues = slices.DeleteFunc(slices.Clone(x.Issues), func(name string) bool { return !slices.Contains(c, name) })
			if len(x.Issues) == 0 {
				continue
			}
		}
		if c.keeps(x.If, x.Then) {
			out = append(out, x)
		}
	}
	return out
}

func (c cutter) utility(u negotiation.Utility) negotiation.Utility {
	switch u := u.(type) {
	case utility.Commitment:
		u.Of = c.utility(u.Of)
		return u
	case utility.Additive:
		u.Weights, u.Values = maps.Clone(u.Weights), maps.Clone(u.Values)
		maps.DeleteFunc(u.Weights, func(name string, _ negotiation.Quantity) bool { return !slices.Contains(c, name) })
		maps.DeleteFunc(u.Values, func(name string, _ []negotiation.Quantity) bool { return !slices.Contains(c, name) })
		return u
	}
	return u
}

func (c cutter) ladder(l aftermath.Ladder) aftermath.Ladder {
	l.Conditions = slices.DeleteFunc(slices.Clone(l.Conditions), func(x aftermath.Condition) bool { return !c.keeps(x.If, x.Then) })
	l.Deliveries = slices.DeleteFunc(slices.Clone(l.Deliveries), func(x aftermath.Delivery) bool { return !c.keeps(x.If) })
	l.Trust = slices.DeleteFunc(slices.Clone(l.Trust), func(x aftermath.Trust) bool { return !c.keeps(x.If) })
	l.Durability.Covariates = slices.DeleteFunc(slices.Clone(l.Durability.Covariates), func(x aftermath.Covariate) bool { return !c.keeps(x.If) })
	l.Ratifications = slices.Clone(l.Ratifications)
	for i := range l.Ratifications {
		r := &l.Ratifications[i]
		r.Shares = slices.DeleteFunc(slices.Clone(r.Shares), func(x aftermath.Share) bool { return !c.keeps(x.If) })
	}
	l.Ratifications = slices.DeleteFunc(l.Ratifications, func(r aftermath.Ratification) bool { return len(r.Shares) == 0 })
	return l
}

// patched returns the schools of sc without the patches of what it has no more.
func patched(sc negotiation.Scenario) []negotiation.School {
	schools := slices.Clone(sc.Schools)
	sc.Schools = nil
	p, err := sc.Compile()
	if err != nil {
		return schools // Compile will say what is wrong
	}
	for i := range schools {
		schools[i].Patches = slices.DeleteFunc(slices.Clone(schools[i].Patches), func(pt negotiation.Patch) bool {
			_, ok := p.Param(pt.Path)
			return !ok
		})
	}
	return schools
}

// BlackSea returns the limited talks narrowed to a ceasefire at sea: the truce,
// the relief for agricultural finance that Russia ties it to, and who watches.
func BlackSea() negotiation.Scenario {
	return Cut(Limited(), "black-sea", "a ceasefire in the Black Sea, the relief that it is tied to, and its monitoring", "sea", "agri_fin", "monitor")
}

// GrainDeal returns the limited talks narrowed to the revival of the grain
// initiative and the relief that Russia asks for it.
func GrainDeal() negotiation.Scenario {
	return Cut(Limited(), "grain-deal", "the revival of the grain initiative against relief for agricultural finance", "grain", "agri_fin")
}

// Sanctions returns the comprehensive talks narrowed to sanctions, frozen assets
// and neutrality.
func Sanctions() negotiation.Scenario {
	return Cut(Comprehensive(), "sanctions", "sanctions and frozen assets against neutrality", "sanctions", "assets", "neutrality")
}

// Territories returns the comprehensive talks narrowed to territory, recognition
// and guarantees.
func Territories() negotiation.Scenario {
	return Cut(Comprehensive(), "territories", "control of territory, its recognition, and guarantees", "territory", "recognition", "guarantees")
}
