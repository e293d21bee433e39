package montecarlo

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// jsonNum is a float that survives JSON, NaN and infinities included.
type jsonNum float64

// MarshalJSON writes the shortest text that reads back as the same bits.
func (x jsonNum) MarshalJSON() ([]byte, error) {
	f := float64(x)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return json.Marshal(fmt.Sprint(f))
	}
	return strconv.AppendFloat(nil, f, 'g', -1, 64), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (x *jsonNum) UnmarshalJSON(b []byte) error {
	var s string
	if len(b) > 0 && b[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	} else {
		s = string(b)
	}
	f, err := strconv.ParseFloat(s, 64)
	*x = jsonNum(f)
	return err
}
