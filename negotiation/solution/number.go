package solution

// A Number is a payoff unit of an Additive: integers, whose sums are exact, or
// floating point.
type Number interface{ int64 | float64 }
