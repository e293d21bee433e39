package bargain

import "fmt"

const (
	bf1989      = "Baron & Ferejohn 1989 APSR 83:1181-1206; q-rule: Banks & Duggan 2000, Eraslan 2002"
	bd2000      = "Banks & Duggan 2000 APSR 94:73-88; Cho & Duggan 2003 JET 113:118-130"
	krishna1996 = "Krishna & Serrano 1996 RES 63:61-80"
)

// legislatureAnchors are those of many parties.
func legislatureAnchors() []Anchor {
	list := []Anchor{
		anchor("unanimity.cyclic", "three rotating proposers, discount 0.9: (1, d, d²)/(1+d+d²)",
			"Herrero 1985; Sutton 1986 RES 53:709-724; Osborne & Rubinstein 1990 s3.13",
			[]float64{0.36900369003690037, 0.33210332103321033, 0.2988929889298893},
			of(Unanimity{[]float64{0.9, 0.9, 0.9}}, func(r UnanimityResult) result { return values(r.Certificate, r.Shares[0]...) })),
		anchor("unanimity.shaked", "three parties: any division is an equilibrium from this discount on",
			"Shaked (reported in Sutton 1986)", one(0.5),
			of(Unanimity{[]float64{0.5, 0.5, 0.5}}, func(r UnanimityResult) result { return values(r.Certificate, r.Threshold) })),
		anchor("unanimity.exit.n3", "three parties with exit, discount 0.9", krishna1996, one(0.35714285714285715), of(Exit{0.9, 3}, exitShare)),
		anchor("unanimity.exit.n4", "four parties with exit, discount 0.9", krishna1996, one(0.27027027027027023), of(Exit{0.9, 4}, exitShare)),
	}
	for _, x := range []struct {
		n, q int
		d    float64
		want []float64
	}{
		{3, 2, 1, []float64{0.6666666666666667, 0.3333333333333333, 0.3333333333333333}},
		{3, 2, 0.9, []float64{0.7, 0.3, 0.3333333333333333}},
		{5, 3, 1, []float64{0.6, 0.2, 0.2}},
		{5, 3, 0.8, []float64{0.6799999999999999, 0.16, 0.2}},
		{3, 3, 0.9, []float64{0.4, 0.3, 0.3333333333333333}},
		{15, 9, 0.9, []float64{0.52, 0.060000000000000005, 0.06666666666666667}},
	} {
		list = append(list, anchor(fmt.Sprintf("bf.closed.n%d.q%d.d%g", x.n, x.q, x.d),
			fmt.Sprintf("%d members, quota %d, discount %g: proposer keeps, partner gets, value", x.n, x.q, x.d),
			bf1989, x.want, of(equalLegislature(x.n, x.q, x.d),
				func(c Coalitions) result { return values(c.Certificate, c.Keep[0], c.Price[0], c.Value[0]) })))
	}
	return append(list,
		anchor("bf.unequal.recognition", "majority of three, recognition (0.5, 0.3, 0.2), discount 0.9: values (11, 10, 10)/31",
			"Eraslan 2002 JET 103:11-30; Snyder, Ting & Ansolabehere 2005 AER 95:981-1004",
			[]float64{0.3548387096774194, 0.3225806451612903, 0.3225806451612903},
			of(BaronFerejohn{Recognition: []float64{0.5, 0.3, 0.2}, Discount: []float64{0.9, 0.9, 0.9}, Quota: 2},
				func(c Coalitions) result { return values(c.Certificate, c.Value...) })),
		anchor("bf.veto", "majority of three, one veto, discount 0.9: values of the veto member and another",
			"Winter 1996 APSR 90:813-823 (structure), closed form derived here",
			[]float64{0.7333333333333333, 0.13333333333333333}, of(vetoLegislature(),
				func(c Coalitions) result { return values(c.Certificate, c.Value[0], c.Value[1]) })),
		anchor("banks_duggan.linear", "ideals 0, 1/2, 1, linear loss, discount 0.9: distance of the outer proposals", bd2000,
			one(0.25), with(threeIdeals(0.9, 1), reach)),
		anchor("banks_duggan.quadratic", "ideals 0, 1/2, 1, quadratic loss, discount 0.95: distance of the outer proposals", bd2000,
			one(0.3692744729379982), with(threeIdeals(0.95, 2), reach)),
		arithmetic("romer_rosenthal", "setter 0.9, median 0.5, status quo 0.2, 0, 0.45, 0.95", "Romer & Rosenthal 1978 Public Choice 33:27-43",
			[]float64{0.8, 0.9, 0.55, 0.9}, func() ([]float64, error) {
				var list []float64
				for _, q := range []float64{0.2, 0, 0.45, 0.95} {
					r, err := RomerRosenthal{Setter: 0.9, StatusQuo: q, Voters: []float64{0.1, 0.5, 0.9}}.Solve()
					if err != nil {
						return nil, err
					}
					list = append(list, r.Proposal)
				}
				return list, nil
			}),
		anchor("kalandrakis.absorbing", "three members, status quo carried over: proposer's share and mean share in the long run",
			"Kalandrakis 2004 JET 116:294-322", []float64{1, 0.3333333333333333},
			of(Kalandrakis{0.9, [3]float64{1, 0, 0}}, func(r Dynamic) result { return values(r.Certificate, r.Proposer, r.Mean) })),
	)
}

func exitShare(r ExitResult) result { return values(r.Certificate, r.Proposer) }

// equalLegislature has n members of equal recognition and one discount.
func equalLegislature(n, quota int, d float64) BaronFerejohn {
	m := BaronFerejohn{Recognition: make([]float64, n), Discount: make([]float64, n), Quota: quota}
	for i := range n {
		m.Recognition[i], m.Discount[i] = 1/float64(n), d
	}
	return m
}

func vetoLegislature() BaronFerejohn {
	m := equalLegislature(3, 2, 0.9)
	m.Veto = []bool{true, false, false}
	return m
}

func threeIdeals(d, exponent float64) BanksDuggan {
	third := 1.0 / 3
	return BanksDuggan{
		Ideal: []float64{0, 0.5, 1}, Recognition: []float64{third, third, third},
		Discount: []float64{d, d, d}, Quota: 2, Exponent: exponent, Base: 1,
	}
}

func reach(r Interval) result { return values(r.Certificate, r.High-0.5) }
