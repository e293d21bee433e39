package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// An object is a JSON object whose keys keep their order.
type object []member

// A member is a key of an object with its value: an object, a list, a text, a
// number, true or false.
type member struct {
	key   string
	value any
}

// text appends a key unless its text is empty.
func (o *object) text(key, value string) {
	if value != "" {
		*o = append(*o, member{key, value})
	}
}

// lineWidth is how long an object or list may be to stand on one line.
const lineWidth = 110

// render writes v as JSON: what is short on one line, the rest indented.
func render(b *bytes.Buffer, v any, indent int) {
	if line, ok := oneLine(v); ok && (indent > 0 || len(line) == 2) {
		b.WriteString(line)
		return
	}
	inner := "\n" + strings.Repeat("  ", indent+1)
	outer := "\n" + strings.Repeat("  ", indent)
	switch v := v.(type) {
	case object:
		b.WriteByte('{')
		for i, m := range v {
			separate(b, i)
			b.WriteString(inner + quote(m.key) + ": ")
			render(b, m.value, indent+1)
		}
		b.WriteString(outer + "}")
	case []any:
		b.WriteByte('[')
		for i, x := range v {
			separate(b, i)
			b.WriteString(inner)
			render(b, x, indent+1)
		}
		b.WriteString(outer + "]")
	}
}

func separate(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

// oneLine returns v on one line if it belongs there: leaves always, others if
// they are short or hold nothing but leaves.
func oneLine(v any) (string, bool) {
	switch v := v.(type) {
	case object:
		parts, leaves := make([]string, len(v)), true
		for i, m := range v {
			s, ok := oneLine(m.value)
			if !ok {
				return "", false
			}
			leaves = leaves && isLeaf(m.value)
			parts[i] = quote(m.key) + ": " + s
		}
		s := "{" + strings.Join(parts, ", ") + "}"
		return s, leaves || len(s) <= lineWidth
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			s, ok := oneLine(x)
			if !ok {
				return "", false
			}
			parts[i] = s
		}
		s := "[" + strings.Join(parts, ", ") + "]"
		return s, len(s) <= lineWidth
	}
	return leaf(v), true
}

func isLeaf(v any) bool {
	switch v.(type) {
	case object, []any:
		return false
	}
	return true
}

// leaf returns a text, a number or a flag as JSON.
func leaf(v any) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case float64:
		return formatNumber(v)
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	}
	panic(fmt.Sprintf("scenarios: a %T is no value of a file", v))
}

// formatNumber returns the shortest decimal that reads back as x.
func formatNumber(x float64) string {
	if a := math.Abs(x); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// quote returns s as a JSON text, without escapes that only HTML needs.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// texts returns a list of texts.
func texts(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
