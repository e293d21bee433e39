package negotiation_test

import (
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"gonum.org/v1/gonum/stat/distuv"
)

func ExampleParseQuantity() {
	q, err := negotiation.ParseQuantity("8 + 2 * pert(0, 8, 18)")
	fmt.Println(q, err)
	_, err = negotiation.ParseQuantity("8 + prt(0, 8, 18)")
	fmt.Println(err)
	// Output:
	// 8 + 2 * pert(0, 8, 18) <nil>
	// quantity "8 + prt(0, 8, 18)", column 5: there is no distribution "prt", did you mean "pert"?
}

func ExampleFormatQuantity() {
	text, err := negotiation.FormatQuantity(negotiation.Shifted{By: -3, Of: negotiation.Beta{Alpha: 4.5, Beta: 14.5}})
	fmt.Println(text, err)
	// Output:
	// beta(4.5, 14.5) - 3 <nil>
}

// Any type with a quantile function is a quantity, such as those of gonum.
func ExampleQuantity() {
	waiting := negotiation.Shifted{By: 1, Of: distuv.Exponential{Rate: 0.5}}
	fmt.Printf("half of the talks take at most %.2f rounds\n", waiting.Quantile(0.5))
	// Output: half of the talks take at most 2.39 rounds
}

func ExampleCheckQuantity() {
	fmt.Println(negotiation.CheckQuantity(negotiation.Triangular{Min: 0, Mode: 20, Max: 18}))
	fmt.Println(negotiation.CheckQuantity(negotiation.Beta{Alpha: -1, Beta: 0}))
	// Output:
	// triangular/mode: is 20, want from min to max, 0 to 18
	// beta/alpha: is -1, want above 0 and at most 1e+06
	// beta/beta: is 0, want above 0 and at most 1e+06
}

func ExampleQuantityError() {
	_, err := negotiation.ParseQuantity("uniform(0, 1")
	var e *negotiation.QuantityError
	if errors.As(err, &e) {
		fmt.Printf("%s\n%*s %s\n", e.Text, e.Column, "^", e.Reason)
	}
	// Output:
	// uniform(0, 1
	//             ^ want ',' or ')', got the end
}

func ExampleExactly() {
	fmt.Println(negotiation.Exactly(5), negotiation.Exactly(5).Quantile(0.9))
	// Output: 5 5
}

func ExampleUniform() {
	fmt.Println(negotiation.Uniform{Min: 2, Max: 6}.Quantile(0.25))
	// Output: 3
}

func ExampleTriangular() {
	fmt.Println(negotiation.Triangular{Min: 0, Mode: 1, Max: 4}.Quantile(0.25))
	// Output: 1
}

// An expert gives the lowest, the most likely and the highest value.
func ExamplePERT() {
	q := negotiation.PERT{Min: 0, Mode: 8, Max: 18}
	fmt.Printf("%v: %.2f to %.2f with probability 0.8\n", q, q.Quantile(0.1), q.Quantile(0.9))
	// Output: pert(0, 8, 18): 3.85 to 12.94 with probability 0.8
}

// Three events in seventeen cases, from Jeffreys' prior.
func ExampleBeta() {
	q := negotiation.Beta{Alpha: 3.5, Beta: 14.5}
	fmt.Printf("%.3f\n", q.Quantile(0.5))
	// Output: 0.183
}

func ExampleTruncatedNormal() {
	q := negotiation.TruncatedNormal{Mean: 50, SD: 20, Min: 0, Max: 100}
	fmt.Printf("%.3f\n", q.Quantile(0.975))
	// Output: 87.355
}

func ExampleNormal() {
	fmt.Printf("%.3f\n", negotiation.Normal{Mean: 0, SD: 1}.Quantile(0.975))
	// Output: 1.960
}

func ExampleLogNormal() {
	fmt.Printf("%.3f\n", negotiation.LogNormal{Mu: 0, Sigma: 0.5}.Quantile(0.9))
	// Output: 1.898
}

func ExampleLogUniform() {
	fmt.Printf("%.2f\n", negotiation.LogUniform{Min: 0.01, Max: 100}.Quantile(0.5))
	// Output: 1.00
}

func ExampleDiscrete() {
	q := negotiation.Discrete{Values: []float64{0, 1}, Weights: []float64{1, 4}}
	fmt.Println(q, q.Quantile(0.2), q.Quantile(0.21))
	// Output: discrete(0: 1, 1: 4) 0 1
}

func ExampleEmpirical() {
	q := negotiation.Empirical{Values: []float64{7, 1, 2, 2}}
	fmt.Println(q.Quantile(0.25), q.Quantile(0.5), q.Quantile(0.76))
	// Output: 1 2 7
}

func ExampleShifted() {
	q := negotiation.Shifted{By: 10, Of: negotiation.Uniform{Min: 0, Max: 1}}
	fmt.Println(q, q.Quantile(0.5))
	// Output: 10 + uniform(0, 1) 10.5
}

// A negative factor turns the distribution around.
func ExampleScaled() {
	q := negotiation.Scaled{By: -2, Of: negotiation.Uniform{Min: 0, Max: 1}}
	fmt.Println(q, q.Quantile(0.25))
	// Output: -2 * uniform(0, 1) -1.5
}

func ExampleSourced() {
	q := negotiation.Sourced{
		Quantity: negotiation.PERT{Min: 0, Mode: 8, Max: 18},
		Unit:     "points",
		Cite:     "interview-3",
		Note:     "judgement: because talks were called difficult",
	}
	fmt.Println(q, q.Unit, "from", q.Cite)
	// Output: pert(0, 8, 18) points from interview-3
}
