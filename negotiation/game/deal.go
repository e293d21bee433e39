package game

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Deal is a "Deal or No Deal" negotiation: a pool of three kinds of items,
// which two sides value differently, the pool being worth ten to either. They
// alternate offers for a fixed number of turns; who faces an offer may accept
// it in his turn instead of making one. No deal pays nothing.
//
// Lewis, M. et al. (2017). Deal or no deal? End-to-end learning for
// negotiation dialogues. EMNLP 2017, 2443–2453.
// https://doi.org/10.18653/v1/D17-1259
type Deal struct {
	Pool  [3]int
	Value [2][3]int // value of one item of each kind to each side
}

// ParseDeals reads one negotiation per line: the pool and the values of both
// sides, numbers separated by commas and the three parts by blanks.
func ParseDeals(r io.Reader) ([]Deal, error) {
	var out []Deal
	in := bufio.NewScanner(r)
	for line := 1; in.Scan(); line++ {
		parts := strings.Fields(in.Text())
		if len(parts) == 0 {
			continue
		}
		if len(parts) != 3 {
			return nil, &SyntaxError{line, 1, fmt.Sprintf("%d parts, want a pool and the values of two sides", len(parts))}
		}
		var rows [3][3]int
		at := 0
		for k, part := range parts {
			at += strings.Index(in.Text()[at:], part)
			numbers := strings.Split(part, ",")
			if len(numbers) != 3 {
				return nil, &SyntaxError{line, 1 + at, fmt.Sprintf("%d numbers, want 3", len(numbers))}
			}
			for j, text := range numbers {
				x, err := strconv.Atoi(text)
				if err != nil || x < 0 || x > 1000 {
					return nil, &SyntaxError{line, 1 + at, fmt.Sprintf("found %q, want a whole number from 0 to 1000", text)}
				}
				rows[k][j] = x
			}
			at += len(part)
		}
		out = append(out, Deal{rows[0], [2][3]int{rows[1], rows[2]}})
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("game: %w", err)
	}
	return out, nil
}

// Splits returns the payoffs of both sides from every division of the pool,
// the first side's share of the last kind running fastest.
func (d Deal) Splits() [][2]int {
	var out [][2]int
	for a := 0; a <= d.Pool[0]; a++ {
		for b := 0; b <= d.Pool[1]; b++ {
			for c := 0; c <= d.Pool[2]; c++ {
				own := [3]int{a, b, c}
				var pay [2]int
				for k, x := range own {
					pay[0] += x * d.Value[0][k]
					pay[1] += (d.Pool[k] - x) * d.Value[1][k]
				}
				out = append(out, pay)
			}
		}
	}
	return out
}

// Perfect returns the subgame perfect payoffs of the negotiation with the
// given number of turns and complete information, by backward induction. Who
// is indifferent accepts, and who is indifferent between offers makes the one
// that is better for the other side. The offer made in the last turn is never
// answered, so with an even number of turns the first side makes the last
// offer that counts.
func (d Deal) Perfect(turns int) [2]int {
	splits := d.Splits()
	var next [2]int
	for turn := turns - 2; turn >= 0; turn-- {
		i := turn % 2
		best := next
		for _, s := range splits {
			if s[1-i] >= next[1-i] && (s[i] > best[i] || s[i] == best[i] && s[1-i] > best[1-i]) {
				best = s
			}
		}
		next = best
	}
	return next
}

// Uniform returns the probability of a deal and both expected payoffs when
// both sides choose uniformly among all offers and, once there is one, its
// acceptance.
func (d Deal) Uniform(turns int) (deal float64, payoff [2]float64) {
	splits := d.Splits()
	k := float64(len(splits))
	none := 1.0
	for range turns - 1 {
		none *= k / (k + 1)
	}
	for _, s := range splits {
		payoff[0] += float64(s[0]) / k
		payoff[1] += float64(s[1]) / k
	}
	return 1 - none, [2]float64{payoff[0] * (1 - none), payoff[1] * (1 - none)}
}

// Settle returns what a split is worth if it is agreed after so many offers:
// from the third decision on every further offer costs the factor delta.
func (d Deal) Settle(split [2]int, offers int, delta float64) [2]float64 {
	factor := 1.0
	for range offers - 1 {
		factor *= delta
	}
	return [2]float64{factor * float64(split[0]), factor * float64(split[1])}
}

// DealAnchors returns the anchors about the database of 1000 negotiations that
// ships with OpenSpiel, given its deals.
//
// Lanctot, M. et al. (2019). OpenSpiel: a framework for reinforcement learning
// in games. https://arxiv.org/abs/1908.09453
func DealAnchors(deals []Deal) []Anchor {
	source := "Lewis et al. 2017; OpenSpiel bargaining, database of 1000 instances"
	mean := func(width int, f func(d Deal) []float64) func(context.Context) ([]float64, error) {
		return func(ctx context.Context) ([]float64, error) {
			sum := make([]float64, width)
			for _, d := range deals {
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				for k, x := range f(d) {
					sum[k] += x / float64(len(deals))
				}
			}
			return sum, nil
		}
	}
	best := func(of func(a, b int) int) func(d Deal) []float64 {
		return func(d Deal) []float64 {
			top := 0
			for _, s := range d.Splits() {
				top = max(top, of(s[0], s[1]))
			}
			return []float64{float64(top)}
		}
	}
	perfect := func(turns int) func(d Deal) []float64 {
		return func(d Deal) []float64 { p := d.Perfect(turns); return []float64{float64(p[0]), float64(p[1])} }
	}
	return []Anchor{
		{ID: "dond.max_product", Statement: "mean of the largest product of payoffs", Source: source, Want: []float64{56.117}, Tolerance: 1e-9, Compute: mean(1, best(func(a, b int) int { return a * b }))},
		{ID: "dond.max_welfare", Statement: "mean of the largest sum of payoffs", Source: source, Want: []float64{15.122}, Tolerance: 1e-9, Compute: mean(1, best(func(a, b int) int { return a + b }))},
		{ID: "dond.max_min", Statement: "mean of the largest smaller payoff", Source: source, Want: []float64{6.604}, Tolerance: 1e-9, Compute: mean(1, best(func(a, b int) int { return min(a, b) }))},
		{ID: "dond.pareto_size", Statement: "mean number of efficient pairs of payoffs", Source: source, Want: []float64{4.354}, Tolerance: 1e-9, Compute: mean(1, efficientPairs)},
		{ID: "dond.offers", Statement: "mean number of offers, number of pools", Source: source, Want: []float64{21.669, 31}, Tolerance: 1e-9,
			Compute: func(ctx context.Context) ([]float64, error) {
				pools := map[[3]int]bool{}
				for _, d := range deals {
					pools[d.Pool] = true
				}
				out, err := mean(1, func(d Deal) []float64 { return []float64{float64(len(d.Splits()))} })(ctx)
				return append(out, float64(len(pools))), err
			}},
		{ID: "dond.uniform", Statement: "uniform play in 10 turns: P(deal), payoffs", Source: source, Want: []float64{0.3455271025929569, 1.7276355129647845, 1.7276355129647845}, Tolerance: 1e-9,
			Compute: mean(3, func(d Deal) []float64 { p, u := d.Uniform(10); return []float64{p, u[0], u[1]} })},
		{ID: "dond.spe10", Statement: "complete information, 10 turns: mean subgame perfect payoffs", Source: source, Want: []float64{10, 2.932}, Tolerance: 1e-9, Compute: mean(2, perfect(10))},
		{ID: "dond.spe9", Statement: "complete information, 9 turns: mean subgame perfect payoffs", Source: source, Want: []float64{2.664, 10}, Tolerance: 1e-9, Compute: mean(2, perfect(9))},
	}
}

// efficientPairs returns the number of distinct pairs of payoffs that no other
// split improves for one side at no cost to the other.
func efficientPairs(d Deal) []float64 {
	splits := d.Splits()
	seen := map[[2]int]bool{}
	for _, s := range splits {
		efficient := true
		for _, t := range splits {
			if t[0] >= s[0] && t[1] >= s[1] && t != s {
				efficient = false
				break
			}
		}
		if efficient {
			seen[s] = true
		}
	}
	return []float64{float64(len(seen))}
}
