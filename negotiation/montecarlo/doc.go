// Package montecarlo plays a negotiation many times over and says how sure the
// answer is.
//
// [Simulation] replicates a compiled program block by block on all processors;
// [Result] holds counts and exact sums from which every interval follows;
// [Merge] joins parts of a run, [Compare] pairs two programs replication by
// replication. A result depends on the program, the seed and the range of
// replications, and on nothing else: the number of workers, the way a run is
// split, interruption and resumption leave every byte as it is. Counts and sums
// on the grid of points are integers; metrics, which are floats, are reduced
// within blocks of [BlockSize] consecutive replications in order and over
// blocks in a fixed binary tree.
//
// The package is not for choosing designs of parameters or for attributing
// variance.
package montecarlo
