package validate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Text writes the table for people: one line for each anchor with its name, what
// was wanted and computed, the error, the tolerance, the certificate and the
// verdict, then the failures and skips with their reasons, and the counts on the
// last line.
func (r *Report) Text(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%-30s %-34s %-34s %8s %8s %12s  %s\n", "anchor", "want", "got", "off", "within", "certificate", "verdict")
	for _, row := range r.Rows {
		fmt.Fprintf(b, "%-30s %-34s %-34s %8s %8s %12s  %s\n", row.ID, numbers(row.Want), numbers(row.Got),
			row.off(), short(row.Tolerance), row.certificate(), row.Verdict)
	}
	for _, row := range r.Rows {
		if row.Verdict != Holds {
			fmt.Fprintf(b, "\n%s %s: %s\n  %s (%s)\n", row.ID, row.Verdict, row.Reason, row.Statement, row.Source)
		}
	}
	fmt.Fprintf(b, "\n%s\n", r.Summary())
	return b.Flush()
}

// Summary returns the counts in one line, such as "149 of 186 anchors hold, 0
// fail, 37 skipped".
func (r *Report) Summary() string {
	return fmt.Sprintf("%d of %d anchors hold, %d fail, %d skipped", r.Held, len(r.Rows), r.Failed, r.Skipped)
}

// JSON writes the whole report, statements and sources with it, as indented JSON.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// numbers prints a list to seven digits, and as many entries as fit a column.
func numbers(list []float64) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = strconv.FormatFloat(x, 'g', 7, 64)
	}
	s := strings.Join(parts, " ")
	if len(s) > 34 {
		s = s[:strings.LastIndexByte(s[:32], ' ')+1] + ".."
	}
	return s
}

func short(x float64) string { return strconv.FormatFloat(x, 'e', 0, 64) }

func (r Row) off() string {
	if r.Got == nil {
		return "-"
	}
	return short(r.Off)
}

// certificate prints the worst breach of the certificate.
func (r Row) certificate() string {
	switch {
	case r.Certificate == nil:
		return "-"
	case r.Certificate.Holds:
		return "ok " + short(r.Certificate.Worst)
	default:
		return "BREACH " + short(r.Certificate.Worst)
	}
}
