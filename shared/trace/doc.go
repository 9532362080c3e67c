// Package trace formats and parses the trace notation: one line a packet, close to tcpdump and packetdrill.
//
//	0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7>
//	0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
//	0.010000 < 40000 > 7  . 1:1(0) ack 1 win 64240
//	0.020000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 "hello"
//	0.100000 < 192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 56b
//	0.200000 < 192.168.0.1 > 192.168.0.2 icmp unreachable code 4 36b rest 0x0000057a
//	0.300000 < 192.168.0.1 > 192.168.0.2 icmp 1480b frag 0+ crc 1a2b3c4d
//	0.400000 < fe80::1 > ff02::2 ipv6-icmp 16b
//	0.500000 < raw 3b 450000 [IPv4 header cut short: 3 of 20 bytes]
//	+60 end
//
// It is the judge, not the defendant: packets are taken apart, and their checksums verified, by gopacket,
// never by the code that is under test. The one invariant: a line that was printed parses, and prints the same again.
// The verbs: [Decode] and [Packet.Bytes] go between bytes and packets, [Packet.Text] and [ParsePacket]
// between packets and text; [Reader] and [Printer] do that for whole traces.
//
// # Lines
//
//	line    = TIME ("<" | ">") packet | TIME "end" | "isn" ("<" | ">") N      then, if you like: # comment
//	TIME    = seconds since the start, at most 6 decimals, or +seconds since the line before; it never goes back;
//	          or, before ">", "*": whenever it may be
//
// "<" goes to the program under test, ">" was sent by it. "end" says until when a replay goes on; nothing comes after it.
// "isn" says where that side's sequence numbers start: 0 for "<", if nothing else is said.
//
// # Packets
//
//	packet  = ends tcp tail | ADDR ">" ADDR (icmp | other) tail | "raw" LEN"b" [HEX | "crc" CRC] ["[" reason "]"]
//	ends    = PORT ">" PORT | ADDR:PORT ">" ADDR:PORT
//	tcp     = FLAGS FIRST:LAST(LEN) ["ack" N] ["win" N] ["urg" N] ["<" option {"," option} ">"]
//	option  = "mss" N | "nop" | "eol" | "wscale" N | "sackOK" | "sack" N:N {N:N} | "TS val" N "ecr" N | "opt" KIND [HEX]
//	icmp    = "icmp" ("echo request" | "echo reply") "id" N "seq" N LEN"b"
//	        | "icmp" ("unreachable" | "time exceeded" | "type" N) "code" N LEN"b" ["rest" 0xHEX]
//	other   = (NAME | "proto" N) LEN"b"
//	tail    = ["frag" OFFSET["+"]] ["ipopt" HEX] ["ttl" N] ["pad" N] [content] ["[" bad {", " bad} "]"]
//	content = "text quoted as in Go" | "hex" HEX | "crc" CRC
//	bad     = "bad ip checksum" | "bad tcp checksum" | "bad icmp checksum" | "bad udp checksum"
//
// Ports alone stand for [Peer] and [Host]. FLAGS are letters: F S R P, "." for ACK, U E W, or "-" for none.
// LEN counts the bytes of content: after the TCP or ICMP header, else after the IP header (so UDP's header
// is content). LAST is FIRST+LEN; SYN and FIN do not count. "ack" and "urg" go with their flags; "win" is
// the header's field, not scaled, and may be left out: 65535 then. "opt" gives an option that has no name, or not the length
// that its name asks for; HEX leaves out its kind and length. Options that do not fill four bytes are
// filled with eol: write that too, as it will be printed. "rest" is an ICMP header's second word, if not 0.
//
// "frag" is the offset in bytes, with "+" if more fragments follow; any fragment, the first too, is shown
// as its protocol and byte count. "ipopt" is IPv4 options, padding included; "ttl" is printed only if 0 or 1;
// "pad" counts bytes beyond the length in the IP header.
//
// Content is not printed if it is the [Pattern]: abc…z, again and again. Else it is printed as
// text if it is printable and at most 64 bytes, as hex if at most 24 bytes, and else as its CRC-32 (IEEE), so that changed data
// never goes unnoticed; but such a line cannot be fed, as it does not say what to send.
//
// The bracket says what is wrong with the packet. A fed line may have it too: then that checksum is damaged
// (UDP's is a part of the content, and must be wrong there). A packet that cannot be decoded is raw, with
// the reason; a whole packet may also be written raw, to be fed exactly as it stands.
//
// # Numbers
//
// A Printer prints sequence numbers relative to their sender's ISN, and acknowledgments and SACK edges relative to
// the other side's; without having seen a SYN, as they are. A Reader undoes that with what "isn" says.
// A text mostly cannot know the ISN of the program under test: then what "<" acknowledges
// stays relative, and TCP.AckRelative says so; a replay (package nic) makes it fit. So it does with "ecr": 0 is the
// program's latest time stamp, and 100, say, one that is 100 ticks ahead of it: a lie.
//
// # Limits
//
// Of IPv6 only addresses, next header and hop limit are read: extension headers are content, and the checksum of
// ICMPv6 is not verified. Not shown: TOS, DF and IP id, which Bytes sets to 0, TCP only, and 0; TTLs above 1
// (64); reserved bits; the ACK and urgent fields without their flags; what stands after eol in a TCP header.
//
// Beside you: RFC 791 §3.1, RFC 792, RFC 9293 §3.1, RFC 2018 §3, RFC 7323 §2–3, RFC 1624 §3.
package trace
