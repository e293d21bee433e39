package scenarios

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// Format is the version of the file format that Encode writes. Decode reads it
// and every earlier one.
const Format = 1

// Load reads the scenario file at path. The error of a file that cannot be read
// wraps fs.ErrNotExist and the like; that of a file that is wrong is described
// at Decode and begins with the path.
func Load(path string) (negotiation.Scenario, error) {
	file, err := os.Open(path)
	if err != nil {
		return negotiation.Scenario{}, fmt.Errorf("scenarios: %w", err)
	}
	defer file.Close()
	return decodeFile(file, path)
}

// Decode reads a scenario file, JSON as docs/howto/scenario-file.md and Schema
// describe it. It is strict: keys that do not exist, keys that are there twice,
// values of the wrong kind, data after the end and files beyond MaxFile are
// errors. The error joins one FileFault for each fault found, with line, column
// and path; a file that is not JSON has one. What fits together is checked by
// negotiation.Scenario.Compile, not here, except that terms must name issues and
// options that exist.
//
// Fields that the file leaves out keep their zero; "actor" fills in what the
// catalogue of package actors knows, and adds the sources that are cited there.
func Decode(r io.Reader) (negotiation.Scenario, error) {
	return decodeFile(r, "")
}

func decodeFile(r io.Reader, name string) (negotiation.Scenario, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return negotiation.Scenario{}, fmt.Errorf("scenarios: reading the file: %w", err)
	}
	f := &finder{file: name, data: data}
	if len(data) > MaxFile {
		return negotiation.Scenario{}, f.fault(0, "", "the file is larger than %d bytes, want at most that", MaxFile)
	}
	tree, err := f.parse()
	if err != nil {
		return negotiation.Scenario{}, err
	}
	root := cursor{f: f, n: tree}
	if !upgrade(root) {
		return negotiation.Scenario{}, f.err()
	}
	sc := (&decoder{f: f}).scenario(root.fields("scenario"))
	if err := f.err(); err != nil {
		return negotiation.Scenario{}, err
	}
	return sc, nil
}

// upgrades turn the tree of one version of the format into that of the next:
// upgrades[0] reads version 1 and leaves version 2. They keep old files readable
// for ever; a new version adds one and changes nothing else that reads.
var upgrades []func(*node)

// upgrade brings the tree to the newest version. It reports whether the file has
// a version that the library knows; if not, nothing else in it is worth reading.
func upgrade(root cursor) bool {
	if !root.is(isObject) {
		return false
	}
	version := -1
	for _, fd := range root.n.fields {
		if fd.key == "format" {
			version = cursor{root.f, fd.value, "format"}.version()
		}
	}
	switch newest := len(upgrades) + 1; {
	case version == -1:
		root.fault("the key \"format\" is missing, want \"format\": %d as the first key", newest)
		return false
	case version == 0:
		return false
	}
	for _, up := range upgrades[version-1:] {
		up(root.n)
	}
	return true
}

// version reads a version of the format; 0 is a fault.
func (c cursor) version() int {
	newest := len(upgrades) + 1
	if c.n.shape != isNumber {
		c.fault("it is %v, want a whole number from 1 to %d", c.n.shape, newest)
		return 0
	}
	v, err := strconv.Atoi(c.n.text)
	switch {
	case err == nil && v > newest:
		c.fault("the file has version %d of the format, this library reads 1 to %d: a newer library is needed", v, newest)
		return 0
	case err != nil || v < 1:
		c.fault("it is %s, want a whole number from 1 to %d", c.n.text, newest)
		return 0
	}
	return v
}

// decoder reads one file.
type decoder struct {
	f      *finder
	sc     negotiation.Scenario
	d      *negotiation.Domain // nil if the issues are at fault
	actors []negotiation.Source
}

func (d *decoder) scenario(fs fields) negotiation.Scenario {
	sc := &d.sc
	sc.Name = fs.need("name").text()
	sc.Summary = fs.get("summary").text()
	sc.Vintage = fs.get("vintage").date()
	sc.Rounds = fs.need("rounds").whole(1, negotiation.MaxRounds)
	sc.RoundLength = fs.get("round_days").days()
	d.issues(fs.need("issues"))
	performing := d.performers(fs.get("performers"))
	d.parties(fs.need("parties"), performing)
	for _, c := range fs.get("constraints").named("name") {
		sc.Constraints = append(sc.Constraints, d.constraint(c))
	}
	sc.Constraints = append(sc.Constraints, performing...)
	sc.Protocol = protocolOf(fs.need("protocol"))
	d.around(fs)
	for _, c := range fs.get("schools").named("name") {
		sc.Schools = append(sc.Schools, school(c.fields("school")))
	}
	for _, c := range fs.get("sources").named("key") {
		sc.Sources = append(sc.Sources, source(c.fields("source")))
	}
	d.addSources()
	if c := fs.get("base_rate"); c.there() {
		sc.BaseRate = baseRate(c.fields("base_rate"))
	}
	return *sc
}

// days reads a length of time in days.
func (c cursor) days() time.Duration {
	if !c.there() {
		return 0
	}
	x := c.number()
	if !(x >= 0 && x <= 36500) {
		c.fault("it is %v, want from 0 to 36500 days", x)
		return 0
	}
	return time.Duration(math.Round(x * float64(24*time.Hour)))
}

func protocolOf(c cursor) negotiation.Protocol {
	fs := c.fields("protocol")
	switch kind := fs.need("kind").word("alternating", "mediated", "shuttle"); kind {
	case "alternating":
		fs.only(kind, "kind", "speakers")
		return protocol.Alternating{Speakers: fs.get("speakers").texts()}
	case "mediated":
		fs.only(kind, "kind", "by", "learning")
		return protocol.Mediated{By: fs.need("by").text(), Learning: fs.get("learning").quantity()}
	case "shuttle":
		fs.only(kind, "kind", "by", "tracks", "learning")
		p := protocol.Shuttle{By: fs.need("by").text(), Learning: fs.get("learning").quantity()}
		for _, track := range fs.need("tracks").list() {
			p.Tracks = append(p.Tracks, track.texts())
		}
		return p
	}
	return nil
}

func source(fs fields) negotiation.Source {
	return negotiation.Source{
		Key: fs.need("key").text(), Title: fs.need("title").text(), Address: fs.get("address").text(),
		Published: fs.get("published").date(), Accessed: fs.get("accessed").date(),
	}
}

// addSources adds what actors cite and the file does not list.
func (d *decoder) addSources() {
	for _, s := range d.actors {
		have := func(t negotiation.Source) bool { return t.Key == s.Key }
		if !slices.ContainsFunc(d.sc.Sources, have) {
			d.sc.Sources = append(d.sc.Sources, s)
		}
	}
}

func baseRate(fs fields) negotiation.BaseRate {
	return negotiation.BaseRate{
		Event: fs.need("event").text(), PerYear: fs.get("per_year").quantity(),
		Cite: fs.get("cite").text(), Note: fs.get("note").text(),
	}
}

func school(fs fields) negotiation.School {
	s := negotiation.School{Name: fs.need("name").text(), Summary: fs.get("summary").text()}
	for _, c := range fs.get("patches").named("path") {
		s.Patches = append(s.Patches, patch(c.fields("patch")))
	}
	return s
}

func patch(fs fields) negotiation.Patch {
	p := negotiation.Patch{
		Path: fs.need("path").text(), Cite: fs.get("cite").text(), Note: fs.get("note").text(),
		Set: fs.get("set").quantity(), Scale: fs.get("scale").number(), Shift: fs.get("shift").number(),
	}
	n := 0
	for _, key := range []string{"set", "scale", "shift"} {
		c := fs.get(key)
		if !c.there() {
			continue
		}
		n++
		if key != "set" && c.n.shape == isNumber && c.number() == 0 {
			c.fault("it is 0, want another number; to make a quantity 0 use \"set\": 0")
		}
	}
	if n != 1 {
		fs.of.fault("%d of set, scale and shift are given, want exactly 1", n)
	}
	return p
}
