package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// gameCommand returns "parley game", which holds the commands about games.
func (a *app) gameCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "game",
		Short: "Solve a game, or ask which strategies survive in a scenario",
		Long: "game solves finite games from Gambit's files, and turns a scenario into the game in\n" +
			"which every party chooses its strategy.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown command %q for \"parley game\", want solve or rank%s", args[0], didYouMean(args[0], []string{"solve", "rank"}))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			fmt.Fprintln(a.err, cmd.UsageString())
			return errNoCommand
		},
	}
	cmd.AddCommand(a.gameSolveCommand(), a.gameRankCommand())
	return cmd
}
