package report

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Origin says what an empirical game was simulated with, so that nothing else
// continues it.
type Origin struct {
	Library     string `json:"library"`     // version
	Fingerprint string `json:"fingerprint"` // of the program as the school sees it, in hexadecimal
}

// rankDoc is the JSON form of an empirical game.
type rankDoc struct {
	Warning    string           `json:"warning"`
	Origin     Origin           `json:"origin"`
	Level      float64          `json:"level"`
	Resamples  int              `json:"resamples"`
	Incomplete bool             `json:"incomplete,omitempty"`
	Profiles   []profileDoc     `json:"profiles,omitempty"`
	Complete   bool             `json:"equilibria_complete"`
	Equilibria []equilibriumDoc `json:"equilibria,omitempty"`
	Ranking    []standingsDoc   `json:"ranking,omitempty"`
	Table      *empirical.Table `json:"table"`
}

type profileDoc struct {
	Strategies []string `json:"strategies"` // by seat
	Regret     float64  `json:"regret"`
	Stable     int64    `json:"stable"` // drawn tables in which it is an equilibrium
	Share      float64  `json:"share"`  // of the drawn tables
	Lo         float64  `json:"lo"`
	Hi         float64  `json:"hi"`
	Mass       float64  `json:"mass"`
}

type equilibriumDoc struct {
	Probability game.Mixed `json:"probability"` // by seat and strategy
	Payoff      []float64  `json:"payoff"`
	Certificate certDoc    `json:"certificate"`
}

type standingsDoc struct {
	Seat  string        `json:"seat"`
	Order []standingDoc `json:"order"`
}

type standingDoc struct {
	Strategy string  `json:"strategy"`
	Mass     float64 `json:"mass"`
	Lo       float64 `json:"lo"`
	Hi       float64 `json:"hi"`
}

// RankJSON writes an empirical game with its table, from which ReadRank lets a
// study go on. Equilibria that differ by rounding stand once. An analysis of an incomplete table is marked as such.
func RankJSON(w io.Writer, a *empirical.Analysis, from Origin) error {
	t := a.Table
	d := rankDoc{Warning: Warning, Origin: from, Level: a.Level, Resamples: a.Drawn, Incomplete: len(a.Profiles) == 0, Complete: a.Complete, Table: t}
	for _, p := range a.Profiles {
		i := p.Stable.Wilson(a.Level)
		d.Profiles = append(d.Profiles, profileDoc{strategiesOf(t, p.Strategies), p.Regret, p.Stable.K, p.Stable.Share(), i.Lo, i.Hi, p.Mass})
	}
	for _, e := range distinct(a.Equilibria) {
		d.Equilibria = append(d.Equilibria, equilibriumDoc{e.Profile, e.Payoff, certDoc(e.Certificate)})
	}
	for s, list := range a.Ranking {
		one := standingsDoc{Seat: t.Seats[s]}
		for _, x := range list {
			one.Order = append(one.Order, standingDoc{t.Strategies[x.Strategy], x.Mass, x.Interval.Lo, x.Interval.Hi})
		}
		d.Ranking = append(d.Ranking, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// strategiesOf names the strategies of a profile.
func strategiesOf(t *empirical.Table, profile []int) []string {
	var out []string
	for _, k := range profile {
		out = append(out, t.Strategies[k])
	}
	return out
}

// ReadRank reads what RankJSON wrote: the table, the level, the number of tables
// to draw, and the origin. The rest follows from these and is not read. A table
// that cannot have been simulated is an error.
func ReadRank(r io.Reader) (*empirical.Analysis, Origin, error) {
	var doc rankDoc
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, Origin{}, fmt.Errorf("report: the text ends before the table does, want what RankJSON wrote")
		}
		return nil, Origin{}, fmt.Errorf("report: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, Origin{}, fmt.Errorf("report: there is text after the table, want nothing")
	}
	if doc.Table == nil {
		return nil, Origin{}, fmt.Errorf("report: there is no table, want what RankJSON wrote")
	}
	if !(doc.Level > 0 && doc.Level < 1) || doc.Resamples < 1 {
		return nil, Origin{}, fmt.Errorf("report: level is %v and resamples %d, want a share and at least 1", doc.Level, doc.Resamples)
	}
	for i, c := range doc.Table.Cells {
		if err := soundCell(doc.Table, c); err != nil {
			return nil, Origin{}, fmt.Errorf("report: table/cells/%d: %w", i, err)
		}
	}
	return &empirical.Analysis{Table: doc.Table, Level: doc.Level, Drawn: doc.Resamples}, doc.Origin, nil
}

// soundCell reports counts and moments that no simulation has.
func soundCell(t *empirical.Table, c empirical.Cell) error {
	if len(c.Profile) != len(t.Seats) || len(c.Payoff) != len(t.Seats) {
		return fmt.Errorf("there are %d strategies and %d payoffs, want %d of either", len(c.Profile), len(c.Payoff), len(t.Seats))
	}
	if c.Deals < 0 || c.Deals > int64(t.Runs) {
		return fmt.Errorf("deals is %d, want 0 to %d", c.Deals, t.Runs)
	}
	for _, m := range c.Payoff {
		if m.N != int64(t.Runs) || !(m.M2 >= 0) || math.IsInf(m.M2, 0) || math.IsInf(m.Mean, 0) || math.IsNaN(m.Mean) {
			return fmt.Errorf("the payoff has %d replications, mean %v and squares %v, want %d and finite ones", m.N, m.Mean, m.M2, t.Runs)
		}
	}
	return nil
}

// rankHead names the columns of RankCSV.
var rankHead = []string{"scenario", "school", "measure", "profile", "seat", "strategy", "count", "of", "value", "lo", "hi", "level"}

// RankCSV writes an empirical game as one tidy table. The measures are "payoff"
// (by profile and seat), "deals", "regret", "stable" (share of drawn tables in
// which a profile is an equilibrium) and "mass" by profile, "equilibrium"
// (probability of a strategy, with the equilibrium's number as profile) and
// "standing" (share of time of a seat's strategy). An incomplete table has
// payoffs and deals only, and a row "incomplete" with the profiles that are there.
func RankCSV(w io.Writer, a *empirical.Analysis) error {
	c := csv.NewWriter(w)
	t := a.Table
	put := func(cells ...string) { c.Write(append([]string{t.Scenario, t.School}, cells...)) }
	c.Write(rankHead)
	if len(a.Profiles) == 0 {
		put("incomplete", "", "", "", strconv.Itoa(len(t.Cells)), strconv.Itoa(profilesOf(t)), "", "", "", "")
	}
	level := num(a.Level)
	share := func(measure, profile string, p montecarlo.Proportion) {
		i := p.Wilson(a.Level)
		put(measure, profile, "", "", strconv.FormatInt(p.K, 10), strconv.FormatInt(p.N, 10), num(p.Share()), num(i.Lo), num(i.Hi), level)
	}
	for _, x := range t.Cells {
		name := t.Name(x.Profile)
		share("deals", name, deals(t, x))
		for s, m := range x.Payoff {
			i := m.Interval(a.Level)
			put("payoff", name, t.Seats[s], t.Strategies[x.Profile[s]], "", strconv.FormatInt(m.N, 10), num(m.Mean), num(i.Lo), num(i.Hi), level)
		}
	}
	for _, p := range a.Profiles {
		name := t.Name(p.Strategies)
		put("regret", name, "", "", "", "", num(p.Regret), "", "", "")
		share("stable", name, p.Stable)
		put("mass", name, "", "", "", "", num(p.Mass), "", "", "")
	}
	for n, e := range distinct(a.Equilibria) {
		for s, mix := range e.Profile {
			for k, x := range mix {
				put("equilibrium", strconv.Itoa(n+1), t.Seats[s], t.Strategies[k], "", "", num(x), "", "", "")
			}
		}
	}
	for s, list := range a.Ranking {
		for _, x := range list {
			put("standing", "", t.Seats[s], t.Strategies[x.Strategy], "", "", num(x.Mass), num(x.Interval.Lo), num(x.Interval.Hi), level)
		}
	}
	c.Flush()
	return c.Error()
}
