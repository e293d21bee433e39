package factored_test

import (
	"fmt"

	"github.com/parleylab/parley/internal/factored"
)

// An index over three issues, with a box that forbids the best outcome.
func ExampleIndex() {
	s, _ := factored.NewShape([]int{2, 3, 2})
	boxes := []factored.Box{{
		{Issue: 0, Options: []bool{false, true}},
		{Issue: 1, Options: []bool{false, false, true}},
	}}
	l, _ := factored.NewLayout(s, boxes, nil, 100)
	sp := factored.NewSpace(s, len(boxes))
	sp.Active[0] = true
	x := l.NewIndex()
	x.Build([]int64{0, 30, 0, 10, 50, 0, 20}, nil, sp)
	fmt.Println(x.Max())
	fmt.Println(x.Succ(55))
	fmt.Println(x.Rank(1))
	// Output:
	// 5 70
	// 9 60
	// 9 60
}

// A ranking is shared where values never change.
func ExampleRanked() {
	s, _ := factored.NewShape([]int{2, 2})
	q, _ := factored.NewRanked(s, nil, []int64{4, 1, 1, 3}, factored.NewSpace(s, 0))
	fmt.Println(q.Succ(1))
	fmt.Println(q.Succ(2))
	fmt.Println(q.Rank(0))
	// Output:
	// 1 1
	// 3 3
	// 0 4
}
