package negotiation

import (
	"sync"

	"github.com/parleylab/parley/internal/detmath"
)

// A drawer draws one quantity: its quantile function compiled for the loop. A
// draw is offset + scale times a shape of few parameters, turned around if flip
// is set, and held between lo and hi. It fits two cache lines, has no interface
// call for the library's own types, and allocates nothing.
type drawer struct {
	kind          drawKind
	flip          bool
	offset, scale float64
	a, b          float64 // of the shape
	lo, hi        float64
	table         *detmath.QuantileTable
	rare          *rareShape
}

// drawKind says how the shape of a drawer is computed.
type drawKind uint8

const (
	drawExact      drawKind = iota // offset alone
	drawUniform                    // p
	drawTable                      // table at p
	drawTriangle                   // triangle at p, mode a
	drawNormal                     // standard normal quantile
	drawLogNormal                  // exp(a + b z)
	drawLogUniform                 // exp(a + b p)
	drawDiscrete                   // rare.steps
	drawEmpirical                  // rare.steps.values, sorted
	drawForeign                    // rare.q
)

// rareShape keeps what few quantities need out of the drawer.
type rareShape struct {
	steps *steps
	q     Quantity
}

// tableError is the largest error of a table, as a share of the distribution's
// range. A shape that cannot be tabulated as well is computed in every draw.
const tableError = 1e-10

// at returns the quantity's value at probability p, in (0, 1).
func (d *drawer) at(p float64) float64 {
	if d.flip {
		p = opposite(p)
	}
	var x float64
	switch d.kind {
	case drawExact:
		return d.offset
	case drawUniform:
		x = p
	case drawTable:
		x = d.table.At(p)
	case drawTriangle:
		x = triangle(p, d.a)
	default:
		x = d.slow(p)
	}
	return max(d.lo, min(d.offset+float64(d.scale*x), d.hi))
}

// slow computes the shapes that are rarer or dearer.
func (d *drawer) slow(p float64) float64 {
	switch d.kind {
	case drawNormal:
		return detmath.NormalQuantile(p)
	case drawLogNormal:
		return detmath.Exp(d.a + float64(d.b*detmath.NormalQuantile(p)))
	case drawLogUniform:
		return detmath.Exp(d.a + float64(d.b*p))
	case drawDiscrete:
		return d.rare.steps.at(p)
	case drawEmpirical:
		return ranked(d.rare.steps.values, p)
	}
	return d.rare.q.Quantile(p)
}

// newDrawer compiles q, which must be valid. Tables are taken from and added to
// the cache, by shape, so that quantities that differ in place and scale share
// one; a nil cache shares nothing.
func newDrawer(q Quantity, cache *tableCache) drawer {
	if x, ok := isExact(q); ok {
		return drawer{kind: drawExact, offset: x}
	}
	core, scale, offset := unwrap(q)
	d := drawer{offset: offset, scale: scale, flip: scale < 0}
	d.lo, d.hi = support(q)
	switch t := core.(type) {
	case Uniform:
		d.kind = drawUniform
		d.stretch(t.Min, t.Max)
	case Triangular:
		d.kind, d.a = drawTriangle, t.peak()
		d.stretch(t.Min, t.Max)
	case PERT:
		d.tabulate(t.shape(), cache)
		d.stretch(t.Min, t.Max)
	case Beta:
		d.tabulate(t, cache)
	case TruncatedNormal:
		a, b := t.ends()
		d.tabulate(truncatedShape{a, b}, cache)
		d.stretch(t.Min, t.Max)
	case Normal:
		d.kind = drawNormal
		d.affine(t.Mean, t.SD)
	default:
		d.other(core)
	}
	return d
}

// other compiles the kinds that slow computes without a change of scale.
func (d *drawer) other(core Quantity) {
	switch t := core.(type) {
	case LogNormal:
		d.kind, d.a, d.b = drawLogNormal, t.Mu, t.Sigma
	case LogUniform:
		d.kind = drawLogUniform
		d.a, d.b = t.logs()
	case Discrete:
		d.kind, d.rare = drawDiscrete, &rareShape{steps: newSteps(t.Values, t.Weights)}
	case Empirical:
		d.kind, d.rare = drawEmpirical, &rareShape{steps: &steps{values: sortedCopy(t.Values)}}
	default:
		d.kind, d.rare = drawForeign, &rareShape{q: core}
	}
}

// stretch folds a shape on [0, 1] that stands for lo to hi into the drawer.
func (d *drawer) stretch(lo, hi float64) { d.affine(lo, hi-lo) }

// affine folds the inner change offset + scale x into the drawer.
func (d *drawer) affine(offset, scale float64) {
	d.offset += float64(d.scale * offset)
	d.scale *= scale
}

// tabulate makes the drawer read shape, a distribution on [0, 1], from a table.
func (d *drawer) tabulate(shape Quantity, cache *tableCache) {
	d.kind, d.table = drawTable, cache.table(shape)
	if !(d.table.MaxError() <= tableError) {
		d.kind, d.table, d.rare = drawForeign, nil, &rareShape{q: shape}
	}
}

// truncatedShape is a standard normal between two ends, as a share of the way.
type truncatedShape struct{ a, b float64 }

// Quantile returns the share of the way from a to b.
func (t truncatedShape) Quantile(p float64) float64 {
	return (detmath.TruncatedNormalQuantile(p, 0, 1, t.a, t.b) - t.a) / (t.b - t.a)
}

// A tableCache holds the quantile tables of a program and of its what-ifs, by
// shape. It is safe for concurrent use.
type tableCache struct {
	mu     sync.Mutex
	tables map[Quantity]*detmath.QuantileTable
}

func newTableCache() *tableCache {
	return &tableCache{tables: map[Quantity]*detmath.QuantileTable{}}
}

// table returns the table of a shape, which must be comparable.
func (c *tableCache) table(shape Quantity) *detmath.QuantileTable {
	if c == nil {
		return detmath.NewQuantileTable(shape.Quantile)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.tables[shape]
	if t == nil {
		t = detmath.NewQuantileTable(shape.Quantile)
		c.tables[shape] = t
	}
	return t
}
