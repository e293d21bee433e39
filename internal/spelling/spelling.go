// Package spelling finds the name that somebody who mistyped one may have meant.
package spelling

// Nearest returns the candidate closest to name in edit distance, the first of
// equals, or "" if none is near enough to be meant: within 2 or a third of the
// length of name, whichever is more. Distances count bytes.
//
// Levenshtein, V. (1966). Binary codes capable of correcting deletions,
// insertions, and reversals. Soviet Physics Doklady 10, 707-710.
func Nearest(name string, candidates []string) string {
	best, bestD := "", max(2, len(name)/3)+1
	for _, c := range candidates {
		if d := distance(name, c); d < bestD {
			best, bestD = c, d
		}
	}
	return best
}

// distance returns the number of bytes to insert, delete or replace.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
