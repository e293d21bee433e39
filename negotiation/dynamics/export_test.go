package dynamics

// NegativeBinomial and Binomial let tests reach the laws.
var (
	NegativeBinomial = negativeBinomial
	Binomial         = binomial
)
