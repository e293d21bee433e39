package negotiation

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxQuantityText is the largest length of a quantity's text, in bytes.
const MaxQuantityText = 1 << 20

// ParseQuantity reads a quantity from text. The grammar is
//
//	quantity = product { ("+" | "-") product }
//	product  = factor { "*" factor }
//	factor   = { "+" | "-" } ( number | name "(" numbers ")" | "(" quantity ")" )
//
// with the names and numbers
//
//	exactly(x)                  uniform(min, max)        triangular(min, mode, max)
//	pert(min, mode, max)        beta(alpha, beta)        truncnormal(mean, sd, min, max)
//	normal(mean, sd)            lognormal(mu, sigma)     loguniform(min, max)
//	discrete(value: weight, …)  empirical(value, …)
//
// Names may be in capitals and space may stand anywhere between words. A bare
// number is Exactly that number. Arithmetic on bare numbers is done at once; a
// number added to a distribution makes it Shifted, one multiplied with it
// Scaled. Two distributions cannot be combined, since the quantiles of a sum
// are not the sums of the quantiles.
//
// What is read passes CheckQuantity. Otherwise the error holds a QuantityError
// for each fault, with its column; text that cannot be read any further ends
// the search. The text may be MaxQuantityText bytes long.
func ParseQuantity(s string) (Quantity, error) {
	p := &quantityParser{text: s}
	if len(s) > MaxQuantityText {
		return nil, p.fault(0, "the text has %d bytes, want at most %d", len(s), MaxQuantityText)
	}
	x, err := p.sum()
	if p.peek(); err == nil && p.pos < len(s) {
		err = p.trailing()
	}
	if err != nil {
		p.faults.list = append(p.faults.list, err)
	}
	q := x.quantity()
	if len(p.faults.list) == 0 {
		p.check(0, q)
	}
	if err := p.faults.err(); err != nil {
		return nil, err
	}
	return q, nil
}

// A QuantityError says what is wrong with the text of a quantity, and where.
type QuantityError struct {
	Text   string // all of it
	Column int    // in characters, from 1
	Reason string // what is wrong and what is wanted
}

// Error quotes the text around the column and gives the reason.
func (e *QuantityError) Error() string {
	return fmt.Sprintf("quantity %q, column %d: %s", e.excerpt(), e.Column, e.Reason)
}

// Unwrap returns ErrScenario.
func (e *QuantityError) Unwrap() error { return ErrScenario }

// excerpt returns the text, or if it is long the 60 characters around the column.
func (e *QuantityError) excerpt() string {
	const width = 60
	from := max(0, e.Column-1-width/2)
	r := []rune(e.Text[:min(len(e.Text), utf8.UTFMax*(from+width))])
	from = min(from, len(r))
	to := min(len(r), from+width)
	s := string(r[from:to])
	if from > 0 {
		s = "…" + s
	}
	if to < len(r) || utf8.UTFMax*(from+width) < len(e.Text) {
		s += "…"
	}
	return s
}

// maxNesting bounds the parser's recursion: two parentheses and two signs for
// each level that a quantity may have.
const maxNesting = 4 * MaxQuantityDepth

// quantityParser reads a text from left to right.
type quantityParser struct {
	text   string
	pos    int
	depth  int
	faults faults // of distributions that can be read but are wrong
}

// operand is a bare number, or a distribution if q is not nil.
type operand struct {
	x float64
	q Quantity
}

func (o operand) quantity() Quantity {
	if o.q == nil {
		return Exactly(o.x)
	}
	return o.q
}

func (p *quantityParser) fault(pos int, format string, args ...any) error {
	return &QuantityError{
		Text:   p.text,
		Column: utf8.RuneCountInString(p.text[:pos]) + 1,
		Reason: fmt.Sprintf(format, args...),
	}
}

// check keeps the faults of q, which was read from pos on: the first few of a
// long list.
func (p *quantityParser) check(pos int, q Quantity) {
	const most = 10
	list := splitErrors(CheckQuantity(q))
	for i, err := range list {
		if i == most {
			err = fmt.Errorf("and %d faults more", len(list)-most)
		}
		p.faults.list = append(p.faults.list, p.fault(pos, "%v", err))
		if i == most {
			break
		}
	}
}

// splitErrors undoes errors.Join.
func splitErrors(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	var list []error
	for _, e := range joined.Unwrap() {
		list = append(list, splitErrors(e)...)
	}
	return list
}

// peek skips space and returns the next byte, or 0 at the end.
func (p *quantityParser) peek() byte {
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
	if p.pos == len(p.text) {
		return 0
	}
	return p.text[p.pos]
}

// got describes what stands at the present position.
func (p *quantityParser) got() string {
	if p.peek() == 0 && p.pos == len(p.text) {
		return "the end"
	}
	if w := p.word(); w != "" {
		return strconv.Quote(w)
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	return strconv.QuoteRune(r)
}

// word returns the name at the present position, at most 40 bytes of it.
func (p *quantityParser) word() string {
	n := p.pos
	for n < len(p.text) && n-p.pos < 40 && (isLetter(p.text[n]) || n > p.pos && (isDigit(p.text[n]) || p.text[n] == '_')) {
		n++
	}
	return p.text[p.pos:n]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// trailing is the fault of text after a complete quantity.
func (p *quantityParser) trailing() error {
	if p.text[p.pos] == '/' {
		return p.fault(p.pos, "there is no division, want '*' and a number")
	}
	return p.fault(p.pos, "want '+', '-', '*' or the end, got %s", p.got())
}

func (p *quantityParser) sum() (operand, error) {
	x, err := p.product()
	for err == nil {
		op := p.peek()
		if op != '+' && op != '-' {
			break
		}
		at := p.pos
		p.pos++
		var y operand
		if y, err = p.product(); err == nil {
			x, err = p.add(x, y, op == '-', at)
		}
	}
	return x, err
}

// add returns x + y or x - y.
func (p *quantityParser) add(x, y operand, minus bool, at int) (operand, error) {
	if minus {
		y = y.negated()
	}
	switch {
	case x.q != nil && y.q != nil:
		return x, p.fault(at, "want a number on one side of %q, got two distributions", p.text[at])
	case x.q != nil:
		x, y = y, x
	}
	if y.q != nil {
		return operand{q: Shifted{By: x.x, Of: y.q}}, nil
	}
	return operand{x: x.x + y.x}, nil
}

func (o operand) negated() operand {
	if o.q != nil {
		return operand{q: Scaled{By: -1, Of: o.q}}
	}
	return operand{x: -o.x}
}

func (p *quantityParser) product() (operand, error) {
	x, err := p.factor()
	for err == nil && p.peek() == '*' {
		at := p.pos
		p.pos++
		var y operand
		if y, err = p.factor(); err == nil {
			x, err = p.multiply(x, y, at)
		}
	}
	return x, err
}

func (p *quantityParser) multiply(x, y operand, at int) (operand, error) {
	switch {
	case x.q != nil && y.q != nil:
		return x, p.fault(at, "want a number on one side of '*', got two distributions")
	case x.q != nil:
		x, y = y, x
	}
	if y.q != nil {
		return operand{q: Scaled{By: x.x, Of: y.q}}, nil
	}
	return operand{x: x.x * y.x}, nil
}

func (p *quantityParser) factor() (operand, error) {
	c := p.peek()
	if p.depth++; p.depth > maxNesting {
		return operand{}, p.fault(p.pos, "want at most %d signs and parentheses within each other", maxNesting)
	}
	defer func() { p.depth-- }()
	switch {
	case c == '+' || c == '-':
		p.pos++
		x, err := p.factor()
		if c == '-' {
			x = x.negated()
		}
		return x, err
	case c == '(':
		p.pos++
		x, err := p.sum()
		if err == nil {
			err = p.expect(')')
		}
		return x, err
	case isLetter(c):
		return p.call()
	}
	x, err := p.number("a number, a distribution or '('")
	return operand{x: x}, err
}

// expect reads one of the bytes that may stand here.
func (p *quantityParser) expect(c byte) error {
	if p.peek() != c {
		return p.fault(p.pos, "want %q, got %s", c, p.got())
	}
	p.pos++
	return nil
}

// number reads an unsigned decimal number.
func (p *quantityParser) number(want string) (float64, error) {
	p.peek()
	at := p.pos
	n := numberLength(p.text[at:])
	if n == 0 {
		return 0, p.fault(at, "want %s, got %s", want, p.got())
	}
	p.pos += n
	x, err := strconv.ParseFloat(p.text[at:p.pos], 64)
	if err != nil {
		return 0, p.fault(at, "want a number below 1.8e308 in size, got a larger one")
	}
	return x, nil
}

// numberLength returns the length of the decimal number that s begins with:
// digits with at most one point, and an exponent if one is complete.
func numberLength(s string) int {
	digits := func(i int) int {
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		return i
	}
	n := digits(0)
	whole := n
	if n < len(s) && s[n] == '.' {
		n = digits(n + 1)
		if whole == 0 && n == 1 {
			return 0
		}
	}
	if n == 0 || n == len(s) || s[n]|0x20 != 'e' {
		return n
	}
	e := n + 1
	if e < len(s) && (s[e] == '+' || s[e] == '-') {
		e++
	}
	if end := digits(e); end > e {
		return end
	}
	return n
}

// signed reads a number with at most one sign.
func (p *quantityParser) signed() (float64, error) {
	c := p.peek()
	if c == '+' || c == '-' {
		p.pos++
	}
	x, err := p.number("a number")
	if c == '-' {
		x = -x
	}
	return x, err
}
