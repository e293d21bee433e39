package factored

// CutLayout returns the layout whose rows are the issues marked, whatever it
// costs, so that tests reach cuts that no cost model would choose.
func CutLayout(s *Shape, boxes []Box, row []bool) *Layout { return newLayout(s, boxes, row) }
