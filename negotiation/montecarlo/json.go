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

// momentsText is how Moments are written: numbers that JSON has no word for, as
// a metric that is infinite gives, become strings.
type momentsText struct {
	N    int64
	Mean jsonNum
	M2   jsonNum
}

// MarshalJSON writes the moments so that they read back as the same bits.
func (a Moments) MarshalJSON() ([]byte, error) {
	return json.Marshal(momentsText{a.N, jsonNum(a.Mean), jsonNum(a.M2)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Moments) UnmarshalJSON(b []byte) error {
	var m momentsText
	err := json.Unmarshal(b, &m)
	*a = Moments{N: m.N, Mean: float64(m.Mean), M2: float64(m.M2)}
	return err
}
