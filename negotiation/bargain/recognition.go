package bargain

// Recognition is unanimous bargaining over a pie of size one where each period
// nature recognises party i as proposer with probability Probability[i]. The
// stationary equilibrium value of party i before recognition is
//
//	v_i = S q_i/(1 - d_i),  1/S = Σ_j q_j/(1 - d_j),
//
// of which S is also what a proposer gains over waiting: with two parties
// v_1 = q_1(1-d_2)/(q_1(1-d_2) + q_2(1-d_1)).
//
// Binmore, K. (1987). Perfect equilibria in bargaining models. In Binmore, K.
// and Dasgupta, P. (eds), The Economics of Bargaining. Blackwell.
//
// Merlo, A. and Wilson, C. (1995). A stochastic model of sequential bargaining
// with complete information. Econometrica 63(2), 371-399.
// https://doi.org/10.2307/2951751
type Recognition struct {
	// Probability is that of being recognised, summing to one.
	Probability []float64
	// Discount is the discount per period of each party, in (0, 1).
	Discount []float64
}

// RecognitionResult is the stationary equilibrium of random recognition.
type RecognitionResult struct {
	// Value is each party's share as expected before recognition.
	Value []float64
	// Keep is what each party keeps when it is recognised, and Accept what it
	// accepts when it is not.
	Keep, Accept []float64
	Certificate  Certificate
}

// maxParties bounds the parties of models whose work is at most quadratic.
const maxParties = 2000

// Solve returns the equilibrium.
func (m Recognition) Solve() (RecognitionResult, error) {
	f := faults{model: "Recognition"}
	n := len(m.Probability)
	f.size("Probability length", n, 2, maxParties)
	f.size("Discount length", len(m.Discount), n, n)
	f.probabilities("Probability", m.Probability)
	f.discounts("Discount", m.Discount)
	if err := f.err(); err != nil {
		return RecognitionResult{}, err
	}
	sum := 0.0
	for i, q := range m.Probability {
		sum += q / (1 - m.Discount[i])
	}
	r := RecognitionResult{Value: make([]float64, n), Keep: make([]float64, n), Accept: make([]float64, n)}
	for i, q := range m.Probability {
		r.Value[i] = q / (1 - m.Discount[i]) / sum
		r.Accept[i] = m.Discount[i] * r.Value[i]
		r.Keep[i] = r.Accept[i] + 1/sum
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// certify adds up the pie under every proposer and the value before recognition.
func (m Recognition) certify(r RecognitionResult) Certificate {
	var c check
	for k := range r.Value {
		pie := r.Keep[k]
		for j := range r.Value {
			if j != k {
				pie += r.Accept[j]
			}
		}
		c.equal(pie, 1)
		c.equal(r.Value[k], m.Probability[k]*r.Keep[k]+(1-m.Probability[k])*r.Accept[k])
		c.incentive.take(r.Keep[k] - m.Discount[k]*r.Value[k])
		c.acceptance.take(r.Accept[k] - m.Discount[k]*r.Value[k])
		c.rationality.take(r.Accept[k])
	}
	return c.certificate("pie and value under every proposer", rounding)
}
