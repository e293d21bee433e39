package montecarlo

import (
	"encoding/hex"
	"fmt"
	"runtime"

	"github.com/parleylab/parley"
	"github.com/parleylab/parley/negotiation"
)

// A Manifest says what a result is a result of. Results with the same manifest
// come from the same program, seed and library, and may be merged.
type Manifest struct {
	Library     string   `json:"library"`  // version of the module
	Scenario    string   `json:"scenario"` // name
	Vintage     string   `json:"vintage,omitempty"`
	School      string   `json:"school,omitempty"`
	Changes     []string `json:"changes,omitempty"` // names changed by With and Pin
	Fingerprint string   `json:"fingerprint"`       // of the program, hexadecimal
	Seed        uint64   `json:"seed"`
	Block       int      `json:"block"`
	// Architecture is empty for a program whose bits are the same everywhere,
	// and names the one architecture that they are promised for otherwise.
	Architecture string `json:"architecture,omitempty"`
}

// A Result is what a range of replications came to. Everything in it is an
// exact count or sum, except metrics. Results are values: merging makes new
// ones.
type Result struct {
	Manifest Manifest `json:"manifest"`
	First    uint64   `json:"first"` // index of the first replication
	Runs     int      `json:"runs"`  // replications counted, failures among them
	// Rungs counts the replications that ended on each rung.
	Rungs [negotiation.NumRungs]int64 `json:"rungs"`
	// Zones counts the replications in which a zone of agreement existed.
	Zones int64 `json:"zones"`
	// Stops counts what stopped the replications, by rung, party and reason, in
	// that order. Those of which nothing is told are not listed.
	Stops []Stop `json:"stops,omitempty"`
	// Held counts the agreements that took effect by the whole days they held.
	Held []int64 `json:"held,omitempty"`
	// Rounds counts the deals by round, Proposers by seat + 1 (0 is the
	// mediator), Options by issue and option.
	Rounds    []int64   `json:"rounds"`
	Proposers []int64   `json:"proposers"`
	Options   [][]int64 `json:"options"`
	// Surplus sums, over the deals, what each seat got above its reservation
	// value, in grid steps of Units.
	Surplus []Sum      `json:"surplus"`
	Units   []float64  `json:"units"` // points per grid step
	Metrics []Measured `json:"metrics,omitempty"`
	// Failures lists the first replications in which a user's type panicked;
	// Failed counts them all. They count as runs and reach no rung.
	Failures []Failure            `json:"failures,omitempty"`
	Failed   int64                `json:"failed,omitempty"`
	Records  []negotiation.Record `json:"records,omitempty"`

	// BaseRate is what the scenario asks to be read against; nil if nothing.
	BaseRate *BaseRate `json:"base_rate,omitempty"`
	// Top is the highest rung that the program can reach.
	Top negotiation.Rung `json:"top"`
	// Seats, Parties, Reasons and Issues name what the columns stand for. Reason
	// 0 is none.
	Seats   []string `json:"seats"`
	Parties []string `json:"parties,omitempty"`
	Reasons []string `json:"reasons,omitempty"`
	Issues  []Column `json:"issues"`
}

// A BaseRate is the scenario's outside view and the horizon it is asked for.
type BaseRate struct {
	Event   string  `json:"event"`
	Days    float64 `json:"days"`     // length of the talks; 0 if rounds have none
	PerYear string  `json:"per_year"` // quantity: probability within a year
	Cite    string  `json:"cite,omitempty"`
}

// A Column names an issue and its options.
type Column struct {
	Name    string   `json:"name"`
	Options []string `json:"options"`
}

// A Failure is a replication that could not be played to its end.
type Failure struct {
	Replication uint64 `json:"replication"`
	Reason      string `json:"reason"`
}

// Measured is a metric over the replications in which it was a number.
type Measured struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
	series
}

// maxFailures is how many failures a result lists.
const maxFailures = 20

// empty returns a result of no replications that begins at first.
func (m Simulation) empty(first uint64) *Result {
	r := m.blank.hollow()
	r.First = first
	return r
}

// form returns an empty result with everything but counts filled in.
func (m Simulation) form() *Result {
	p := m.Program
	d := p.Domain()
	n := len(p.Seats())
	r := &Result{
		Manifest: m.manifest(), Rounds: make([]int64, p.Rounds()),
		Proposers: make([]int64, n+1), Surplus: make([]Sum, n), Seats: p.Seats(),
		Top: p.Top(),
	}
	if list := p.Reasons(); len(list) > 1 {
		r.Reasons = list
	}
	for _, x := range p.Scenario().Parties {
		r.Parties = append(r.Parties, x.Name)
	}
	for i := range n {
		r.Units = append(r.Units, p.GridUnit(i))
	}
	for k := range d.NumIssues() {
		is := d.Issue(k)
		c := Column{Name: is.Name}
		for _, o := range is.Options {
			c.Options = append(c.Options, o.Name)
		}
		r.Issues = append(r.Issues, c)
		r.Options = append(r.Options, make([]int64, len(is.Options)))
	}
	for _, x := range m.Metrics {
		r.Metrics = append(r.Metrics, Measured{Name: x.Name, Unit: x.Unit})
	}
	r.BaseRate = baseRate(p.Scenario())
	return r
}

// baseRate puts a scenario's base rate into words, if it has one.
func baseRate(sc negotiation.Scenario) *BaseRate {
	if sc.BaseRate.PerYear == nil {
		return nil
	}
	q := sc.BaseRate.PerYear
	cite := sc.BaseRate.Cite
	if s, ok := q.(negotiation.Sourced); ok && cite == "" {
		cite = s.Cite
	}
	text, err := negotiation.FormatQuantity(q)
	if err != nil {
		return nil
	}
	days := sc.RoundLength.Hours() / 24 * float64(sc.Rounds)
	return &BaseRate{Event: sc.BaseRate.Event, Days: days, PerYear: text, Cite: cite}
}

func (m Simulation) manifest() Manifest {
	p := m.Program
	f := p.Fingerprint()
	mf := Manifest{
		Library: parley.Version(), Scenario: p.Name(), School: p.SchoolName(), Changes: p.Changes(),
		Fingerprint: hex.EncodeToString(f[:]), Seed: m.Seed, Block: BlockSize,
	}
	if v := p.Scenario().Vintage; !v.IsZero() {
		mf.Vintage = v.Format("2006-01-02")
	}
	if !p.Portable() {
		mf.Architecture = runtime.GOARCH
	}
	return mf
}

// fail counts a replication that could not be played.
func (r *Result) fail(i uint64, err error) {
	r.Runs++
	r.Failed++
	for j := range r.Metrics {
		r.Metrics[j].series.push(i, nan)
	}
	if len(r.Failures) < maxFailures {
		r.Failures = append(r.Failures, Failure{Replication: i, Reason: err.Error()})
	}
}

// add takes in the range that follows.
func (r *Result) add(o *Result) {
	r.Runs += o.Runs
	r.Zones += o.Zones
	r.Failed += o.Failed
	for i := range r.Rungs {
		r.Rungs[i] += o.Rungs[i]
	}
	r.addLadder(o)
	addCounts(r.Rounds, o.Rounds)
	addCounts(r.Proposers, o.Proposers)
	for k := range r.Options {
		addCounts(r.Options[k], o.Options[k])
	}
	for i := range r.Surplus {
		r.Surplus[i].merge(o.Surplus[i])
	}
	for j := range r.Metrics {
		r.Metrics[j].series.append(o.Metrics[j].series)
	}
	room := max(0, maxFailures-len(r.Failures))
	r.Failures = append(r.Failures, o.Failures[:min(room, len(o.Failures))]...)
	r.Records = append(r.Records, o.Records...)
}

func addCounts(dst, src []int64) {
	for i, n := range src {
		dst[i] += n
	}
}

// Reached returns the share of replications that got at least as far as rung.
func (r *Result) Reached(rung negotiation.Rung) Proportion {
	if rung == negotiation.Zone {
		return Proportion{r.Zones, int64(r.Runs)}
	}
	k := int64(0)
	for i := int(rung); i < len(r.Rungs); i++ {
		k += r.Rungs[i]
	}
	return Proportion{k, int64(r.Runs)}
}

// Deals returns the number of replications that ended in a deal.
func (r *Result) Deals() int64 { return r.Reached(negotiation.Announced).K }

// Option returns the share of deals that settle issue k by option l.
func (r *Result) Option(k, l int) Proportion { return Proportion{r.Options[k][l], r.Deals()} }

// MeanSurplus returns the mean of what seat i got above its reservation value
// in the deals, in points.
func (r *Result) MeanSurplus(i int) Moments { return r.Surplus[i].moments(r.Units[i]) }

// MeanRound returns the mean round of the deals, counting rounds from 1.
func (r *Result) MeanRound() Moments {
	var s Sum
	for t, n := range r.Rounds {
		s.N += n
		s.Sum = s.sum().add(wideOf(n * int64(t+1))).words()
		s.Sq = s.sq().add(wideOf(n * int64(t+1) * int64(t+1))).words()
	}
	return s.moments(1)
}

// RoundQuantile returns the least round, counting from 1, by which at least the
// share p of the deals was made, or 0 if there was no deal.
func (r *Result) RoundQuantile(p float64) int {
	n := r.Deals()
	if n == 0 {
		return 0
	}
	sum := int64(0)
	for t, k := range r.Rounds {
		sum += k
		if float64(sum) >= p*float64(n) && sum > 0 {
			return t + 1
		}
	}
	return len(r.Rounds)
}

// Metric returns the moments of the metric called name.
func (r *Result) Metric(name string) (Moments, error) {
	for i := range r.Metrics {
		if r.Metrics[i].Name == name {
			return r.Metrics[i].series.moments(), nil
		}
	}
	return Moments{}, fmt.Errorf("montecarlo: there is no metric %q in the result", name)
}
