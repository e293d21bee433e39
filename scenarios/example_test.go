package scenarios_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

// Which option of the limited talks is refused, by whom, and how surely?
func ExampleLimited() {
	sc := scenarios.Limited()
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Domain().Len(), "packages")
	for _, name := range []string{"russia/reservation", "russia/redline/sea-min-2-needs-agri_fin-min-3", "eu/consent/agri_fin-min-3"} {
		q, _ := p.Param(name)
		fmt.Println(q.Name, "=", q.Quantity, "from", q.Cite)
	}
	// Output:
	// 409600 packages
	// russia/reservation = pert(0, 8, 18) from judgement
	// russia/redline/sea-min-2-needs-agri_fin-min-3 = 0.7 from kremlin-sea
	// eu/consent/agri_fin-min-3 = 0.9 from kremlin-sea
}

// One school of thought, one replication.
func ExampleComprehensive() {
	sc := scenarios.Comprehensive()
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	q, err := p.School("russia-security-seeker")
	if err != nil {
		panic(err)
	}
	r := q.NewSession().Play(1, 0)
	fmt.Println(r.Rung)
	for k := range p.Domain().NumIssues() {
		issue := p.Domain().Issue(k)
		fmt.Printf("%s: %s\n", issue.Name, issue.Options[p.Domain().Option(r.Outcome, k)].Name)
	}
	// Output:
	// announced
	// territory: freeze at the contact line
	// recognition: explicit non-recognition
	// guarantees: binding text, no foreign troops
	// force: no cap
	// sanctions: US lifts
	// neutrality: constitutional neutrality
	// elections: within 100 days of a ceasefire
	// assets: immobilised
	// accountability: amnesty
}

func ExampleByName() {
	_, err := scenarios.ByName("comprehensiv")
	fmt.Println(errors.Is(err, negotiation.ErrUnknownName))
	fmt.Println(err)
	// Output:
	// true
	// negotiation: unknown name: scenario "comprehensiv", did you mean "comprehensive"?
}

func ExampleDecode() {
	_, err := scenarios.Decode(strings.NewReader(`{
  "format": 1,
  "name": "fence",
  "ruonds": 5,
  "protocol": {"kind": "alternating"},
  "issues": [{"name": "height", "options": ["low", "high"]}],
  "parties": [
    {"name": "left", "reservation": "pert(1, 2)"}
  ]
}`))
	fmt.Println(err)
	// Output:
	// line 1:1: the key "rounds" is missing
	// line 4:3: ruonds: there is no such key, did you mean "rounds"?
	// line 8:37: parties/left/reservation: quantity "pert(1, 2)", column 10: pert wants 3 numbers (min, mode, max), got 2
}

func ExampleFileFault() {
	_, err := scenarios.Decode(strings.NewReader("{\"format\": 1,\n \"name\": \"x\"\n \"rounds\": 3}"))
	var f *scenarios.FileFault
	if errors.As(err, &f) {
		fmt.Println("line", f.Line, "column", f.Column)
		fmt.Println(f.Reason)
	}
	// Output:
	// line 3 column 2
	// it is no JSON: invalid character '"' after object key:value pair
}

// Nine goods, 512 exchanges, and what each boy has without one.
func ExampleBillAndJack() {
	sc := scenarios.BillAndJack()
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	s := p.NewSession()
	s.Play(1, 0)
	fmt.Printf("%d exchanges; without one Bill has %.0f and Jack %.0f\n", p.Domain().Len(), s.Reservation(0), s.Reservation(1))
	nash := p.Domain().Outcome(1, 1, 1, 1, 0, 0, 0, 0, 1)
	fmt.Printf("Nash's gives Bill %.0f and Jack %.0f\n", s.Value(0, nash), s.Value(1, nash))
	// Output:
	// 512 exchanges; without one Bill has 12 and Jack 6
	// Nash's gives Bill 24 and Jack 11
}

func ExampleEncode() {
	sc := scenarios.SplitThePie(3)
	sc.Parties, sc.Sources = nil, nil
	if err := scenarios.Encode(os.Stdout, sc); err != nil {
		panic(err)
	}
	// Output:
	// {
	//   "format": 1,
	//   "name": "split-the-pie",
	//   "summary": "two parties divide a pie by alternating offers",
	//   "rounds": 20,
	//   "protocol": {"kind": "alternating"},
	//   "issues": [
	//     {
	//       "name": "share",
	//       "summary": "how many slices the first party gets",
	//       "options": ["0 of 2", "1 of 2", "2 of 2"],
	//       "cite": "textbook"
	//     }
	//   ],
	//   "parties": []
	// }
}

// The discount for what others must deliver, laid over a scenario that has none.
func ExampleCommitted() {
	zone := func(sc negotiation.Scenario) (n int) {
		p, err := sc.Compile()
		if err != nil {
			panic(err)
		}
		s := p.NewSession()
		for r := range uint64(200) {
			if s.Play(1, r).Zone {
				n++
			}
		}
		return n
	}
	fmt.Println(zone(scenarios.Comprehensive()), "of 200 draws have a zone at their word")
	fmt.Println(zone(scenarios.Committed(scenarios.Comprehensive())), "with each signature at its believed worth")
	// Output:
	// 73 of 200 draws have a zone at their word
	// 0 with each signature at its believed worth
}

func ExampleSplitThePie() {
	sc := scenarios.SplitThePie(11)
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	r := p.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round+1)
	// Output:
	// share: 5 of 10 in round 11
}

func ExampleNoZone() {
	sc := scenarios.NoZone()
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	s := p.NewSession()
	fmt.Println(s.Play(1, 0).Rung)
	fmt.Printf("the best price leaves somebody %.0f points short\n", -100*s.Margin())
	// Output:
	// no zone
	// the best price leaves somebody 10 points short
}
