package scenarios

import (
	"bytes"
	"embed"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

//go:embed data/limited.json data/comprehensive.json
var data embed.FS

// entryOf is a scenario of the catalogue.
type entryOf struct {
	name string
	make func() negotiation.Scenario
}

// catalogue lists the scenarios in the order in which they are shown.
var catalogue = []entryOf{
	{"limited", Limited},
	{"limited-under-fire", LimitedUnderFire},
	{"limited-two-tracks", LimitedTwoTracks},
	{"comprehensive", Comprehensive},
	{"black-sea", BlackSea},
	{"grain-deal", GrainDeal},
	{"sanctions", Sanctions},
	{"territories", Territories},
	{"fictional", Fictional},
	{"split-the-pie", func() negotiation.Scenario { return SplitThePie(101) }},
	{"bill-and-jack", BillAndJack},
	{"no-zone", NoZone},
}

// Names returns the names of the scenarios that come with the library, the real
// ones first, then the textbook cases.
func Names() []string {
	names := make([]string, len(catalogue))
	for i, e := range catalogue {
		names[i] = e.name
	}
	return names
}

// ByName returns the scenario called name, freshly made, so that the caller may
// change it. SplitThePie has 101 options here. The error wraps
// negotiation.ErrUnknownName and suggests the nearest name.
func ByName(name string) (negotiation.Scenario, error) {
	for _, e := range catalogue {
		if e.name == name {
			return e.make(), nil
		}
	}
	return negotiation.Scenario{}, fmt.Errorf("%w: scenario %q%s", negotiation.ErrUnknownName, name, meant(name, Names()))
}

// Limited returns the talks on a limited truce as they stood on 25 March 2025:
// nine issues (energy, sea, grain, relief for agricultural finance, monitoring,
// humanitarian steps, cooperation, scope, arms) and 409,600 packages. The envoy
// of the United States drafts a single text, in ten rounds of three days, that
// Ukraine, Russia and the United States must each accept; the European Union
// outside the room can withhold its consent to what is its own to give. Values
// are discounted by the belief that those who must deliver will. Five schools of
// thought stand beside the baseline.
//
// What follows a deal is a ladder up to a broader settlement: Russia's condition
// for the entry into force of any sea truce, deliveries of the United States and
// of monitors, a Weibull hazard with monitoring as covariate, trust in the energy
// pause, extension. That energy and sea truces help each other's entry into force
// is left out: nobody has measured by how much. There is no ratification: a truce
// of 30 days is signed by presidents. Sixteen dated targets, half of them not
// modelled and marked so, are there for a backtest.
func Limited() negotiation.Scenario { return embedded("limited") }

// Comprehensive returns talks on a settlement of the war, of the vintage of 25
// March 2025: nine issues (territory, recognition, guarantees, force levels,
// sanctions, neutrality, elections, assets, accountability) and 622,080 packages,
// alternating offers in the order United States, Russia, Ukraine over 52 weeks.
// Reservation values are absolute: what a party thinks it has if the war goes on.
//
// The file says who must deliver what and how far each is trusted, but values are
// not discounted by it: the reservation values are stated against points at their
// word, and under the discount hardly any draw has a zone (see the test of
// reference figures). Committed lays the discount over them.
func Comprehensive() negotiation.Scenario { return embedded("comprehensive") }

// embedded decodes a file that is part of the program, so that a fault in it is
// a fault of the code.
func embedded(name string) negotiation.Scenario {
	text, err := data.ReadFile("data/" + name + ".json")
	if err != nil {
		panic("scenarios: an embedded file is missing: " + err.Error())
	}
	sc, err := Decode(bytes.NewReader(text))
	if err != nil {
		panic("scenarios: an embedded file does not decode: " + err.Error())
	}
	return sc
}
