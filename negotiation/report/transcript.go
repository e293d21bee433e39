package report

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// Transcript writes one replication as a story: what nature drew and which rules
// bind, whether any package could satisfy everybody, who proposed, refused and
// accepted what and why, what happened meanwhile, a sentence that says why it
// ended so, and what became of the deal. It is meant to be read by people and its
// wording may change between versions.
//
// Lines are at most 100 columns wide unless a single word is wider. A long
// negotiation is shortened: the middle rounds give way to a line that counts
// what is left out, so that the whole stays near 55 lines where the first and
// the last round allow it.
//
// The replication is played again from its seed, so it is the very one that a
// run with that seed counted. A strategy or protocol of the user's that panics
// is an error that names the replication.
func Transcript(w io.Writer, p *negotiation.Program, seed, replication uint64) error {
	st := &story{p: p, d: p.Domain(), seats: p.Seats(), seed: seed, replication: replication, named: map[[2]int]bool{}}
	if err := st.play(); err != nil {
		return err
	}
	_, err := io.WriteString(w, strings.Join(st.tell(), "\n")+"\n")
	return err
}

// tell returns the whole story. Where it grows too long, rules that were drawn are
// told in fewer lines.
func (st *story) tell() page {
	var all page
	for _, most := range [...]int{transcriptRules, transcriptRules / 2, 0} {
		clear(st.named)
		var before, after page
		st.head(&before)
		st.nature(&before)
		st.rules(&before, most)
		st.zone(&before)
		blocks := st.blocks()
		st.end(&after)
		rounds := st.shorten(blocks, transcriptLines-len(before)-len(after))
		all = append(append(before, rounds...), after...)
		if len(all) < transcriptLines+5 {
			break
		}
	}
	return all
}

const (
	transcriptWidth = 100 // columns
	transcriptLines = 55  // aimed at
	transcriptRules = 12  // lines for drawn rules, told one by one in words
)

// story is one replication, played and remembered.
type story struct {
	p                 *negotiation.Program
	d                 *negotiation.Domain
	s                 *negotiation.Session
	seats             []string
	seed, replication uint64
	named             map[[2]int]bool // issue and option: told in words already
	rec               negotiation.Record
	atOnset           onset
	events            []negotiation.Event // between the draw and the end of the talks
	sequel            []negotiation.Event // after the end of the talks
	ended             bool                // the talks have
}

// play plays the replication and keeps its events; afterwards the session still
// answers questions about the draw.
func (st *story) play() (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("report: replication %d panics: %v", st.replication, x)
		}
	}()
	if len(st.seats) == 0 {
		return errors.New("report: the program has no seats, want a compiled one")
	}
	st.s = st.p.NewSession()
	st.rec = st.s.Trace(st.seed, st.replication, st.hear)
	return nil
}

// onset is what held before the talks began; dynamics may have moved it since.
type onset struct {
	floors  []float64           // what no deal was worth to each seat
	witness negotiation.Outcome // a package acceptable to all, or NoDeal
	margin  float64             // of the package that came closest, if there was none
}

// look remembers what holds before the talks begin.
func (st *story) look(zone bool) {
	a := onset{witness: negotiation.NoDeal}
	for i := range st.seats {
		a.floors = append(a.floors, st.s.Reservation(i))
	}
	if zone {
		a.witness = st.s.Witness()
	} else {
		a.margin = st.s.Margin()
	}
	st.atOnset = a
}

// page is a list of finished lines.
type page []string

// add wraps text, which may begin with spaces, and adds it.
func (pg *page) add(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if strings.TrimSpace(text) == "" {
		*pg = append(*pg, "")
		return
	}
	*pg = append(*pg, strings.Split(wrap(text, transcriptWidth), "\n")...)
}

// grid adds a table with two spaces before it.
func (pg *page) grid(rows [][]string) {
	var b strings.Builder
	t := table(&b)
	for _, r := range rows {
		fmt.Fprintln(t, "  "+strings.Join(r, "\t"))
	}
	t.Flush()
	*pg = append(*pg, strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")...)
}

// head says which replication of what this is.
func (st *story) head(pg *page) {
	title := st.p.Name()
	if school := st.p.SchoolName(); school != "" {
		title += ", school " + school
	}
	title += fmt.Sprintf(": replication %d of seed %d", st.replication, st.seed)
	if changes := st.p.Changes(); len(changes) > 0 {
		title += "; changed: " + strings.Join(changes, ", ")
	}
	pg.add("%s", title)
	pg.add("%s", Warning)
}

// points prints x in seat i's points, with decimals that suit its scale.
func (st *story) points(i int, x float64) string {
	return fmt.Sprintf("%.*f", st.decimals(i), x)
}

func (st *story) decimals(i int) int {
	switch scale := st.scale(i); {
	case scale >= 50:
		return 1
	case scale >= 5:
		return 2
	default:
		return 3
	}
}

// scale returns the size of seat i's points, which the grid divides by 2^40.
func (st *story) scale(i int) float64 { return st.p.GridUnit(i) * (1 << 40) }

// apart prints two numbers with as many decimals as it takes to tell them apart.
func (st *story) apart(i int, x, y float64) (string, string) {
	n := st.decimals(i)
	for {
		a, b := fmt.Sprintf("%.*f", n, x), fmt.Sprintf("%.*f", n, y)
		if a != b || x == y || n >= 12 {
			return a, b
		}
		n++
	}
}

// option names option l of issue k by number and words.
func (st *story) option(k, l int) string {
	name := st.d.Issue(k).Options[l].Name
	if fmt.Sprint(l) == name {
		return name
	}
	return fmt.Sprintf("%d (%s)", l, name)
}

// terms tells every term of an outcome, options by number and words.
func (st *story) terms(o negotiation.Outcome) string {
	parts := make([]string, st.d.NumIssues())
	for k := range parts {
		parts[k] = st.d.Issue(k).Name + " " + st.option(k, st.d.Option(o, k))
	}
	return strings.Join(parts, "; ")
}

// brief is terms with words only for options that were not named before.
func (st *story) brief(o negotiation.Outcome) string {
	parts := make([]string, st.d.NumIssues())
	for k := range parts {
		parts[k] = st.d.Issue(k).Name + " " + st.once(k, st.d.Option(o, k))
	}
	return strings.Join(parts, "; ")
}

// once names option l of issue k in words the first time it is asked to.
func (st *story) once(k, l int) string {
	if st.named[[2]int{k, l}] {
		return fmt.Sprint(l)
	}
	st.named[[2]int{k, l}] = true
	return st.option(k, l)
}

// changes names what differs between two outcomes, "" if nothing does.
func (st *story) changes(from, to negotiation.Outcome) string {
	var parts []string
	for k := range st.d.NumIssues() {
		if a, b := st.d.Option(from, k), st.d.Option(to, k); a != b {
			parts = append(parts, fmt.Sprintf("%s %d to %s", st.d.Issue(k).Name, a, st.option(k, b)))
		}
	}
	return strings.Join(parts, "; ")
}

// list joins words as English does.
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return "nobody"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
