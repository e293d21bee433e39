package scenarios_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/actors"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/scenarios"
)

var vintage = time.Date(2025, 3, 25, 0, 0, 0, 0, time.UTC)

// talks are the two scenarios of the real conflict.
func talks(t testing.TB) map[string]negotiation.Scenario {
	t.Helper()
	return map[string]negotiation.Scenario{"limited": scenarios.Limited(), "comprehensive": scenarios.Comprehensive()}
}

func TestShape(t *testing.T) {
	for _, c := range []struct {
		name             string
		outcomes         int64 // issues of params.json multiplied
		rounds           int
		length           time.Duration
		issues           string
		schools, parties []string
	}{
		{"limited", 409_600, 10, 3 * 24 * time.Hour, "energy sea grain agri_fin monitor human coop scope arms", nil,
			[]string{"ukraine", "russia", "us", "eu", "envoy", "third"}},
		{"comprehensive", 622_080, 52, 7 * 24 * time.Hour, "territory recognition guarantees force sanctions neutrality elections assets accountability", nil,
			[]string{"ukraine", "russia", "us", "eu", "envoy"}},
	} {
		sc := talks(t)[c.name]
		p := compile(t, sc)
		if got := p.Domain().Len(); got != c.outcomes {
			t.Errorf("%s has %d packages, want %d", c.name, got, c.outcomes)
		}
		if sc.Rounds != c.rounds || sc.RoundLength != c.length || !sc.Vintage.Equal(vintage) {
			t.Errorf("%s has %d rounds of %v at %v", c.name, sc.Rounds, sc.RoundLength, sc.Vintage)
		}
		var issues, parties []string
		for _, is := range sc.Issues {
			issues = append(issues, is.Name)
		}
		for _, pt := range sc.Parties {
			parties = append(parties, pt.Name)
		}
		if got := strings.Join(issues, " "); got != c.issues {
			t.Errorf("%s has the issues %s, want %s", c.name, got, c.issues)
		}
		if diff := cmp.Diff(c.parties, parties); diff != "" {
			t.Errorf("%s: parties (-want +got):\n%s", c.name, diff)
		}
		want := []string{"baseline", "russia-expansionist", "russia-security-seeker", "ukraine-bitter-ender", "us-disengagement", "maximum-pressure"}
		if diff := cmp.Diff(want, p.Schools()); diff != "" {
			t.Errorf("%s: schools (-want +got):\n%s", c.name, diff)
		}
		if !p.Portable() {
			t.Errorf("%s does not carry the same bits everywhere", c.name)
		}
	}
}

// TestRules lists the rules of subject study 2.1 and 2.2 by the names under
// which their probabilities are set.
func TestRules(t *testing.T) {
	want := map[string]map[string]string{
		"limited": {
			"ukraine/redline/arms-max-1": "0.9", "russia/redline/monitor-max-2": "0.9", "us/redline/agri_fin-max-3": "0.9",
			"russia/redline/human-max-3": "0.8", "russia/redline/scope-min-2-needs-arms-min-2": "0.8",
			"russia/redline/sea-min-2-needs-agri_fin-min-3":   "0.7",
			"russia/redline/grain-min-2-needs-agri_fin-min-2": "0.95",
			"ukraine/redline/scope-min-3-needs-monitor-min-2": "0.8",
			"rule/scope-min-2-needs-monitor-min-1":            "0.8",
			"eu/consent/agri_fin-min-3":                       "0.9", "eu/consent/coop-min-2-and-agri_fin-min-3": "0.95",
		},
		"comprehensive": {
			"ukraine/redline/recognition-max-2": "0.8", "ukraine/redline/recognition-max-4": "0.99",
			"ukraine/redline/territory-max-3": "0.85", "ukraine/redline/territory-max-4": "0.97",
			"ukraine/redline/force-max-2": "0.97", "ukraine/redline/guarantees-max-2": "0.9",
			"ukraine/redline/force-is-3-and-guarantees-is-4":         "0.99",
			"ukraine/redline/territory-min-4-needs-guarantees-max-1": "0.8",
			"russia/redline/guarantees-min-1":                        "0.98", "russia/redline/guarantees-min-2": "0.8",
			"russia/redline/neutrality-min-1": "0.97", "russia/redline/neutrality-min-2": "0.5",
			"russia/redline/territory-min-3": "0.97", "russia/redline/territory-min-4": "0.6",
			"russia/redline/recognition-min-2": "0.5", "rule/elections-is-3": "0.99", "eu/consent/sanctions-min-5": "0.9",
			"russia/redline/force-min-2": "0", "ukraine/redline/force-max-1": "0", "us/redline/guarantees-min-2": "0",
		},
	}
	for name, sc := range talks(t) {
		got := map[string]string{}
		p := compile(t, sc)
		for _, q := range p.Params() {
			if !q.Event && (strings.Contains(q.Name, "redline/") || strings.Contains(q.Name, "consent/") || strings.HasPrefix(q.Name, "rule/")) {
				got[q.Name], _ = negotiation.FormatQuantity(q.Quantity)
			}
		}
		if diff := cmp.Diff(want[name], got); diff != "" {
			t.Errorf("%s: rules (-want +got):\n%s", name, diff)
		}
	}
	hard := 0
	for _, c := range scenarios.Comprehensive().Constraints {
		if c.Kind != negotiation.Performing && c.P == nil {
			hard++
			if c.String() != "if recognition = 5 then territory >= 3" {
				t.Errorf("the rule %s is hard", c)
			}
		}
	}
	if hard != 1 {
		t.Errorf("%d rules are hard, want 1", hard)
	}
}

// TestTraits compares a few quantities, one of each kind, with the study's
// tables 3.3, 3.4 and 3.9.
func TestTraits(t *testing.T) {
	want := map[string]map[string]string{
		"limited": {
			"ukraine/reservation": "pert(-8, -2, 6)", "russia/reservation": "pert(0, 8, 18)", "us/reservation": "pert(-5, 0, 5)",
			"ukraine/strategy/exponent": "pert(0.4, 0.8, 1.5)", "russia/strategy/exponent": "pert(0.1, 0.3, 0.8)", "us/strategy/exponent": "pert(0.8, 1.5, 3)",
			"ukraine/risk/lambda": "pert(1.5, 2, 2.5)", "russia/risk/coefficient": "pert(-0.5, 0, 0.5)", "us/risk/coefficient": "pert(0, 0.5, 1)",
			"russia/correlation": "pert(0.3, 0.45, 0.6)", "eu/correlation": "pert(0.3, 0.45, 0.6)",
			"envoy/belief/russia/reservation": "pert(-20, -10, 0)", "envoy/belief/us/noise": "pert(0.3, 0.6, 1)",
			"envoy/belief/ukraine/weight": "1", "envoy/belief/russia/weight": "pert(1, 1.86, 4)", "envoy/belief/us/weight": "1.4",
			"us/belief/russia/performance": "pert(0.45, 0.7, 0.9)", "russia/belief/third/performance": "pert(0.3, 0.5, 0.7)",
			"ukraine/discount":      "pert(0.993912, 0.99649, 0.99851)", // .94, .965, .985 to the power 3/30.4
			"ukraine/weight/energy": "pert(12, 18, 24)", "russia/value/energy/2": "1",
		},
		"comprehensive": {
			"ukraine/reservation": "pert(35, 48, 62)", "us/reservation": "pert(20, 35, 50)",
			"us/discount":                   "pert(0.963269, 0.980983, 0.993011)", // .85, .92, .97 to the power 7/30.4
			"russia/weight/territory":       "pert(16, 24, 32)",
			"ukraine/belief/eu/performance": "pert(0.3, 0.5, 0.7)",
		},
	}
	for name, sc := range talks(t) {
		p := compile(t, sc)
		for path, text := range want[name] {
			q, ok := p.Param(path)
			if !ok {
				t.Errorf("%s has no %s", name, path)
				continue
			}
			if got, _ := negotiation.FormatQuantity(q.Quantity); got != text {
				t.Errorf("%s: %s = %s, want %s", name, path, got, text)
			}
		}
	}
}

// carries says where a number comes from: a sentence of the seed, or why it was
// judged so.
var carries = regexp.MustCompile(`\bs([1-9]|[1-3][0-9]|4[0-3])\b|judgement: because \S`)

// TestEveryQuantityIsSourced fails when a number, of the scenario or of a school,
// lacks its unit, its source or its reason.
func TestEveryQuantityIsSourced(t *testing.T) {
	for name, sc := range talks(t) {
		published := map[string]negotiation.Source{}
		for _, s := range sc.Sources {
			published[s.Key] = s
		}
		sourced := func(what, unit, cite, note string) {
			if unit == "" || note == "" {
				t.Errorf("%s: %s has unit %q, note %q, want both", name, what, unit, note)
			}
			if _, ok := published[cite]; !ok {
				t.Errorf("%s: %s cites %q, which is no source", name, what, cite)
			}
			if (cite == "seed" || cite == "judgement") && !carries.MatchString(note) {
				t.Errorf("%s: %s has the note %q, want a sentence of the seed or \"judgement: because ...\"", name, what, note)
			}
		}
		p := compile(t, sc)
		for _, school := range p.Schools() {
			q, err := p.School(school)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range q.Params() {
				if !row.Event {
					sourced(school+": "+row.Name, row.Unit, row.Cite, row.Note)
				}
			}
		}
		for _, c := range sc.Constraints {
			if c.Kind == negotiation.Performing || c.P == nil {
				sourced(c.String(), "none", c.Cite, c.Note)
			}
		}
		for _, is := range sc.Issues {
			sourced(is.Name, "none", is.Cite, is.Note)
		}
		r := sc.BaseRate.PerYear.(negotiation.Sourced)
		sourced("base rate", r.Unit, r.Cite, r.Note)
	}
}

// TestQuotations looks up every phrase that a note quotes in the article that the
// talks are built on, which lies beside the repository and is no part of it.
func TestQuotations(t *testing.T) {
	const pattern = "../../shared/data/subject/seed_*.txt"
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Skipf("%s is missing: the conformance data do not lie beside the repository", pattern)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("\u2018", "'", "\u2019", "'").Replace(string(text))
	quoted := regexp.MustCompile(`"([^"]+)"`)
	n := 0
	look := func(where, note string) {
		for _, m := range quoted.FindAllStringSubmatch(note, -1) {
			n++
			if !strings.Contains(plain, m[1]) {
				t.Errorf("%s quotes %q, which the article does not hold", where, m[1])
			}
		}
	}
	for name, sc := range talks(t) {
		for _, row := range compile(t, sc).Params() {
			look(name+" "+row.Name, row.Note)
		}
		for _, is := range sc.Issues {
			look(name+" "+is.Name, is.Note)
		}
		for _, c := range sc.Constraints {
			look(name+" "+c.String(), c.Note)
		}
	}
	t.Logf("%d quotations", n)
}

// TestVintage fails when a source is younger than the knowledge it stands for,
// has no date, or no address. What targets cite under a key that begins with "t-"
// is younger.
func TestVintage(t *testing.T) {
	for name, sc := range talks(t) {
		if err := calibrate.CheckVintage(compile(t, sc)); err != nil {
			t.Error(err)
		}
		later := map[string]bool{}
		for _, x := range sc.Targets {
			later[x.Cite] = strings.HasPrefix(x.Cite, "t-")
		}
		for _, s := range sc.Sources {
			if s.Published.IsZero() || s.Published.After(sc.Vintage) != later[s.Key] {
				t.Errorf("%s: source %s is of %v, want a date up to %v", name, s.Key, s.Published, sc.Vintage)
			}
			if s.Key != "judgement" && (!strings.HasPrefix(s.Address, "https://") || s.Accessed.IsZero()) {
				t.Errorf("%s: source %s has the address %q, read %v, want both", name, s.Key, s.Address, s.Accessed)
			}
			if s.Title == "" {
				t.Errorf("%s: source %s has no title", name, s.Key)
			}
		}
	}
}

// TestSourcesAgree compares what files and actors say of the same key.
func TestSourcesAgree(t *testing.T) {
	first := map[string]negotiation.Source{}
	agree := func(where string, list []negotiation.Source) {
		for _, s := range list {
			if f, ok := first[s.Key]; ok && f != s {
				t.Errorf("%s: source %s differs from the same key elsewhere", where, s.Key)
			}
			first[s.Key] = s
		}
	}
	for name, sc := range talks(t) {
		agree(name, sc.Sources)
	}
	for _, name := range actors.Names() {
		a, err := actors.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		agree(name, a.Sources)
	}
}

func TestSchoolsChangeWhatTheySay(t *testing.T) {
	for name, sc := range talks(t) {
		p := compile(t, sc)
		for _, s := range sc.Schools {
			q, err := p.School(s.Name)
			if err != nil {
				t.Fatal(err)
			}
			changed := 0
			for i, row := range q.Params() {
				if row.Quantity != p.Params()[i].Quantity {
					changed++
				}
			}
			if changed != len(s.Patches) || (changed == 0) != (s.Name == "baseline") {
				t.Errorf("%s: school %s has %d patches and changes %d quantities", name, s.Name, len(s.Patches), changed)
			}
		}
	}
}

func TestNames(t *testing.T) {
	want := []string{"limited", "limited-under-fire", "limited-two-tracks", "comprehensive",
		"black-sea", "grain-deal", "sanctions", "territories", "fictional", "split-the-pie", "bill-and-jack", "no-zone"}
	if diff := cmp.Diff(want, scenarios.Names()); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	for _, name := range want {
		sc, err := scenarios.ByName(name)
		if err != nil || sc.Name != name || sc.Summary == "" {
			t.Errorf("ByName(%q) = %q with summary %q, error %v", name, sc.Name, sc.Summary, err)
		}
	}
	_, err := scenarios.ByName("limitd")
	if !errors.Is(err, negotiation.ErrUnknownName) || !strings.Contains(err.Error(), `did you mean "limited"?`) {
		t.Errorf("ByName(limitd): %v, want ErrUnknownName and a suggestion", err)
	}
	if _, err := scenarios.ByName("something else"); err == nil || !strings.Contains(err.Error(), "want one of limited, limited-under-fire") {
		t.Errorf("ByName(something else): %v, want the list of names", err)
	}
}

// TestFreshCopies changes one copy and looks at the next.
func TestFreshCopies(t *testing.T) {
	a := scenarios.Limited()
	a.Parties[0].Beliefs[0].About = "nobody"
	a.Issues[0].Options[0].Name = "changed"
	b := scenarios.Limited()
	if b.Issues[0].Options[0].Name == "changed" {
		t.Error("a change to one copy shows in the next")
	}
}

func TestCommitted(t *testing.T) {
	plain, laid := scenarios.Comprehensive(), scenarios.Committed(scenarios.Comprehensive())
	if compile(t, plain).Fingerprint() == compile(t, laid).Fingerprint() {
		t.Error("Committed changes nothing")
	}
	if compile(t, scenarios.Uncommitted(laid)).Fingerprint() != compile(t, plain).Fingerprint() {
		t.Error("Uncommitted does not undo Committed")
	}
	if compile(t, scenarios.Committed(laid)).Fingerprint() != compile(t, laid).Fingerprint() {
		t.Error("Committed lays the discount twice")
	}
	if !slices.EqualFunc(plain.Parties, scenarios.Comprehensive().Parties, func(a, b negotiation.Party) bool { return cmp.Equal(a.Utility, b.Utility) }) {
		t.Error("Committed changed what it was given")
	}
}
