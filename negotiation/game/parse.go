package game

import "io"

// Parsed is a game read from a file: one of the two forms, the other being
// nil.
type Parsed struct {
	Normal    *Normal
	Extensive *Extensive
}

// Parse reads a game in either of Gambit's formats, told apart by the first
// word. See [ParseNFG] and [ParseEFG].
func Parse(r io.Reader) (Parsed, error) {
	s, err := newScanner(r)
	if err != nil {
		return Parsed{}, err
	}
	switch {
	case s.next.kind == 'w' && s.next.text == "NFG":
		g, err := s.parseNFG()
		return Parsed{Normal: g}, err
	case s.next.kind == 'w' && s.next.text == "EFG":
		e, err := s.parseEFG()
		return Parsed{Extensive: e}, err
	}
	return Parsed{}, fault(s.next, "found %v, want NFG or EFG", s.next)
}
