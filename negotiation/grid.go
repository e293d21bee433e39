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

// ceilGrid rounds x up to the grid: a value on the grid is at least x exactly
// if it is at least ceilGrid(x). A product that comes out a hair above a step
// by rounding counts as that step.
func ceilGrid(x, unit float64) int64 {
	y := math.Ceil(x/unit - 0x1p-8)
	switch {
	case y > 2*gridLimit:
		return 2 * gridLimit
	case y < -2*gridLimit:
		return -2 * gridLimit
	}
	return int64(y)
}
