package factored

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
)

const (
	// nashCells is the number of cells per unit of mean log gain.
	nashCells = 1 << 30

	// nashSlip covers, relatively, the rounding errors of a score and of the
	// tangent plane.
	nashSlip = 1e-12
)

// Nash returns the feasible outcome that maximises the weighted Nash product
// Π (value_i − floor_i)^weight_i among those that give everybody a positive
// gain, or None and false if there is no such outcome. Weights must be positive
// and finite; floors must lie within ±2^44, those further out are taken for ±2^44.
//
// Products are compared by the score, the logarithm of the weighted geometric
// mean of gains,
//
//	(weight_0·log gain_0 + weight_1·log gain_1 + …) / (weight_0 + weight_1 + …)
//
// with both sums taken from left to right in float64 and without fused
// operations, rounded to the nearest multiple of 2^-30. Outcomes with the same
// rounded score tie, and the lowest number wins. So outcomes with the same
// product tie, as they would not after rounding errors, and two with different
// products may only if their mean gains differ by less than one part in 2^30.
//
// Method: by the weighted inequality of arithmetic and geometric means an outcome
// reaches the score of the incumbent y only if Σ weight_i·gain_i/gain_i(y) ≥
// Σ weight_i, the tangent plane at y, which is one more budget for the walk; and
// the nearer the best point of the domain lies to that plane, the nearer every
// gain must be to its share in it.
//
// Nash, J. (1950). The bargaining problem. Econometrica 18(2), 155–162.
// https://doi.org/10.2307/1907266
func (q *Search) Nash(tabs [][]int64, floor []int64, weight []float64, sp *Space) (o int64, ok bool) {
	if !q.enter(sp) {
		return None, false
	}
	q.price(tabs, floor)
	q.weigh(weight)
	for r := range q.rows {
		q.budget[r]-- // a gain of one is the least positive gain
	}
	if !q.tighten() {
		return None, false
	}
	q.setNashRule()
	if !q.seek(sp) {
		return None, false
	}
	q.ask = bestProduct
	q.climb()
	q.aim(bestProduct, sp)
	q.best = q.picked()
	copy(q.gain, q.slack)
	q.tangent()
	q.dominate()
	q.walk()
	return q.best, true
}

// weigh takes the weights of the parties.
func (q *Search) weigh(weight []float64) {
	q.weight = weight
	q.total = 0
	for r, w := range weight[:q.rows] {
		q.total += w
		q.lift[r] = 1
	}
}

// setNashRule lets the dominance rule remove a choice with a lower number only if
// the score of any outcome that uses it is lower by more than a cell: a loss of d
// lowers log gain by at least d over the greatest gain.
func (q *Search) setNashRule() {
	q.rule.quorum = 1
	for r, w := range q.weight[:q.rows] {
		cell := (1.0/nashCells + nashSlip) * q.total / w
		q.rule.edge[r] = int64(min(float64(q.budget[r]+2)*cell, 0x1p60)) + 2
	}
}

// scoreGain returns the score of the outcome that leaves the slack in gain.
func (q *Search) scoreGain() float64 {
	sum := 0.0
	for r, w := range q.weight[:q.rows] {
		sum += float64(w * detmath.Log(float64(q.gain[r]+q.lift[r])))
	}
	return sum / q.total
}

// nashCell rounds a score to a whole number of cells.
func nashCell(score float64) float64 {
	return math.Floor(float64(score*nashCells) + 0.5)
}

// tangent makes the tangent plane at the incumbent, whose slack is in gain, the
// Lagrangian row, and strikes out what cannot tie with it.
func (q *Search) tangent() {
	q.start = q.scoreGain()
	q.cell = nashCell(q.start)
	q.touch()
	q.bind()
	q.reach = q.budget[q.width-1]
	for _, l := range q.lambda[:q.rows] {
		q.reach += l // slack is one less than the gain
	}
	q.needed = q.need(q.cell)
	q.budget[q.width-1] = q.reach - q.needed
	for r := range q.rows {
		low := max(q.leastGain(r, q.needed), 1)
		q.lift[r] = low
		q.budget[r] -= low - 1
	}
	q.tighten()
	q.demandProduct()
}

// touch sets the integer weights of the plane and the value that touching gains
// have on it. With r_i the ratio of party i's part of that value to its weight,
// whose weighted mean is one, the value of any outcome with at least the score of
// the incumbent is at least value·Π r_i^p_i, and log r ≥ 1 − 1/r.
func (q *Search) touch() {
	reach := 0.0
	for r, w := range q.weight[:q.rows] {
		reach += float64(w*float64(q.budget[r]+1)) / float64(q.gain[r]+1)
	}
	scale := float64(int64(1)<<59) / float64(len(q.lo)+1) / reach
	clear(q.lambda)
	value := int64(0)
	for r, w := range q.weight[:q.rows] {
		q.lambda[r] = int64(float64(w*scale)/float64(q.gain[r]+1)) + 1
		value += q.lambda[r] * (q.gain[r] + 1)
	}
	uneven := -1.0
	for r, w := range q.weight[:q.rows] {
		p := w / q.total
		uneven += float64(p*p) * float64(value) / float64(q.lambda[r]*(q.gain[r]+1))
	}
	q.plane = float64(value) * (1 - max(uneven, 0) - nashSlip)
}

// need returns a value that every outcome whose score is in the given cell or
// above has on the plane at least: e^x ≥ 1+x for the step from the start.
func (q *Search) need(cell float64) int64 {
	step := float64((cell-0.5)/nashCells) - q.start
	return int64(q.plane*(1+step-nashSlip)) - 1
}

// leastGain returns a gain that party r cannot be below in an outcome of at least
// the given value on the plane and the score that goes with it. If its part is u
// times its share of the greatest value B there is, the mean log of parts is at
// most log B − p(1−u)²/2, and log B − log value ≤ B/value − 1.
func (q *Search) leastGain(r int, value int64) int64 {
	if value <= 0 {
		return 0
	}
	most := float64(q.reach)
	gap := max(most/float64(value)-1, 0) + nashSlip
	p := q.weight[r] / q.total
	u := 1 - math.Sqrt(2*gap/p) - nashSlip
	return int64(max(p*most*u/float64(q.lambda[r]), 0))
}

// demandProduct raises what later outcomes need to tie with the incumbent's cell
// and to be above it.
func (q *Search) demandProduct() {
	for set, raise := range q.raise {
		need := q.need(q.cell + float64(set))
		raise[q.width-1] = need - q.needed
		for r := range q.rows {
			raise[r] = max(q.leastGain(r, need)-q.lift[r], 0)
		}
	}
}

// improveScore makes the outcome o that the walk has reached the incumbent if it
// is better or ties with a lower number.
func (q *Search) improveScore(o int64) {
	c := nashCell(q.scoreGain())
	if c < q.cell || c == q.cell && o > q.best {
		return
	}
	q.best = o
	if c > q.cell {
		q.cell = c
		q.demandProduct()
	}
}
