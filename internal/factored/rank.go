package factored

// ranks is what an Index knows about its best outcomes so far: a merge of the
// rows, each of which is sorted once its suffix is.
type ranks struct {
	begun bool
	num   []int64 // rank → outcome
	value []int64 // rank → value
	heap  []head
}

func (r *ranks) reset() {
	r.begun = false
	r.num, r.value, r.heap = r.num[:0], r.value[:0], r.heap[:0]
}

// A head is the next outcome of a row, or stands for a row not yet begun. Within
// a run of equal values of the suffix, [start, end), outcomes go by number; runs
// are taken from the top of the suffix down.
type head struct {
	value           int64 // above the base; of a row not begun, an upper bound
	num             int64 // None if the row is not begun, so it goes first among equals
	group, row      int32 // position of the row in its group
	start, pos, end int32
}

// before reports whether h is taken before g.
func (h *head) before(g *head) bool {
	return h.value > g.value || h.value == g.value && h.num < g.num
}

// Rank returns the k-th best feasible outcome, k ≥ 0, and its value: 0 is the
// best, as Max returns it, and equal values go by ascending outcome number. It
// returns None and 0 if there are not that many.
//
// Ranks are found one by one in O(log rows) each and remembered until the next
// build, so that asking for ranks in ascending order costs no more than asking
// for the last.
func (x *Index) Rank(k int) (o, u int64) {
	x.check()
	r := &x.ranks
	if !r.begun {
		r.begun = true
		for g := range x.groups {
			r.push(head{value: x.groups[g].falling[0] + x.whole.top(), num: None, group: int32(g)})
		}
	}
	for len(r.num) <= k {
		if len(r.heap) == 0 {
			return None, 0
		}
		x.rankNext()
	}
	return r.num[k], r.value[k]
}

// rankNext takes one head off the heap: it notes an outcome or begins a row.
func (x *Index) rankNext() {
	r := &x.ranks
	h := r.pop()
	g := &x.groups[h.group]
	if h.num == None {
		x.beginRow(h, g)
		return
	}
	r.num = append(r.num, h.num)
	r.value = append(r.value, h.value+x.base)
	if h.pos++; h.pos == h.end {
		if h.start == 0 {
			return
		}
		h.lastRun(g.ladder, int(h.start))
	}
	x.pushHead(h, g)
}

// beginRow replaces the bound of a row by its first outcome and the bound of
// the next row of its group. If the bound was not sharp it is only sharpened.
func (x *Index) beginRow(h head, g *group) {
	if !x.open(g) {
		return
	}
	top := g.ladder.top()
	if sharp := g.falling[h.row] + top; sharp < h.value {
		h.value = sharp
		x.ranks.push(h)
		return
	}
	if next := h.row + 1; int(next) < len(g.falling) {
		x.ranks.push(head{value: g.falling[next] + top, num: None, group: h.group, row: next})
	}
	h.lastRun(g.ladder, len(g.ladder.val))
	x.pushHead(h, g)
}

// lastRun moves the head to the run that ends before end.
func (h *head) lastRun(l *ladder, end int) {
	h.end = int32(end)
	h.start = int32(l.at(l.val[end-1]))
	h.pos = h.start
}

// pushHead pushes the outcome at the position of the head.
func (x *Index) pushHead(h head, g *group) {
	h.value = g.falling[h.row] + g.ladder.val[h.pos]
	h.num = x.frame.rows.num[g.id[h.row]] + x.frame.cols.num[g.ladder.id[h.pos]]
	x.ranks.push(h)
}

// push adds a head to the heap.
func (r *ranks) push(h head) {
	r.heap = append(r.heap, h)
	i := len(r.heap) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !h.before(&r.heap[up]) {
			break
		}
		r.heap[i] = r.heap[up]
		i = up
	}
	r.heap[i] = h
}

// pop removes and returns the head to take first.
func (r *ranks) pop() head {
	top := r.heap[0]
	n := len(r.heap) - 1
	h := r.heap[n]
	r.heap = r.heap[:n]
	if n == 0 {
		return top
	}
	i := 0
	for {
		c := 2*i + 1
		if c >= n {
			break
		}
		if c+1 < n && r.heap[c+1].before(&r.heap[c]) {
			c++
		}
		if !r.heap[c].before(&h) {
			break
		}
		r.heap[i] = r.heap[c]
		i = c
	}
	r.heap[i] = h
	return top
}
