package bargain

import "fmt"

const (
	rubinstein1982 = "Rubinstein 1982 Econometrica 50:97-109"
	brw1986        = "Binmore, Rubinstein & Wolinsky 1986 RAND 17:176-188"
	bss1989        = "Binmore, Shaked & Sutton 1989 QJE 104:753-770; Shaked & Sutton 1984"
	stahl1972      = "Ståhl 1972 Bargaining Theory"
	merlo1995      = "Merlo & Wilson 1995 Econometrica 63:371-399"
)

// offerAnchors are those of alternating offers without end.
func offerAnchors() []Anchor {
	first := func(o Offers) result { return values(o.Certificate, o.Opening[0][0]) }
	second := func(o Offers) result { return values(o.Certificate, o.Opening[1][0]) }
	rates := [2]float64{0.1, 0.3}
	list := []Anchor{
		anchor("rubinstein.spe", "proposer's share, discounts 0.9 and 0.8", rubinstein1982,
			one(0.7142857142857143), of(Rubinstein{[2]float64{0.9, 0.8}}, first)),
		anchor("rubinstein.spe.second", "share of party 1 when party 2 proposes, discounts 0.9 and 0.8", rubinstein1982,
			one(0.6428571428571429), of(Rubinstein{[2]float64{0.9, 0.8}}, second)),
		anchor("rubinstein.spe.sym", "1/(1+d), d = 0.95", rubinstein1982,
			one(0.5128205128205129), of(Rubinstein{[2]float64{0.95, 0.95}}, first)),
	}
	for _, x := range []struct {
		interval float64
		want     float64
	}{{1, 0.7861617796340153}, {0.1, 0.7537374067742509}, {0.001, 0.7500374987501036}} {
		list = append(list, anchor(fmt.Sprintf("rubinstein.interval.%g", x.interval),
			fmt.Sprintf("proposer's share, rates 0.1 and 0.3, interval %g", x.interval),
			rubinstein1982+"; "+brw1986, one(x.want), of(Rates{rates, x.interval}, first)))
	}
	return append(list,
		arithmetic("rubinstein.limit", "interval to zero: r2/(r1+r2), rates 0.1 and 0.3", brw1986, one(0.75),
			func() ([]float64, error) { x, err := Rates{Rate: rates}.Limit(); return x[:1], err }),
		anchor("rubinstein.fixed_cost.weak", "costs 0.1 and 0.05: the first proposer gets the other's cost", rubinstein1982,
			one(0.05), of(FixedCost{[2]float64{0.1, 0.05}}, lowShare)),
		anchor("rubinstein.fixed_cost.strong", "costs 0.05 and 0.1: the first proposer gets all", rubinstein1982,
			one(1), of(FixedCost{[2]float64{0.05, 0.1}}, lowShare)),
		anchor("rubinstein.fixed_cost.equal", "equal costs 0.1: lower end of the equilibrium shares", rubinstein1982,
			one(0.1), of(FixedCost{[2]float64{0.1, 0.1}}, lowShare)),
		anchor("outside.slack", "discount 0.9, option 0.3 of the responder does not bind", bss1989,
			one(0.5263157894736842), of(OutsideOption{[2]float64{0.9, 0.9}, [2]float64{0, 0.3}}, outsideFirst)),
		anchor("outside.binding", "discount 0.9, option 0.6 of the responder binds", bss1989,
			one(0.4), of(OutsideOption{[2]float64{0.9, 0.9}, [2]float64{0, 0.6}}, outsideFirst)),
		anchor("outside.principle.threshold", "critical option d/(1+d), d = 0.9", bss1989,
			one(0.4736842105263158), of(OutsideOption{Discount: [2]float64{0.9, 0.9}},
				func(o OutsideResult) result { return values(o.Certificate, o.Critical[1]) })),
		anchor("breakdown.spe", "risk 0.1 of breakdown that pays (0.2, 0.1)", brw1986,
			one(0.5684210526315789), of(Breakdown{0.1, [2]float64{0.2, 0.1}}, first)),
		arithmetic("breakdown.limit", "risk to zero: Nash solution from (0.2, 0.1)", brw1986, one(0.55),
			func() ([]float64, error) {
				x, err := Breakdown{Payoff: [2]float64{0.2, 0.1}}.Limit()
				return x[:1], err
			}),
		anchor("inside_option", "discount 0.9, flows worth (0.2, 0.1)", "Muthoo 1999 Bargaining Theory ch.6; "+brw1986,
			one(0.5684210526315789), of(InsideOption{[2]float64{0.9, 0.9}, [2]float64{0.2, 0.1}}, first)),
		rootAnchor(0.9, 0.36900369003690037),
		rootAnchor(0.99, 0.3366890003703579),
		anchor("random_proposer", "equal recognition, discounts 0.9 and 0.8: value of party 1", "Binmore 1987; Baron & Ferejohn 1989",
			one(0.6666666666666666), of(Recognition{[]float64{0.5, 0.5}, []float64{0.9, 0.8}},
				func(r RecognitionResult) result { return values(r.Certificate, r.Value[0]) })),
	)
}

func lowShare(s ShareRange) result { return values(s.Certificate, s.Low) }

func outsideFirst(o OutsideResult) result { return values(o.Certificate, o.Opening[0][0]) }

// rootAnchor is the share under utilities √x and 1-x.
func rootAnchor(d, want float64) Anchor {
	pie := Powers{A: 0.5, B: 1}
	return anchor(fmt.Sprintf("rubinstein.sqrt.%g", d), fmt.Sprintf("utilities √x and 1-x, discount %g: share 1/(1+d+d²)", d),
		rubinstein1982+"; Hoel 1986", one(want), of(AlternatingOffers{pie, [2]float64{d, d}},
			func(o Offers) result { return values(o.Certificate, pie.Share(0, o.Opening[0][0])) }))
}

// finiteAnchors are those with a last period, a stochastic pie or one offer.
func finiteAnchors() []Anchor {
	var list []Anchor
	for _, x := range []struct {
		periods int
		want    float64
	}{{1, 1}, {2, 0.09999999999999998}, {3, 0.9100000000000001}, {4, 0.181}, {5, 0.8371000000000001}, {10, 0.342800821}} {
		list = append(list, anchor(fmt.Sprintf("stahl.T%d", x.periods),
			fmt.Sprintf("%d periods, discount 0.9: (1-(-d)^T)/(1+d)", x.periods), stahl1972,
			one(x.want), with(Stahl{Frontier: Line{[2]float64{1, 1}}, Discount: [2]float64{0.9, 0.9}, Horizon: x.periods}, opener)))
	}
	return append(list,
		anchor("stahl.asym.T4", "4 periods, discounts 0.9 and 0.8", stahl1972, one(0.344),
			with(Stahl{Frontier: Line{[2]float64{1, 1}}, Discount: [2]float64{0.9, 0.8}, Horizon: 4}, opener)),
		anchor("merlo_wilson.delay", "pie 1 or 2 at random, discount 0.9: total value 1/(1-d/2)", merlo1995,
			one(1.8181818181818181), of(coinPie(0.9), meanValue)),
		anchor("merlo_wilson.nodelay", "pie 1 or 2 at random, discount 0.6: no delay", merlo1995,
			one(1.5), of(coinPie(0.6), meanValue)),
		arithmetic("merlo_wilson.threshold", "pie 1 or 2 at random: delay above this discount", merlo1995,
			one(0.6666666666666666), func() ([]float64, error) {
				d, err := DelayThreshold([]float64{1, 2}, []float64{0.5, 0.5})
				return one(d), err
			}),
		arithmetic("ultimatum.fehr_schmidt.accept", "least share accepted at envy 1/2, 1, 2", "Fehr & Schmidt 1999 QJE 114:817-868",
			[]float64{0.25, 0.3333333333333333, 0.4}, func() ([]float64, error) {
				var list []float64
				for _, envy := range []float64{0.5, 1, 2} {
					t, err := FehrSchmidt{Envy: envy}.Threshold()
					if err != nil {
						return nil, err
					}
					list = append(list, t)
				}
				return list, nil
			}),
		anchor("ultimatum.spe.discrete", "pie of 4 units: offers if the responder accepts, or refuses, when indifferent",
			"Güth, Schmittberger & Schwarze 1982 JEBO 3:367-388", []float64{0, 1}, with(Ultimatum{4},
				func(r UltimatumResult) result {
					return values(r.Certificate, float64(r.Offers[0]), float64(r.Offers[1]))
				})),
	)
}

func opener(s Schedule) result { return values(s.Certificate, s.Payoff[0]) }

// coinPie draws a pie of 1 or 2 with even odds every period.
func coinPie(d float64) MerloWilson {
	half := []float64{0.5, 0.5}
	return MerloWilson{Pie: []float64{1, 2}, Transition: [][]float64{half, half}, Discount: d, Recognition: half}
}

func meanValue(r StochasticSurplus) result {
	return values(r.Certificate, (r.Value[0]+r.Value[1])/2)
}
