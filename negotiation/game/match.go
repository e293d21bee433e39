package game

import "context"

// matchVertices returns the pairs of vertices whose labels are complete. ready
// finds their coordinates; where it fails so does the match.
func matchVertices(ctx context.Context, all labels, first, second []vertex, ready func(x, y *vertex) bool) ([]ExactMixed, bool, error) {
	var out []ExactMixed
	keys, groups := groupVertices(second)
	for i := range first {
		if i%16 == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		missing := all.without(first[i].label)
		part := missing[0] & groupMask
		for k, key := range keys {
			if part&^key != 0 {
				continue
			}
			for _, j := range groups[k] {
				if missing.without(second[j].label) != (labels{}) {
					continue
				}
				if !ready(&first[i], &second[j]) {
					return nil, false, nil
				}
				out = append(out, ExactMixed{first[i].point, second[j].point})
			}
		}
	}
	return out, true, nil
}

// groupMask selects the labels by which vertices are grouped.
const groupMask = 1<<12 - 1

// groupVertices groups vertices by the first labels, so that a search for a
// set of labels skips whole groups. It returns the labels of each group.
func groupVertices(vs []vertex) (keys []uint64, groups [][]int) {
	at := map[uint64]int{}
	for j := range vs {
		key := vs[j].label[0] & groupMask
		k, ok := at[key]
		if !ok {
			k = len(keys)
			at[key] = k
			keys, groups = append(keys, key), append(groups, nil)
		}
		groups[k] = append(groups[k], j)
	}
	return keys, groups
}
