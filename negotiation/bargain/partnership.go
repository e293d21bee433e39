package bargain

import (
	"fmt"
	"math"
)

// Partnership is the dissolution of a jointly owned good: partner i owns the share
// Share[i] and values the whole at a private draw from Value. An efficient,
// voluntary mechanism that needs no outside money exists if and only if
//
//	Σ_i [ ∫_{v_i}^{top} (1-F(u)) u dG(u) - ∫_{bottom}^{v_i} F(u) u dG(u) ] ≥ 0,
//
// with G = F^(n-1) and F(v_i)^(n-1) = Share[i]. Equal shares can always be
// dissolved; sole ownership, the bilateral trade of MyersonSatterthwaite, never.
//
// Cramton, P., Gibbons, R. and Klemperer, P. (1987). Dissolving a partnership
// efficiently. Econometrica 55(3), 615-632. https://doi.org/10.2307/1913602
type Partnership struct {
	// Value is the law of a partner's value, bounded.
	Value Distribution
	// Share is what each partner owns, summing to one; its length is in [2, 100].
	Share []float64
}

// Dissolution is the answer to Partnership.
type Dissolution struct {
	// Possible says whether the partnership can be dissolved efficiently.
	Possible bool
	// Surplus is the sum above: what is left of the gains after the partners'
	// information rents; negative, the subsidy that is missing.
	Surplus     float64
	Certificate Certificate
}

// Solve returns the answer by Gauss-Legendre quadrature over quantiles; a
// surplus within 1e-12 of the top value below zero counts as zero.
func (m Partnership) Solve() (Dissolution, error) {
	f := faults{model: "Partnership"}
	f.distribution("Value", m.Value, true)
	f.size("Share length", len(m.Share), 2, 100)
	f.probabilities("Share", m.Share)
	if err := f.err(); err != nil {
		return Dissolution{}, err
	}
	var d Dissolution
	for _, share := range m.Share {
		d.Surplus += m.term(share)
	}
	lo, hi := ends(m.Value)
	scale := max(math.Abs(lo), math.Abs(hi))
	d.Possible = d.Surplus >= -1e-12*scale
	d.Certificate = m.certify(d, scale)
	return d, nil
}

// term is the bracket of one partner in quantiles t = F(u), where
// dG = (n-1) t^(n-2) dt.
func (m Partnership) term(share float64) float64 {
	n := float64(len(m.Share))
	cut := math.Pow(share, 1/(n-1))
	above := integral(func(t float64) float64 {
		return (1 - t) * m.Value.Quantile(t) * (n - 1) * math.Pow(t, n-2)
	}, cut, 1)
	below := integral(func(t float64) float64 {
		return m.Value.Quantile(t) * (n - 1) * math.Pow(t, n-1)
	}, 0, cut)
	return above - below
}

// certify evaluates the sum by the midpoint rule in values instead of quantiles.
func (m Partnership) certify(d Dissolution, scale float64) Certificate {
	var c check
	n := float64(len(m.Share))
	lo, hi := ends(m.Value)
	sum := 0.0
	const cells = 4000
	seen := map[float64]float64{} // equal shares have equal terms
	for _, share := range m.Share {
		part, ok := seen[share]
		if !ok {
			for k := range cells {
				a, b := lo+(hi-lo)*float64(k)/cells, lo+(hi-lo)*float64(k+1)/cells
				fa, fb := m.Value.CDF(a), m.Value.CDF(b)
				u, mid := (a+b)/2, (fa+fb)/2
				weight := math.Pow(fb, n-1) - math.Pow(fa, n-1)
				if math.Pow(mid, n-1) > share {
					part += (1 - mid) * u * weight
				} else {
					part -= mid * u * weight
				}
			}
			seen[share] = part
		}
		sum += part
	}
	c.equal(sum/scale/n, d.Surplus/scale/n)
	return c.certificate(fmt.Sprintf("the sum on %d cells of values", cells), 2e-3)
}

// DissolvableShares returns the range of the first partner's share for which a
// partnership of two can be dissolved efficiently: for values uniform on [0, 1],
// [r, 1-r] with r = (1 - 1/√3)/2. A law of values under which even equal shares
// cannot be dissolved is ErrScope.
//
// Cramton, P., Gibbons, R. and Klemperer, P. (1987), as for Partnership.
func DissolvableShares(value Distribution) (low, high float64, err error) {
	m := Partnership{Value: value, Share: []float64{0.5, 0.5}}
	d, err := m.Solve()
	if err != nil {
		return 0, 0, err
	}
	if !d.Possible {
		return 0, 0, scope("Partnership", "equal shares leave a surplus of %v", d.Surplus)
	}
	low = bisect(func(s float64) float64 { return m.term(s) + m.term(1-s) }, 0, 0.5, true)
	return low, 1 - low, nil
}
