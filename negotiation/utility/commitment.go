package utility

import "github.com/parleylab/parley/negotiation"

// Commitment discounts what another must deliver. Measured from the status quo
// of each issue, a gain is multiplied by the party's belief that those who must
// perform it will; a concession is not, since the party makes it itself. Where
// several must perform, the least trusted counts. Who performs what is said by
// the scenario's Performing constraints, how far they are trusted by the
// party's beliefs about their performance.
//
// Of must be a sum over issues, such as Additive.
type Commitment struct{ Of negotiation.Utility }

// committed is Commitment, bound.
type committed struct {
	negotiation.Factored
	offset []int
	status []int                // flat index of every issue's status quo
	trust  [][]negotiation.Slot // beliefs per issue
}

// Bind resolves the utility against d.
func (c Commitment) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	if c.Of == nil {
		b.Fault("utility", "there is no utility under the commitment discount, want one")
		return nil
	}
	inner, ok := c.Of.Bind(d, b).(negotiation.Factored)
	if !ok {
		b.Fault("utility", "the utility under the commitment discount is no sum over issues, want one such as additive")
		return nil
	}
	u := &committed{Factored: inner}
	at := 0
	for k := range d.NumIssues() {
		is := d.Issue(k)
		u.offset = append(u.offset, at)
		u.status = append(u.status, at+is.StatusQuo)
		u.trust = append(u.trust, b.Performance(k))
		at += len(is.Options)
	}
	u.offset = append(u.offset, at)
	return u
}

// Table stores the discounted worth of every option.
func (u *committed) Table(dst, draw []float64) {
	u.Factored.Table(dst, draw)
	for k, slots := range u.trust {
		if len(slots) == 0 {
			continue
		}
		q := 1.0
		for _, s := range slots {
			q = min(q, draw[s])
		}
		base := dst[u.status[k]]
		for l := u.offset[k]; l < u.offset[k+1]; l++ {
			if gain := dst[l] - base; gain > 0 {
				dst[l] = base + float64(gain*q)
			}
		}
	}
}

// Value returns the discounted sum for one outcome.
func (u *committed) Value(draw []float64, options []int) float64 {
	table := make([]float64, u.offset[len(u.offset)-1])
	u.Table(table, draw)
	x := 0.0
	for k, l := range options {
		x += table[u.offset[k]+l]
	}
	return x
}
