package scenarios_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

func TestProbe(t *testing.T) {
	if os.Getenv("PROBE") == "" {
		t.Skip()
	}
	for _, n := range []string{"limited", "comprehensive"} {
		sc, err := scenarios.ByName(n)
		if err != nil {
			t.Fatal(err)
		}
		p, err := sc.Compile()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(n, p.Domain().Len(), len(p.Params()), p.Dim())
		for _, school := range p.Schools() {
			q, err := p.School(school)
			if err != nil {
				t.Fatal(err)
			}
			s := q.NewSession()
			zone, deal, round := 0, 0, 0
			const runs = 2000
			for r := range uint64(runs) {
				rec := s.Play(1, r)
				if rec.Zone {
					zone++
				}
				if rec.Outcome != negotiation.NoDeal {
					deal++
					round += int(rec.Round)
				}
			}
			fmt.Printf("  %-24s zone %.3f deal %.3f round %.1f\n", school, float64(zone)/runs, float64(deal)/runs, float64(round)/float64(max(1, deal)))
		}
	}
}
