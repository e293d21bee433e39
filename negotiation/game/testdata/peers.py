#!/usr/bin/env python3
"""Times Gambit's solvers on game files, to set beside this package's figures.

    pip install pygambit
    python3 peers.py DIRECTORY [SOLVER ...]

prints one line per file and solver: the best wall time of five runs and the
number of equilibria. This package's own figures for the same files come from

    go test ./negotiation/game -run Golden -v

The script is optional: nothing in the module needs Python or Gambit.
"""
import pathlib
import sys
import time


try:
    import pygambit as gbt
except ImportError:
    sys.exit("pygambit is not installed: pip install pygambit")

SOLVERS = {
    "enumpure": lambda g: gbt.nash.enumpure_solve(g),
    "enummixed": lambda g: gbt.nash.enummixed_solve(g, rational=False),
    "enummixed-exact": lambda g: gbt.nash.enummixed_solve(g, rational=True),
    "lcp": lambda g: gbt.nash.lcp_solve(g, rational=False),
    "lcp-exact": lambda g: gbt.nash.lcp_solve(g, rational=True),
    "logit": lambda g: gbt.nash.logit_solve(g),
}


def main(directory, names):
    for path in sorted(pathlib.Path(directory).iterdir()):
        if path.suffix not in (".nfg", ".efg"):
            continue
        read = gbt.read_nfg if path.suffix == ".nfg" else gbt.read_efg
        for name in names:
            best, count = None, None
            try:
                for _ in range(5):
                    game = read(path)
                    start = time.perf_counter()
                    result = SOLVERS[name](game)
                    elapsed = time.perf_counter() - start
                    best = elapsed if best is None else min(best, elapsed)
                    count = len(result.equilibria)
                print(f"{path.name:24} {name:16} {best:10.6f} s {count:5} equilibria")
            except Exception as fault:  # a solver may refuse a game; say so and go on
                print(f"{path.name:24} {name:16} {type(fault).__name__}: {fault}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or any(n not in SOLVERS for n in sys.argv[2:]):
        sys.exit(__doc__ + "\nsolvers: " + " ".join(SOLVERS))
    main(sys.argv[1], sys.argv[2:] or list(SOLVERS))
