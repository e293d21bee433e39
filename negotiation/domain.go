package negotiation

import (
	"fmt"
	"iter"
	"strings"

	"github.com/parleylab/parley/internal/factored"
)

// An Outcome is a complete settlement, one option for each issue, as its number
// in the dense mixed-radix order of a Domain: the last issue varies fastest.
type Outcome int64

// NoDeal is the outcome of a negotiation that ends without agreement, and the
// offer of a party that passes.
const NoDeal Outcome = -1

// MaxOutcomes is the largest number of outcomes a Domain may have.
const MaxOutcomes = int64(factored.MaxOutcomes)

// DenseOutcomes is the largest domain whose outcomes may be listed one by one:
// utilities that are not sums over issues, and metrics that look at every
// outcome, are refused beyond it.
const DenseOutcomes = int64(1) << 20

// A Domain is the set of all outcomes, the product of the issues' options. It
// is immutable and may be shared. What constraints rule out is not part of it,
// since it differs from draw to draw.
type Domain struct {
	issues []Issue
	shape  *factored.Shape
	turned bool // options stand in the opposite order of the scenario's
}

// NewDomain returns the outcomes of issues. It reports every fault at once: no
// issues, unnamed or repeated issues and options, issues without options, a
// status quo outside the options, more than MaxOutcomes outcomes.
func NewDomain(issues ...Issue) (*Domain, error) {
	var f faults
	sizes := make([]int, len(issues))
	seen := map[string]bool{}
	for k, is := range issues {
		path := fmt.Sprintf("issues/%s", segment(is.Name, k))
		checkIssue(&f, path, is, seen)
		sizes[k] = len(is.Options)
	}
	if len(issues) == 0 {
		f.add("issues", "there are none, want at least 1")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	shape, err := factored.NewShape(sizes)
	if err != nil {
		f.add("issues", "the product of the options is too large, want at most 2^62 outcomes")
		return nil, f.err()
	}
	return &Domain{issues: append([]Issue(nil), issues...), shape: shape}, nil
}

func checkIssue(f *faults, path string, is Issue, seen map[string]bool) {
	if err := checkName(is.Name); err != nil {
		f.add(path, "%v", err)
	} else if seen[is.Name] {
		f.add(path, "the name is used twice, want names that differ")
	}
	seen[is.Name] = true
	if len(is.Options) == 0 {
		f.add(path, "there are no options, want at least 1")
		return
	}
	if is.StatusQuo < 0 || is.StatusQuo >= len(is.Options) {
		f.add(path+"/status_quo", "option %d does not exist, want 0 to %d", is.StatusQuo, len(is.Options)-1)
	}
	names := map[string]bool{}
	for l, o := range is.Options {
		switch {
		case strings.TrimSpace(o.Name) == "":
			f.add(fmt.Sprintf("%s/options/%d", path, l), "the name is empty, want one")
		case names[o.Name]:
			f.add(fmt.Sprintf("%s/options/%d", path, l), "the name %q is used twice, want names that differ", o.Name)
		}
		names[o.Name] = true
	}
}

// Len returns the number of outcomes.
func (d *Domain) Len() int64 { return d.shape.Size() }

// NumIssues returns the number of issues.
func (d *Domain) NumIssues() int { return len(d.issues) }

// Issue returns issue k. The caller must not modify its options.
func (d *Domain) Issue(k int) Issue { return d.issues[k] }

// IssueIndex returns the position of the issue called name, or -1.
func (d *Domain) IssueIndex(name string) int {
	for k := range d.issues {
		if d.issues[k].Name == name {
			return k
		}
	}
	return -1
}

// OptionIndex returns the position of the option called name in issue k, or -1.
func (d *Domain) OptionIndex(k int, name string) int {
	for l := range d.issues[k].Options {
		if d.issues[k].Options[l].Name == name {
			return l
		}
	}
	return -1
}

// Option returns the option of issue k in outcome o, which must be an outcome
// of the domain.
func (d *Domain) Option(o Outcome, k int) int { return d.shape.Option(int64(o), k) }

// Options appends the option of every issue in outcome o to dst.
func (d *Domain) Options(dst []int, o Outcome) []int {
	for k := range d.issues {
		dst = append(dst, d.Option(o, k))
	}
	return dst
}

// Outcome returns the outcome with the given option of each issue. It panics
// if there is not exactly one valid option for each issue.
func (d *Domain) Outcome(options ...int) Outcome {
	if len(options) != len(d.issues) {
		panic("negotiation: Domain.Outcome wants one option for each issue")
	}
	o := int64(0)
	for k, l := range options {
		if l < 0 || l >= d.shape.Options(k) {
			panic("negotiation: Domain.Outcome: option out of range")
		}
		o += int64(l) * d.shape.Stride(k)
	}
	return Outcome(o)
}

// StatusQuo returns the outcome that leaves every issue at its status quo.
func (d *Domain) StatusQuo() Outcome {
	o := int64(0)
	for k := range d.issues {
		o += int64(d.issues[k].StatusQuo) * d.shape.Stride(k)
	}
	return Outcome(o)
}

// Contains reports whether o is an outcome of the domain.
func (d *Domain) Contains(o Outcome) bool { return o >= 0 && int64(o) < d.shape.Size() }

// All returns an iterator over every outcome in order. Large domains take long.
func (d *Domain) All() iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		for o := range Outcome(d.shape.Size()) {
			if !yield(o) {
				return
			}
		}
	}
}

// Describe returns the outcome in words, "issue: option; issue: option", or "no
// deal".
func (d *Domain) Describe(o Outcome) string {
	if !d.Contains(o) {
		return "no deal"
	}
	var b strings.Builder
	for k := range d.issues {
		if k > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s: %s", d.issues[k].Name, d.issues[k].Options[d.Option(o, k)].Name)
	}
	return b.String()
}
