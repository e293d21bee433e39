package bargain

const (
	fearon1995 = "Fearon 1995 IO 49:379-414"
	powell1996 = "Powell 1996 World Politics 48:239-267; Powell 1999 In the Shadow of Power ch.3 (one-offer reduction)"
	kydd2003   = "Kydd 2003 AJPS 47:597-611 (two-type reduction, spatial mediator loss; derived here)"
	putnam1988 = "Putnam 1988 IO 42:427-460; Schelling 1960; Iida 1993 JCR 37:403-426"
	attrition  = "Maynard Smith 1974 J Theor Biol 47:209-221; Hendricks, Weiss & Wilson 1988 IER 29:663-680"
	abreu2000  = "Abreu & Gul 2000 Econometrica 68:85-117"
)

// crisisAnchors are those of war and diplomacy.
func crisisAnchors() []Anchor {
	demand := Fearon{Power: 0.5, Cost: 0.1, CostHigh: 0.4}
	kydd := Kydd{Power: 0.5, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.7, Mediator: 0.9}
	powell := func(id string, q float64, want ...float64) Anchor {
		return anchor(id, "power 0.7, cost 0.1, private cost uniform on [0, 0.4]: offer and probability of war", powell1996, want,
			of(Powell{0.7, q, 0.1, 0.4}, func(r Appeasement) result { return values(r.Certificate, r.Offer, r.War) }))
	}
	return []Anchor{
		anchor("fearon.offer", "power 0.5, cost 0.1, private cost uniform on [0, 0.4]: demand", fearon1995, one(0.65),
			of(demand, func(r RiskReturn) result { return values(r.Certificate, r.Demand) })),
		anchor("fearon.war", "the same: probability of war", fearon1995, one(0.375),
			of(demand, func(r RiskReturn) result { return values(r.Certificate, r.War) })),
		anchor("fearon.value", "the same: payoff of the demander", fearon1995, one(0.55625),
			of(demand, func(r RiskReturn) result { return values(r.Certificate, r.Value) })),
		anchor("fearon.range", "power 0.6, costs 0.2 and 0.1: range of peace and its width", fearon1995, []float64{0.4, 0.7, 0.3},
			of(WarRange{0.6, [2]float64{0.2, 0.1}}, func(r PeaceRange) result { return values(r.Certificate, r.Low, r.High, r.Width) })),
		anchor("fearon.two_type", "costs 0.1 against 0.1 or 0.3: probability of a weak opponent above which to be hard", fearon1995+"; Powell 1999",
			one(0.5), of(FearonTypes{0.5, 0.1, 0.1, 0.3, 0.5}, func(r TwoDemands) result { return values(r.Certificate, r.Threshold) })),
		anchor("crisis_fearon.file", "power 1/2, cost 1/5, costs 2/5 or 1/10 with even odds, demands 0.85 or 0.55: war, payoffs",
			"Fearon 1995 (instance written here)", []float64{0.5, 0.575, 0.275},
			of(DemandMenu{0.5, 0.2, []float64{0.4, 0.1}, []float64{0.5, 0.5}, []float64{0.85, 0.55}},
				func(r MenuChoice) result { return values(r.Certificate, r.War, r.Value, r.Other) })),
		anchor("preventive.threshold", "discount 0.9, power 0.8, cost 0.2: drop above which to attack", fearon1995+" s.IV; Powell 2006 IO 60:169-203",
			one(0.024444444444444432), of(PreventiveWar{0.9, 0.8, 0.7, 0.2}, func(r Prevention) result { return values(r.Certificate, r.Threshold) })),
		powell("powell.q0.3", 0.3, 0.5499999999999999, 0.37500000000000006),
		powell("powell.q0.6", 0.6, 0.6, 0.24999999999999994),
		powell("powell.q0.7", 0.7, 0.7, 0),
		anchor("kydd.prior", "costs 0.1 against 0.1 or 0.3: probability of a weak opponent above which to run the risk", kydd2003, one(0.5),
			of(kydd, func(r Mediated) result { return values(r.Certificate, r.Threshold) })),
		anchor("kydd.bias", "demands 0.6 and 0.8: least ideal point of a believed mediator", kydd2003, one(0.7),
			of(kydd, func(r Mediated) result { return values(r.Certificate, r.Bias) })),
		anchor("kydd.war", "weak with 0.7: war without and with a believed mediator", kydd2003, []float64{0.3, 0},
			of(kydd, func(r Mediated) result { return values(r.Certificate, r.Alone, r.With) })),
		arithmetic("putnam.ratifier", "table at 1/2, floor 0.6, ceiling 0.45: agreement under each, width under both", putnam1988,
			[]float64{0.6, 0.45, -0.14999999999999997}, ratifiers),
		anchor("putnam.winset", "weights (5, 3, 2) from 6 and (2, 5, 3) from 4: sizes and overlap", putnam1988, []float64{3, 5, 1},
			of(WinSet{[2][]float64{{5, 3, 2}, {2, 5, 3}}, [2]float64{6, 4}}, func(r WinSets) result {
				return values(r.Certificate, float64(r.Size[0]), float64(r.Size[1]), float64(r.Overlap))
			})),
		arithmetic("critical_risk", "win 1, back down 0.3, disaster -1", "Ellsberg 1959/1968; Snyder & Diesing 1977; Powell 1990", one(0.35),
			func() ([]float64, error) { x, err := CriticalRisk{1, 0.3, -1}.Solve(); return one(x), err }),
		anchor("folk.grim", "payoffs 5, 3, 1, 0: grim trigger", "Friedman 1971 RES 38:1-12", one(0.5),
			of(PrisonersDilemma{5, 3, 1, 0}, func(r Cooperation) result { return values(r.Certificate, r.Grim) })),
		anchor("folk.tft", "payoffs 5, 3, 1, 0: tit for tat", "Axelrod 1984; Axelrod & Hamilton 1981", one(0.6666666666666666),
			of(PrisonersDilemma{5, 3, 1, 0}, func(r Cooperation) result { return values(r.Certificate, r.TitForTat) })),
	}
}

// ratifiers solves with either ratifier, and with both.
func ratifiers() ([]float64, error) {
	a, err := Ratification{Table: 0.5, Floor: 0.6, Ceiling: 1}.Solve()
	if err != nil {
		return nil, err
	}
	b, err := Ratification{Table: 0.5, Floor: 0, Ceiling: 0.45}.Solve()
	if err != nil {
		return nil, err
	}
	both, err := Ratification{Table: 0.5, Floor: 0.6, Ceiling: 0.45}.Solve()
	return []float64{a.Agreement, b.Agreement, both.Width}, err
}

// attritionAnchors are those of contests of endurance.
func attritionAnchors() []Anchor {
	even := Attrition{Prize: [2]float64{2, 2}, Cost: [2]float64{0.5, 0.5}}
	reputation := AbreuGul{Claim: [2]float64{0.6, 0.7}, Rate: [2]float64{0.1, 0.1}, Stubborn: [2]float64{0.1, 0.1}}
	stop := func(t float64) func() ([]float64, error) {
		return func() ([]float64, error) { x, err := even.Payoff(0, t); return one(x), err }
	}
	return []Anchor{
		anchor("attrition.rate", "prize 2, cost 1/2: hazard and mean length", attrition, []float64{0.25, 2},
			of(even, func(s Standoff) result { return values(s.Certificate, s.Hazard[0], s.Duration) })),
		arithmetic("attrition.indifference.1", "payoff of stopping at 1", attrition, one(0), stop(1)),
		arithmetic("attrition.indifference.5", "payoff of stopping at 5", attrition, one(0), stop(5)),
		anchor("attrition.asymmetric", "prizes 4 and 1, costs 1 and 1/2: hazards and probability that 1 wins",
			"Nalebuff & Riley 1985 J Theor Biol 113:517-527", []float64{0.5, 0.25, 0.3333333333333333},
			of(Attrition{[2]float64{4, 1}, [2]float64{1, 0.5}}, func(s Standoff) result {
				return values(s.Certificate, s.Hazard[0], s.Hazard[1], s.Win[0])
			})),
		anchor("attrition.private", "prizes uniform on [0, 1], cost 1: stopping time of prize 1/2",
			"Bishop, Cannings & Maynard Smith 1978; Riley 1980", one(0.1931471805599453),
			of(PrivateAttrition{unit, 1}, func(e Endurance) result { return values(e.Certificate, e.Stop(0.5)) })),
		anchor("attrition.private.duration", "the same: mean length", "computed here", one(0.16666666666666666),
			of(PrivateAttrition{unit, 1}, func(e Endurance) result { return values(e.Certificate, e.Duration) })),
		anchor("abreu_gul.rates", "claims 0.6 and 0.7, rates 0.1: hazards of concession", abreu2000, []float64{0.13333333333333344, 0.10000000000000007},
			of(reputation, func(r Reputation) result { return values(r.Certificate, r.Hazard[:]...) })),
		anchor("abreu_gul.T0", "stubborn with 0.1: exhaustion times and their smaller", abreu2000,
			[]float64{17.269388197455328, 23.025850929940436, 17.269388197455328},
			of(reputation, func(r Reputation) result { return values(r.Certificate, r.Exhaust[0], r.Exhaust[1], r.End) })),
		anchor("abreu_gul.atom", "probability that party 2 concedes at once", abreu2000, one(0.4376586748096509),
			of(reputation, func(r Reputation) result { return values(r.Certificate, r.AtOnce[1]) })),
		anchor("abreu_gul.payoffs", "payoffs of the rational parties", abreu2000, []float64{0.4312976024428953, 0.4},
			of(reputation, func(r Reputation) result { return values(r.Certificate, r.Payoff[:]...) })),
		arithmetic("abreu_gul.limit", "vanishing stubbornness, rates 0.1 and 0.3", abreu2000+"; Kambe 1999", []float64{0.75, 0.25},
			func() ([]float64, error) {
				x, err := AbreuGul{Rate: [2]float64{0.1, 0.3}}.Limit()
				return x[:], err
			}),
	}
}

// axiomAnchors are the models of this package that the axiomatic group names.
func axiomAnchors() []Anchor {
	return []Anchor{
		anchor("zeuthen.risk", "offers (90, 10) and (30, 70): risk limits", "Zeuthen 1930; Harsanyi 1956 Econometrica 24:144-157",
			[]float64{0.6666666666666666, 0.8571428571428571}, of(Zeuthen{[2][]float64{{90, 30}, {10, 70}}},
				func(r Concessions) result { return values(r.Certificate, r.Steps[0].Risk[:]...) })),
		anchor("nash.variable_threats", "threat game with saddle -2, best sum 5", "Nash 1953 Econometrica 21:128-140", []float64{1.5, 3.5},
			with(VariableThreats{
				First:  [][]float64{{1, -1.3333333333333333}, {-3, 4}},
				Second: [][]float64{{4, -4}, {-1, 1}},
			}, func(r ThreatResult) result { return values(r.Certificate, r.Payoff[:]...) })),
		anchor("equal_loss.line2", "frontier u2 = 2 (1 - u1): equal losses from the ideals", "Chun 1988 Econ Letters 26:103-106",
			[]float64{0.3333333333333333, 1.3333333333333333}, of(EqualLoss{Line{[2]float64{1, 2}}},
				func(p LossPoint) result { return values(p.Certificate, p.Payoff[:]...) })),
	}
}
