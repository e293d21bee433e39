package scenarios

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// A shape is what a JSON value is.
type shape uint8

const (
	isNull shape = iota
	isFlag
	isNumber
	isText
	isList
	isObject
)

var shapeText = [...]string{
	isNull: "null", isFlag: "true or false", isNumber: "a number", isText: "a text", isList: "a list", isObject: "an object",
}

// String returns the shape in words.
func (s shape) String() string { return shapeText[s] }

// A node is a JSON value and where it begins. A tree keeps what encoding/json
// forgets: positions, the order of keys, and keys that are there twice.
type node struct {
	shape  shape
	at     int // byte offset
	flag   bool
	text   string // of a number, as written, or of a text
	items  []*node
	fields []field
}

// A field is one key of an object.
type field struct {
	key   string
	at    int
	value *node
}

// parse returns the tree of data. The error is a FileFault without a file.
func (f *finder) parse() (*node, error) {
	if err := f.wellFormed(); err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(f.data))
	d.UseNumber()
	p := &treeParser{data: f.data, d: d}
	return p.value(p.next())
}

// wellFormed reports the first thing that is no JSON. After it nothing is found
// by reading on, so the others stay unknown.
func (f *finder) wellFormed() error {
	if at := invalidUTF8(f.data); at >= 0 {
		return f.fault(at, "", "the bytes are no UTF-8, want text in UTF-8")
	}
	if len(bytes.TrimSpace(f.data)) == 0 {
		return f.fault(0, "", "the file is empty, want a JSON object")
	}
	var raw json.RawMessage
	err := json.Unmarshal(f.data, &raw)
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &syntax):
		return f.fault(0, "", "it is no JSON: %v", err)
	case strings.HasPrefix(syntax.Error(), "unexpected end"):
		return f.fault(len(f.data), "", "the file ends too early: a text, list or object is not closed")
	}
	return f.fault(max(0, int(syntax.Offset)-1), "", "it is no JSON: %v", syntax)
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; at < len(data); {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return -1
}

// treeParser builds a tree from tokens of data that is known to be JSON.
type treeParser struct {
	data []byte
	d    *json.Decoder
}

// next returns the next token and where it begins.
func (p *treeParser) next() (json.Token, int) {
	at := int(p.d.InputOffset())
	for at < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	t, err := p.d.Token()
	if err != nil && err != io.EOF {
		panic("scenarios: a well-formed file does not parse")
	}
	return t, at
}

func (p *treeParser) value(t json.Token, at int) (*node, error) {
	n := &node{at: at}
	switch t := t.(type) {
	case bool:
		n.shape, n.flag = isFlag, t
	case json.Number:
		n.shape, n.text = isNumber, t.String()
	case string:
		n.shape, n.text = isText, t
	case json.Delim:
		if t == '[' {
			return p.list(n)
		}
		return p.object(n)
	}
	return n, nil
}

func (p *treeParser) list(n *node) (*node, error) {
	n.shape = isList
	for {
		t, at := p.next()
		if t == json.Delim(']') {
			return n, nil
		}
		item, err := p.value(t, at)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
}

func (p *treeParser) object(n *node) (*node, error) {
	n.shape = isObject
	for {
		t, at := p.next()
		key, ok := t.(string)
		if !ok {
			return n, nil
		}
		value, err := p.value(p.next())
		if err != nil {
			return nil, err
		}
		n.fields = append(n.fields, field{key, at, value})
	}
}
