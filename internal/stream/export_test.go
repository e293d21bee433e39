package stream

// RawKey returns the Philox key (k0, k1) itself, to meet published vectors.
func RawKey(k0, k1 uint64) Key { return Key{k0, k1} }
