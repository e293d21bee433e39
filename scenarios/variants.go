package scenarios

import (
	"slices"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/protocol"
)

// LimitedUnderFire returns the limited talks while the fighting goes on: drones,
// a front that moves, meetings of leaders that quieten it, the soft deadline of
// 20 April and the risk that the talks break off. Reservation values move between
// rounds; all draws of the limited talks stay what they are.
func LimitedUnderFire() negotiation.Scenario {
	sc := Limited()
	sc.Name = "limited-under-fire"
	sc.Summary = "the limited talks while the fighting goes on: hostilities, a soft deadline, the risk of breaking off"
	sc.Sources = append(sc.Sources, drones)
	sc.Dynamics = dynamics.Joint{hostile(), easterDeadline(), breaking()}
	return sc
}

// drones is where the numbers of launches come from.
var drones = negotiation.Source{
	Key: "drones", Title: "Newslingo: the attack of the night of 22 to 23 March 2025, as the Ukrainian air force reported it",
	Address: "https://newslingo.site/news/281801", Published: vintageDay, Accessed: readDay,
}

var (
	vintageDay = mustDay("2025-03-25")
	readDay    = mustDay("2026-11-25")
)

// told is a quantity with its provenance. It panics if the text is no quantity:
// a fault of the code.
func told(text, unit, cite, note string) negotiation.Quantity {
	q, err := negotiation.ParseQuantity(text)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return negotiation.Sourced{Quantity: q, Unit: unit, Cite: cite, Note: note}
}

// judged is told for what nobody has measured.
func judged(text, unit, because string) negotiation.Quantity {
	return told(text, unit, "judgement", "judgement: because "+because)
}

func hostile() dynamics.Hostilities {
	const perHundred = "points per 100 km2"
	return dynamics.Hostilities{
		Launches:    judged("pert(80, 110, 150)", "drones a day", "January to March 2025 saw some 83 to 140 launches a day by Ukrainian counts"),
		Dispersion:  judged("pert(1, 2, 4)", "shape of a day's count", "nights differ widely: 147 in the one of s19"),
		Intercepted: told("0.66", "share", "seed", "s20: 97 of 147 shot down, as Ukraine reported"),
		Strayed:     told("0.17", "share", "drones", "25 of 147 lost on the way, as the Ukrainian air force reported"),
		Meeting:     judged("pert(0, 0.05, 0.15)", "probability in a round", "a meeting of leaders within the month is talked of and unlikely"),
		Lull:        judged("pert(0.4, 0.7, 1)", "share of the launches left", "launches fell when leaders met before, by how much is uncertain"),
		Drift:       judged("pert(2, 7, 12)", "km2 a day taken by Russia", "s21 reports gains on both sides and counts of the front differ; March 2025 came to some 200 km2"),
		Spread:      judged("8", "km2, standard deviation of a day", "the front moves by villages"),
		HalfLife:    judged("5", "days", "outrage over a strike fades within a week or two"),
		Effects: []dynamics.Effect{
			{Party: "russia", Front: judged("pert(0, 0.5, 1)", perHundred, "who gains ground asks for more (s21, s36)"),
				Hits: judged("0", "points per 100 drones above the usual", "its public sees little of it")},
			{Party: "ukraine", Front: judged("pert(-1, -0.2, 0.3)", perHundred, "losing ground hurries and hardens at once"),
				Hits: judged("pert(-1, 0.3, 1.5)", "points per 100 drones above the usual", "s19: strikes on cities make concessions dearer and quiet more dearly wanted")},
		},
	}
}

func easterDeadline() dynamics.Deadline {
	return dynamics.Deadline{
		Name: "easter", Party: "us",
		Due:         told("8.67", "rounds", "seed", "s8: 20 April is 26 days on, in rounds of 3 days"),
		Binds:       told("pert(0.05, 0.15, 0.35)", "probability", "seed", "s8: the timeline is said to be flexible; the range is judgement"),
		Slip:        judged("1", "rounds", "a flexible date is moved by days"),
		Credibility: judged("0.7", "share of the probability left", "a date that has passed once is believed less"),
	}
}

func breaking() dynamics.Breakdown {
	return dynamics.Breakdown{Hazard: judged("pert(0.005, 0.02, 0.06)", "probability between two rounds",
		"s6 says that disagreements may derail the talks; a chance of some 5 to 10 percent a week is shared by about two rounds and has not been met yet")}
}

// LimitedTwoTracks returns the limited talks as they were held: no table for
// three, but an envoy between a track of the United States with Russia and one
// with Ukraine, who may be wrong about what was agreed, and whom Ukraine may not
// receive.
func LimitedTwoTracks() negotiation.Scenario {
	sc := Limited()
	sc.Name = "limited-two-tracks"
	sc.Summary = "the limited talks without a table for three: an envoy between two tracks"
	var learning negotiation.Quantity
	if m, ok := sc.Protocol.(protocol.Mediated); ok {
		learning = m.Learning
	}
	sc.Protocol = protocol.Shuttle{By: "envoy", Tracks: [][]string{{"us", "russia"}, {"us", "ukraine"}}, Learning: learning}
	believe(&sc, "envoy", negotiation.Belief{About: "ukraine", Trait: negotiation.BeliefMistake,
		Quantity: judged("pert(0.05, 0.2, 0.5)", "probability", "the envoy said that Ukraine had agreed to elections (s28), which it had not")})
	believe(&sc, "envoy", negotiation.Belief{About: "russia", Trait: negotiation.BeliefMistake,
		Quantity: judged("pert(0.05, 0.2, 0.5)", "probability", "the envoy took goodwill for consent (s9)")})
	believe(&sc, "ukraine", negotiation.Belief{About: "envoy", Trait: negotiation.BeliefAcceptance,
		Quantity: judged("pert(0.4, 0.6, 0.8)", "probability in a round", "the envoy's statements cost him acceptance (s25)")})
	return sc
}

// believe adds a belief to one party of sc, which must have it.
func believe(sc *negotiation.Scenario, party string, b negotiation.Belief) {
	for i := range sc.Parties {
		if p := &sc.Parties[i]; p.Name == party {
			p.Beliefs = append(slices.Clone(p.Beliefs), b)
		}
	}
}

// mustDay reads a date of the code itself.
func mustDay(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return t
}
