package game

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ParseNFG reads a normal-form game in Gambit's strategic format, version 1,
// in its outcome and payoff variants, with named strategies or with their
// numbers only. All numbers are read as exact rationals. What does not follow
// the format is a [*SyntaxError] with line and column.
//
// Savani, R. and Turocy, T. L. Gambit: The package for computation in game
// theory. https://www.gambit-project.org
func ParseNFG(r io.Reader) (*Normal, error) {
	s, err := newScanner(r)
	if err != nil {
		return nil, err
	}
	return s.parseNFG()
}

// parseNFG reads a game in normal form.
func (s *scanner) parseNFG() (*Normal, error) {
	title, players, err := s.header("NFG", "1")
	if err != nil {
		return nil, err
	}
	at := s.next
	strategies, err := s.strategies(len(players))
	if err != nil {
		return nil, err
	}
	comment, err := s.comment()
	if err != nil {
		return nil, err
	}
	g, err := newShape(title, comment, players, strategies)
	if err != nil {
		var size *SizeError
		if errors.As(err, &size) {
			return nil, err
		}
		return nil, fault(at, "%s", strings.TrimPrefix(err.Error(), "game: "))
	}
	if s.next.kind == '{' {
		err = s.outcomeBody(g)
	} else {
		err = s.payoffBody(g)
	}
	if err != nil {
		return nil, err
	}
	if s.next.kind != 'e' {
		return nil, fault(s.next, "found %v, want the end of the file", s.next)
	}
	return g, g.finish()
}

// strategies reads { { "a" "b" } { … } } or { 2 3 }.
func (s *scanner) strategies(players int) ([][]string, error) {
	if _, err := s.take('{', "'{' before strategies"); err != nil {
		return nil, err
	}
	var out [][]string
	cells := 1
	for s.next.kind == '{' || s.next.kind == 'w' {
		if s.next.kind == '{' {
			names, err := s.texts("strategies")
			if err != nil {
				return nil, err
			}
			out = append(out, names)
			cells *= max(1, len(names))
		} else {
			n, _, err := s.integer("a number of strategies", 1, maxCells)
			if err != nil {
				return nil, err
			}
			if cells *= n; cells <= maxCells/16 { // else the labels alone would fill the memory
				out = append(out, numbered(n))
			}
		}
		if cells > maxCells/16 {
			return nil, &SizeError{"normal form file", float64(cells), maxCells / 16, "profiles", "the extensive form"}
		}
	}
	end, err := s.take('}', "the strategies of another player or '}'")
	if err == nil && len(out) != players {
		err = fault(end, "strategies of %d players, want %d", len(out), players)
	}
	return out, err
}

// payoffBody reads one number per profile and player.
func (s *scanner) payoffBody(g *Normal) error {
	n := len(g.players)
	for len(g.numbers) < g.cells {
		row := make([]Number, n)
		for i := range row {
			if s.next.kind == ',' {
				if err := s.advance(); err != nil {
					return err
				}
			}
			x, err := s.number(fmt.Sprintf("payoff %d of profile %d of %d", i+1, len(g.numbers)+1, g.cells))
			if err != nil {
				return err
			}
			row[i] = x
		}
		g.numbers = append(g.numbers, row)
	}
	return nil
}

// outcomeBody reads { { "label" payoffs } … } and one outcome number per
// profile, zero for an outcome that pays nothing.
func (s *scanner) outcomeBody(g *Normal) error {
	n := len(g.players)
	if err := s.advance(); err != nil {
		return err
	}
	g.outcomes = []Outcome{}
	for s.next.kind == '{' {
		o, err := s.outcome(n)
		if err != nil {
			return err
		}
		g.outcomes = append(g.outcomes, o)
	}
	if _, err := s.take('}', "another outcome or '}'"); err != nil {
		return err
	}
	nothing := make([]Number, n)
	for len(g.numbers) < g.cells {
		k, _, err := s.integer(fmt.Sprintf("the outcome of profile %d of %d", len(g.numbers)+1, g.cells), 0, len(g.outcomes))
		if err != nil {
			return err
		}
		row := nothing
		if k > 0 {
			row = g.outcomes[k-1].Payoff
		}
		g.outcomeAt = append(g.outcomeAt, k)
		g.numbers = append(g.numbers, row)
	}
	return nil
}

// outcome reads { "label" x, y … }.
func (s *scanner) outcome(n int) (Outcome, error) {
	if err := s.advance(); err != nil {
		return Outcome{}, err
	}
	label, err := s.take('"', "the label of an outcome in quotes")
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{Label: label.text}
	for s.next.kind == 'w' || s.next.kind == ',' {
		if s.next.kind == ',' {
			if err := s.advance(); err != nil {
				return o, err
			}
		}
		x, err := s.number("a payoff")
		if err != nil {
			return o, err
		}
		o.Payoff = append(o.Payoff, x)
	}
	end, err := s.take('}', "another payoff or '}'")
	if err == nil && len(o.Payoff) != n {
		err = fault(end, "%d payoffs, want one for each of %d players", len(o.Payoff), n)
	}
	return o, err
}

// WriteNFG writes g in Gambit's strategic format so that [ParseNFG] reads back
// an equal game if its numbers are exact; floats are written as the shortest
// decimal of the same float.
func (g *Normal) WriteNFG(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "NFG 1 R %s {%s}\n\n{", quote(g.title), quoteAll(g.players))
	for _, names := range g.strategies {
		fmt.Fprintf(b, " {%s}\n", quoteAll(names))
	}
	fmt.Fprintf(b, "}\n%s\n\n", quote(g.comment))
	if g.outcomes != nil {
		g.writeOutcomes(b)
	} else {
		for _, row := range g.numbers {
			fmt.Fprintln(b, joinNumbers(row, " "))
		}
	}
	return b.Flush()
}

// writeOutcomes writes the outcome variant of the body.
func (g *Normal) writeOutcomes(b *bufio.Writer) {
	fmt.Fprintln(b, "{")
	for _, o := range g.outcomes {
		fmt.Fprintf(b, "{ %s %s }\n", quote(o.Label), joinNumbers(o.Payoff, ", "))
	}
	fmt.Fprintln(b, "}")
	for c, k := range g.outcomeAt {
		if c > 0 {
			fmt.Fprint(b, " ")
		}
		fmt.Fprint(b, k)
	}
	fmt.Fprintln(b)
}

// quoteAll returns ` "a" "b" `.
func quoteAll(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(" " + quote(t))
	}
	return b.String() + " "
}

// joinNumbers writes numbers with a separator.
func joinNumbers(xs []Number, sep string) string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = x.String()
	}
	return strings.Join(out, sep)
}
