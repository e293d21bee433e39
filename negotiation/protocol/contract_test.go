package protocol_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/negotiation/protocol"
)

// TestContract holds every protocol to the promises of negotest. The order of
// the seats matters to a protocol that speaks by it or draws by it.
func TestContract(t *testing.T) {
	for name, c := range map[string]struct {
		p negotiation.Protocol
		o negotest.Options
	}{
		"turns":             {protocol.Turns{}, negotest.Options{Ordered: true}},
		"turns, majority":   {protocol.Turns{Quota: 2}, negotest.Options{Ordered: true, Majority: true}},
		"recognition":       {protocol.Recognition{}, negotest.Options{Ordered: true}},
		"recognition, half": {protocol.Recognition{Quota: 2}, negotest.Options{Ordered: true, Majority: true}},
		"ultimatum":         {protocol.Ultimatum{}, negotest.Options{Ordered: true}},
		"demands":           {protocol.Demands{}, negotest.Options{Majority: true}},
	} {
		t.Run(name, func(t *testing.T) { negotest.Protocol(t, c.p, c.o) })
	}
}
