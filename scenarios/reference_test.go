package scenarios_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
	"github.com/parleylab/parley/scenarios"
)

// The reference figures were computed once by enumeration of every package,
// apart from this library, from the parameters of the study alone: its rules,
// independent red lines, the commitment discount where there is a table of
// deliverers. This test builds the same games from the same file and compares.
// They are conformance data that lie beside the repository.
const referenceParams = "../../shared/data/subject/params.json"

// The shapes of the study's parameter file.
type (
	study struct {
		Games   map[string]studyGame
		Schools map[string]studySchool
	}
	studyGame struct {
		Reservation map[string]json.RawMessage
		Issues      []studyIssue
		Redlines    []studyRedline
		Deliverer   map[string]map[string]string
		Trust       map[string]map[string][3]float64
	}
	studyIssue struct {
		ID     string
		Levels []string
		W      map[string][3]float64
		V      map[string][]float64
	}
	studyBound struct {
		Issue    string
		Min, Max *int
	}
	studyRedline struct {
		Party string
		studyBound
		P        float64
		If, Then *studyBound
	}
	studySchool struct {
		WeightFactor     map[string]map[string]float64 `json:"weight_factor"`
		ReservationShift map[string]float64            `json:"reservation_shift"`
		RedlineP         map[string]float64            `json:"redline_p"`
	}
)

var studyParty = map[string]string{"UA": "ukraine", "RU": "russia", "US": "us", "EU": "eu", "third": "third"}

func readStudy(t testing.TB) study {
	t.Helper()
	data, err := os.ReadFile(referenceParams)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is missing: the conformance data do not lie beside the repository", referenceParams)
	}
	var s study
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inOrder lists keys in order: the order of parameters decides about their draws.
func inOrder[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func asPERT(x [3]float64) negotiation.Quantity {
	if x[0] == x[2] {
		return negotiation.Exactly(x[1])
	}
	return negotiation.PERT{Min: x[0], Mode: x[1], Max: x[2]}
}

func (b studyBound) term() negotiation.Term {
	if b.Min != nil {
		return negotiation.Term{Issue: b.Issue, Relation: negotiation.AtLeast, Level: *b.Min}
	}
	return negotiation.Term{Issue: b.Issue, Relation: negotiation.AtMost, Level: *b.Max}
}

// scenario builds a game with the rules of the file and no others, red lines
// independent, with or without the commitment discount.
func (s study) scenario(t testing.TB, name string, commitment bool) negotiation.Scenario {
	t.Helper()
	g := s.Games[name]
	sc := negotiation.Scenario{Name: name, Rounds: 1, Protocol: protocol.Alternating{}}
	for _, is := range g.Issues {
		sc.Issues = append(sc.Issues, negotiation.Issue{Name: is.ID, Options: negotiation.Options(is.Levels...)})
	}
	for _, who := range []string{"UA", "RU", "US"} {
		sc.Parties = append(sc.Parties, g.party(t, who, commitment))
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "eu", Role: negotiation.ConsentGiver},
		negotiation.Party{Name: "third", Role: negotiation.Performer})
	for _, r := range g.Redlines {
		sc.Constraints = append(sc.Constraints, r.constraint())
	}
	for _, who := range inOrder(g.Deliverer) {
		for _, issue := range inOrder(g.Deliverer[who]) {
			sc.Constraints = append(sc.Constraints,
				negotiation.Performs(studyParty[g.Deliverer[who][issue]], []string{studyParty[who]}, issue))
		}
	}
	for _, school := range inOrder(s.Schools) {
		sc.Schools = append(sc.Schools, s.Schools[school].school(strings.ReplaceAll(school, "_", "-"), g))
	}
	return sc
}

func (g studyGame) party(t testing.TB, who string, commitment bool) negotiation.Party {
	t.Helper()
	u := utility.Additive{Total: 100, Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	for _, is := range g.Issues {
		u.Weights[is.ID] = asPERT(is.W[who])
		for _, v := range is.V[who] {
			u.Values[is.ID] = append(u.Values[is.ID], negotiation.Exactly(v))
		}
	}
	p := negotiation.Party{Name: studyParty[who], Utility: u, Strategy: strategy.HardLiner{}}
	if commitment && g.Trust != nil {
		p.Utility = utility.Commitment{Of: u}
	}
	for _, about := range inOrder(g.Trust[who]) {
		if about != who {
			p.Beliefs = append(p.Beliefs, negotiation.Belief{
				About: studyParty[about], Trait: negotiation.BeliefPerformance, Quantity: asPERT(g.Trust[who][about])})
		}
	}
	var r [3]float64
	if err := json.Unmarshal(g.Reservation[who], &r); err != nil {
		t.Fatal(err)
	}
	p.Reservation = asPERT(r)
	p.FromStatusQuo = string(g.Reservation["relative"]) == "true"
	return p
}

func (r studyRedline) constraint() negotiation.Constraint {
	p := negotiation.Exactly(r.P)
	switch {
	case r.If != nil:
		return negotiation.Demand(studyParty[r.Party], p, r.Then.term(), r.If.term())
	case r.Party == "EU": // a bound on what it consents to
		t := r.term()
		return negotiation.Withholds("eu", p, negotiation.Term{Issue: t.Issue, Relation: negotiation.AtLeast, Level: t.Level + 1})
	}
	return negotiation.Demand(studyParty[r.Party], p, r.term())
}

// school leaves out what the game does not have.
func (s studySchool) school(name string, g studyGame) negotiation.School {
	out := negotiation.School{Name: name}
	issues := map[string]bool{}
	for _, is := range g.Issues {
		issues[is.ID] = true
	}
	for who, factors := range s.WeightFactor {
		for issue, f := range factors {
			if issues[issue] {
				out.Patches = append(out.Patches, negotiation.Patch{Path: studyParty[who] + "/weight/" + issue, Scale: f})
			}
		}
	}
	for who, by := range s.ReservationShift {
		out.Patches = append(out.Patches, negotiation.Patch{Path: studyParty[who] + "/reservation", Shift: by})
	}
	for key, p := range s.RedlineP {
		part := strings.Split(key, ":") // RU:force:min2
		if issues[part[1]] {
			path := fmt.Sprintf("%s/redline/%s-%s-%s", studyParty[part[0]], part[1], part[2][:3], part[2][3:])
			out.Patches = append(out.Patches, negotiation.Patch{Path: path, Set: negotiation.Exactly(p)})
		}
	}
	return out
}

// zone returns the share of n draws with a zone.
func zone(p *negotiation.Program, n int) float64 {
	s := p.NewSession()
	k := 0
	for r := range uint64(n) {
		if s.Play(1, r).Zone {
			k++
		}
	}
	return float64(k) / float64(n)
}

// few reports whether figures are to be had cheaply.
func few() bool { return testing.Short() || underRace }

// draws is how often a program is drawn: enough for a standard error of 0.005
// at most, a third of the tolerance. The race detector, under which a draw costs
// twenty times as much, has nothing to find here but the code paths; the figures
// are for a run without it: go test -run Reference ./scenarios.
func draws() int {
	switch {
	case underRace:
		return 600
	case testing.Short():
		return 2500
	}
	return 10_000
}

// tolerance is 0.015, the margin set for these figures; with the few draws of
// -short or of the race detector, three standard errors of the difference if that is more.
func tolerance(want float64, n int) float64 {
	if !few() {
		return 0.015
	}
	return max(0.015, 3*math.Sqrt(want*(1-want)*(1/float64(n)+1/5000.0)))
}

func bySchool(t testing.TB, p *negotiation.Program, name string) *negotiation.Program {
	t.Helper()
	q, err := p.School(name)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestReferenceZones compares the probability of a zone by school.
func TestReferenceZones(t *testing.T) {
	s := readStudy(t)
	names := []string{"baseline", "russia-expansionist", "russia-security-seeker", "ukraine-bitter-ender", "us-disengagement", "maximum-pressure"}
	for _, c := range []struct {
		game string
		want [6]float64 // results.txt, 20,000 draws
	}{
		{"limited", [6]float64{1.000, 0.911, 1.000, 0.994, 0.986, 1.000}},
		{"comprehensive", [6]float64{0.373, 0.097, 0.785, 0.170, 0.368, 0.602}},
	} {
		p := compile(t, s.scenario(t, c.game, true))
		ship := talks(t)[c.game]
		shipped, independent := compile(t, ship), compile(t, uncorrelated(ship))
		t.Logf("%-13s %-23s reference  here   shipped  without correlation", c.game, "P(zone)")
		for i, school := range names {
			n := draws()
			got := zone(bySchool(t, p, school), n)
			t.Logf("%-13s %-23s %.3f      %.3f  %.3f    %.3f", "", school, c.want[i], got,
				zone(bySchool(t, shipped, school), n/4), zone(bySchool(t, independent, school), n/4))
			if math.Abs(got-c.want[i]) > tolerance(c.want[i], n) {
				t.Errorf("%s, %s: P(zone) = %.3f, want %.3f within %.3f", c.game, school, got, c.want[i], tolerance(c.want[i], n))
			}
		}
	}
	laid := compile(t, scenarios.Committed(scenarios.Comprehensive()))
	t.Logf("comprehensive as shipped, with the commitment discount laid over it: baseline %.3f, security-seeker %.3f",
		zone(bySchool(t, laid, "baseline"), draws()/4), zone(bySchool(t, laid, "russia-security-seeker"), draws()/4))
}

// uncorrelated returns sc with independent red lines.
func uncorrelated(sc negotiation.Scenario) negotiation.Scenario {
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	for i := range sc.Parties {
		sc.Parties[i].Correlation = nil
	}
	return sc
}

// TestReferenceFixedLevels pins one issue at one option, for every option of
// both games.
func TestReferenceFixedLevels(t *testing.T) {
	s := readStudy(t)
	for _, c := range []struct {
		game string
		want map[string][]float64 // results.txt, 5,000 draws
	}{
		{"limited", map[string][]float64{
			"energy": {0.995, 0.949, 1.000, 1.000}, "sea": {0.998, 1.000, 0.367, 0.365}, "grain": {0.999, 1.000, 1.000, 1.000},
			"agri_fin": {0.992, 0.997, 1.000, 0.098, 0.010}, "monitor": {0.996, 1.000, 1.000, 0.104},
			"human": {0.999, 1.000, 1.000, 1.000, 0.205}, "coop": {0.990, 0.998, 1.000, 1.000},
			"scope": {0.999, 1.000, 0.248, 0.189}, "arms": {0.999, 1.000, 0.099, 0.096},
		}},
		{"comprehensive", map[string][]float64{
			"territory": {0.011, 0.015, 0.021, 0.301, 0.118, 0.022}, "recognition": {0.164, 0.184, 0.362, 0.068, 0.068, 0.004},
			"guarantees": {0.006, 0.065, 0.371, 0.030, 0.024}, "force": {0.328, 0.345, 0.357, 0.010},
			"sanctions": {0.200, 0.221, 0.262, 0.345, 0.367, 0.042}, "neutrality": {0.005, 0.147, 0.372},
			"elections": {0.331, 0.361, 0.365, 0.004}, "assets": {0.339, 0.339, 0.353, 0.357}, "accountability": {0.337, 0.366, 0.348},
		}},
	} {
		if underRace && c.game != "limited" {
			t.Logf("%s: left to a run without the race detector", c.game)
			continue
		}
		sc := s.scenario(t, c.game, true)
		p, ship := compile(t, sc), compile(t, talks(t)[c.game])
		t.Logf("%s: P(zone) with one option fixed: reference/here/shipped", c.game)
		for _, is := range sc.Issues {
			line := ""
			for l, want := range c.want[is.Name] {
				n := draws() * 2 / 5
				got := pinned(t, p, is.Name, l, n)
				line += fmt.Sprintf("  %.3f/%.3f/%.3f", want, got, pinned(t, ship, is.Name, l, n/4))
				if math.Abs(got-want) > tolerance(want, n) {
					t.Errorf("%s, %s = %d: P(zone) = %.3f, want %.3f", c.game, is.Name, l, got, want)
				}
			}
			t.Logf("%-14s %s", is.Name, line)
		}
	}
}

// pinned returns the share of draws with a zone when issue takes option l; 0
// where rules that always bind forbid it.
func pinned(t testing.TB, p *negotiation.Program, issue string, l, n int) float64 {
	t.Helper()
	q, err := p.Pin(issue, fmt.Sprint(l))
	if err != nil {
		t.Fatal(err)
	}
	return zone(q, n)
}

// TestReferenceShare compares the share of packages acceptable to all, with the
// commitment discount and without.
func TestReferenceShare(t *testing.T) {
	s := readStudy(t)
	for _, c := range []struct {
		commitment bool
		want       float64 // the mean of 20,000 draws
	}{{true, 0.0227}, {false, 0.0549}} {
		n := max(250, draws()/10)
		got := share(compile(t, s.scenario(t, "limited", c.commitment)), n)
		ship := scenarios.Limited()
		if !c.commitment {
			ship = scenarios.Uncommitted(ship)
		}
		t.Logf("acceptable share, commitment %v: reference %.4f, here %.4f, shipped %.4f", c.commitment, c.want, got, share(compile(t, ship), n/2))
		if math.Abs(got/c.want-1) > 0.05 {
			t.Errorf("commitment %v: acceptable share %.4f, want %.4f within 5 %%", c.commitment, got, c.want)
		}
	}
}

// share returns the mean share of packages that are feasible and acceptable.
func share(p *negotiation.Program, n int) float64 {
	s := p.NewSession()
	sum := 0.0
	for r := range uint64(n) {
		s.Play(1, r)
		sum += float64(s.ZoneSize())
	}
	return sum / float64(n) / float64(p.Domain().Len())
}
