package scenarios

import (
	"maps"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

func (e *encoder) parties() []any {
	out := []any{}
	for _, p := range e.sc.Parties {
		out = append(out, e.party(p))
	}
	return out
}

func (e *encoder) party(p negotiation.Party) object {
	path := "parties/" + p.Name
	o := object{{"name", p.Name}}
	if p.Role != negotiation.Principal {
		e.add(&o, "role", p.Role.String())
	}
	e.add(&o, "summary", p.Summary)
	e.utility(&o, path, p.Utility)
	e.quantity(&o, path, "reservation", p.Reservation)
	e.add(&o, "from_status_quo", p.FromStatusQuo)
	e.quantity(&o, path, "discount", p.Discount)
	e.quantity(&o, path, "deadline", p.Deadline)
	e.risk(&o, path, p.Risk)
	e.quantity(&o, path, "correlation", p.Correlation)
	e.beliefs(&o, path, p.Beliefs)
	e.strategy(&o, path, p.Strategy)
	return o
}

func (e *encoder) beliefs(o *object, path string, list []negotiation.Belief) {
	var out []any
	for _, b := range list {
		at := path + "/beliefs/" + b.About + "/" + b.Trait
		belief := object{{"about", b.About}, {"trait", b.Trait}}
		x, err := encodeQuantity(b.Quantity)
		if err != nil {
			e.fault(at, "%v", err)
		}
		if sourced, ok := x.(object); ok {
			belief = append(belief, sourced...)
		} else {
			belief = append(belief, member{"is", x})
		}
		out = append(out, belief)
	}
	if len(out) > 0 {
		*o = append(*o, member{"beliefs", out})
	}
}

func (e *encoder) risk(o *object, path string, r negotiation.Risk) {
	path = join(path, "risk")
	var out object
	switch r := r.(type) {
	case nil:
		return
	case negotiation.CARA:
		out = object{{"kind", "cara"}}
		e.quantity(&out, path, "coefficient", r.Coefficient)
	case negotiation.CRRA:
		out = object{{"kind", "crra"}}
		e.quantity(&out, path, "aversion", r.Aversion)
		e.add(&out, "offset", r.Offset)
	case negotiation.LossAversion:
		out = object{{"kind", "loss-aversion"}}
		e.quantity(&out, path, "lambda", r.Lambda)
	default:
		e.fault(path, "it is a %T, which files do not hold, want one of package negotiation", r)
		return
	}
	*o = append(*o, member{"risk", out})
}

func (e *encoder) strategy(o *object, path string, s negotiation.Strategy) {
	path = join(path, "strategy")
	var out object
	switch s := s.(type) {
	case nil:
		return
	case strategy.TimeDependent:
		out = object{{"kind", "time-dependent"}}
		e.quantity(&out, path, "exponent", s.Exponent)
	case strategy.HardLiner:
		out = object{{"kind", "hard-liner"}}
	case strategy.Random:
		out = object{{"kind", "random"}}
	default:
		e.fault(path, "it is a %T, which files do not hold, want one of package strategy", s)
		return
	}
	*o = append(*o, member{"strategy", out})
}

// utility writes a table, or a sum over issues with what is laid around it.
func (e *encoder) utility(o *object, path string, u negotiation.Utility) {
	if u == nil {
		return
	}
	path = join(path, "utility")
	if t, ok := u.(utility.Table); ok {
		*o = append(*o, member{"utility", e.table(path, t)})
		return
	}
	x, synergies := u.(utility.Interacting)
	if synergies {
		u = x.Of
	}
	c, commitment := u.(utility.Commitment)
	if commitment {
		u = c.Of
	}
	a, ok := u.(utility.Additive)
	if !ok {
		e.fault(path, "it rests on a %T, which files do not hold, want utility.Additive, alone or within Commitment and then Interacting, or Table", u)
		return
	}
	out := e.additive(path, a)
	e.add(&out, "commitment", commitment)
	if synergies {
		out = append(out, member{"synergies", e.synergies(path, x.Synergies)})
	}
	*o = append(*o, member{"utility", out})
}

func (e *encoder) table(path string, t utility.Table) object {
	out := object{{"kind", "table"}}
	if t.Points != 0 {
		e.add(&out, "points", t.Points)
	}
	payoff := make([]any, len(t.Payoff))
	for i, x := range t.Payoff {
		payoff[i] = x
	}
	return append(out, member{"payoff", payoff})
}

func (e *encoder) additive(path string, a utility.Additive) object {
	out := object{{"kind", "additive"}}
	if a.Total != 0 {
		e.add(&out, "total", a.Total)
	}
	var weights, values object
	for _, issue := range e.order(slices.Collect(maps.Keys(a.Weights))) {
		if isAbsent(a.Weights[issue]) {
			e.fault(path+"/weights/"+issue, "there is no quantity, want one")
		}
		e.quantity(&weights, path+"/weights", issue, a.Weights[issue])
	}
	for _, issue := range e.order(slices.Collect(maps.Keys(a.Values))) {
		x, err := encodeQuantities(a.Values[issue])
		if err != nil {
			e.fault(path+"/values/"+issue, "%v", err)
			continue
		}
		values = append(values, member{issue, x})
	}
	return append(out, member{"weights", weights}, member{"values", values})
}

// order sorts names as the issues stand, and others behind them by name.
func (e *encoder) order(names []string) []string {
	slices.Sort(names)
	at := func(name string) int {
		k := slices.IndexFunc(e.sc.Issues, func(is negotiation.Issue) bool { return is.Name == name })
		if k < 0 {
			return len(e.sc.Issues)
		}
		return k
	}
	slices.SortStableFunc(names, func(a, b string) int { return at(a) - at(b) })
	return names
}

func (e *encoder) synergies(path string, list []utility.Synergy) []any {
	out := []any{}
	d, err := negotiation.NewDomain(e.sc.Issues...)
	if err != nil {
		return out // reported with the constraints
	}
	for _, s := range list {
		o := object{{"a", e.term(d, path, s.A)}, {"b", e.term(d, path, s.B)}}
		e.quantity(&o, path, "worth", s.Worth)
		out = append(out, o)
	}
	return out
}
