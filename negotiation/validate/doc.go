// Package validate replays the anchors of the library: figures that theory, or a
// second method, gives for a stated case, and that the packages of the theory
// must reproduce.
//
// [Run] computes every figure anew and compares it with the one recorded in the
// package, which is our own computation; where a model returns a certificate,
// that is recomputed and shown too. A figure that needs data of third parties is
// skipped by name, never passed over in silence. [Report] is the table.
//
// The package proves nothing about simulations. That these converge to closed
// forms is tested where they are played.
package validate
