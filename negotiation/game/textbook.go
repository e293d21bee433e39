package game

// The games behind the anchors, retyped from the literature.

// pairTable returns a two-player table game with integer payoffs
// pay[row][column] = {row player, column player}.
func pairTable(title string, rows, columns []string, pay [][][2]int64) *Normal {
	g, err := NewNormal(Table{
		Title:      title,
		Players:    []string{"1", "2"},
		Strategies: [][]string{rows, columns},
		Payoff:     func(p []int) []Number { x := pay[p[0]][p[1]]; return Ints(x[0], x[1]) },
	})
	if err != nil {
		panic(err)
	}
	return g
}

// chicken is Aumann's chicken.
func chicken() *Normal {
	moves := []string{"Yield", "Dare"}
	return pairTable("Chicken", moves, moves, [][][2]int64{{{6, 6}, {2, 7}}, {{7, 2}, {0, 0}}})
}

// battleOfSexes is the battle of the sexes of Nau, Gomez Canovas and Hansen
// (2004), section 3.
func battleOfSexes() *Normal {
	return pairTable("Battle of the sexes", []string{"Top", "Bottom"}, []string{"Left", "Right"}, [][][2]int64{{{3, 2}, {0, 0}}, {{0, 0}, {2, 3}}})
}

// ochs is the asymmetric matching pennies of Ochs (1995) with a payoff of
// nine.
func ochs() *Normal {
	return pairTable("Asymmetric matching pennies", []string{"Up", "Down"}, []string{"Left", "Right"}, [][][2]int64{{{9, 0}, {0, 1}}, {{0, 1}, {1, 0}}})
}

// end returns an end of a tree.
func end(pay ...Number) *Node { return &Node{Outcome: &Outcome{Payoff: pay}} }

// centipede is the four-move centipede of McKelvey and Palfrey (1992).
func centipede() *Extensive {
	next := end(Frac(64, 5), Frac(16, 5))
	for move := 3; move >= 0; move-- {
		small, large := Frac(1<<move, 5), Frac(4<<move, 5)
		take := end(large, small)
		if move%2 == 1 {
			take = end(small, large)
		}
		next = &Node{Player: move % 2, Actions: []Action{{Label: "TAKE", Next: take}, {Label: "PASS", Next: next}}}
	}
	return mustCompile(Tree{Title: "Centipede, four moves", Players: []string{"1", "2"}, Root: next})
}

// crisis is a crisis bargaining game after Fearon (1995): a pie of one, the
// challenger wins half the wars at a cost of 1/5, and offers 3/20 or 9/20 to a
// defender whose cost of war is 2/5 (Weak) or 1/10 (Tough) with equal chances.
func crisis() *Extensive {
	root := &Node{Player: Chance}
	for _, t := range []struct {
		name string
		war  Number
	}{{"Weak", Frac(1, 10)}, {"Tough", Frac(2, 5)}} {
		demand := &Node{Player: 0, Infoset: "A"}
		for _, o := range []struct {
			name  string
			offer int64
		}{{"Hard", 3}, {"Soft", 9}} {
			demand.Actions = append(demand.Actions, Action{Label: o.name, Next: &Node{
				Player: 1, Infoset: t.name + "|" + o.name, Title: t.name + "|" + o.name,
				Actions: []Action{
					{Label: "Accept", Next: end(Frac(20-o.offer, 20), Frac(o.offer, 20))},
					{Label: "Fight", Next: end(Frac(3, 10), t.war)},
				}}})
		}
		root.Actions = append(root.Actions, Action{Label: t.name, Prob: Frac(1, 2), Next: demand})
	}
	return mustCompile(Tree{Title: "Crisis bargaining, two cost types, two offers", Players: []string{"A", "B"}, Root: root})
}

// ultimatum is the ultimatum game over a pie with whole offers below it.
func ultimatum(pie int64) *Extensive {
	root := &Node{Player: 0}
	for k := range pie {
		root.Actions = append(root.Actions, Action{Label: Int(k).String(), Next: &Node{
			Player:  1,
			Actions: []Action{{Label: "Y", Next: end(Int(pie-k), Int(k))}, {Label: "N", Next: end(Int(0), Int(0))}},
		}})
	}
	return mustCompile(Tree{Title: "Ultimatum", Players: []string{"P", "R"}, Root: root})
}
