package scenarios

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A cursor is a value of the file together with its path. Reading through a
// cursor never fails: what is wrong becomes a fault of the file, and the reader
// gets a zero to go on with. The zero cursor stands for what is not there.
type cursor struct {
	f    *finder
	n    *node
	path string
}

// there reports whether the value is in the file.
func (c cursor) there() bool { return c.n != nil }

func (c cursor) fault(format string, args ...any) {
	if c.n != nil {
		c.f.add(c.n.at, c.path, format, args...)
	}
}

// is reports whether the value has the shape, and faults it otherwise.
func (c cursor) is(s shape) bool {
	if c.n == nil {
		return false
	}
	if c.n.shape != s {
		c.fault("it is %v, want %v", c.n.shape, s)
		return false
	}
	return true
}

// keys lists the keys of every kind of object in the file. The schema is tested
// against it.
var keys = map[string][]string{
	"scenario": {"format", "name", "summary", "vintage", "rounds", "round_days", "protocol", "issues", "parties",
		"constraints", "performers", "dynamics", "aftermath", "targets", "schools", "sources", "base_rate"},
	"issue":        {"name", "summary", "options", "status_quo", "cite", "note"},
	"option":       {"name", "note"},
	"party":        {"name", "actor", "role", "summary", "utility", "reservation", "from_status_quo", "discount", "discount_per_month", "deadline", "risk", "correlation", "beliefs", "strategy"},
	"additive":     {"kind", "total", "weights", "values", "commitment", "synergies"},
	"table":        {"kind", "payoff", "points"},
	"synergy":      {"a", "b", "worth"},
	"quantity":     {"is", "unit", "cite", "note"},
	"belief":       {"about", "trait", "is", "unit", "cite", "note"},
	"risk":         {"kind", "coefficient", "aversion", "offset", "lambda"},
	"strategy":     {"kind", "exponent"},
	"protocol":     {"kind", "speakers", "by", "learning", "tracks"},
	"constraint":   {"kind", "name", "party", "if", "then", "p", "cite", "note"},
	"performer":    {"party", "for", "issues", "name", "cite", "note"},
	"school":       {"name", "summary", "patches"},
	"patch":        {"path", "set", "scale", "shift", "cite", "note"},
	"source":       {"key", "title", "address", "published", "accessed"},
	"dynamics":     {"hostilities", "deadlines", "breakdown"},
	"hostilities":  {"launches", "dispersion", "intercepted", "strayed", "meeting", "lull", "drift", "spread", "half_life", "effects"},
	"effect":       {"party", "front", "hits"},
	"deadline":     {"name", "party", "due", "binds", "slip", "credibility"},
	"breakdown":    {"party", "hazard"},
	"aftermath":    {"conditions", "ratifications", "deliveries", "delay", "window", "durability", "trust", "extension", "broadening"},
	"condition":    {"name", "party", "rung", "if", "then", "p"},
	"ratification": {"party", "needed", "swing", "shares"},
	"share":        {"name", "if", "for", "against"},
	"delivery":     {"name", "party", "if", "p"},
	"durability":   {"fails", "shape", "term", "specificity", "covariates", "breakers"},
	"covariate":    {"name", "if", "ratio", "strength"},
	"breaker":      {"party", "weight"},
	"trust":        {"name", "party", "if", "prior", "reliable", "unreliable", "needed", "checks"},
	"target":       {"name", "statement", "by", "outcome", "events", "unmodelled", "base", "base_per_year", "cite", "note"},
	"event":        {"rung", "terms", "held"},
	"base_rate":    {"event", "per_year", "cite", "note"},
}

// fields are the values of an object by key.
type fields struct {
	of cursor
	by map[string]cursor
}

// fields reads an object of a kind, and faults keys that the kind does not have
// and keys that are there twice.
func (c cursor) fields(kind string) fields {
	fs := fields{c, map[string]cursor{}}
	if !c.is(isObject) {
		return fs
	}
	for _, fd := range c.n.fields {
		switch at := (cursor{c.f, fd.value, join(c.path, fd.key)}); {
		case !slices.Contains(keys[kind], fd.key):
			c.f.add(fd.at, join(c.path, fd.key), "there is no such key%s", meant(fd.key, keys[kind]))
		case fs.by[fd.key].there():
			c.f.add(fd.at, join(c.path, fd.key), "the key is there twice, want it once")
		default:
			fs.by[fd.key] = at
		}
	}
	return fs
}

// get returns the value of a key, which may be absent. null is absent.
func (fs fields) get(key string) cursor {
	c := fs.by[key]
	if c.there() && c.n.shape == isNull {
		return cursor{}
	}
	return c
}

// need returns the value of a key and faults its absence.
func (fs fields) need(key string) cursor {
	c := fs.get(key)
	if !c.there() {
		fs.of.lacks(key)
	}
	return c
}

func (c cursor) lacks(key string) {
	if c.n != nil && c.n.shape == isObject {
		c.fault("the key %q is missing", key)
	}
}

// only faults keys that say nothing in a variant of the object.
func (fs fields) only(variant string, allowed ...string) {
	for _, fd := range fs.of.nodeFields() {
		c := fs.by[fd.key]
		if c.there() && !slices.Contains(allowed, fd.key) {
			c.f.add(fd.at, c.path, "it says nothing where kind is %q, want only %s", variant, strings.Join(allowed, ", "))
		}
	}
}

func (c cursor) nodeFields() []field {
	if c.n == nil {
		return nil
	}
	return c.n.fields
}

// join appends a segment to a path.
func join(path, segment string) string {
	if path == "" {
		return segment
	}
	return path + "/" + segment
}

// as returns the cursor under another path.
func (c cursor) as(path string) cursor {
	c.path = path
	return c
}

// text reads a text.
func (c cursor) text() string {
	if !c.is(isText) {
		return ""
	}
	return c.n.text
}

// flag reads true or false.
func (c cursor) flag() bool {
	return c.is(isFlag) && c.n.flag
}

// number reads a finite number.
func (c cursor) number() float64 {
	if !c.is(isNumber) {
		return 0
	}
	x, err := strconv.ParseFloat(c.n.text, 64)
	if err != nil || math.IsInf(x, 0) {
		c.fault("it is %s, want a number below 1.8e308 in size", c.n.text)
		return 0
	}
	return x
}

// whole reads a whole number from lo to hi.
func (c cursor) whole(lo, hi int) int {
	if !c.is(isNumber) {
		return lo
	}
	x := c.number()
	if x != math.Trunc(x) || x < float64(lo) || x > float64(hi) {
		c.fault("it is %s, want a whole number from %d to %d", c.n.text, lo, hi)
		return lo
	}
	return int(x)
}

// date reads a day.
func (c cursor) date() time.Time {
	text := c.text()
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		c.fault("it is %q, want a date such as 2025-03-25", text)
	}
	return t
}

// list reads a list; the items keep the path of the list and their position.
func (c cursor) list() []cursor {
	if !c.is(isList) {
		return nil
	}
	out := make([]cursor, len(c.n.items))
	for i, n := range c.n.items {
		out[i] = cursor{c.f, n, join(c.path, strconv.Itoa(i))}
	}
	return out
}

// texts reads a list of texts.
func (c cursor) texts() []string {
	var out []string
	for _, item := range c.list() {
		out = append(out, item.text())
	}
	return out
}

// word reads a text that must be one of a few.
func (c cursor) word(words ...string) string {
	text := c.text()
	if c.there() && c.n.shape == isText && !slices.Contains(words, text) {
		c.fault("it is %q%s", text, meant(text, words))
		return ""
	}
	return text
}

// entries reads an object whose keys are names, such as issues.
func (c cursor) entries() []entry {
	if !c.is(isObject) {
		return nil
	}
	var out []entry
	seen := map[string]bool{}
	for _, fd := range c.n.fields {
		path := join(c.path, fd.key)
		if seen[fd.key] {
			c.f.add(fd.at, path, "the key is there twice, want it once")
			continue
		}
		seen[fd.key] = true
		out = append(out, entry{fd.key, cursor{c.f, fd.value, path}})
	}
	return out
}

// An entry is a named value.
type entry struct {
	name  string
	value cursor
}

// name returns the text of the key "name" of an object, for use in paths before
// the object is read; "" if there is none.
func (c cursor) name(keys ...string) string {
	for _, key := range keys {
		for _, fd := range c.nodeFields() {
			if fd.key == key && fd.value.shape == isText {
				return fd.value.text
			}
		}
	}
	return ""
}

// named reads a list of objects that have names; the path of each holds its name.
func (c cursor) named(keys ...string) []cursor {
	list := c.list()
	for i := range list {
		if name := list[i].name(keys...); name != "" {
			list[i].path = join(c.path, name)
		}
	}
	return list
}
