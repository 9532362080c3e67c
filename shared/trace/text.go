package trace

import (
	"fmt"
	"net/netip"
	"strings"
)

// String gives the packet part of a line, for the direction that the addresses suggest.
func (p Packet) String() string {
	if p.Src == Host {
		return p.Text(Out)
	}
	return p.Text(In)
}

// Text gives the packet part of a line. Numbers are printed as they stand, absolute or relative.
func (p Packet) Text(dir Direction) string {
	switch {
	case p.Raw:
		return p.raw()
	case p.TCP != nil:
		return p.ends(dir) + "  " + p.TCP.text(p.Len) + p.tail()
	case p.ICMP != nil:
		return fmt.Sprintf("%s > %s icmp %s%s", p.Src, p.Dst, p.ICMP.text(p.Len), p.tail())
	}
	return fmt.Sprintf("%s > %s %s %db%s", p.Src, p.Dst, protocolName(p.Proto), p.Len, p.tail())
}

// ends gives the two ends of a TCP segment: ports only, if the addresses are the usual ones.
func (p Packet) ends(dir Direction) string {
	if src, dst := usual(dir); p.Src == src && p.Dst == dst {
		return fmt.Sprintf("%d > %d", p.TCP.SrcPort, p.TCP.DstPort)
	}
	return fmt.Sprintf("%s > %s", netip.AddrPortFrom(p.Src, p.TCP.SrcPort), netip.AddrPortFrom(p.Dst, p.TCP.DstPort))
}

// usual returns the addresses that need not be written.
func usual(dir Direction) (src, dst netip.Addr) {
	if dir == Out {
		return Host, Peer
	}
	return Peer, Host
}

func (t TCP) text(n int) string {
	s := fmt.Sprintf("%s %d:%d(%d)", t.Flags, t.Seq, t.Seq+uint32(n), n)
	if t.Flags&ACK != 0 {
		s += fmt.Sprintf(" ack %d", t.Ack)
	}
	if t.Win >= 0 {
		s += fmt.Sprintf(" win %d", t.Win)
	}
	if t.Flags&URG != 0 {
		s += fmt.Sprintf(" urg %d", t.Urg)
	}
	if len(t.Options) == 0 {
		return s
	}
	var list []string
	for _, o := range t.Options {
		list = append(list, o.String())
	}
	return s + " <" + strings.Join(list, ",") + ">"
}

// flagLetters stand in tcpdump's order.
var flagLetters = []struct {
	flag   Flags
	letter string
}{{FIN, "F"}, {SYN, "S"}, {RST, "R"}, {PSH, "P"}, {ACK, "."}, {URG, "U"}, {ECE, "E"}, {CWR, "W"}}

func (f Flags) String() (s string) {
	if f == 0 {
		return "-"
	}
	for _, l := range flagLetters {
		if f&l.flag != 0 {
			s += l.letter
		}
	}
	return s
}

func (m ICMP) text(n int) string {
	if m.echo() {
		kind := map[byte]string{0: "reply", 8: "request"}[m.Type]
		return fmt.Sprintf("echo %s id %d seq %d %db", kind, m.Rest>>16, m.Rest&0xffff, n)
	}
	kind, ok := icmpNames[m.Type]
	if !ok {
		kind = fmt.Sprintf("type %d", m.Type)
	}
	s := fmt.Sprintf("%s code %d %db", kind, m.Code, n)
	if m.Rest != 0 {
		s += fmt.Sprintf(" rest 0x%08x", m.Rest)
	}
	return s
}

// tail gives what may follow the words of any packet.
func (p Packet) tail() (s string) {
	if p.Fragment() {
		s += fmt.Sprintf(" frag %d", p.Frag)
	}
	if p.More {
		s += "+"
	}
	if len(p.IPOptions) > 0 {
		s += fmt.Sprintf(" ipopt %x", p.IPOptions)
	}
	if p.TTL <= 1 {
		s += fmt.Sprintf(" ttl %d", p.TTL)
	}
	if p.Pad > 0 {
		s += fmt.Sprintf(" pad %d", p.Pad)
	}
	return s + p.content() + p.wrong()
}

// wrong gives, in brackets, the checksums that are wrong.
func (p Packet) wrong() string {
	var list []string
	if p.BadIPSum {
		list = append(list, "bad ip checksum")
	}
	if p.BadSum {
		list = append(list, "bad "+p.checksum()+" checksum")
	}
	if list == nil {
		return ""
	}
	return " [" + strings.Join(list, ", ") + "]"
}
