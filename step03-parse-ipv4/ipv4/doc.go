// Package ipv4 reads and writes IPv4 headers (RFC 791) and computes the
// Internet checksum (RFC 1071).
//
//	h, payload, err := ipv4.Parse(packet)   // what came in
//	packet = h.Append(nil, len(payload))    // what goes out
//
// Parse trusts nothing: a Header that it returns is whole, its checksum is
// right and its payload lies inside the packet. Everything else is a
// *ParseError that names the byte where the trouble is.
//
// Keep open while reading: RFC 791 §3.1 (the header), RFC 1122 §3.2.1 (what a
// host has to do with it), RFC 1071 (the checksum), RFC 6864 (the ID field).
//
// Not supported, though RFC 1122 asks for it: fragments are recognised but not
// put together again (§3.2.1.4), and options are checked and handed over but
// not acted on, source routes included (§3.2.1.8; RFC 7126 tells why nobody
// misses them).
package ipv4
