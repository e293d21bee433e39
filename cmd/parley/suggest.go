package main

import (
	"fmt"
	"unicode/utf8"
)

// didYouMean returns a question that names the candidate nearest to word, or ""
// if none is near enough to be meant.
func didYouMean(word string, candidates []string) string {
	best, least := "", max(2, utf8.RuneCountInString(word)/3)+1
	for _, c := range candidates {
		if d := distance([]rune(word), []rune(c)); d < least {
			best, least = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", best)
}

// distance returns the number of characters to insert, delete, replace or swap
// with their neighbour to turn a into b.
//
// Damerau, F. (1964). A technique for computer detection and correction of
// spelling errors. Communications of the ACM 7, 171-176.
// https://doi.org/10.1145/363958.363994
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
