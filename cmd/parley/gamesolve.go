package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/report"
)

// gameSolveCommand returns "parley game solve".
func (a *app) gameSolveCommand() *cobra.Command {
	var method, format, path *word
	cmd := &cobra.Command{
		Use:   "solve FILE",
		Short: "Find the equilibria of a game, and the threats they rest on",
		Long: "solve reads a game in Gambit's strategic (.nfg) or extensive (.efg) format and prints\n" +
			"what is dominated and its equilibria, each with payoffs and the largest regret, which is\n" +
			"computed anew by code that no solver uses. In a tree it checks every equilibrium for\n" +
			"threats that nobody would carry out, says whose they are and what would be better, and\n" +
			"names the sequential ones.\n\n" + methodHelp(),
		Example: "  parley game solve crisis.efg\n  parley game solve chicken.nfg --method correlated --format json",
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"efg", "nfg"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var f faults
			how := method.oneOf(&f, "method", methodNames()...)
			format.oneOf(&f, "format", solveFormats...)
			f.take(writable(path))
			g, err := readGame(args[0])
			f.take(err)
			if err := f.err(); err != nil {
				return err
			}
			s, err := solve(cmd.Context(), g, how)
			if err != nil {
				return unsolved(args[0], err)
			}
			return a.write(path.text, solved(s, format.text))
		},
	}
	method = newWord(cmd.Flags(), "method", "auto", "method", "how to solve it, see above")
	format = newWord(cmd.Flags(), "format", "text", "format", "text or json")
	path = newPath(cmd)
	complete(cmd, "method", methodNames()...)
	complete(cmd, "format", solveFormats...)
	return cmd
}

// solveFormats are the ways to tell a solved game.
var solveFormats = []string{"text", "json"}

// solved returns the writer of a solved game in a format.
func solved(s report.Solved, format string) func(io.Writer) error {
	return func(w io.Writer) error {
		if format == "json" {
			return report.SolveJSON(w, s)
		}
		return report.SolveText(w, s)
	}
}

// readGame reads a game file. The content says of which format it is; where it
// does not, the name does.
func readGame(path string) (game.Parsed, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return game.Parsed{}, fmt.Errorf("%s: cannot be read: %w", path, reason(err))
	}
	g, err := game.Parse(bytes.NewReader(text))
	if head := bytes.TrimSpace(text); err != nil && !bytes.HasPrefix(head, []byte("NFG")) && !bytes.HasPrefix(head, []byte("EFG")) {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".nfg":
			_, err = game.ParseNFG(bytes.NewReader(text))
		case ".efg":
			_, err = game.ParseEFG(bytes.NewReader(text))
		}
	}
	if s := (*game.SyntaxError)(nil); errors.As(err, &s) {
		return g, fmt.Errorf("%s:%d:%d: %s", path, s.Line, s.Column, s.Message)
	}
	if err != nil {
		return g, fmt.Errorf("%s: %s", path, oneLine(err))
	}
	return g, nil
}

// unsolved tells why a game was not solved, and what would do.
func unsolved(path string, err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return failure{errors.New("interrupted before the game was solved")}
	case errors.Is(err, game.ErrNumeric):
		return failure{fmt.Errorf("%s: %s", path, advised(err, "pure, extreme, lemke-howson or sequence, which are exact"))}
	case errors.Is(err, game.ErrRecall):
		return fmt.Errorf("%s: %s; of strategies chosen in advance, on the reduced normal form, these would do: --method %s",
			path, inFlags(err), strings.Join(inAdvance(), ", "))
	case errors.Is(err, game.ErrConstantSum):
		return fmt.Errorf("%s: %s", path, advised(err, "sequence or cfr"))
	case errors.Is(err, game.ErrPlayers):
		return fmt.Errorf("%s: %s", path, advised(err, "pure, supports, homotopy, subgame-perfect or logit"))
	}
	return fmt.Errorf("%s: %s", path, inFlags(err))
}

// advised tells an error and which methods would do, unless it says so itself.
func advised(err error, methods string) string {
	text := inFlags(err)
	if !strings.Contains(text, "; use ") {
		text += "; use --method " + methods
	}
	return text
}

// flagOf turns the names of functions in a size error into those of methods.
var flagOf = strings.NewReplacer("LemkeHowson", "--method lemke-howson", "Homotopy", "--method homotopy", "AgentLogit",
	"--method logit", "ZeroSum", "--method zero-sum", "CFR", "--method cfr", "Sequence", "--method sequence",
	"SubgamePerfect", "--method subgame-perfect", "Supports", "--method supports", "Extreme", "--method extreme")

// inFlags tells an error of the solvers in the words of the command.
func inFlags(err error) string {
	return flagOf.Replace(strings.TrimPrefix(oneLine(err), "game: "))
}

// inAdvance are the methods that work without perfect recall.
func inAdvance() []string {
	var out []string
	for _, m := range methods {
		if m.form == byTable {
			out = append(out, m.name)
		}
	}
	return slices.DeleteFunc(out, func(n string) bool { return n == "dominance" })
}
