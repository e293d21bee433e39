package solution

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// maxFrontier is the largest number of points that Pareto holds at a time.
const maxFrontier = 1 << 22

// Pareto appends to dst, in ascending order, the outcomes that no other allowed
// outcome dominates. With Merge, the lowest outcome of each payoff vector is
// kept, with Keep all of them. (With T = float64, duplicates that come about by
// rounding alone may be lost, and a payoff that exceeds another's by rounding
// alone may be taken for equal.)
//
// The frontier grows issue by issue: the frontier of (prefix + issue) is that of
// the sums of the prefix's frontier and the options, since a dominated
// prefix stays dominated whatever is added. Sorted lists are merged and swept, so
// that the work depends on the frontiers and not on the number of outcomes.
//
// It returns ErrUnsupported if a feasibility function is set, since feasibility is
// not additive, ErrTooLarge if more than 2^22 points would have to be held, and
// ctx.Err() if ctx ends. It allocates until the workspace has grown to its size.
func (a *Additive[T]) Pareto(ctx context.Context, dup Duplicates, dst []int64) ([]int64, error) {
	if a.feasible != nil {
		return dst, fmt.Errorf("%w: Pareto of an Additive with a feasibility function", ErrUnsupported)
	}
	if a.empty() {
		return dst, ctx.Err()
	}
	var err error
	if a.n <= 3 {
		dst, err = a.grow.triples(a, ctx, dup, dst)
	} else {
		dst, err = a.grow.vectors(a, ctx, dup, dst)
	}
	if err != nil {
		return dst, err
	}
	return dst, nil
}

// A growth is the memory of Pareto.
type growth[T Number] struct {
	front, cand, spare []triple[T]
	heads              []int
	st                 stairs[T]
	vfront, vcand      []T
	vnum, vcandNum     []int64
	idx                []int
	kept               []int
	max                maxima[T]
}

// A triple is the payoff of a prefix for up to three parties, and its number.
type triple[T Number] struct {
	a, b, c T
	o       int64
}

// precedes orders triples downwards by payoffs and upwards by number.
func (p *triple[T]) precedes(q *triple[T]) bool {
	switch {
	case p.a != q.a:
		return p.a > q.a
	case p.b != q.b:
		return p.b > q.b
	case p.c != q.c:
		return p.c > q.c
	}
	return p.o < q.o
}

// triples grows the frontier for up to three parties.
func (g *growth[T]) triples(a *Additive[T], ctx context.Context, dup Duplicates, dst []int64) ([]int64, error) {
	g.front = append(g.front[:0], triple[T]{})
	for k, m := range a.options {
		if err := ctx.Err(); err != nil {
			return dst, err
		}
		if len(g.front)*a.cnt[k] > maxFrontier {
			return dst, fmt.Errorf("%w: frontier of more than %d points", ErrTooLarge, maxFrontier)
		}
		g.spread(a, k, int64(m))
		g.merge()
		g.sweep(a.n, dup)
	}
	from := len(dst)
	for i := range g.front {
		dst = append(dst, g.front[i].o)
	}
	slices.Sort(dst[from:])
	return dst, nil
}

// spread adds every allowed option of issue k to every point: one sorted list per
// option, which begin at heads.
func (g *growth[T]) spread(a *Additive[T], k int, m int64) {
	g.cand, g.heads = g.cand[:0], g.heads[:0]
	for _, j := range a.opt[a.off[k] : a.off[k]+a.cnt[k]] {
		var add [3]T
		copy(add[:], a.tab[int(j)*a.n:int(j)*a.n+a.n])
		l := int64(int(j) - a.off[k])
		head := len(g.cand)
		g.heads = append(g.heads, head)
		for i := range g.front {
			p := &g.front[i]
			g.cand = append(g.cand, triple[T]{p.a + add[0], p.b + add[1], p.c + add[2], p.o*m + l})
			// Rounding may have made equal what was not: restore the order.
			for q := len(g.cand) - 1; q > head && g.cand[q].precedes(&g.cand[q-1]); q-- {
				g.cand[q], g.cand[q-1] = g.cand[q-1], g.cand[q]
			}
		}
	}
	g.heads = append(g.heads, len(g.cand))
}

// merge merges the sorted lists of cand pairwise until one is left.
func (g *growth[T]) merge() {
	for len(g.heads) > 2 {
		g.spare = slices.Grow(g.spare[:0], len(g.cand))[:len(g.cand)]
		w := 0
		for h := 0; h+1 < len(g.heads); h += 2 {
			lo, mid := g.heads[h], g.heads[h+1]
			hi := mid
			if h+2 < len(g.heads) {
				hi = g.heads[h+2]
			}
			mergeTriples(g.spare[lo:hi], g.cand[lo:mid], g.cand[mid:hi])
			g.heads[w] = lo
			w++
		}
		g.heads = append(g.heads[:w], len(g.cand))
		g.cand, g.spare = g.spare, g.cand
	}
}

func mergeTriples[T Number](dst, p, q []triple[T]) {
	for len(p) > 0 && len(q) > 0 {
		if p[0].precedes(&q[0]) {
			dst[0], p = p[0], p[1:]
		} else {
			dst[0], q = q[0], q[1:]
		}
		dst = dst[1:]
	}
	copy(dst[copy(dst, p):], q)
}

// sweep filters cand into front.
func (g *growth[T]) sweep(n int, dup Duplicates) {
	g.front = g.front[:0]
	g.st.reset()
	for i := range g.cand {
		p := &g.cand[i]
		if last := len(g.front) - 1; last >= 0 {
			f := &g.front[last]
			if f.a == p.a && f.b == p.b && f.c == p.c {
				if dup == Keep {
					g.front = append(g.front, *p)
				}
				continue
			}
			if n == 1 || n == 2 && f.b >= p.b {
				continue
			}
		}
		if n < 3 || g.st.add(p.b, p.c) {
			g.front = append(g.front, *p)
		}
	}
}

// vectors grows the frontier for any number of parties.
func (g *growth[T]) vectors(a *Additive[T], ctx context.Context, dup Duplicates, dst []int64) ([]int64, error) {
	n := a.n
	g.vfront, g.vnum = g.vfront[:0], append(g.vnum[:0], 0)
	for range n {
		g.vfront = append(g.vfront, 0)
	}
	for k, m := range a.options {
		if err := ctx.Err(); err != nil {
			return dst, err
		}
		if len(g.vnum)*a.cnt[k] > maxFrontier {
			return dst, fmt.Errorf("%w: frontier of more than %d points", ErrTooLarge, maxFrontier)
		}
		g.vcand, g.vcandNum = g.vcand[:0], g.vcandNum[:0]
		for _, j := range a.opt[a.off[k] : a.off[k]+a.cnt[k]] {
			for p, o := range g.vnum {
				for i := range n {
					g.vcand = append(g.vcand, g.vfront[p*n+i]+a.tab[int(j)*n+i])
				}
				g.vcandNum = append(g.vcandNum, o*int64(m)+int64(int(j)-a.off[k]))
			}
		}
		if err := g.cull(n, dup, ctx); err != nil {
			return dst, err
		}
	}
	from := len(dst)
	dst = append(dst, g.vnum...)
	slices.Sort(dst[from:])
	return dst, nil
}

// cull filters vcand into vfront.
func (g *growth[T]) cull(n int, dup Duplicates, ctx context.Context) error {
	v, num := g.vcand, g.vcandNum
	g.idx = g.idx[:0]
	for p := range num {
		g.idx = append(g.idx, p)
	}
	slices.SortFunc(g.idx, func(p, q int) int {
		return cmp.Or(slices.Compare(v[q*n:q*n+n], v[p*n:p*n+n]), cmp.Compare(num[p], num[q]))
	})
	m := &g.max
	m.v, m.n, m.ctx, m.work, m.err = v, n, ctx, 0, nil
	g.kept = g.kept[:0]
	for k, p := range g.idx {
		if k == 0 || !slices.Equal(v[g.idx[k-1]*n:g.idx[k-1]*n+n], v[p*n:p*n+n]) {
			g.kept = append(g.kept, p)
		}
	}
	kept, err := m.front(g.kept)
	if err != nil {
		return err
	}
	g.vfront, g.vnum = g.vfront[:0], g.vnum[:0]
	next := 0
	for k, p := range g.idx {
		if next < len(kept) && kept[next] == p {
			next++
		} else if dup == Merge || next == 0 || k == 0 || !slices.Equal(v[kept[next-1]*n:kept[next-1]*n+n], v[p*n:p*n+n]) {
			continue
		}
		g.vfront = append(g.vfront, v[p*n:p*n+n]...)
		g.vnum = append(g.vnum, num[p])
	}
	return nil
}
