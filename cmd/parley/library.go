package main

import "github.com/parleylab/parley/scenarios"

// library is the shelf of the scenarios that come with parley.
var library = shelf{names: scenarios.Names, byName: scenarios.ByName, load: scenarios.Load}
