package negotiation

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
)

// Uniform is equally likely to lie anywhere from Min to Max. Both are finite
// and Min is at most Max; equal ends make an exact number.
type Uniform struct{ Min, Max float64 }

// Quantile returns Min + p (Max - Min).
func (u Uniform) Quantile(p float64) float64 { return between(p, u.Min, u.Max) }

// Validate reports ends that are not finite or in the wrong order.
func (u Uniform) Validate() error {
	var f faults
	wantInterval(&f, "uniform", u.Min, u.Max)
	return f.err()
}

// String returns "uniform(Min, Max)".
func (u Uniform) String() string { return quantityText(u) }

// Triangular has a density that rises in a straight line from Min to Mode and
// falls in one to Max. All are finite and Min ≤ Mode ≤ Max; Min = Max makes an
// exact number.
type Triangular struct{ Min, Mode, Max float64 }

// Quantile returns the inverse of the distribution function in closed form:
// with w = Max-Min and c = (Mode-Min)/w, Min + w √(pc) up to p = c, and
// Min + w (1 - √((1-p)(1-c))) beyond.
func (t Triangular) Quantile(p float64) float64 {
	if t.Min == t.Max {
		return t.Min
	}
	return between(triangle(p, t.peak()), t.Min, t.Max)
}

// peak returns the mode's place between the ends, in [0, 1].
func (t Triangular) peak() float64 { return (t.Mode - t.Min) / (t.Max - t.Min) }

// triangle is the quantile function of the triangle on [0, 1] with mode c.
func triangle(p, c float64) float64 {
	if p <= c {
		return math.Sqrt(p * c)
	}
	return 1 - math.Sqrt((1-p)*(1-c))
}

// Validate reports numbers that are not finite or in the wrong order.
func (t Triangular) Validate() error {
	var f faults
	wantMode(&f, "triangular", t.Min, t.Mode, t.Max)
	return f.err()
}

// String returns "triangular(Min, Mode, Max)".
func (t Triangular) String() string { return quantityText(t) }

// PERT is the smooth three-point estimate: lowest, most likely and highest
// value that an expert thinks possible. It is the beta distribution from Min to
// Max with mean (Min + 4 Mode + Max)/6, that is with the shape parameters
// 1 + 4 (Mode-Min)/(Max-Min) and 1 + 4 (Max-Mode)/(Max-Min). All are finite and
// Min ≤ Mode ≤ Max; Min = Max makes an exact number.
//
// Malcolm, D. G., Roseboom, J. H., Clark, C. E. and Fazar, W. (1959).
// Application of a technique for research and development program evaluation.
// Operations Research 7(5), 646–669. https://doi.org/10.1287/opre.7.5.646
type PERT struct{ Min, Mode, Max float64 }

// pertLambda is the weight of the mode against each end.
const pertLambda = 4

// shape returns the parameters of the beta distribution on [0, 1].
func (t PERT) shape() Beta {
	w := t.Max - t.Min
	return Beta{
		Alpha: 1 + float64(pertLambda*((t.Mode-t.Min)/w)),
		Beta:  1 + float64(pertLambda*((t.Max-t.Mode)/w)),
	}
}

// Quantile returns the inverse of the distribution function. It costs about a
// microsecond; a compiled program reads it from a table instead.
func (t PERT) Quantile(p float64) float64 {
	if t.Min == t.Max {
		return t.Min
	}
	return between(t.shape().Quantile(p), t.Min, t.Max)
}

// Validate reports numbers that are not finite or in the wrong order.
func (t PERT) Validate() error {
	var f faults
	wantMode(&f, "pert", t.Min, t.Mode, t.Max)
	return f.err()
}

// String returns "pert(Min, Mode, Max)".
func (t PERT) String() string { return quantityText(t) }

// Beta is a share or probability in [0, 1] whose density at x is proportional to
// x^(Alpha-1) (1-x)^(Beta-1). It is what is known of a probability after
// Alpha-1 cases for and Beta-1 against, from a uniform start. Both parameters
// are above 0 and at most MaxShape.
type Beta struct{ Alpha, Beta float64 }

// MaxShape is the largest parameter of a Beta.
const MaxShape = 1e6

// Quantile returns the inverse of the regularised incomplete beta function. It
// costs about a microsecond; a compiled program reads it from a table instead.
func (b Beta) Quantile(p float64) float64 { return detmath.BetaQuantile(p, b.Alpha, b.Beta) }

// Validate reports parameters out of range.
func (b Beta) Validate() error {
	var f faults
	wantPositive(&f, "beta/alpha", b.Alpha, MaxShape)
	wantPositive(&f, "beta/beta", b.Beta, MaxShape)
	return f.err()
}

// String returns "beta(Alpha, Beta)".
func (b Beta) String() string { return quantityText(b) }

// TruncatedNormal is a normal quantity, of Mean and SD before truncation, known
// to lie from Min to Max. All are finite, SD is above 0 and Min is at most Max;
// equal ends make an exact number. Mean need not lie between them.
type TruncatedNormal struct{ Mean, SD, Min, Max float64 }

// ends returns Min and Max in standard deviations from Mean.
func (t TruncatedNormal) ends() (a, b float64) {
	return (t.Min - t.Mean) / t.SD, (t.Max - t.Mean) / t.SD
}

// Quantile returns the inverse of the distribution function, which is accurate
// even if all of the interval lies far out in one tail. A compiled program reads
// it from a table instead.
func (t TruncatedNormal) Quantile(p float64) float64 {
	return detmath.TruncatedNormalQuantile(p, t.Mean, t.SD, t.Min, t.Max)
}

// Validate reports numbers that are not finite, an SD that is not positive, and
// ends in the wrong order or more than 1e9 standard deviations from the mean.
func (t TruncatedNormal) Validate() error {
	var f faults
	ok := wantFinite(&f, "truncnormal/mean", t.Mean)
	ok = wantPositive(&f, "truncnormal/sd", t.SD, math.MaxFloat64) && ok
	ok = wantInterval(&f, "truncnormal", t.Min, t.Max) && ok
	if a, b := t.ends(); ok && !(math.Abs(a) <= maxScore && math.Abs(b) <= maxScore) {
		f.add("truncnormal/sd", "is %v and leaves min and max %v and %v standard deviations from the mean, "+
			"want at most %v", t.SD, a, b, float64(maxScore))
	}
	return f.err()
}

// maxScore is the largest distance of a truncation from the mean, in standard
// deviations: beyond it the ends cannot be told from each other.
const maxScore = 1e9

// String returns "truncnormal(Mean, SD, Min, Max)".
func (t TruncatedNormal) String() string { return quantityText(t) }

// Normal is the bell curve around Mean with standard deviation SD, without
// bounds. Mean is finite and SD above 0.
type Normal struct{ Mean, SD float64 }

// Quantile returns Mean + SD z, where z is the standard normal quantile of p.
func (n Normal) Quantile(p float64) float64 {
	return n.Mean + float64(n.SD*detmath.NormalQuantile(p))
}

// Validate reports a Mean that is not finite and an SD that is not positive, or
// so large that quantiles overflow.
func (n Normal) Validate() error {
	var f faults
	ok := wantFinite(&f, "normal/mean", n.Mean)
	ok = wantPositive(&f, "normal/sd", n.SD, math.MaxFloat64) && ok
	if reach := math.Abs(n.Mean) + float64(64*n.SD); ok && math.IsInf(reach, 0) {
		f.add("normal/sd", "is %v, want draws within 64 of it from mean to be finite", n.SD)
	}
	return f.err()
}

// String returns "normal(Mean, SD)".
func (n Normal) String() string { return quantityText(n) }

// LogNormal is a positive quantity whose natural logarithm is normal with mean
// Mu and standard deviation Sigma: exp(Mu) is its median, and Sigma 0.5 means
// that two thirds of the mass lie within a factor of 1.65 of it. Mu is finite,
// Sigma above 0, and both small enough that |Mu| + 9 Sigma is at most 700.
type LogNormal struct{ Mu, Sigma float64 }

// Quantile returns exp(Mu + Sigma z), where z is the standard normal quantile
// of p.
func (l LogNormal) Quantile(p float64) float64 {
	return detmath.Exp(l.Mu + float64(l.Sigma*detmath.NormalQuantile(p)))
}

// Validate reports parameters that are out of range or would make draws
// overflow or vanish.
func (l LogNormal) Validate() error {
	var f faults
	ok := wantFinite(&f, "lognormal/mu", l.Mu)
	ok = wantPositive(&f, "lognormal/sigma", l.Sigma, math.MaxFloat64) && ok
	if reach := math.Abs(l.Mu) + float64(9*l.Sigma); ok && !(reach <= 700) {
		f.add("lognormal", "|mu| + 9 sigma is %v, want at most 700 as draws would overflow", reach)
	}
	return f.err()
}

// String returns "lognormal(Mu, Sigma)".
func (l LogNormal) String() string { return quantityText(l) }

// LogUniform is a positive quantity of which not even the order of magnitude is
// known: its logarithm is uniform from that of Min to that of Max. Both are
// above 0 and finite, and Min is at most Max; equal ends make an exact number.
type LogUniform struct{ Min, Max float64 }

// logs returns the logarithm of Min and the width of the logarithms.
func (l LogUniform) logs() (from, width float64) {
	from = detmath.Log(l.Min)
	return from, detmath.Log(l.Max) - from
}

// Quantile returns Min (Max/Min)^p.
func (l LogUniform) Quantile(p float64) float64 {
	from, width := l.logs()
	return clamp(detmath.Exp(from+float64(p*width)), l.Min, l.Max)
}

// Validate reports ends that are not positive and finite or in the wrong order.
func (l LogUniform) Validate() error {
	var f faults
	ok := wantPositive(&f, "loguniform/min", l.Min, math.MaxFloat64)
	ok = wantPositive(&f, "loguniform/max", l.Max, math.MaxFloat64) && ok
	if ok && l.Min > l.Max {
		f.add("loguniform/min", "is %v, want at most max, which is %v", l.Min, l.Max)
	}
	return f.err()
}

// String returns "loguniform(Min, Max)".
func (l LogUniform) String() string { return quantityText(l) }

// between goes the share t of the way from lo to hi. Rounding never leaves them.
func between(t, lo, hi float64) float64 {
	return clamp(lo+float64(t*(hi-lo)), lo, hi)
}

func clamp(x, lo, hi float64) float64 { return max(lo, min(x, hi)) }

// wantInterval adds a fault for each end that is not finite, and for ends in
// the wrong order or too far apart to subtract.
func wantInterval(f *faults, name string, lo, hi float64) bool {
	okLo, okHi := wantFinite(f, name+"/min", lo), wantFinite(f, name+"/max", hi)
	switch {
	case !okLo || !okHi:
		return false
	case lo > hi:
		f.add(name+"/min", "is %v, want at most max, which is %v", lo, hi)
		return false
	case math.IsInf(hi-lo, 0):
		f.add(name+"/max", "is %v, want it closer to min, which is %v", hi, lo)
		return false
	}
	return true
}

// wantMode is wantInterval for an interval with a mode inside.
func wantMode(f *faults, name string, lo, mode, hi float64) {
	ok := wantInterval(f, name, lo, hi)
	if wantFinite(f, name+"/mode", mode) && ok && (mode < lo || mode > hi) {
		f.add(name+"/mode", "is %v, want from min to max, %v to %v", mode, lo, hi)
	}
}
