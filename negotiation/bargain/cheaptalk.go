package bargain

import "math"

// CheapTalk is costless talk by an informed sender to a receiver who then acts,
// with the state uniform on [0, 1] and quadratic losses, the sender wanting Bias
// more than the receiver. Every equilibrium divides the states into intervals of
// which only the interval is told. The most informative has the largest N with
// 2 N (N-1) b < 1 and cut points
//
//	a_i = i/N + 2 b i (i - N),
//
// and the receiver loses 1/(12 N²) + b²(N²-1)/3. Nothing can be told at a bias of
// 1/4 or more.
//
// Crawford, V. P. and Sobel, J. (1982). Strategic information transmission.
// Econometrica 50(6), 1431-1451. https://doi.org/10.2307/1913390
type CheapTalk struct {
	// Bias is how much more the sender wants, in [1e-9, 1e9].
	Bias float64
}

// Partition is the most informative equilibrium of CheapTalk.
type Partition struct {
	// Intervals is N.
	Intervals int
	// Cuts are a_0 = 0, …, a_N = 1.
	Cuts []float64
	// Loss is the receiver's expected loss; the sender's is Bias² more.
	Loss        float64
	Certificate Certificate
}

// InformativeBias is the bias from which on cheap talk tells nothing, in the
// uniform-quadratic case.
const InformativeBias = 0.25

// Solve returns the equilibrium. Without bias the sender tells all, which no
// partition describes, so that a bias of zero is an error.
func (m CheapTalk) Solve() (Partition, error) {
	f := faults{model: "CheapTalk"}
	f.closed("Bias", m.Bias, 1e-9, 1e9)
	if err := f.err(); err != nil {
		return Partition{}, err
	}
	n := max(1, math.Ceil(-0.5+math.Sqrt(1+2/m.Bias)/2))
	for n > 1 && 2*n*(n-1)*m.Bias >= 1 { // the root may round up
		n--
	}
	for 2*(n+1)*n*m.Bias < 1 {
		n++
	}
	p := Partition{Intervals: int(n), Loss: 1/(12*n*n) + m.Bias*m.Bias*(n*n-1)/3, Cuts: make([]float64, int(n)+1)}
	for i := range p.Cuts {
		x := float64(i)
		p.Cuts[i] = x/n + 2*m.Bias*x*(x-n)
	}
	p.Certificate = m.certify(p)
	return p, nil
}

// certify checks at each cut that the sender is indifferent between the two
// actions, that intervals are not empty, and adds up the variances.
func (m CheapTalk) certify(p Partition) Certificate {
	var c check
	loss := 0.0
	for i := 1; i < len(p.Cuts); i++ {
		width := p.Cuts[i] - p.Cuts[i-1]
		c.incentive.take(width)
		loss += width * width * width / 12
		if i+1 < len(p.Cuts) {
			low, high := (p.Cuts[i-1]+p.Cuts[i])/2, (p.Cuts[i]+p.Cuts[i+1])/2
			want := p.Cuts[i] + m.Bias
			c.equal(want-low, high-want)
		}
	}
	c.equal(loss, p.Loss)
	return c.certificate("the sender's indifference at every cut; variances added up", rounding)
}
