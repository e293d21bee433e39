package game

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxFile bounds the size of a game file in bytes.
const maxFile = 256 << 20

// token is one word of a game file.
type token struct {
	kind      byte // 'e' end, '"' text, '{', '}', ',' or 'w' for a bare word or number
	text      string
	line, col int
}

// String names the token in messages.
func (t token) String() string {
	switch t.kind {
	case 'e':
		return "the end of the file"
	case '"':
		return strconv.Quote(t.text)
	}
	return "'" + t.text + "'"
}

// scanner cuts a game file into tokens, one of look-ahead.
type scanner struct {
	src       string
	pos       int
	line, col int
	next      token
}

// newScanner reads all of r.
func newScanner(r io.Reader) (*scanner, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("game: %w", err)
	}
	if len(raw) > maxFile {
		return nil, &SizeError{"game file", float64(len(raw)), maxFile, "bytes", "a smaller game"}
	}
	s := &scanner{src: strings.TrimPrefix(string(raw), "\ufeff"), line: 1, col: 1}
	return s, s.advance()
}

// fault returns a syntax error at token t.
func fault(t token, format string, args ...any) error {
	return &SyntaxError{t.line, t.col, fmt.Sprintf(format, args...)}
}

// step consumes one byte.
func (s *scanner) step() byte {
	c := s.src[s.pos]
	s.pos++
	s.col++
	if c == '\n' {
		s.line, s.col = s.line+1, 1
	}
	return c
}

// advance reads the next token into s.next.
func (s *scanner) advance() error {
	for s.pos < len(s.src) && isBlank(s.src[s.pos]) {
		s.step()
	}
	t := token{line: s.line, col: s.col}
	if s.pos >= len(s.src) {
		t.kind = 'e'
		s.next = t
		return nil
	}
	switch c := s.src[s.pos]; c {
	case '{', '}', ',':
		s.step()
		t.kind, t.text = c, string(c)
	case '"':
		text, ok := s.quoted()
		if !ok {
			return fault(t, "text that starts here has no closing quote")
		}
		t.kind, t.text = '"', text
	default:
		start := s.pos
		for s.pos < len(s.src) && !isBlank(s.src[s.pos]) && !strings.ContainsRune(`{},"`, rune(s.src[s.pos])) {
			s.step()
		}
		t.kind, t.text = 'w', s.src[start:s.pos]
	}
	s.next = t
	return nil
}

// isBlank reports whether c separates tokens.
func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'
}

// quoted reads a text in double quotes in which a backslash guards a quote or
// a backslash; any other backslash stands for itself, as in Gambit's files.
func (s *scanner) quoted() (string, bool) {
	s.step()
	var b strings.Builder
	for s.pos < len(s.src) {
		c := s.step()
		switch {
		case c == '"':
			return b.String(), true
		case c == '\\' && s.pos < len(s.src) && (s.src[s.pos] == '"' || s.src[s.pos] == '\\'):
			b.WriteByte(s.step())
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// quote writes a text so that quoted reads it back.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// take consumes the next token if it has the wanted kind.
func (s *scanner) take(kind byte, what string) (token, error) {
	t := s.next
	if t.kind != kind {
		return t, fault(t, "found %v, want %s", t, what)
	}
	return t, s.advance()
}

// word consumes the next token if it is the given bare word.
func (s *scanner) word(want string) error {
	if s.next.kind != 'w' || s.next.text != want {
		return fault(s.next, "found %v, want %s", s.next, want)
	}
	return s.advance()
}

// integer reads a whole number between low and high.
func (s *scanner) integer(what string, low, high int) (int, token, error) {
	t, err := s.take('w', what)
	if err != nil {
		return 0, t, err
	}
	n, err := strconv.Atoi(t.text)
	if err != nil {
		return 0, t, fault(t, "found %v, want %s", t, what)
	}
	if n < low || n > high {
		return 0, t, fault(t, "%s is %d, want %d to %d", what, n, low, high)
	}
	return n, t, nil
}

// number reads a number.
func (s *scanner) number(what string) (Number, error) {
	t, err := s.take('w', what)
	if err != nil {
		return Number{}, err
	}
	x, err := ParseNumber(t.text)
	if err != nil {
		return Number{}, fault(t, "found %v, want %s: %s", t, what, strings.TrimPrefix(err.Error(), "game: "))
	}
	return x, nil
}

// texts reads { "a" "b" … }.
func (s *scanner) texts(what string) ([]string, error) {
	if _, err := s.take('{', "'{' before "+what); err != nil {
		return nil, err
	}
	var out []string
	for s.next.kind == '"' {
		out = append(out, s.next.text)
		if err := s.advance(); err != nil {
			return nil, err
		}
	}
	_, err := s.take('}', "another of the "+what+" or '}'")
	return out, err
}

// payoffs reads { x, y … } with n numbers; commas are optional.
func (s *scanner) payoffs(n int) ([]Number, error) {
	if _, err := s.take('{', "'{' before payoffs"); err != nil {
		return nil, err
	}
	var out []Number
	for s.next.kind == 'w' || s.next.kind == ',' {
		if s.next.kind == ',' {
			if err := s.advance(); err != nil {
				return nil, err
			}
		}
		x, err := s.number("a payoff")
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	end, err := s.take('}', "another payoff or '}'")
	if err == nil && len(out) != n {
		err = fault(end, "%d payoffs, want one for each of %d players", len(out), n)
	}
	return out, err
}

// header reads the magic word, version, number type, title and player names.
func (s *scanner) header(magic, version string) (title string, players []string, err error) {
	if err = s.word(magic); err != nil {
		return
	}
	if err = s.word(version); err != nil {
		return
	}
	if s.next.kind != 'w' || s.next.text != "R" && s.next.text != "D" {
		return "", nil, fault(s.next, "found %v, want the number type R or D", s.next)
	}
	if err = s.advance(); err != nil {
		return
	}
	t, err := s.take('"', "the title in quotes")
	if err != nil {
		return "", nil, err
	}
	at := s.next
	players, err = s.texts("player names")
	if err == nil && len(players) == 0 {
		err = fault(at, "no players")
	}
	return t.text, players, err
}

// comment reads the text that may follow the header.
func (s *scanner) comment() (string, error) {
	if s.next.kind != '"' {
		return "", nil
	}
	text := s.next.text
	return text, s.advance()
}
