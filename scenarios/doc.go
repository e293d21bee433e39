// Package scenarios holds negotiations that are ready to be played, and reads
// and writes the files that hold more.
//
// [Limited] and [Comprehensive] are the talks of 25 March 2025 on a limited
// truce and on a settlement of the war, seen by six schools of thought, every
// number with its unit, its source and a reason; [SplitThePie], [BillAndJack]
// and [NoZone] are small cases whose answers are known. [ByName] finds them by
// the names that [Names] lists.
//
// [Load], [Decode] and [Encode] exchange scenarios with files of a strict JSON
// format, which docs/howto/scenario-file.md explains key by key and [Schema]
// describes to other tools.
//
// The scenarios of 2025 turn one newspaper-length article and a set of stated
// judgements into games. They cannot tell what will happen; they can tell which
// assumptions a conclusion needs. They are for study and teaching, not for
// decisions in a war. Options describe acts and do not endorse them. A package
// that passes all thresholds need not be just or lawful: residents of occupied
// areas, Crimean Tatars, displaced people, prisoners and their families are not
// at the table of any of these games.
package scenarios
