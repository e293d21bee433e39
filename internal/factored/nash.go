package factored

import "github.com/parleylab/parley/internal/detmath"

// nashSlip covers, relative to the sum of weights, the rounding errors of a score
// of up to 2^6 parties with gains below 2^46.
const nashSlip = 1e-11

// Nash returns the feasible outcome that maximises the weighted Nash product
// Π (value_i − floor_i)^weight_i among those that give everybody a positive
// gain, or None and false if there is no such outcome. Weights must be positive
// and finite; floors must lie within ±2^44, those further out are taken for ±2^44.
//
// Products are compared by their logarithm, the score
//
//	weight_0·log(gain_0) + weight_1·log(gain_1) + …
//
// summed from left to right in float64 without fused operations. Outcomes whose
// scores are equal as floats tie, and the lowest number wins; so do those with
// equal gains, but products that differ by less than rounding may be ordered by
// rounding.
//
// Method: by the weighted inequality of arithmetic and geometric means an outcome
// beats the incumbent y only if Σ weight_i·gain_i/gain_i(y) > Σ weight_i, the
// tangent plane at y, which is one more budget for the walk.
//
// Nash, J. (1950). The bargaining problem. Econometrica 18(2), 155–162.
// https://doi.org/10.2307/1907266
func (q *Search) Nash(tabs [][]int64, floor []int64, weight []float64, sp *Space) (o int64, ok bool) {
	if !q.enter(sp) {
		return None, false
	}
	q.price(tabs, floor)
	q.weight = weight
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
	start := q.picked()
	copy(q.gain, q.slack)
	q.start = q.scoreGain()
	q.dominate(&q.rule)
	q.tangent()
	q.aim(bestProduct, sp)
	q.best, q.score = start, q.start
	q.walk()
	return q.best, true
}

// setNashRule lets the dominance rule remove a choice only if the product of any
// outcome that uses it is smaller by more than rounding errors.
func (q *Search) setNashRule() {
	total := 0.0
	for _, w := range q.weight[:q.rows] {
		total += w
	}
	q.rule.quorum = 1
	for r, w := range q.weight[:q.rows] {
		q.rule.edge[r] = int64(float64(q.budget[r]+1)*(nashSlip*total/w)) + 1
	}
}

// scoreGain returns the score of an outcome that leaves the slack in gain.
func (q *Search) scoreGain() float64 {
	sum := 0.0
	for r, w := range q.weight[:q.rows] {
		sum += float64(w * detmath.Log(float64(q.gain[r]+1)))
	}
	return sum
}

// tangent makes the tangent plane at the picks the Lagrangian row. Weights are
// rounded up, so the integer plane lies above the real one and the picks, or what
// dominates them, stay in budget.
func (q *Search) tangent() {
	total, reach := 0.0, 0.0
	for r, w := range q.weight[:q.rows] {
		total += w
		reach += float64(w*float64(q.budget[r]+1)) / float64(q.slack[r]+1)
	}
	q.scale = float64(int64(1)<<59) / float64(len(q.lo)+1) / reach
	clear(q.lambda)
	for r, w := range q.weight[:q.rows] {
		q.lambda[r] = int64(float64(float64(w*q.scale)*(1+1e-15))/float64(q.slack[r]+1)) + 1
	}
	need := int64(float64(q.scale*total)*(1-nashSlip)) - 1
	for _, l := range q.lambda[:q.rows] {
		need -= l // slack is one less than the gain
	}
	q.bind()
	q.budget[q.width-1] -= need
	q.tighten()
}

// improveScore compares an outcome the walk has reached with the incumbent. From
// the tangent plane at the start, with scores s ≥ start, e^x ≥ 1+x gives
// Σ weight·gain/gain(start) ≥ Σ weight + s − start for whatever reaches s.
func (q *Search) improveScore(o int64) {
	s := q.scoreGain()
	if s < q.score || s == q.score && o > q.best {
		return
	}
	q.best, q.score = o, s
	lift := int64(float64(q.scale * (s - q.start)))
	q.raise[0][q.width-1] = max(lift, 0)
	q.raise[1][q.width-1] = max(lift, 0)
}
