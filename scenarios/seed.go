package scenarios

// A Sentence says what became of one sentence of the article that the talks of
// March 2025 are built on (its source has the key "seed").
type Sentence struct {
	Number int // 1 to 43
	// Elements are what the sentence became, each as "scenario: element". An
	// element is the path of a quantity, or the beginning of one; or
	// "issue/NAME", "party/NAME", "target/NAME", "vintage", "rounds", "base_rate".
	Elements []string
	// Why says what is missing of it, or why nothing became of it.
	Why string
}

// Seed lists all 43 sentences of the article in order: what each became in the
// shipped scenarios, or why it became nothing. What the article gets wrong is
// said there as well; see also the page docs/methods/seed.md.
func Seed() []Sentence {
	out := make([]Sentence, len(seed))
	for i, s := range seed {
		s.Number = i + 1
		s.Elements = append([]string(nil), s.Elements...)
		out[i] = s
	}
	return out
}

const (
	lim   = "limited: "
	fire  = "limited-under-fire: "
	two   = "limited-two-tracks: "
	compr = "comprehensive: "
)

var seed = []Sentence{
	{Elements: []string{lim + "base_rate", two + "protocol/learning"}, Why: "the title; neither 0 nor 1 is a possible forecast"},
	{Elements: []string{lim + "vintage"}, Why: "the article is unsigned and second-hand: wire reports weigh more"},
	{Elements: []string{lim + "envoy/belief/russia/reservation", lim + "us/belief/russia/performance"}},
	{Elements: []string{lim + "envoy/belief/russia/reservation", lim + "russia/discount"}},
	{Elements: []string{lim + "aftermath/durability/term", lim + "issue/energy", lim + "issue/sea"}, Why: "the host has no stake in content and is no party"},
	{Elements: []string{fire + "dynamics/breakdown/hazard", lim + "us/discount"}},
	{Elements: []string{lim + "us/weight/coop", lim + "russia/weight/agri_fin"}},
	{Elements: []string{fire + "dynamics/easter/due", fire + "dynamics/easter/binds", lim + "issue/scope", lim + "party/envoy"}},
	{Elements: []string{lim + "envoy/belief/russia/reservation", two + "envoy/belief/russia/mistake"}, Why: "the audience cost of a public statement at home is not modelled: nothing at the table depends on it"},
	{Elements: []string{lim + "aftermath/broadened"}},
	{Elements: []string{lim + "ukraine/weight/energy", lim + "party/ukraine"}, Why: "calling talks constructive is cheap talk and changes no number"},
	{Elements: []string{lim + "issue/human", lim + "ukraine/weight/human", lim + "russia/redline/human-max-3"}, Why: "the second American channel is not split off: the principal is one"},
	{Elements: []string{lim + "russia/belief/us/performance"}},
	{Elements: []string{lim + "russia/belief/us/performance", lim + "russia/strategy/exponent"}},
	{Elements: []string{lim + "russia/reservation", lim + "russia/discount"}},
	{Elements: []string{lim + "issue/grain", lim + "russia/weight/grain", lim + "ukraine/weight/grain"}, Why: "the Kremlin's own text put the agricultural bank and SWIFT before the grain deal: the weights follow the text"},
	{Elements: []string{lim + "russia/redline/grain-min-2-needs-agri_fin-min-2", lim + "issue/agri_fin", lim + "aftermath/in-force/russia/relief-first", lim + "aftermath/extended"}},
	{Elements: []string{fire + "dynamics/hostilities/launches"}},
	{Elements: []string{fire + "dynamics/hostilities/dispersion", fire + "dynamics/hostilities/ukraine/hits"}, Why: "the 147 drones came in one night, 22 to 23 March, not over the weekend; counts are those of one side"},
	{Elements: []string{fire + "dynamics/hostilities/intercepted", fire + "dynamics/hostilities/strayed"}},
	{Elements: []string{fire + "dynamics/hostilities/drift", fire + "dynamics/hostilities/spread", fire + "dynamics/hostilities/russia/front"}, Why: "single villages are not told apart; the second is usually spelt Nadiia"},
	{Elements: []string{lim + "issue/monitor", lim + "aftermath/entry/delay", lim + "aftermath/delivery/third/monitors"}},
	{Elements: []string{lim + "aftermath/durability/breaker/russia", lim + "aftermath/trust/ukraine/energy/prior", lim + "aftermath/trust/russia/refineries/prior"}},
	{Why: "a heading; its sentences follow"},
	{Elements: []string{two + "ukraine/belief/envoy/acceptance", lim + "envoy/belief/russia/weight"}, Why: "both signs of bias are possible: the weight is a quantity"},
	{Elements: []string{lim + "envoy/belief/russia/reservation"}, Why: "an expansionist Russia is a school, not a belief of the envoy's"},
	{Why: "praise and a portrait change no number; the portrait was commissioned by the Russian president and carried back by the envoy, the seed has it the other way round"},
	{Elements: []string{two + "envoy/belief/ukraine/mistake", compr + "issue/elections"}},
	{Elements: []string{compr + "rule/elections-is-3"}, Why: "the ban stands in the martial-law statute; the constitution extends the term of parliament, and lawyers differ about the president"},
	{Elements: []string{compr + "issue/territory", compr + "issue/recognition"}},
	{Elements: []string{compr + "ukraine/weight/territory", compr + "russia/weight/territory"}},
	{Elements: []string{lim + "envoy/belief/ukraine/noise", lim + "envoy/belief/russia/noise"}, Why: "the four regions are Donetsk, Luhansk, Zaporizhzhia and Kherson; Crimea is a fifth and older case"},
	{Why: "contested claims about what residents prefer are no evidence of it and enter no number; language rights are no issue of the two scenarios"},
	{Elements: []string{compr + "issue/recognition"}, Why: "recognition by many states is out of reach within the horizon: only unilateral levels are options"},
	{Elements: []string{compr + "ukraine/redline/recognition-max-2", compr + "ukraine/redline/recognition-max-4"}},
	{Elements: []string{compr + "russia/reservation", fire + "dynamics/hostilities/russia/front"}},
	{Elements: []string{lim + "aftermath/durability/fails"}, Why: "the alternative of the heading is not two-valued: the ladder has eight rungs"},
	{Elements: []string{lim + "issue/coop", lim + "us/weight/coop", lim + "russia/weight/coop"}},
	{Elements: []string{lim + "issue/coop"}},
	{Elements: []string{lim + "eu/consent/agri_fin-min-3", lim + "eu/consent/coop-min-2-and-agri_fin-min-3"}},
	{Elements: []string{lim + "target/sea-text"}, Why: "the first rung above a zone, announced, is what the step amounts to"},
	{Elements: []string{lim + "aftermath/durability/shape", lim + "target/sea-force"}},
	{Elements: []string{lim + "envoy/belief/russia/reservation"}, Why: "that the gap must be bridged is a claim to be tested by a what-if, no number"},
}
