package factored

import "math/bits"

// Costs in nanoseconds, measured; only their ratios matter. A probe takes 2.4 ns,
// but only rows that can reach the threshold are probed: about three in ten while
// a party concedes from its best outcome.
const (
	costProbe  = 0.7 // one row in one query
	costMixed  = 0.9 // the same when rows interleave, which makes ties dearer
	costRow    = 6.0 // listing and sorting one row
	costSuffix = 4.3 // listing and sorting one entry of the suffix
	costSieve  = 2.0 // copying one entry to the list of a signature
	costGroup  = 6.0 // one signature in one query
)

// sieveMax is the most entries that the lists of all signatures may have.
const sieveMax = int64(1) << 24

// exhaustiveMax is the number of atoms up to which every cut is tried.
const exhaustiveMax = 12

// A cutter looks for the cheapest cut. Issues joined by pairs form an atom and
// move together.
type cutter struct {
	shape   *Shape
	boxes   []Box
	queries float64
	atoms   [][]int

	row  []bool // candidate: per issue
	best []bool
	cost float64 // of best
}

func newCutter(s *Shape, boxes []Box, pairs [][2]int, queries int) *cutter {
	root := make([]int, s.Issues())
	for k := range root {
		root[k] = k
	}
	find := func(k int) int {
		for root[k] != k {
			k = root[k]
		}
		return k
	}
	for _, p := range pairs {
		a, b := find(p[0]), find(p[1])
		root[max(a, b)] = min(a, b)
	}
	c := &cutter{shape: s, boxes: boxes, queries: float64(max(queries, 1)), row: make([]bool, len(root))}
	at := make([]int, len(root))
	for k := range root {
		r := find(k)
		if r == k {
			at[k] = len(c.atoms)
			c.atoms = append(c.atoms, nil)
		}
		c.atoms[at[r]] = append(c.atoms[at[r]], k)
	}
	return c
}

// widest returns the most combinations an atom has.
func (c *cutter) widest() int64 {
	most := int64(1)
	for _, a := range c.atoms {
		n := int64(1)
		for _, k := range a {
			n *= int64(c.shape.options[k])
		}
		most = max(most, n)
	}
	return most
}

// search finds the best cut and reports whether there is any.
func (c *cutter) search() bool {
	if len(c.atoms) <= exhaustiveMax {
		for set := uint(0); set < 1<<len(c.atoms); set++ {
			for a := range c.atoms {
				c.put(a, set>>a&1 == 1)
			}
			c.try()
		}
		return c.best != nil
	}
	for n := range len(c.atoms) + 1 {
		for a := range c.atoms {
			c.put(a, a < n)
		}
		c.try()
	}
	c.grab()
	if c.best != nil {
		for c.improve() {
		}
	}
	return c.best != nil
}

// grab tries the cut that gives the atoms, widest first, to the smaller side.
// Where prefixes fail because sizes are uneven, this one often fits.
func (c *cutter) grab() {
	size := func(a int) int64 {
		n := int64(1)
		for _, k := range c.atoms[a] {
			n *= int64(c.shape.options[k])
		}
		return n
	}
	given := make([]bool, len(c.atoms))
	side := [2]int64{1, 1}
	for range c.atoms {
		next := -1
		for a := range c.atoms {
			if !given[a] && (next < 0 || size(a) > size(next)) {
				next = a
			}
		}
		given[next] = true
		smaller := 0
		if side[1] < side[0] {
			smaller = 1
		}
		if size(next) > sideMax/side[smaller] {
			return
		}
		side[smaller] *= size(next)
		c.put(next, smaller == 1)
	}
	c.try()
}

// improve moves one atom across the cut, or exchanges two, if that is cheaper.
func (c *cutter) improve() bool {
	was := c.cost
	for a := range c.atoms {
		for b := a; b < len(c.atoms); b++ {
			copy(c.row, c.best)
			c.put(a, !c.best[c.atoms[a][0]])
			if b != a {
				c.put(b, !c.best[c.atoms[b][0]])
			}
			if c.try(); c.cost < was {
				return true
			}
		}
	}
	return false
}

// put lays atom a on one side.
func (c *cutter) put(a int, isRow bool) {
	for _, k := range c.atoms[a] {
		c.row[k] = isRow
	}
}

// try makes the candidate the best if it is possible and cheaper.
func (c *cutter) try() {
	if cost, ok := c.price(); ok && (c.best == nil || cost < c.cost) {
		c.best = append(c.best[:0], c.row...)
		c.cost = cost
	}
}

// price returns the expected cost of the candidate, and whether it is possible.
func (c *cutter) price() (cost float64, ok bool) {
	side := [2]int64{1, 1}
	for k, isRow := range c.row {
		i := 0
		if isRow {
			i = 1
		}
		n := int64(c.shape.options[k])
		if n > sideMax/side[i] {
			return 0, false
		}
		side[i] *= n
	}
	probe := costMixed
	if leads(c.row) {
		probe = costProbe
	}
	rows, suffix := float64(side[1]), float64(side[0])
	cost = float64(c.queries*rows*probe) + float64(rows*costRow) + float64(suffix*costSuffix)
	sigs, ok := c.signatures(side[1])
	if !ok || (sigs-1)*side[0] > sieveMax {
		return 0, false
	}
	extra := float64(sigs - 1)
	return cost + float64(extra*(float64(suffix*costSieve)+float64(c.queries*costGroup))), true
}

// signatures bounds the number of sets of crossing boxes that rows can satisfy,
// and reports whether the crossing boxes fit into a signature. Options of a row
// issue that are inside the same boxes count once.
func (c *cutter) signatures(rows int64) (int64, bool) {
	var cross []int
	for b, box := range c.boxes {
		if onRows, onCols := box.sides(c.row); onRows && onCols {
			cross = append(cross, b)
		}
	}
	if len(cross) == 0 {
		return 1, true
	}
	if len(cross) > crossMax {
		return 0, false
	}
	in := newMasks(c.shape, c.boxes, cross)[0].in
	classes := int64(1)
	for k, isRow := range c.row {
		if isRow {
			classes *= distinct(in[c.shape.offset[k]:c.shape.offset[k+1]])
		}
	}
	return min(rows, classes, 1<<min(len(cross), bits.Len64(uint64(rows)))), true
}

// distinct counts the different words in ws.
func distinct(ws []uint64) int64 {
	n := int64(0)
	for i, w := range ws {
		fresh := int64(1)
		for _, v := range ws[:i] {
			if v == w {
				fresh = 0
			}
		}
		n += fresh
	}
	return n
}
