package factored

import "math"

// check panics if the frame no longer describes the space of the last build.
func (x *Index) check() {
	if x.epoch != x.frame.epoch {
		panic("factored: query after a sibling was built over another space")
	}
}

// Max returns the feasible outcome with the greatest value and that value; ties
// go to the lowest outcome number. It returns None and 0 if there is none.
func (x *Index) Max() (o, u int64) {
	x.check()
	best := int64(-1)
	for i := range x.groups {
		g := &x.groups[i]
		if g.falling[0]+x.whole.top() <= best || !x.open(g) {
			continue
		}
		best = max(best, g.falling[0]+g.ladder.top())
	}
	if best < 0 {
		return None, 0
	}
	return x.succ(best)
}

// Succ returns the feasible outcome with the smallest value ≥ a and that value;
// ties go to the lowest outcome number. It returns None and 0 if there is none.
func (x *Index) Succ(a int64) (o, u int64) {
	x.check()
	switch {
	case len(x.groups) == 0 || a > x.base+x.rowTop+x.colTop:
		return None, 0
	case a <= x.base:
		return x.succ(0)
	}
	return x.succ(a - x.base)
}

// succ is Succ for a threshold a ≥ 0 above the base.
func (x *Index) succ(a int64) (o, u int64) {
	best, tied := int64(math.MaxInt64), false
	for i := range x.groups {
		g := &x.groups[i]
		if g.falling[0] < a-x.colTop {
			break // the groups' first rows fall
		}
		if g.open || x.open(g) {
			var t bool
			best, t = g.sweep(a, best)
			tied = tied || t
		}
	}
	if best == math.MaxInt64 {
		return None, 0
	}
	u = best >> sideBits
	if tied && x.layout.order == rowsMixed {
		return x.lowest(u), u + x.base
	}
	return x.number(int(best&rowMask), u), u + x.base
}

// sweep returns the minimum of best and, over the group's rows, the smallest
// value ≥ a joined with the row. It reports whether a value that was the best
// may have occurred in two rows.
//
// Everything that depends on the data is arithmetic: a branch would be
// mispredicted every other time and cost more than the rest.
func (g *group) sweep(a, best int64) (_ int64, tied bool) {
	val, first, mul, shift := g.ladder.val, g.ladder.first, g.ladder.mul, g.ladder.shift&63
	falling := g.falling
	id := g.id[:len(falling)]
	least := a - g.ladder.top()
	for i, r := range falling {
		if r < least {
			break
		}
		rest := a - r
		rest &^= rest >> 63 // max(rest, 0)
		j := int(first[uint64(rest)*mul>>shift])
		j += int(uint64(val[j]-rest) >> 63)
		j += int(uint64(val[j]-rest) >> 63)
		v := val[j]
		if v < rest {
			v = val[g.ladder.climb(j, rest)]
		}
		d := (r+v)<<sideBits | int64(id[i])
		tied = tied || uint64(d^best) <= uint64(rowMask)
		d -= best
		best += d & (d >> 63) // min(best, d)
	}
	return best, tied
}

// number returns the lowest outcome of a row with value u.
func (x *Index) number(row int, u int64) int64 {
	l := x.ladderOf(row)
	e := l.id[l.at(u-x.row[row])]
	return x.frame.rows.num[row] + x.frame.cols.num[e]
}

// ladderOf returns the suffix that belongs to a row.
func (x *Index) ladderOf(row int) *ladder {
	if len(x.groups) == 1 {
		return x.groups[0].ladder
	}
	return x.groups[x.ofRow[row]].ladder
}

// lowest returns the lowest feasible outcome with value u above the base.
func (x *Index) lowest(u int64) int64 {
	best := int64(math.MaxInt64)
	rows, cols := x.frame.rows.num, x.frame.cols.num
	for i := range x.groups {
		g := &x.groups[i]
		if g.falling[0] < u-x.colTop {
			break
		}
		if !x.open(g) {
			continue
		}
		l := g.ladder
		for i, r := range g.falling {
			rest := u - r
			if rest < 0 {
				continue
			}
			if rest > l.top() {
				break
			}
			if j := l.at(rest); l.val[j] == rest {
				best = min(best, rows[g.id[i]]+cols[l.id[j]])
			}
		}
	}
	return best
}
