package report

import (
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// ruleOf is a rule with its place in Session.Binds and the name of the parameter
// that holds its probability, "" if it always binds.
type ruleOf struct {
	rule  negotiation.Constraint
	index int
	param string
}

// rulesOf pairs the rules of a program with their parameters: both stand in the
// order in which they were bound, and a rule's parameter is named for its owner
// and kind.
func rulesOf(p *negotiation.Program) []ruleOf {
	params := p.Params()
	at := 0
	var out []ruleOf
	for i, r := range p.Rules() {
		one := ruleOf{rule: r, index: i}
		if drawn(r) {
			prefix := strings.TrimPrefix(r.Party+"/"+r.Kind.String()+"/", "/")
			for at < len(params) && (params[at].Event || !strings.HasPrefix(params[at].Name, prefix)) {
				at++
			}
			if at < len(params) {
				one.param = params[at].Name
				at++
			}
		}
		out = append(out, one)
	}
	return out
}

// drawn reports whether the rule has a probability.
func drawn(r negotiation.Constraint) bool {
	if s, ok := r.P.(negotiation.Sourced); ok {
		return s.Quantity != nil
	}
	return r.P != nil
}
