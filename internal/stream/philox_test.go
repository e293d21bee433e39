package stream_test

import (
	"encoding/json"
	"hash/fnv"
	"os"
	"strconv"
	"testing"

	"github.com/parleylab/parley/internal/stream"
)

// vectors are the known answers of philox4x64-10 in Random123 1.14 (kat_vectors
// holds the first two; all three were computed with its C headers).
var vectors = []struct {
	name   string
	k0, k1 uint64
	ctr    [4]uint64
	want   [4]uint64
}{
	{"zeros", 0, 0, [4]uint64{},
		[4]uint64{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
	{"ones", ^uint64(0), ^uint64(0), [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)},
		[4]uint64{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
	{"small", 5, 6, [4]uint64{1, 2, 3, 4},
		[4]uint64{0xa39b5519339fe354, 0xaceb1228efc25196, 0xa0a2e3c25aa5f4fc, 0x08d0cfa9332720df}},
}

func TestBlockKnownAnswers(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			got := stream.RawKey(v.k0, v.k1).Block(v.ctr[0], v.ctr[1], v.ctr[2], v.ctr[3])
			if got != v.want {
				t.Errorf("Block(%x) under (%x, %x) = %x, want %x", v.ctr, v.k0, v.k1, got, v.want)
			}
		})
	}
}

// TestBlockGolden compares the constants above with the shared conformance data.
func TestBlockGolden(t *testing.T) {
	golden := readGolden(t)
	for i, v := range vectors {
		id := "rng.kat.philox4x64-10." + strconv.Itoa(i)
		want, ok := golden[id]
		if !ok {
			t.Fatalf("no entry %q in the shared data", id)
		}
		var hex []string
		if err := json.Unmarshal(want, &hex); err != nil {
			t.Fatal(err)
		}
		got := stream.RawKey(v.k0, v.k1).Block(v.ctr[0], v.ctr[1], v.ctr[2], v.ctr[3])
		for j, s := range hex {
			w, err := strconv.ParseUint(s, 16, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got[j] != w {
				t.Errorf("%s word %d = %x, want %x", id, j, got[j], w)
			}
		}
	}
}

func TestUniformGolden(t *testing.T) {
	var want struct{ Open []float64 }
	if err := json.Unmarshal(readGolden(t)["rng.float.mapping"], &want); err != nil {
		t.Fatal(err)
	}
	for i, x := range []uint64{0, ^uint64(0)} {
		if got := stream.Uniform(x); got != want.Open[i] {
			t.Errorf("Uniform(%x) = %v, want %v", x, got, want.Open[i])
		}
	}
}

// readGolden returns the values of the shared conformance data by id.
func readGolden(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	const path = "../../../shared/data/uq/golden.json"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("shared conformance data absent: %s", path)
	}
	var file struct {
		Entries []struct {
			ID    string
			Value json.RawMessage
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	values := make(map[string]json.RawMessage, len(file.Entries))
	for _, e := range file.Entries {
		values[e.ID] = e.Value
	}
	return values
}

func TestNewKey(t *testing.T) {
	for _, purpose := range []string{"", "parameters", "seat/russia", "é"} {
		h := fnv.New64a()
		h.Write([]byte(purpose))
		const seed = 0x0123456789abcdef
		k0, k1 := stream.NewKey(seed, purpose).Words()
		if k0 != seed || k1 != seed^h.Sum64() {
			t.Errorf("NewKey(%#x, %q) = (%#x, %#x), want (%#x, %#x)",
				uint64(seed), purpose, k0, k1, uint64(seed), seed^h.Sum64())
		}
	}
}

// TestBlockAvalanche flips each bit of the counter and expects half of the output
// to change: 256·256 coin flips per key, so 5 standard deviations are 640.
func TestBlockAvalanche(t *testing.T) {
	k := stream.NewKey(1, "avalanche")
	base := k.Block(0, 0, 0, 0)
	changed := 0
	for bit := range 256 {
		var c [4]uint64
		c[bit/64] = 1 << (bit % 64)
		got := k.Block(c[0], c[1], c[2], c[3])
		changed += distance(base, got)
	}
	if changed < 32768-640 || changed > 32768+640 {
		t.Errorf("%d of 65536 output bits changed, want 32768 ± 640", changed)
	}
}
