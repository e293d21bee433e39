package factored

// A sweep visits the rows of a group that can reach a, joins each with the
// successor of the rest in the group's ladder, and keeps the least value, packed
// as value<<sideBits | row. It returns the minimum of that and best.
//
// Everything that depends on the data is arithmetic: a branch would be
// mispredicted every other time and cost more than the rest. Go spills registers
// around a function call even if it is never made, which costs a third; and
// looking for ties costs a sixth. So there are three forms of the same loop.
type sweep int

const (
	sweepLead    sweep = iota // an earlier row has lower numbers: packing settles ties
	sweepMixed                // rows interleave: ties are reported
	sweepCrowded              // a bucket may hold many entries: it is bisected
)

// sweep chooses the form. It reports whether a value that was the best at some
// point may have occurred in two rows, unless ties are settled.
func (x *Index) sweep(g *group, a, best int64) (_ int64, tied bool) {
	switch x.loop {
	case sweepLead:
		return g.sweepLead(a, best), false
	case sweepMixed:
		return g.sweepMixed(a, best)
	}
	return g.sweepCrowded(a, best)
}

func (g *group) sweepLead(a, best int64) int64 {
	val, first, mul, shift := g.ladder.val, g.ladder.first, g.ladder.mul, g.ladder.shift&63
	falling := g.falling
	id := g.id[:len(falling)]
	least := a - val[len(val)-1]
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
		for v < rest { // rarely
			j++
			v = val[j]
		}
		d := (r+v)<<sideBits | int64(id[i])
		d -= best
		best += d & (d >> 63) // min(best, d)
	}
	return best
}

func (g *group) sweepMixed(a, best int64) (_ int64, tied bool) {
	val, first, mul, shift := g.ladder.val, g.ladder.first, g.ladder.mul, g.ladder.shift&63
	falling := g.falling
	id := g.id[:len(falling)]
	least := a - val[len(val)-1]
	for i, r := range falling {
		if r < least {
			break
		}
		rest := a - r
		rest &^= rest >> 63
		j := int(first[uint64(rest)*mul>>shift])
		j += int(uint64(val[j]-rest) >> 63)
		j += int(uint64(val[j]-rest) >> 63)
		v := val[j]
		for v < rest {
			j++
			v = val[j]
		}
		d := (r+v)<<sideBits | int64(id[i])
		if uint64(d^best) <= uint64(rowMask) {
			tied = true
		}
		d -= best
		best += d & (d >> 63)
	}
	return best, tied
}

func (g *group) sweepCrowded(a, best int64) (_ int64, tied bool) {
	l := g.ladder
	least := a - l.top()
	for i, r := range g.falling {
		if r < least {
			break
		}
		rest := a - r
		rest &^= rest >> 63
		d := (r+l.val[l.at(rest)])<<sideBits | int64(g.id[i])
		if uint64(d^best) <= uint64(rowMask) {
			tied = true
		}
		d -= best
		best += d & (d >> 63)
	}
	return best, tied
}
