//go:build !race

package scenarios_test

// underRace is true where the race detector makes every draw ten times dearer.
const underRace = false
