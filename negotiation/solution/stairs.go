package solution

import "slices"

// stairs holds the maximal pairs seen so far: y ascending, z strictly falling.
type stairs[T Number] struct{ y, z []T }

// add reports whether no pair seen so far is at least (y, z), and if so adds it.
func (s *stairs[T]) add(y, z T) bool {
	lo, hi := 0, len(s.y)
	for lo < hi { // the first step at least as high in y has the most z of those
		mid := int(uint(lo+hi) >> 1)
		if s.y[mid] < y {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(s.y) && s.z[lo] >= z {
		return false
	}
	end := lo
	if end < len(s.y) && s.y[end] == y {
		end++
	}
	for lo > 0 && s.z[lo-1] <= z {
		lo--
	}
	if lo < end {
		s.y[lo], s.z[lo] = y, z
		s.y = slices.Delete(s.y, lo+1, end)
		s.z = slices.Delete(s.z, lo+1, end)
	} else {
		s.y = slices.Insert(s.y, lo, y)
		s.z = slices.Insert(s.z, lo, z)
	}
	return true
}

func (s *stairs[T]) reset() { s.y, s.z = s.y[:0], s.z[:0] }
