// Package mistakes knows the classic mistakes of writing IPv4, ICMP and TCP by
// the marks that they leave in packets.
//
//	m := mistakes.Find(evidence) // m.Name is "" if nothing bears a mark
//
// A mark is something that only this mistake makes so: a checksum that is right
// once the pseudo-header is left out, an acknowledgment one below the right one
// after a SYN. The invariant: what is as it should be bears no mark. The tables
// ([byHandshake], [byTransfer], [byOutput] and so on) can be read as a list of what
// goes wrong; testdata/mistakes has a mutant of the reference for each, by its ID,
// and testdata here what some of them send. [Alike] are those that cannot be told
// from another.
package mistakes
