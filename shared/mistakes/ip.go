package mistakes

import (
	"bytes"
	"encoding/binary"
	"net/netip"

	"tcpworkbook/shared/trace"
)

// byIP are the mistakes that show in the IP header or the ICMP message of a
// packet that was sent.
var byIP = []answerRecogniser{
	{Mistake{"M-040", "source and destination are the same: the second copy took what the first one had just written. Keep one of them aside, or fill in a new header."},
		func(a answer) bool { return !a.extra && !a.Raw && a.Src == a.Dst && a.want.Src != a.want.Dst }},
	{Mistake{"M-309", "the addresses are not swapped: the answer goes to the one that asked."},
		func(a answer) bool {
			return !a.extra && !a.Raw && a.Src == a.to.Src && a.Dst == a.to.Dst && a.want.Src == a.to.Dst
		}},
	{Mistake{"M-006", "header and message went out as two packets: one WritePacket is one packet, so put them together first."},
		func(a answer) bool {
			header, total, ok := lengths(a.Bytes)
			return ok && len(a.Bytes) == header && total > header && len(a.e.Next) > 0 && a.e.Next[0].Dir == trace.Out && len(a.e.Next[0].Bytes) == total-header
		}},
	{Mistake{"M-042", "the answer does not have the length of the question: its data is as long as that of the request, however long that is."}, cutData},
	{Mistake{"M-310", "identifier and sequence number are not those of the request: they go back unchanged."},
		func(a answer) bool {
			return !a.extra && a.ICMP != nil && a.want.ICMP != nil && a.ICMP.Type == a.want.ICMP.Type && a.ICMP.Rest != a.want.ICMP.Rest && a.Len == a.want.Len
		}},
	{Mistake{"M-022", "padding is taken for data: the payload ends where Total Length says, not where the packet does."},
		func(a answer) bool {
			return !a.extra && !a.Raw && a.to.Pad > 0 && a.Len == a.want.Len+a.to.Pad && a.Proto == a.want.Proto
		}},
	{Mistake{"M-032", "a fragment is answered as if it were a whole message: look at More Fragments and at the offset."},
		func(a answer) bool { return a.extra && a.to.Fragment() }},
	{Mistake{"M-036", "this was not sent to your address, and is answered in another's name: compare the destination with your own."},
		func(a answer) bool { return a.extra && a.Src == a.to.Dst && a.to.Dst != a.e.Host }},
	{Mistake{"M-037", "the source is no address that one host can have, so nothing may go back there: broadcast, multicast, loopback, 0, your own."},
		func(a answer) bool { return a.extra && !a.to.Raw && a.to.Dst == a.e.Host && noHost(a.to.Src, a.e.Host) }},
	{Mistake{"M-311", "a packet with a wrong checksum is answered: it has been damaged on the way, and goes unheard."},
		func(a answer) bool { return a.extra && (a.to.BadIPSum || a.to.BadSum) }},
	{Mistake{"M-312", "an ICMP message is answered that is no echo request: only type 8 gets a reply."},
		func(a answer) bool { return a.extra && a.to.ICMP != nil && a.to.ICMP.Type != 8 && a.ICMP != nil }},
	{Mistake{"M-313", "it is answered as ICMP, but its header says that it is another protocol."},
		func(a answer) bool { return a.extra && !a.to.Raw && a.to.Proto != 1 && a.ICMP != nil }},
}

// lengths returns the header length and the Total Length of an IPv4 packet that
// has a whole header.
func lengths(p []byte) (header, total int, ok bool) {
	if len(p) < 20 || p[0]>>4 != 4 {
		return 0, 0, false
	}
	return int(p[0]&15) * 4, int(binary.BigEndian.Uint16(p[2:])), true
}

// cutData reports whether an echo reply has another length than the request,
// and what it has is the request's; or claims a length that it has not.
func cutData(a answer) bool {
	if a.extra || a.to.ICMP == nil || a.want.ICMP == nil {
		return false
	}
	if a.Raw {
		header, total, ok := lengths(a.Bytes)
		return ok && len(a.Bytes) > header && total == header+8+a.to.Len && len(a.Bytes) < total
	}
	n := min(a.Len, a.to.Len)
	return a.ICMP != nil && a.Len != a.to.Len && a.Len != a.to.Len+a.to.Pad && bytes.Equal(a.Data[:n], a.to.Data[:n])
}

// noHost reports whether no single other host can have the address src.
func noHost(src, own netip.Addr) bool {
	b := src.As4()
	return b[0] == 0 || b[0] == 127 || b[0] >= 224 || src == own
}
