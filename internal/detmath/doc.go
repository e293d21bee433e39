// Package detmath computes elementary functions and quantiles with the same bits
// on every architecture.
//
// Package math does not: its Exp, Log and others are assembly on some
// architectures and Go on others, and the compiler may fuse x*y + z into one
// rounding where the hardware can. Here everything is plain Go, and every product
// that is added is written float64(x*y), which forbids the fusion. Only operations
// that IEEE 754 rounds exactly are used: + - * / and math.Sqrt,
// and conversions. The results are bit-equal across architectures for one
// version of the module; they may change between versions.
//
// # Accuracy
//
// Largest errors met in comparisons with 40-digit values, 20,000 arguments or more
// for each function, in units in the last place (ulp) of the result:
//
//	Exp, Log, Log1p, Pow   0.51
//	Expm1                  0.6
//	NormalQuantile         1.4
//	NormalCDF, Erfc        4, in the far tail
//	LogGamma               8, between 1 and 1.5; 3e-16 absolute for values below 1
//
// The beta law is good to 1e-13 (2e-14 was met) for shapes up to 100, relative to
// the quantile and to the probability of the lower tail. The functions are not
// rounded correctly, and monotone only up to these errors.
//
// # Errors
//
// An argument outside the domain gives NaN; nothing in this package returns an
// error or panics. Nothing allocates except NewQuantileTable.
//
// # Tables
//
// A quantile that is drawn millions of times is compiled once into a
// [QuantileTable]: a piecewise polynomial that costs some ten nanoseconds and
// states its error.
package detmath
