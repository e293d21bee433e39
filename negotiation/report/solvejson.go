package report

import (
	"encoding/json"
	"io"
	"math/big"

	"github.com/parleylab/parley/negotiation/game"
)

// solvedDoc is the JSON form of a solved game.
type solvedDoc struct {
	Title      string      `json:"title"`
	Comment    string      `json:"comment,omitempty"`
	Form       string      `json:"form"` // "normal" or "extensive"
	Players    []string    `json:"players"`
	Strategies []int       `json:"strategies,omitempty"` // of the normal or reduced normal form
	Nodes      int         `json:"nodes,omitempty"`
	Infosets   []int       `json:"information_sets,omitempty"`
	Recall     *bool       `json:"perfect_recall,omitempty"`
	Exact      bool        `json:"exact"`
	Repaired   []string    `json:"repaired,omitempty"` // what the reader repaired
	Method     string      `json:"method"`
	Strict     *droppedDoc `json:"strict_dominance,omitempty"`
	Weak       *droppedDoc `json:"weak_dominance,omitempty"`
	Complete   bool        `json:"complete"`
	Spanned    bool        `json:"spanned,omitempty"` // the list holds extreme equilibria, others are mixtures
	Equilibria []foundDoc  `json:"equilibria"`
	Mediated   *mixDoc     `json:"mediated,omitempty"`
	Branch     []pointDoc  `json:"branch,omitempty"`
	Notes      []string    `json:"notes,omitempty"`
}

type droppedDoc struct {
	Kept         [][]string `json:"kept"`
	Dropped      []dropDoc  `json:"dropped,omitempty"`
	OrderMatters bool       `json:"order_matters"`
}

type dropDoc struct {
	Round    int    `json:"round"`
	Player   string `json:"player"`
	Strategy string `json:"strategy"`
	By       string `json:"by"`
	Margin   string `json:"margin"`
}

type foundDoc struct {
	Number      int         `json:"number"`
	By          []string    `json:"found_by"`
	Play        []playDoc   `json:"play"`
	Payoff      []float64   `json:"payoff"`
	Certificate certDoc     `json:"certificate"`
	Perfect     bool        `json:"subgame_perfect,omitempty"` // known to be
	Verdict     string      `json:"verdict,omitempty"`
	Threats     []threatDoc `json:"threats,omitempty"`
}

type playDoc struct {
	Player      string  `json:"player"`
	Infoset     string  `json:"information_set,omitempty"`
	Action      string  `json:"action"`
	Probability float64 `json:"probability"`
	Exact       string  `json:"exact,omitempty"`
}

type certDoc struct {
	Method     string    `json:"method"`
	Regret     []float64 `json:"regret"`
	Residual   float64   `json:"residual"`
	Infeasible float64   `json:"infeasible"`
	Exact      bool      `json:"exact"`
}

type threatDoc struct {
	Player  string  `json:"player"`
	Infoset string  `json:"information_set"`
	Action  string  `json:"action"`
	Better  string  `json:"better"`
	Gain    float64 `json:"gain"`
}

type mixDoc struct {
	Value       float64   `json:"value"`
	Probability []float64 `json:"probability"` // per profile, the first player's strategy running fastest
	Payoff      []float64 `json:"payoff"`
	Certificate certDoc   `json:"certificate"`
}

type pointDoc struct {
	Kind        string    `json:"kind"`
	Lambda      float64   `json:"lambda"`
	Probability []float64 `json:"probability"`
	Certificate certDoc   `json:"certificate"`
}

// SolveJSON writes a solved game with all that SolveText tells, unabridged.
// Probabilities and margins that are known exactly stand as fractions beside the
// nearest number.
func SolveJSON(w io.Writer, s Solved) error {
	d := s.header()
	d.Strict, d.Weak = s.dropped(s.Strict), s.dropped(s.Weak)
	for n, f := range s.Equilibria {
		d.Equilibria = append(d.Equilibria, s.found(n+1, f))
	}
	if m := s.Mediated; m != nil {
		d.Mediated = &mixDoc{m.Value, m.Probability, m.Payoff, certDoc(m.Certificate)}
	}
	if s.Branch != nil {
		d.Branch = points(s.Branch)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// header tells what game it is.
func (s Solved) header() solvedDoc {
	d := solvedDoc{Form: "normal", Players: s.players(), Method: s.Method, Complete: s.Complete, Spanned: s.Spanned, Notes: s.Notes, Equilibria: []foundDoc{}}
	if s.Normal != nil {
		d.Strategies = s.Normal.Sizes()
	}
	e := s.Extensive
	if e == nil {
		d.Title, d.Comment, d.Exact = s.Normal.Title(), s.Normal.Comment(), s.Normal.Exact()
		return d
	}
	recall := e.PerfectRecall() == nil
	d.Form, d.Title, d.Comment, d.Exact, d.Repaired = "extensive", e.Title(), e.Comment(), e.Exact(), e.Notes()
	d.Nodes, d.Recall = e.Nodes(), &recall
	for i := range d.Players {
		d.Infosets = append(d.Infosets, e.Infosets(i))
	}
	return d
}

func (s Solved) dropped(e *game.Elimination) *droppedDoc {
	if e == nil {
		return nil
	}
	d := &droppedDoc{OrderMatters: e.OrderMatters}
	for i, kept := range e.Kept {
		names, left := named(s.Normal.Strategies(i), ""), []string{}
		for _, k := range kept {
			left = append(left, names[k])
		}
		d.Kept = append(d.Kept, left)
	}
	for _, r := range e.Removed {
		names := named(s.Normal.Strategies(r.Player), "")
		d.Dropped = append(d.Dropped, dropDoc{r.Round, s.players()[r.Player], names[r.Strategy], mixture(names, r.By, (*big.Rat).RatString), r.Margin.RatString()})
	}
	return d
}

// found tells one equilibrium.
func (s Solved) found(n int, f Found) foundDoc {
	d := foundDoc{Number: n, By: f.By, Payoff: f.Payoff(), Certificate: certDoc(f.Certificate()), Perfect: f.Perfect || f.sequential()}
	for i, player := range s.players() {
		if f.Normal != nil {
			d.Play = append(d.Play, plays(player, "", named(s.Normal.Strategies(i), ""), f.Normal.Profile[i], exactRow(f.Normal.Exact, i))...)
			continue
		}
		for h, set := range s.infosets(i) {
			var exact []*big.Rat
			if f.Tree.Exact != nil {
				exact = f.Tree.Exact[i][h]
			}
			d.Play = append(d.Play, plays(player, set, named(s.Extensive.Actions(i, h), ""), f.Tree.Profile[i][h], exact)...)
		}
	}
	if r := f.Rationality; r != nil {
		d.Verdict = r.Verdict.String()
		for _, t := range r.Threats {
			actions := named(s.Extensive.Actions(t.Player, t.Infoset), "")
			d.Threats = append(d.Threats, threatDoc{s.players()[t.Player], s.infosets(t.Player)[t.Infoset], actions[t.Action], actions[t.Better], t.Gain})
		}
	}
	return d
}

// plays tells the probabilities of one player's actions in one place.
func plays(player, set string, names []string, p []float64, exact []*big.Rat) []playDoc {
	var out []playDoc
	for k, x := range p {
		d := playDoc{Player: player, Infoset: set, Action: names[k], Probability: x}
		if exact != nil {
			d.Exact = exact[k].RatString()
		}
		out = append(out, d)
	}
	return out
}

// points tells every point of a branch, then what the branch does.
func points(b *game.Branch) []pointDoc {
	var out []pointDoc
	add := func(kind string, q game.Quantal) {
		out = append(out, pointDoc{kind, q.Lambda, q.Probability, certDoc(q.Certificate)})
	}
	for _, q := range b.Points {
		add("point", q)
	}
	for _, q := range b.Turns {
		add(q.Kind, q.Quantal)
	}
	for _, q := range b.Crosses {
		add(q.Kind, q.Quantal)
	}
	return out
}
