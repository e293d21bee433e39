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
	a -= x.base
	if len(x.groups) > 1 || !x.groups[0].open || x.loop != sweepLead {
		return x.succ(a)
	}
	// The common case once more, without calls and branches it does not need.
	best := x.groups[0].sweepLead(a, math.MaxInt64)
	if best == math.MaxInt64 {
		return None, 0
	}
	row, l := best&rowMask, x.groups[0].ladder
	u = best >> sideBits
	e := l.id[l.walk(u-x.row[row])]
	return x.frame.rows.num[row] + x.frame.cols.num[e], u + x.base
}

// succ is Succ for a threshold a ≥ 0 above the base.
func (x *Index) succ(a int64) (o, u int64) {
	best, tied := int64(math.MaxInt64), false
	for i := range x.groups {
		g := &x.groups[i]
		if g.falling[0] < a-x.colTop {
			break // the groups' first rows fall
		}
		if !g.open && !x.open(g) {
			continue
		}
		var t bool
		best, t = x.sweep(g, a, best)
		tied = tied || t
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
