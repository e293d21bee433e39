package bargain

const (
	cs1983  = "Chatterjee & Samuelson 1983 Oper Res 31:835-851"
	ms1983  = "Myerson & Satterthwaite 1983 JET 29:265-281"
	cs1982  = "Crawford & Sobel 1982 Econometrica 50:1431-1451"
	ft1983  = "Fudenberg & Tirole 1983 RES 50:221-247; 1991 ch.10"
	flt1985 = "Fudenberg, Levine & Tirole 1985; Hart 1989 QJE"
	gsw1986 = "Stokey 1981 Bell J 12:112-128; Sobel & Takahashi 1983 RES 50:411-426; Gul, Sonnenschein & Wilson 1986"
)

// unit is the uniform law on [0, 1].
var unit = Uniform{0, 1}

// tradeAnchors are those of trade under two-sided uncertainty.
func tradeAnchors() []Anchor {
	bids := func(id, what string, k float64, want []float64, read func(SealedBids) []float64) Anchor {
		return anchor(id, what+", value and cost uniform on [0, 1]", cs1983, want,
			of(ChatterjeeSamuelson{unit, unit, k}, func(s SealedBids) result { return values(s.Certificate, read(s)...) }))
	}
	best := func(id, what string, want []float64, read func(SecondBest) []float64) Anchor {
		return anchor(id, what+", value and cost uniform on [0, 1]", ms1983, want,
			of(MyersonSatterthwaite{unit, unit}, func(s SecondBest) result { return values(s.Certificate, read(s)...) }))
	}
	return []Anchor{
		bids("cs.bid", "bid 2v/3 + 1/12 at v = 0.8", 0.5, one(0.6166666666666667), func(s SealedBids) []float64 { return one(s.Bid(0.8)) }),
		bids("cs.ask", "ask 2c/3 + 1/4 at c = 0.2", 0.5, one(0.3833333333333333), func(s SealedBids) []float64 { return one(s.Ask(0.2)) }),
		bids("cs.trade_probability", "probability of trade 9/32", 0.5, one(0.28125), func(s SealedBids) []float64 { return one(s.Trade) }),
		bids("cs.gain", "expected gains 9/64", 0.5, one(0.140625), func(s SealedBids) []float64 { return one(s.Gain) }),
		bids("cs.efficiency", "gains over first best 27/32", 0.5, one(0.84375), func(s SealedBids) []float64 { return one(s.Efficiency) }),
		bids("cs.price_mean", "mean price given trade", 0.5, one(0.5), func(s SealedBids) []float64 { return one(s.Price) }),
		bids("cs.k0.25", "k = 1/4: trade and gains", 0.25, []float64{0.2734375000000001, 0.13671875000000003}, tradeGain),
		bids("cs.k1", "k = 1: trade and gains", 1, []float64{0.25, 0.125}, tradeGain),
		bids("takeit.k1", "the buyer's take-it-or-leave-it offer: trade and gains", 1, []float64{0.25, 0.125}, tradeGain),
		best("ms.threshold", "second best trades iff v - c exceeds this", one(0.25),
			func(s SecondBest) []float64 { return one(0.75 - s.Cutoff(0.75)) }),
		best("ms.efficiency", "second best, first best, ratio", []float64{0.140625, 0.16666666666666666, 0.84375},
			func(s SecondBest) []float64 { return []float64{s.Gain, s.FirstBest, s.Efficiency} }),
		best("ms.subsidy", "subsidy that efficient trade needs", one(0.16666666666666666), func(s SecondBest) []float64 { return one(s.Subsidy) }),
		arithmetic("cgk.interval", "two partners, values uniform: shares that can be dissolved",
			"Cramton, Gibbons & Klemperer 1987 Econometrica 55:615-632", []float64{0.21132486540518708, 0.7886751345948129},
			func() ([]float64, error) {
				lo, hi, err := DissolvableShares(unit)
				return []float64{lo, hi}, err
			}),
		anchor("zopa.uniform", "reservations uniform on [0, 1]: probability of a zone, mean width", "elementary",
			[]float64{0.5, 0.3333333333333333}, of(Reservations{unit, unit},
				func(z Zone) result { return values(z.Certificate, z.Probability, z.Width) })),
	}
}

func tradeGain(s SealedBids) []float64 { return []float64{s.Trade, s.Gain} }

// informationAnchors are those of one-sided uncertainty and of talk.
func informationAnchors() []Anchor {
	list := []Anchor{
		anchor("cheaptalk.partition", "bias 0.05: intervals and cut points", cs1982, []float64{3, 0.13333333333333333, 0.4666666666666667},
			of(CheapTalk{0.05}, func(p Partition) result {
				return values(p.Certificate, append([]float64{float64(p.Intervals)}, p.Cuts[1:p.Intervals]...)...)
			})),
		anchor("cheaptalk.loss", "bias 0.05: receiver's loss", cs1982, one(0.015925925925925927),
			of(CheapTalk{0.05}, func(p Partition) result { return values(p.Certificate, p.Loss) })),
		arithmetic("cheaptalk.threshold", "talk informs iff the bias is below this", cs1982, one(0.25),
			func() ([]float64, error) { return one(InformativeBias), nil }),
		anchor("foa.normal", "arbitrator N(0.5, 0.1): offers", "Farber 1980; Brams & Merrill 1983 Mgmt Sci 29:927-941",
			[]float64{0.37466858626845, 0.62533141373155}, of(FinalOffer{Normal{0.5, 0.1}},
				func(r FinalOffers) result { return values(r.Certificate, r.Low, r.High) })),
		anchor("screening.two_period", "values 2 (with 0.6) or 1, discount 0.9: profit, skimming, commitment", ft1983,
			[]float64{1.12, 1.02, 1.2}, of(TwoPeriodScreening{2, 1, 0.9, 0.6},
				func(s Screen) result { return values(s.Certificate, s.Profit, s.Skim, s.Commit) })),
		arithmetic("screening.reservation", "values 2 and 1, discount 0.9: prices 1, 2, 3 periods before the end", flt1985,
			[]float64{1.1, 1.19, 1.271}, func() ([]float64, error) {
				m := Screening{High: 2, Low: 1, Discount: 0.9}
				return []float64{m.Reservation(1), m.Reservation(2), m.Reservation(3)}, nil
			}),
		anchor("screening.infinite.cutoffs", "values 2 and 1, discount 0.9: first two cutoffs", flt1985,
			[]float64{0.9999999999999989, 3.222222222222224}, of(Screening{2, 1, 0.9, 3},
				func(r PricePath) result { return values(r.Certificate, r.Cutoffs[:2]...) })),
		anchor("screening.infinite.value", "values 2 and 1, discount 0.9, odds 2: seller's value per low type", flt1985,
			one(3.1), of(Screening{2, 1, 0.9, 2}, func(r PricePath) result { return values(r.Certificate, r.Value) })),
	}
	for _, x := range []struct {
		id   string
		d    float64
		want []float64
	}{
		{"coase.linear.0.5", 0.5, []float64{0.41421356237309515, 0.20710678118654757}},
		{"coase.linear.0.9", 0.9, []float64{0.2402530733520421, 0.12012653667602105}},
		{"coase.linear.0.99", 0.99, []float64{0.09090909090909095, 0.04545454545454548}},
	} {
		list = append(list, anchor(x.id, "values uniform on [0, 1], no gap: first price and profit", gsw1986, x.want,
			of(CoaseLinear{x.d, 1}, func(s Skimming) result { return values(s.Certificate, s.Price, s.Profit) })))
	}
	return append(list,
		anchor("admati_perry.delay", "values 2 and 1, rate 0.1: delay of the low buyer", "Admati & Perry 1987 RES 54:345-364 (limit form derived here)",
			one(4.054651081081643), of(AdmatiPerry{2, 1, 0.1}, func(s StrategicDelay) result { return values(s.Certificate, s.Delay) })))
}
