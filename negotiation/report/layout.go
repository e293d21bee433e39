package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// columns lays out rows of cells that end in tabs, without spaces at the ends of
// lines.
type columns struct {
	*tabwriter.Writer
	laid bytes.Buffer
	w    io.Writer
}

// table returns columns that Flush writes to w.
func table(w io.Writer) *columns {
	c := &columns{w: w}
	c.Writer = tabwriter.NewWriter(&c.laid, 0, 0, 2, ' ', 0)
	return c
}

// Flush writes the rows. Errors are those of w, which here is always buffered.
func (c *columns) Flush() {
	c.Writer.Flush()
	for line := range strings.Lines(c.laid.String()) {
		fmt.Fprintln(c.w, strings.TrimRight(line, " \n"))
	}
}

// between prints one number, or two that differ.
func between(lo, hi int) string {
	if lo == hi {
		return fmt.Sprint(lo)
	}
	return fmt.Sprintf("%d to %d", lo, hi)
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// wrap breaks text at spaces into lines of at most width columns; continuation
// lines are indented like the first, and two further if that is indented.
func wrap(text string, width int) string {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	pad := strings.Repeat(" ", indent)
	if indent > 0 {
		pad += "  "
	}
	var b strings.Builder
	line := strings.Repeat(" ", indent)
	for i, word := range strings.Fields(text) {
		if i > 0 && len(line)+1+len(word) > width {
			b.WriteString(line + "\n")
			line = pad + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	b.WriteString(line)
	return b.String()
}
