package scenarios

import (
	_ "embed"
	"slices"
)

//go:embed schema/scenario-1.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of the newest version of the
// file format, for editors and for checks by other tools. What it accepts Decode
// may still refuse: it cannot tell whether a name exists, a quantity can be read
// or a key is there twice. What Decode accepts, it accepts.
func Schema() []byte { return slices.Clone(schema) }
