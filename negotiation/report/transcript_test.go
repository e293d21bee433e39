package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/report"
	"github.com/parleylab/parley/negotiation/strategy"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file below testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}

func transcript(t *testing.T, p *negotiation.Program, replication uint64) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Transcript(&b, p, 1, replication); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// random is harbour in which the town follows no schedule.
func random() negotiation.Scenario {
	sc := harbour()
	sc.Parties[0].Strategy = strategy.Random{}
	sc.Rounds = 3
	return sc
}

// hurried is harbour in which the line leaves early.
func hurried() negotiation.Scenario {
	sc := harbour()
	sc.Parties[1].Deadline = negotiation.Exactly(2.5)
	sc.Parties[1].Strategy = strategy.HardLiner{}
	return sc
}

func TestTranscript(t *testing.T) {
	tests := []struct {
		name        string
		p           *negotiation.Program
		replication uint64
		want        []string // what a student has to find in it
	}{
		{"deal", compile(t, harbour(), "baseline"), 0, []string{"a deal in round", "gave every party at least what it still asked for"}},
		{"mediated", compile(t, mediated(), ""), 1, []string{"bishop, who mediates", "bishop tables the same as before", "nobody put it on the table"}},
		{"mediated-deal", compile(t, mediated(), ""), 2, []string{"proposed by bishop"}},
		{"no-zone", compile(t, harbour(), "baseline", "town/reservation", "62", "line/reservation", "45"), 0,
			[]string{"No zone of agreement", "falls short of no deal by", "are not played out", "A zone would open if any one of these gave way"}},
		{"one-rule", compile(t, harbour(), "baseline", "town/redline/fare-max-3", "1", "line/reservation", "88", "town/reservation", "0"), 0, []string{`any one of these gave way: the rule "town: fare <= 3"; what no deal is worth to line.`}},
		{"stubborn", compile(t, harbour(), "baseline", "line/strategy/exponent", "0.01", "town/strategy/exponent", "0.01"), 0,
			[]string{"although a zone of agreement exists", "still asked for", "they conceded too little, too late"}},
		{"hurried", compile(t, hurried(), ""), 0, []string{"leaves after", "after 3 of 12 rounds", "line left the table then"}},
		{"random", compile(t, random(), ""), 4, []string{"to it)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := transcript(t, tt.p, tt.replication)
			golden(t, "transcript-"+tt.name+".txt", got)
			for _, want := range tt.want {
				if flat := strings.Join(strings.Fields(got), " "); !strings.Contains(flat, want) {
					t.Errorf("the transcript lacks %q:\n%s", want, got)
				}
			}
		})
	}
}

// TestTranscriptShape holds width and length over many replications, long talks
// among them.
func TestTranscriptShape(t *testing.T) {
	long := harbour()
	long.Rounds = 300
	for _, sc := range []negotiation.Scenario{harbour(), mediated(), long} {
		p := compile(t, sc, "proud-town")
		for r := range uint64(20) {
			got := transcript(t, p, r)
			if n := strings.Count(got, "\n"); n >= 60 {
				t.Errorf("%s, replication %d: %d lines, want fewer than 60", sc.Name, r, n)
			}
			for line := range strings.Lines(got) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 100 {
					t.Errorf("%s, replication %d: line of %d columns, want at most 100: %s", sc.Name, r, n, line)
				}
			}
		}
	}
}

// TestTranscriptTells checks the end of the story against the record.
func TestTranscriptTells(t *testing.T) {
	p := compile(t, harbour(), "proud-town")
	s := p.NewSession()
	for r := range uint64(60) {
		rec := s.Play(1, r)
		want := "No zone of agreement exists"
		switch rec.Rung {
		case negotiation.Announced:
			want = "The end: a deal in round"
		case negotiation.Zone:
			want = "although a zone of agreement exists"
		}
		if got := transcript(t, p, r); !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("replication %d ended on rung %q, and the transcript lacks %q", r, rec.Rung, want)
		}
	}
}

// panicker is a strategy that cannot.
type panicker struct{ strategy.HardLiner }

func (panicker) Agent() negotiation.Agent { return &panicking{strategy.HardLiner{}.Agent()} }

type panicking struct{ negotiation.Agent }

func (*panicking) Propose(*negotiation.View) negotiation.Outcome { panic("lost its papers") }

func TestTranscriptPanics(t *testing.T) {
	sc := harbour()
	sc.Parties[0].Strategy = panicker{}
	err := report.Transcript(&bytes.Buffer{}, compile(t, sc, ""), 1, 5)
	if err == nil || !strings.Contains(err.Error(), "replication 5 panics: lost its papers") {
		t.Errorf("Transcript of a strategy that panics: %v, want the replication and the reason", err)
	}
}
