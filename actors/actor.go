package actors

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// An Actor is a power in the world, before it is cut to the measure of a game.
// Its quantities carry their provenance (negotiation.Sourced), and Sources holds
// what they cite. It is plain data: a copy may be changed freely, but not what
// its slices hold.
type Actor struct {
	Name    string // path segment, such as "russia"
	Title   string // what it is called in prose
	Role    negotiation.Role
	Summary string

	// MonthlyDiscount is the factor per month on the surplus over the
	// reservation value, in (0, 1]; nil for those without a vote.
	MonthlyDiscount negotiation.Quantity
	// Risk is the attitude to risk; nil is neutral.
	Risk negotiation.Risk
	// Exponent is that of time-dependent concession; nil for those who do not
	// bargain.
	Exponent negotiation.Quantity
	// Correlation is that of the normal scores behind red lines or refusals of
	// consent, in [0, 1); nil means independent draws.
	Correlation negotiation.Quantity
	// Beliefs are about other actors, by name.
	Beliefs []negotiation.Belief
	// Sources are those that the quantities cite.
	Sources []negotiation.Source
}

// Cut returns the party that the actor is in a game with rounds of the given
// length: its patience per round, its attitude to risk, its strategy (a
// strategy.TimeDependent, for a principal), and its beliefs about those named
// in about. Utility and reservation value are left to the game. A length of
// zero means that rounds take no time, so that nobody is impatient.
//
// Cut panics if round is negative, or if the actor's monthly discount is of a
// family that PerRound does not convert, which those of this package never are.
func (a Actor) Cut(round time.Duration, about ...string) negotiation.Party {
	p := negotiation.Party{
		Name: a.Name, Summary: a.Summary, Role: a.Role,
		Risk: a.Risk, Correlation: a.Correlation,
	}
	if a.MonthlyDiscount != nil && round != 0 {
		q, err := PerRound(a.MonthlyDiscount, round)
		if err != nil {
			panic("actors: Cut: " + err.Error())
		}
		p.Discount = q
	}
	for _, b := range a.Beliefs {
		if slices.Contains(about, b.About) {
			p.Beliefs = append(p.Beliefs, b)
		}
	}
	if a.Role == negotiation.Principal {
		p.Strategy = strategy.TimeDependent{Exponent: a.Exponent}
	}
	return p
}

// Names returns the names of all actors, in the order of the catalogue.
func Names() []string {
	list := catalogue()
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Name
	}
	return names
}

// ByName returns the actor called name. The error wraps
// negotiation.ErrUnknownName and lists the names there are.
func ByName(name string) (Actor, error) {
	for _, a := range catalogue() {
		if a.Name == name {
			return a, nil
		}
	}
	return Actor{}, fmt.Errorf("%w: actor %q, want one of %s", negotiation.ErrUnknownName, name, strings.Join(Names(), ", "))
}

// Ukraine returns Ukraine, a principal.
func Ukraine() Actor { return known("ukraine") }

// Russia returns the Russian Federation, a principal.
func Russia() Actor { return known("russia") }

// UnitedStates returns the United States, a principal: the sponsor of the talks
// and a side of them, apart from its envoy.
func UnitedStates() Actor { return known("us") }

// EU returns the European Union, a consent-giver outside the room.
func EU() Actor { return known("eu") }

// Envoy returns the envoy of the United States as a mediator, with a picture of
// the parties that may be wrong.
func Envoy() Actor { return known("envoy") }

// ThirdStates returns third states that would monitor a truce: a performer
// without a vote.
func ThirdStates() Actor { return known("third") }

// known returns an actor of the embedded catalogue.
func known(name string) Actor {
	a, err := ByName(name)
	if err != nil {
		panic("actors: the embedded catalogue lacks an actor it must have")
	}
	return a
}
