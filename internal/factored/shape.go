package factored

import (
	"errors"
	"fmt"
	"math/bits"
)

// MaxOutcomes is the largest number of outcomes a Shape may have.
const MaxOutcomes = int64(1) << 62

// None is the outcome number that stands for no outcome.
const None = int64(-1)

// ErrShape is wrapped by every error about the dimensions of a Shape.
var ErrShape = errors.New("factored: invalid shape")

// A Shape is the immutable product of option sets. It may be shared.
type Shape struct {
	options []int   // options per issue, at least 1 each
	offset  []int   // start of issue k in a flat table; one entry more than issues
	stride  []int64 // weight of issue k in the outcome number
	size    int64
}

// NewShape returns the product of sets of the given sizes, issue 0 most
// significant. It returns an error that wraps ErrShape if there is no issue, an
// issue without options, or more than MaxOutcomes outcomes.
func NewShape(options []int) (*Shape, error) {
	if len(options) == 0 {
		return nil, fmt.Errorf("%w: no issues, want at least 1", ErrShape)
	}
	s := &Shape{
		options: append([]int(nil), options...),
		offset:  make([]int, len(options)+1),
		stride:  make([]int64, len(options)),
		size:    1,
	}
	for k, n := range options {
		if n < 1 {
			return nil, fmt.Errorf("%w: issue %d has %d options, want at least 1", ErrShape, k, n)
		}
		s.offset[k+1] = s.offset[k] + n
	}
	for k := len(options) - 1; k >= 0; k-- {
		s.stride[k] = s.size
		hi, lo := bits.Mul64(uint64(s.size), uint64(options[k]))
		if hi != 0 || lo > uint64(MaxOutcomes) {
			return nil, fmt.Errorf("%w: more than 2^62 outcomes", ErrShape)
		}
		s.size = int64(lo)
	}
	return s, nil
}

// Issues returns the number of issues.
func (s *Shape) Issues() int { return len(s.options) }

// Options returns the number of options of issue k.
func (s *Shape) Options(k int) int { return s.options[k] }

// Offset returns where issue k starts in a flat table. Offset(Issues()) is the
// length of a flat table.
func (s *Shape) Offset(k int) int { return s.offset[k] }

// Flat returns the length of a flat table: the sum of all option counts.
func (s *Shape) Flat() int { return s.offset[len(s.options)] }

// Stride returns the weight of issue k in the outcome number.
func (s *Shape) Stride(k int) int64 { return s.stride[k] }

// Size returns the number of outcomes.
func (s *Shape) Size() int64 { return s.size }

// Option returns the option of issue k in outcome o, which must be in [0, Size).
func (s *Shape) Option(o int64, k int) int {
	return int(o / s.stride[k] % int64(s.options[k]))
}

// Value returns the sum of the entries of tab, a flat table, that o picks.
func (s *Shape) Value(tab []int64, o int64) int64 {
	v := int64(0)
	for k, st := range s.stride {
		q := o / st
		o -= q * st
		v += tab[s.offset[k]+int(q)]
	}
	return v
}

// A Term is one part of a Box: the options of an issue that take part in it.
type Term struct {
	Issue   int
	Options []bool // one entry per option of the issue
}

// A Box is a set of outcomes given by its sides: it holds the outcomes whose
// option lies in the term's set for every term. Its issues are distinct and
// there are at least two of them; what concerns one issue only is said by
// Space.Allowed.
type Box []Term

// A Space is the set of feasible outcomes in one draw: those that use allowed
// options only and lie in no active box.
type Space struct {
	Allowed []bool // flat: one entry per option of every issue
	Active  []bool // one entry per box of the model
}

// NewSpace returns a Space of shape s in which everything is allowed and none
// of the boxes is active.
func NewSpace(s *Shape, boxes int) *Space {
	sp := &Space{Allowed: make([]bool, s.Flat()), Active: make([]bool, boxes)}
	sp.Reset()
	return sp
}

// Reset allows every option and deactivates every box.
func (sp *Space) Reset() {
	for i := range sp.Allowed {
		sp.Allowed[i] = true
	}
	clear(sp.Active)
}

// Empty reports whether some issue has no allowed option left. A Space that is
// not Empty may still hold no feasible outcome when boxes are active.
func (sp *Space) Empty(s *Shape) bool {
	for k := range s.options {
		any := false
		for _, ok := range sp.Allowed[s.offset[k]:s.offset[k+1]] {
			any = any || ok
		}
		if !any {
			return true
		}
	}
	return false
}

// Feasible reports whether outcome o, in [0, Size), belongs to the space.
func (sp *Space) Feasible(s *Shape, boxes []Box, o int64) bool {
	for k := range s.options {
		if !sp.Allowed[s.offset[k]+s.Option(o, k)] {
			return false
		}
	}
	for b, box := range boxes {
		if sp.Active[b] && box.Holds(s, o) {
			return false
		}
	}
	return true
}

// Holds reports whether outcome o lies in the box.
func (b Box) Holds(s *Shape, o int64) bool {
	for _, t := range b {
		if !t.Options[s.Option(o, t.Issue)] {
			return false
		}
	}
	return true
}
