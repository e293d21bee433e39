package negotiation

import "math"

// gridUnits is the number of grid steps in one Scale of a utility. Every drawn
// value of an option is rounded to this grid, so that sums over issues are
// exact integers: whatever order, split or algorithm adds them, the bits agree.
const gridUnits = 1 << 40

// gridLimit bounds the value of an option on the grid; a Valuer promises to
// stay within it, and one that does not is cut off here rather than overflow.
const gridLimit = 4 * gridUnits

var nan = math.NaN()

// toGrid rounds x, in steps of unit, to the nearest grid step.
func toGrid(x, unit float64) int64 {
	y := math.RoundToEven(x / unit)
	switch {
	case y > gridLimit:
		return gridLimit
	case y < -gridLimit:
		return -gridLimit
	case y != y:
		return 0
	}
	return int64(y)
}

// toGridWide rounds any number of points to the nearest grid step, as values are:
// a reservation value that equals the value of an outcome is met by it.
func toGridWide(x, unit float64) int64 {
	y := math.RoundToEven(x / unit)
	const wide = 1 << 60
	switch {
	case y > wide:
		return wide
	case !(y > -wide):
		return -wide
	}
	return int64(y)
}
